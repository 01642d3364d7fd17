package org.lacuna.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.DataException;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.StorageException;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.FileImageOutputStream;

class TiffFilesTest {
    @TempDir Path folder;

    /** The formula after which the files in {@code internal/tiff} were written by tifffile. */
    private static float fixture(int x, int y, int channel) {
        return (x * 7 + y * 3 + channel * 11) % 17 / 8f - 1 + channel;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "deflate-predictor3",
                "lzw",
                "lzw-predictor2",
                "lzw-predictor3-big-endian",
                "deflate-predictor2-big-endian",
                "packbits",
                "tiles-deflate-predictor3",
                "bigtiff-tiles-big-endian",
                "planar-deflate-predictor3",
                "float64-lzw-predictor3"
            })
    void readCloud_filesOfAnotherWriter_givesTheirValues(String name) throws Exception {
        OrganizedCloud cloud = TiffFiles.readCloud(fixtureFile(name), 10);
        assertEquals(13, cloud.width());
        assertEquals(9, cloud.height());
        for (int i = 0; i < cloud.size(); i++) {
            int x = i % 13;
            int y = i / 13;
            boolean zero = x == 3 && y == 2;
            boolean nan = x == 5 && y == 4;
            assertEquals(!zero && !nan, cloud.isValid(i), "pixel " + i);
            if (cloud.isValid(i)) {
                assertEquals(10 * fixture(x, y, 0), cloud.x()[i]);
                assertEquals(10 * fixture(x, y, 1), cloud.y()[i]);
                assertEquals(10 * fixture(x, y, 2), cloud.z()[i]);
            }
        }
    }

    private Path fixtureFile(String name) throws IOException {
        Path file = folder.resolve(name + ".tiff");
        try (InputStream in =
                TiffFilesTest.class.getResourceAsStream("internal/tiff/" + name + ".tiff")) {
            Files.copy(in, file);
        }
        return file;
    }

    private static OrganizedCloud cloud(int width, int height, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[][] axis = new float[3][width * height];
        for (int i = 0; i < width * height; i++) {
            boolean valid = random.nextInt(5) > 0;
            for (float[] a : axis) {
                a[i] = valid ? (float) random.uniform(-400, 400) : Float.NaN;
            }
        }
        return new OrganizedCloud(width, height, axis[0], axis[1], axis[2]);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "7, 1", "2, 2", "63, 41", "640, 3", "9000, 2"})
    void writeCloud_anySize_isReadBackToTheBit(int width, int height) throws Exception {
        Path file = folder.resolve("c.tiff");
        OrganizedCloud cloud = cloud(width, height, 3);
        TiffFiles.writeCloud(file, cloud, 1);
        assertEquals(cloud, TiffFiles.readCloud(file, 1));
    }

    @Test
    void writeCloud_metres_isReadBackToFloatPrecision() throws Exception {
        Path file = folder.resolve("c.tiff");
        OrganizedCloud cloud = cloud(40, 30, 4);
        TiffFiles.writeCloud(file, cloud, TiffFiles.METRES);
        OrganizedCloud back = TiffFiles.readCloud(file, TiffFiles.METRES);
        assertEquals(cloud.validCount(), back.validCount());
        assertArrayEquals(cloud.x(), back.x(), 1e-4f);
        assertArrayEquals(cloud.z(), back.z(), 1e-4f);
    }

    @Test
    void writeCloud_isReadByTheJdksOwnReader() throws Exception {
        Path file = folder.resolve("c.tiff");
        OrganizedCloud cloud = cloud(100, 80, 5);
        TiffFiles.writeCloud(file, cloud, 1);
        Raster raster = jdkRead(file);
        assertEquals(3, raster.getNumBands());
        for (int i = 0; i < cloud.size(); i++) {
            float z = raster.getSampleFloat(i % 100, i / 100, 2);
            assertEquals(cloud.isValid(i) ? cloud.z()[i] : 0, z);
        }
    }

    private static Raster jdkRead(Path file) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
        try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
            reader.setInput(in);
            return reader.canReadRaster() ? reader.readRaster(0, null) : reader.read(0).getRaster();
        } finally {
            reader.dispose();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LZW, false, false", "LZW, true, false", "LZW, false, true", "ZLib, false, false",
        "ZLib, true, true", "Deflate, false, false", "PackBits, false, false",
                "PackBits, true, true",
        "none, true, true"
    })
    void readCloud_filesOfTheJdksWriter_givesTheirValues(
            String compression, boolean tiled, boolean bigEndian) throws Exception {
        int width = 70;
        int height = 50;
        float[][] bands = new float[3][width * height];
        SeededRandom random = new SeededRandom(6);
        for (int i = 0; i < width * height; i++) {
            for (float[] band : bands) {
                // Few different values, so that the compressors find repetitions.
                band[i] = random.nextInt(4) + 1;
            }
        }
        Path file = folder.resolve("jdk.tiff");
        jdkWrite(file, bands, width, height, compression, tiled, bigEndian);
        OrganizedCloud cloud = TiffFiles.readCloud(file, 1);
        assertArrayEquals(bands[0], cloud.x());
        assertArrayEquals(bands[1], cloud.y());
        assertArrayEquals(bands[2], cloud.z());
    }

    private static void jdkWrite(
            Path file,
            float[][] bands,
            int width,
            int height,
            String compression,
            boolean tiled,
            boolean bigEndian)
            throws IOException {
        WritableRaster raster =
                Raster.createWritableRaster(
                        new BandedSampleModel(DataBuffer.TYPE_FLOAT, width, height, 3), null);
        for (int b = 0; b < 3; b++) {
            raster.setSamples(0, 0, width, height, b, bands[b]);
        }
        ColorModel colours =
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_sRGB),
                        false,
                        false,
                        Transparency.OPAQUE,
                        DataBuffer.TYPE_FLOAT);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        if (!compression.equals("none")) {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(compression);
        }
        if (tiled) {
            param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
            param.setTiling(32, 16, 0, 0);
        }
        try (FileImageOutputStream out = new FileImageOutputStream(file.toFile())) {
            out.setByteOrder(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            writer.setOutput(out);
            BufferedImage image = new BufferedImage(colours, raster, false, null);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
    }

    @Test
    void readCloud_withoutAnyPoint_isLegal() throws Exception {
        float[][] nan = new float[3][12];
        for (float[] a : nan) {
            Arrays.fill(a, Float.NaN);
        }
        Path file = folder.resolve("nan.tiff");
        TiffFiles.writeCloud(file, new OrganizedCloud(4, 3, nan[0], nan[1], nan[2]), 1);
        assertEquals(0, TiffFiles.readCloud(file, 1000).validCount());
    }

    @Test
    void readCloud_pointWithOneCoordinateZero_isValid() throws Exception {
        Path file = folder.resolve("zero.tiff");
        OrganizedCloud cloud =
                new OrganizedCloud(
                        3, 1, new float[] {0, 0, 5}, new float[] {0, 2, 0}, new float[] {7, 0, 0});
        TiffFiles.writeCloud(file, cloud, 1);
        assertEquals(3, TiffFiles.readCloud(file, 1).validCount());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 2", "131, 77"})
    void writeMap_anySize_isReadBackToTheBit(int width, int height) throws Exception {
        SeededRandom random = new SeededRandom(8);
        float[] score = new float[width * height];
        for (int i = 0; i < score.length; i++) {
            score[i] = random.nextInt(3) == 0 ? 0 : (float) random.nextDouble();
        }
        AnomalyMap map = new AnomalyMap(width, height, score);
        Path file = folder.resolve("deep/er/m.tiff");
        TiffFiles.writeMap(file, map);
        assertEquals(map, TiffFiles.readMap(file));
        assertEquals(1, jdkRead(file).getNumBands());
    }

    @Test
    void readMap_negativeOrNaN_isRefusedWithThePlace() throws Exception {
        Path file = folder.resolve("m.tiff");
        float[] score = new float[12];
        TiffFiles.writeMap(file, new AnomalyMap(4, 3, score));
        byte[] bytes = Files.readAllBytes(file);
        // The last but one sample, little-endian: -1.
        bytes[bytes.length - 5] = (byte) 0xbf;
        bytes[bytes.length - 6] = (byte) 0x80;
        Files.write(file, bytes);
        DataException e = assertThrows(DataException.class, () -> TiffFiles.readMap(file));
        assertTrue(e.getMessage().contains("column 2, row 2: score -1.0"), e.getMessage());
    }

    @Test
    void readCloud_missingFile_isAStorageProblem() {
        Path file = folder.resolve("none.tiff");
        StorageException e =
                assertThrows(StorageException.class, () -> TiffFiles.readCloud(file, 1));
        assertTrue(e.getMessage().contains("no such file"), e.getMessage());
    }

    @Test
    void readCloud_unitThatIsNone_isTheCallersBug() {
        for (double unit : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> TiffFiles.readCloud(folder.resolve("x.tiff"), unit));
        }
    }

    @Test
    void writeMap_overAFolder_isRefusedAndLeavesNothing() throws Exception {
        Path file = folder.resolve("taken");
        Files.createDirectories(file.resolve("inside"));
        AnomalyMap map = new AnomalyMap(1, 1, new float[1]);
        assertThrows(StorageException.class, () -> TiffFiles.writeMap(file, map));
        try (var list = Files.list(folder)) {
            assertEquals(1, list.count());
        }
        assertFalse(Files.isRegularFile(file));
    }

    @Test
    void readCloud_limits_areKept() throws Exception {
        Path file = folder.resolve("c.tiff");
        TiffFiles.writeCloud(file, cloud(20, 10, 1), 1);
        assertEquals(200, TiffFiles.readCloud(file, 1, new ReadLimits(200, 1 << 20)).size());
        DataException pixels =
                assertThrows(
                        DataException.class,
                        () -> TiffFiles.readCloud(file, 1, new ReadLimits(199, 1 << 20)));
        assertTrue(pixels.getMessage().contains("20 x 10 pixels"), pixels.getMessage());
        DataException bytes =
                assertThrows(
                        DataException.class,
                        () -> TiffFiles.readCloud(file, 1, new ReadLimits(200, 2000)));
        assertTrue(bytes.getMessage().contains("at most 2000 bytes"), bytes.getMessage());
    }
}
