package org.lacuna.acquisition.internal;

/** Least-squares plane of points, summed in double about a centre near them. Not thread-safe. */
final class PlaneFit {
    private final double cx;
    private final double cy;
    private final double cz;
    private long n;
    private double sx;
    private double sy;
    private double sz;
    private double xx;
    private double xy;
    private double xz;
    private double yy;
    private double yz;
    private double zz;

    /** The centre only keeps the sums small; any point of the cloud will do. */
    PlaneFit(double cx, double cy, double cz) {
        this.cx = cx;
        this.cy = cy;
        this.cz = cz;
    }

    void add(double px, double py, double pz) {
        double x = px - cx;
        double y = py - cy;
        double z = pz - cz;
        n++;
        sx += x;
        sy += y;
        sz += z;
        xx += x * x;
        xy += x * y;
        xz += x * z;
        yy += y * y;
        yz += y * z;
        zz += z * z;
    }

    /**
     * The plane that leaves the least sum of squared distances: through the mean, normal to the
     * direction of least variance.
     *
     * @return null when the points do not define a plane (fewer than 3, or all on a line)
     */
    Plane plane(double spreadMm) {
        if (n < 3) {
            return null;
        }
        double mx = sx / n;
        double my = sy / n;
        double mz = sz / n;
        double[][] c = {
            {xx / n - mx * mx, xy / n - mx * my, xz / n - mx * mz},
            {0, yy / n - my * my, yz / n - my * mz},
            {0, 0, zz / n - mz * mz}
        };
        c[1][0] = c[0][1];
        c[2][0] = c[0][2];
        c[2][1] = c[1][2];
        double[][] v = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        diagonalize(c, v);
        int least = 0;
        int most = 0;
        for (int i = 1; i < 3; i++) {
            least = c[i][i] < c[least][least] ? i : least;
            most = c[i][i] > c[most][most] ? i : most;
        }
        if (least == most || c[3 - least - most][3 - least - most] <= 1e-9 * c[most][most]) {
            return null;
        }
        double nx = v[0][least];
        double ny = v[1][least];
        double nz = v[2][least];
        double offset = -(nx * (mx + cx) + ny * (my + cy) + nz * (mz + cz));
        return new Plane(nx, ny, nz, offset, spreadMm);
    }

    /** Cyclic Jacobi rotations: exact to rounding for any symmetric 3 x 3 matrix, flat ones too. */
    private static void diagonalize(double[][] a, double[][] v) {
        for (int sweep = 0; sweep < 32; sweep++) {
            double off = a[0][1] * a[0][1] + a[0][2] * a[0][2] + a[1][2] * a[1][2];
            if (off <= 1e-300) {
                return;
            }
            for (int p = 0; p < 2; p++) {
                for (int q = p + 1; q < 3; q++) {
                    rotate(a, v, p, q);
                }
            }
        }
    }

    private static void rotate(double[][] a, double[][] v, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cos = 1 / Math.sqrt(t * t + 1);
        double sin = t * cos;
        for (int k = 0; k < 3; k++) {
            double kp = a[k][p];
            double kq = a[k][q];
            a[k][p] = cos * kp - sin * kq;
            a[k][q] = sin * kp + cos * kq;
        }
        for (int k = 0; k < 3; k++) {
            double pk = a[p][k];
            double qk = a[q][k];
            a[p][k] = cos * pk - sin * qk;
            a[q][k] = sin * pk + cos * qk;
            double kp = v[k][p];
            double kq = v[k][q];
            v[k][p] = cos * kp - sin * kq;
            v[k][q] = sin * kp + cos * kq;
        }
    }
}
