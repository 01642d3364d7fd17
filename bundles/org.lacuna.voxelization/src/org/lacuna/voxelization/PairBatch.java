package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * Pairs of several points with their neighbours, in a row: the neighbours of one point alone are
 * too few to fill wide vectors. Scratch memory of one thread.
 */
final class PairBatch {
    private static final int THIRD = Fpfh.THIRD;
    private static final int BIN_MASK = (1 << PairAngles.BIN_BITS) - 1;

    private int size;

    /** Place of q. */
    private int[] place;

    /** Normal of p, from p to q, normal of q. */
    private final Vectors np;

    private final Vectors d;
    private final Vectors nq;

    /** See {@link PairAngles}. */
    private float[] weight;

    private float[] a;
    private float[] b;
    private float[] c;
    private float[] det;
    private float[] phi;
    private float[] alpha;
    private float[] thetaX;
    private float[] thetaY;
    private float[] theta;
    private int[] code;

    PairBatch() {
        int capacity = 1024;
        np = new Vectors(capacity);
        d = new Vectors(capacity);
        nq = new Vectors(capacity);
        place = new int[capacity];
        allocate(capacity);
    }

    private void allocate(int capacity) {
        weight = new float[capacity];
        a = new float[capacity];
        b = new float[capacity];
        c = new float[capacity];
        det = new float[capacity];
        phi = new float[capacity];
        alpha = new float[capacity];
        thetaX = new float[capacity];
        thetaY = new float[capacity];
        theta = new float[capacity];
        code = new int[capacity];
    }

    /** Number of pairs. */
    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Adds the pairs of the point at a place with its neighbours. */
    void add(SurfacePoints points, int p, CellNeighbours around) {
        int to = size + around.count;
        if (to > place.length) {
            int capacity = 2 * to;
            np.grow(capacity);
            d.grow(capacity);
            nq.grow(capacity);
            place = Arrays.copyOf(place, capacity);
            allocate(capacity);
        }
        np.fill(size, to, points.nx()[p], points.ny()[p], points.nz()[p]);
        gather(size, points.x()[p], points.y()[p], points.z()[p], around);
        size = to;
    }

    private void gather(int from, float px, float py, float pz, CellNeighbours around) {
        Vectors position = around.position;
        Vectors normal = around.normal;
        int at = from;
        for (int k = 0; k < around.count; k++) {
            int q = around.near[k];
            d.x[at] = position.x[q] - px;
            d.y[at] = position.y[q] - py;
            d.z[at] = position.z[q] - pz;
            nq.x[at] = normal.x[q];
            nq.y[at] = normal.y[q];
            nq.z[at] = normal.z[q];
            place[at++] = around.place[q];
        }
    }

    /** Finds the bins and the weights of all pairs; then the three methods below may be called. */
    void measure() {
        PairAngles.weights(size, d, weight);
        PairAngles.dots(size, np, d, a);
        PairAngles.dots(size, nq, d, b);
        PairAngles.dots(size, np, nq, c);
        PairAngles.determinants(size, d, np, nq, det);
        PairAngles.source(size, a, b, c, weight, phi, thetaY);
        PairAngles.frame(size, phi, c, det, weight, alpha, thetaX);
        PairAngles.theta(size, thetaX, thetaY, theta);
        PairAngles.encodeCosines(size, alpha, phi, code);
        PairAngles.encodeTheta(size, theta, phi, code);
    }

    /** Percent of the pairs {@code from .. to - 1} in each bin. */
    double[] histogram(int from, int to) {
        int[] counts = new int[Fpfh.BINS];
        for (int k = from; k < to; k++) {
            int bins = code[k];
            counts[bins >> 2 * PairAngles.BIN_BITS]++;
            counts[THIRD + (bins & BIN_MASK)]++;
            counts[2 * THIRD + (bins >> PairAngles.BIN_BITS & BIN_MASK)]++;
        }
        double[] histogram = new double[Fpfh.BINS];
        double share = 100.0 / Math.max(1, to - from);
        for (int i = 0; i < Fpfh.BINS; i++) {
            histogram[i] = counts[i] * share;
        }
        return histogram;
    }

    /** Copy of the places of the neighbours. */
    int[] neighbours() {
        return Arrays.copyOf(place, size);
    }

    /** Copy of what is 1 / |p - q|^2 for each pair. */
    float[] weights() {
        return Arrays.copyOf(weight, size);
    }
}
