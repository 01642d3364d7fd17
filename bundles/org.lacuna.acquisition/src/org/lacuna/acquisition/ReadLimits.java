package org.lacuna.acquisition;

/**
 * How much a reader may take. Checked against the file's header and length before memory is taken
 * for its content, so a short file that claims to be huge is refused at once.
 *
 * @param maxPixels largest width times height of an image, at least 1
 * @param maxFileBytes largest length of a file, at least 1
 */
public record ReadLimits(long maxPixels, long maxFileBytes) {
    public ReadLimits {
        if (maxPixels < 1) {
            throw new IllegalArgumentException("maxPixels: " + maxPixels + ", expected at least 1");
        }
        if (maxFileBytes < 1) {
            throw new IllegalArgumentException(
                    "maxFileBytes: " + maxFileBytes + ", expected at least 1");
        }
    }

    /** 64 megapixels, and 1 GiB, which holds such a cloud without compression. */
    public static ReadLimits defaults() {
        return new ReadLimits(64L << 20, 1L << 30);
    }
}
