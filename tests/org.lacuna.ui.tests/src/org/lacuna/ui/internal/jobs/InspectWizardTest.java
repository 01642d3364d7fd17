package org.lacuna.ui.internal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Split;
import org.lacuna.core.Verdict;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.ModelFolder;
import org.lacuna.inspection.ScoreLimits;
import org.lacuna.inspection.ThresholdBook;
import org.lacuna.inspection.ThresholdBookFile;
import org.lacuna.report.ResultFolder;
import org.lacuna.report.VerdictRecord;
import org.lacuna.ui.LacunaPerspective;
import org.lacuna.ui.NetworkPreferences;
import org.lacuna.ui.PartsView;
import org.lacuna.ui.Screen;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The wizard and its job in the running workbench. */
class InspectWizardTest {
    private static final String TITLE = NLS.bind(Messages.Inspect_job, TestParts.CATEGORY);

    @TempDir Path folder;

    private WizardDialog dialog;
    private Path data;
    private Path model;

    @BeforeEach
    void trainedModel() throws Exception {
        PlatformUI.getWorkbench().showPerspective(LacunaPerspective.ID, Hand.window());
        TestParts.quick(folder).write();
        data = TestParts.write(folder.resolve("data"), 6);
        model = TestParts.train(data, folder.resolve("bracket.lacuna"));
    }

    @AfterEach
    void close() {
        if (dialog != null) {
            dialog.close();
        }
        Hand.closeDialogs();
        NetworkPreferences.defaults().write();
    }

    private InspectPage open(Path modelFile, Path parts, Path results) {
        InspectWizard wizard =
                new InspectWizard(Hand.window(), Optional.of(parts), Optional.of(modelFile));
        dialog = wizard.open();
        wizard.page().resultsField().set(results.toString());
        return wizard.page();
    }

    @Test
    void finish_showsResults_andPartsThatCannotBeReadAreNotInspected() throws Exception {
        Path damaged = data.resolve(TestParts.CATEGORY).resolve("test/good/rgb/000.png");
        byte[] whole = Files.readAllBytes(damaged);
        Files.write(damaged, Arrays.copyOf(whole, whole.length / 2));
        Path results = folder.resolve("results");
        InspectPage page = open(model, data, results);
        Hand.complete(page);
        assertTrue(page.factsText().contains(TestParts.CATEGORY), page.factsText());
        Screen.shot(dialog.getShell(), "inspect.png");
        Hand.finish(dialog);
        Shell message = Hand.message(TITLE);
        List<VerdictRecord> verdicts = ResultFolder.read(results);
        long notInspected =
                verdicts.stream()
                        .filter(v -> v.inspection().verdict() == Verdict.NOT_INSPECTED)
                        .count();
        assertEquals(1, notInspected);
        assertTrue(
                Hand.text(message).contains(NLS.bind(Messages.Inspect_damaged, 1)),
                Hand.text(message));
        assertTrue(
                Files.readString(results.resolve("run.json")).contains("--data"),
                "the command line that does the same");
        Screen.shot(message, "inspect-done.png");
        Screen.waitFor(
                "the results in Parts",
                () -> PartsView.shownResults(Hand.window()).equals(Optional.of(results)));
        Screen.shot(Hand.window().getShell(), "inspect-results.png");
    }

    @Test
    void changedThresholds_holdUnlessTheUserSaysOtherwise() throws Exception {
        ThresholdBook book =
                ThresholdBook.of(ModelFile.read(model))
                        .change(
                                ModalitySet.BOTH,
                                new ScoreLimits(0.0005, 0.001),
                                "nothing passes",
                                "ann",
                                Instant.EPOCH);
        ThresholdBookFile.write(ThresholdBookFile.beside(model), book);
        Path results = folder.resolve("results");
        InspectPage page = open(model, data, results);
        Hand.complete(page);
        assertTrue(page.thresholdsButton().getSelection());
        assertTrue(page.thresholdsButton().getText().contains("bracket.lacuna.thresholds"));
        Screen.shot(dialog.getShell(), "inspect-thresholds.png");
        page.thresholdsButton().setSelection(false);
        assertEquals(Optional.empty(), page.choice().orElseThrow().thresholds());
        page.thresholdsButton().setSelection(true);
        Hand.finish(dialog);
        Hand.message(TITLE);
        List<VerdictRecord> verdicts = ResultFolder.read(results);
        assertFalse(verdicts.isEmpty());
        for (VerdictRecord v : verdicts) {
            assertEquals(Optional.of(book.sha256()), v.thresholdBook());
            assertEquals(Verdict.NOK, v.inspection().verdict());
        }
        assertTrue(
                Files.readString(results.resolve("run.json")).contains("--thresholds"),
                "the command line that does the same");
    }

