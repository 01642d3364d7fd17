package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * {@link EdgeResponse} of one tile after the other; see {@link TilePlace} on why the loops are so
 * short. Scratch memory of one thread.
 */
final class EdgeTile {
    private static final int S = TilePlace.STRIDE;
    private static final int FIRST = TilePlace.FIRST;
    private static final int END = TilePlace.END;

    /** Units of an angle in a radian: twelve angles fit in 32 bits. */
    private static final float UNITS = 1 << 26;

    private final float outlineRad;

    /** What pixels are linked to, and as masks: -1 or 0. */
    private final byte[] links = new byte[TilePlace.PLACES];

    private final byte[] none = new byte[TilePlace.PLACES];

    private final int[] bits = new int[TilePlace.LENGTH];
    private final int[] linkRight = new int[TilePlace.LENGTH];
    private final int[] linkDown = new int[TilePlace.LENGTH];
    private final float[] nx = new float[TilePlace.LENGTH];
    private final float[] ny = new float[TilePlace.LENGTH];
    private final float[] nz = new float[TilePlace.LENGTH];

    /** The same between pixels that have normals. */
    private final int[] right = new int[TilePlace.LENGTH];

    private final int[] down = new int[TilePlace.LENGTH];

    /** 1 where the normal is defined, else 0. */
    private final int[] defined = new int[TilePlace.LENGTH];

    private final int[] moved = new int[TilePlace.LENGTH];
    private final int[] sum = new int[TilePlace.LENGTH];
    private final int[] count = new int[TilePlace.LENGTH];

    /** The other pixel's normal, and what comes out for the pair, at the first's place. */
    private final float[] qx = new float[TilePlace.LENGTH];

    private final float[] qy = new float[TilePlace.LENGTH];
    private final float[] qz = new float[TilePlace.LENGTH];
    private final float[] square = new float[TilePlace.LENGTH];
    private final int[] angle = new int[TilePlace.LENGTH];
    private final int[] linked = new int[TilePlace.LENGTH];

    /** The same at the other's place. */
    private final int[] angleBack = new int[TilePlace.LENGTH];

    private final int[] linkedBack = new int[TilePlace.LENGTH];

    /** 1 on an outline, 1 where there is a response, and the response. */
    private final int[] outline = new int[TilePlace.LENGTH];

    private final int[] present = new int[TilePlace.LENGTH];
    private final float[] response = new float[TilePlace.LENGTH];

    EdgeTile(float outlineRad) {
        this.outlineRad = outlineRad;
    }

    void compute(SurfaceField surface, int tile, float[] result) {
        TilePlace place = new TilePlace(surface.width, surface.height, tile);
        place.copy(surface.links, links);
        boolean any = !Arrays.equals(links, none);
        if (any) {
            place.copy(surface.nx, Float.NaN, nx);
            place.copy(surface.ny, Float.NaN, ny);
            place.copy(surface.nz, Float.NaN, nz);
            widen(links, bits);
            mask(bits, SurfaceField.RIGHT, linkRight);
            mask(bits, SurfaceField.DOWN, linkDown);
            respond();
        }
        for (int row = 0; row < place.rows(); row++) {
            int p = place.pixel(row);
            if (any) {
                System.arraycopy(response, TilePlace.index(row), result, p, place.columns());
            } else {
                Arrays.fill(result, p, p + place.columns(), Float.NaN);
            }
        }
    }

    private static void widen(byte[] links, int[] result) {
        for (int i = 0; i < TilePlace.PLACES; i++) {
            result[i] = links[i];
        }
    }

    private static void mask(int[] links, int bit, int[] result) {
        for (int i = 0; i < TilePlace.PLACES; i++) {
            result[i] = -(links[i] & bit) >> 31;
        }
    }

    private void respond() {
        markDefined(nx, defined);
        cut(1, linkRight, right);
        cut(S, linkDown, down);
        Arrays.fill(sum, 0);
        Arrays.fill(count, 0);
        for (int from = 0; from < END; from += TilePlace.BLOCK) {
            addPairs(from, Math.min(END, from + TilePlace.BLOCK));
        }
        mean(sum, count, response);
        System.arraycopy(defined, 0, present, 0, TilePlace.PLACES);
        if (outlineRad > 0) {
            findOutlines();
            raise(outline, outlineRad, response, present);
        }
        banish(present, response);
    }

    private void findOutlines() {
        System.arraycopy(linkRight, FIRST - 1, moved, FIRST, END - FIRST);
        inside(linkRight, moved, linkDown, outline);
        outline(bits, outline);
    }

