package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * The points that have a normal, copied in the order of the cubic cells of a grid: cell after cell
 * along x, then along y, then along z, and as before inside a cell. So the points of neighbouring
 * cells along x are one piece of the arrays, and what lies around a cell is nine pieces (see {@link
 * CellNeighbours}): no table of cells has to be asked, which pays where most cells hold one point.
 *
 * <p>O(n log n). Immutable, thread-safe.
 */
final class CellOrder {
    /** More than rounding can move a cell's wall or stretch a distance, in cells. */
    private static final double HAIR = 1e-6;

    /** Most cells along an axis, so that this is true. */
    private static final double MOST_ALONG_AXIS = 1 << 28;

    /** Bits of a key, the sign left out. */
    private static final int KEY_BITS = 63;

    /** Number of points with a normal. */
    final int size;

    /** Those points; what is said of a place is said of the point with that number here. */
    final SurfacePoints points;

    /** From a cell to the next along y, and along z. */
    final long rowStride;

    final long layerStride;

    /** Cell and former number of the point at each place: {@code cell << pointBits | point}. */
    private final long[] keys;

    private final int pointBits;

    /**
     * @param cellMm smallest edge of a cell, above 0; it is larger where the points span more cells
     *     than a key can tell apart
     */
    CellOrder(SurfacePoints all, double cellMm) {
        Span x = Span.of(all.x());
        Span y = Span.of(all.y());
        Span z = Span.of(all.z());
        pointBits = Integer.SIZE - Integer.numberOfLeadingZeros(all.size());
        double most = Math.scalb(1.0, KEY_BITS - pointBits);
        double sizeMm = cellMm * (1 + HAIR);
        while (x.cells(sizeMm) * y.cells(sizeMm) * z.cells(sizeMm) > most
                || Math.max(x.cells(sizeMm), Math.max(y.cells(sizeMm), z.cells(sizeMm)))
                        > MOST_ALONG_AXIS) {
            sizeMm *= 2;
        }
        rowStride = (long) x.cells(sizeMm);
        layerStride = rowStride * (long) y.cells(sizeMm);
        long[] found = new long[all.size()];
        double inverse = 1 / sizeMm;
        int n = 0;
        for (int p = 0; p < all.size(); p++) {
            if (all.hasNormal(p)) {
                long cell =
                        x.cell(all.x()[p], inverse)
                                + y.cell(all.y()[p], inverse) * rowStride
                                + z.cell(all.z()[p], inverse) * layerStride;
                found[n++] = cell << pointBits | p;
            }
        }
        Arrays.sort(found, 0, n);
        size = n;
        keys = found;
        points =
                new SurfacePoints(
                        ordered(all.x()),
                        ordered(all.y()),
                        ordered(all.z()),
                        ordered(all.nx()),
                        ordered(all.ny()),
                        ordered(all.nz()));
    }

    private float[] ordered(float[] values) {
        float[] result = new float[size];
        for (int place = 0; place < size; place++) {
            result[place] = values[point(place)];
        }
        return result;
    }

    /** Number that the point at a place had before. */
    int point(int place) {
        return (int) (keys[place] & (1L << pointBits) - 1);
    }

    /** Cell of the point at a place; it never falls from one place to the next. */
    long cell(int place) {
        return keys[place] >>> pointBits;
    }

    /** First place whose cell is not below this one; {@link #size} if there is none. O(log n). */
    int find(long cell) {
        int found = Arrays.binarySearch(keys, 0, size, cell << pointBits);
        return found < 0 ? -found - 1 : found;
    }

    /** As {@link #find}, for what is known to be at or a few places behind {@code from}. */
    int find(long cell, int from) {
        int place = from;
        while (place < size && cell(place) < cell) {
            place++;
        }
        return place;
    }

    /** What the points cover along an axis. */
    private record Span(double low, double high) {
        static Span of(float[] values) {
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (float v : values) {
                low = Math.min(low, v);
                high = Math.max(high, v);
            }
            return new Span(low, high);
        }

        /** Number of cells, an empty one at either end, so that every other has neighbours. */
        double cells(double sizeMm) {
            return Math.floor(Math.max(0, high - low) / sizeMm) + 3;
        }

        long cell(double value, double inverseSize) {
            return 1 + (long) ((value - low) * inverseSize);
        }
    }
}
