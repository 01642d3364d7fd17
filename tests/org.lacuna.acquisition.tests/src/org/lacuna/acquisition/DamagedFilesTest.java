package org.lacuna.acquisition;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.DataException;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.StorageException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

/**
 * Random damage: every file is either read or refused by the checked family, never anything else.
 */
class DamagedFilesTest {
    private static final int TRIALS = 400;

    @TempDir Path folder;

    private static byte[] damaged(byte[] good, SeededRandom random) {
        byte[] bytes = good.clone();
        int hits = 1 + random.nextInt(4);
        for (int k = 0; k < hits; k++) {
            // Half of the hits go into the header, where they do most harm.
            int range = random.nextInt(2) == 0 ? Math.min(300, bytes.length) : bytes.length;
            bytes[random.nextInt(range)] = (byte) random.nextLong();
        }
        int length = random.nextInt(6) == 0 ? random.nextInt(bytes.length) : bytes.length;
        return java.util.Arrays.copyOf(bytes, length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "lzw",
                "lzw-predictor3-big-endian",
                "deflate-predictor3",
                "packbits",
                "tiles-deflate-predictor3",
                "bigtiff-tiles-big-endian",
                "planar-deflate-predictor3"
            })
    void readCloud_damagedFile_isReadOrRefused(String name) throws Exception {
        byte[] good;
        try (InputStream in =
                TiffFilesTest.class.getResourceAsStream("internal/tiff/" + name + ".tiff")) {
            good = in.readAllBytes();
        }
        SeededRandom random = new SeededRandom(name.hashCode());
        Path file = folder.resolve("x.tiff");
        int refused = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Files.write(file, damaged(good, random));
            try {
                TiffFiles.readCloud(file, 1);
            } catch (DataException e) {
                refused++;
                assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
            }
        }
        assertTrue(refused > TRIALS / 10, "only " + refused + " refused");
    }

    /** Every beginning of a file that is shorter than any header, and bytes of no format. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "none"})
    void readers_ofAFewBytes_refuseThem(String format) throws Exception {
        byte[] whole = new byte[40];
        if (!format.equals("none")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), format, out);
            whole = out.toByteArray();
        }
        Path image = folder.resolve("x." + format);
        Path cloud = folder.resolve("x.tiff");
        for (int length = 0; length <= 40; length++) {
            byte[] few = java.util.Arrays.copyOf(whole, length);
            Files.write(image, few);
            Files.write(cloud, few);
            for (Executable reader :
                    List.<Executable>of(
                            () -> ImageFiles.readRgb(image),
                            () -> ImageFiles.readMask(image),
                            () -> FileDescription.describe(image),
                            () -> TiffFiles.readCloud(cloud, 1),
                            () -> TiffFiles.readMap(cloud))) {
                DataException e = assertThrows(DataException.class, reader, length + " bytes");
                assertTrue(e.getMessage().contains("x."), e.getMessage());
            }
        }
    }

    @Test
    void readRgb_damagedJpeg_isReadOrRefused() throws Exception {
        damagedImages("jpg");
    }

    @Test
    void readRgb_damagedPng_isRefused() throws Exception {
        assertTrue(damagedImages("png") > TRIALS * 9 / 10);
    }

    private int damagedImages(String format) throws IOException, StorageException {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 1200; i++) {
            image.setRGB(i % 40, i / 40, i * 7919);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        SeededRandom random = new SeededRandom(5);
        Path file = folder.resolve("x." + format);
        int refused = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Files.write(file, damaged(out.toByteArray(), random));
            try {
                ImageFiles.readRgb(file, new ReadLimits(1 << 22, 1 << 20));
            } catch (DataException e) {
                refused++;
                assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
            }
        }
        return refused;
    }
}
