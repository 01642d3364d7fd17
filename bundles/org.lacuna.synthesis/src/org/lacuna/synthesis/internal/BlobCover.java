package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Covers pixels with roundish areas of random place and size, one after the other, until just so
 * many are covered. The last area is as much of itself as is needed, with the same outline. So with
 * the same seed a larger cover holds each smaller one.
 *
 * <p>O(pixels) for covers that leave a twentieth or more. Not thread-safe.
 */
public final class BlobCover {
    /** Diameters, as shares of the side of a square with as many pixels as can be covered. */
    private static final double SMALLEST = 0.04;

    private static final double LARGEST = 0.3;

    /** Nobody could tell a hole of less from noise. */
    private static final double SMALLEST_PX = 2;

    /**
     * An area.
     *
     * @param blob its shape; the share that it gives is 0 in the middle and 1 at the end of the
     *     border
     * @param column of its middle
     * @param row of its middle
     * @param limit share up to which it covers
     */
    private record Area(Blob blob, int column, int row, double limit) {}

    private final int width;
    private final int height;
    private final double core;
    private final boolean[] covered;
    private final List<Area> areas = new ArrayList<>();

    /**
     * @param eligible pixels that can be covered; others are ignored
     * @param count how many of them to cover, less than all
     * @param core share of an area's radius that it covers; the rest is its border, in (0, 1]
     */
    public BlobCover(
            int width,
            int height,
            boolean[] eligible,
            int count,
            double core,
            SeededRandom random) {
        this.width = width;
        this.height = height;
        this.core = core;
        this.covered = new boolean[eligible.length];
        cover(indices(eligible), eligible, count, random);
    }

    private static int[] indices(boolean[] eligible) {
        int[] all = new int[eligible.length];
        int n = 0;
        for (int i = 0; i < eligible.length; i++) {
            if (eligible[i]) {
                all[n++] = i;
            }
        }
        return Arrays.copyOf(all, n);
    }

    private void cover(int[] pixels, boolean[] eligible, int count, SeededRandom random) {
        double side = Math.sqrt(pixels.length);
        int left = count;
        while (left > 0) {
            int middle = pixels[random.nextInt(pixels.length)];
            if (covered[middle]) {
                continue;
            }
            double size = SMALLEST * StrictMath.pow(LARGEST / SMALLEST, random.nextDouble());
            Blob blob = blob(middle, Math.max(SMALLEST_PX, size * side) / core, random);
            long[] fresh = fresh(blob, middle, eligible);
            int take = Math.min(left, fresh.length);
            double limit = core;
            if (take < fresh.length) {
                Arrays.sort(fresh);
                limit = share(fresh[take - 1]);
            }
            for (int i = 0; i < take; i++) {
                covered[(int) fresh[i]] = true;
            }
            areas.add(new Area(blob, middle % width, middle / width, limit));
            left -= take;
        }
    }

    private Blob blob(int middle, double across, SeededRandom random) {
        double angle = random.uniform(0, 2 * Math.PI);
        Site site =
                new Site(
                        middle % width + 0.5,
                        middle / width + 0.5,
                        StrictMath.cos(angle),
                        StrictMath.sin(angle));
        double along = across * random.uniform(1, 1.7);
        return new Blob(site, along, across, random.uniform(0.05, 0.4), random);
    }

    /** Pixels that the area would cover first, each behind its share: they sort by it. */
    private long[] fresh(Blob blob, int middle, boolean[] eligible) {
        long[] found = new long[64];
        int n = 0;
        int reach = (int) Math.ceil(blob.reachMm()) + 1;
        int cx = middle % width;
        int cy = middle / width;
        for (int y = Math.max(0, cy - reach); y <= Math.min(height - 1, cy + reach); y++) {
            for (int x = Math.max(0, cx - reach); x <= Math.min(width - 1, cx + reach); x++) {
                int i = y * width + x;
                if (eligible[i] && !covered[i]) {
                    float share = (float) blob.share(x + 0.5, y + 0.5);
                    if (share < core) {
                        if (n == found.length) {
                            found = Arrays.copyOf(found, 2 * n);
                        }
                        // Not negative, so its bits order like the number.
                        found[n++] = (long) Float.floatToRawIntBits(share) << 32 | i;
                    }
                }
            }
        }
        return Arrays.copyOf(found, n);
    }

    private static double share(long key) {
        return Float.intBitsToFloat((int) (key >>> 32));
    }

    public boolean covers(int pixel) {
        return covered[pixel];
    }

    /**
     * How much of the areas' border lies on each pixel: 1 beside what is covered, falling to 0; 1
     * on what is covered.
     */
    public float[] softness() {
        float[] soft = new float[covered.length];
        for (int i = 0; i < soft.length; i++) {
            soft[i] = covered[i] ? 1 : 0;
        }
        for (Area a : areas) {
            int reach = (int) Math.ceil(a.blob.reachMm()) + 1;
            double end = a.limit / core;
            for (int y = Math.max(0, a.row - reach);
                    y <= Math.min(height - 1, a.row + reach);
                    y++) {
                for (int x = Math.max(0, a.column - reach);
                        x <= Math.min(width - 1, a.column + reach);
                        x++) {
                    int i = y * width + x;
                    double share = covered[i] ? end : a.blob.share(x + 0.5, y + 0.5);
                    if (share < end) {
                        soft[i] = Math.max(soft[i], (float) Sdf.smooth(end, a.limit, share));
                    }
                }
            }
        }
        return soft;
    }
}
