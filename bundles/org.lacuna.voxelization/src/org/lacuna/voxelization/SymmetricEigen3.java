package org.lacuna.voxelization;

/**
 * Eigenvalues of a symmetric, positive semi-definite 3 x 3 matrix and the eigenvector of the
 * smallest: all that a surface normal needs.
 *
 * <p>The smallest root of the characteristic polynomial by Newton's method from 0: the polynomial
 * is monotone and concave left of its smallest root, so the iteration climbs to it without
 * overshoot, in three or four steps where the points form a surface (smallest eigenvalue far below
 * the others). The two others follow from trace and a quadratic, the vector from the largest cross
 * product of two rows of {@code C - lambda I}. Where the two smallest eigenvalues nearly coincide
 * (a line, a blob) neither step is well conditioned, and Jacobi's rotations take over.
 *
 * <p>Not thread-safe: holds its scratch memory and its result.
 */
final class SymmetricEigen3 {
    private static final int NEWTON_STEPS = 12;
    private static final int JACOBI_SWEEPS = 30;

    /** Relative to the trace: below this a root counts as converged. */
    private static final double TOLERANCE = 1e-14;

    /** Relative to trace^2: a smaller slope at the root, (l1 - l0)(l2 - l0), is ill conditioned. */
    private static final double FLAT = 1e-6;

    /** Squared sine-like measure under which a cross product is too short to trust. */
    private static final double SHORT = 1e-12;

    /** Eigenvalues, ascending, and the unit eigenvector of {@code lambda0}. */
    double lambda0;

    double lambda1;
    double lambda2;
    double nx;
    double ny;
    double nz;

    private final double[][] a = new double[3][3];
    private final double[][] v = new double[3][3];

    void solve(double xx, double xy, double xz, double yy, double yz, double zz) {
        double trace = xx + yy + zz;
        if (!(trace > 0)) {
            lambda0 = 0;
            lambda1 = 0;
            lambda2 = 0;
            nx = 0;
            ny = 0;
            nz = 1;
            return;
        }
        double minors = xx * yy - xy * xy + xx * zz - xz * xz + yy * zz - yz * yz;
        double det = xx * (yy * zz - yz * yz) - xy * (xy * zz - yz * xz) + xz * (xy * yz - yy * xz);
        if (!newton(trace, minors, det) || !vector(xx, xy, xz, yy, yz, zz, trace)) {
            jacobi(xx, xy, xz, yy, yz, zz);
        }
    }

    /** Sets the eigenvalues; false when the iteration has not settled. */
    private boolean newton(double trace, double minors, double det) {
        double l = 0;
        boolean settled = false;
        for (int step = 0; step < NEWTON_STEPS && !settled; step++) {
            double f = ((l - trace) * l + minors) * l - det;
            double slope = (3 * l - 2 * trace) * l + minors;
            double d = f / slope;
            l -= d;
            if (!(slope > FLAT * trace * trace && 3 * l <= trace)) {
                return false; // rounding decides where the step leads
            }
            settled = Math.abs(d) <= TOLERANCE * trace;
        }
        if (!settled) {
            return false;
        }
        lambda0 = Math.max(0, l);
        double half = 0.5 * (trace - lambda0);
        double root = Math.sqrt(Math.max(0, half * half - (minors - lambda0 * (trace - lambda0))));
        lambda1 = Math.max(lambda0, half - root);
        lambda2 = Math.max(lambda1, half + root);
        return true;
    }

    /** Sets the vector; false when all cross products are short. */
    private boolean vector(
            double xx, double xy, double xz, double yy, double yz, double zz, double trace) {
        double a0 = xx - lambda0;
        double a1 = yy - lambda0;
        double a2 = zz - lambda0;
        double px = xy * yz - xz * a1; // rows 0 and 1
        double py = xz * xy - a0 * yz;
        double pz = a0 * a1 - xy * xy;
        double qx = xy * a2 - xz * yz; // rows 0 and 2
        double qy = xz * xz - a0 * a2;
        double qz = a0 * yz - xy * xz;
        double rx = a1 * a2 - yz * yz; // rows 1 and 2
        double ry = yz * xz - xy * a2;
        double rz = xy * yz - a1 * xz;
        double p = px * px + py * py + pz * pz;
        double q = qx * qx + qy * qy + qz * qz;
        double r = rx * rx + ry * ry + rz * rz;
        if (q > p) {
            px = qx;
            py = qy;
            pz = qz;
            p = q;
        }
        if (r > p) {
            px = rx;
            py = ry;
            pz = rz;
            p = r;
        }
        double t2 = trace * trace;
        if (!(p > SHORT * t2 * t2)) {
            return false;
        }
        double s = 1 / Math.sqrt(p);
        nx = px * s;
        ny = py * s;
        nz = pz * s;
        return true;
    }

    /** Cyclic Jacobi rotations: slower, exact to rounding for every symmetric matrix. */
    private void jacobi(double xx, double xy, double xz, double yy, double yz, double zz) {
        set(a[0], xx, xy, xz);
        set(a[1], xy, yy, yz);
        set(a[2], xz, yz, zz);
        set(v[0], 1, 0, 0);
        set(v[1], 0, 1, 0);
        set(v[2], 0, 0, 1);
        for (int sweep = 0; sweep < JACOBI_SWEEPS; sweep++) {
            double off = Math.abs(a[0][1]) + Math.abs(a[0][2]) + Math.abs(a[1][2]);
            if (off == 0) {
                break;
            }
            rotate(0, 1, 2);
            rotate(0, 2, 1);
            rotate(1, 2, 0);
        }
        int least = a[0][0] <= a[1][1] ? 0 : 1;
        least = a[least][least] <= a[2][2] ? least : 2;
        int u = (least + 1) % 3;
        int w = (least + 2) % 3;
        lambda0 = Math.max(0, a[least][least]);
        lambda1 = Math.max(lambda0, Math.min(a[u][u], a[w][w]));
        lambda2 = Math.max(lambda1, Math.max(a[u][u], a[w][w]));
        nx = v[0][least];
        ny = v[1][least];
        nz = v[2][least];
    }

    /** Zeroes a[p][q]; k is the third index. */
    private void rotate(int p, int q, int k) {
        double apq = a[p][q];
        if (apq == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * apq);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        a[p][p] -= t * apq;
        a[q][q] += t * apq;
        a[p][q] = 0;
        a[q][p] = 0;
        double akp = a[k][p];
        double akq = a[k][q];
        a[k][p] = c * akp - s * akq;
        a[p][k] = a[k][p];
        a[k][q] = s * akp + c * akq;
        a[q][k] = a[k][q];
        for (double[] row : v) {
            double vp = row[p];
            double vq = row[q];
            row[p] = c * vp - s * vq;
            row[q] = s * vp + c * vq;
        }
    }

    private static void set(double[] row, double x, double y, double z) {
        row[0] = x;
        row[1] = y;
        row[2] = z;
    }
}
