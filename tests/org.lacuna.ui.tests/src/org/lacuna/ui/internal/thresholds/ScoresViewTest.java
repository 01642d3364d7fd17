package org.lacuna.ui.internal.thresholds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.e4.ui.css.swt.theme.ITheme;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.keys.IBindingService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Verdict;
import org.lacuna.evaluation.Auroc;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.ScoreLimits;
import org.lacuna.inspection.ThresholdBook;
import org.lacuna.inspection.ThresholdBookFile;
import org.lacuna.inspection.ThresholdChange;
import org.lacuna.ui.LacunaPerspective;
import org.lacuna.ui.NetworkPreferences;
import org.lacuna.ui.PartItem;
import org.lacuna.ui.PartsView;
import org.lacuna.ui.Screen;
import org.lacuna.ui.internal.jobs.Hand;
import org.lacuna.ui.internal.jobs.TestParts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Thresholds on trial, and how they come into force, in the running workbench. */
class ScoresViewTest {
    private static final String DARK = "org.eclipse.e4.ui.css.theme.e4_dark";

    @TempDir static Path shared;
    private static Path model;
    private static ThresholdBook fresh;

    @TempDir Path folder;

    private IWorkbenchPage page;
    private PartsView parts;
    private ScoresView view;
    private Trial trial;
    private Path ownModel;
    private ScoreLimits own;

    @BeforeEach
    void showScores() throws Exception {
        PlatformUI.getWorkbench().showPerspective(LacunaPerspective.ID, Hand.window());
        page = Hand.window().getActivePage();
        if (model == null) {
            TestParts.quick(shared).write();
            model =
                    TestParts.train(
                            TestParts.write(shared.resolve("data"), 6),
                            shared.resolve("bracket.lacuna"));
            NetworkPreferences.defaults().write();
            fresh = ThresholdBook.of(ModelFile.read(model));
        }
        // A model of each test's own, beside which its thresholds lie.
        ownModel = Files.copy(model, folder.resolve("bracket.lacuna"));
        own = new ScoreLimits(0.9, 1.2);
        Path results = ScoredParts.write(folder.resolve("results"), fresh.modelId(), ownModel, own);
        parts = (PartsView) page.showView(PartsView.ID);
        view = (ScoresView) page.showView(ScoresView.ID);
        trial = Hand.window().getService(Trial.class);
        parts.open(results);
        Screen.waitFor(
                "parts and model",
                () ->
                        trial.folder().equals(Optional.of(results))
                                && view.subject().flatMap(Subject::book).isPresent());
    }

    @AfterEach
    void close() {
        Hand.closeDialogs();
        trial.reset();
    }

    private PartItem part(String defect, int number) {
        return trial.parts().stream()
                .filter(p -> p.id().defect().equals(defect))
                .filter(p -> p.id().name().equals("%03d".formatted(number)))
                .findFirst()
                .orElseThrow();
    }

    private void mouse(int type, int x, int button) {
        Event e = new Event();
        e.x = x;
        e.y = 40;
        e.button = button;
        view.pane().chart().plot().notifyListeners(type, e);
    }

    private void drag(double from, double to) {
        int start = view.pane().chart().x(from);
        int end = view.pane().chart().x(to);
        mouse(SWT.MouseMove, start, 0);
        mouse(SWT.MouseDown, start, 1);
        mouse(SWT.MouseMove, (start + end) / 2, 0);
        mouse(SWT.MouseMove, end, 0);
        mouse(SWT.MouseUp, end, 1);
    }

    private void key(int code, int stateMask) {
        Event e = new Event();
        e.keyCode = code;
        e.stateMask = stateMask;
        view.pane().chart().plot().notifyListeners(SWT.KeyDown, e);
    }

    private static Tally both(Trial trial) {
        return Tally.of(trial, ModalitySet.BOTH);
    }

    @Test
    void histogram_hasTheShownPartsOfThePattern() {
        assertEquals(List.of(ModalitySet.BOTH, ModalitySet.RGB), trial.patterns());
        Tally tally = both(trial);
        assertEquals(ScoredParts.GOOD, tally.good().length);
        assertEquals(ScoredParts.DEFECTIVE, tally.defective().length);
        // Good ones above 0.9: 0.92 ... 1.08; defective ones up to 0.9: 0.85.
        assertEquals(9, tally.falseAlarms());
        assertEquals(1, tally.escapes());
        assertTrue(view.pane().countsText().contains(Texts.share(9, 40)), view.pane().countsText());
        assertTrue(view.pane().chart().spoken().contains("40"), view.pane().chart().spoken());
        assertFalse(view.pane().buttons()[0].isEnabled(), "nothing to apply");
    }

