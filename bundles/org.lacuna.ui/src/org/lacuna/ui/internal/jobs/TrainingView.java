package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.eclipse.swtchart.Chart;
import org.eclipse.ui.part.ViewPart;
import org.lacuna.ui.internal.help.Help;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The running training: what it does, how far it is, and its learning curves. */
public final class TrainingView extends ViewPart {
    public static final String ID = "org.lacuna.ui.training";

    /** Steps of the bar. */
    private static final int BAR = 1000;

    /** A person sees no more than this. */
    private static final int INTERVAL_MS = 100;

    private final AtomicBoolean due = new AtomicBoolean();
    private final Runnable listener = this::later;
    private TrainingFeed feed;
    private Display display;
    private Label title;
    private Label task;
    private ProgressBar bar;
    private Button cancel;
    private LearningChart loss;
    private LearningChart validation;

    @Override
    public void createPartControl(Composite parent) {
        Help.set(parent, "training");
        display = parent.getDisplay();
        GridLayout layout = new GridLayout(4, false);
        layout.marginHeight = 2;
        parent.setLayout(layout);
        title = new Label(parent, SWT.NONE);
        title.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, false, false));
        task = new Label(parent, SWT.NONE);
        task.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        bar = new ProgressBar(parent, SWT.HORIZONTAL | SWT.SMOOTH);
        bar.setMaximum(BAR);
        bar.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, false, false));
        cancel = new Button(parent, SWT.PUSH);
        cancel.setText(Messages.Training_cancel);
        cancel.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, false, false));
        cancel.addListener(SWT.Selection, e -> feed.snapshot().job().ifPresent(Job::cancel));
        Composite charts = new Composite(parent, SWT.NONE);
        GridLayout two = new GridLayout(5, true);
        two.marginWidth = 0;
        two.marginHeight = 0;
        charts.setLayout(two);
        charts.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 4, 1));
        loss = new LearningChart(charts, Messages.Training_loss, false, TrainingFeed.Point::loss);
        loss.control().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1));
        validation =
                new LearningChart(
                        charts, Messages.Training_validation, true, TrainingFeed.Point::validation);
        // With the names of the networks.
        validation.control().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 3, 1));
        feed = TrainingFeed.instance();
        feed.addListener(listener);
        show();
    }

    /** On any thread, often. */
    private void later() {
        if (due.compareAndSet(false, true) && !display.isDisposed()) {
            display.asyncExec(
                    () -> {
                        if (!display.isDisposed()) {
                            display.timerExec(INTERVAL_MS, this::show);
                        }
                    });
        }
    }

    private void show() {
        due.set(false);
        if (title.isDisposed()) {
            return;
        }
        TrainingFeed.Snapshot now = feed.snapshot();
        String name = now.job().map(Job::getName).orElse("");
        title.setText(
                switch (now.state()) {
                    case NONE -> Messages.Training_none;
                    case RUNNING -> NLS.bind(Messages.Training_running, name);
                    case FINISHED -> NLS.bind(Messages.Training_finished, name);
                    case CANCELLED -> NLS.bind(Messages.Training_cancelled, name);
                    case FAILED -> NLS.bind(Messages.Training_failed, name);
                });
        boolean running = now.state() == TrainingFeed.State.RUNNING;
        task.setText(JobProgress.text(now.task(), now.done(), now.total(), 0));
        for (Control c : List.of(task, bar, cancel)) {
            c.setVisible(running);
            ((GridData) c.getLayoutData()).exclude = !running;
        }
        title.getParent().layout(true);
        bar.setSelection(now.total() <= 0 ? 0 : (int) (BAR * now.done() / now.total()));
        loss.show(now.curves());
        validation.show(now.curves());
    }

    /** The head line, for tests. */
    String titleText() {
        return title.getText();
    }

    /** Curves that are drawn, for tests. */
    int shownCurves() {
        return loss.control().getSeriesSet().getSeries().length;
    }

    /** The left chart, for tests. */
    Chart chart() {
        return loss.control();
    }

    /** The button, for tests. */
    Button cancelButton() {
        return cancel;
    }

    @Override
    public void setFocus() {
        if (cancel.isVisible()) {
            cancel.setFocus();
        } else {
            loss.control().setFocus();
        }
    }

    @Override
    public void dispose() {
        if (feed != null) {
            feed.removeListener(listener);
        }
        super.dispose();
    }
}