    private void addPairs(int from, int to) {
        System.arraycopy(right, from, linked, from, to - from);
        addPair(from, to, 1);
        along(from, to, right, 1, linked);
        addPair(from, to, 2);
        System.arraycopy(down, from, linked, from, to - from);
        addPair(from, to, S);
        along(from, to, down, S, linked);
        addPair(from, to, 2 * S);
        System.arraycopy(right, from, linked, from, to - from);
        along(from, to, down, 1, linked);
        addPair(from, to, S + 1);
        int first = Math.max(1, from);
        System.arraycopy(right, first - 1, linked, first, to - first);
        along(first, to, down, -1, linked);
        addPair(first, to, S - 1);
    }

    /** Adds the angles between the pixels and those {@code step} places further on. */
    private void addPair(int from, int to, int step) {
        int n = to - from;
        System.arraycopy(nx, from + step, qx, from, n);
        System.arraycopy(ny, from + step, qy, from, n);
        System.arraycopy(nz, from + step, qz, from, n);
        square(from, to, nx, qx, square);
        addSquares(from, to, ny, qy, nz, qz, square);
        angles(from, to, square, linked, angle);
        add(from, to, angle, linked, sum, count);
        System.arraycopy(angle, from, angleBack, from + step, n);
        System.arraycopy(linked, from, linkedBack, from + step, n);
        add(from + step, to + step, angleBack, linkedBack, sum, count);
    }

    private static void markDefined(float[] normal, int[] result) {
        for (int i = 0; i < TilePlace.PLACES; i++) {
            result[i] = (int) (normal[i] * 0f + 1f);
        }
    }

    /** Leaves the links of which both ends have a normal. */
    private void cut(int step, int[] links, int[] result) {
        System.arraycopy(defined, step, moved, 0, TilePlace.PLACES - step);
        cut(links, defined, moved, result);
    }

    private static void cut(int[] links, int[] defined, int[] otherDefined, int[] result) {
        for (int i = 0; i < TilePlace.PLACES; i++) {
            result[i] = links[i] & -(defined[i] & otherDefined[i]);
        }
    }

    /** Only what is linked {@code step} places further on, too, stays linked. */
    private void along(int from, int to, int[] links, int step, int[] result) {
        System.arraycopy(links, from + step, moved, from, to - from);
        and(from, to, moved, result);
    }

    private static void and(int from, int to, int[] links, int[] result) {
        for (int i = from; i < to; i++) {
            result[i] &= links[i];
        }
    }

    private static void square(int from, int to, float[] p, float[] q, float[] result) {
        for (int i = from; i < to; i++) {
            float d = p[i] - q[i];
            result[i] = d * d;
        }
    }

    private static void addSquares(
            int from, int to, float[] py, float[] qy, float[] pz, float[] qz, float[] sum) {
        for (int i = from; i < to; i++) {
            float dy = py[i] - qy[i];
            float dz = pz[i] - qz[i];
            sum[i] += dy * dy + dz * dz;
        }
    }

    /**
     * Angles of squared chords, signs of normals ignored; 0 where there is no link (its mask is
     * -1), also for NaN.
     */
    private static void angles(int from, int to, float[] square, int[] linked, int[] result) {
        for (int i = from; i < to; i++) {
            // A chord of nearly 2 may come out longer.
            float t = 0.25f * Math.min(square[i], Math.abs(4f - square[i]));
            result[i] = (int) (2f * UNITS * (float) Math.sqrt(t) * EdgeResponse.arc(t)) & linked[i];
        }
    }

    private static void add(int from, int to, int[] angle, int[] linked, int[] sum, int[] count) {
        for (int i = from; i < to; i++) {
            sum[i] += angle[i];
            count[i] -= linked[i];
        }
    }

    private static void mean(int[] sum, int[] count, float[] result) {
        for (int i = FIRST; i < END; i++) {
            result[i] = (1 / UNITS) * sum[i] / Math.max(1, count[i]);
        }
    }

    /** -1 where all four neighbours are linked, else 0. */
    private static void inside(int[] right, int[] left, int[] down, int[] result) {
        for (int i = FIRST; i < END; i++) {
            result[i] = right[i] & left[i] & down[i] & down[i - S];
        }
    }

    /** 1 on an outline, given what is inside: where there is a point that is not. */
    private static void outline(int[] links, int[] result) {
        for (int i = FIRST; i < END; i++) {
            result[i] = -(links[i] & SurfaceField.PRESENT) >>> 31 & ~result[i];
        }
    }

    private static void raise(int[] outline, float outlineRad, float[] response, int[] present) {
        for (int i = FIRST; i < END; i++) {
            response[i] = Math.max(response[i], outlineRad * outline[i]);
            present[i] |= outline[i];
        }
    }

    /** Makes NaN of responses that are not present. */
    private static void banish(int[] present, float[] response) {
        for (int i = FIRST; i < END; i++) {
            float one = present[i];
            response[i] = response[i] * one / one;
        }
    }
}
