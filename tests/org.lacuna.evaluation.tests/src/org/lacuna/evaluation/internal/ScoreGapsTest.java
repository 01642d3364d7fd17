package org.lacuna.evaluation.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;

import java.util.TreeSet;

class ScoreGapsTest {
    @Test
    void count_withoutLevels_hasOneBin() {
        ScoreGaps gaps = new ScoreGaps(new float[0]);
        gaps.count(new float[] {0, 1, 2});
        gaps.countZeros(4);
        assertArrayEquals(new long[] {7}, gaps.counts());
    }

    @Test
    void count_oneLevel_separatesBelowEqualAbove() {
        ScoreGaps gaps = new ScoreGaps(new float[] {1});
        gaps.count(new float[] {0.5f, 1, 1, 2, Math.nextUp(1f), Math.nextDown(1f)});
        gaps.countZeros(1);
        assertArrayEquals(new long[] {3, 2, 2}, gaps.counts());
    }

    @Test
    void countZeros_levelZero_isATie() {
        ScoreGaps gaps = new ScoreGaps(new float[] {0, 1});
        gaps.countZeros(5);
        assertArrayEquals(new long[] {0, 5, 0, 0, 0}, gaps.counts());
    }

    @Test
    void count_extremeRanges_staysExact() {
        float[] wide = {0, Float.MIN_VALUE, 1e-30f, 1, 1e30f, Float.MAX_VALUE};
        check(wide, wide);
        check(wide, new float[] {2 * Float.MIN_VALUE, 0.5f, 2, 3e38f});
        float[] narrow = {1, Math.nextUp(1f), Math.nextUp(Math.nextUp(1f))};
        check(narrow, new float[] {0.9f, 1, narrow[1], narrow[2], 1.1f});
        float[] tiny = {Float.MIN_VALUE, 2 * Float.MIN_VALUE};
        check(tiny, new float[] {Float.MIN_VALUE, 2 * Float.MIN_VALUE, 3 * Float.MIN_VALUE});
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 50, 5000})
    void count_randomScores_equalsLinearSearch(int levels) {
        SeededRandom random = new SeededRandom(levels);
        TreeSet<Float> distinct = new TreeSet<>();
        while (distinct.size() < levels) {
            // Most of the levels crowd together, as scores do.
            double u = random.nextDouble();
            distinct.add((float) (random.nextInt(5) == 0 ? 4 * u : 0.3 + 0.01 * u * u));
        }
        float[] level = new float[levels];
        int i = 0;
        for (float f : distinct) {
            level[i++] = f;
        }
        float[] scores = new float[3000];
        for (int s = 0; s < scores.length; s++) {
            float near = level[random.nextInt(levels)];
            scores[s] =
                    switch (random.nextInt(4)) {
                        case 0 -> near;
                        case 1 -> Math.nextUp(near);
                        case 2 -> Math.max(0, Math.nextDown(near));
                        default -> (float) (5 * random.nextDouble());
                    };
        }
        check(level, scores);
    }

    private static void check(float[] level, float[] scores) {
        long[] expected = new long[2 * level.length + 1];
        for (float score : scores) {
            int below = 0;
            int equal = 0;
            for (float l : level) {
                below += l < score ? 1 : 0;
                equal += l == score ? 1 : 0;
            }
            expected[2 * below + equal]++;
        }
        ScoreGaps gaps = new ScoreGaps(level);
        gaps.count(scores);
        assertArrayEquals(expected, gaps.counts());
    }
}
