package org.lacuna.evaluation.internal;

/**
 * Counts scores by where they lie among given levels: bin {@code 2 i + 1} holds those equal to
 * level i, bin {@code 2 i} those between level i - 1 and level i.
 *
 * <p>Scores are gathered in batches at least as long as the list of levels, each batch is sorted
 * (radix sort of the bits, which order like the numbers since none is negative) and merged with the
 * levels. All passes run through memory in order, so this beats a binary search a score several
 * times over once the levels outgrow the cache: O(scores + levels) time, 8 bytes a level of scratch
 * memory. Not thread-safe.
 */
public final class ScoreGaps {
    private static final int MIN_BATCH = 1 << 16;
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;

    /** Bits of a float that is not negative. */
    private static final int KEY_BITS = 31;

    private final int[] level;
    private final long[] bin;
    private int[] batch;
    private int[] spare;
    private int filled;

    /**
     * @param levels finite, not negative, strictly ascending, possibly none
     */
    public ScoreGaps(float[] levels) {
        level = new int[levels.length];
        for (int i = 0; i < level.length; i++) {
            level[i] = Float.floatToRawIntBits(levels[i]);
        }
        bin = new long[2 * level.length + 1];
        batch = new int[Math.max(MIN_BATCH, level.length)];
        spare = new int[batch.length];
    }

    /**
     * @param scores not negative, no {@code -0f}
     */
    public void count(float[] scores) {
        int levels = level.length;
        if (levels == 0) {
            bin[0] += scores.length;
            return;
        }
        int lowest = level[0];
        int highest = level[levels - 1];
        long below = 0;
        long above = 0;
        for (float score : scores) {
            int key = Float.floatToRawIntBits(score);
            if (key < lowest) {
                below++;
            } else if (key > highest) {
                above++;
            } else {
                batch[filled++] = key;
                if (filled == batch.length) {
                    flush();
                }
            }
        }
        bin[0] += below;
        bin[2 * levels] += above;
    }

    /** {@code number} further scores of 0. */
    public void countZeros(long number) {
        bin[level.length > 0 && level[0] == 0 ? 1 : 0] += number;
    }

    /** The {@code 2 * levels + 1} bins so far; owned by this object. */
    public long[] counts() {
        flush();
        return bin;
    }

    /** Merges the batch into the bins; each key lies between the first and the last level. */
    private void flush() {
        for (int shift = 0; shift < KEY_BITS; shift += DIGIT_BITS) {
            sortByDigit(shift);
        }
        int i = 0;
        for (int b = 0; b < filled; b++) {
            int key = batch[b];
            while (level[i] < key) {
                i++;
            }
            bin[level[i] == key ? 2 * i + 1 : 2 * i]++;
        }
        filled = 0;
    }

    private void sortByDigit(int shift) {
        int[] start = new int[DIGITS + 1];
        for (int b = 0; b < filled; b++) {
            start[(batch[b] >>> shift & DIGITS - 1) + 1]++;
        }
        for (int d = 0; d < DIGITS; d++) {
            if (start[d + 1] == filled) {
                return;
            }
            start[d + 1] += start[d];
        }
        for (int b = 0; b < filled; b++) {
            spare[start[batch[b] >>> shift & DIGITS - 1]++] = batch[b];
        }
        int[] sorted = spare;
        spare = batch;
        batch = sorted;
    }
}
