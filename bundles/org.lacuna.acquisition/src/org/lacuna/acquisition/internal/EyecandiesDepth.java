package org.lacuna.acquisition.internal;

import org.lacuna.acquisition.ReadLimits;
import org.lacuna.core.DataException;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.StorageException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * From an Eyecandies depth image to an organized cloud in the camera's frame (x right, y down, z
 * away from the camera).
 *
 * <p>Depth (data set's page, 'Depth Map De-Normalization'): {@code d = v / 65535 * (max - min) +
 * min} metres with min and max under {@code normalization} in {@code NNN_info_depth.yaml}. Points
 * (ibid., 'Depth Map To Pointcloud Conversion', and the preprocessing scripts of M3DM and CMDIAD):
 * pinhole camera with f = 711.11 px for all images and the principal point at (width / 2, height /
 * 2), pixel (u, v) at its integer coordinates. Those scripts also apply the camera's pose, turn the
 * result and scale it by 0.1; a rigid motion and one scale for all change nothing that Lacuna
 * computes, so neither is done.
 */
public final class EyecandiesDepth {
    static final double FOCAL_LENGTH_PX = 711.11;

    private static final double METRE_MM = 1000;

    private EyecandiesDepth() {}

    /**
     * @param depth {@code NNN_depth.png}; the yaml file lies beside it
     */
    public static OrganizedCloud read(Path depth) throws DataException, StorageException {
        Path range = rangeOf(depth);
        YamlFile yaml = YamlFile.read(range);
        double min = yaml.required("normalization", "min");
        double max = yaml.required("normalization", "max");
        if (!(min <= max)) {
            throw DataException.of(range, "depth from " + min + " to " + max, "min <= max");
        }
        RasterImage image = RasterImage.read(depth, ReadLimits.defaults());
        short[] value = image.toGrey16(depth);
        int width = image.width();
        float[] x = new float[value.length];
        float[] y = new float[value.length];
        float[] z = new float[value.length];
        for (int i = 0; i < value.length; i++) {
            double d = ((value[i] & 0xffff) / 65535.0 * (max - min) + min) * METRE_MM;
            int column = i % width;
            int row = i / width;
            boolean valid = d > 0;
            double right = (column - width / 2.0) * d / FOCAL_LENGTH_PX;
            double under = (row - image.height() / 2.0) * d / FOCAL_LENGTH_PX;
            x[i] = valid ? (float) right : Float.NaN;
            y[i] = valid ? (float) under : Float.NaN;
            z[i] = valid ? (float) d : Float.NaN;
        }
        return new OrganizedCloud(width, image.height(), x, y, z);
    }

    private static Path rangeOf(Path depth) {
        String name = String.valueOf(depth.getFileName());
        String stem = name.substring(0, name.length() - "depth.png".length()) + "info_depth.";
        Path yml = depth.resolveSibling(stem + "yml");
        return Files.exists(yml) ? yml : depth.resolveSibling(stem + "yaml");
    }

    /** Whether the metadata file calls the part anomalous; empty when it does not say. */
    public static Optional<Boolean> anomalous(Path metadata)
            throws DataException, StorageException {
        OptionalDouble value = YamlFile.read(metadata).number("anomalous");
        return value.isPresent() ? Optional.of(value.getAsDouble() != 0) : Optional.empty();
    }
}
