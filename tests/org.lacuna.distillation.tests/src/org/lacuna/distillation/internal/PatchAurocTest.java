package org.lacuna.distillation.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.SeededRandom;

import java.util.Arrays;

class PatchAurocTest {
    private static Batch logits(double... odds) {
        float[] values = new float[2 * odds.length];
        for (int i = 0; i < odds.length; i++) {
            values[2 * i] = 1;
            values[2 * i + 1] = (float) (1 + odds[i]);
        }
        return Batch.of(values, odds.length, 2);
    }

    @Test
    void of_knownRanks() {
        boolean[] defect = {false, false, true, true};
        boolean[] all = {true, true, true, true};
        assertEquals(1, PatchAuroc.of(logits(0, 1, 2, 3), defect, all));
        assertEquals(0, PatchAuroc.of(logits(2, 3, 0, 1), defect, all));
        assertEquals(0.5, PatchAuroc.of(logits(1, 1, 1, 1), defect, all));
        assertEquals(0.75, PatchAuroc.of(logits(0, 2, 1, 3), defect, all));
        assertEquals(0.875, PatchAuroc.of(logits(0, 2, 2, 3), defect, all));
    }

    @Test
    void of_unusedRows_doNotCount() {
        boolean[] use = {true, false, true, true};
        assertEquals(
                1,
                PatchAuroc.of(logits(0, 9, 1, 2), new boolean[] {false, false, true, true}, use));
    }

    @Test
    void of_oneKindOnly_isNaN() {
        boolean[] all = {true, true};
        assertTrue(Double.isNaN(PatchAuroc.of(logits(0, 1), new boolean[2], all)));
        assertTrue(Double.isNaN(PatchAuroc.of(logits(0, 1), all, all)));
        assertTrue(
                Double.isNaN(
                        PatchAuroc.of(logits(0, 1), new boolean[] {true, false}, new boolean[2])));
    }

    @Test
    void of_randomRanks_countPairs() {
        SeededRandom random = new SeededRandom(4);
        double[] odds = new double[70];
        boolean[] defect = new boolean[70];
        Arrays.setAll(odds, i -> random.nextInt(12));
        for (int i = 0; i < defect.length; i++) {
            defect[i] = random.nextDouble() < 0.3;
        }
        double wins = 0;
        double pairs = 0;
        for (int d = 0; d < 70; d++) {
            for (int n = 0; n < 70; n++) {
                if (defect[d] && !defect[n]) {
                    pairs++;
                    wins += odds[d] > odds[n] ? 1 : odds[d] == odds[n] ? 0.5 : 0;
                }
            }
        }
        boolean[] all = new boolean[70];
        Arrays.fill(all, true);
        assertEquals(wins / pairs, PatchAuroc.of(logits(odds), defect, all), 1e-12);
    }
}
