package org.lacuna.core;

import java.util.Objects;
import java.util.Optional;

/**
 * A connected set of pixels above the pixel threshold.
 *
 * @param column left edge of the bounding box, sensor pixels
 * @param row top edge of the bounding box, sensor pixels
 * @param width of the bounding box in pixels
 * @param height of the bounding box in pixels
 * @param areaPx number of pixels
 * @param centreColumn score-weighted centre, sensor pixels
 * @param centreRow score-weighted centre, sensor pixels
 * @param peakScore highest calibrated score
 * @param meanScore mean calibrated score
 * @param metric sizes in millimetres, where 3D is there
 */
public record DefectRegion(
        int column,
        int row,
        int width,
        int height,
        int areaPx,
        double centreColumn,
        double centreRow,
        double peakScore,
        double meanScore,
        Optional<Metric> metric) {
    /**
     * Measured size of a region.
     *
     * @param xMm centre, sensor coordinates
     * @param yMm centre, sensor coordinates
     * @param zMm centre, sensor coordinates
     * @param extentMm largest edge of the bounding box of the region's points
     * @param areaMm2 surface area covered by the region's valid points
     * @param depthDeviationMm largest signed distance of the region's points from a plane fitted to
     *     its surroundings; positive towards the sensor
     */
    public record Metric(
            double xMm,
            double yMm,
            double zMm,
            double extentMm,
            double areaMm2,
            double depthDeviationMm) {}

    public DefectRegion {
        Objects.requireNonNull(metric, "metric");
        if (width < 1 || height < 1 || areaPx < 1) {
            throw new IllegalArgumentException(
                    "region: "
                            + width
                            + " x "
                            + height
                            + ", "
                            + areaPx
                            + " px, expected at least 1");
        }
    }
}
