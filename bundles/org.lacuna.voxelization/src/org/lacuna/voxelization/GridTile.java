package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;

import java.util.Arrays;

/**
 * A rectangle of an organized cloud in fixed-point coordinates, and which neighbouring pixels in it
 * lie on one surface: the ground on which {@link SurfaceNormals} works; see {@link TilePlace}.
 * Scratch memory of one thread.
 *
 * <p>The unit of a coordinate is the longest link over {@value #UNITS}. Sums of products over the
 * 25 pixels of a window are then exact in 32 bits, however far away the origin is: they may wrap,
 * but the covariance that comes out of them is below {@code 25^2 * (8 UNITS)^2 / 4 < 2^31}, since
 * linked points of one window are at most eight links apart, and in modular arithmetic only the
 * result has to fit.
 */
final class GridTile {
    private static final int MARGIN = TilePlace.MARGIN;
    private static final int ROWS = TilePlace.ROWS;
    private static final int STRIDE = TilePlace.STRIDE;
    private static final int PLACES = TilePlace.PLACES;
    private static final int LENGTH = TilePlace.LENGTH;

    /** Units of the longest link: the most for which the covariance fits. */
    static final int UNITS = 140;

    /** Squared length of the longest link. */
    private static final int LIMIT = UNITS * UNITS;

    /** Larger differences are cut to this: three squares of it still fit. */
    private static final int CAP = 20_000;

    /** Largest coordinate, and where pixels without a point lie: far from all others. */
    private static final int FARTHEST = 1 << 24;

    private static final int NOWHERE = -(1 << 28);

    /** Makes the coordinates of a tile positive, so that cutting off rounds down. */
    private static final float BIAS = (1 << 21) + 0.5f;

    /** Pixels that the origin is taken from, and how few of them call for a closer look. */
    private static final int SAMPLES = 32;

    private static final int FEW_SAMPLES = 8;

    /** Pixels of a window. */
    private static final int WINDOW = (2 * MARGIN + 1) * (2 * MARGIN + 1);

    /** Coordinates. */
    final int[] x = new int[LENGTH];

    final int[] y = new int[LENGTH];
    final int[] z = new int[LENGTH];

    /** Whether a pixel is linked to the next one in its row, in its column: -1 or 0. */
    final int[] right = new int[LENGTH];

    final int[] down = new int[LENGTH];

    /** Along x, y and z the step to the next pixel in the row, in the column; 0 if not linked. */
    final int[][] rightStep = new int[3][LENGTH];

    final int[][] downStep = new int[3][LENGTH];

    /**
     * The same arrays under a second name. Where a loop reads an array at two neighbouring places,
     * HotSpot sees through its own unrolling that these are the same values, and then cannot make
     * vectors of them. By two names it can.
     */
    final int[][] rightStepToo = rightStep.clone();

    private final int[] xToo = x;
    private final int[] yToo = y;
    private final int[] zToo = z;
    private final int[] invalid = new int[STRIDE];
    private final int[] packed = new int[STRIDE];
    private final int[] sampled = new int[2 * SAMPLES];
    private final float[] values = new float[2 * SAMPLES];
    private final float unitsAMm;

    /** Where the tile lies. */
    private TilePlace place;

    private OrganizedCloud cloud;

    /**
     * @param longestLinkMm neighbouring pixels at most this far apart are linked
     */
    GridTile(double longestLinkMm) {
        this.unitsAMm = (float) (UNITS / longestLinkMm);
    }

    /** Millimetres of a unit. */
    double unitMm() {
        return 1 / (double) unitsAMm;
    }

