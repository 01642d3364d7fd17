package org.lacuna.core;

import java.util.Arrays;
import java.util.Objects;

/**
 * Anomaly score of each sensor pixel, row-major, finite, not negative, higher = more anomalous. 0
 * where nothing was scored (background, no data): which pixels those are is said by availability,
 * not by this map. The unit is the calibrated score of the inspection model: 1 is the defect
 * threshold.
 *
 * <p>The array is owned by the map once handed over: nobody may write to it.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param score {@code width * height} finite values, at least 0
 */
public record AnomalyMap(int width, int height, float[] score) {
    public AnomalyMap {
        Grids.check(width, height);
        Grids.checkLength("score", score.length, width, height);
        for (int i = 0; i < score.length; i++) {
            if (!(score[i] >= 0 && score[i] <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "score[" + i + "]: " + score[i] + ", expected finite and not negative");
            }
        }
    }

    /** Highest score of the map. O(size). */
    public float max() {
        float max = 0;
        for (float s : score) {
            max = Math.max(max, s);
        }
        return max;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof AnomalyMap m
                && width == m.width
                && height == m.height
                && Arrays.equals(score, m.score);
    }

    @Override
    public int hashCode() {
        return Objects.hash(width, height, Arrays.hashCode(score));
    }

    @Override
    public String toString() {
        return "AnomalyMap[" + width + " x " + height + ", max " + max() + "]";
    }
}
