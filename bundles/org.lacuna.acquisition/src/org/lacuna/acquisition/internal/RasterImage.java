package org.lacuna.acquisition.internal;

import org.lacuna.acquisition.ReadLimits;
import org.lacuna.core.DataException;
import org.lacuna.core.StorageException;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A decoded PNG or JPEG: the samples as they are in the file, without any colour conversion but the
 * palette and JPEG's own. The format is told by the first bytes, not by the name.
 */
public final class RasterImage {
    /** What a header says, without the pixels. */
    public record Info(int width, int height, int channels, String samples, String layout) {}

    private static final byte[] JPEG_START = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    /** A file may be this much longer than its decoded pixels (metadata, thumbnails). */
    private static final long METADATA_BYTES = 16L << 20;

    private final Raster raster;
    private final int[] palette;
    private final int max;
    private final boolean lossy;

    private RasterImage(BufferedImage image, boolean lossy) {
        this.lossy = lossy;
        raster = image.getRaster();
        if (image.getColorModel() instanceof IndexColorModel index) {
            palette = new int[index.getMapSize()];
            index.getRGBs(palette);
        } else {
            palette = null;
        }
        max = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    }

    public int width() {
        return raster.getWidth();
    }

    public int height() {
        return raster.getHeight();
    }

    /** Whether the file's compression changes pixels. */
    public boolean lossy() {
        return lossy;
    }

    public static RasterImage read(Path path, ReadLimits limits)
            throws DataException, StorageException {
        byte[] file = load(path, limits);
        if (isPng(file)) {
            PngHeader.read(path, file, limits).checkChunks(path, file);
            return new RasterImage(decode(path, "png", file, limits), false);
        }
        return new RasterImage(decode(path, "jpeg", file, limits), true);
    }

    public static Info info(Path path, ReadLimits limits) throws DataException, StorageException {
        byte[] file = load(path, limits);
        if (isPng(file)) {
            PngHeader h = PngHeader.read(path, file, limits);
            h.checkChunks(path, file);
            return new Info(h.width(), h.height(), h.channels(), h.bits() + "-bit", h.text());
        }
        BufferedImage image = decode(path, "jpeg", file, limits);
        int channels = image.getRaster().getNumBands();
        return new Info(image.getWidth(), image.getHeight(), channels, "8-bit", "JPEG");
    }

    /** Width and height of a PNG or JPEG file, from its header alone. */
    static int[] size(Path path, ReadLimits limits) throws DataException, StorageException {
        try {
            byte[] head = head(path, limits);
            if (isPng(head)) {
                PngHeader h = PngHeader.read(path, head, limits);
                return new int[] {h.width(), h.height()};
            }
        } catch (IOException e) {
            throw StorageException.of(path, "read", e);
        }
        RasterImage image = read(path, limits);
        return new int[] {image.width(), image.height()};
    }

    static boolean isPng(byte[] file) {
        return file.length >= 8 && ByteBuffer.wrap(file).getLong(0) == PngHeader.SIGNATURE;
    }

    private static boolean isJpeg(byte[] file) {
        return file.length >= JPEG_START.length
                && Arrays.equals(file, 0, JPEG_START.length, JPEG_START, 0, JPEG_START.length);
    }

    private static byte[] load(Path path, ReadLimits limits)
            throws DataException, StorageException {
        try {
            head(path, limits);
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw StorageException.of(path, "read", e);
        }
    }

    /** The first bytes of a file that may be read whole. */
    private static byte[] head(Path path, ReadLimits limits) throws IOException, DataException {
        FileChecks.requireReadable(path);
        long bytes = Files.size(path);
        if (bytes == 0) {
            throw DataException.of(path, "empty file", "a PNG or JPEG image");
        }
        long most = Math.min(limits.maxFileBytes(), Integer.MAX_VALUE - 16);
        if (bytes > most) {
            throw DataException.of(path, bytes + " bytes long", "at most " + most + " bytes");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(PngHeader.BYTES);
            checkStart(path, head, bytes, limits);
            return head;
        }
    }

    private static void checkStart(Path path, byte[] head, long bytes, ReadLimits limits)
            throws DataException {
        if (isPng(head)) {
            PngHeader h = PngHeader.read(path, head, limits);
            long pixels = (long) h.width() * h.height() * h.channels() * 2;
            if (bytes > 2 * pixels + METADATA_BYTES) {
                throw DataException.of(
                        path,
                        bytes + " bytes for " + h.width() + " x " + h.height() + " pixels",
                        "at most " + (2 * pixels + METADATA_BYTES));
            }
        } else if (!isJpeg(head)) {
            throw DataException.of(
                    path, "byte 0: neither PNG nor JPEG", "the signature of one of them");
        }
    }

