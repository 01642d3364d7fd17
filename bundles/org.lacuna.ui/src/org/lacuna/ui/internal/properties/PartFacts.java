package org.lacuna.ui.internal.properties;

import org.lacuna.acquisition.ImageFiles;
import org.lacuna.acquisition.TiffFiles;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Modality;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Progress;
import org.lacuna.core.RgbImage;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.ModelFile;
import org.lacuna.ui.PartItem;
import org.lacuna.ui.internal.viewing.PartFiles;
import org.lacuna.ui.internal.viewing.PartReadings;
import org.lacuna.workflow.RunRecord;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What only a part's files tell. Reading them takes a while.
 *
 * @param files what is known of the file of each modality
 * @param pitchMm median distance of neighbouring points of a row, in millimetres
 * @param validPoints points of the scan
 * @param model the inspection model, if it lies where the results say
 */
record PartFacts(
        Map<Modality, FileFacts> files,
        Optional<Double> pitchMm,
        Optional<Integer> validPoints,
        Optional<ModelFacts> model) {
    private static final int PITCH_SAMPLES = 4096;

    PartFacts {
        files = Map.copyOf(files);
    }

    /**
     * A file.
     *
     * @param bytes its length
     * @param size columns and rows; what is wrong with it where it cannot be read
     */
    record FileFacts(long bytes, String size) {}

    /**
     * A model that is where the results say.
     *
     * @param seed of its training
     * @param softwareVersion that trained it
     */
    record ModelFacts(Path file, long seed, String softwareVersion) {}

    /**
     * Not for the UI thread. What cannot be read is said in the facts.
     *
     * @param readings what views have read already is not read again
     */
    static PartFacts read(PartItem part, PartReadings readings, Progress progress) {
        Optional<PartFiles> known = known(part, readings, progress);
        Map<Modality, FileFacts> files = new EnumMap<>(Modality.class);
        Optional<Double> pitch = Optional.empty();
        Optional<Integer> points = Optional.empty();
        Path image = part.files().get(Modality.RGB);
        if (image != null) {
            files.put(Modality.RGB, image(image, known.flatMap(PartFiles::image)));
        }
        progress.throwIfCancelled();
        Path scan = part.files().get(Modality.XYZ);
        if (scan != null) {
            try {
                Optional<OrganizedCloud> shown = known.flatMap(PartFiles::cloud);
                OrganizedCloud cloud =
                        shown.isPresent()
                                ? shown.get()
                                : TiffFiles.readCloud(scan, TiffFiles.METRES);
                files.put(
                        Modality.XYZ,
                        new FileFacts(length(scan), size(cloud.width(), cloud.height())));
                pitch = pitchMm(cloud);
                points = Optional.of(cloud.validCount());
            } catch (LacunaException e) {
                files.put(Modality.XYZ, new FileFacts(length(scan), e.getMessage()));
            }
        }
        progress.throwIfCancelled();
        return new PartFacts(files, pitch, points, part.origin().flatMap(PartFacts::model));
    }

    /** What views of the part have read already, if they could. */
    private static Optional<PartFiles> known(
            PartItem part, PartReadings readings, Progress progress) {
        try {
            return readings.join(part, progress);
        } catch (LacunaException e) {
            // One file is wrong, or they do not fit: here each is told of by itself.
            return Optional.empty();
        }
    }

    private static FileFacts image(Path file, Optional<RgbImage> known) {
        try {
            RgbImage read = known.isPresent() ? known.get() : ImageFiles.readRgb(file);
            return new FileFacts(length(file), size(read.width(), read.height()));
        } catch (LacunaException e) {
            return new FileFacts(length(file), e.getMessage());
        }
    }

    private static String size(int width, int height) {
        return width + " \u00d7 " + height + " px";
    }

    /** -1 when the file is not there. */
    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return -1;
        }
    }

    /** Median over an evenly strided sample; empty when no two neighbours are valid. */
    static Optional<Double> pitchMm(OrganizedCloud cloud) {
        double[] distances = new double[PITCH_SAMPLES];
        int n = 0;
        int stride = Math.max(1, cloud.size() / PITCH_SAMPLES);
        for (int p = 0; p + 1 < cloud.size() && n < distances.length; p += stride) {
            boolean sameRow = (p + 1) % cloud.width() != 0;
            if (sameRow && cloud.isValid(p) && cloud.isValid(p + 1)) {
                distances[n++] =
                        Math.hypot(
                                Math.hypot(
                                        cloud.x()[p + 1] - cloud.x()[p],
                                        cloud.y()[p + 1] - cloud.y()[p]),
                                cloud.z()[p + 1] - cloud.z()[p]);
            }
        }
        if (n == 0) {
            return Optional.empty();
        }
        Arrays.sort(distances, 0, n);
        return Optional.of(distances[n / 2]);
    }

    /** Only of the very model that inspected. */
    private static Optional<ModelFacts> model(PartItem.Origin origin) {
        Optional<Path> file = RunRecord.modelFile(origin.results());
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            InspectionModel model = ModelFile.read(file.get());
            return model.sha256().equals(origin.modelId())
                    ? Optional.of(
                            new ModelFacts(
                                    file.get(),
                                    model.parameters().seed(),
                                    model.provenance().softwareVersion()))
                    : Optional.empty();
        } catch (LacunaException e) {
            // The hash is recorded; a model that changed since says nothing of these results.
            return Optional.empty();
        }
    }
}
