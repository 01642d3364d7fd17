package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;

/**
 * Camera and projector of the scanner over a table (z = 0, z up, millimetres): a pinhole camera
 * that looks down a little aslant, a projector beside it. The camera's own frame is x right, y
 * down, z away from it.
 */
final class Rig {
    /** Width of table seen along the shorter side of the image. */
    static final double FIELD_MM = 132;

    private static final double DISTANCE_MM = 430;
    private static final double TILT_RAD = 0.12;
    private static final double BASELINE_MM = 165;

    /** Camera, world coordinates. */
    final double cameraY;

    final double cameraZ;

    /** Projector, world coordinates. */
    final double projectorX;

    final double projectorY;
    final double projectorZ;

    private final double sin;
    private final double cos;
    private final double focalPx;
    private final double centreX;
    private final double centreY;

    /**
     * @param random draws how far this set-up is from the nominal one
     */
    Rig(int widthPx, int heightPx, SeededRandom random) {
        double tilt = TILT_RAD + random.uniform(-0.01, 0.01);
        double distance = DISTANCE_MM + random.uniform(-2, 2);
        sin = StrictMath.sin(tilt);
        cos = StrictMath.cos(tilt);
        cameraY = -distance * sin;
        cameraZ = distance * cos;
        projectorX = BASELINE_MM + random.uniform(-2, 2);
        projectorY = cameraY + 25;
        projectorZ = cameraZ - 15;
        focalPx = Math.min(widthPx, heightPx) * DISTANCE_MM / FIELD_MM;
        centreX = widthPx / 2.0;
        centreY = heightPx / 2.0;
    }

    /** Distance of neighbouring points on the table, about. */
    static double spacingMm(int widthPx, int heightPx) {
        return FIELD_MM / Math.min(widthPx, heightPx);
    }

    /** x of a pixel's ray in the camera's frame, at z = 1. */
    double rayX(int column) {
        return (column + 0.5 - centreX) / focalPx;
    }

    /** y of a pixel's ray in the camera's frame, at z = 1. */
    double rayY(int row) {
        return (row + 0.5 - centreY) / focalPx;
    }

    /** World y of a ray with that y in the camera's frame, at z = 1. */
    double worldY(double rayY) {
        return sin - cos * rayY;
    }

    /** World z of a ray with that y in the camera's frame, at z = 1. */
    double worldZ(double rayY) {
        return -cos - sin * rayY;
    }

    /** y in the camera's frame of a place of the world. */
    double cameraFrameY(double y, double z) {
        return -cos * (y - cameraY) - sin * (z - cameraZ);
    }

    /** z in the camera's frame (depth) of a place of the world; x is the same in both. */
    double cameraFrameZ(double y, double z) {
        return sin * (y - cameraY) - cos * (z - cameraZ);
    }

    /** Whether the image shows what lies in that direction of the camera's frame, at z = 1. */
    boolean isInView(double rayX, double rayY) {
        return Math.abs(rayX) * focalPx <= centreX && Math.abs(rayY) * focalPx <= centreY;
    }
}
