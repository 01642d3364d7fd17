package org.lacuna.annotation;

import org.lacuna.annotation.internal.IntList;
import org.lacuna.annotation.internal.MaskBuilder;
import org.lacuna.core.Progress;

import java.util.Objects;

/**
 * The connected pixels around a chosen one that look alike: their values differ from those of the
 * chosen pixel, or of the neighbour they were reached from, by at most a tolerance in every plane.
 * Pixels without a value are never taken. Breadth first, so what a bound leaves is round the chosen
 * pixel. O(pixels taken x neighbours x planes); 4 bytes for each pixel taken. Deterministic.
 */
public final class MagicWand {
    /** What a pixel is compared with. */
    public enum Reference {
        /** The chosen pixel: for colours and scores. */
        SEED,
        /** The neighbour it was reached from: follows slopes, stops at steps. For depth. */
        NEIGHBOUR
    }

    /**
     * @param tolerance largest difference, in the unit of the planes; finite, at least 0
     * @param reference what a pixel is compared with
     * @param diagonal whether pixels that touch at a corner are neighbours
     * @param maxPixels most pixels to take, at least 1
     */
    public record Parameters(
            float tolerance, Reference reference, boolean diagonal, int maxPixels) {
        public Parameters {
            if (!(tolerance >= 0 && tolerance <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "tolerance: " + tolerance + ", expected finite and at least 0");
            }
            Objects.requireNonNull(reference, "reference");
            if (maxPixels < 1) {
                throw new IllegalArgumentException(
                        "maxPixels: " + maxPixels + ", expected at least 1");
            }
        }

        /** Like the chosen pixel, without corners, as many as there are. */
        public static Parameters of(float tolerance) {
            return new Parameters(tolerance, Reference.SEED, false, GridSize.MAX_PIXELS);
        }
    }

    /**
     * @param mask the pixels taken; none when the chosen one has no value
     * @param complete false when {@code maxPixels} kept further ones out
     */
    public record Selection(RunMask mask, boolean complete) {}

    /** How many pixels are looked at between two questions whether to go on. */
    private static final int STRIDE = 1 << 14;

    private static final int[][] STEPS = {
        {0, -1}, {-1, 0}, {1, 0}, {0, 1}, {-1, -1}, {1, -1}, {-1, 1}, {1, 1}
    };

    private MagicWand() {}

    /**
     * @param column of the chosen pixel, inside the grid
     * @param row of the chosen pixel
     * @param progress asked often whether to stop
     */
    public static Selection select(
            FloatPlanes planes, int column, int row, Parameters parameters, Progress progress) {
        GridSize grid = planes.grid();
        if (!grid.contains(column, row)) {
            throw new IllegalArgumentException(
                    "pixel: (" + column + ", " + row + "), expected inside " + grid);
        }
        int seed = row * grid.width() + column;
        MaskBuilder taken = new MaskBuilder(grid);
        // A pixel differs from itself by nothing, unless it has no value.
        if (!alike(planes, seed, seed, parameters.tolerance())) {
            return new Selection(taken.build(), true);
        }
        IntList queue = new IntList();
        queue.add(seed);
        taken.pixel(seed);
        boolean complete = true;
        for (int head = 0; head < queue.size(); head++) {
            if (head % STRIDE == 0) {
                progress.throwIfCancelled();
            }
            int at = queue.get(head);
            int reference = parameters.reference() == Reference.SEED ? seed : at;
            for (int s = 0; s < (parameters.diagonal() ? 8 : 4); s++) {
                int x = at % grid.width() + STEPS[s][0];
                int y = at / grid.width() + STEPS[s][1];
                int next = y * grid.width() + x;
                if (!grid.contains(x, y)
                        || taken.get(next)
                        || !alike(planes, reference, next, parameters.tolerance())) {
                    continue;
                }
                if (queue.size() >= parameters.maxPixels()) {
                    complete = false;
                    continue;
                }
                taken.pixel(next);
                queue.add(next);
            }
        }
        return new Selection(taken.build(), complete);
    }

    /** Every comparison with NaN is false. */
    private static boolean alike(FloatPlanes planes, int a, int b, float tolerance) {
        for (float[] plane : planes.planes()) {
            if (!(Math.abs(plane[a] - plane[b]) <= tolerance)) {
                return false;
            }
        }
        return true;
    }
}
