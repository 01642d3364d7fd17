package org.lacuna.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.DataException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PixelMask;
import org.lacuna.core.Progress;

import java.util.Optional;

class CategoryScoresTest {
    private static final long PLENTY = 1L << 40;

    private final CategoryScores scores = new CategoryScores("c", ModalitySet.RGB, 4, PLENTY);

    private static Optional<AnomalyMap> map(float... score) {
        return Optional.of(new AnomalyMap(score.length, 1, score));
    }

    private static Optional<PixelMask> mask(boolean... set) {
        return Optional.of(new PixelMask(set.length, 1, set));
    }

    private void add(FakePart part, double score, Optional<AnomalyMap> map) throws Exception {
        scores.add(part, part.inspection(score, map));
    }

    @Test
    void row_partsAndPixels_areMeasured() throws Exception {
        add(FakePart.withTruth("good", "0", Optional.empty()), 0.2, map(0, 0.2f, 0.1f));
        add(FakePart.withTruth("hole", "1", mask(false, true, false)), 0.9, map(0, 0.9f, 0.1f));
        MetricsRow row = scores.row(12, Progress.NONE);
        assertEquals("c", row.category());
        assertEquals(1, row.metrics().iAuroc());
        assertEquals(1, row.metrics().pAuroc());
        assertEquals(1, row.metrics().aupro01());
        assertEquals(12, row.partsPerSecond());
        assertEquals(2, row.parts());
        assertEquals(0, row.notInspected());
    }

    @Test
    void row_partNotInspected_isCountedAndLeftOut() throws Exception {
        add(FakePart.withTruth("good", "0", Optional.empty()), 0.2, map(0.2f));
        add(FakePart.withTruth("hole", "1", mask(true)), 0.9, map(0.9f));
        add(FakePart.withTruth("hole", "2", mask(true)), Double.NaN, Optional.empty());
        MetricsRow row = scores.row(1, Progress.NONE);
        assertEquals(3, row.parts());
        assertEquals(1, row.notInspected());
        assertEquals(1, row.metrics().iAuroc());
    }

    @Test
    void row_defectWithoutMask_countsForPartsOnly() throws Exception {
        add(FakePart.withTruth("good", "0", Optional.empty()), 0.5, map(0.5f, 0.4f));
        add(FakePart.withTruth("hole", "1", Optional.empty()), 0.1, map(0.1f, 0.1f));
        MetricsRow row = scores.row(1, Progress.NONE);
        assertEquals(0, row.metrics().iAuroc());
        assertTrue(Double.isNaN(row.metrics().pAuroc()));
    }

    @Test
    void row_goodPart_neverReadsItsTruth() throws Exception {
        FakePart good =
                new FakePart(
                        new org.lacuna.core.SampleId("c", "good", "0"),
                        Optional.empty(),
                        Optional.empty(),
                        true);
        add(good, 0.5, map(0.5f));
        assertTrue(Double.isNaN(scores.row(1, Progress.NONE).metrics().iAuroc()));
    }

    @Test
    void add_truthOfOtherSize_isRefusedWithBothSizes() {
        FakePart part = FakePart.withTruth("hole", "7", mask(true, false));
        String message =
                assertThrows(DataException.class, () -> add(part, 0.5, map(1, 2, 3))).getMessage();
        assertTrue(
                message.contains("c/hole/7")
                        && message.contains("2 x 1")
                        && message.contains("3 x 1"),
                message);
    }

    @Test
    void add_moreThanTheMemoryHolds_isRefusedWithTheFirstMap() {
        CategoryScores tight = new CategoryScores("c", ModalitySet.RGB, 1000, 100_000);
        FakePart part = FakePart.withTruth("good", "0", Optional.empty());
        String message =
                assertThrows(
                                DataException.class,
                                () -> tight.add(part, part.inspection(0.5, map(new float[100]))))
                        .getMessage();
        assertTrue(message.startsWith("c: ") && message.contains("-Xmx"), message);
    }
}
