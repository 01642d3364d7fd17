package org.lacuna.ui.internal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.Modality;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.TrainedBank;
import org.lacuna.memorybank.ProjectionRule;
import org.lacuna.ui.LacunaPerspective;
import org.lacuna.ui.NetworkPreferences;
import org.lacuna.ui.Screen;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The wizard, its job and the training view in the running workbench. */
class TrainWizardTest {
    private static final String TITLE = NLS.bind(Messages.Train_job, TestParts.CATEGORY);

    @TempDir Path folder;

    private WizardDialog dialog;

    @BeforeEach
    void quickExtractors() throws Exception {
        PlatformUI.getWorkbench().showPerspective(LacunaPerspective.ID, Hand.window());
        TestParts.quick(folder).write();
    }

    @AfterEach
    void close() {
        if (dialog != null) {
            dialog.close();
        }
        Hand.closeDialogs();
        NetworkPreferences.defaults().write();
    }

    private TrainWizard open(Optional<Path> shown) {
        TrainWizard wizard = new TrainWizard(Hand.window(), shown);
        dialog = wizard.open();
        return wizard;
    }

    private TrainWizard openWith(Path data, Path model) {
        TrainWizard wizard = open(Optional.of(data));
        Screen.waitFor("the category", () -> wizard.dataPage().set().isPresent());
        wizard.dataPage().modelField().set(model.toString());
        Hand.complete(wizard.dataPage());
        return wizard;
    }

    @Test
    void finish_trainsAndSaysWhereTheModelIs() throws Exception {
        Path data = TestParts.write(folder.resolve("data"), 6);
        Path file = folder.resolve("bracket.lacuna");
        TrainWizard wizard = openWith(data, file);
        assertTrue(
                wizard.dataPage().factsText().startsWith("6 good training parts, 3 validation"),
                wizard.dataPage().factsText());
        Screen.shot(dialog.getShell(), "train-1.png");
        Hand.press(dialog, IDialogConstants.NEXT_ID);
        Screen.waitFor(
                "the estimate", () -> wizard.parametersPage().estimateText().contains("MiB"));
        Screen.shot(dialog.getShell(), "train-2.png");
        Hand.press(dialog, IDialogConstants.NEXT_ID);
        Screen.shot(dialog.getShell(), "train-3.png");
        Hand.finish(dialog);
        Shell message = Hand.message(TITLE);
        assertTrue(Hand.text(message).contains(file.toString()), Hand.text(message));
        Screen.shot(message, "train-done.png");
        InspectionModel model = ModelFile.read(file);
        assertEquals(TestParts.CATEGORY, model.category());
        assertTrue(model.student().isPresent(), "a student by default");
        TrainingView view = (TrainingView) Hand.window().getActivePage().findView(TrainingView.ID);
        Screen.waitFor(
                "curves of teachers and student",
                () -> view.shownCurves() >= 3 && view.titleText().endsWith("finished"));
        Hand.window().getActivePage().activate(view);
        Screen.shot(Hand.window().getShell(), "training-view.png");
        Hand.press(message, Messages.Train_inspectNow);
        Shell inspect = Hand.message(Messages.Inspect_title);
        inspect.close();
    }

    @Test
    void projection_isTheModels_andProposedNextTime() throws Exception {
        Path data = TestParts.write(folder.resolve("data"), 4);
        Path file = folder.resolve("bracket.lacuna");
        TrainWizard wizard = openWith(data, file);
        Combo field = wizard.advancedPage().projectionField();
        assertEquals(Messages.Train_projectionDefault, field.getText());
        String within = NLS.bind(Messages.Train_projectionWithin, 5);
        field.select(field.indexOf(within));
        field.notifyListeners(SWT.Selection, null);
        Hand.press(dialog, IDialogConstants.NEXT_ID);
        Hand.finish(dialog);
        try {
            Hand.message(TITLE).close();
            InspectionModel model = ModelFile.read(file);
            for (Modality m : Modality.values()) {
                assertEquals(
                        ProjectionRule.distortion(0.05),
                        model.parameters().of(m).bank().projection());
                TrainedBank bank = model.banks().get(m);
                assertTrue(bank.bank().isProjected(), m.label());
                assertTrue(bank.distortion() <= 0.05, m.label() + ": " + bank.distortion());
            }
            TrainWizard next = open(Optional.of(data));
            assertEquals(within, next.advancedPage().projectionField().getText());
        } finally {
            String usual = ProjectionRule.defaultRule().toString();
            wizard.getDialogSettings().put("projection", usual);
        }
    }

