package org.lacuna.rendering;

/**
 * How much of a scene a picture shows: all of it when the view stands still, less while it moves.
 *
 * @param level of the scene's levels, 0 (coarsest) to {@link PointCloudScene#LEVELS} - 1; points
 *     are drawn the larger the fewer they are
 * @param divisor the picture has one pixel for so many in width and height, 1 to {@link
 *     #MAX_DIVISOR}
 */
public record Detail(int level, int divisor) {
    public static final int MAX_DIVISOR = 8;

    /** Every point and every pixel. */
    public static final Detail FULL = new Detail(PointCloudScene.LEVELS - 1, 1);

    /** What two slow processor cores draw 30 times a second. */
    private static final int MOVING_POINTS = 260_000;

    private static final int MOVING_PIXELS = 640_000;

    public Detail {
        if (level < 0 || level >= PointCloudScene.LEVELS) {
            throw new IllegalArgumentException(
                    "level: " + level + ", expected 0.." + (PointCloudScene.LEVELS - 1));
        }
        if (divisor < 1 || divisor > MAX_DIVISOR) {
            throw new IllegalArgumentException(
                    "divisor: " + divisor + ", expected 1.." + MAX_DIVISOR);
        }
    }

    /** The most that moves smoothly; {@link #FULL} for small scenes in small views. */
    public static Detail moving(PointCloudScene scene, ViewSize size) {
        int level = PointCloudScene.LEVELS - 1;
        while (level > 0 && scene.size(level) > MOVING_POINTS) {
            level--;
        }
        return new Detail(level, size.pixels() > MOVING_PIXELS ? 2 : 1);
    }
}
