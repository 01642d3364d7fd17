package org.lacuna.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;

import java.util.Arrays;

class OperatingCurveTest {
    /** Scores in steps, so that there are ties within and between the classes. */
    private static double[] scores(int n, double shift, int steps, long seed) {
        SeededRandom random = new SeededRandom(seed);
        double[] scores = new double[n];
        for (int i = 0; i < n; i++) {
            scores[i] = Math.rint((random.nextDouble() + shift) * steps) / steps;
        }
        return scores;
    }

    private static double rankStatistic(double[] good, double[] defective) {
        double[] all = new double[good.length + defective.length];
        boolean[] truth = new boolean[all.length];
        System.arraycopy(good, 0, all, 0, good.length);
        System.arraycopy(defective, 0, all, good.length, defective.length);
        Arrays.fill(truth, good.length, all.length, true);
        return Auroc.of(all, truth);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 1000})
    void areaUnderRoc_isTheRankStatistic(int steps) {
        double[] good = scores(57, 0, steps, 1);
        double[] defective = scores(23, 0.4, steps, 2);
        assertEquals(
                rankStatistic(good, defective), OperatingCurve.of(good, defective).auroc(), 1e-12);
    }

    /** By hand: 0.9+ 0.8- 0.7+ 0.7- 0.6+: (1/3) 1 + (1/3) (2/4) + (1/3) (3/5). */
    @Test
    void averagePrecision_knownValue() {
        OperatingCurve curve =
                OperatingCurve.of(new double[] {0.8, 0.7}, new double[] {0.9, 0.7, 0.6});
        assertEquals((1 + 0.5 + 0.6) / 3, curve.averagePrecision(), 1e-12);
        assertEquals(5, curve.points());
        assertEquals(0.7, curve.threshold(3));
        assertEquals(1, curve.falsePositiveRate(3));
        assertEquals(2.0 / 3, curve.recall(3), 1e-12);
        assertEquals(0.5, curve.precision(3));
    }

    @Test
    void everyPoint_agreesWithCounting() {
        double[] good = scores(40, 0, 12, 3);
        double[] defective = scores(31, 0.3, 12, 4);
        OperatingCurve curve = OperatingCurve.of(good, defective);
        for (int i = 0; i < curve.points(); i++) {
            double t = curve.threshold(i);
            long g = Arrays.stream(good).filter(s -> s >= t).count();
            long d = Arrays.stream(defective).filter(s -> s >= t).count();
            assertEquals(g / 40.0, curve.falsePositiveRate(i), 1e-12);
            assertEquals(d / 31.0, curve.recall(i), 1e-12);
            assertEquals(g + d == 0 ? 1 : (double) d / (g + d), curve.precision(i), 1e-12);
        }
    }

    @Test
    void perfectSeparation_isOne() {
        OperatingCurve curve = OperatingCurve.of(new double[] {1, 2}, new double[] {3, 4});
        assertEquals(1, curve.auroc());
        assertEquals(1, curve.averagePrecision());
    }

    @Test
    void oneClassOrNone_isUndefined() {
        double[] some = {1, 2};
        double[] none = {};
        for (OperatingCurve curve :
                new OperatingCurve[] {
                    OperatingCurve.of(some, none),
                    OperatingCurve.of(none, some),
                    OperatingCurve.of(none, none)
                }) {
            assertTrue(Double.isNaN(curve.auroc()));
            assertTrue(Double.isNaN(curve.averagePrecision()));
        }
    }

    @Test
    void nanScore_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> OperatingCurve.of(new double[] {1, Double.NaN}, new double[] {2}));
    }
}
