package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;

/** What tests of {@link DynamicVoxelizer} have in common. */
final class Reductions {
    static final double LINK_MM = 1.2;

    /** Fixed point, of s_max. */
    static final double UNIT = 1.0 / (1 << 14);

    private Reductions() {}

    static DynamicVoxelParameters fixed(double min, double max, double alpha, EdgeRetention edges) {
        return new DynamicVoxelParameters(new VoxelSizing.Fixed(min, max), alpha, edges, 0.1);
    }

    static float[] response(OrganizedCloud cloud, double linkMm) {
        SurfaceField field = new SurfaceNormals(linkMm).compute(cloud, Workers.sequential());
        return new EdgeResponse().compute(field, Workers.sequential());
    }

    static SampledCloud sample(OrganizedCloud cloud, DynamicVoxelParameters parameters) {
        return new DynamicVoxelizer(parameters)
                .sample(cloud, response(cloud, LINK_MM), Workers.sequential());
    }

    static SampledCloud sample(Points points, DynamicVoxelParameters parameters) {
        return new DynamicVoxelizer(parameters).sample(points, Workers.sequential());
    }

    /** Two densities: the left half is scanned twice as densely in both directions. */
    static OrganizedCloud twoDensities() {
        int w = 150;
        int h = 100;
        float[] x = new float[w * h];
        float[] y = new float[w * h];
        float[] z = new float[w * h];
        for (int i = 0; i < w * h; i++) {
            int column = i % w;
            x[i] = column < 100 ? 0.2f * column : 20 + 0.4f * (column - 100);
            y[i] = (column < 100 ? 0.2f : 0.4f) * (i / w);
            z[i] = (float) (100 + Math.sin(x[i] / 3));
        }
        return new OrganizedCloud(w, h, x, y, z);
    }

    static Points shuffled(Points points, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[][] axes = {points.x().clone(), points.y().clone(), points.z().clone()};
        for (int i = points.size() - 1; i > 0; i--) {
            int j = (int) random.uniform(0, i + 1);
            for (float[] axis : axes) {
                float v = axis[i];
                axis[i] = axis[j];
                axis[j] = v;
            }
        }
        return new Points(axes[0], axes[1], axes[2]);
    }

    /** Indices lead both ways, and the source is the nearest of a point's own. */
    static void assertLinked(Points points, SampledCloud out) {
        double[] best = new double[out.size()];
        int[] members = new int[out.size()];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        for (int i = 0; i < points.size(); i++) {
            int p = out.pointOf()[i];
            assertEquals(points.isValid(i), p >= 0);
            if (p >= 0) {
                members[p]++;
                best[p] = Math.min(best[p], distance(points, i, out.points(), p));
            }
        }
        assertArrayEquals(members, out.pointCount());
        for (int p = 0; p < out.size(); p++) {
            int source = out.source()[p];
            assertEquals(p, out.pointOf()[source], "one of its own");
            if (out.edge()[p]) {
                assertEquals(points.x()[source], out.points().x()[p]);
                assertEquals(points.y()[source], out.points().y()[p]);
                assertEquals(points.z()[source], out.points().z()[p]);
            } else {
                assertEquals(
                        best[p], distance(points, source, out.points(), p), 1e-6 * (1 + best[p]));
            }
        }
    }

    static double distance(Points a, int i, Points b, int j) {
        double dx = (double) a.x()[i] - b.x()[j];
        double dy = (double) a.y()[i] - b.y()[j];
        double dz = (double) a.z()[i] - b.z()[j];
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    static void assertSame(SampledCloud a, SampledCloud b) {
        assertArrayEquals(a.points().x(), b.points().x());
        assertArrayEquals(a.points().y(), b.points().y());
        assertArrayEquals(a.points().z(), b.points().z());
        assertArrayEquals(a.source(), b.source());
        assertArrayEquals(a.pointCount(), b.pointCount());
        assertArrayEquals(a.pointOf(), b.pointOf());
        assertArrayEquals(a.edge(), b.edge());
    }
}
