package org.lacuna.rendering;

/** How points become discs: what renderers share, so that their pictures look alike. */
public final class Splatting {
    /** Larger points would only slow down who walks through the cloud. */
    public static final int MAX_EDGE = 48;

    /** Smaller points are squares: a disc of so few pixels is a cross. */
    public static final int LARGEST_SQUARE = 3;

    /** Fewer points have to cover more, up to here: larger ones hide detail instead. */
    public static final double MAX_GROWTH = 3;

    /** A random choice of points leaves wider gaps than a grid of as many. */
    public static final double SPARSE = 1.2;

    /** A surface seen at a flatter angle than this one's (72 degrees) is drawn as at this one. */
    public static final float MAX_SLOPE = 3;

    /** Discs that lie in the surface cover less of the picture than those that face the camera. */
    public static final float TILTED_GROWTH = 1.2f;

    public static final float DISC_MARGIN_PX = 0.3f;

    /**
     * Discs curve away from the camera by this share of their radius, so that of overlapping ones
     * each pixel shows the point whose middle is nearest.
     */
    public static final float BULGE = 0.05f;

    private Splatting() {}
}
