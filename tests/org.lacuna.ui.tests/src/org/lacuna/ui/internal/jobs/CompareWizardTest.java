package org.lacuna.ui.internal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.keys.IBindingService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Split;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.ScoreLimits;
import org.lacuna.inspection.ThresholdBook;
import org.lacuna.inspection.ThresholdBookFile;
import org.lacuna.report.ResultFolder;
import org.lacuna.report.VerdictRecord;
import org.lacuna.ui.LacunaPerspective;
import org.lacuna.ui.NetworkPreferences;
import org.lacuna.ui.PartsView;
import org.lacuna.ui.Screen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Two models on the same parts in the running workbench. */
class CompareWizardTest {
    @TempDir static Path shared;
    private static Path data;
    private static Path one;
    private static Path two;

    @TempDir Path folder;

    private IWorkbenchPage page;
    private WizardDialog dialog;

    @BeforeEach
    void trainTwo() throws Exception {
        PlatformUI.getWorkbench().showPerspective(LacunaPerspective.ID, Hand.window());
        page = Hand.window().getActivePage();
        TestParts.quick(shared).write();
        if (one == null) {
            data = TestParts.write(shared.resolve("data"), 6);
            one = TestParts.train(data, shared.resolve("one.lacuna"));
            two =
                    TestParts.train(
                            TestParts.write(shared.resolve("more"), 7),
                            shared.resolve("two.lacuna"));
            // So that verdicts differ for certain.
            ThresholdBookFile.write(
                    ThresholdBookFile.beside(two),
                    ThresholdBook.of(ModelFile.read(two))
                            .change(
                                    ModalitySet.BOTH,
                                    new ScoreLimits(0.0005, 0.001),
                                    "nothing passes",
                                    "ann",
                                    Instant.EPOCH));
        }
    }

    @AfterEach
    void close() {
        if (dialog != null) {
            dialog.close();
        }
        Hand.closeDialogs();
        IViewPart view = page.findView(ComparesResults.ID);
        if (view != null) {
            page.hideView(view);
        }
        NetworkPreferences.defaults().write();
    }

    private ComparePage open(Path a, Path b) {
        CompareWizard wizard = new CompareWizard(Hand.window(), Optional.of(data));
        dialog = wizard.open();
        ComparePage opened = wizard.page();
        opened.modelAField().set(a.toString());
        opened.modelBField().set(b.toString());
        opened.resultsField().set(folder.resolve("comparison").toString());
        return opened;
    }

    private static <T extends Control> T first(Shell shell, Class<T> kind, String words) {
        return Hand.controls(shell).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(
                        c ->
                                c instanceof Label l
                                        ? l.getText().contains(words)
                                        : c instanceof Table t
                                                && t.getColumnCount() > 0
                                                && t.getColumns()[t.getColumnCount() - 1]
                                                        .getText()
                                                        .equals(words))
                .findFirst()
                .orElse(null);
    }

    @Test
    void finish_inspectsWithBoth_andShowsWhereTheyDiffer() throws Exception {
        ComparePage opened = open(one, two);
        Hand.complete(opened);
        Screen.shot(dialog.getShell(), "compare-models.png");
        Hand.finish(dialog);
        Shell message = Hand.message(NLS.bind(Messages.Compare_job, "one.lacuna", "two.lacuna"));
        Path results = folder.resolve("comparison");
        Path a = results.resolve("a-one");
        Path b = results.resolve("b-two");
        List<VerdictRecord> first = ResultFolder.read(a);
        List<VerdictRecord> second = ResultFolder.read(b);
        assertEquals(ModelFile.read(one).sha256(), first.getFirst().modelId());
        assertEquals(ModelFile.read(two).sha256(), second.getFirst().modelId());
        assertEquals(first.size(), second.size());
        assertTrue(Files.readString(a.resolve("run.json")).contains("\"inspect\""));
        assertTrue(Files.readString(results.resolve("run.json")).contains("model_b"));
        message.close();
        Screen.waitFor(
                "the results of A in Parts",
                () -> PartsView.shownResults(Hand.window()).equals(Optional.of(a)));
        Shell window = Hand.window().getShell();
        Screen.waitFor("counts", () -> first(window, Label.class, "B: NOK 7") != null);
        Table table = first(window, Table.class, "Margin");
        assertEquals(first.size(), table.getItemCount(), "every part is listed");
        int differing = 0;
        for (int i = 0; i < first.size(); i++) {
            differing +=
                    first.get(i).inspection().verdict() == second.get(i).inspection().verdict()
                            ? 0
                            : 1;
        }
        assertTrue(differing > 0, "some verdicts differ");
        for (int row = 0; row < first.size(); row++) {
            assertEquals(
                    row >= differing,
                    table.getItem(row).getText(2).equals(table.getItem(row).getText(3)),
                    "those that differ come first: row " + row);
            assertFalse(table.getItem(row).getText(4).isEmpty(), "score A");
            assertFalse(table.getItem(row).getText(5).isEmpty(), "score B");
        }
        Screen.shot(window, "compare-models-done.png");
    }

    @Test
    void cancelInTheSecondInspection_leavesNothing() throws Exception {
        Path results = folder.resolve("comparison");
        CompareJob job =
                new CompareJob(
                        new CompareChoice(
                                new CompareChoice.Side(one, Optional.empty()),
                                new CompareChoice.Side(two, Optional.empty()),
                                TestParts.open(data).samples(Split.TEST),
                                List.of("--data", data.toString()),
                                ModalitySet.BOTH,
                                results));
        job.schedule();
        Hand.await(
                "the first result",
                () -> {
                    try (var files = Files.exists(results) ? Files.walk(results) : null) {
                        return job.getResult() != null
                                || files != null
                                        && files.anyMatch(f -> f.endsWith("a-one/run.json"));
                    } catch (IOException | UncheckedIOException e) {
                        // It is being moved.
                        return false;
                    }
                });
        job.cancel();
        Hand.await("the end", () -> job.getResult() != null);
        assertFalse(job.getResult().isOK(), "it was cancelled in time");
        assertFalse(Files.exists(results), "nothing half-written");
    }

    @Test
    void oneModelTwice_isRefused() {
        assertEquals(Messages.Compare_same, Hand.error(open(one, one)));
    }

    @Test
    void folderWithOtherResults_isRefused() throws Exception {
        ComparePage opened = open(one, two);
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("precious.txt"), "p");
        opened.resultsField().set(other.toString());
        assertEquals(NLS.bind(Messages.Common_resultsForeign, other), Hand.error(opened));
    }

    @Test
    void command_hasAKey() {
        IBindingService bindings = PlatformUI.getWorkbench().getService(IBindingService.class);
        assertTrue(bindings.getActiveBindingsFor("org.lacuna.ui.compareModels").length > 0);
    }
}
