package org.lacuna.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.ModalitySet;

import java.util.List;
import java.util.Optional;

class DecisionTallyTest {
    private static MetricsRow metrics(ModalitySet setting) {
        return new MetricsRow("c", setting, new Metrics(0.5, 0.5, 0.5, 0.5, 0.5), 1, 4, 0);
    }

    private static void add(DecisionTally tally, ModalitySet setting, String defect, double score) {
        FakePart part = FakePart.withTruth(defect, "0", Optional.empty());
        // FakePart is OK with a score and NOT_INSPECTED without.
        tally.inspected(setting, part, part.inspection(score, Optional.empty()));
    }

    @Test
    void row_countsWrongDecisionsOfItsSetting() {
        DecisionTally tally = new DecisionTally();
        add(tally, ModalitySet.RGB, "good", 0.1);
        add(tally, ModalitySet.RGB, "good", Double.NaN);
        add(tally, ModalitySet.RGB, "good", Double.NaN);
        add(tally, ModalitySet.RGB, "hole", 0.1);
        add(tally, ModalitySet.RGB, "hole", Double.NaN);
        add(tally, ModalitySet.XYZ, "hole", 0.1);
        ResilienceRow rgb = tally.row(metrics(ModalitySet.RGB), true, 30);
        assertEquals(2 / 3.0, rgb.goodStopped(), 1e-12);
        assertEquals(0.5, rgb.defectiveReleased());
        assertEquals(30, rgb.level());
        ResilienceRow xyz = tally.row(metrics(ModalitySet.XYZ), false, 0);
        assertTrue(Double.isNaN(xyz.goodStopped()));
        assertEquals(1, xyz.defectiveReleased());
    }

    @Test
    void mean_sharesThatAreNotDefined_areLeftOut() {
        ResilienceRow some = new ResilienceRow(true, 15, metrics(ModalitySet.RGB), 0.5, 0.25);
        ResilienceRow none =
                new ResilienceRow(true, 15, metrics(ModalitySet.RGB), Double.NaN, 0.75);
        ResilienceRow mean = ResilienceRow.mean(List.of(some, none));
        assertEquals(0.5, mean.defectiveReleased());
        assertEquals(0.5, mean.goodStopped());
        assertEquals(15, mean.level());
        assertTrue(mean.metrics().isMean());
    }

    @Test
    void row_shareOutOfRange_isRefused() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new ResilienceRow(true, 0, metrics(ModalitySet.RGB), 1.5, 0));
        assertEquals("defectiveReleased: 1.5, expected 0..1.0 or NaN", e.getMessage());
    }
}
