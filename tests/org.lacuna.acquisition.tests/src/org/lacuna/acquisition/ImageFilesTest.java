package org.lacuna.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.DataException;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;
import org.lacuna.core.SeededRandom;

import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;

class ImageFilesTest {
    @TempDir Path folder;

    private static RgbImage noise(int width, int height) {
        byte[] data = new byte[3 * width * height];
        SeededRandom random = new SeededRandom(width * 31L + height);
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) random.nextLong();
        }
        return new RgbImage(width, height, data);
    }

    private Path write(BufferedImage image, String format) throws IOException {
        Path file = folder.resolve("image." + format);
        assertTrue(ImageIO.write(image, format, file.toFile()));
        return file;
    }

    private static BufferedImage samples(int type, int bands, int width, int height, int[] values) {
        WritableRaster raster =
                Raster.createInterleavedRaster(type, width, height, bands, new Point());
        raster.setPixels(0, 0, width, height, values);
        ColorSpace space =
                ColorSpace.getInstance(bands < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        boolean alpha = bands == 2 || bands == 4;
        return new BufferedImage(
                new ComponentColorModel(
                        space,
                        alpha,
                        false,
                        alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                        type),
                raster,
                false,
                null);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "1, 2", "37, 23", "300, 201"})
    void writePng_anySize_isReadBackByUsAndByTheJdk(int width, int height) throws Exception {
        RgbImage image = noise(width, height);
        Path file = folder.resolve("x.png");
        ImageFiles.writePng(file, image);
        assertEquals(image, ImageFiles.readRgb(file));
        BufferedImage theirs = ImageIO.read(file.toFile());
        for (int i = 0; i < width * height; i++) {
            int rgb = image.red(i) << 16 | image.green(i) << 8 | image.blue(i);
            assertEquals(rgb, theirs.getRGB(i % width, i / width) & 0xffffff);
        }
    }

    @Test
    void writePng_smoothImage_isSmall() throws Exception {
        byte[] data = new byte[3 * 200 * 200];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) ((i / 3 % 200 + i / 600) / 2);
        }
        Path file = folder.resolve("x.png");
        ImageFiles.writePng(file, new RgbImage(200, 200, data));
        assertTrue(file.toFile().length() < data.length / 20, "" + file.toFile().length());
    }

    @Test
    void readRgb_grey_becomesEqualChannels() throws Exception {
        BufferedImage grey = samples(DataBuffer.TYPE_BYTE, 1, 3, 1, new int[] {0, 77, 255});
        RgbImage image = ImageFiles.readRgb(write(grey, "png"));
        assertArrayEquals(new byte[] {0, 0, 0, 77, 77, 77, -1, -1, -1}, image.data());
    }

    @Test
    void readRgb_sixteenBits_areRoundedToEight() throws Exception {
        int[] values = new int[256 * 3 * 4];
        SeededRandom random = new SeededRandom(2);
        for (int i = 0; i < values.length; i++) {
            values[i] = i == 0 ? 65535 : random.nextInt(65536);
        }
        RgbImage image =
                ImageFiles.readRgb(
                        write(samples(DataBuffer.TYPE_USHORT, 3, 256, 4, values), "png"));
        for (int i = 0; i < values.length; i++) {
            assertEquals(Math.round(values[i] * 255.0 / 65535), image.data()[i] & 0xff);
        }
    }

    @Test
    void readRgb_alpha_isIgnored() throws Exception {
        int[] values = {10, 20, 30, 0, 200, 100, 50, 255};
        RgbImage image =
                ImageFiles.readRgb(write(samples(DataBuffer.TYPE_BYTE, 4, 2, 1, values), "png"));
        assertArrayEquals(new byte[] {10, 20, 30, (byte) 200, 100, 50}, image.data());
        int[] grey = {9, 0, 80, 128};
        image = ImageFiles.readRgb(write(samples(DataBuffer.TYPE_BYTE, 2, 2, 1, grey), "png"));
        assertArrayEquals(new byte[] {9, 9, 9, 80, 80, 80}, image.data());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void readRgb_palette_becomesItsColours(int bits) throws Exception {
        int colours = 1 << bits;
        byte[][] lut = new byte[3][colours];
        SeededRandom random = new SeededRandom(bits);
        for (int i = 0; i < colours; i++) {
            for (byte[] channel : lut) {
                channel[i] = (byte) random.nextLong();
            }
        }
        IndexColorModel model = new IndexColorModel(bits, colours, lut[0], lut[1], lut[2]);
        int type = bits < 8 ? BufferedImage.TYPE_BYTE_BINARY : BufferedImage.TYPE_BYTE_INDEXED;
        BufferedImage indexed = new BufferedImage(19, 5, type, model);
        for (int i = 0; i < 95; i++) {
            indexed.getRaster().setSample(i % 19, i / 19, 0, i % colours);
        }
        RgbImage image = ImageFiles.readRgb(write(indexed, "png"));
        for (int i = 0; i < 95; i++) {
            assertEquals(lut[0][i % colours] & 0xff, image.red(i));
            assertEquals(lut[1][i % colours] & 0xff, image.green(i));
            assertEquals(lut[2][i % colours] & 0xff, image.blue(i));
        }
    }

    @Test
    void readRgb_interlacedPng_isTheSame() throws Exception {
        RgbImage image = noise(33, 21);
        Path plain = folder.resolve("plain.png");
        ImageFiles.writePng(plain, image);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        Path file = folder.resolve("interlaced.png");
        try (FileImageOutputStream out = new FileImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(ImageIO.read(plain.toFile()), null, null), param);
        } finally {
            writer.dispose();
        }
        assertEquals(image, ImageFiles.readRgb(file));
    }

    @Test
    void readRgb_jpeg_isCloseToWhatWasWritten() throws Exception {
        BufferedImage smooth = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 48; i++) {
            smooth.setRGB(i % 64, i / 64, (i % 64) * 4 << 16 | (i / 64) * 5 << 8 | 90);
        }
        RgbImage image = ImageFiles.readRgb(write(smooth, "jpg"));
        for (int i = 0; i < 64 * 48; i++) {
            assertEquals(i % 64 * 4, image.red(i), 20);
            assertEquals(i / 64 * 5, image.green(i), 20);
        }
        BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSamples(0, 0, 16, 16, 0, new int[256]);
        assertEquals(0, ImageFiles.readRgb(write(grey, "jpg")).green(100));
    }

    @Test
    void readRgb_wrongExtension_goesByContent() throws Exception {
        Path file = folder.resolve("really-a-png.jpg");
        ImageFiles.writePng(file, noise(5, 5));
        assertEquals(noise(5, 5), ImageFiles.readRgb(file));
    }

    @Test
    void readRgb_limits_areKept() throws Exception {
        Path file = folder.resolve("x.png");
        ImageFiles.writePng(file, noise(20, 10));
        assertEquals(20, ImageFiles.readRgb(file, new ReadLimits(200, 1 << 20)).width());
        assertThrows(
                DataException.class, () -> ImageFiles.readRgb(file, new ReadLimits(199, 1 << 20)));
        assertThrows(DataException.class, () -> ImageFiles.readRgb(file, new ReadLimits(200, 100)));
    }

    @Test
    void readMask_anyValueAboveZero_isSet() throws Exception {
        int[] values = {0, 1, 127, 253, 254, 255};
        PixelMask mask =
                ImageFiles.readMask(write(samples(DataBuffer.TYPE_BYTE, 1, 6, 1, values), "png"));
        assertArrayEquals(new boolean[] {false, true, true, true, true, true}, mask.set());
    }

    @Test
    void readMask_colourWithAlpha_goesByColour() throws Exception {
        int[] values = {0, 0, 0, 255, 0, 0, 3, 0};
        PixelMask mask =
                ImageFiles.readMask(write(samples(DataBuffer.TYPE_BYTE, 4, 2, 1, values), "png"));
        assertArrayEquals(new boolean[] {false, true}, mask.set());
    }

    @Test
    void readMask_bilevel_isSetWhereWhite() throws Exception {
        BufferedImage image = new BufferedImage(9, 2, BufferedImage.TYPE_BYTE_BINARY);
        image.getRaster().setSample(8, 1, 0, 1);
        PixelMask mask = ImageFiles.readMask(write(image, "png"));
        assertEquals(1, mask.count());
        assertTrue(mask.get(8, 1));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "31, 17"})
    void writeMask_isReadBack(int width, int height) throws Exception {
        boolean[] set = new boolean[width * height];
        for (int i = 0; i < set.length; i++) {
            set[i] = i % 3 == 0;
        }
        PixelMask mask = new PixelMask(width, height, set);
        Path file = folder.resolve("m.png");
        ImageFiles.writeMask(file, mask);
        assertEquals(mask, ImageFiles.readMask(file));
    }
}