    @Test
    void draggedLine_changesCountsAndMarksParts_andNoVerdict() throws Exception {
        PartItem marked = part("good", 35);
        assertEquals("REVIEW", shownVerdict(marked));
        drag(0.9, 1.1);
        double review = trial.limits(ModalitySet.BOTH).review();
        assertEquals(1.1, review, 0.02);
        assertEquals(1.2, trial.limits(ModalitySet.BOTH).reject());
        assertEquals(own, trial.limits(ModalitySet.RGB), "the other pattern stays");
        Tally tally = both(trial);
        assertEquals(0, tally.falseAlarms());
        assertEquals(3, tally.escapes());
        assertTrue(view.pane().countsText().contains(Texts.share(3, 24)), view.pane().countsText());
        assertEquals("REVIEW \u2192 OK", shownVerdict(marked));
        assertEquals(Verdict.REVIEW, marked.inspection().orElseThrow().verdict());
        assertEquals(11, trial.changes());
        Screen.waitFor(
                "the marks",
                () ->
                        Hand.controls(page.getWorkbenchWindow().getShell()).stream()
                                .anyMatch(
                                        c ->
                                                c instanceof org.eclipse.swt.widgets.Label l
                                                        && l.getText().contains("11")
                                                        && l.getText().contains("would change")));
        parts.reveal(marked);
        Screen.shot(Hand.window().getShell(), "scores-trial.png");
        view.reset();
        assertEquals("REVIEW", shownVerdict(marked));
        assertEquals(0, trial.changes());
    }

    private String shownVerdict(PartItem item) {
        // The first column of the list, as a person sees it.
        Table table =
                Hand.controls(Hand.window().getShell()).stream()
                        .filter(Table.class::isInstance)
                        .map(Table.class::cast)
                        .filter(t -> t.getItemCount() == trial.parts().size())
                        .findFirst()
                        .orElseThrow();
        // All parts are of one category, which the list leaves out.
        String name = item.id().defect() + "/" + item.id().name();
        List<String> found = new ArrayList<>();
        Screen.waitFor(
                "the row of " + item.id(),
                () -> {
                    found.clear();
                    for (int i = 0; i < table.getItemCount(); i++) {
                        if (table.getItem(i).getText(1).equals(name)) {
                            found.add(table.getItem(i).getText(0));
                        }
                    }
                    return found.size() == 1
                            && found.getFirst().contains("\u2192")
                                    == trial.change(item).isPresent();
                });
        return found.getFirst();
    }

    @Test
    void reviewLine_stopsAtTheRejectLine() {
        drag(0.9, 1.45);
        ScoreLimits limits = trial.limits(ModalitySet.BOTH);
        assertEquals(1.2, limits.review());
        assertEquals(1.2, limits.reject());
        // Both lie on each other: the side on which the mouse is says which one it takes.
        mouse(SWT.MouseDown, view.pane().chart().x(1.2) + 2, 1);
        mouse(SWT.MouseMove, view.pane().chart().x(1.3), 0);
        mouse(SWT.MouseUp, view.pane().chart().x(1.3), 1);
        assertEquals(1.3, trial.limits(ModalitySet.BOTH).reject(), 0.02);
        assertEquals(1.2, trial.limits(ModalitySet.BOTH).review());
    }

    @Test
    void mouseElsewhere_movesNothing() {
        drag(0.5, 0.7);
        assertEquals(own, trial.limits(ModalitySet.BOTH));
    }

    @Test
    void arrowKeys_moveTheChosenLine() {
        key(SWT.ARROW_RIGHT, 0);
        assertEquals(new ScoreLimits(0.91, 1.2), trial.limits(ModalitySet.BOTH));
        key(SWT.ARROW_LEFT, SWT.SHIFT);
        assertEquals(new ScoreLimits(0.909, 1.2), trial.limits(ModalitySet.BOTH));
        key(SWT.ARROW_DOWN, 0);
        key(SWT.ARROW_LEFT, 0);
        assertEquals(new ScoreLimits(0.909, 1.19), trial.limits(ModalitySet.BOTH));
        assertTrue(view.pane().chart().spoken().contains("0.909"), view.pane().chart().spoken());
    }

