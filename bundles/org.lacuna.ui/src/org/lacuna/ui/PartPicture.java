package org.lacuna.ui;

import org.lacuna.core.AnomalyMap;
import org.lacuna.core.DataException;
import org.lacuna.core.Modality;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.RgbImage;
import org.lacuna.core.StorageException;
import org.lacuna.report.DepthPicture;
import org.lacuna.report.HeatMap;

import java.util.Optional;

/**
 * What the image view paints: read and computed off the UI thread, without any SWT type. The arrays
 * belong to the picture.
 *
 * @param width columns of the sensor grid
 * @param height rows of the sensor grid
 * @param base opaque {@code 0xAARRGGBB} values: colour image or relief
 * @param overlay {@code 0xAARRGGBB} values of the heat map, empty without map
 * @param scores the map behind the overlay, for reading values under the mouse
 * @param cloud the point cloud, for reading coordinates under the mouse
 */
record PartPicture(
        int width,
        int height,
        int[] base,
        Optional<int[]> overlay,
        Optional<AnomalyMap> scores,
        Optional<OrganizedCloud> cloud) {
    /**
     * @param base which modality to show beneath; the other one is taken where it is absent
     * @throws DataException when the part has no picture at all, a file is damaged, or sizes do not
     *     fit
     */
    static PartPicture load(PartItem item, Modality base) throws DataException, StorageException {
        PartFiles files = PartFiles.read(item);
        Optional<RgbImage> image = files.image();
        Optional<OrganizedCloud> cloud = files.cloud();
        boolean relief = image.isEmpty() || base == Modality.XYZ && cloud.isPresent();
        int width = relief ? cloud.get().width() : image.get().width();
        int height = relief ? cloud.get().height() : image.get().height();
        int[] pixels = relief ? DepthPicture.argb(cloud.get(), 1) : HeatMap.argb(image.get());
        Optional<AnomalyMap> map = files.map();
        double pixelThreshold = item.inspection().map(i -> i.thresholds().pixel()).orElse(1.0);
        return new PartPicture(
                width,
                height,
                pixels,
                map.map(m -> HeatMap.overlay(m, pixelThreshold)),
                map,
                cloud);
    }

    /** Coordinates and score under a sensor pixel, for people. */
    String describe(int column, int row) {
        if (column < 0 || row < 0 || column >= width || row >= height) {
            return "";
        }
        int pixel = row * width + column;
        StringBuilder text = new StringBuilder("pixel ").append(column).append(", ").append(row);
        scores.ifPresent(m -> text.append(String.format("   score %.2f", m.score()[pixel])));
        cloud.ifPresent(
                c ->
                        text.append(
                                c.isValid(pixel)
                                        ? String.format(
                                                "   x %.2f  y %.2f  z %.2f mm",
                                                c.x()[pixel], c.y()[pixel], c.z()[pixel])
                                        : "   no 3D point"));
        return text.toString();
    }
}
