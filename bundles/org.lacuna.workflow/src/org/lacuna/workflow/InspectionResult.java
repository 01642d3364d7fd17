package org.lacuna.workflow;

import org.lacuna.inspection.BatchInspection;

/**
 * What an inspection run came to.
 *
 * @param tally its verdicts
 * @param summary parts, damaged ones among them, and time
 */
public record InspectionResult(VerdictTally tally, BatchInspection.Summary summary) {}