    /**
     * Loads a tile of a cloud.
     *
     * @return false when it holds no point inside its margin; coordinates and links are then not
     *     set
     */
    boolean load(OrganizedCloud source, TilePlace where) {
        cloud = source;
        place = where;
        int n = sample(Math.max(1, place.rows() * place.columns() / SAMPLES) | 1);
        if (n < FEW_SAMPLES) {
            n = sample(1);
        }
        if (n == 0) {
            return false;
        }
        quantize(source.x(), median(source.x(), n), x);
        quantize(source.y(), median(source.y(), n), y);
        quantize(source.z(), median(source.z(), n), z);
        banish(source.x());
        link();
        return true;
    }

    /** Takes every so many of the tile's pixels, as far as they hold a point. */
    private int sample(int stride) {
        int n = 0;
        int columns = place.columns();
        int pixels = place.rows() * columns;
        for (int k = 0; k < pixels && n < sampled.length; k += stride) {
            int p = place.pixel(k / columns) + k % columns;
            if (cloud.isValid(p)) {
                sampled[n++] = p;
            }
        }
        return n;
    }

    /** An origin that no outlier pulls away from the other points. */
    private float median(float[] source, int n) {
        for (int k = 0; k < n; k++) {
            values[k] = source[sampled[k]];
        }
        Arrays.sort(values, 0, n);
        return values[n / 2];
    }

    /**
     * Scalar product of a vector with the cross product of the tangents of the window of 5 x 5
     * pixels, as far as it hangs together (see {@link WindowMoments}), column step x row step, both
     * from a least squares fit: positive where the vector points away from the sensor. 0 where all
     * pixels are of one row or column.
     */
    double awayFromSensor(int at, double nx, double ny, double nz) {
        int n = 0;
        int[] offsets = new int[2 * WINDOW];
        for (int c = -MARGIN; c <= MARGIN; c++) {
            for (int r = -MARGIN; r <= MARGIN; r++) {
                if (isLinked(at, c, 1, right) && isLinked(at + c, r, STRIDE, down)) {
                    offsets[2 * n] = c;
                    offsets[2 * n + 1] = r;
                    n++;
                }
            }
        }
        double[] mean = new double[5];
        double[] along = new double[3];
        double[] across = new double[3];
        for (int pass = 0; pass < 2; pass++) {
            for (int k = 0; k < n; k++) {
                int c = offsets[2 * k];
                int r = offsets[2 * k + 1];
                int q = at + r * STRIDE + c;
                double[] d = {x[q] - x[at], y[q] - y[at], z[q] - z[at], c, r};
                for (int i = 0; i < d.length; i++) {
                    if (pass == 0) {
                        mean[i] += d[i] / n;
                    } else if (i < along.length) {
                        along[i] += (c - mean[3]) * (d[i] - mean[i]);
                        across[i] += (r - mean[4]) * (d[i] - mean[i]);
                    }
                }
            }
        }
        return nx * (along[1] * across[2] - along[2] * across[1])
                + ny * (along[2] * across[0] - along[0] * across[2])
                + nz * (along[0] * across[1] - along[1] * across[0]);
    }

    /** Whether links lead this many steps on, or back. */
    private static boolean isLinked(int at, int steps, int step, int[] links) {
        for (int k = Math.min(0, steps); k < Math.max(0, steps); k++) {
            if (links[at + k * step] == 0) {
                return false;
            }
        }
        return true;
    }

    private void quantize(float[] source, float origin, int[] field) {
        int n = place.loadedColumns();
        int left = place.left();
        for (int row = -MARGIN; row < ROWS + MARGIN; row++) {
            int at = TilePlace.index(row) - MARGIN;
            if (place.isInside(row)) {
                Arrays.fill(field, at, at + left, NOWHERE);
                toUnits(n, source, place.loaded(row), origin, unitsAMm, field, at + left);
                Arrays.fill(field, at + left + n, at + STRIDE, NOWHERE);
            } else {
                Arrays.fill(field, at, at + STRIDE, NOWHERE);
            }
        }
    }

