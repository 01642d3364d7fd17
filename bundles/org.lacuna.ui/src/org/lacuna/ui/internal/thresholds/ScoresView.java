package org.lacuna.ui.internal.thresholds;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.ViewPart;
import org.lacuna.core.ModalitySet;
import org.lacuna.inspection.ScoreLimits;
import org.lacuna.ui.internal.help.Help;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scores of the shown parts, the two thresholds, and what other ones would change. Thresholds are
 * tried here; only Apply writes them, into a file of their own beside the model.
 */
public final class ScoresView extends ViewPart implements Trial.Listener, ScoresPane.Actions {
    public static final String ID = "org.lacuna.ui.scores";

    private static final String MEMENTO_PATTERN = "modalities";
    private static final String MEMENTO_TAB = "tab";

    private Trial trial;
    private Display display;
    private ScoresPane pane;
    private ModalitySet wanted = ModalitySet.BOTH;
    private int wantedTab;
    private Optional<Subject> subject = Optional.empty();
    private Job reading;

    @Override
    public void init(IViewSite site, IMemento memento) throws PartInitException {
        super.init(site, memento);
        if (memento != null) {
            String key = memento.getString(MEMENTO_PATTERN);
            wanted =
                    ModalitySet.SETTINGS.stream()
                            .filter(p -> p.key().equals(key))
                            .findFirst()
                            .orElse(ModalitySet.BOTH);
            Integer tab = memento.getInteger(MEMENTO_TAB);
            wantedTab = tab == null ? 0 : Math.clamp(tab, 0, 1);
        }
    }

    @Override
    public void saveState(IMemento memento) {
        memento.putString(MEMENTO_PATTERN, wanted.key());
        memento.putInteger(MEMENTO_TAB, pane.tabs().getSelectionIndex());
    }

    @Override
    public void createPartControl(Composite parent) {
        Help.set(parent, "scores");
        display = parent.getDisplay();
        trial = getSite().getWorkbenchWindow().getService(Trial.class);
        pane = new ScoresPane(parent, this);
        pane.tabs().setSelection(wantedTab);
        trial.addListener(this);
        partsShown();
    }

    @Override
    public void partsShown() {
        List<ModalitySet> there = trial.patterns();
        pane.setPatterns(there, wanted);
        subject = Optional.empty();
        show();
        if (!there.isEmpty()) {
            trial.folder().ifPresent(this::read);
        }
    }

    /** Looks for model and thresholds in a job. */
    private void read(Path folder) {
        if (reading != null) {
            reading.cancel();
        }
        reading =
                Job.create(
                        NLS.bind(Messages.Subject_job, folder),
                        (ICoreRunnable)
                                monitor -> {
                                    Subject found = Subject.read(folder);
                                    if (!monitor.isCanceled()) {
                                        found(found);
                                    }
                                });
        reading.setSystem(true);
        reading.schedule();
    }

    /** On any thread. */
    private void found(Subject found) {
        if (!display.isDisposed()) {
            display.asyncExec(
                    () -> {
                        if (!pane.tabs().isDisposed()
                                && trial.folder().equals(Optional.of(found.folder()))) {
                            subject = Optional.of(found);
                            show();
                        }
                    });
        }
    }

    @Override
    public void limitsMoved() {
        show();
    }

    @Override
    public void choose() {
        pattern().ifPresent(p -> wanted = p);
        show();
    }

    /** The pattern that is shown. */
    Optional<ModalitySet> pattern() {
        int at = pane.chosenPattern();
        return at < 0 || at >= trial.patterns().size()
                ? Optional.empty()
                : Optional.of(trial.patterns().get(at));
    }

    @Override
    public void set(ScoreLimits limits) {
        pattern().ifPresent(p -> trial.set(p, limits));
    }

    private void show() {
        Optional<ModalitySet> pattern = pattern();
        Tally tally = Tally.of(trial, pattern.orElse(ModalitySet.NONE));
        pane.show(
                tally,
                pattern.map(trial::limits),
                pattern.map(trial::judged).orElse(null),
                noteText(tally));
        pane.enable(
                !toApply().isEmpty(), trial.isMoved(), subject.flatMap(Subject::book).isPresent());
    }

    private String noteText(Tally tally) {
        if (trial.isMoved()) {
            return NLS.bind(Messages.Scores_onTrial, trial.changes());
        }
        Optional<String> inForce = pattern().flatMap(this::inForceNote);
        return subject.map(Subject::problem)
                .filter(p -> !p.isEmpty())
                .or(() -> inForce)
                .orElseGet(() -> LimitFields.caution(tally));
    }

    private Optional<String> inForceNote(ModalitySet pattern) {
        return subject.flatMap(Subject::book)
                .filter(b -> b.patterns().contains(pattern))
                .map(b -> b.inForce(pattern))
                .filter(l -> !l.equals(trial.judged(pattern)))
                .map(
                        l ->
                                NLS.bind(
                                        Messages.Scores_inForce,
                                        Texts.score(l.review()),
                                        Texts.score(l.reject())));
    }

    /** Thresholds on trial that are not in force. */
    private Map<ModalitySet, ScoreLimits> toApply() {
        Map<ModalitySet, ScoreLimits> limits = new LinkedHashMap<>();
        if (subject.flatMap(Subject::modelId).isPresent()) {
            for (ModalitySet p : trial.patterns()) {
                boolean there =
                        subject.flatMap(Subject::book)
                                .map(
                                        b ->
                                                !b.patterns().contains(p)
                                                        || b.inForce(p).equals(trial.limits(p)))
                                .orElse(false);
                if (!trial.limits(p).equals(trial.judged(p)) && !there) {
                    limits.put(p, trial.limits(p));
                }
            }
        }
        return limits;
    }

    /** Asks for a reason, and writes the thresholds on trial. */
    @Override
    public void apply() {
        Map<ModalitySet, ScoreLimits> limits = toApply();
        if (!limits.isEmpty()) {
            ask(limits, "");
        }
    }

    private void ask(Map<ModalitySet, ScoreLimits> limits, String reason) {
        ApplyDialog dialog =
                new ApplyDialog(getSite().getShell(), subject.orElseThrow(), limits, reason);
        dialog.setBlockOnOpen(true);
        if (dialog.open() == Window.OK) {
            dialog.change().ifPresent(c -> new ApplyJob(c, this::found).schedule());
        }
    }

    /** Ends the trial. */
    @Override
    public void reset() {
        trial.reset();
    }

    /** Shows what was changed, and may go back to it. */
    @Override
    public void history() {
        if (subject.flatMap(Subject::book).isEmpty()) {
            return;
        }
        HistoryDialog dialog =
                new HistoryDialog(
                        getSite().getShell(),
                        subject.get().book().get(),
                        subject.get().bookFile().map(Path::toString).orElse(""));
        if (dialog.open() == Window.OK) {
            dialog.chosen().ifPresent(e -> ask(Map.of(e.pattern(), e.limits()), e.reason()));
        }
    }

    /** The widgets, for tests. */
    ScoresPane pane() {
        return pane;
    }

    /** What is known of the model, for tests. */
    Optional<Subject> subject() {
        return subject;
    }

    @Override
    public void setFocus() {
        pane.setFocus();
    }

    @Override
    public void dispose() {
        if (trial != null) {
            trial.removeListener(this);
        }
        if (reading != null) {
            reading.cancel();
        }
        super.dispose();
    }
}
