package org.lacuna.headless;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import javax.imageio.ImageIO;

/** Makes small files, sound and broken, without the product's own writers. */
final class TestFiles {
    private TestFiles() {}

    /**
     * An uncompressed TIFF, little endian, one strip, float samples.
     *
     * @param samples {@code width * height * channels} values
     */
    static byte[] tiff(int width, int height, int channels, float[] samples) {
        ByteBuffer data = ByteBuffer.allocate(4 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float s : samples) {
            data.putFloat(s);
        }
        return tiff(width, height, channels, data.array());
    }

    /** As above, with any bytes for the samples: size and content need not agree. */
    static byte[] tiff(int width, int height, int channels, byte[] data) {
        int entries = 10;
        int arrays = 8 + 2 + 12 * entries + 4;
        int dataAt = arrays + 4 * channels;
        ByteBuffer file = ByteBuffer.allocate(dataAt + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        file.putShort((short) entries);
        entry(file, 256, 4, 1, width);
        entry(file, 257, 4, 1, height);
        shorts(file, 258, channels, 32, arrays);
        entry(file, 259, 3, 1, 1);
        entry(file, 262, 3, 1, channels == 3 ? 2 : 1);
        entry(file, 273, 4, 1, dataAt);
        entry(file, 277, 3, 1, channels);
        entry(file, 278, 4, 1, height);
        entry(file, 279, 4, 1, data.length);
        shorts(file, 339, channels, 3, arrays + 2 * channels);
        file.putInt(0);
        file.position(arrays);
        for (int c = 0; c < channels; c++) {
            file.putShort((short) 32);
        }
        for (int c = 0; c < channels; c++) {
            file.putShort((short) 3);
        }
        file.position(dataAt);
        file.put(data);
        return file.array();
    }

    private static void entry(ByteBuffer file, int tag, int type, int count, int value) {
        file.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    /** Up to two shorts fit into the entry itself. */
    private static void shorts(ByteBuffer file, int tag, int count, int value, int at) {
        entry(file, tag, 3, count, count == 1 ? value : count == 2 ? value | value << 16 : at);
    }

    /** A tilted plane in metres, every point valid. */
    static byte[] plane(int width, int height) {
        float[] xyz = new float[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = 3 * (y * width + x);
                xyz[i] = 0.0005f * x;
                xyz[i + 1] = 0.0005f * y;
                xyz[i + 2] = 0.5f + 0.00001f * x;
            }
        }
        return tiff(width, height, 3, xyz);
    }

    /** A scan without any valid point. */
    static byte[] nanOnly(int width, int height) {
        float[] xyz = new float[3 * width * height];
        Arrays.fill(xyz, Float.NaN);
        return tiff(width, height, 3, xyz);
    }

    /** A grey gradient. */
    static byte[] png(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, 0x010101 * (60 + (x + 2 * y) % 120));
            }
        }
        return encode(image, "png");
    }

    /** A mask in which nothing is set. */
    static byte[] emptyMask(int width, int height) throws IOException {
        return encode(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "png");
    }

    private static byte[] encode(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    /** The first part of the bytes. */
    static byte[] truncated(byte[] bytes, double share) {
        return Arrays.copyOf(bytes, (int) (bytes.length * share));
    }

    /** Writes a file, making its folders. */
    static Path write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    /** Copies a folder with all that is in it. */
    static void copy(Path from, Path to) throws IOException {
        try (var walk = Files.walk(from)) {
            for (Path p : (Iterable<Path>) walk::iterator) {
                Path target = to.resolve(from.relativize(p).toString());
                if (Files.isDirectory(p)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(p, target);
                }
            }
        }
    }
}
