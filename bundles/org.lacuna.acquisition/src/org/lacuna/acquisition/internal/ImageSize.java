package org.lacuna.acquisition.internal;

import org.lacuna.acquisition.ReadLimits;
import org.lacuna.core.DataException;
import org.lacuna.core.StorageException;

import java.nio.file.Path;

/** The one rule on image sizes, applied to headers before memory is taken. */
final class ImageSize {
    private ImageSize() {}

    static void check(Path path, long width, long height, ReadLimits limits) throws DataException {
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw DataException.of(path, width + " x " + height + " pixels", "at least 1 x 1");
        }
        if (width > limits.maxPixels() / height) {
            throw DataException.of(
                    path,
                    width + " x " + height + " pixels",
                    "at most " + limits.maxPixels() + " pixels");
        }
    }

    /** Width and height of a TIFF, PNG or JPEG file, from its header. */
    static int[] of(Path path) throws DataException, StorageException {
        ReadLimits limits = ReadLimits.defaults();
        if (Folders.extension(path).startsWith("tif")) {
            TiffImage.Info info = TiffImage.info(path, limits);
            return new int[] {info.width(), info.height()};
        }
        return RasterImage.size(path, limits);
    }
}
