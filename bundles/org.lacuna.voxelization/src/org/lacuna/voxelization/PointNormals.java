package org.lacuna.voxelization;

import org.lacuna.core.Workers;

/**
 * Normals and shape of the surface around every point of an unorganized cloud, from the covariance
 * of its nearest points (Xu et al. 2025, eq. 8-9), all with the same weight.
 *
 * <p>Neighbours are taken relative to the point before anything is summed, and sums are double, so
 * nothing is lost against the float coordinates wherever the cloud lies. Without a grid nothing
 * tells the two sides of the surface apart but the place of the sensor: normals point to its side.
 *
 * <p>O(n (log n + k)). Deterministic for any number of workers; thread-safe.
 */
public final class PointNormals {
    /** Points of a neighbourhood, the point itself included, when nothing else is asked for. */
    public static final int DEFAULT_POINTS = 30;

    /** A plane needs the point and two others, and one to spare. */
    private static final int LEAST_POINTS = 4;

    /** Least middle eigenvalue over the squared distance of the farthest neighbour. */
    private static final double LEAST_WIDTH = 0.004;

    static final int LEAVES_A_CHUNK = 64;

    private final int points;
    private final double sensorX;
    private final double sensorY;
    private final double sensorZ;

    /** The default neighbourhood, seen from the origin. */
    public PointNormals() {
        this(DEFAULT_POINTS, 0, 0, 0);
    }

    /**
     * @param points how many points make a neighbourhood, the point itself included; at least 4
     * @param sensorXMm place of the sensor, finite
     * @param sensorYMm as {@code sensorXMm}
     * @param sensorZMm as {@code sensorXMm}
     */
    public PointNormals(int points, double sensorXMm, double sensorYMm, double sensorZMm) {
        if (points < LEAST_POINTS) {
            throw new IllegalArgumentException(
                    "points: " + points + ", expected at least " + LEAST_POINTS);
        }
        NeighbourList.checkPlace(sensorXMm, sensorYMm, sensorZMm);
        this.points = points;
        this.sensorX = sensorXMm;
        this.sensorY = sensorYMm;
        this.sensorZ = sensorZMm;
    }

    /**
     * The surface around every point.
     *
     * @return one value for each point of the tree; NaN at invalid points, where the whole cloud
     *     has fewer than three other points, and where the neighbours lie on a line or at one place
     */
    public SurfaceField compute(KdTree tree, Workers workers) {
        SurfaceField field = new SurfaceField(tree.size());
        field.undefine(0, tree.size());
        if (tree.validCount() < LEAST_POINTS) {
            return field;
        }
        workers.forEachChunk(
                tree.leaves(),
                LEAVES_A_CHUNK,
                (chunk, from, to) -> {
                    LeafNeighbours near = new LeafNeighbours(tree, points - 1);
                    Plane plane = new Plane();
                    for (int leaf = from; leaf < to; leaf++) {
                        near.open(leaf);
                        int end = tree.leafStart(leaf + 1);
                        for (int at = tree.leafStart(leaf); at < end; at++) {
                            near.find(at);
                            plane.fit(near, tree.x[at], tree.y[at], tree.z[at]);
                            store(plane, near.farthest, tree, at, field);
                        }
                        near.close();
                    }
                });
        return field;
    }

    private void store(Plane plane, double farthest, KdTree tree, int at, SurfaceField field) {
        SymmetricEigen3 eigen = plane.eigen;
        if (!(eigen.lambda1 > LEAST_WIDTH * farthest)) {
            return;
        }
        double towards =
                eigen.nx * (sensorX - tree.x[at])
                        + eigen.ny * (sensorY - tree.y[at])
                        + eigen.nz * (sensorZ - tree.z[at]);
        double sign = towards < 0 ? -1 : 1;
        int point = tree.pointAt(at);
        field.nx[point] = (float) (sign * eigen.nx);
        field.ny[point] = (float) (sign * eigen.ny);
        field.nz[point] = (float) (sign * eigen.nz);
        field.lambda0[point] = (float) eigen.lambda0;
        field.lambda1[point] = (float) eigen.lambda1;
        field.lambda2[point] = (float) eigen.lambda2;
    }

    /** Eigenvalues and normal of a neighbourhood. */
    private static final class Plane {
        final SymmetricEigen3 eigen = new SymmetricEigen3();

        /** The point itself adds nothing to the sums but counts. */
        void fit(LeafNeighbours near, double px, double py, double pz) {
            double mx = 0;
            double my = 0;
            double mz = 0;
            double xx = 0;
            double xy = 0;
            double xz = 0;
            double yy = 0;
            double yz = 0;
            double zz = 0;
            int[] nearest = near.nearest;
            for (int i = 0; i < near.count; i++) {
                int q = nearest[i];
                double dx = near.x[q] - px;
                double dy = near.y[q] - py;
                double dz = near.z[q] - pz;
                mx += dx;
                my += dy;
                mz += dz;
                xx += dx * dx;
                xy += dx * dy;
                xz += dx * dz;
                yy += dy * dy;
                yz += dy * dz;
                zz += dz * dz;
            }
            double s = 1.0 / (near.count + 1);
            mx *= s;
            my *= s;
            mz *= s;
            eigen.solve(
                    s * xx - mx * mx,
                    s * xy - mx * my,
                    s * xz - mx * mz,
                    s * yy - my * my,
                    s * yz - my * mz,
                    s * zz - mz * mz);
        }
    }
}
