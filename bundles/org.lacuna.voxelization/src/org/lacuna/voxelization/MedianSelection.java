package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * Puts the key of a given rank in its place, lower ones before it. Partitions as quickselect does,
 * by pivots out of a sorted sample, each so placed that the rank falls into the smaller part (the
 * idea of Floyd and Rivest 1975): about 1.6 n steps in two or three passes. The partition has no
 * branch to mispredict. O(n log n) at worst, no recursion, deterministic.
 */
final class MedianSelection {
    /** Sorted at once instead of partitioned. */
    private static final int SMALL = 24;

    /** One key in so many is in the sample. */
    private static final int SAMPLED = 12;

    private static final int MOST_SAMPLES = 400;

    /** Of the square root of the sample size: how far the pivot is moved beyond the rank. */
    private static final double BEYOND = 0.7;

    /** Passes that are enough unless the input was made to defeat the sampling. */
    private static final int PASSES = 40;

    private MedianSelection() {}

    /**
     * Reorders {@code keys[0..n)} so that the keys before {@code keys[rank]} are lower and those
     * after it higher.
     *
     * @param keys not negative, all different
     * @param rank 0..n-1
     */
    static void select(long[] keys, int n, int rank) {
        int low = 0;
        int high = n;
        for (int pass = 0; high - low > SMALL && pass < PASSES; pass++) {
            int at = partition(keys, low, high, pivot(keys, low, high, rank));
            if (at == rank) {
                return;
            }
            if (at < rank) {
                low = at + 1;
            } else {
                high = at;
            }
        }
        Arrays.sort(keys, low, high);
    }

    /** Sorts a sample into the first places and returns the place of the pivot among them. */
    private static int pivot(long[] keys, int low, int high, int rank) {
        int n = high - low;
        int samples = Math.clamp(n / SAMPLED, 3, MOST_SAMPLES);
        int stride = n / samples;
        for (int s = 1; s < samples; s++) {
            swap(keys, low + s, low + s * stride);
        }
        Arrays.sort(keys, low, low + samples);
        double share = (rank - low + 0.5) / n;
        double beyond = BEYOND * Math.sqrt(samples) * (share < 0.5 ? 1 : -1);
        return low + Math.clamp((long) (share * samples + beyond), 0, samples - 1);
    }

    /** Partitions by the key at a place; returns where that key is in the end. */
    private static int partition(long[] keys, int low, int high, int pivotAt) {
        int last = high - 1;
        swap(keys, pivotAt, last);
        long pivot = keys[last];
        int lower = low;
        for (int i = low; i < last; i++) {
            long key = keys[i];
            keys[i] = keys[lower];
            keys[lower] = key;
            lower += (int) (key - pivot >>> 63); // 1 when lower
        }
        swap(keys, lower, last);
        return lower;
    }

    private static void swap(long[] keys, int a, int b) {
        long key = keys[a];
        keys[a] = keys[b];
        keys[b] = key;
    }
}
