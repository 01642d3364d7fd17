package org.lacuna.voxelization;

/**
 * The three angles of many pairs of points p and q at a time, see {@link Fpfh} for their
 * definition, in loops that vectorize: each is short and goes over few arrays.
 *
 * <p>All follow from four numbers: {@code a = n_p . d}, {@code b = n_q . d}, {@code c = n_p . n_q}
 * and {@code det(d, n_p, n_q)}, with d the unit vector from p to q. Which of the two is the source
 * then needs no branch (on flat surfaces noise decides that).
 */
final class PairAngles {
    private static final int THIRD = Fpfh.THIRD;

    /** Bin of angles near 0, and of pairs without a frame. */
    private static final int MIDDLE = THIRD / 2;

    /** Cosine and sine of the angles where theta leaves the k-th bin from the middle. */
    private static final float[] BORDER_COS = new float[MIDDLE];

    private static final float[] BORDER_SIN = new float[MIDDLE];

    static {
        for (int k = 0; k < MIDDLE; k++) {
            BORDER_COS[k] = (float) Math.cos((2 * k + 1) * Math.PI / THIRD);
            BORDER_SIN[k] = (float) Math.sin((2 * k + 1) * Math.PI / THIRD);
        }
    }

    /** Below this squared sine the line runs along the source's normal: there is no frame. */
    private static final float NO_FRAME = 1e-6f;

    /** Where |a| and |b| are exactly equal, p is the source. */
    private static final float TIE = 1e-18f;

    /** Where theta is pi or -pi, it is pi. */
    private static final float UP = 1e-30f;

    /** Bits of a bin in a code: from below alpha's, phi's and theta's. */
    static final int BIN_BITS = 4;

    private PairAngles() {}

    /** {@code 1 / |d|^2} */
    static void weights(int n, Vectors d, float[] weight) {
        float[] x = d.x;
        float[] y = d.y;
        float[] z = d.z;
        for (int k = 0; k < n; k++) {
            weight[k] = 1 / (x[k] * x[k] + y[k] * y[k] + z[k] * z[k]);
        }
    }

    /** {@code u . v} */
    static void dots(int n, Vectors u, Vectors v, float[] result) {
        float[] ux = u.x;
        float[] uy = u.y;
        float[] uz = u.z;
        float[] vx = v.x;
        float[] vy = v.y;
        float[] vz = v.z;
        for (int k = 0; k < n; k++) {
            result[k] = ux[k] * vx[k] + uy[k] * vy[k] + uz[k] * vz[k];
        }
    }

    /** {@code det(u, v, w)} */
    static void determinants(int n, Vectors u, Vectors v, Vectors w, float[] result) {
        float[] ux = u.x;
        float[] uy = u.y;
        float[] uz = u.z;
        float[] vx = v.x;
        float[] vy = v.y;
        float[] vz = v.z;
        float[] wx = w.x;
        float[] wy = w.y;
        float[] wz = w.z;
        for (int k = 0; k < n; k++) {
            result[k] =
                    ux[k] * (vy[k] * wz[k] - vz[k] * wy[k])
                            + uy[k] * (vz[k] * wx[k] - vx[k] * wz[k])
                            + uz[k] * (vx[k] * wy[k] - vy[k] * wx[k]);
        }
    }

    /**
     * phi, and {@code w . n_t} times the length of d x u. With s = a + b and d = a - b, the source
     * is p where s and d have one sign; then phi is a and the other normal's component is b, else
     * they are -b and -a: {@code phi = (d + t) / 2} and {@code phi - d}, with {@code t = |s|}
     * signed as d.
     *
     * @param a {@code n_p . (q - p)}
     * @param b {@code n_q . (q - p)}
     */
    static void source(
            int n, float[] a, float[] b, float[] c, float[] weight, float[] phi, float[] thetaY) {
        for (int k = 0; k < n; k++) {
            float inverse = (float) Math.sqrt(weight[k]);
            float s = (a[k] + b[k]) * inverse;
            float d = (a[k] - b[k]) * inverse;
            float f = 0.5f * (d + Math.abs(s) * Math.signum(d + TIE * s));
            phi[k] = f;
            thetaY[k] = f - d - f * c[k];
        }
    }

    /**
     * alpha, and {@code u . n_t} times the length of d x u.
     *
     * @param det {@code det(q - p, n_p, n_q)}
     */
    static void frame(
            int n,
            float[] phi,
            float[] c,
            float[] det,
            float[] weight,
            float[] alpha,
            float[] thetaX) {
        for (int k = 0; k < n; k++) {
            float squaredSine = Math.max(NO_FRAME, 1 - phi[k] * phi[k]);
            alpha[k] = det[k] * (float) Math.sqrt(weight[k] / squaredSine);
            thetaX[k] = c[k] * (float) Math.sqrt(squaredSine);
        }
    }

    /**
     * How many bins theta lies from the middle: for each border that |theta| is beyond, the cross
     * product with the border's direction is positive. No arctangent is needed. Written out, since
     * a loop with one inside does not vectorize.
     */
    static void theta(int n, float[] x, float[] y, float[] bins) {
        float c0 = BORDER_COS[0];
        float c1 = BORDER_COS[1];
        float c2 = BORDER_COS[2];
        float c3 = BORDER_COS[3];
        float c4 = BORDER_COS[4];
        float s0 = BORDER_SIN[0];
        float s1 = BORDER_SIN[1];
        float s2 = BORDER_SIN[2];
        float s3 = BORDER_SIN[3];
        float s4 = BORDER_SIN[4];
        for (int k = 0; k < n; k++) {
            float up = Math.abs(y[k]);
            float balance =
                    Math.signum(up * c0 - x[k] * s0)
                            + Math.signum(up * c1 - x[k] * s1)
                            + Math.signum(up * c2 - x[k] * s2)
                            + Math.signum(up * c3 - x[k] * s3)
                            + Math.signum(up * c4 - x[k] * s4);
            bins[k] = 0.5f * (balance + MIDDLE) * Math.signum(y[k] + UP);
        }
    }

    /** Codes of the bins of alpha and phi, {@link #BIN_BITS} bits each. */
    static void encodeCosines(int n, float[] alpha, float[] phi, int[] code) {
        for (int k = 0; k < n; k++) {
            int frame = Math.min(1, (int) ((1 - phi[k] * phi[k]) * (1 / NO_FRAME)));
            int first = Math.min((int) (THIRD * 0.5f * (alpha[k] + 1)), THIRD - 1) - MIDDLE;
            int second = Math.min((int) (THIRD * 0.5f * (phi[k] + 1)), THIRD - 1) - MIDDLE;
            code[k] = MIDDLE + frame * first | MIDDLE + frame * second << BIN_BITS;
        }
    }

    /** Adds theta's bin to the codes, above the others. */
    static void encodeTheta(int n, float[] theta, float[] phi, int[] code) {
        for (int k = 0; k < n; k++) {
            int frame = Math.min(1, (int) ((1 - phi[k] * phi[k]) * (1 / NO_FRAME)));
            code[k] |= MIDDLE + frame * (int) theta[k] << 2 * BIN_BITS;
        }
    }
}
