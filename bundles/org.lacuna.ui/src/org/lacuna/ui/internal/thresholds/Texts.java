package org.lacuna.ui.internal.thresholds;

import org.eclipse.osgi.util.NLS;
import org.lacuna.core.Verdict;
import org.lacuna.ui.internal.Numbers;

/** Numbers and sentences as people read them. */
final class Texts {
    private Texts() {}

    static String score(double value) {
        return Numbers.format("%.3f", value);
    }

    /** {@code 2 of 14 (14.3 %)}, without a share of none. */
    static String share(int part, int all) {
        return all == 0
                ? Messages.Scores_noneKnown
                : NLS.bind(
                        Messages.Scores_share,
                        new Object[] {part, all, Numbers.format("%.1f", 100.0 * part / all)});
    }

    /** What the thresholds on trial come to. */
    static String counts(Tally tally) {
        return NLS.bind(
                Messages.Scores_counts,
                new Object[] {
                    tally.of(Verdict.OK),
                    tally.of(Verdict.REVIEW),
                    tally.of(Verdict.NOK),
                    share(tally.falseAlarms(), tally.good().length),
                    share(tally.escapes(), tally.defective().length)
                });
    }
}
