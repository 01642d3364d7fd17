package org.lacuna.core;

/**
 * The exact link between sensor pixels and the square working image: a square window of the sensor
 * plane, padded where it reaches outside the sensor, mapped to {@link PatchGrid#WORKING_SIDE} x
 * {@link PatchGrid#WORKING_SIDE} pixels without stretching (method.md 1.3).
 *
 * <p>Pixel (column, row) covers the square {@code [column, column + 1) x [row, row + 1)}; its
 * centre is at +0.5. All four mappings are exact inverses of each other up to rounding of double
 * arithmetic.
 *
 * @param sensorWidth columns of the sensor grid
 * @param sensorHeight rows of the sensor grid
 * @param windowX left edge of the window in sensor pixels, may be negative (padding)
 * @param windowY top edge of the window in sensor pixels, may be negative (padding)
 * @param windowSidePx edge of the window in sensor pixels, above 0
 */
public record GridTransform(
        int sensorWidth, int sensorHeight, double windowX, double windowY, double windowSidePx) {
    public GridTransform {
        Grids.check(sensorWidth, sensorHeight);
        if (!(windowSidePx > 0)
                || !Double.isFinite(windowSidePx)
                || !Double.isFinite(windowX)
                || !Double.isFinite(windowY)) {
            throw new IllegalArgumentException(
                    "window: x "
                            + windowX
                            + ", y "
                            + windowY
                            + ", side "
                            + windowSidePx
                            + ", expected finite and side > 0");
        }
    }

    /** The smallest centred square that holds the whole sensor grid. */
    public static GridTransform squarePad(int sensorWidth, int sensorHeight) {
        int side = Math.max(sensorWidth, sensorHeight);
        return new GridTransform(
                sensorWidth,
                sensorHeight,
                (sensorWidth - side) / 2.0,
                (sensorHeight - side) / 2.0,
                side);
    }

    /** Edge of one working pixel in sensor pixels. */
    public double scale() {
        return windowSidePx / PatchGrid.WORKING_SIDE;
    }

    public double toSensorX(double workingX) {
        return windowX + workingX * scale();
    }

    public double toSensorY(double workingY) {
        return windowY + workingY * scale();
    }

    public double toWorkingX(double sensorX) {
        return (sensorX - windowX) / scale();
    }

    public double toWorkingY(double sensorY) {
        return (sensorY - windowY) / scale();
    }

    /**
     * Column of the patch grid in which the sensor column's centre lies; outside 0..55 when it is
     * not in the window.
     */
    public int patchColumn(int sensorColumn) {
        return (int) Math.floor(toWorkingX(sensorColumn + 0.5) / PatchGrid.PATCH_PX);
    }

    /**
     * Row of the patch grid in which the sensor row's centre lies; outside 0..55 when it is not in
     * the window.
     */
    public int patchRow(int sensorRow) {
        return (int) Math.floor(toWorkingY(sensorRow + 0.5) / PatchGrid.PATCH_PX);
    }
}
