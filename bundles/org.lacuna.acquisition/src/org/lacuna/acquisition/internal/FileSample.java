package org.lacuna.acquisition.internal;

import org.lacuna.acquisition.ImageFiles;
import org.lacuna.core.DataException;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.StorageException;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A sample in files: an image, a cloud or both, and maybe a mask. */
public final class FileSample implements SampleSource {
    /** Reads a cloud file in millimetres; how depends on the layout of the data set. */
    @FunctionalInterface
    public interface CloudReader {
        OrganizedCloud read(Path file) throws DataException, StorageException;
    }

    private final SampleId id;
    private final Map<Modality, Path> files;
    private final Optional<Path> mask;
    private final CloudReader clouds;

    /**
     * @param files one or two files
     */
    public FileSample(
            SampleId id, Map<Modality, Path> files, Optional<Path> mask, CloudReader clouds) {
        this.id = Objects.requireNonNull(id, "id");
        if (files.isEmpty()) {
            throw new IllegalArgumentException("files: none, expected one or two");
        }
        this.files = Map.copyOf(new EnumMap<>(files));
        this.mask = Objects.requireNonNull(mask, "mask");
        this.clouds = Objects.requireNonNull(clouds, "clouds");
    }

    /** The same files under another id. */
    public FileSample named(SampleId other) {
        return new FileSample(other, files, mask, clouds);
    }

    @Override
    public SampleId id() {
        return id;
    }

    @Override
    public ModalitySet modalities() {
        return new ModalitySet(files.containsKey(Modality.RGB), files.containsKey(Modality.XYZ));
    }

    @Override
    public Map<Modality, Path> files() {
        return files;
    }

    @Override
    public Sample load(ModalitySet wanted) throws DataException, StorageException {
        ModalitySet both = wanted.intersect(modalities());
        Optional<RgbImage> rgb =
                both.rgb()
                        ? Optional.of(ImageFiles.readRgb(files.get(Modality.RGB)))
                        : Optional.empty();
        Optional<OrganizedCloud> cloud =
                both.xyz() ? Optional.of(clouds.read(files.get(Modality.XYZ))) : Optional.empty();
        if (rgb.isPresent() && cloud.isPresent()) {
            checkSame(
                    files.get(Modality.RGB),
                    rgb.get().width(),
                    rgb.get().height(),
                    files.get(Modality.XYZ),
                    cloud.get().width(),
                    cloud.get().height());
        }
        return new Sample(id, rgb, cloud);
    }

    @Override
    public Optional<PixelMask> loadGroundTruth() throws DataException, StorageException {
        if (mask.isEmpty()) {
            return Optional.empty();
        }
        PixelMask truth = ImageFiles.readMask(mask.get());
        Path other = files.values().iterator().next();
        int[] size = ImageSize.of(other);
        checkSame(mask.get(), truth.width(), truth.height(), other, size[0], size[1]);
        return Optional.of(truth);
    }

    private static void checkSame(
            Path file, int width, int height, Path other, int otherWidth, int otherHeight)
            throws DataException {
        if (width != otherWidth || height != otherHeight) {
            throw DataException.of(
                    file,
                    width + " x " + height + " pixels",
                    otherWidth + " x " + otherHeight + " as in " + other);
        }
    }

    @Override
    public String toString() {
        return "FileSample[" + id + ", " + modalities() + "]";
    }
}
