package org.lacuna.ui.internal.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.Modality;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.ModelFolder;
import org.lacuna.ui.LacunaPerspective;
import org.lacuna.ui.NetworkPreferences;
import org.lacuna.ui.PartItem;
import org.lacuna.ui.PartsView;
import org.lacuna.ui.Screen;
import org.lacuna.ui.internal.thresholds.Trial;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The wizard in the running workbench, over a data set that is shown in Parts. */
class LearnWizardTest {
    private static final String TITLE = NLS.bind(Messages.Learn_job, TestParts.CATEGORY);

    @TempDir Path folder;

    private Path data;
    private Path model;
    private WizardDialog dialog;
    private LearnWizard wizard;

    @BeforeEach
    void shownParts() throws Exception {
        PlatformUI.getWorkbench().showPerspective(LacunaPerspective.ID, Hand.window());
        TestParts.quick(folder).write();
        data = TestParts.write(folder.resolve("data"), 6);
        model = TestParts.train(data, folder.resolve("bracket.lacuna"));
        PartsView parts = (PartsView) Hand.window().getActivePage().showView(PartsView.ID);
        parts.open(data);
        Screen.waitFor(
                "the parts", () -> PartsView.shownData(Hand.window()).equals(Optional.of(data)));
    }

    @AfterEach
    void close() {
        if (dialog != null) {
            dialog.close();
        }
        Hand.closeDialogs();
        NetworkPreferences.defaults().write();
    }

    private List<PartItem> listed() {
        return Hand.window().getService(Trial.class).parts();
    }

    private PartItem part(String group, boolean good) {
        return listed().stream()
                .filter(p -> p.group().equals(group) && p.id().isGood() == good)
                .findFirst()
                .orElseThrow();
    }

    private LearnPartsPage open(PartItem... selected) {
        PartsView parts = (PartsView) Hand.window().getActivePage().findView(PartsView.ID);
        parts.getSite().getSelectionProvider().setSelection(new StructuredSelection(selected));
        wizard = new LearnWizard(Hand.window());
        dialog = wizard.open();
        LearnPartsPage page = wizard.partsPage();
        page.modelField().set(model.toString());
        return page;
    }

    private static void tick(Table table, int row, boolean on) {
        TableItem item = table.getItem(row);
        item.setChecked(on);
        Event e = new Event();
        e.item = item;
        e.detail = SWT.CHECK;
        table.notifyListeners(SWT.Selection, e);
    }

    private static void click(Button button) {
        button.setSelection(!button.getSelection());
        button.notifyListeners(SWT.Selection, null);
    }

    @Test
    void selectedPart_isLearnedAfterALookAtWhatChanges() throws Exception {
        byte[] before = Files.readAllBytes(model);
        LearnPartsPage page = open(part("test", true));
        Hand.complete(page);
        assertTrue(page.table().table().getItem(0).getChecked(), "the selected part comes first");
        assertEquals(folder.resolve("bracket-2.lacuna").toString(), page.outField().text());
        Screen.shot(dialog.getShell(), "learn.png");
        assertFalse(wizard.canFinish(), "nobody has seen what changes");
        Hand.press(dialog, IDialogConstants.NEXT_ID);
        assertEquals(1, wizard.previewPage().table().getItemCount());
        Screen.shot(dialog.getShell(), "learn-preview.png");
        assertFalse(Files.exists(folder.resolve("bracket-2.lacuna")), "written before Finish");
        Hand.finish(dialog);
        Shell message = Hand.message(TITLE);
        assertTrue(Hand.text(message).contains("bracket-2.lacuna"), Hand.text(message));
        InspectionModel learned = ModelFile.read(folder.resolve("bracket-2.lacuna"));
        assertEquals(1, learned.provenance().history().size());
        assertTrue(
                learned.provenance().history().getFirst().part().contains("/test/good/"),
                learned.provenance().history().toString());
        assertArrayEquals(before, Files.readAllBytes(model), "the old model");
    }

