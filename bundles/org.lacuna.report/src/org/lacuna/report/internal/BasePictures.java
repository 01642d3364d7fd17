package org.lacuna.report.internal;

import org.lacuna.core.DataException;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.StorageException;
import org.lacuna.report.DepthPicture;
import org.lacuna.report.HeatMap;
import org.lacuna.report.ReportParameters;

import java.util.Optional;

/**
 * The pictures of a part that do not depend on the setting.
 *
 * @param width columns of the sensor grid
 * @param height rows of the sensor grid
 * @param rgb JPEG file of the image; empty when there is none
 * @param depth JPEG file of the shaded cloud; empty when there is none
 * @param truth SVG path around the ground truth; empty when there is none
 * @param problem why pictures are missing; empty when nothing went wrong
 */
public record BasePictures(
        int width, int height, byte[] rgb, byte[] depth, String truth, String problem) {
    /** Longest path of a ground-truth outline, characters. */
    private static final int MAX_PATH = 12_000;

    /** Loads the part again: a report keeps no images while the inspection runs. */
    public static BasePictures of(PartEntry part, ReportParameters parameters) {
        int width = part.width();
        int height = part.height();
        byte[] rgb = new byte[0];
        byte[] depth = new byte[0];
        String truth = "";
        try {
            Sample sample = part.source().load(part.source().modalities());
            if (sample.rgb().isPresent()) {
                RgbImage image = sample.rgb().get();
                width = image.width();
                height = image.height();
                rgb =
                        Pictures.jpeg(
                                HeatMap.argb(image),
                                image.width(),
                                image.height(),
                                parameters.pictureWidthPx(),
                                parameters.jpegQuality());
            }
            if (sample.cloud().isPresent()) {
                OrganizedCloud cloud = sample.cloud().get();
                width = cloud.width();
                height = cloud.height();
                int reach =
                        Math.max(
                                1, Math.round((float) cloud.width() / parameters.pictureWidthPx()));
                depth =
                        Pictures.jpeg(
                                DepthPicture.argb(cloud, reach),
                                cloud.width(),
                                cloud.height(),
                                parameters.pictureWidthPx(),
                                parameters.jpegQuality());
            }
            Optional<PixelMask> mask = part.source().loadGroundTruth();
            if (mask.isPresent() && mask.get().width() == width && mask.get().height() == height) {
                truth = MaskOutline.path(mask.get(), MAX_PATH);
            }
            return new BasePictures(width, height, rgb, depth, truth, "");
        } catch (DataException | StorageException e) {
            // A report of what was found must not fail because a file has gone since.
            return new BasePictures(width, height, rgb, depth, truth, e.getMessage());
        }
    }
}
