package org.lacuna.core;

import java.util.Arrays;
import java.util.Objects;

/**
 * A colour image, 8 bit a channel, sRGB, row-major and interleaved: red of pixel (x, y) is {@code
 * data[(y * width + x) * 3]}.
 *
 * <p>The array is owned by the image once handed over: neither the caller nor a reader may write to
 * it.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param data {@code width * height * 3} unsigned bytes
 */
public record RgbImage(int width, int height, byte[] data) {
    public RgbImage {
        Grids.check(width, height);
        Objects.requireNonNull(data, "data");
        if (data.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    "data: "
                            + data.length
                            + " bytes, expected "
                            + 3L * width * height
                            + " for "
                            + width
                            + " x "
                            + height);
        }
    }

    public int red(int pixel) {
        return data[3 * pixel] & 0xff;
    }

    public int green(int pixel) {
        return data[3 * pixel + 1] & 0xff;
    }

    public int blue(int pixel) {
        return data[3 * pixel + 2] & 0xff;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof RgbImage i
                && width == i.width
                && height == i.height
                && Arrays.equals(data, i.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(width, height, Arrays.hashCode(data));
    }

    @Override
    public String toString() {
        return "RgbImage[" + width + " x " + height + "]";
    }
}