    @Test
    void askedRates_moveTheThresholds() {
        Spinner[] fields = view.pane().fields().spinners();
        enter(fields[2], 50);
        // Two of 40 good parts may be stopped: 1.06 and 1.08.
        assertEquals(1.04, trial.limits(ModalitySet.BOTH).review());
        assertEquals(2, both(trial).falseAlarms());
        enter(fields[4], 0);
        assertTrue(trial.limits(ModalitySet.BOTH).review() < 0.85);
        assertEquals(0, both(trial).escapes());
        enter(fields[3], 0);
        assertEquals(1.08, trial.limits(ModalitySet.BOTH).reject());
        enter(fields[0], 1500);
        assertEquals(new ScoreLimits(1.5, 1.5), trial.limits(ModalitySet.BOTH));
    }

    private static void enter(Spinner field, int value) {
        field.setSelection(value);
        field.notifyListeners(SWT.Selection, new Event());
    }

    @Test
    void curves_agreeWithTheEvaluation() throws Exception {
        Tally tally = both(trial);
        double[] scores = new double[ScoredParts.GOOD + ScoredParts.DEFECTIVE];
        boolean[] truth = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
            truth[i] = i >= ScoredParts.GOOD;
            scores[i] = truth[i] ? tally.defective()[i - ScoredParts.GOOD] : tally.good()[i];
        }
        assertTrue(
                view.pane().curves().titles()[0].contains(Texts.score(Auroc.of(scores, truth))),
                view.pane().curves().titles()[0]);
        view.pane().tabs().setSelection(1);
        Screen.shot(Hand.window().getShell(), "scores-curves.png");
        view.pane().tabs().setSelection(0);
    }

    /** Lets another hand act on the dialog that the code under test waits for. */
    private static void meanwhile(String title, Consumer<Shell> action) {
        Display display = Display.getCurrent();
        Throwable[] failed = new Throwable[1];
        Runnable look =
                new Runnable() {
                    private int times;

                    @Override
                    public void run() {
                        Optional<Shell> shell = Hand.shell(title);
                        if (shell.isPresent()) {
                            try {
                                action.accept(shell.get());
                            } catch (Throwable e) {
                                failed[0] = e;
                                shell.get().close();
                                throw new AssertionError(e);
                            }
                        } else if (++times < 200) {
                            display.timerExec(50, this);
                        }
                    }
                };
        display.timerExec(50, look);
    }

    private static Button button(Shell shell, String text) {
        return Hand.controls(shell).stream()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(b -> b.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static void applyWith(Shell shell, String reason, String shot) {
        Button apply = button(shell, Messages.Apply_apply);
        Text text =
                Hand.controls(shell).stream()
                        .filter(Text.class::isInstance)
                        .map(Text.class::cast)
                        .filter(t -> (t.getStyle() & SWT.WRAP) != 0 && t.getEditable())
                        .filter(t -> (t.getStyle() & SWT.V_SCROLL) != 0)
                        .findFirst()
                        .orElseThrow();
        text.setText("  ");
        assertFalse(apply.isEnabled(), "no reason");
        text.setText(reason);
        assertTrue(apply.isEnabled(), "a reason");
        try {
            Screen.shot(shell, shot);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        apply.notifyListeners(SWT.Selection, new Event());
    }

    private ThresholdBook written() throws Exception {
        return ThresholdBookFile.read(ThresholdBookFile.beside(ownModel));
    }

    @Test
    void apply_writesTheBookWithItsReason_andHistoryLeadsBack() throws Exception {
        byte[] before = Files.readAllBytes(ownModel);
        drag(0.9, 0.7);
        drag(1.2, 1.4);
        ScoreLimits tried = trial.limits(ModalitySet.BOTH);
        assertNotEquals(own, tried);
        meanwhile(Messages.Apply_title, s -> applyWith(s, "gauge study 7", "scores-apply.png"));
        view.apply();
        Path book = ThresholdBookFile.beside(ownModel);
        Screen.waitFor(
                "the change in the view",
                () ->
                        view.subject()
                                .flatMap(Subject::book)
                                .filter(b -> b.history().size() == 1)
                                .isPresent());
        ThresholdChange change = written().history().getFirst();
        assertEquals(tried, change.after());
        assertEquals(fresh.inForce(ModalitySet.BOTH), change.before());
        assertEquals("gauge study 7", change.reason());
        assertEquals(System.getProperty("user.name"), change.user());
        assertEquals(ModalitySet.BOTH, change.pattern());
        assertFalse(view.pane().buttons()[0].isEnabled(), "in force already");
        assertEquals(
                java.nio.ByteBuffer.wrap(before),
                java.nio.ByteBuffer.wrap(Files.readAllBytes(ownModel)),
                "the model stays as it is");

        meanwhile(Messages.Apply_title, s -> applyWith(s, "taken back", "scores-restore.png"));
        meanwhile(
                Messages.History_title,
                s -> {
                    Table table =
                            Hand.controls(s).stream()
                                    .filter(Table.class::isInstance)
                                    .map(Table.class::cast)
                                    .findFirst()
                                    .orElseThrow();
                    assertEquals("gauge study 7", table.getItem(0).getText(6));
                    Button restore = button(s, Messages.History_restore);
                    table.setSelection(0);
                    table.notifyListeners(SWT.Selection, new Event());
                    assertFalse(restore.isEnabled(), "in force");
                    table.setSelection(1);
                    table.notifyListeners(SWT.Selection, new Event());
                    assertTrue(restore.isEnabled(), "the model's own");
                    try {
                        Screen.shot(s, "scores-history.png");
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                    restore.notifyListeners(SWT.Selection, new Event());
                });
        view.history();
        Screen.waitFor(
                "the second change",
                () ->
                        view.subject()
                                .flatMap(Subject::book)
                                .filter(b -> b.history().size() == 2)
                                .isPresent());
        ThresholdBook after = written();
        assertEquals(fresh.inForce(ModalitySet.BOTH), after.inForce(ModalitySet.BOTH));
        assertFalse(after.differs(ModalitySet.BOTH));
        assertEquals("taken back", after.history().getLast().reason());
        assertTrue(Files.exists(book));
    }

    @Test
    void applyJob_refusesAnotherModelsThresholds_andWritesNothing() throws Exception {
        Path book = folder.resolve("theirs.thresholds");
        ThresholdBook theirs =
                new ThresholdBook("ab".repeat(32), "bracket", fresh.model(), List.of())
                        .change(
                                ModalitySet.BOTH,
                                new ScoreLimits(0.5, 0.6),
                                "theirs",
                                "bob",
                                Instant.EPOCH);
        ThresholdBookFile.write(book, theirs);
        ApplyJob job =
                new ApplyJob(
                        new Change(
                                folder.resolve("results"),
                                fresh.modelId(),
                                ownModel,
                                book,
                                java.util.Map.of(ModalitySet.BOTH, new ScoreLimits(0.5, 0.9)),
                                "mine"),
                        s -> {});
        job.setProperty(
                org.eclipse.ui.progress.IProgressConstants.NO_IMMEDIATE_ERROR_PROMPT_PROPERTY,
                Boolean.TRUE);
        job.schedule();
        Hand.await("the end", () -> job.getResult() != null);
        assertFalse(job.getResult().isOK());
        assertTrue(
                job.getResult().getMessage().contains("theirs.thresholds: thresholds of the model"),
                job.getResult().getMessage());
        assertEquals(theirs, ThresholdBookFile.read(book));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"scores.show", "thresholds.apply", "thresholds.reset", "thresholds.history"})
    void everyAction_isACommandWithAKey(String command) throws Exception {
        String id = "org.lacuna.ui." + command;
        IBindingService bindings = PlatformUI.getWorkbench().getService(IBindingService.class);
        assertTrue(bindings.getActiveBindingsFor(id).length > 0, "key binding");
        page.hideView(page.findView(ScoresView.ID));
        if (!command.endsWith("history")) {
            Hand.window().getService(IHandlerService.class).executeCommand(id, null);
            assertTrue(page.findView(ScoresView.ID) instanceof ScoresView, "the view is there");
        }
    }

    @Test
    void darkTheme_isKept() throws Exception {
        IThemeEngine engine = PlatformUI.getWorkbench().getService(IThemeEngine.class);
        ITheme before = engine.getActiveTheme();
        try {
            engine.setTheme(DARK, false);
            drag(0.9, 0.8);
            ImageData shot = Screen.shot(Hand.window().getShell(), "scores-dark.png");
            assertTrue(shot.width > 100);
            assertTrue(
                    view.pane().chart().control().getBackground().getRed() < 100,
                    "paper of the theme");
        } finally {
            engine.setTheme(before, false);
        }
    }
}
