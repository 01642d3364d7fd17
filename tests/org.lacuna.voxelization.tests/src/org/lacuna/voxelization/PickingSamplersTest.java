package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.Workers;

import java.util.Arrays;

class PickingSamplersTest {
    private static final Workers ONE = Workers.sequential();

    /** That many points in a row, an entry without a point after each. */
    private static Points row(int n) {
        float[] x = new float[2 * n];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 2 == 0 ? i : Float.NaN;
        }
        return new Points(x, x, x);
    }

    @Test
    void uniform_everyThird_countsPointsNotEntries() {
        assertArrayEquals(
                new int[] {0, 6, 12, 18}, new UniformSampler(3).sample(row(10), ONE).source());
        assertEquals(10, new UniformSampler(1).sample(row(10), ONE).size());
        assertEquals(1, new UniformSampler(Integer.MAX_VALUE).sample(row(10), ONE).size());
        assertThrows(IllegalArgumentException.class, () -> new UniformSampler(0));
    }

    @Test
    void random_count_isKeptInAscendingOrderWithoutRepeats() {
        int[] source = RandomSampler.ofCount(400, 9).sample(row(1_000), ONE).source();
        assertEquals(400, source.length);
        for (int k = 1; k < source.length; k++) {
            assertTrue(source[k] > source[k - 1]);
        }
        assertEquals(30, RandomSampler.ofCount(400, 9).sample(row(30), ONE).size());
    }

    @Test
    void random_share_isRoundedButNeverToNone() {
        assertEquals(3, RandomSampler.ofShare(0.25, 1).sample(row(11), ONE).size());
        assertEquals(11, RandomSampler.ofShare(1, 1).sample(row(11), ONE).size());
        assertEquals(1, RandomSampler.ofShare(0.01, 1).sample(row(11), ONE).size());
    }

    @Test
    void random_otherSeed_keepsOtherPoints() {
        Points points = row(1_000);
        int[] first = RandomSampler.ofCount(100, 1).sample(points, ONE).source();
        int[] second = RandomSampler.ofCount(100, 2).sample(points, ONE).source();
        assertFalse(Arrays.equals(first, second));
    }

    @Test
    void random_manySeeds_keepEachPointEquallyOften() {
        int n = 20;
        int draws = 20_000;
        int[] kept = new int[n];
        for (int seed = 0; seed < draws; seed++) {
            for (int i : RandomSampler.ofCount(5, seed).sample(row(n), ONE).source()) {
                kept[i / 2]++;
            }
        }
        // 5 of 20: mean 5000 with deviation sqrt(20000 / 4 * 3 / 4) = 61; 5 of them.
        for (int k : kept) {
            assertEquals(5_000, k, 306);
        }
    }

    @Test
    void random_badArguments_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> RandomSampler.ofCount(0, 1));
        assertThrows(IllegalArgumentException.class, () -> RandomSampler.ofShare(0, 1));
        assertThrows(IllegalArgumentException.class, () -> RandomSampler.ofShare(1.1, 1));
        assertThrows(IllegalArgumentException.class, () -> RandomSampler.ofShare(Double.NaN, 1));
    }
}
