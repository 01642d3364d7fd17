package org.lacuna.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.DefectRegion;
import org.lacuna.core.Inspection;
import org.lacuna.core.Verdict;

import java.util.List;
import java.util.Optional;

class DecisionTest {
    private static final Inspection.Thresholds THRESHOLDS = new Inspection.Thresholds(0.8, 1, 0.9);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0.5  | 0   | 1    | OK     | score 0.500 below review threshold 0.800 (all used)
                    0.8  | 0   | 0.97 | OK     | score 0.800 below review threshold 0.800 (all used)
                    0.81 | 0   | 1    | REVIEW | score 0.810 between review threshold 0.800 and defect threshold 1.000 (all used)
                    0.5  | 0   | 0.96 | REVIEW | only 96 % of what is seen of good parts could be inspected (all used)
                    0.5  | 1.2 | 1    | REVIEW | score 0.500 below review threshold 0.800, but the map reaches 1.200, above its threshold 0.900 (all used)
                    1    | 1.2 | 1    | REVIEW | score 1.000 between review threshold 0.800 and defect threshold 1.000 (all used)
                    1.01 | 0   | 1    | NOK    | score 1.010 above defect threshold 1.000 (all used)
                    1.01 | 0   | 0.1  | NOK    | score 1.010 above defect threshold 1.000 (all used)
                    """)
    void verdict_andReason(
            double score, double peak, double coverage, Verdict verdict, String reason) {
        List<DefectRegion> regions =
                peak == 0
                        ? List.of()
                        : List.of(
                                new DefectRegion(
                                        3, 4, 5, 6, 20, 5, 6, peak, 0.9, Optional.empty()));
        assertEquals(
                new Decision(verdict, reason),
                Decision.of(score, THRESHOLDS, regions, coverage, 0.97, "all used"));
    }
}
