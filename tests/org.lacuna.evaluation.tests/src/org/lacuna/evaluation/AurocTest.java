package org.lacuna.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;

class AurocTest {
    @Test
    void of_separatedClasses_isOneOrZero() {
        double[] scores = {1, 2, 3, 4};
        assertEquals(1, Auroc.of(scores, new boolean[] {false, false, true, true}));
        assertEquals(0, Auroc.of(scores, new boolean[] {true, true, false, false}));
    }

    @Test
    void of_allTied_isOneHalf() {
        assertEquals(
                0.5,
                Auroc.of(
                        new double[] {7, 7, 7, 7, 7},
                        new boolean[] {true, false, false, true, false}));
    }

    @Test
    void of_handCountedPairs_countsTiesHalf() {
        // Positives 2 and 3 against negatives 1, 2 and 4: won 1 + 0.5 + 0, then 1 + 1 + 0, of 6
        // pairs.
        double[] scores = {2, 1, 3, 2, 4};
        assertEquals(
                3.5 / 6, Auroc.of(scores, new boolean[] {true, false, true, false, false}), 1e-15);
    }

    @Test
    void of_oneClassEmpty_isUndefined() {
        assertTrue(Double.isNaN(Auroc.of(new double[0], new boolean[0])));
        assertTrue(Double.isNaN(Auroc.of(new double[] {1}, new boolean[] {true})));
        assertTrue(Double.isNaN(Auroc.of(new double[] {1, 2}, new boolean[] {false, false})));
    }

    @Test
    void of_negativeZeroAndInfinities_orderAsNumbers() {
        boolean[] truth = {true, false};
        assertEquals(0.5, Auroc.of(new double[] {0.0, -0.0}, truth));
        assertEquals(0.5, Auroc.of(new double[] {-0.0, 0.0}, truth));
        assertEquals(1, Auroc.of(new double[] {Double.POSITIVE_INFINITY, 1e308}, truth));
        assertEquals(0, Auroc.of(new double[] {Double.NEGATIVE_INFINITY, -1e308}, truth));
    }

    @Test
    void of_badArguments_areRefusedByName() {
        String nan =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Auroc.of(new double[] {1, Double.NaN}, new boolean[2]))
                        .getMessage();
        assertTrue(nan.contains("scores[1]"), nan);
        assertThrows(IllegalArgumentException.class, () -> Auroc.of(new double[2], new boolean[3]));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 17, 400})
    void of_randomWithTies_equalsPairCount(int size) {
        SeededRandom random = new SeededRandom(size);
        for (int trial = 0; trial < 20; trial++) {
            double[] scores = new double[size];
            boolean[] truth = new boolean[size];
            for (int i = 0; i < size; i++) {
                scores[i] = random.nextInt(1 + size / 3) / 8.0;
                truth[i] = random.nextInt(4) == 0;
            }
            truth[0] = true;
            truth[1] = false;
            double[] before = scores.clone();
            assertEquals(pairCount(scores, truth), Auroc.of(scores, truth), 1e-12);
            assertEquals(java.util.Arrays.toString(before), java.util.Arrays.toString(scores));
        }
    }

    /** The definition: share of (anomalous, normal) pairs in the right order. */
    static double pairCount(double[] scores, boolean[] truth) {
        double won = 0;
        long pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (truth[i] && !truth[j]) {
                    pairs++;
                    won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        return won / pairs;
    }
}
