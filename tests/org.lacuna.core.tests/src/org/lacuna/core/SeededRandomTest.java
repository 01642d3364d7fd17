package org.lacuna.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashSet;
import java.util.Set;

class SeededRandomTest {
    /** Published SplitMix64 outputs, as used to seed the xoshiro generators. */
    @Test
    void nextLong_matchesThePublishedSequences() {
        SeededRandom zero = new SeededRandom(0);
        assertEquals(0xe220a8397b1dcdafL, zero.nextLong());
        assertEquals(0x6e789e6aa1b965f4L, zero.nextLong());
        assertEquals(0x06c45d188009454fL, zero.nextLong());
        assertEquals(0xf88bb8a8724c81ecL, zero.nextLong());
        SeededRandom other = new SeededRandom(1234567);
        String[] expected = {
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821"
        };
        for (String e : expected) {
            assertEquals(e, Long.toUnsignedString(other.nextLong()));
        }
    }

    @Test
    void nextLong_sameSeed_sameNumbers() {
        SeededRandom a = new SeededRandom(-5);
        SeededRandom b = new SeededRandom(-5);
        for (int i = 0; i < 1000; i++) {
            assertEquals(a.nextLong(), b.nextLong());
        }
    }

    @Test
    void nextDouble_isUniformInTheHalfOpenUnitInterval() {
        SeededRandom random = new SeededRandom(3);
        int[] bins = new int[20];
        int n = 200_000;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double v = random.nextDouble();
            assertTrue(v >= 0 && v < 1);
            bins[(int) (v * bins.length)]++;
            sum += v;
        }
        // Five standard errors of a uniform mean and of a binomial count.
        assertEquals(0.5, sum / n, 5 / Math.sqrt(12.0 * n));
        double p = 1.0 / bins.length;
        for (int count : bins) {
            assertEquals(n * p, count, 5 * Math.sqrt(n * p * (1 - p)));
        }
    }

    @Test
    void uniform_staysInItsInterval() {
        SeededRandom random = new SeededRandom(4);
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (int i = 0; i < 100_000; i++) {
            double v = random.uniform(-3, 7);
            low = Math.min(low, v);
            high = Math.max(high, v);
        }
        assertTrue(low >= -3 && low < -2.99, "lowest " + low);
        assertTrue(high < 7 && high > 6.99, "highest " + high);
        assertEquals(2.0, random.uniform(2, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10, 1000})
    void nextInt_isUniformBelowTheBound(int bound) {
        SeededRandom random = new SeededRandom(bound);
        int n = 100_000;
        int[] count = new int[bound];
        for (int i = 0; i < n; i++) {
            count[random.nextInt(bound)]++;
        }
        double p = 1.0 / bound;
        for (int c : count) {
            assertEquals(n * p, c, 5.5 * Math.sqrt(n * p * (1 - p)) + 1e-9);
        }
    }

    @Test
    void nextInt_largestBound_staysBelow() {
        SeededRandom random = new SeededRandom(9);
        for (int i = 0; i < 10_000; i++) {
            int v = random.nextInt(Integer.MAX_VALUE);
            assertTrue(v >= 0 && v < Integer.MAX_VALUE);
        }
    }

    @Test
    void nextInt_boundBelowOne_isRefused() {
        SeededRandom random = new SeededRandom(1);
        for (int bound : new int[] {0, -1, Integer.MIN_VALUE}) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> random.nextInt(bound));
            assertTrue(e.getMessage().contains("bound: " + bound), e.getMessage());
        }
    }

    @Test
    void nextGaussian_hasTheMomentsOfAStandardNormal() {
        SeededRandom random = new SeededRandom(5);
        int n = 400_000;
        double[] moment = new double[5];
        int beyondTwo = 0;
        double lag = 0;
        double previous = 0;
        for (int i = 0; i < n; i++) {
            double g = random.nextGaussian();
            double power = 1;
            for (int k = 0; k < moment.length; k++) {
                moment[k] += power / n;
                power *= g;
            }
            beyondTwo += Math.abs(g) > 2 ? 1 : 0;
            lag += previous * g / n;
            previous = g;
        }
        double root = Math.sqrt(n);
        // Five standard errors: the variances of g, g^2, g^3, g^4 are 1, 2, 15, 96.
        assertEquals(0, moment[1], 5 / root);
        assertEquals(1, moment[2], 5 * Math.sqrt(2) / root);
        assertEquals(0, moment[3], 5 * Math.sqrt(15) / root);
        assertEquals(3, moment[4], 5 * Math.sqrt(96) / root);
        assertEquals(0, lag, 5 / root);
        assertEquals(0.0455, beyondTwo / (double) n, 5 * Math.sqrt(0.0455 / n));
    }

    @Test
    void fork_doesNotDependOnWhatWasDrawn() {
        SeededRandom parent = new SeededRandom(77);
        long before = parent.fork(5).nextLong();
        parent.nextLong();
        parent.nextGaussian();
        assertEquals(before, parent.fork(5).nextLong());
        long next = new SeededRandom(77).nextLong();
        SeededRandom untouched = new SeededRandom(77);
        untouched.fork(1);
        assertEquals(next, untouched.nextLong(), "forking drew from the parent");
    }

    @Test
    void fork_differentKeysOrSeeds_giveDifferentStreams() {
        Set<Long> first = new HashSet<>();
        int streams = 0;
        for (long seed = -2; seed <= 2; seed++) {
            for (long key = -500; key < 500; key++) {
                first.add(new SeededRandom(seed).fork(key).nextLong());
                streams++;
            }
        }
        assertEquals(streams, first.size());
        long nested = new SeededRandom(1).fork(2).fork(3).nextLong();
        assertNotEquals(nested, new SeededRandom(1).fork(3).fork(2).nextLong());
    }

    @Test
    void fork_neighbouringKeys_areUncorrelated() {
        int n = 100_000;
        double[] product = new double[3];
        SeededRandom parent = new SeededRandom(6);
        for (int i = 0; i < n; i++) {
            double a = parent.fork(i).nextDouble() - 0.5;
            SeededRandom next = parent.fork(i + 1L);
            product[0] += a * (next.nextDouble() - 0.5);
            product[1] += a * (next.nextDouble() - 0.5);
            product[2] += a * (new SeededRandom(7).fork(i).nextDouble() - 0.5);
        }
        for (double p : product) {
            // The product of two independent centred uniforms has deviation 1/12.
            assertEquals(0, p / n, 5.0 / 12 / Math.sqrt(n));
        }
    }

    @Test
    void shuffle_isAPermutationAndUniform() {
        SeededRandom random = new SeededRandom(8);
        int[][] seen = new int[5][5];
        int n = 50_000;
        for (int i = 0; i < n; i++) {
            int[] v = {0, 1, 2, 3, 4};
            random.shuffle(v);
            int bits = 0;
            for (int k = 0; k < 5; k++) {
                bits |= 1 << v[k];
                seen[k][v[k]]++;
            }
            assertEquals(31, bits);
        }
        for (int[] row : seen) {
            for (int c : row) {
                assertEquals(n / 5.0, c, 5 * Math.sqrt(n * 0.2 * 0.8));
            }
        }
    }

    @Test
    void shuffle_emptyAndSingle_stayAndDrawNothing() {
        SeededRandom random = new SeededRandom(1);
        int[] empty = {};
        int[] one = {42};
        random.shuffle(empty);
        random.shuffle(one);
        assertArrayEquals(new int[] {42}, one);
        assertEquals(new SeededRandom(1).nextLong(), random.nextLong());
        assertFalse(Double.isNaN(random.nextGaussian()));
    }
}