    private static BufferedImage decode(Path path, String format, byte[] file, ReadLimits limits)
            throws DataException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        List<String> warnings = new ArrayList<>();
        try (MemoryCacheImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            ImageSize.check(path, reader.getWidth(0), reader.getHeight(0), limits);
            BufferedImage image = reader.read(0);
            // libjpeg fills what is missing with grey and merely warns.
            for (String warning : warnings) {
                if (warning.contains("Premature") || warning.contains("Corrupt")) {
                    throw DataException.of(path, "damaged: " + warning, "a whole image");
                }
            }
            return image;
        } catch (IOException | RuntimeException e) {
            // The decoders answer damage with exceptions of many kinds, also unchecked ones.
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw DataException.of(path, "damaged: " + why, "a readable " + format + " image", e);
        } finally {
            reader.dispose();
        }
    }

    /** Interleaved red, green, blue. 16-bit samples v become {@code round(v * 255 / 65535)}. */
    public byte[] toRgb(Path path) throws DataException {
        int bands = raster.getNumBands();
        if (bands > 4) {
            throw DataException.of(path, bands + " channels", "1 to 4");
        }
        int width = width();
        byte[] rgb = new byte[3 * width * height()];
        if (palette == null && copyBytes(rgb)) {
            return rgb;
        }
        int[] line = new int[width * bands];
        // Grey, with or without alpha: the one value for all three colours.
        int step = bands < 3 ? 0 : 1;
        for (int y = 0, to = 0; y < height(); y++) {
            raster.getPixels(0, y, width, 1, line);
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++, to++) {
                    rgb[to] =
                            palette != null
                                    ? (byte) (colour(line[x]) >> 16 - 8 * c)
                                    : (byte) eightBit(line[x * bands + c * step]);
                }
            }
        }
        return rgb;
    }

    /** The common case, three or four byte channels in any order, without a call for each pixel. */
    private boolean copyBytes(byte[] rgb) {
        if (!(raster.getDataBuffer() instanceof DataBufferByte bytes)
                || !(raster.getSampleModel() instanceof ComponentSampleModel model)
                || bytes.getNumBanks() != 1
                || model.getNumBands() < 3) {
            return false;
        }
        byte[] from = bytes.getData();
        int[] band = model.getBandOffsets();
        int red = band[0];
        int green = band[1];
        int blue = band[2];
        int step = model.getPixelStride();
        int width = width();
        for (int y = 0, to = 0; y < height(); y++) {
            int at = y * model.getScanlineStride();
            for (int x = 0; x < width; x++, at += step, to += 3) {
                rgb[to] = from[at + red];
                rgb[to + 1] = from[at + green];
                rgb[to + 2] = from[at + blue];
            }
        }
        return true;
    }

    /** Pixels in which any colour channel is above 0. */
    public boolean[] toMask() {
        int bands = raster.getNumBands();
        int colours = bands < 3 ? 1 : 3;
        int width = width();
        boolean[] set = new boolean[width * height()];
        int[] line = new int[width * bands];
        for (int y = 0; y < height(); y++) {
            raster.getPixels(0, y, width, 1, line);
            for (int x = 0; x < width; x++) {
                int any = 0;
                for (int c = 0; c < colours; c++) {
                    any |= palette == null ? line[x * bands + c] : colour(line[x]) & 0xffffff;
                }
                set[y * width + x] = any > 0;
            }
        }
        return set;
    }

    /** Samples of a grey 16-bit image. */
    public short[] toGrey16(Path path) throws DataException {
        if (raster.getNumBands() != 1
                || !(raster.getDataBuffer() instanceof DataBufferUShort samples)) {
            throw DataException.of(
                    path,
                    raster.getNumBands() + " channels of " + Integer.bitCount(max) + " bits",
                    "1 channel of 16 bits");
        }
        return samples.getData();
    }

    private int colour(int index) {
        return index < palette.length ? palette[index] : 0;
    }

    private int eightBit(int value) {
        return max == 255 ? value : (int) ((value * 255L + max / 2) / max);
    }
}
