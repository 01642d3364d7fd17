package org.lacuna.ui.internal.parts;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.widgets.Control;
import org.lacuna.ui.PartItem;
import org.lacuna.ui.internal.thresholds.Trial;

/**
 * Marks in the list of parts whose verdict thresholds on trial would change. The recorded verdict
 * stays in sight. UI thread.
 */
public final class TrialMarks implements Trial.Listener {
    /** Thresholds move with the mouse, and lists are long. */
    private static final int DELAY_MS = 40;

    private final Trial trial;
    private final Control list;
    private final Runnable refresh;
    private boolean due;

    /**
     * @param refresh shows marks and summary again
     */
    public TrialMarks(Trial trial, Control list, Runnable refresh) {
        this.trial = trial;
        this.list = list;
        this.refresh = refresh;
        trial.addListener(this);
        list.addDisposeListener(e -> trial.removeListener(this));
    }

    @Override
    public void limitsMoved() {
        if (!due) {
            due = true;
            list.getDisplay()
                    .timerExec(
                            DELAY_MS,
                            () -> {
                                due = false;
                                if (!list.isDisposed()) {
                                    refresh.run();
                                }
                            });
        }
    }

    /** The verdict, and after it the one that thresholds on trial would give. */
    String verdictText(PartItem part) {
        return trial.change(part)
                .map(
                        v ->
                                NLS.bind(
                                        org.lacuna.ui.internal.thresholds.Messages.Scores_wouldBe,
                                        PartTexts.verdict(part),
                                        PartTexts.of(v)))
                .orElseGet(() -> PartTexts.verdict(part));
    }

    /** Bold for a part whose verdict would change, else null: the list's own. */
    Font font(PartItem part) {
        return trial.change(part).isPresent()
                ? JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT)
                : null;
    }

    /** Words about the trial behind the summary; empty when nothing would change. */
    public String summaryText() {
        long changes = trial.changes();
        return changes == 0
                ? ""
                : NLS.bind(org.lacuna.ui.internal.thresholds.Messages.Scores_wouldChange, changes);
    }
}
