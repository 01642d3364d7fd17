package org.lacuna.evaluation.internal;

/**
 * Counts scores by where they lie among given levels: bin {@code 2 i + 1} holds those equal to
 * level i, bin {@code 2 i} those between level i - 1 and level i.
 *
 * <p>A table over equal steps of the score range says where to start, so that the binary search has
 * few levels left. The step of a score comes from float arithmetic that never falls when the score
 * rises (subtract, multiply, truncate), the same for levels and scores: that is all that exactness
 * needs. Not thread-safe.
 */
public final class ScoreGaps {
    private static final int MAX_STEPS = 1 << 20;

    private final float[] level;
    private final long[] bin;
    private final int[] firstOfStep;
    private final int steps;
    private final float low;
    private final float stepsPerUnit;

    /**
     * @param level finite, not negative, strictly ascending, possibly none
     */
    public ScoreGaps(float[] level) {
        this.level = level;
        this.bin = new long[2 * level.length + 1];
        this.steps = Math.clamp(2L * level.length, 1, MAX_STEPS);
        this.low = level.length == 0 ? 0 : level[0];
        float range = level.length == 0 ? 0 : level[level.length - 1] - low;
        float perUnit = steps / range;
        // A range of 0, or one so small that the quotient overflows: one step holds everything.
        this.stepsPerUnit = Float.isFinite(perUnit) ? perUnit : 0;
        this.firstOfStep = new int[steps + 1];
        int i = 0;
        for (int s = 0; s <= steps; s++) {
            while (i < level.length && step(level[i]) < s) {
                i++;
            }
            firstOfStep[s] = i;
        }
        firstOfStep[steps] = level.length;
    }

    private int step(float score) {
        return Math.min(steps - 1, (int) ((score - low) * stepsPerUnit));
    }

    /** O(scores.length * log(levels in a step)). */
    public void count(float[] scores) {
        int levels = level.length;
        if (levels == 0) {
            bin[0] += scores.length;
            return;
        }
        float highest = level[levels - 1];
        long below = 0;
        for (float score : scores) {
            if (score < low) {
                below++;
            } else if (score > highest) {
                bin[2 * levels]++;
            } else {
                int s = step(score);
                bin[binOf(score, firstOfStep[s], firstOfStep[s + 1])]++;
            }
        }
        bin[0] += below;
    }

    /** {@code number} further scores of 0. */
    public void countZeros(long number) {
        bin[level.length > 0 && level[0] == 0 ? 1 : 0] += number;
    }

    private int binOf(float score, int from, int to) {
        int lo = from;
        int hi = to;
        while (lo < hi) {
            int mid = (lo + hi) >>> 1;
            if (level[mid] < score) {
                lo = mid + 1;
            } else {
                hi = mid;
            }
        }
        return lo < level.length && level[lo] == score ? 2 * lo + 1 : 2 * lo;
    }

    /** The {@code 2 * levels + 1} bins; owned by this object. */
    public long[] counts() {
        return bin;
    }
}
