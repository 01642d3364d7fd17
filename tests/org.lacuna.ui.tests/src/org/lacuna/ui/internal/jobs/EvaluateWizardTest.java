package org.lacuna.ui.internal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.ui.LacunaPerspective;
import org.lacuna.ui.NetworkPreferences;
import org.lacuna.ui.PartsView;
import org.lacuna.ui.Screen;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The wizard and its job in the running workbench. */
class EvaluateWizardTest {
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

    private EvaluatePage open(Path data, Path results) {
        EvaluateWizard wizard = new EvaluateWizard(Hand.window(), Optional.of(data));
        dialog = wizard.open();
        wizard.page().resultsField().set(results.toString());
        wizard.page().fields().distillation().setSelection(false);
        return wizard.page();
    }

    private static void click(Button button, boolean on) {
        button.setSelection(on);
        button.notifyListeners(SWT.Selection, null);
    }

    @Test
    void finish_writesReportAndShowsResults() throws Exception {
        Path data = TestParts.write(folder.resolve("data"), 5);
        Path results = folder.resolve("results");
        EvaluatePage page = open(data, results);
        Hand.complete(page);
        assertEquals(1, page.categories().getItemCount());
        Screen.shot(dialog.getShell(), "evaluate.png");
        Hand.finish(dialog);
        Shell message = Hand.message(NLS.bind(Messages.Evaluate_job, "data"));
        assertTrue(Hand.text(message).contains(results.toString()), Hand.text(message));
        assertTrue(Files.isRegularFile(results.resolve("report.html")), "report");
        assertTrue(
                Files.readString(results.resolve("run.json")).contains("--no-distillation"),
                "the command line that does the same");
        Hand.press(message, Messages.Common_openResults);
        Screen.waitFor(
                "the results in Parts",
                () -> PartsView.shownResults(Hand.window()).equals(Optional.of(results)));
    }

    @Test
    void noCategoryOrSetting_isAnError() throws Exception {
        EvaluatePage page =
                open(TestParts.write(folder.resolve("data"), 4), folder.resolve("results"));
        Hand.complete(page);
        page.categories().getItem(0).setChecked(false);
        page.categories().notifyListeners(SWT.Selection, null);
        assertEquals(Messages.Evaluate_noCategory, Hand.error(page));
        page.categories().getItem(0).setChecked(true);
        page.settingButtons().forEach(b -> click(b, false));
        assertEquals(Messages.Evaluate_noSetting, Hand.error(page));
        click(page.settingButtons().getFirst(), true);
        Hand.complete(page);
    }

    @Test
    void resultsInTheDataSet_areRefused() throws Exception {
        Path data = TestParts.write(folder.resolve("data"), 4);
        EvaluatePage page = open(data, data.resolve("results"));
        assertEquals(Messages.Common_resultsInsideData, Hand.error(page));
    }

    @Test
    void missingFolder_isSaidWithItsName() {
        EvaluatePage page = open(folder.resolve("nowhere"), folder.resolve("results"));
        assertTrue(Hand.error(page).contains("nowhere"), page.getErrorMessage());
    }
}
