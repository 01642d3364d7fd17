package org.lacuna.headless.internal;

import org.lacuna.core.Verdict;
import org.lacuna.headless.ExitCode;
import org.lacuna.workflow.VerdictTally;

/**
 * The exit code of an inspection run.
 *
 * <p>Precedence: damaged input before NOK before review before degraded before OK, and no part at
 * all is bad input: whoever looks at the number alone never takes an incomplete run for a good one.
 */
final class InspectionExit {
    private InspectionExit() {}

    /**
     * @param damaged number of parts whose files could not be used
     */
    static ExitCode of(VerdictTally tally, int damaged) {
        if (damaged > 0 || tally.total() == 0) {
            return ExitCode.BAD_INPUT;
        }
        if (tally.count(Verdict.NOK) > 0) {
            return ExitCode.NOK_FOUND;
        }
        if (tally.count(Verdict.REVIEW) > 0) {
            return ExitCode.REVIEW_ONLY;
        }
        return tally.degraded() > 0 || tally.count(Verdict.NOT_INSPECTED) > 0
                ? ExitCode.DEGRADED
                : ExitCode.OK;
    }
}
