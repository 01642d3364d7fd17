package org.lacuna.ui.internal.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IViewReference;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.keys.IBindingService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.ModalitySet;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.ScoreLimits;
import org.lacuna.inspection.ThresholdBook;
import org.lacuna.inspection.ThresholdBookFile;
import org.lacuna.ui.LacunaPerspective;
import org.lacuna.ui.NetworkPreferences;
import org.lacuna.ui.Screen;
import org.lacuna.ui.internal.jobs.Hand;
import org.lacuna.ui.internal.jobs.TestParts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/** Pages of models in the running workbench. */
class ModelViewTest {
    @TempDir static Path shared;
    private static Path model;

    @TempDir Path folder;

    private IWorkbenchPage page;

    @BeforeEach
    void train() throws Exception {
        PlatformUI.getWorkbench().showPerspective(LacunaPerspective.ID, Hand.window());
        page = Hand.window().getActivePage();
        if (model == null) {
            TestParts.quick(shared).write();
            model =
                    TestParts.train(
                            TestParts.write(shared.resolve("data"), 6),
                            shared.resolve("bracket.lacuna"));
            NetworkPreferences.defaults().write();
        }
    }

    @AfterEach
    void close() {
        for (IViewReference r : page.getViewReferences()) {
            if (r.getId().equals(ModelView.ID)) {
                page.hideView(r);
            }
        }
    }

    private static String text(ModelView view) {
        StringBuilder text = new StringBuilder();
        for (TreeItem section : view.tree().getItems()) {
            text.append(section.getText()).append('\n');
            for (TreeItem line : section.getItems()) {
                text.append(line.getText(0)).append(": ").append(line.getText(1)).append('\n');
            }
        }
        return text.toString();
    }

    @Test
    void page_saysWhatTheModelIs_withItsCurves() throws Exception {
        Path copy = Files.copy(model, folder.resolve("bracket.lacuna"));
        InspectionModel read = ModelFile.read(copy);
        ThresholdBookFile.write(
                ThresholdBookFile.beside(copy),
                ThresholdBook.of(read)
                        .change(
                                ModalitySet.RGB,
                                new ScoreLimits(0.5, 0.75),
                                "why",
                                "ann",
                                Instant.EPOCH));
        ModelView view = OpenModelHandler.open(page, copy);
        Screen.waitFor("the page", () -> view.sheet().isPresent());
        String text = text(view);
        for (String word :
                new String[] {
                    read.sha256(),
                    read.provenance().dataSha256(),
                    TestParts.CATEGORY,
                    "RGB+3D",
                    "6 good parts",
                    "fpfh-shape-1",
                    "filter-bank-1",
                    "review above 0.500, NOK above 0.750 (the model's own",
                    "bracket.lacuna.thresholds, changes: 1"
                }) {
            assertTrue(text.contains(word), word + " in " + text);
        }
        long curves = read.banks().values().stream().filter(b -> b.curve().isPresent()).count();
        assertTrue(curves > 0, "the model has elbow curves");
        assertEquals(curves, view.shownCharts());
        Screen.shot(Hand.window().getShell(), "model.png");
    }

    @Test
    void twoModels_haveAPageEach() throws Exception {
        ModelView first = OpenModelHandler.open(page, model);
        ModelView second =
                OpenModelHandler.open(page, Files.copy(model, folder.resolve("b.lacuna")));
        assertNotEquals(
                first.getViewSite().getSecondaryId(), second.getViewSite().getSecondaryId());
        Screen.waitFor("both pages", () -> first.sheet().isPresent() && second.sheet().isPresent());
        assertTrue(second.getPartName().contains("b.lacuna"), second.getPartName());
        assertTrue(first.getPartName().contains("bracket.lacuna"), first.getPartName());
    }

    @Test
    void damagedModel_isSaidWithItsName() throws Exception {
        byte[] whole = Files.readAllBytes(model);
        Path cut =
                Files.write(folder.resolve("cut.lacuna"), Arrays.copyOf(whole, whole.length / 2));
        ModelView view = OpenModelHandler.open(page, cut);
        Screen.waitFor("the message", () -> view.headText().contains("checksum"));
        assertTrue(view.headText().startsWith(cut.toString()), view.headText());
        assertEquals(0, view.tree().getItemCount());
    }

    @Test
    void openCommand_hasAKey() {
        IBindingService bindings = PlatformUI.getWorkbench().getService(IBindingService.class);
        assertTrue(bindings.getActiveBindingsFor("org.lacuna.ui.model.open").length > 0, "key");
    }
}
