package org.lacuna.acquisition;

import org.lacuna.acquisition.internal.Folders;
import org.lacuna.acquisition.internal.RasterImage;
import org.lacuna.acquisition.internal.TiffImage;
import org.lacuna.core.DataException;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.StorageException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an image or cloud file holds, for people.
 *
 * @param file the file
 * @param type format and packing, e.g. {@code TIFF, deflate, predictor 3, strips of 8 rows}
 * @param fileBytes length of the file
 * @param width columns
 * @param height rows
 * @param channels samples of a pixel
 * @param samples kind of a sample, e.g. {@code 32-bit float}
 * @param cloud figures of a three-channel floating-point file, read as metres
 */
public record FileDescription(
        Path file,
        String type,
        long fileBytes,
        int width,
        int height,
        int channels,
        String samples,
        Optional<CloudSummary> cloud) {
    /**
     * Figures of a cloud. Bounds and spacing are NaN when no point is valid or has a neighbour.
     *
     * @param validPoints pixels with a measurement
     * @param spacingMm median distance of neighbouring points in a row
     */
    public record CloudSummary(
            int validPoints,
            double minXMm,
            double maxXMm,
            double minYMm,
            double maxYMm,
            double minZMm,
            double maxZMm,
            double spacingMm) {
        static CloudSummary of(OrganizedCloud cloud) {
            double[] x = bounds(cloud.x());
            double[] y = bounds(cloud.y());
            double[] z = bounds(cloud.z());
            return new CloudSummary(
                    cloud.validCount(), x[0], x[1], y[0], y[1], z[0], z[1], spacing(cloud));
        }

        private static double[] bounds(float[] values) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (float v : values) {
                if (!Float.isNaN(v)) {
                    min = Math.min(min, v);
                    max = Math.max(max, v);
                }
            }
            return min <= max ? new double[] {min, max} : new double[] {Double.NaN, Double.NaN};
        }

        private static double spacing(OrganizedCloud c) {
            double[] steps = new double[c.size()];
            int n = 0;
            for (int i = 1; i < c.size(); i++) {
                if (i % c.width() != 0 && c.isValid(i) && c.isValid(i - 1)) {
                    double dx = c.x()[i] - c.x()[i - 1];
                    double dy = c.y()[i] - c.y()[i - 1];
                    double dz = c.z()[i] - c.z()[i - 1];
                    steps[n++] = Math.sqrt(dx * dx + dy * dy + dz * dz);
                }
            }
            Arrays.sort(steps, 0, n);
            return n == 0 ? Double.NaN : steps[n / 2];
        }
    }

    /**
     * Reads what there is to say about a PNG, JPEG or TIFF file.
     *
     * @throws DataException when the file is damaged or of another kind
     * @throws StorageException when it cannot be read
     */
    public static FileDescription describe(Path file) throws DataException, StorageException {
        long bytes = file.toFile().length();
        ReadLimits limits = ReadLimits.defaults();
        if (!MvtecFormat.CLOUD_EXTENSIONS.contains(Folders.extension(file))) {
            RasterImage.Info i = RasterImage.info(file, limits);
            return new FileDescription(
                    file,
                    i.layout(),
                    bytes,
                    i.width(),
                    i.height(),
                    i.channels(),
                    i.samples(),
                    Optional.empty());
        }
        TiffImage.Info i = TiffImage.info(file, limits);
        boolean isFloat = i.samples().endsWith("float");
        Optional<CloudSummary> cloud = Optional.empty();
        if (isFloat && i.channels() == 3) {
            cloud = Optional.of(CloudSummary.of(TiffFiles.readCloud(file, TiffFiles.METRES)));
        }
        return new FileDescription(
                file, i.layout(), bytes, i.width(), i.height(), i.channels(), i.samples(), cloud);
    }

    /** A few lines of text, the first being the type. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(type);
        lines.add(
                text(
                        "size: %d x %d, %d x %s, %,d bytes",
                        width, height, channels, samples, fileBytes));
        cloud.ifPresent(
                c -> {
                    long pixels = (long) width * height;
                    lines.add(
                            text(
                                    "valid points: %,d of %,d (%.1f %%)",
                                    c.validPoints(), pixels, 100.0 * c.validPoints() / pixels));
                    if (c.validPoints() > 0) {
                        lines.add(
                                text(
                                        "bounds (file read as metres): x %.2f .. %.2f mm,"
                                                + " y %.2f .. %.2f mm, z %.2f .. %.2f mm",
                                        c.minXMm(),
                                        c.maxXMm(),
                                        c.minYMm(),
                                        c.maxYMm(),
                                        c.minZMm(),
                                        c.maxZMm()));
                        lines.add(text("point spacing: %.3f mm (median)", c.spacingMm()));
                    }
                });
        return List.copyOf(lines);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
