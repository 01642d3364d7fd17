package org.lacuna.voxelization;

/**
 * A ball around a point of an organized cloud, searched through a disc of grid pixels: the
 * neighbours of p are the points within {@code radiusMm} of p whose pixels lie within {@code
 * reachPx} of p's pixel.
 *
 * <p>With {@code reachPx >= radiusMm / (smallest grid spacing)} the disc cuts nothing off but
 * foldings of the scan, and the ball alone decides: a neighbour across a depth jump is far away in
 * space and so is none, and on a slope fewer pixels count. Time grows with the square of the reach.
 *
 * @param radiusMm radius of the ball, above 0
 * @param reachPx radius of the pixel disc, 1..{@value #MAX_REACH_PX}
 */
public record WindowRadius(double radiusMm, double reachPx) {
    /** Largest disc: larger neighbourhoods belong on a coarser grid ({@link CloudPyramid}). */
    public static final int MAX_REACH_PX = 12;

    public WindowRadius {
        if (!(radiusMm > 0) || Double.isInfinite(radiusMm)) {
            throw new IllegalArgumentException(
                    "radiusMm: " + radiusMm + ", expected finite and above 0");
        }
        if (!(reachPx >= 1 && reachPx <= MAX_REACH_PX)) {
            throw new IllegalArgumentException(
                    "reachPx: " + reachPx + ", expected 1.." + MAX_REACH_PX);
        }
    }

    /**
     * The ball of {@code spacings} times the median point spacing, with a disc that holds it even
     * where the scan is dense, as far as {@link #MAX_REACH_PX} goes.
     */
    public static WindowRadius of(double spacings, PointSpacing spacing) {
        double radiusMm = spacings * spacing.medianMm();
        double reach = Math.ceil(10 * radiusMm / spacing.lowMm()) / 10;
        return new WindowRadius(radiusMm, Math.clamp(reach, 1, MAX_REACH_PX));
    }

    /**
     * The pixel offsets of the disc, without its centre, rows first: column offset at even places,
     * row offset after it.
     */
    int[] offsets() {
        int half = halfWidthPx();
        int[] all = new int[2 * (2 * half + 1) * (2 * half + 1)];
        int n = 0;
        for (int dr = -half; dr <= half; dr++) {
            for (int dc = -half; dc <= half; dc++) {
                if ((dr != 0 || dc != 0) && dr * dr + dc * dc <= reachPx * reachPx) {
                    all[n++] = dc;
                    all[n++] = dr;
                }
            }
        }
        return java.util.Arrays.copyOf(all, n);
    }

    int halfWidthPx() {
        return (int) reachPx;
    }
}
