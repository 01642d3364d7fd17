package org.lacuna.rendering;

/** Light and shadow: what renderers share, so that their pictures look alike. */
public final class Shading {
    /** In the camera's axes; of unit length, towards the light. */
    public static final float LIGHT_X = -0.453f;

    public static final float LIGHT_Y = -0.604f;
    public static final float LIGHT_Z = -0.655f;

    /** Half way between light and viewer. */
    public static final float HALF_X = -0.249f;

    public static final float HALF_Y = -0.332f;
    public static final float HALF_Z = -0.910f;

    public static final float AMBIENT = 0.45f;
    public static final float DIFFUSE = 0.66f;
    public static final float HIGHLIGHT = 18;

    /** Steps up to this, in pixels, are the discs' own and throw no shadow. */
    public static final float STEP_BIAS_PX = 1.5f;

    /** Steps beyond this, in pixels, throw no deeper shadow. */
    public static final float STEP_CAP_PX = 24;

    public static final float SHADOW = 0.035f;
    public static final float DARKEST = 0.2f;

    /** Pictures up to this height look one pixel far for steps. */
    private static final double HEIGHT_A_REACH_PX = 700;

    private static final double REACH_SPACINGS = 0.8;
    private static final int MAX_REACH_PX = 8;

    private Shading() {}

    /**
     * How far from a pixel steps are looked for: further in high pictures, and as far as to the
     * neighbouring point when points are large.
     *
     * @param transform to the picture's pixels
     * @param height rows of the picture
     */
    public static int reachPx(
            PointCloudScene scene, Camera camera, ViewTransform transform, int height) {
        double spacingPx = scene.spacingMm() / transform.footprintMm(camera.distanceMm());
        double reachPx = Math.max(height / HEIGHT_A_REACH_PX, spacingPx * REACH_SPACINGS);
        return Math.clamp(Math.round(reachPx), 1, MAX_REACH_PX);
    }
}