    /** To fixed point; what is too far away stays at the border, NaN becomes anything. */
    private static void toUnits(
            int n, float[] v, int from, float origin, float unitsAMm, int[] field, int at) {
        for (int i = 0; i < n; i++) {
            int q = (int) ((v[from + i] - origin) * unitsAMm + BIAS);
            field[at + i] = Math.min(FARTHEST, Math.max(-FARTHEST, q));
        }
    }

    /**
     * Writes what {@link EdgeResponse} has to know of a row.
     *
     * @param links gets {@link SurfaceField#RIGHT}, {@link SurfaceField#DOWN} and {@link
     *     SurfaceField#PRESENT} of the row's pixels, from the first on
     */
    void writeLinks(int row, byte[] links) {
        int n = place.columns();
        pack(n, TilePlace.index(row), x, right, down, packed);
        narrow(n, packed, links, place.pixel(row));
    }

    private static void pack(int n, int at, int[] x, int[] right, int[] down, int[] packed) {
        for (int i = 0; i < n; i++) {
            int present = ~(x[at + i] + FARTHEST >> 31);
            packed[i] =
                    right[at + i] & SurfaceField.RIGHT
                            | down[at + i] & SurfaceField.DOWN
                            | present & SurfaceField.PRESENT;
        }
    }

    private static void narrow(int n, int[] packed, byte[] links, int at) {
        for (int i = 0; i < n; i++) {
            links[at + i] = (byte) packed[i];
        }
    }

    /** Puts pixels without a point nowhere; along one axis will do. */
    private void banish(float[] source) {
        int n = place.loadedColumns();
        for (int row = -MARGIN; row < ROWS + MARGIN; row++) {
            if (place.isInside(row)) {
                markInvalid(n, source, place.loaded(row), invalid);
                banish(n, invalid, x, TilePlace.index(row) - MARGIN + place.left());
            }
        }
    }

    /** -1 for NaN, else 0. */
    private static void markInvalid(int n, float[] v, int from, int[] mask) {
        for (int i = 0; i < n; i++) {
            mask[i] = (int) (v[from + i] * 0f + 1f) - 1;
        }
    }

    private static void banish(int n, int[] mask, int[] units, int at) {
        for (int i = 0; i < n; i++) {
            units[at + i] = (units[at + i] & ~mask[i]) | (NOWHERE & mask[i]);
        }
    }

    private void link() {
        toRight(x, xToo, rightStep[0]);
        toRight(y, yToo, rightStep[1]);
        toRight(z, zToo, rightStep[2]);
        within(rightStep[0], rightStep[1], rightStep[2], right);
        keep(right, rightStep[0], rightStep[1], rightStep[2]);
        toBelow(x, downStep[0]);
        toBelow(y, downStep[1]);
        toBelow(z, downStep[2]);
        within(downStep[0], downStep[1], downStep[2], down);
        keep(down, downStep[0], downStep[1], downStep[2]);
    }

    private static void toRight(int[] field, int[] sameField, int[] step) {
        for (int i = 0; i < PLACES - 1; i++) {
            step[i] = Math.min(CAP, Math.max(-CAP, sameField[i + 1] - field[i]));
        }
    }

    private static void toBelow(int[] field, int[] step) {
        for (int i = 0; i < PLACES - STRIDE; i++) {
            step[i] = Math.min(CAP, Math.max(-CAP, field[i + STRIDE] - field[i]));
        }
    }

    /** -1 where the step is short enough. */
    private static void within(int[] dx, int[] dy, int[] dz, int[] links) {
        for (int i = 0; i < PLACES; i++) {
            links[i] = (dx[i] * dx[i] + dy[i] * dy[i] + dz[i] * dz[i] - LIMIT - 1) >> 31;
        }
    }

    private static void keep(int[] links, int[] dx, int[] dy, int[] dz) {
        for (int i = 0; i < PLACES; i++) {
            dx[i] &= links[i];
            dy[i] &= links[i];
            dz[i] &= links[i];
        }
    }
}
