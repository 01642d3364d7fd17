package org.lacuna.ui.internal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.Split;
import org.lacuna.ui.LacunaPerspective;
import org.lacuna.ui.PartsView;
import org.lacuna.ui.Screen;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The wizard in the running workbench, on a data set with one of each mistake. */
class ImportWizardTest {
    @TempDir Path folder;

    private WizardDialog dialog;
    private ImportWizard wizard;

    @BeforeEach
    void perspective() throws Exception {
        PlatformUI.getWorkbench().showPerspective(LacunaPerspective.ID, Hand.window());
    }

    @AfterEach
    void close() {
        if (dialog != null) {
            dialog.close();
        }
        Hand.closeDialogs();
    }

    private void open(Path data) {
        wizard = new ImportWizard(Hand.window(), Optional.of(data));
        dialog = wizard.open();
    }

    private Path broken() throws Exception {
        Path data = TestParts.write(folder.resolve("data"), 4);
        Path category = data.resolve(TestParts.CATEGORY);
        Path train = category.resolve("train/good");
        Files.delete(train.resolve("xyz/000.tiff"));
        byte[] image = Files.readAllBytes(train.resolve("rgb/001.png"));
        Files.write(train.resolve("rgb/001.png"), java.util.Arrays.copyOf(image, 200));
        Files.copy(train.resolve("rgb/002.png"), category.resolve("test/good/rgb/leak.png"));
        Path masks = Files.createDirectories(category.resolve("test/good/gt"));
        Files.copy(train.resolve("rgb/003.png"), masks.resolve("lonely.png"));
        return data;
    }

    private TableItem row(String name) {
        for (TableItem item : wizard.tablePage().table().table().getItems()) {
            if (item.getText(0).endsWith("/" + name)) {
                return item;
            }
        }
        throw new AssertionError("no row " + name);
    }

    @Test
    void dryRun_tellsOfEachMistake_andLeavesOutWhatIsUnchecked() throws Exception {
        Path data = broken();
        Path category = data.resolve(TestParts.CATEGORY);
        open(data);
        Hand.complete(wizard.folderPage());
        Screen.shot(dialog.getShell(), "import-1.png");
        Hand.press(dialog, IDialogConstants.NEXT_ID);
        Screen.waitFor("the table", () -> dialog.getCurrentPage() == wizard.tablePage());
        Screen.shot(dialog.getShell(), "import-2.png");
        wizard.tablePage().problemsOnly().setSelection(true);
        wizard.tablePage().problemsOnly().notifyListeners(SWT.Selection, null);
        Screen.shot(dialog.getShell(), "import-problems.png");
        assertTrue(row("lonely").getText(6).contains(Messages.Finding_MASK_WITHOUT_PART));
        assertTrue(row("leak").getText(6).contains(Messages.Finding_TEST_PART_IN_TRAINING));
        assertTrue(row("leak").getText(6).contains(Messages.Finding_MISSING_XYZ));
        assertTrue(row("001").getText(6).contains(Messages.Finding_UNREADABLE));
        assertTrue(row("000").getText(6).contains(Messages.Finding_MISSING_XYZ));
        Hand.press(dialog.getShell(), Messages.Import_leaveOut);
        assertFalse(row("lonely").getChecked(), "left out");
        assertTrue(row("000").getChecked(), "a missing modality is no error");
        Hand.finish(dialog);
        Hand.message(org.eclipse.osgi.util.NLS.bind(Messages.Import_job, data.getFileName()));
        assertTrue(
                Files.isRegularFile(category.resolve("left-out/test/good/gt/lonely.png")),
                "moved, not deleted");
        assertFalse(Files.exists(category.resolve("test/good/gt")), "no empty folder stays");
        assertEquals(
                2,
                TestParts.open(data).samples(Split.TRAIN).size(),
                "the unreadable part and the twin of the test part are out");
        Screen.waitFor(
                "the data set in Parts",
                () -> PartsView.shownData(Hand.window()).equals(Optional.of(data)));
    }

    @Test
    void cleanDataSet_isShownAsItIs() throws Exception {
        Path data = TestParts.write(folder.resolve("data"), 2);
        open(data);
        Hand.complete(wizard.folderPage());
        Hand.press(dialog, IDialogConstants.NEXT_ID);
        Screen.waitFor("the table", () -> dialog.getCurrentPage() == wizard.tablePage());
        assertTrue(wizard.tablePage().leftOut().isEmpty());
        Hand.finish(dialog);
        Screen.waitFor(
                "the data set in Parts",
                () -> PartsView.shownData(Hand.window()).equals(Optional.of(data)));
        assertFalse(Files.exists(data.resolve(TestParts.CATEGORY).resolve("left-out")));
    }

    @Test
    void folderWithoutADataSet_isSaidOnNext() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "x");
        open(folder);
        Hand.complete(wizard.folderPage());
        Hand.press(dialog, IDialogConstants.NEXT_ID);
        Screen.waitFor("an error", () -> wizard.folderPage().getErrorMessage() != null);
        assertTrue(wizard.folderPage().getErrorMessage().contains("notes.txt"));
        assertEquals(wizard.folderPage(), dialog.getCurrentPage());
    }

    @Test
    void missingFolder_isSaidWithItsName() {
        open(folder.resolve("nowhere"));
        wizard.folderPage().field().set(folder.resolve("nowhere2").toString());
        assertTrue(Hand.error(wizard.folderPage()).contains("nowhere2"));
    }
}
