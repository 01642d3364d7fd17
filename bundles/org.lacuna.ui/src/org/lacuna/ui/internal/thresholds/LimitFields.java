package org.lacuna.ui.internal.thresholds;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Spinner;
import org.lacuna.evaluation.RateThresholds;
import org.lacuna.inspection.ScoreLimits;

import java.util.function.Consumer;

/**
 * The two thresholds as numbers, and rates that the thresholds shall keep: a rate that is entered
 * moves the threshold that it is about, once. UI thread.
 */
final class LimitFields {
    private static final int DIGITS = 3;
    private static final double SCALE = 1 / ScoreChart.STEP;

    /** Rates are in tenths of a per cent. */
    private static final double RATE_SCALE = 1000;

    private final Group group;
    private final Consumer<ScoreLimits> moved;
    private final Spinner review;
    private final Spinner reject;
    private final Spinner stopped;
    private final Spinner rejected;
    private final Spinner released;
    private Tally tally;
    private ScoreLimits limits;
    private boolean showing;

    LimitFields(Composite parent, Consumer<ScoreLimits> moved) {
        this.moved = moved;
        group = new Group(parent, SWT.NONE);
        group.setText(Messages.Fields_title);
        GridLayout layout = new GridLayout(4, false);
        layout.verticalSpacing = 2;
        layout.marginHeight = 2;
        group.setLayout(layout);
        review = spinner(Messages.Fields_review, DIGITS, 1);
        reject = spinner(Messages.Fields_reject, DIGITS, 1);
        stopped = spinner(Messages.Fields_stopped, 1, 3);
        rejected = spinner(Messages.Fields_rejected, 1, 3);
        released = spinner(Messages.Fields_released, 1, 3);
        stopped.setToolTipText(Messages.Fields_stoppedHelp);
        rejected.setToolTipText(Messages.Fields_rejectedHelp);
        released.setToolTipText(Messages.Fields_releasedHelp);
        stopped.setSelection(10);
        rejected.setSelection(10);
        released.setSelection(10);
        review.addListener(SWT.Selection, e -> byNumber(true));
        reject.addListener(SWT.Selection, e -> byNumber(false));
        stopped.addListener(SWT.Selection, e -> byRate(stopped));
        rejected.addListener(SWT.Selection, e -> byRate(rejected));
        released.addListener(SWT.Selection, e -> byRate(released));
    }

    private Spinner spinner(String text, int digits, int columns) {
        Label label = new Label(group, SWT.NONE);
        label.setText(text);
        label.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, columns, 1));
        int step = digits == 1 ? 5 : 10;
        Spinner spinner = new Spinner(group, SWT.BORDER);
        spinner.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, false, false));
        spinner.setValues(0, 0, digits == 1 ? 1000 : 1_000_000, digits, step, 10 * step);
        return spinner;
    }

    void show(Tally newTally, ScoreLimits newLimits) {
        tally = newTally;
        limits = newLimits;
        showing = true;
        group.setEnabled(newLimits != null);
        boolean good = newLimits != null && tally.good().length > 0;
        boolean defective = newLimits != null && tally.defective().length > 0;
        review.setEnabled(newLimits != null);
        reject.setEnabled(newLimits != null);
        stopped.setEnabled(good);
        rejected.setEnabled(good);
        released.setEnabled(defective);
        if (newLimits != null) {
            review.setSelection((int) Math.round(newLimits.review() * SCALE));
            reject.setSelection((int) Math.round(newLimits.reject() * SCALE));
        }
        showing = false;
    }

    /** A field that does not change what it shows does not round the threshold either. */
    private void byNumber(boolean reviewMoved) {
        Spinner field = reviewMoved ? review : reject;
        double old = reviewMoved ? limits.review() : limits.reject();
        if (showing || field.getSelection() == (int) Math.round(old * SCALE)) {
            return;
        }
        double value = Math.max(field.getSelection() / SCALE, reviewMoved ? 0 : ScoreChart.STEP);
        moved.accept(
                reviewMoved
                        ? new ScoreLimits(value, Math.max(value, limits.reject()))
                        : new ScoreLimits(Math.min(value, limits.review()), value));
    }

    private void byRate(Spinner field) {
        if (showing || limits == null) {
            return;
        }
        double rate = field.getSelection() / RATE_SCALE;
        if (field == released) {
            // Rounded to the safe side, like the others.
            double value = down(RateThresholds.atMostBelow(tally.defective(), rate));
            moved.accept(new ScoreLimits(value, Math.max(value, limits.reject())));
        } else {
            double value = up(RateThresholds.atMostAbove(tally.good(), rate));
            moved.accept(
                    field == stopped
                            ? new ScoreLimits(value, Math.max(value, limits.reject()))
                            : new ScoreLimits(
                                    Math.min(value, limits.review()),
                                    Math.max(value, ScoreChart.STEP)));
        }
    }

    private static double up(double score) {
        return Math.max(0, Math.ceil(score * SCALE)) / SCALE;
    }

    private static double down(double score) {
        return Math.max(0, Math.floor(score * SCALE)) / SCALE;
    }

    /** What the parts at hand cannot tell, or empty. */
    static String caution(Tally tally) {
        int fewest = Math.min(tally.good().length, tally.defective().length);
        return fewest > 0 && fewest < 30
                ? NLS.bind(Messages.Fields_few, tally.good().length, tally.defective().length)
                : "";
    }

    Group control() {
        return group;
    }

    /** Fields in the order of the page, for tests. */
    Spinner[] spinners() {
        return new Spinner[] {review, reject, stopped, rejected, released};
    }
}
