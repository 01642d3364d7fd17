package org.lacuna.acquisition;

import org.lacuna.acquisition.internal.TiffImage;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.DataException;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.StorageException;

import java.nio.file.Path;

/**
 * Reads and writes organized clouds and anomaly maps as floating-point TIFF.
 *
 * <p>Read: TIFF 6.0 and BigTIFF, both byte orders, strips and tiles, interleaved and planar
 * channels, 32-bit and 64-bit float; uncompressed, deflate, LZW, PackBits; predictors 1, 2 and 3;
 * the first image of the file. Written: float32, uncompressed, interleaved, little-endian.
 *
 * <p>All methods are thread-safe and deterministic. Readers throw {@link DataException} for content
 * that cannot be used (naming file, position, what was found and expected) and {@link
 * StorageException} when the file cannot be read at all; they check sizes against the limits and
 * the length of the file before they take memory.
 */
public final class TiffFiles {
    /** Unit of MVTec 3D-AD and of most research data: metres. */
    public static final double METRES = 1000;

    private TiffFiles() {}

    /** As {@link #readCloud(Path, double, ReadLimits)} with {@link ReadLimits#defaults()}. */
    public static OrganizedCloud readCloud(Path file, double unitMm)
            throws DataException, StorageException {
        return readCloud(file, unitMm, ReadLimits.defaults());
    }

    /**
     * Reads a three-channel image as x, y, z. (0, 0, 0) and every point with a coordinate that is
     * not finite mean 'no measurement'. A cloud without any valid point is legal.
     *
     * @param unitMm millimetres of one file unit, above 0: {@link #METRES} for metres
     */
    public static OrganizedCloud readCloud(Path file, double unitMm, ReadLimits limits)
            throws DataException, StorageException {
        checkUnit(unitMm);
        TiffImage image = TiffImage.read(file, 3, limits);
        float[] x = image.planes()[0];
        float[] y = image.planes()[1];
        float[] z = image.planes()[2];
        float unit = (float) unitMm;
        for (int i = 0; i < z.length; i++) {
            boolean empty = x[i] == 0 && y[i] == 0 && z[i] == 0;
            x[i] = empty ? Float.NaN : x[i] * unit;
            y[i] = empty ? Float.NaN : y[i] * unit;
            z[i] = empty ? Float.NaN : z[i] * unit;
        }
        return new OrganizedCloud(image.width(), image.height(), x, y, z);
    }

    /**
     * Writes a cloud as a three-channel image; points without measurement become (0, 0, 0). The
     * file is written wholly or not at all.
     *
     * @param unitMm millimetres of one file unit, above 0
     */
    public static void writeCloud(Path file, OrganizedCloud cloud, double unitMm)
            throws StorageException {
        checkUnit(unitMm);
        int size = cloud.size();
        float[][] planes = new float[3][size];
        for (int i = 0; i < size; i++) {
            if (cloud.isValid(i)) {
                planes[0][i] = (float) (cloud.x()[i] / unitMm);
                planes[1][i] = (float) (cloud.y()[i] / unitMm);
                planes[2][i] = (float) (cloud.z()[i] / unitMm);
            }
        }
        TiffImage.write(file, cloud.width(), cloud.height(), planes);
    }

    /** As {@link #readMap(Path, ReadLimits)} with {@link ReadLimits#defaults()}. */
    public static AnomalyMap readMap(Path file) throws DataException, StorageException {
        return readMap(file, ReadLimits.defaults());
    }

    /**
     * Reads a one-channel image of finite, non-negative scores.
     *
     * @throws DataException also when a score is negative or not finite
     */
    public static AnomalyMap readMap(Path file, ReadLimits limits)
            throws DataException, StorageException {
        TiffImage image = TiffImage.read(file, 1, limits);
        float[] score = image.planes()[0];
        for (int i = 0; i < score.length; i++) {
            if (!(score[i] >= 0 && score[i] <= Float.MAX_VALUE)) {
                throw DataException.of(
                        file,
                        "column "
                                + i % image.width()
                                + ", row "
                                + i / image.width()
                                + ": score "
                                + score[i],
                        "a finite number, not negative");
            }
        }
        return new AnomalyMap(image.width(), image.height(), score);
    }

    /** Writes a map as a one-channel image. The file is written wholly or not at all. */
    public static void writeMap(Path file, AnomalyMap map) throws StorageException {
        TiffImage.write(file, map.width(), map.height(), new float[][] {map.score()});
    }

    private static void checkUnit(double unitMm) {
        if (!(unitMm > 0 && unitMm < 1e9)) {
            throw new IllegalArgumentException("unitMm: " + unitMm + ", expected above 0");
        }
    }
}
