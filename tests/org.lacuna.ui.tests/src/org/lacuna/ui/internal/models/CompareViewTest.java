package org.lacuna.ui.internal.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.keys.IBindingService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.inspection.ScoreLimits;
import org.lacuna.ui.LacunaPerspective;
import org.lacuna.ui.PartItem;
import org.lacuna.ui.PartsView;
import org.lacuna.ui.Screen;
import org.lacuna.ui.internal.jobs.Hand;
import org.lacuna.ui.internal.thresholds.ScoredParts;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Two results of the same parts in the running workbench. */
class CompareViewTest {
    @TempDir Path folder;

    private IWorkbenchPage page;
    private PartsView parts;
    private CompareView view;
    private Path a;

    @BeforeEach
    void showResults() throws Exception {
        PlatformUI.getWorkbench().showPerspective(LacunaPerspective.ID, Hand.window());
        page = Hand.window().getActivePage();
        a = ScoredParts.write(folder.resolve("a"), "a", folder, new ScoreLimits(0.9, 1.2));
        parts = (PartsView) page.showView(PartsView.ID);
        view = (CompareView) page.showView(CompareView.ID);
        parts.open(a);
        Screen.waitFor(
                "the results in Parts",
                () -> PartsView.shownResults(Hand.window()).equals(Optional.of(a)));
    }

    @AfterEach
    void close() {
        page.hideView(view);
    }

    @Test
    void differingParts_comeByMargin_andAClickSelectsThePart() throws Exception {
        Path b = ScoredParts.write(folder.resolve("b"), "b", folder, new ScoreLimits(0.9, 1.9));
        view.compare(a, b);
        Screen.waitFor("the comparison", () -> view.shown().isPresent());
        Comparison found = view.shown().orElseThrow();
        // Scores above 1.2 and up to 1.9: 1.25 ... 1.85, NOK in A and REVIEW in B.
        assertEquals(7, found.differing().size());
        assertEquals(84, found.common());
        assertEquals(0, found.single());
        List<Double> margins = found.differing().stream().map(Comparison.Pair::margin).toList();
        for (int i = 1; i < margins.size(); i++) {
            assertTrue(margins.get(i) <= margins.get(i - 1), margins.toString());
        }
        assertEquals(1.85 / 1.2 - 1.85 / 1.9, margins.getFirst(), 1e-9);
        assertTrue(view.headText().contains("84"), view.headText());
        assertEquals(84, view.table().getItemCount(), "the others follow");
        for (int row : new int[] {6, 7}) {
            assertEquals(
                    row > 6,
                    view.table()
                            .getItem(row)
                            .getText(2)
                            .equals(view.table().getItem(row).getText(3)),
                    "another verdict first, row " + row);
        }
        view.table().setSelection(2);
        view.table().notifyListeners(SWT.Selection, new Event());
        PartItem selected =
                (PartItem)
                        ((IStructuredSelection)
                                        parts.getSite().getSelectionProvider().getSelection())
                                .getFirstElement();
        assertEquals(found.differing().get(2).a(), selected);
        assertEquals(selected.id().toString(), view.table().getItem(2).getText(0));
        assertEquals("NOK", view.table().getItem(2).getText(2));
        assertEquals("REVIEW", view.table().getItem(2).getText(3));
        Screen.shot(Hand.window().getShell(), "compare.png");
    }

    @Test
    void folderWithoutResults_isSaid() {
        view.compare(a, folder.resolve("nowhere"));
        Screen.waitFor("the message", () -> view.headText().contains("no such folder"));
        assertTrue(view.headText().contains("nowhere"), view.headText());
    }

    @Test
    void compareCommand_hasAKey() {
        IBindingService bindings = PlatformUI.getWorkbench().getService(IBindingService.class);
        assertTrue(bindings.getActiveBindingsFor("org.lacuna.ui.compare.open").length > 0, "key");
    }
}
