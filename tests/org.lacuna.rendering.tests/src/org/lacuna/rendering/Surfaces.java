package org.lacuna.rendering;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;

import java.util.function.DoubleBinaryOperator;

/** Made scans for tests: a height field seen straight from above. */
final class Surfaces {
    static final double SPACING_MM = 0.5;
    static final double DISTANCE_MM = 300;

    /** Counts {@link #isCancelled} calls and cancels after some. */
    static final class CancelAfter implements Progress {
        private int left;

        CancelAfter(int calls) {
            left = calls;
        }

        @Override
        public void begin(String task, long steps) {}

        @Override
        public void advance(long steps) {}

        @Override
        public synchronized boolean isCancelled() {
            return left-- <= 0;
        }
    }

    private Surfaces() {}

    /** Height above a table, as a function of x and y in mm from the middle; NaN for no point. */
    static OrganizedCloud cloud(int width, int height, DoubleBinaryOperator heightMm) {
        float[] x = new float[width * height];
        float[] y = new float[width * height];
        float[] z = new float[width * height];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int i = row * width + column;
                double px = (column - (width - 1) / 2.0) * SPACING_MM;
                double py = (row - (height - 1) / 2.0) * SPACING_MM;
                x[i] = (float) px;
                y[i] = (float) py;
                z[i] = (float) (DISTANCE_MM - heightMm.applyAsDouble(px, py));
            }
        }
        return new OrganizedCloud(width, height, x, y, z);
    }

    static PointCloudScene scene(OrganizedCloud cloud) {
        return PointCloudScene.of(
                cloud, SceneParameters.defaults(), Workers.sequential(), Progress.NONE);
    }

    static PointCloudScene scene(float[] x, float[] y, float[] z) {
        return PointCloudScene.of(
                x, y, z, SceneParameters.defaults(), Workers.sequential(), Progress.NONE);
    }

    static PointCloudScene scene(int width, int height, DoubleBinaryOperator heightMm) {
        return scene(cloud(width, height, heightMm));
    }

    /** Hills with a ring and holes: slopes up to 60 degrees and missing points. */
    static double hills(double x, double y) {
        double r = Math.hypot(x, y);
        double ring = 8 * Math.exp(-Math.pow((r - 25) / 5, 2));
        return Math.sin(7.3 * x) * Math.sin(9.1 * y) > 0.97
                ? Double.NaN
                : ring + 1.5 * Math.sin(x / 4) * Math.cos(y / 5);
    }

    /** A smooth ridge along x, 20 mm high and 20 mm wide. */
    static double ridge(double x, double y) {
        return Math.abs(y) < 10 ? 10 + 10 * Math.cos(Math.PI * y / 10) : 0;
    }

    static Frame render(PointCloudScene scene, Camera camera, ViewSize size, RenderOptions o) {
        return render(scene, PointColours.plain(scene, 0xffc08040), camera, size, o);
    }

    static Frame render(
            PointCloudScene scene, int[] argb, Camera camera, ViewSize size, RenderOptions o) {
        try (SoftwareRenderer renderer = new SoftwareRenderer(Workers.sequential())) {
            return renderer.render(scene, argb, camera, size, o, Progress.NONE);
        }
    }
}
