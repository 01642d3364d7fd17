package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.SeededRandom;

import java.util.ArrayList;
import java.util.List;

/** The scans on which {@link SurfaceNormals} and {@link EdgeResponse} must equal definitions. */
final class SurfaceClouds {
    /** In fixed point the longest link has this many units. */
    private static final int UNITS = GridTile.UNITS;

    private SurfaceClouds() {}

    /**
     * A scan seen along +z.
     *
     * @param unitMm not 0: coordinates are multiples of it and fixed point is exact
     */
    record Case(String name, OrganizedCloud cloud, double linkMm, double unitMm) {
        boolean isExact() {
            return unitMm > 0;
        }

        @Override
        public String toString() {
            return name + (isExact() ? ", exact" : "");
        }
    }

    /** All scans, with coordinates as they come and with coordinates that fixed point can hold. */
    static List<Case> all() {
        List<Case> all = new ArrayList<>();
        double unit = 1.0 / 256;
        double link = UNITS * unit;
        double s = link / 4.3;
        add(all, unit, "noisy sphere", TestScans.sphere(61, s, 26 * s, 0.05 * s));
        OrganizedCloud holes = TestScans.dropped(TestScans.sphere(61, s, 26 * s, 0.2 * s), 0.25, 3);
        add(all, unit, "noisy sphere with holes", holes);
        OrganizedCloud specks =
                TestScans.dropped(TestScans.plane(50, 50, s, 0.4, 0.1, 0.3 * s), 0.6, 8);
        add(all, unit, "more holes than points", specks);
        add(all, unit, "tilted plane", TestScans.plane(47, 33, s, 0.6, -0.3, 0));
        add(all, unit, "steep plane", TestScans.plane(40, 40, s, 3, 0.2, 0.02 * s));
        add(all, unit, "step", TestScans.step(40, 30, s, 3 * link));
        add(all, unit, "surfaces a link apart", TestScans.step(40, 30, s, link));
        add(all, unit, "step below a link", TestScans.step(40, 30, s, 0.9 * link));
        add(all, unit, "ridge", TestScans.ridge(61, 40, s, 1.2, 0.03 * s));
        add(all, unit, "noise as high as links", rough(70, 50, s, 0.6 * link));
        add(all, unit, "wider than a tile", wavy(252 + 41, 16 + 5, s));
        add(all, unit, "several tiles", wavy(2 * 252 + 3, 3 * 16 + 1, s));
        add(all, unit, "one tile", wavy(252, 16, s));
        add(all, unit, "with outliers", outliers(wavy(60, 40, s), 11));
        add(all, unit, "beginning with an outlier", outlierFirst(wavy(60, 40, s)));
        int[][] sizes = {{1, 1}, {1, 30}, {30, 1}, {2, 2}, {2, 9}, {9, 2}, {3, 3}, {5, 4}};
        for (int[] size : sizes) {
            add(all, unit, size[0] + " x " + size[1], wavy(size[0], size[1], s));
        }
        add(all, unit, "nothing", TestScans.empty(20, 18));
        add(all, 1.0 / 64, "at 1e5 mm", far(wavy(40, 30, 1.6), 1e5));
        add(all, 1, "at 1e7 mm", far(wavy(40, 30, 102), 1e7));
        // Floats hold whole millimetres there, and fixed point less than those.
        all.add(new Case("at 1e7 mm, spacing 10 mm", far(wavy(40, 30, 10), 1e7), 43, 0));
        return all;
    }

    private static void add(List<Case> all, double unitMm, String name, OrganizedCloud cloud) {
        double link = UNITS * unitMm;
        all.add(new Case(name, cloud, link, 0));
        all.add(new Case(name, rounded(cloud, unitMm), link, unitMm));
    }

    private static OrganizedCloud far(OrganizedCloud cloud, double mm) {
        return TestScans.moved(cloud, TestScans.rotation(0), new double[] {mm, -mm, mm});
    }

    /** A surface with bends everywhere, dropped pixels and some noise. */
    private static OrganizedCloud wavy(int width, int height, double spacingMm) {
        OrganizedCloud waves =
                TestScans.depth(
                        width,
                        height,
                        spacingMm,
                        0.03 * spacingMm,
                        6,
                        (x, y) ->
                                500
                                        + 3 * spacingMm * Math.sin(x / (5 * spacingMm))
                                        + spacingMm * Math.cos(y / (3 * spacingMm)));
        return TestScans.dropped(waves, width * height > 50 ? 0.04 : 0, 7);
    }

    /** Even noise, so that many steps are a little shorter or longer than a link. */
    private static OrganizedCloud rough(int width, int height, double spacingMm, double highMm) {
        SeededRandom random = new SeededRandom(12);
        return TestScans.depth(
                width, height, spacingMm, 0, 1, (x, y) -> 500 + random.uniform(-highMm, highMm));
    }

    private static OrganizedCloud outliers(OrganizedCloud cloud, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[] far = {1e30f, -1e30f, 1e9f, Float.MAX_VALUE, -3e7f, 1e5f};
        float[][] p = {cloud.x().clone(), cloud.y().clone(), cloud.z().clone()};
        for (int k = 0; k < 25; k++) {
            int i = 1 + (int) random.uniform(0, cloud.size() - 1);
            p[k % 3][i] = far[k % far.length];
        }
        return new OrganizedCloud(cloud.width(), cloud.height(), p[0], p[1], p[2]);
    }

    private static OrganizedCloud outlierFirst(OrganizedCloud cloud) {
        float[] x = cloud.x().clone();
        float[] y = cloud.y().clone();
        float[] z = cloud.z().clone();
        x[0] = 1e9f;
        y[0] = -1e30f;
        z[0] = 1e30f;
        return new OrganizedCloud(cloud.width(), cloud.height(), x, y, z);
    }

    private static OrganizedCloud rounded(OrganizedCloud cloud, double unitMm) {
        return new OrganizedCloud(
                cloud.width(),
                cloud.height(),
                rounded(cloud.x(), unitMm),
                rounded(cloud.y(), unitMm),
                rounded(cloud.z(), unitMm));
    }

    private static float[] rounded(float[] v, double unitMm) {
        float[] rounded = new float[v.length];
        for (int i = 0; i < v.length; i++) {
            rounded[i] = (float) (unitMm * Math.rint(v[i] / unitMm)); // NaN stays NaN
        }
        return rounded;
    }
}
