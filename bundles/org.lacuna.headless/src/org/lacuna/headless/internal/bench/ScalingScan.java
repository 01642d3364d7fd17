package org.lacuna.headless.internal.bench;

import org.lacuna.core.OrganizedCloud;

/**
 * A surface of any number of points, all valid: waves, steps and creases on a grid of {@value
 * #SPACING_MM} mm. A larger one shows more of the same, so time a point should not depend on size.
 */
final class ScalingScan {
    static final double SPACING_MM = 0.3;

    private static final double WAVE_HEIGHT_MM = 2;
    private static final double WAVE_LENGTH_MM = 40;
    private static final double STEP_HEIGHT_MM = 5;
    private static final double STEP_LENGTH_MM = 35;
    private static final double CREASE_LENGTH_MM = 25;
    private static final double CREASE_SLOPE = 0.4;
    private static final double DISTANCE_MM = 500;

    private ScalingScan() {}

    /**
     * @param points about how many; a square grid has no fewer
     */
    static OrganizedCloud of(int points) {
        int side = (int) Math.ceil(Math.sqrt(points));
        float[] x = new float[side * side];
        float[] y = new float[side * side];
        float[] z = new float[side * side];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                int i = row * side + column;
                x[i] = (float) (column * SPACING_MM);
                y[i] = (float) (row * SPACING_MM);
                z[i] = (float) (DISTANCE_MM + depth(column * SPACING_MM, row * SPACING_MM));
            }
        }
        return new OrganizedCloud(side, side, x, y, z);
    }

    private static double depth(double xMm, double yMm) {
        double wave =
                WAVE_HEIGHT_MM
                        * Math.sin(2 * Math.PI * xMm / WAVE_LENGTH_MM)
                        * Math.cos(2 * Math.PI * yMm / WAVE_LENGTH_MM);
        double step = (long) (xMm / STEP_LENGTH_MM) % 2 == 0 ? 0 : STEP_HEIGHT_MM;
        double crease = Math.abs(yMm % CREASE_LENGTH_MM - CREASE_LENGTH_MM / 2);
        return wave + step + CREASE_SLOPE * crease;
    }
}
