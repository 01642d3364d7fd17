package org.lacuna.synthesis.internal;

/** What the scene sends to each pixel, before any sensor noise. Filled by {@link Renderer}. */
final class Frame {
    final int width;
    final int height;

    /** z of the surface in the camera's frame, millimetres. */
    final float[] depthMm;

    /** Linear light, interleaved red, green, blue. */
    final float[] light;

    /** Strength of the projected pattern that comes back, about 0..1. */
    final float[] pattern;

    /** Mirror-like part of the projector's light: above 1 it blinds the camera. */
    final float[] glare;

    /** Tangent of the angle between surface normal and line of sight. */
    final float[] slope;

    /** Whether the projector reaches the place. */
    final boolean[] lit;

    Frame(int width, int height) {
        this.width = width;
        this.height = height;
        int n = width * height;
        depthMm = new float[n];
        light = new float[3 * n];
        pattern = new float[n];
        glare = new float[n];
        slope = new float[n];
        lit = new boolean[n];
    }

    /** Depth of the neighbour (of four) that differs most, relative to this pixel. */
    double jumpMm(int column, int row) {
        int w = width;
        int i = row * w + column;
        float d = depthMm[i];
        double best = 0;
        if (column > 0) {
            best = wider(best, depthMm[i - 1] - d);
        }
        if (column + 1 < w) {
            best = wider(best, depthMm[i + 1] - d);
        }
        if (row > 0) {
            best = wider(best, depthMm[i - w] - d);
        }
        if (row + 1 < height) {
            best = wider(best, depthMm[i + w] - d);
        }
        return best;
    }

    private static double wider(double a, double b) {
        return Math.abs(b) > Math.abs(a) ? b : a;
    }
}
