package org.lacuna.voxelization;

import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * Edge response of every point of an unorganized cloud (Xu et al. 2025, eq. 10):
 *
 * <pre>E(p) = mean over q in N(p) of arccos |n_p . n_q|</pre>
 *
 * in radians, 0 on a plane, up to pi/2. N(p) are the nearest other points, of those the ones whose
 * normal is defined. Angles are computed as in {@link EdgeResponse}.
 *
 * <p>O(n (log n + k)). Deterministic for any number of workers; thread-safe.
 */
public final class PointEdgeResponse {
    private final int points;

    /**
     * @param points how many points make a neighbourhood, the point itself included (it does not
     *     count in the mean); at least 2
     */
    public PointEdgeResponse(int points) {
        if (points < 2) {
            throw new IllegalArgumentException("points: " + points + ", expected at least 2");
        }
        this.points = points;
    }

    /**
     * @param normals of the points of the tree, from {@link PointNormals}
     * @return one value a point; NaN where the normal is undefined, 0 where no neighbour has one
     */
    public float[] compute(KdTree tree, SurfaceField normals, Workers workers) {
        if (normals.size() != tree.size()) {
            throw new IllegalArgumentException(
                    "normals: " + normals.size() + ", expected " + tree.size() + " points");
        }
        float[] response = new float[tree.size()];
        Arrays.fill(response, Float.NaN);
        if (tree.validCount() == 0) {
            return response;
        }
        Normals ordered = new Normals(tree, normals);
        workers.forEachChunk(
                tree.leaves(),
                PointNormals.LEAVES_A_CHUNK,
                (chunk, from, to) -> {
                    LeafNeighbours near = new LeafNeighbours(tree, points - 1);
                    for (int leaf = from; leaf < to; leaf++) {
                        near.open(leaf);
                        int end = tree.leafStart(leaf + 1);
                        for (int at = tree.leafStart(leaf); at < end; at++) {
                            near.find(at);
                            response[tree.pointAt(at)] = ordered.meanAngle(near, at);
                        }
                        near.close();
                    }
                });
        return response;
    }

    /** Normals in the order of the tree, so that those of neighbours are near in memory. */
    private static final class Normals {
        private final float[] nx;
        private final float[] ny;
        private final float[] nz;

        Normals(KdTree tree, SurfaceField normals) {
            int n = tree.validCount();
            nx = new float[n];
            ny = new float[n];
            nz = new float[n];
            for (int at = 0; at < n; at++) {
                nx[at] = normals.nx[tree.pointAt(at)];
                ny[at] = normals.ny[tree.pointAt(at)];
                nz[at] = normals.nz[tree.pointAt(at)];
            }
        }

        float meanAngle(LeafNeighbours near, int p) {
            if (Float.isNaN(nx[p])) {
                return Float.NaN;
            }
            double sum = 0;
            int count = 0;
            for (int i = 0; i < near.count; i++) {
                int q = near.place[near.nearest[i]];
                if (!Float.isNaN(nx[q])) {
                    sum += angle(p, q);
                    count++;
                }
            }
            return (float) (sum / Math.max(1, count));
        }

        private float angle(int p, int q) {
            float mx = nx[p] - nx[q];
            float my = ny[p] - ny[q];
            float mz = nz[p] - nz[q];
            float ax = nx[p] + nx[q];
            float ay = ny[p] + ny[q];
            float az = nz[p] + nz[q];
            float same = mx * mx + my * my + mz * mz;
            float opposite = ax * ax + ay * ay + az * az;
            float t = 0.25f * Math.min(same, opposite);
            return 2f * (float) Math.sqrt(t) * EdgeResponse.arc(t);
        }
    }
}
