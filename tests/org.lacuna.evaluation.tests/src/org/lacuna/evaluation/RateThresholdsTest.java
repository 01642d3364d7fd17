package org.lacuna.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;

import java.util.Arrays;

class RateThresholdsTest {
    private static final double[] SCORES = {0.5, 0.1, 0.4, 0.2, 0.3};

    private static double above(double[] scores, double threshold) {
        return Arrays.stream(scores).filter(s -> s > threshold).count() / (double) scores.length;
    }

    @Test
    void knownValues() {
        assertEquals(0.5, RateThresholds.atMostAbove(SCORES, 0));
        assertEquals(0.5, RateThresholds.atMostAbove(SCORES, 0.19));
        assertEquals(0.4, RateThresholds.atMostAbove(SCORES, 0.2));
        assertEquals(Math.nextDown(0.1), RateThresholds.atMostAbove(SCORES, 1));
        assertEquals(Math.nextDown(0.1), RateThresholds.atMostBelow(SCORES, 0));
        assertEquals(Math.nextDown(0.2), RateThresholds.atMostBelow(SCORES, 0.2));
        assertEquals(0.5, RateThresholds.atMostBelow(SCORES, 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.05, 0.29, 0.5, 0.99, 1})
    void rateIsKept_andTheThresholdIsTheBestThatKeepsIt(double rate) {
        SeededRandom random = new SeededRandom(5);
        double[] scores = new double[100];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.rint(random.nextDouble() * 40) / 40;
        }
        double highest = RateThresholds.atMostAbove(scores, rate);
        assertTrue(above(scores, highest) <= rate + 1e-9, "false alarms");
        assertTrue(
                rate == 1 || above(scores, Math.nextDown(highest)) > rate,
                "a lower threshold has more");
        double lowest = RateThresholds.atMostBelow(scores, rate);
        assertTrue(1 - above(scores, lowest) <= rate + 1e-9, "escapes");
        assertTrue(
                rate == 1 || 1 - above(scores, Math.nextUp(lowest)) > rate,
                "a higher threshold has more");
    }

    @Test
    void nothingToGoBy_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> RateThresholds.atMostAbove(new double[0], 0.1));
        assertThrows(IllegalArgumentException.class, () -> RateThresholds.atMostBelow(SCORES, 1.1));
    }
}
