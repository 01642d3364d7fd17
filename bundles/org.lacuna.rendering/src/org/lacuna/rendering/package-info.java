/**
 * Pictures of point clouds, and what a hand does in them: turn, pick, select, measure.
 *
 * <p>A {@link org.lacuna.rendering.PointCloudScene} is prepared once from a scan. A {@link
 * org.lacuna.rendering.CloudRenderer} makes a {@link org.lacuna.rendering.Frame} of it for a {@link
 * org.lacuna.rendering.Camera} and a colour for each point. A frame knows which point it shows at
 * which pixel and how deep, so {@link org.lacuna.rendering.Pick} and {@link
 * org.lacuna.rendering.Lasso} need nothing else, and what they find are pixels of the scan.
 *
 * <p>Nothing here needs a display, a window system or native libraries. Lengths are millimetres.
 * Axes are those of a scan: x to the right, y down, z away from the sensor.
 */
package org.lacuna.rendering;