    /** A second model in the folder of the first one. */
    private Path secondModel() throws Exception {
        return TestParts.train(
                TestParts.write(folder.resolve("more"), 7), folder.resolve("new.lacuna"));
    }

    private void promote(Path file) throws Exception {
        ModelFolder.of(file).promote(file.getFileName().toString(), "why", "ann", Instant.EPOCH);
    }

    @Test
    void currentModelOfTheLastFolder_isProposed_andAnotherOneIsWarnedOf() throws Exception {
        Path other = secondModel();
        promote(other);
        IDialogSettings last =
                new InspectWizard(Hand.window(), Optional.empty(), Optional.empty())
                        .getDialogSettings();
        last.put("model", model.toString());
        InspectWizard wizard =
                new InspectWizard(Hand.window(), Optional.of(data), Optional.empty());
        dialog = wizard.open();
        InspectPage page = wizard.page();
        page.resultsField().set(folder.resolve("results").toString());
        Screen.waitFor(
                "the current model", () -> page.modelField().text().equals(other.toString()));
        Hand.complete(page);
        Screen.waitFor(
                "that it is the current one: " + page.factsText(),
                () -> page.factsText().contains(NLS.bind(Messages.Inspect_current, "new.lacuna")));
        Screen.shot(dialog.getShell(), "inspect-current.png");
        page.modelField().set(model.toString());
        String warning = NLS.bind(Messages.Inspect_notCurrent, "bracket.lacuna", "new.lacuna");
        Screen.waitFor("a warning", () -> warning.equals(page.getMessage()));
        assertTrue(page.isPageComplete(), "the user decides");
    }

    @Test
    void folderOfModels_standsForItsCurrentModel() throws Exception {
        promote(model);
        InspectPage page = open(folder, data, folder.resolve("results"));
        Hand.complete(page);
        assertEquals(model, page.choice().orElseThrow().model());
    }

    @Test
    void replacedCurrentModel_isRefusedWithBothHashes() throws Exception {
        promote(model);
        String promoted = ModelFile.read(model).sha256();
        ModelFile.write(model, ModelFile.read(secondModel()));
        String error = Hand.error(open(model, data, folder.resolve("results")));
        assertTrue(error.contains(promoted), error);
        assertTrue(error.contains(ModelFile.read(model).sha256()), error);
        dialog.close();
        String alsoAsFolder = Hand.error(open(folder, data, folder.resolve("results")));
        assertTrue(alsoAsFolder.contains(promoted), alsoAsFolder);
    }

    @Test
    void truncatedModel_isSaidWithItsName() throws Exception {
        byte[] whole = Files.readAllBytes(model);
        Path cut =
                Files.write(folder.resolve("cut.lacuna"), Arrays.copyOf(whole, whole.length / 2));
        InspectPage page = open(cut, data, folder.resolve("r"));
        assertTrue(Hand.error(page).contains("cut.lacuna"), page.getErrorMessage());
    }

    @Test
    void folderWithoutParts_isSaid() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        InspectPage page = open(model, empty, folder.resolve("r"));
        assertTrue(Hand.error(page).contains("nothing"), page.getErrorMessage());
    }

    @Test
    void folderOfImages_isInspectedWithoutADataSet() throws Exception {
        InspectPage page =
                open(
                        model,
                        data.resolve(TestParts.CATEGORY).resolve("test/good/rgb"),
                        folder.resolve("r"));
        Hand.complete(page);
        assertTrue(
                page.factsText().endsWith(NLS.bind(Messages.Inspect_partsFacts, 2)),
                page.factsText());
    }

    @Test
    void resultsFolderWithOtherFiles_isRefused() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("precious.txt"), "p");
        InspectPage page = open(model, data, other);
        assertEquals(NLS.bind(Messages.Common_resultsForeign, other), Hand.error(page));
    }

    @Test
    void cancel_leavesNoResults() throws Exception {
        Path results = folder.resolve("results");
        InspectJob job =
                new InspectJob(
                        new InspectChoice(
                                model,
                                Optional.empty(),
                                TestParts.open(data).samples(Split.TEST),
                                List.of("--data", data.toString()),
                                ModalitySet.BOTH,
                                results));
        job.schedule();
        job.cancel();
        Hand.await("the end", () -> job.getResult() != null || job.getState() == 0);
        assertFalse(Files.exists(results), "nothing half-written");
    }
}
