package org.lacuna.rendering;

import java.util.Objects;
import java.util.Optional;

/**
 * How a picture looks.
 *
 * @param pointSize edge of a point in spacings of the scene, 0.1 to 20; {@value
 *     #DEFAULT_POINT_SIZE} closes the gaps between points
 * @param lighting whether points with normals are lit
 * @param eyeDomeLighting strength of the shadow where something in front is near, 0 (none) to 5;
 *     outlines and steps stand out, also without normals
 * @param backdrop what is behind the points
 * @param clip only points inside are shown
 * @param detail how much of the scene is shown
 */
public record RenderOptions(
        double pointSize,
        boolean lighting,
        double eyeDomeLighting,
        Backdrop backdrop,
        Optional<Box> clip,
        Detail detail) {
    public static final double DEFAULT_POINT_SIZE = 1.45;

    private static final double MIN_POINT_SIZE = 0.1;
    private static final double MAX_POINT_SIZE = 20;
    private static final double MAX_EYE_DOME = 5;

    public RenderOptions {
        if (!(pointSize >= MIN_POINT_SIZE && pointSize <= MAX_POINT_SIZE)) {
            throw new IllegalArgumentException(
                    "pointSize: "
                            + pointSize
                            + ", expected "
                            + MIN_POINT_SIZE
                            + ".."
                            + MAX_POINT_SIZE);
        }
        if (!(eyeDomeLighting >= 0 && eyeDomeLighting <= MAX_EYE_DOME)) {
            throw new IllegalArgumentException(
                    "eyeDomeLighting: " + eyeDomeLighting + ", expected 0.." + MAX_EYE_DOME);
        }
        Objects.requireNonNull(backdrop, "backdrop");
        Objects.requireNonNull(clip, "clip");
        Objects.requireNonNull(detail, "detail");
    }

    /** Lit, with outlines, before dark grey, everything in full detail. */
    public static RenderOptions defaults() {
        return new RenderOptions(
                DEFAULT_POINT_SIZE, true, 1, Backdrop.DARK, Optional.empty(), Detail.FULL);
    }

    /**
     * Edge of a point that faces the sensor, in mm: larger where fewer points are drawn, so that
     * they still cover the surface.
     */
    public double pointMm(PointCloudScene scene) {
        int drawn = Math.max(1, scene.size(detail.level()));
        double growth =
                drawn < scene.size()
                        ? Math.min(
                                Splatting.MAX_GROWTH,
                                Splatting.SPARSE * Math.sqrt((double) scene.size() / drawn))
                        : 1;
        return pointSize * scene.spacingMm() * growth;
    }

    public RenderOptions withPointSize(double other) {
        return new RenderOptions(other, lighting, eyeDomeLighting, backdrop, clip, detail);
    }

    public RenderOptions withLighting(boolean other) {
        return new RenderOptions(pointSize, other, eyeDomeLighting, backdrop, clip, detail);
    }

    public RenderOptions withEyeDomeLighting(double other) {
        return new RenderOptions(pointSize, lighting, other, backdrop, clip, detail);
    }

    public RenderOptions withBackdrop(Backdrop other) {
        return new RenderOptions(pointSize, lighting, eyeDomeLighting, other, clip, detail);
    }

    public RenderOptions withClip(Optional<Box> other) {
        return new RenderOptions(pointSize, lighting, eyeDomeLighting, backdrop, other, detail);
    }

    public RenderOptions withDetail(Detail other) {
        return new RenderOptions(pointSize, lighting, eyeDomeLighting, backdrop, clip, other);
    }
}
