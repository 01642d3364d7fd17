package org.lacuna.voxelization;

import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * Fast Point Feature Histograms (Rusu, Blodow and Beetz, ICRA 2009): 33 bins that describe how the
 * normals around a point are turned against each other, whatever the pose of the part.
 *
 * <p>For a pair of points with the line d between them, the source s being the one whose normal is
 * nearer to the line and t the other, {@code u = n_s, v = d x u / |d x u|, w = u x v}, three angles
 * are binned, 11 bins each: {@code theta = atan2(w . n_t, u . n_t)} over [-pi, pi] (bins 0-10),
 * {@code alpha = v . n_t} over [-1, 1] (11-21), {@code phi = u . d / |d|} over [-1, 1] (22-32). The
 * histogram SPFH of the pairs of p with its neighbours sums to 100 in each third. Then
 *
 * <pre>FPFH(p) = SPFH(p) + 100 * (sum over q of SPFH(q) / |p - q|^2, each third scaled to sum 1)
 * </pre>
 *
 * as PCL and Open3D define it (the paper of 2009 writes 1/k and 1/omega; scaling to sum 1 makes k
 * irrelevant). Each SPFH is computed once and kept. Pairs of equal points are left out; points
 * without a normal (0, 0, 0) take no part and get zeros.
 *
 * <p>O(n * neighbours), in float: a bin is 16 degrees wide at least, so rounding moves a pair to
 * the next bin once in a million. Deterministic for any number of workers; thread-safe.
 */
public final class Fpfh {
    /** Length of a histogram. */
    public static final int BINS = 33;

    static final int THIRD = BINS / 3;
    private static final int POINTS_A_CHUNK = 256;
    private static final int CELLS_A_CHUNK = 8;

    private final double radiusMm;

    /**
     * @param radiusMm radius of the neighbourhoods, above 0; both steps reach that far
     */
    public Fpfh(double radiusMm) {
        if (!(radiusMm > 0) || Double.isInfinite(radiusMm)) {
            throw new IllegalArgumentException(
                    "radiusMm: " + radiusMm + ", expected finite and above 0");
        }
        this.radiusMm = radiusMm;
    }

    /**
     * @return {@value #BINS} values a point, in the order of the points; each third sums to 200 (to
     *     0 for a point without neighbours)
     */
    public float[] describe(SurfacePoints points, Workers workers) {
        int n = points.size();
        CellIndex cells = new CellIndex(points.x(), points.y(), points.z(), n, radiusMm);
        float[][] simple = new float[n][];
        int[][] neighbours = new int[n][];
        float[][] weights = new float[n][];
        workers.forEachChunk(
                cells.cells,
                CELLS_A_CHUNK,
                (chunk, from, to) -> {
                    CellNeighbours near = new CellNeighbours(points, cells, radiusMm);
                    PairAngles pairs = new PairAngles(points);
                    for (int cell = from; cell < to; cell++) {
                        near.enter(cell);
                        for (int k = cells.start[cell]; k < cells.start[cell + 1]; k++) {
                            int p = cells.order[k];
                            near.count = 0;
                            if (points.hasNormal(p)) {
                                near.around(p);
                            }
                            simple[p] = pairs.histogram(p, near.neighbour, near.count);
                            neighbours[p] = Arrays.copyOf(near.neighbour, near.count);
                            weights[p] = inverse(near.distance, near.count);
                        }
                    }
                });
        float[] result = new float[n * BINS];
        workers.forEachChunk(
                n,
                POINTS_A_CHUNK,
                (chunk, from, to) -> {
                    float[] sum = new float[BINS];
                    for (int p = from; p < to; p++) {
                        sum(neighbours[p], weights[p], simple, sum);
                        finish(sum, simple[p], result, p * BINS);
                    }
                });
        return result;
    }

    private static float[] inverse(float[] squared, int n) {
        float[] weights = new float[n];
        for (int k = 0; k < n; k++) {
            weights[k] = 1 / squared[k];
        }
        return weights;
    }

    /** Weighted sum of the neighbours' histograms, four at a time to load and store it less. */
    private static void sum(int[] ids, float[] weights, float[][] simple, float[] sum) {
        Arrays.fill(sum, 0);
        int k = 0;
        for (; k + 4 <= ids.length; k += 4) {
            add(
                    sum,
                    simple[ids[k]],
                    weights[k],
                    simple[ids[k + 1]],
                    weights[k + 1],
                    simple[ids[k + 2]],
                    weights[k + 2],
                    simple[ids[k + 3]],
                    weights[k + 3]);
        }
        for (; k < ids.length; k++) {
            float[] row = simple[ids[k]];
            float w = weights[k];
            for (int b = 0; b < BINS; b++) {
                sum[b] += w * row[b];
            }
        }
    }

    private static void add(
            float[] sum,
            float[] a,
            float wa,
            float[] b,
            float wb,
            float[] c,
            float wc,
            float[] d,
            float wd) {
        for (int i = 0; i < BINS; i++) {
            sum[i] += wa * a[i] + wb * b[i] + (wc * c[i] + wd * d[i]);
        }
    }

    private static void finish(float[] sum, float[] simple, float[] result, int at) {
        for (int third = 0; third < BINS; third += THIRD) {
            double total = 0;
            for (int b = third; b < third + THIRD; b++) {
                total += sum[b];
            }
            float scale = total > 0 ? (float) (100 / total) : 0;
            for (int b = third; b < third + THIRD; b++) {
                result[at + b] = simple[b] + scale * sum[b];
            }
        }
    }
}
