package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.views.properties.IPropertyDescriptor;
import org.eclipse.ui.views.properties.IPropertySheetPage;
import org.eclipse.ui.views.properties.IPropertySource;
import org.eclipse.ui.views.properties.PropertySheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.Modality;
import org.lacuna.ui.internal.viewing.Finding;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The platform's view Properties, for what is selected in our views. */
class PropertiesTest {
    @TempDir Path folder;

    private Stage stage;
    private PartsView parts;
    private PropertySheet sheet;
    private PartItem item;

    @BeforeEach
    void open() throws Exception {
        stage = Stage.open();
        item = DentedDome.item(folder, "000");
        sheet = (PropertySheet) stage.page.showView(IPageLayout.ID_PROP_SHEET);
        parts = (PartsView) stage.page.showView(PartsView.ID);
        parts.pane().show(List.of(item), "for a test", "");
        stage.page.activate(parts);
    }

    @AfterEach
    void close() {
        stage.page.hideView(sheet);
    }

    private Tree tree() {
        Control control = sheet.getCurrentPage().getControl();
        return control instanceof Tree tree ? tree : null;
    }

    /** Heads and properties as they are seen, "head", "name = value". */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (tree() != null) {
            for (TreeItem head : tree().getItems()) {
                lines.add(head.getText(0));
                for (TreeItem line : head.getItems()) {
                    lines.add(line.getText(0) + " = " + line.getText(1));
                }
            }
        }
        return lines;
    }

    private boolean shows(String start) {
        return lines().stream().anyMatch(l -> l.startsWith(start));
    }

    private List<String> heads() {
        return lines().stream().filter(l -> !l.contains(" = ")).toList();
    }

    @Test
    void selectedPart_isShownInGroups_withUnits_andWhatWasRead() throws Exception {
        Screen.waitFor("what was read of the scan", () -> shows("Pixel pitch = "));
        assertEquals(List.of("Part", "Verdict", "Modalities"), heads());
        assertTrue(shows("Name = 000"), lines().toString());
        assertTrue(shows("Image size = 160 \u00d7 160 px, "), lines().toString());
        String pitch = lines().stream().filter(l -> l.startsWith("Pixel pitch")).findFirst().get();
        assertTrue(pitch.endsWith(" mm"), pitch);
        assertTrue(shows("Score = 1"), lines().toString());
        assertTrue(shows("Margin = +"), lines().toString());
        assertTrue(shows("Region 1 = score "), lines().toString());
        assertTrue(
                lines().stream().anyMatch(l -> l.startsWith("Region 1") && l.contains("mm\u00b2")),
                lines().toString());
        stage.page.setPartState(stage.page.getReference(sheet), IWorkbenchPage.STATE_MAXIMIZED);
        Screen.shot(sheet.getSite().getShell(), "properties.png");
        stage.page.setPartState(stage.page.getReference(sheet), IWorkbenchPage.STATE_RESTORED);
    }

    @Test
    void selectedRegion_comesFirst_inEveryViewOfThePart() {
        stage.show(item);
        for (var view : List.of(stage.image, stage.cloud)) {
            stage.attention.focusOn(Optional.empty(), false);
            stage.page.activate(view);
            Screen.waitFor(view + " has the part", () -> heads().contains("Part"));
            assertEquals("Part", heads().getFirst());
            Finding region = stage.defects.rows().get(1);
            stage.attention.focusOn(Optional.of(region), false);
            Screen.waitFor(view + " has the region", () -> heads().getFirst().equals("Region 2"));
            assertTrue(shows("Area = "), lines().toString());
            assertTrue(shows("Depth = "), lines().toString());
            assertTrue(heads().contains("Verdict"), "what is known of its part follows");
        }
        // Shares its place with Properties here.
        assertEquals(
                new StructuredSelection(stage.defects.rows().get(1)),
                stage.defects.getSite().getSelectionProvider().getSelection());
        assertNotNull(stage.defects.getAdapter(IPropertySheetPage.class));
    }

    @Test
    void annotation_isShownAsItWasMade() throws Exception {
        stage.show(item);
        stage.page.activate(stage.image);
        stage.command("org.lacuna.ui.annotation.tool-rectangle");
        stage.drag(0, new int[] {20, 20}, new int[] {40, 40});
        stage.command("org.lacuna.ui.annotation.tool-select");
        stage.click(30, 30);
        Screen.waitFor("the annotation", () -> shows("Severity = "));
        assertEquals("Annotation", heads().getFirst());
    }

    @Test
    void brokenScan_isSaidInTheProperties() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.tiff"), "no scan");
        PartItem bad =
                new PartItem(
                        "test",
                        item.id(),
                        Map.of(Modality.XYZ, broken),
                        Optional.empty(),
                        Optional.empty());
        parts.pane().show(List.of(bad), "for a test", "");
        Screen.waitFor(
                "what is wrong",
                () -> lines().stream().anyMatch(l -> l.startsWith("Scan size = " + broken)));
    }

    @Test
    void otherBundles_getASourceByAdapter() {
        IPropertySource source = Adapters.adapt(item, IPropertySource.class);
        assertNotNull(source);
        Set<String> groups = new HashSet<>();
        for (IPropertyDescriptor d : source.getPropertyDescriptors()) {
            groups.add(d.getCategory());
            assertNotNull(source.getPropertyValue(d.getId()), d.getDisplayName());
        }
        assertEquals(Set.of("Part", "Verdict", "Modalities"), groups);
        Finding region =
                new Finding.Region(
                        item.id(), 0, item.inspection().orElseThrow().regions().getFirst());
        assertNotNull(Adapters.adapt(region, IPropertySource.class));
    }

    @Test
    void provenance_isShownOfResults() throws Exception {
        PartItem result =
                new PartItem(
                        "test",
                        item.id(),
                        item.files(),
                        item.inspection(),
                        item.mapFile(),
                        Optional.of(
                                new PartItem.Origin(
                                        folder, "abc123", Optional.of("b00c"), "0.1.0")));
        parts.pane().show(List.of(result), "for a test", "");
        Screen.waitFor("provenance", () -> shows("Model = not found"));
        assertTrue(shows("Model ID (SHA-256) = abc123"), lines().toString());
        assertTrue(shows("Thresholds (SHA-256) = b00c"), lines().toString());
        assertTrue(shows("Inspected with Lacuna = 0.1.0"), lines().toString());
    }
}
