package org.lacuna.acquisition;

import org.lacuna.core.PixelMask;
import org.lacuna.core.Sample;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes samples in the layout that {@link MvtecFormat} reads: {@code
 * <root>/<category>/<split>/<defect>/{rgb,xyz,gt}/NAME.png|tiff}, clouds in metres. Each file is
 * written wholly or not at all. Thread-safe as long as no two threads write the same sample.
 */
public final class DataSetWriter {
    private final Path root;

    public DataSetWriter(Path root) {
        this.root = Objects.requireNonNull(root, "root");
    }

    /**
     * Writes one sample; folders are made as needed and existing files are replaced.
     *
     * @param sample with at least one modality
     * @param groundTruth on the sample's grid, if known
     * @throws IllegalArgumentException for a sample without modality or a mask of another size
     * @throws StorageException when a file cannot be written
     */
    public void write(Split split, Sample sample, Optional<PixelMask> groundTruth)
            throws StorageException {
        if (sample.modalities().isEmpty()) {
            throw new IllegalArgumentException(sample.id() + ": no modality to write");
        }
        int width = sample.rgb().map(i -> i.width()).orElseGet(() -> sample.cloud().get().width());
        int height =
                sample.rgb().map(i -> i.height()).orElseGet(() -> sample.cloud().get().height());
        if (groundTruth.isPresent()
                && (groundTruth.get().width() != width || groundTruth.get().height() != height)) {
            throw new IllegalArgumentException(
                    "groundTruth: "
                            + groundTruth.get()
                            + ", expected "
                            + width
                            + " x "
                            + height
                            + " as the sample");
        }
        Path folder =
                root.resolve(sample.id().category())
                        .resolve(split.key())
                        .resolve(sample.id().defect());
        String name = sample.id().name();
        if (sample.rgb().isPresent()) {
            ImageFiles.writePng(
                    folder.resolve(MvtecFormat.RGB).resolve(name + ".png"), sample.rgb().get());
        }
        if (sample.cloud().isPresent()) {
            TiffFiles.writeCloud(
                    folder.resolve(MvtecFormat.XYZ).resolve(name + ".tiff"),
                    sample.cloud().get(),
                    TiffFiles.METRES);
        }
        if (groundTruth.isPresent()) {
            ImageFiles.writeMask(
                    folder.resolve(MvtecFormat.TRUTH).resolve(name + ".png"), groundTruth.get());
        }
    }
}
