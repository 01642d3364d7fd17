package org.lacuna.acquisition.internal;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.SeededRandom;

import java.util.ArrayList;
import java.util.List;

/**
 * A ray-cast scene with known truth: a tilted table with flat-topped shapes on it, seen by a
 * pinhole camera at the origin (x right, y down, z away). Lengths in millimetres; u and v are
 * coordinates on the table, (0, 0) on the optical axis.
 */
public final class TestScene {
    /** Where a shape stands on the table. */
    @FunctionalInterface
    public interface Region {
        boolean has(double u, double v);
    }

    private record Shape(Region region, double heightMm) {}

    private final int width;
    private final int height;
    private final double focalPx;
    private final double distanceMm;
    private final double[] normal;
    private final double[] across;
    private final double[] along;
    private final List<Shape> shapes = new ArrayList<>();
    private final List<Region> seen = new ArrayList<>();
    private double noiseMm;
    private long seed;

    /**
     * @param tiltX rotation of the table about the x axis, radians
     * @param tiltY rotation about the y axis, radians
     */
    public TestScene(int width, int height, double distanceMm, double tiltX, double tiltY) {
        this.width = width;
        this.height = height;
        this.focalPx = 1.2 * Math.max(width, height);
        this.distanceMm = distanceMm;
        double sx = Math.sin(tiltX);
        double cx = Math.cos(tiltX);
        double sy = Math.sin(tiltY);
        double cy = Math.cos(tiltY);
        // Columns of Ry * Rx: u along x, v along y, normal towards the camera.
        across = new double[] {cy, 0, -sy};
        along = new double[] {sy * sx, cx, cy * sx};
        normal = new double[] {-sy * cx, sx, -cy * cx};
    }

    public TestScene noise(double sigmaMm, long seed) {
        this.noiseMm = sigmaMm;
        this.seed = seed;
        return this;
    }

    public TestScene shape(double heightMm, Region region) {
        shapes.add(new Shape(region, heightMm));
        shapes.sort((a, b) -> Double.compare(b.heightMm, a.heightMm));
        return this;
    }

    /** The table ends outside the region: nothing is measured there. */
    public TestScene table(Region region) {
        seen.add(region);
        return this;
    }

    public static Region disc(double u0, double v0, double radius) {
        return (u, v) -> Math.hypot(u - u0, v - v0) <= radius;
    }

    public static Region ring(double inner, double outer) {
        return (u, v) -> Math.hypot(u, v) <= outer && Math.hypot(u, v) >= inner;
    }

    public static Region box(double u0, double v0, double halfU, double halfV) {
        return (u, v) -> Math.abs(u - u0) <= halfU && Math.abs(v - v0) <= halfV;
    }

    /** Pixel size on the table, straight below the camera. */
    public double spacingMm() {
        return distanceMm / focalPx;
    }

    public OrganizedCloud cloud() {
        float[] x = new float[width * height];
        float[] y = new float[width * height];
        float[] z = new float[width * height];
        SeededRandom random = new SeededRandom(seed);
        for (int i = 0; i < x.length; i++) {
            Shape[] hit = new Shape[1];
            double depth = cast(i, hit);
            double noisy = depth + noiseMm * random.nextGaussian();
            x[i] = (float) (rayX(i) * noisy);
            y[i] = (float) (rayY(i) * noisy);
            z[i] = (float) noisy;
        }
        return new OrganizedCloud(width, height, x, y, z);
    }

    /** Pixels that show a shape. */
    public boolean[] truth() {
        boolean[] truth = new boolean[width * height];
        for (int i = 0; i < truth.length; i++) {
            Shape[] hit = new Shape[1];
            truth[i] = Double.isFinite(cast(i, hit)) && hit[0] != null;
        }
        return truth;
    }

    private double cast(int pixel, Shape[] hit) {
        double dx = rayX(pixel);
        double dy = rayY(pixel);
        double slope = normal[0] * dx + normal[1] * dy + normal[2];
        for (Shape shape : shapes) {
            double t = (normal[2] * distanceMm + shape.heightMm) / slope;
            if (on(shape.region, t, dx, dy)) {
                hit[0] = shape;
                return t;
            }
        }
        double t = normal[2] * distanceMm / slope;
        for (Region region : seen) {
            if (!on(region, t, dx, dy)) {
                return Double.NaN;
            }
        }
        return t > 0 ? t : Double.NaN;
    }

    private boolean on(Region region, double t, double dx, double dy) {
        double px = dx * t;
        double py = dy * t;
        double pz = t - distanceMm;
        double u = across[0] * px + across[1] * py + across[2] * pz;
        double v = along[0] * px + along[1] * py + along[2] * pz;
        return t > 0 && region.has(u, v);
    }

    private double rayX(int pixel) {
        return (pixel % width - (width - 1) / 2.0) / focalPx;
    }

    private double rayY(int pixel) {
        return (Math.floorDiv(pixel, width) - (height - 1) / 2.0) / focalPx;
    }
}
