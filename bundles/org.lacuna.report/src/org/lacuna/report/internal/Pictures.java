package org.lacuna.report.internal;

import org.lacuna.core.AnomalyMap;
import org.lacuna.report.Colours;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Small encoded pictures for reports. Stateless, thread-safe, needs no display. */
public final class Pictures {
    /** Levels of the overlay's palette: fine enough to look smooth, few enough to compress well. */
    private static final int LEVELS = 64;

    private Pictures() {}

    /** Height of a picture that is made {@code toWidth} wide; at least 1. */
    public static int scaledHeight(int width, int height, int toWidth) {
        return Math.max(1, (int) Math.round((double) height * toWidth / width));
    }

    /**
     * Shrinks a picture by averaging; a picture that is narrow enough stays as it is.
     *
     * @param argb opaque, row-major
     * @return JPEG file
     */
    public static byte[] jpeg(int[] argb, int width, int height, int maxWidth, double quality) {
        int toWidth = Math.min(width, maxWidth);
        int toHeight = toWidth == width ? height : scaledHeight(width, height, toWidth);
        BufferedImage image = new BufferedImage(toWidth, toHeight, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < toHeight; y++) {
            int y0 = (int) ((long) y * height / toHeight);
            int y1 = Math.max(y0 + 1, (int) ((long) (y + 1) * height / toHeight));
            for (int x = 0; x < toWidth; x++) {
                int x0 = (int) ((long) x * width / toWidth);
                int x1 = Math.max(x0 + 1, (int) ((long) (x + 1) * width / toWidth));
                image.setRGB(x, y, mean(argb, width, x0, y0, x1, y1));
            }
        }
        return encode(image, "jpeg", quality);
    }

    private static int mean(int[] argb, int width, int x0, int y0, int x1, int y1) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                int c = argb[y * width + x];
                red += c >> 16 & 0xff;
                green += c >> 8 & 0xff;
                blue += c & 0xff;
            }
        }
        int n = (y1 - y0) * (x1 - x0);
        return (red + n / 2) / n << 16 | (green + n / 2) / n << 8 | (blue + n / 2) / n;
    }

    /**
     * The map as a transparent overlay, shrunk so that each pixel shows the highest score under it:
     * a small peak must not drown.
     *
     * @return PNG file with a palette
     */
    public static byte[] overlay(AnomalyMap map, double pixelThreshold, int maxWidth) {
        int[] palette = new int[LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            palette[i] = Colours.overlay((i + 0.5) * Colours.SCALE_MAX / LEVELS, pixelThreshold);
        }
        palette[0] = 0;
        IndexColorModel colours =
                new IndexColorModel(
                        8, LEVELS, palette, 0, true, -1, java.awt.image.DataBuffer.TYPE_BYTE);
        int width = map.width();
        int height = map.height();
        int toWidth = Math.min(width, maxWidth);
        int toHeight = toWidth == width ? height : scaledHeight(width, height, toWidth);
        BufferedImage image =
                new BufferedImage(toWidth, toHeight, BufferedImage.TYPE_BYTE_INDEXED, colours);
        byte[] row = new byte[toWidth];
        for (int y = 0; y < toHeight; y++) {
            int y0 = (int) ((long) y * height / toHeight);
            int y1 = Math.max(y0 + 1, (int) ((long) (y + 1) * height / toHeight));
            for (int x = 0; x < toWidth; x++) {
                int x0 = (int) ((long) x * width / toWidth);
                int x1 = Math.max(x0 + 1, (int) ((long) (x + 1) * width / toWidth));
                float max = 0;
                for (int sy = y0; sy < y1; sy++) {
                    for (int sx = x0; sx < x1; sx++) {
                        max = Math.max(max, map.score()[sy * width + sx]);
                    }
                }
                row[x] =
                        (byte) Math.clamp((long) (max / Colours.SCALE_MAX * LEVELS), 0, LEVELS - 1);
            }
            image.getRaster().setDataElements(0, y, toWidth, 1, row);
        }
        return encode(image, "png", Double.NaN);
    }

    private static byte[] encode(BufferedImage image, String format, double quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
        // Memory, not the default cache: that would write a temporary file for each picture.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (!Double.isNaN(quality)) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality((float) quality);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
