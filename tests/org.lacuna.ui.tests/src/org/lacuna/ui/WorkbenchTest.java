package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.jface.bindings.keys.KeySequence;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.keys.IBindingService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.DefectRegion;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.ModalityStatus.State;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Verdict;
import org.lacuna.report.ResultFolder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The running workbench under Xvfb: the wiring from a result folder on disk to pixels on screen.
 */
class WorkbenchTest {
    private static final int SIDE = 96;

    @TempDir Path folder;

    private IWorkbenchPage page;

    @BeforeEach
    void openPerspective() throws Exception {
        assertTrue(PlatformUI.isWorkbenchRunning(), "needs the UI harness");
        assertNotNull(Display.getCurrent(), "tests run on the UI thread");
        page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
        PlatformUI.getWorkbench()
                .showPerspective(
                        LacunaPerspective.ID, PlatformUI.getWorkbench().getActiveWorkbenchWindow());
    }

    /**
     * Whether the list shows that many parts, all of this test's folder: an earlier test's may
     * still be there.
     */
    private boolean shows(PartsView parts, int count) {
        return parts.parts().size() == count
                && parts.parts().stream()
                        .allMatch(p -> p.files().get(Modality.RGB).startsWith(folder));
    }

    private static <T> T view(IWorkbenchPage page, String id, Class<T> type) throws Exception {
        return type.cast(page.showView(id));
    }

    /** Two parts: one good, one with a hot spot at (60, 30). */
    private Path results() throws Exception {
        Path file = TestImages.gradient(folder.resolve("part.png"), SIDE);
        try (ResultFolder out = new ResultFolder(folder.resolve("out"), "0.1.0")) {
            out.accept(source("good", "000", file), inspection("good", "000", Verdict.OK, 0.4));
            out.accept(source("dent", "001", file), inspection("dent", "001", Verdict.NOK, 1.7));
            out.commit();
        }
        return folder.resolve("out");
    }

    private static SampleSource source(String defect, String name, Path file) {
        return new SampleSource() {
            @Override
            public SampleId id() {
                return new SampleId("plate", defect, name);
            }

            @Override
            public ModalitySet modalities() {
                return ModalitySet.RGB;
            }

            @Override
            public Map<Modality, Path> files() {
                return Map.of(Modality.RGB, file);
            }

            @Override
            public Sample load(ModalitySet wanted) {
                throw new UnsupportedOperationException("the view reads the file itself");
            }

            @Override
            public Optional<org.lacuna.core.PixelMask> loadGroundTruth() {
                return Optional.empty();
            }
        };
    }

    private static Inspection inspection(
            String defect, String name, Verdict verdict, double score) {
        float[] map = new float[SIDE * SIDE];
        for (int p = 0; p < map.length; p++) {
            double distance = Math.hypot(p % SIDE - 60, p / SIDE - 30);
            map[p] = (float) (score * Math.exp(-distance * distance / 50));
        }
        List<DefectRegion> regions =
                verdict == Verdict.NOK
                        ? List.of(
                                new DefectRegion(
                                        54, 24, 13, 13, 120, 60, 30, score, 1.3, Optional.empty()))
                        : List.of();
        return new Inspection(
                new SampleId("plate", defect, name),
                verdict,
                "made for a test",
                score,
                0.1,
                Double.NaN,
                new Inspection.Thresholds(0.8, 1, 0.9),
                ModalitySet.RGB,
                new ModalityStatus(State.USED, 1, score),
                ModalityStatus.absent(),
                regions,
                Optional.of(new AnomalyMap(SIDE, SIDE, map)),
                Map.of());
    }

    @Test
    void perspective_showsItsViews() {
        assertEquals(LacunaPerspective.ID, page.getPerspective().getId());
        for (String id : List.of(PartsView.ID, ImageView.ID, CloudView.ID, DefectsView.ID)) {
            assertNotNull(page.findView(id), id);
        }
    }

    @Test
    void openCommand_hasAKeyBinding() {
        IBindingService bindings = PlatformUI.getWorkbench().getService(IBindingService.class);
        var keys = bindings.getActiveBindingsFor("org.lacuna.ui.openFolder");
        assertTrue(keys.length > 0 && keys[0] instanceof KeySequence, "key binding");
    }

    @Test
    void preferencesCommand_leadsToLacunasPage_andHasAKeyBinding() {
        Command command =
                PlatformUI.getWorkbench()
                        .getService(ICommandService.class)
                        .getCommand("org.eclipse.ui.window.preferences");
        assertTrue(command.isDefined() && command.isHandled(), "the workbench's own command");
        ParameterizedCommand ours =
                ParameterizedCommand.generateCommand(
                        command, Map.of("preferencePageId", LacunaPreferencePage.ID));
        IBindingService bindings = PlatformUI.getWorkbench().getService(IBindingService.class);
        assertTrue(bindings.getActiveBindingsFor(ours).length > 0, "key binding");
    }

    @Test
    void resultFolder_isListedAndTheSelectionPainted() throws Exception {
        PartsView parts = view(page, PartsView.ID, PartsView.class);
        parts.open(results());
        Screen.waitFor("two parts of this folder", () -> shows(parts, 2));
        PartItem nok =
                parts.parts().stream()
                        .filter(p -> p.verdict() == Verdict.NOK)
                        .findFirst()
                        .orElseThrow();
        parts.getSite().getSelectionProvider().setSelection(new StructuredSelection(nok));
        ImageView image = view(page, ImageView.ID, ImageView.class);
        Screen.waitFor(
                "the picture of the NOK part", () -> image.shownPart().equals(Optional.of(nok)));
        DefectsView evidence = view(page, DefectsView.ID, DefectsView.class);
        Screen.waitFor("its region", () -> evidence.shownRegions() == 1);
        ImageData shot =
                Screen.shot(
                        PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell(),
                        "workbench.png");
        assertTrue(Screen.colours(shot) > 100, "the window shows a picture, not an empty frame");
    }

    @Test
    void missingFolder_isSaidInTheView_andTheListStays() throws Exception {
        PartsView parts = view(page, PartsView.ID, PartsView.class);
        parts.open(results());
        Screen.waitFor("two parts of this folder", () -> shows(parts, 2));
        parts.open(folder.resolve("nowhere"));
        Screen.waitFor("the message", () -> parts.summaryText().contains("no such folder"));
        assertEquals(2, parts.parts().size());
    }

    @Test
    void dataSet_isListedWithoutVerdicts() throws Exception {
        Path rgb = Files.createDirectories(folder.resolve("data/plate/train/good/rgb"));
        TestImages.gradient(rgb.resolve("000.png"), SIDE);
        TestImages.gradient(rgb.resolve("001.png"), SIDE);
        PartsView parts = view(page, PartsView.ID, PartsView.class);
        parts.open(folder.resolve("data"));
        Screen.waitFor("two parts of this folder", () -> shows(parts, 2));
        assertTrue(parts.parts().stream().allMatch(p -> p.verdict() == Verdict.NOT_INSPECTED));
        assertFalse(parts.parts().stream().anyMatch(p -> p.inspection().isPresent()));
    }
}
