package org.lacuna.acquisition;

import org.lacuna.acquisition.internal.PngWriter;
import org.lacuna.acquisition.internal.RasterImage;
import org.lacuna.core.DataException;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;
import org.lacuna.core.StorageException;

import java.nio.file.Path;

/**
 * Reads and writes colour images and masks.
 *
 * <p>Read: PNG of every kind (1 to 16 bits, grey, colour, palette, interlaced) and JPEG (grey,
 * colour); told apart by content. 16-bit samples v become {@code round(v * 255 / 65535)}; grey
 * becomes equal red, green and blue; alpha is ignored; colour profiles and gamma tags are ignored
 * (samples are taken as sRGB). Each PNG chunk is checked against its CRC.
 *
 * <p>All methods are thread-safe and deterministic. Readers throw {@link DataException} for content
 * that cannot be used and {@link StorageException} when the file cannot be read at all; they check
 * sizes against the limits and the length of the file before they take memory.
 */
public final class ImageFiles {
    private ImageFiles() {}

    /** As {@link #readRgb(Path, ReadLimits)} with {@link ReadLimits#defaults()}. */
    public static RgbImage readRgb(Path file) throws DataException, StorageException {
        return readRgb(file, ReadLimits.defaults());
    }

    /** Reads a colour or grey image. */
    public static RgbImage readRgb(Path file, ReadLimits limits)
            throws DataException, StorageException {
        RasterImage image = RasterImage.read(file, limits);
        return new RgbImage(image.width(), image.height(), image.toRgb(file));
    }

    /** As {@link #readMask(Path, ReadLimits)} with {@link ReadLimits#defaults()}. */
    public static PixelMask readMask(Path file) throws DataException, StorageException {
        return readMask(file, ReadLimits.defaults());
    }

    /**
     * Reads a ground-truth mask: a pixel is set where any colour channel is above 0. (MVTec masks
     * hold 253 to 255 besides 0.)
     *
     * @throws DataException also for a JPEG file, whose compression leaves values above 0 where
     *     none were
     */
    public static PixelMask readMask(Path file, ReadLimits limits)
            throws DataException, StorageException {
        RasterImage image = RasterImage.read(file, limits);
        if (image.lossy()) {
            throw DataException.of(file, "a mask as JPEG, which blurs it", "PNG");
        }
        return new PixelMask(image.width(), image.height(), image.toMask());
    }

    /** Writes an 8-bit RGB PNG, wholly or not at all. */
    public static void writePng(Path file, RgbImage image) throws StorageException {
        PngWriter.write(file, image.width(), image.height(), 3, 8, image.data());
    }

    /** Writes an 8-bit grey PNG of 0 and 255, wholly or not at all. */
    public static void writeMask(Path file, PixelMask mask) throws StorageException {
        byte[] grey = new byte[mask.width() * mask.height()];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) (mask.get(i) ? 255 : 0);
        }
        PngWriter.write(file, mask.width(), mask.height(), 1, 8, grey);
    }
}