    @Test
    void cancel_endsWithinASecond_andLeavesNoFile() throws Exception {
        Path data = TestParts.write(folder.resolve("data"), 24);
        Path file = folder.resolve("models/bracket.lacuna");
        TrainChoice choice =
                new TrainChoice(
                        TestParts.open(data),
                        org.lacuna.core.ModalitySet.BOTH,
                        file,
                        TrainChoice.Learning.defaults());
        TrainJob job = new TrainJob(choice, data.toString(), Optional.empty());
        job.schedule();
        Hand.await(
                "work under way",
                () ->
                        !TrainingFeed.instance().snapshot().curves().isEmpty()
                                || job.getResult() != null);
        TrainingView view = (TrainingView) Hand.window().getActivePage().showView(TrainingView.ID);
        Screen.waitFor("the button", () -> view.cancelButton().isVisible());
        long begin = System.nanoTime();
        view.cancelButton().notifyListeners(SWT.Selection, null);
        assertTrue(job.join(10_000, null), "ended");
        double seconds = (System.nanoTime() - begin) / 1e9;
        assertEquals(Job.NONE, job.getState());
        assertFalse(job.getResult().isOK(), "cancelled, not done");
        // A second is promised on a machine of its own; builds share theirs.
        assertTrue(seconds < 2, "took " + seconds + " s");
        assertFalse(Files.exists(folder.resolve("models")), "nothing half-written");
        Screen.waitFor("the view says so", () -> view.titleText().endsWith("cancelled"));
    }

    @Test
    void missingFolder_isSaidWithItsName() {
        TrainWizard wizard = open(Optional.empty());
        wizard.dataPage().dataField().set(folder.resolve("nowhere").toString());
        assertTrue(Hand.error(wizard.dataPage()).contains("nowhere"));
    }

    @Test
    void folderWithoutParts_isSaidWithWhatIsThere() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "x");
        TrainWizard wizard = open(Optional.empty());
        wizard.dataPage().dataField().set(folder.toString());
        assertTrue(Hand.error(wizard.dataPage()).contains("notes.txt"));
    }

    @Test
    void fileThatIsNoModel_isNotReplaced() throws Exception {
        Path data = TestParts.write(folder.resolve("data"), 4);
        Path file = Files.writeString(folder.resolve("photo.png"), "p");
        TrainWizard wizard = open(Optional.of(data));
        Screen.waitFor("the category", () -> wizard.dataPage().set().isPresent());
        wizard.dataPage().modelField().set(file.toString());
        assertEquals(NLS.bind(Messages.Train_modelForeign, file), Hand.error(wizard.dataPage()));
    }

    @Test
    void testPartInTraining_isWarnedOf() throws Exception {
        Path data = TestParts.write(folder.resolve("data"), 4);
        Path category = data.resolve(TestParts.CATEGORY);
        Path learned = category.resolve("train/good/rgb");
        try (var files = Files.list(learned)) {
            Path first = files.sorted().findFirst().orElseThrow();
            Files.copy(first, category.resolve("test/good/rgb/leak.png"));
        }
        TrainWizard wizard = openWith(data, folder.resolve("m.lacuna"));
        Screen.waitFor(
                "a warning", () -> wizard.dataPage().getMessageType() == IMessageProvider.WARNING);
        assertTrue(wizard.dataPage().getMessage().contains("leak"), wizard.dataPage().getMessage());
        assertTrue(wizard.dataPage().isPageComplete(), "the user decides");
    }

    @Test
    void wrongSeed_isAnError() throws Exception {
        Path data = TestParts.write(folder.resolve("data"), 4);
        TrainWizard wizard = openWith(data, folder.resolve("m.lacuna"));
        wizard.parametersPage().fields().seed().setText("seven");
        assertEquals(
                NLS.bind(Messages.Common_seedWrong, "seven"), Hand.error(wizard.parametersPage()));
        wizard.parametersPage().fields().seed().setText("7");
        Hand.complete(wizard.parametersPage());
    }
}