    @Test
    void partThatWasLearnedBefore_isSaidAndNothingIsWritten() throws Exception {
        LearnPartsPage page = open(part("test", true));
        Hand.complete(page);
        Hand.press(dialog, IDialogConstants.NEXT_ID);
        Hand.finish(dialog);
        Hand.message(TITLE).close();
        Path second = folder.resolve("bracket-2.lacuna");
        page = open(part("test", true));
        page.modelField().set(second.toString());
        page.outField().set(folder.resolve("third.lacuna").toString());
        Hand.complete(page);
        Hand.press(dialog, IDialogConstants.NEXT_ID);
        assertEquals(Messages.Learn_known, wizard.previewPage().table().getItem(0).getText(3));
        assertFalse(wizard.canFinish());
        assertFalse(Files.exists(folder.resolve("third.lacuna")));
    }

    @Test
    void partThatIsNotLabelledGood_needsTheUsersWord() {
        LearnPartsPage page = open(part("test", false));
        assertEquals(NLS.bind(Messages.Learn_labelled, 1), Hand.error(page));
        click(page.acceptButton());
        Hand.complete(page);
    }

    @Test
    void otherChoice_isLookedAtAgainBeforeFinish() {
        LearnPartsPage page = open(part("test", true));
        Hand.complete(page);
        Hand.press(dialog, IDialogConstants.NEXT_ID);
        assertTrue(wizard.canFinish());
        Hand.press(dialog, IDialogConstants.BACK_ID);
        tick(page.table().table(), 1, true);
        assertFalse(wizard.canFinish(), "another choice than was looked at");
        Hand.press(dialog, IDialogConstants.NEXT_ID);
        assertEquals(2, wizard.previewPage().table().getItemCount());
        assertTrue(wizard.canFinish());
    }

    @Test
    void nothingTicked_andTheModelsOwnFile_areProblems() {
        LearnPartsPage page = open(part("test", true));
        Hand.complete(page);
        page.outField().set(model.toString());
        assertEquals(Messages.Learn_outIsModel, Hand.error(page));
        page.outField().set(folder.resolve("other.lacuna").toString());
        Hand.complete(page);
        tick(page.table().table(), 0, false);
        assertEquals(Messages.Learn_noParts, Hand.error(page));
    }

    @Test
    void currentModelOfItsFolder_isWarnedOfBeforeItIsReplaced() throws Exception {
        Path current = folder.resolve("line.lacuna");
        Files.copy(model, current);
        ModelFolder.of(current).promote("line.lacuna", "first article", "ann", Instant.EPOCH);
        LearnPartsPage page = open(part("test", true));
        page.outField().set(current.toString());
        Hand.complete(page);
        assertEquals(NLS.bind(Messages.Train_currentReplaced, current), page.getMessage());
    }

    @Test
    void damagedPart_isSaidWithItsFileAndThePageStays() throws Exception {
        PartItem part = part("test", true);
        Path file = part.files().get(Modality.RGB);
        Files.write(file, new byte[] {1, 2, 3});
        LearnPartsPage page = open(part);
        Hand.complete(page);
        Hand.press(dialog, IDialogConstants.NEXT_ID);
        assertEquals(page, dialog.getCurrentPage());
        assertTrue(page.getMessage().contains(file.getFileName().toString()), page.getMessage());
        tick(page.table().table(), 0, false);
        tick(page.table().table(), 1, true);
        Hand.complete(page);
        Hand.press(dialog, IDialogConstants.NEXT_ID);
        assertEquals(wizard.previewPage(), dialog.getCurrentPage());
    }

    @Test
    void nextName_counts() {
        assertEquals(Path.of("a/ring-2.lacuna"), LearnPartsPage.next(Path.of("a/ring.lacuna")));
        assertEquals(Path.of("ring-10.lacuna"), LearnPartsPage.next(Path.of("ring-9.lacuna")));
        assertEquals(Path.of("ring-2"), LearnPartsPage.next(Path.of("ring")));
    }
}
