package org.lacuna.rendering;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Objects;

/**
 * The points of a cloud, prepared for pictures: only those that are valid, in an order of which any
 * beginning shows the whole cloud, with their pixel in the scan, and, for scans on a grid, with
 * their normals.
 *
 * <p>The order has {@value #LEVELS} levels of detail, each with twice the points of the one before:
 * of every 32 points that follow each other in the scan, one (chosen at random, by the seed) is in
 * the coarsest. What a level adds stays in the scan's order, so that neighbours in memory are
 * neighbours in the picture. Points are named by their place in this order, 0 to {@link #size} - 1.
 *
 * <p>20 bytes a point stay, and {@link #estimatedBytes} are needed to prepare. Immutable,
 * thread-safe; the same bits for any number of threads.
 */
public final class PointCloudScene {
    /** Levels of detail: 1/32, 1/16, 1/8, 1/4, 1/2 and all of the points. */
    public static final int LEVELS = 6;

    /** More pixels or points than this cannot be shown. */
    public static final int MAX_PIXELS = 1 << 25;

    /** Points scaled beyond this would cover their neighbours rather than the gaps. */
    public static final float MAX_SLOPE_FACTOR = 2.2f;

    private static final int BYTES_A_PIXEL = 25;

    private final int width;
    private final int height;
    private final int[] levelEnd;
    private final Box bounds;
    private final Vector3 centre;
    private final double spacingMm;
    private final boolean normals;

    /** Coordinates less those of the middle, three a point: floats keep more digits that way. */
    final float[] xyz;

    private final int[] pixel;

    /** See {@link PackedNormal}; null without normals. */
    final int[] packedNormal;

    PointCloudScene(
            int width,
            int height,
            int[] levelEnd,
            Box bounds,
            double spacingMm,
            float[] xyz,
            int[] pixel,
            int[] packedNormal) {
        this.width = width;
        this.height = height;
        this.levelEnd = levelEnd;
        this.bounds = bounds;
        this.centre = bounds.centre();
        this.spacingMm = spacingMm;
        this.normals = packedNormal != null;
        this.xyz = xyz;
        this.pixel = pixel;
        this.packedNormal = packedNormal;
    }

    /**
     * Prepares a scan on its grid. O(pixels).
     *
     * @throws IllegalArgumentException when it would take more than the parameters allow
     */
    public static PointCloudScene of(
            OrganizedCloud cloud, SceneParameters parameters, Workers workers, Progress progress) {
        checkSize(cloud.size(), parameters);
        return new SceneBuilder(
                        cloud.x(), cloud.y(), cloud.z(), parameters.seed(), workers, progress)
                .build(cloud);
    }

    /**
     * Prepares points without a grid. Points with a coordinate that is not finite are left out. The
     * pixel of a point is its place in the arrays. O(points).
     *
     * @param x millimetres; read, not kept
     * @param y as many values
     * @param z as many values
     * @throws IllegalArgumentException when it would take more than the parameters allow
     */
    public static PointCloudScene of(
            float[] x,
            float[] y,
            float[] z,
            SceneParameters parameters,
            Workers workers,
            Progress progress) {
        if (y.length != x.length || z.length != x.length) {
            throw new IllegalArgumentException(
                    "x, y, z: "
                            + x.length
                            + ", "
                            + y.length
                            + " and "
                            + z.length
                            + " values, expected equally many");
        }
        checkSize(x.length, parameters);
        return new SceneBuilder(x, y, z, parameters.seed(), workers, progress).build(null);
    }

    /**
     * What preparing so many pixels (or points without a grid) takes at most, arrays given apart.
     */
    public static long estimatedBytes(int pixels) {
        return (long) BYTES_A_PIXEL * pixels;
    }

    private static void checkSize(int pixels, SceneParameters parameters) {
        Objects.requireNonNull(parameters, "parameters");
        long bytes = estimatedBytes(pixels);
        if (pixels > MAX_PIXELS || bytes > parameters.maxBytes()) {
            throw new IllegalArgumentException(
                    "pixels: "
                            + pixels
                            + " take "
                            + bytes
                            + " bytes, expected at most "
                            + MAX_PIXELS
                            + " pixels and maxBytes of "
                            + parameters.maxBytes());
        }
    }

    /** Number of points. */
    public int size() {
        return pixel.length;
    }

    /**
     * Number of points that a level shows: those from 0 on.
     *
     * @param level 0 (coarsest) to {@link #LEVELS} - 1 (all)
     */
    public int size(int level) {
        if (level < 0 || level >= LEVELS) {
            throw new IllegalArgumentException("level: " + level + ", expected 0.." + (LEVELS - 1));
        }
        return levelEnd[level];
    }

    /** Whether pixels are those of a scan on a grid. */
    public boolean isOrganized() {
        return height > 0;
    }

    /** Columns of the scan; without a grid, the number of places in the arrays. */
    public int width() {
        return width;
    }

    /** Rows of the scan; 0 without a grid. */
    public int height() {
        return height;
    }

    /** The pixel of the scan that a point comes from, or its place in the arrays. */
    public int pixel(int point) {
        return pixel[point];
    }

    /** Where a point lies; as measured, up to the rounding of a float of the cloud's extent. */
    public Vector3 place(int point) {
        int k = 3 * point;
        return new Vector3(centre.x() + xyz[k], centre.y() + xyz[k + 1], centre.z() + xyz[k + 2]);
    }

    /** The smallest box around all points; one at the origin when there are none. */
    public Box bounds() {
        return bounds;
    }

    /** How far apart neighbouring points are, mm; above 0 even if all lie at one place. */
    public double spacingMm() {
        return spacingMm;
    }

    /** Whether points have normals, so that they can be lit. */
    public boolean hasNormals() {
        return normals;
    }

    /**
     * Unit normal towards the sensor, good to about half a degree.
     *
     * @throws IllegalStateException without normals
     */
    public Vector3 normal(int point) {
        if (!normals) {
            throw new IllegalStateException("no normals: a scene without a grid has none");
        }
        return PackedNormal.unpack(packedNormal[point]);
    }

    /**
     * Writes coordinates of points {@code [from, to)}, less those of the middle of the {@link
     * #bounds}: x, y, z of each, mm.
     */
    public void copyPlaces(int from, int to, FloatBuffer target) {
        target.put(xyz, 3 * from, 3 * (to - from));
    }

    /**
     * Writes normals of points {@code [from, to)}, one int each: bits 0 to 23 hold x, y and z as
     * signed bytes of 127ths, bits 24 to 31 by how much the point has to be larger to close the
     * gaps on its slope, from 1 (0) to {@link #MAX_SLOPE_FACTOR} (255).
     *
     * @throws IllegalStateException without normals
     */
    public void copyNormals(int from, int to, IntBuffer target) {
        if (!normals) {
            throw new IllegalStateException("no normals: a scene without a grid has none");
        }
        target.put(packedNormal, from, to - from);
    }

    @Override
    public String toString() {
        return "PointCloudScene[" + size() + " points, spacing " + spacingMm + " mm]";
    }
}
