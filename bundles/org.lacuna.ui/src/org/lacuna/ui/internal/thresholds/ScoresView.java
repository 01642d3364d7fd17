package org.lacuna.ui.internal.thresholds;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.ViewPart;
import org.lacuna.core.ModalitySet;
import org.lacuna.inspection.ScoreLimits;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scores of the shown parts, the two thresholds, and what other ones would change. Thresholds are
 * tried here; only Apply writes them, into a file of their own beside the model.
 */
public final class ScoresView extends ViewPart implements Trial.Listener {
    public static final String ID = "org.lacuna.ui.scores";

    private static final String MEMENTO_PATTERN = "modalities";
    private static final String MEMENTO_TAB = "tab";

    private Trial trial;
    private Display display;
    private Combo patterns;
    private Label counts;
    private Label note;
    private CTabFolder tabs;
    private ScoreChart chart;
    private CurvesPane curves;
    private LimitFields fields;
    private Button apply;
    private Button reset;
    private Button history;
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
        memento.putInteger(MEMENTO_TAB, tabs.getSelectionIndex());
    }

    @Override
    public void createPartControl(Composite parent) {
        display = parent.getDisplay();
        trial = getSite().getWorkbenchWindow().getService(Trial.class);
        GridLayout layout = new GridLayout(2, false);
        layout.marginHeight = 2;
        layout.verticalSpacing = 2;
        parent.setLayout(layout);
        Composite head = new Composite(parent, SWT.NONE);
        GridLayout line = new GridLayout(2, false);
        line.marginWidth = 0;
        line.marginHeight = 0;
        head.setLayout(line);
        head.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
        patterns = new Combo(head, SWT.READ_ONLY | SWT.DROP_DOWN);
        patterns.setToolTipText(Messages.Scores_patternHelp);
        patterns.addListener(SWT.Selection, e -> choose());
        counts = new Label(head, SWT.WRAP);
        counts.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));

        tabs = new CTabFolder(parent, SWT.BOTTOM | SWT.FLAT);
        tabs.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        chart = new ScoreChart(tabs, this::set);
        curves = new CurvesPane(tabs);
        tab(Messages.Scores_histogram, chart.control());
        tab(Messages.Scores_curves, curves.control());
        tabs.setSelection(wantedTab);

        Composite side = new Composite(parent, SWT.NONE);
        GridLayout column = new GridLayout(3, true);
        column.marginWidth = 0;
        column.marginHeight = 0;
        side.setLayout(column);
        side.setLayoutData(new GridData(SWT.FILL, SWT.FILL, false, true));
        fields = new LimitFields(side, this::set);
        fields.control().setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false, 3, 1));
        apply = button(side, Messages.Scores_apply, this::apply);
        reset = button(side, Messages.Scores_reset, this::reset);
        history = button(side, Messages.Scores_history, this::history);
        note = new Label(side, SWT.WRAP);
        GridData wide = new GridData(SWT.FILL, SWT.TOP, true, false, 3, 1);
        wide.widthHint = 10;
        note.setLayoutData(wide);
        trial.addListener(this);
        partsShown();
    }

    private void tab(String title, Control control) {
        CTabItem item = new CTabItem(tabs, SWT.NONE);
        item.setText(title);
        item.setControl(control);
    }

    private static Button button(Composite parent, String text, Runnable action) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(text);
        button.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        button.addListener(SWT.Selection, e -> action.run());
        return button;
    }

    @Override
    public void partsShown() {
        List<ModalitySet> there = trial.patterns();
        patterns.setItems(there.stream().map(ModalitySet::label).toArray(String[]::new));
        patterns.setEnabled(!there.isEmpty());
        if (!there.isEmpty()) {
            patterns.select(Math.max(0, there.indexOf(wanted)));
        }
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
                        if (!tabs.isDisposed()
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

    private void choose() {
        wanted = trial.patterns().get(patterns.getSelectionIndex());
        show();
    }

    /** The pattern that is shown. */
    Optional<ModalitySet> pattern() {
        int at = patterns.getSelectionIndex();
        return at < 0 || at >= trial.patterns().size()
                ? Optional.empty()
                : Optional.of(trial.patterns().get(at));
    }

    private void set(ScoreLimits limits) {
        pattern().ifPresent(p -> trial.set(p, limits));
    }

    private void show() {
        Optional<ModalitySet> pattern = pattern();
        Tally tally = Tally.of(trial, pattern.orElse(ModalitySet.NONE));
        if (pattern.isEmpty()) {
            chart.clear();
            curves.show(tally, new ScoreLimits(0, 1));
            fields.show(tally, null);
            counts.setText(Messages.Scores_none);
        } else {
            ScoreLimits limits = trial.limits(pattern.get());
            chart.show(tally, limits, trial.judged(pattern.get()));
            curves.show(tally, limits);
            fields.show(tally, limits);
            counts.setText(Texts.counts(tally));
        }
        note.setText(noteText(tally));
        apply.setEnabled(!toApply().isEmpty());
        reset.setEnabled(trial.isMoved());
        history.setEnabled(subject.flatMap(Subject::book).isPresent());
        note.getParent().layout(true);
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
    void apply() {
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
    void reset() {
        trial.reset();
    }

    /** Shows what was changed, and may go back to it. */
    void history() {
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

    /** The chart, for tests. */
    ScoreChart chart() {
        return chart;
    }

    /** The curves, for tests. */
    CurvesPane curves() {
        return curves;
    }

    /** The fields, for tests. */
    LimitFields fields() {
        return fields;
    }

    /** The sentence above the chart, for tests. */
    String countsText() {
        return counts.getText();
    }

    /** The remark at the side, for tests. */
    String noteText() {
        return note.getText();
    }

    /** Apply, Reset and History, for tests. */
    Button[] buttons() {
        return new Button[] {apply, reset, history};
    }

    /** The tabs, for tests. */
    CTabFolder tabs() {
        return tabs;
    }

    /** What is known of the model, for tests. */
    Optional<Subject> subject() {
        return subject;
    }

    @Override
    public void setFocus() {
        if (tabs.getSelectionIndex() == 0) {
            chart.plot().setFocus();
        } else {
            patterns.setFocus();
        }
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
