package org.lacuna.ui.internal.viewing;

import org.lacuna.acquisition.ImageFiles;
import org.lacuna.acquisition.TiffFiles;
import org.lacuna.annotation.GridSize;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.DataException;
import org.lacuna.core.Modality;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Progress;
import org.lacuna.core.RgbImage;
import org.lacuna.core.StorageException;
import org.lacuna.ui.PartItem;
import org.lacuna.ui.internal.annotating.AnnotationPlace;
import org.lacuna.ui.internal.annotating.Subject;

import java.util.Optional;

/**
 * What the files of a part hold, all on the grid of its sensor.
 *
 * @param image the colour image
 * @param cloud the scan, millimetres
 * @param map the anomaly map of a result
 * @param subject the part as one that can be annotated, with the pixels of its regions
 */
public record PartFiles(
        Optional<RgbImage> image,
        Optional<OrganizedCloud> cloud,
        Optional<AnomalyMap> map,
        Subject subject) {
    /**
     * Reads what there is; takes long, so not for the UI thread. Views ask {@link PartReadings}.
     *
     * @throws DataException when the part has neither image nor scan, a file is damaged, or sizes
     *     do not fit
     */
    public static PartFiles read(PartItem item, Progress progress)
            throws DataException, StorageException {
        Optional<RgbImage> image =
                item.files().containsKey(Modality.RGB)
                        ? Optional.of(ImageFiles.readRgb(item.files().get(Modality.RGB)))
                        : Optional.empty();
        progress.throwIfCancelled();
        Optional<OrganizedCloud> cloud =
                item.files().containsKey(Modality.XYZ)
                        ? Optional.of(
                                TiffFiles.readCloud(
                                        item.files().get(Modality.XYZ), TiffFiles.METRES))
                        : Optional.empty();
        if (image.isEmpty() && cloud.isEmpty()) {
            throw new DataException(item.id() + ": neither image nor scan is there");
        }
        int width = image.isPresent() ? image.get().width() : cloud.get().width();
        int height = image.isPresent() ? image.get().height() : cloud.get().height();
        if (cloud.isPresent() && (cloud.get().width() != width || cloud.get().height() != height)) {
            throw DataException.of(
                    item.files().get(Modality.XYZ),
                    cloud.get().width() + " x " + cloud.get().height(),
                    width + " x " + height + " as the part's image");
        }
        progress.throwIfCancelled();
        Optional<AnomalyMap> map = Optional.empty();
        if (item.mapFile().isPresent()) {
            map = Optional.of(TiffFiles.readMap(item.mapFile().get()));
            if (map.get().width() != width || map.get().height() != height) {
                throw DataException.of(
                        item.mapFile().get(),
                        map.get().width() + " x " + map.get().height(),
                        width + " x " + height + " as the part's files");
            }
        }
        progress.throwIfCancelled();
        Subject subject =
                new Subject(
                        item.id(),
                        new GridSize(width, height),
                        AnnotationPlace.of(item.id(), item.files()),
                        Subject.regions(item.id(), item.inspection(), map));
        return new PartFiles(image, cloud, map, subject);
    }
}
