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
 * <p>O(n log n + n * neighbours). Angles are found in float: a bin is 16 degrees wide at least, so
 * rounding moves a pair to the next bin once in a million. Histograms are summed in double, which
 * costs nothing: they are too short for vectors of more than eight numbers to be any faster.
 * Deterministic for any number of workers; thread-safe.
 */
public final class Fpfh {
    /** Length of a histogram. */
    public static final int BINS = 33;

    static final int THIRD = BINS / 3;

    /**
     * Enough pairs for wide vectors where the cloud is dense, and few enough to stay near the
     * processor.
     */
    private static final int POINTS_A_CHUNK = 64;

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
        CellOrder order = new CellOrder(points, radiusMm);
        Steps steps = new Steps(order);
        ScratchPool<CellNeighbours> searches =
                new ScratchPool<>(() -> new CellNeighbours(order, radiusMm));
        ScratchPool<PairBatch> batches = new ScratchPool<>(PairBatch::new);
        workers.forEachChunk(
                order.size,
                POINTS_A_CHUNK,
                (chunk, from, to) -> {
                    CellNeighbours search = searches.take();
                    PairBatch pairs = batches.take();
                    steps.first(chunk, from, to, search, pairs);
                    searches.give(search);
                    batches.give(pairs);
                });
        float[] result = new float[points.size() * BINS];
        workers.forEachChunk(
                order.size,
                POINTS_A_CHUNK,
                (chunk, from, to) -> steps.second(chunk, from, to, result));
        return result;
    }

    /** What the first step keeps for the second. Its chunks may run at the same time. */
    private static final class Steps {
        private final CellOrder order;

        /** The simple histogram of the point at each place. */
        private final double[][] simple;

        /** For each chunk the neighbours of its points, one point's behind the other's. */
        private final int[][] neighbours;

        private final float[][] weights;

        /** Where the list of the point at each place ends, in its chunk. */
        private final int[] end;

        Steps(CellOrder order) {
            int chunks = Workers.chunks(order.size, POINTS_A_CHUNK);
            this.order = order;
            this.simple = new double[order.size][];
            this.neighbours = new int[chunks][];
            this.weights = new float[chunks][];
            this.end = new int[order.size];
        }

        void first(int chunk, int from, int to, CellNeighbours search, PairBatch pairs) {
            search.start(from);
            pairs.clear();
            for (int p = from; p < to; p++) {
                search.around(p);
                pairs.add(order.points, p, search);
                end[p] = pairs.size();
            }
            pairs.measure();
            int begin = 0;
            for (int p = from; p < to; p++) {
                simple[p] = pairs.histogram(begin, end[p]);
                begin = end[p];
            }
            neighbours[chunk] = pairs.neighbours();
            weights[chunk] = pairs.weights();
        }

        void second(int chunk, int from, int to, float[] result) {
            double[] sum = new double[BINS];
            int begin = 0;
            for (int p = from; p < to; p++) {
                sum(chunk, begin, end[p], sum);
                finish(sum, simple[p], result, order.point(p) * BINS);
                begin = end[p];
            }
        }

        /** Weighted sum of the neighbours' histograms, four at a time to load and store it less. */
        private void sum(int chunk, int from, int to, double[] sum) {
            int[] ids = neighbours[chunk];
            float[] w = weights[chunk];
            Arrays.fill(sum, 0);
            int k = from;
            for (; k + 4 <= to; k += 4) {
                add(
                        sum,
                        simple[ids[k]],
                        w[k],
                        simple[ids[k + 1]],
                        w[k + 1],
                        simple[ids[k + 2]],
                        w[k + 2],
                        simple[ids[k + 3]],
                        w[k + 3]);
            }
            for (; k < to; k++) {
                add(sum, simple[ids[k]], w[k]);
            }
        }
    }

    private static void add(double[] sum, double[] row, double weight) {
        for (int i = 0; i < BINS; i++) {
            sum[i] += weight * row[i];
        }
    }

    private static void add(
            double[] sum,
            double[] a,
            double wa,
            double[] b,
            double wb,
            double[] c,
            double wc,
            double[] d,
            double wd) {
        for (int i = 0; i < BINS; i++) {
            sum[i] += wa * a[i] + wb * b[i] + (wc * c[i] + wd * d[i]);
        }
    }

    private static void finish(double[] sum, double[] simple, float[] result, int at) {
        for (int third = 0; third < BINS; third += THIRD) {
            double total = 0;
            for (int b = third; b < third + THIRD; b++) {
                total += sum[b];
            }
            double scale = total > 0 ? 100 / total : 0;
            for (int b = third; b < third + THIRD; b++) {
                result[at + b] = (float) (simple[b] + scale * sum[b]);
            }
        }
    }
}
