package org.lacuna.voxelization;

/**
 * The simple histogram (SPFH) of one point after the other; scratch memory of one thread. See
 * {@link Fpfh} for the definition of the three angles.
 *
 * <p>All of them follow from four numbers: {@code a = n_p . d}, {@code b = n_q . d}, {@code c = n_p
 * . n_q} and {@code det(d, n_p, n_q)}, with d the unit vector from p to q. Which of the two is the
 * source then needs no branch (on flat surfaces noise decides that, and every other branch would be
 * mispredicted), and the loops vectorize.
 */
final class PairAngles {
    private static final int THIRD = Fpfh.THIRD;

    /** tan of half a bin: where |theta| leaves the middle bin. */
    private static final float TAN_HALF_BIN = (float) Math.tan(Math.PI / THIRD);

    /** Below this squared sine the line runs along the source's normal: there is no frame. */
    private static final float NO_FRAME = 1e-6f;

    /** Where |a| and |b| are exactly equal, p is the source. */
    private static final float TIE = 1e-18f;

    private final SurfacePoints points;
    private int capacity;

    /** From p to each neighbour, and the neighbour's normal. */
    private float[] dx;

    private float[] dy;
    private float[] dz;
    private float[] nx;
    private float[] ny;
    private float[] nz;

    private float[] a;
    private float[] b;
    private float[] c;
    private float[] det;

    PairAngles(SurfacePoints points) {
        this.points = points;
        reserve(128);
    }

    private void reserve(int n) {
        capacity = n;
        dx = new float[n];
        dy = new float[n];
        dz = new float[n];
        nx = new float[n];
        ny = new float[n];
        nz = new float[n];
        a = new float[n];
        b = new float[n];
        c = new float[n];
        det = new float[n];
    }

    /**
     * Percent of the pairs of p with its n neighbours in each bin; the neighbours lie elsewhere.
     */
    float[] histogram(int p, int[] neighbours, int n) {
        if (capacity < n) {
            reserve(2 * n);
        }
        gather(p, neighbours, n);
        dots(
                n,
                points.nx()[p],
                points.ny()[p],
                points.nz()[p],
                dx,
                dy,
                dz,
                nx,
                ny,
                nz,
                a,
                b,
                c,
                det);
        angles(n, a, b, c, det);
        int[] counts = new int[Fpfh.BINS];
        for (int k = 0; k < n; k++) {
            // Now a is phi, b and c are sine and cosine of theta times a positive number, det
            // alpha.
            boolean frame = 1 - a[k] * a[k] > NO_FRAME;
            counts[frame ? thetaBin(b[k], c[k]) : THIRD / 2]++;
            counts[THIRD + (frame ? cosineBin(det[k]) : THIRD / 2)]++;
            counts[2 * THIRD + (frame ? cosineBin(a[k]) : THIRD / 2)]++;
        }
        float[] histogram = new float[Fpfh.BINS];
        float share = 100f / Math.max(1, n);
        for (int i = 0; i < Fpfh.BINS; i++) {
            histogram[i] = counts[i] * share;
        }
        return histogram;
    }

    private void gather(int p, int[] neighbours, int n) {
        float x = points.x()[p];
        float y = points.y()[p];
        float z = points.z()[p];
        for (int k = 0; k < n; k++) {
            int q = neighbours[k];
            dx[k] = points.x()[q] - x;
            dy[k] = points.y()[q] - y;
            dz[k] = points.z()[q] - z;
            nx[k] = points.nx()[q];
            ny[k] = points.ny()[q];
            nz[k] = points.nz()[q];
        }
    }

    private static void dots(
            int n,
            float px,
            float py,
            float pz,
            float[] dx,
            float[] dy,
            float[] dz,
            float[] nx,
            float[] ny,
            float[] nz,
            float[] a,
            float[] b,
            float[] c,
            float[] det) {
        for (int k = 0; k < n; k++) {
            float inverse = 1f / (float) Math.sqrt(dx[k] * dx[k] + dy[k] * dy[k] + dz[k] * dz[k]);
            a[k] = (px * dx[k] + py * dy[k] + pz * dz[k]) * inverse;
            b[k] = (nx[k] * dx[k] + ny[k] * dy[k] + nz[k] * dz[k]) * inverse;
            det[k] = inverse;
        }
        for (int k = 0; k < n; k++) {
            c[k] = px * nx[k] + py * ny[k] + pz * nz[k];
            det[k] *=
                    dx[k] * (py * nz[k] - pz * ny[k])
                            + dy[k] * (pz * nx[k] - px * nz[k])
                            + dz[k] * (px * ny[k] - py * nx[k]);
        }
    }

    /**
     * In place: a becomes phi, b becomes w . n_t |v|, c becomes u . n_t |v|, det becomes alpha.
     * With s = a + b and d = a - b, the source is p where s and d have one sign; then phi = a and
     * the other component is b, else they are -b and -a: {@code (d + t) / 2} and {@code (t - d) /
     * 2} with {@code t = |s|} signed as d.
     */
    private static void angles(int n, float[] a, float[] b, float[] c, float[] det) {
        for (int k = 0; k < n; k++) {
            float s = a[k] + b[k];
            float d = a[k] - b[k];
            float t = Math.copySign(s, d + TIE * s);
            float phi = 0.5f * (d + t);
            float other = 0.5f * (t - d);
            float v = (float) Math.sqrt(Math.max(NO_FRAME, 1 - phi * phi));
            a[k] = phi;
            b[k] = other - phi * c[k];
            c[k] = c[k] * v;
            det[k] = det[k] / v;
        }
    }

    private static int cosineBin(float cosine) {
        return Math.clamp((int) (THIRD * 0.5f * (cosine + 1)), 0, THIRD - 1);
    }

    /** Most pairs lie in the middle bin: a comparison tells without an arctangent. */
    private static int thetaBin(float y, float x) {
        if (Math.abs(y) < TAN_HALF_BIN * x) {
            return THIRD / 2;
        }
        double turn = Math.atan2(y, x) / (2 * Math.PI) + 0.5;
        return Math.clamp((int) (THIRD * turn), 0, THIRD - 1);
    }
}
