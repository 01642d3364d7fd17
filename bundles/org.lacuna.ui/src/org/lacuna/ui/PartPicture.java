package org.lacuna.ui;

import org.lacuna.annotation.FloatPlanes;
import org.lacuna.annotation.GridSize;
import org.lacuna.annotation.RunMask;
import org.lacuna.core.Modality;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;
import org.lacuna.core.Progress;
import org.lacuna.core.RgbImage;
import org.lacuna.report.DepthPicture;
import org.lacuna.report.HeatMap;
import org.lacuna.ui.internal.annotating.Subject;
import org.lacuna.ui.internal.annotating.WandSource;
import org.lacuna.ui.internal.viewing.PartFiles;
import org.lacuna.ui.internal.viewing.Pyramid;
import org.lacuna.ui.internal.viewing.ReadOut;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the image view paints: read and computed off the UI thread, without any SWT type.
 *
 * @param base colour image or relief
 * @param overlay the heat map, empty without map
 * @param invalid pixels of the colour image at which the scan has no point; a relief shows them by
 *     itself
 * @param files what was read, for reading values under the mouse
 * @param subject the part as one that can be annotated
 */
record PartPicture(
        Pyramid base,
        Optional<Pyramid> overlay,
        Optional<RunMask> invalid,
        PartFiles files,
        Subject subject) {
    /**
     * Computes the picture; not for the UI thread.
     *
     * @param base which modality to show beneath; the other one is taken where it is absent
     */
    static PartPicture of(PartItem item, PartFiles files, Modality base, Progress progress) {
        progress.throwIfCancelled();
        Optional<RgbImage> image = files.image();
        Optional<OrganizedCloud> cloud = files.cloud();
        boolean relief = image.isEmpty() || base == Modality.XYZ && cloud.isPresent();
        int width = files.subject().grid().width();
        int height = files.subject().grid().height();
        int[] pixels = relief ? DepthPicture.argb(cloud.get(), 1) : HeatMap.argb(image.get());
        double pixelThreshold = item.inspection().map(i -> i.thresholds().pixel()).orElse(1.0);
        return new PartPicture(
                Pyramid.of(width, height, pixels, progress),
                files.map()
                        .map(
                                m ->
                                        Pyramid.of(
                                                width,
                                                height,
                                                HeatMap.overlay(m, pixelThreshold),
                                                progress)),
                relief ? Optional.empty() : cloud.map(PartPicture::invalid),
                files,
                files.subject());
    }

    private static RunMask invalid(OrganizedCloud cloud) {
        boolean[] set = new boolean[cloud.size()];
        for (int i = 0; i < set.length; i++) {
            set[i] = !cloud.isValid(i);
        }
        return RunMask.of(new PixelMask(cloud.width(), cloud.height(), set));
    }

    GridSize grid() {
        return subject.grid();
    }

    /** What the magic wand compares; the planes are made when asked for, which takes a while. */
    Optional<Supplier<FloatPlanes>> planes(WandSource source) {
        return switch (source) {
            case COLOUR -> files.image().map(i -> () -> FloatPlanes.ofColour(i));
            case DEPTH -> files.cloud().map(c -> () -> FloatPlanes.ofDepth(c));
            case SCORE -> files.map().map(m -> () -> FloatPlanes.ofScore(m));
        };
    }

    /** What is known of a pixel, for people; empty outside the grid. */
    String describe(int column, int row) {
        return grid().contains(column, row)
                ? ReadOut.of(
                        row * grid().width() + column,
                        grid().width(),
                        files.image().isPresent(),
                        files.cloud(),
                        files.map())
                : "";
    }
}
