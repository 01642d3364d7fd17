package org.lacuna.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;

import java.util.Arrays;

class ScoreCalibrationTest {
    private static final ThresholdParameters DEFAULTS = ThresholdParameters.defaults();

    @Test
    void conformalQuantile_isTheStatedOrderStatistic() {
        double[] nineteen = new double[19];
        Arrays.setAll(nineteen, i -> i + 1);
        assertEquals(
                19, ScoreCalibration.conformalQuantile(nineteen, 0.05), "ceil(20 * 0.95) = 19");
        assertEquals(18, ScoreCalibration.conformalQuantile(nineteen, 0.1), "ceil(20 * 0.9) = 18");
        assertEquals(
                19,
                ScoreCalibration.conformalQuantile(nineteen, 0.001),
                "too few parts: the largest");
        assertEquals(3, ScoreCalibration.conformalQuantile(new double[] {3}, 0.05));
    }

    @Test
    void reviewThreshold_holdsItsRateOnExchangeableParts() {
        SeededRandom random = new SeededRandom(11);
        int exceeded = 0;
        int trials = 20_000;
        for (int t = 0; t < trials; t++) {
            double[] good = new double[39];
            Arrays.setAll(good, i -> Math.abs(random.nextGaussian()));
            Arrays.sort(good);
            exceeded +=
                    Math.abs(random.nextGaussian()) > ScoreCalibration.conformalQuantile(good, 0.05)
                            ? 1
                            : 0;
        }
        // Expected exactly 0.05; three standard deviations of the count.
        assertEquals(0.05, (double) exceeded / trials, 3 * Math.sqrt(0.05 * 0.95 / trials));
    }

    @Test
    void pValue_countsTheGoodPartsAtLeastAsHigh() {
        ScoreCalibration c =
                ScoreCalibration.of(new double[] {4, 1, 3, 2}, new double[] {1, 1, 1, 1}, DEFAULTS);
        assertEquals(1.0, c.pValue(0), 1e-12);
        assertEquals(4.0 / 5, c.pValue(2 / c.defect()), 1e-12);
        assertEquals(1.0 / 5, c.pValue(9 / c.defect()), 1e-12);
    }

    /** The p-value and the threshold must tell the same story at every score. */
    @ParameterizedTest
    @ValueSource(ints = {19, 20, 39, 57, 100})
    void aboveReview_meansPValueAtMostTheRate(int n) {
        SeededRandom random = new SeededRandom(n);
        double[] good = new double[n];
        Arrays.setAll(good, i -> Math.floor(40 * random.nextDouble()) / 3);
        ScoreCalibration c = ScoreCalibration.of(good, good, DEFAULTS);
        for (double raw = 0; raw < 14; raw += 1.0 / 6) {
            double score = raw / c.defect();
            boolean above = score > c.review() / c.defect();
            assertEquals(above, c.pValue(score) <= DEFAULTS.reviewRate(), "raw score " + raw);
        }
    }

    @Test
    void defectLevel_isTheStatedMarginBeyondTheMedian() {
        double[] good = new double[19];
        Arrays.setAll(good, i -> 10 + i);
        ScoreCalibration c = ScoreCalibration.of(good, good, new ThresholdParameters(0.1, 3, 0.02));
        assertEquals(27, c.review());
        assertEquals(19 + 3 * (27 - 19), c.defect(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 50})
    void thresholds_areOrdered_alsoForEqualOrZeroScores(int n) {
        for (double value : new double[] {0, 1, 7}) {
            double[] same = new double[n];
            Arrays.fill(same, value);
            ScoreCalibration c = ScoreCalibration.of(same, same, DEFAULTS);
            assertTrue(c.review() < c.defect() && c.mapReview() < c.mapDefect());
        }
    }

    @Test
    void nonsense_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ScoreCalibration(new double[] {2, 1}, 1, 2, 1, 2));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ScoreCalibration(new double[] {Double.NaN}, 1, 2, 1, 2));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ScoreCalibration(new double[] {1}, 2, 2, 1, 2));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ScoreCalibration(new double[0], 1, 2, 1, 2));
    }
}
