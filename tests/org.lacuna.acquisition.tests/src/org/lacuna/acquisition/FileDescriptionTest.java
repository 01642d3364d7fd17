package org.lacuna.acquisition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.RgbImage;
import org.lacuna.core.StorageException;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;

import javax.imageio.ImageIO;

class FileDescriptionTest {
    @TempDir Path folder;

    @Test
    void describe_cloud_givesPointsBoundsAndSpacing() throws Exception {
        float[] x = new float[20];
        float[] y = new float[20];
        float[] z = new float[20];
        for (int i = 0; i < 20; i++) {
            x[i] = 2 * (i % 5);
            y[i] = 3 * (i / 5);
            z[i] = i == 0 ? Float.NaN : 500 + i / 5;
        }
        Path file = folder.resolve("c.tiff");
        TiffFiles.writeCloud(file, new OrganizedCloud(5, 4, x, y, z), TiffFiles.METRES);
        FileDescription d = FileDescription.describe(file);
        FileDescription.CloudSummary c = d.cloud().orElseThrow();
        assertEquals(19, c.validPoints());
        assertEquals(0, c.minXMm(), 1e-6);
        assertEquals(8, c.maxXMm(), 1e-4);
        assertEquals(9, c.maxYMm(), 1e-4);
        assertEquals(503, c.maxZMm(), 1e-3);
        assertEquals(2, c.spacingMm(), 1e-4);
        String text = String.join("\n", d.lines());
        assertTrue(
                text.startsWith("TIFF, uncompressed, strips of 4 rows\nsize: 5 x 4, 3 x 32-bit"),
                text);
        assertTrue(text.contains("valid points: 19 of 20 (95.0 %)"), text);
    }

    @Test
    void describe_cloudWithoutPoints_saysSo() throws Exception {
        float[] nan = new float[6];
        Arrays.fill(nan, Float.NaN);
        Path file = folder.resolve("c.tiff");
        TiffFiles.writeCloud(file, new OrganizedCloud(3, 2, nan, nan.clone(), nan.clone()), 1);
        FileDescription d = FileDescription.describe(file);
        assertEquals(0, d.cloud().orElseThrow().validPoints());
        assertTrue(Double.isNaN(d.cloud().orElseThrow().spacingMm()));
        assertEquals(3, d.lines().size());
    }

    @Test
    void describe_map_hasNoCloud() throws Exception {
        Path file = folder.resolve("m.tiff");
        TiffFiles.writeMap(file, new AnomalyMap(3, 2, new float[6]));
        FileDescription d = FileDescription.describe(file);
        assertEquals(1, d.channels());
        assertTrue(d.cloud().isEmpty());
    }

    @Test
    void describe_images_givesSizeAndKind() throws Exception {
        Path png = folder.resolve("i.png");
        ImageFiles.writePng(png, new RgbImage(7, 5, new byte[105]));
        FileDescription d = FileDescription.describe(png);
        assertEquals("PNG, RGB", d.type());
        assertEquals("8-bit", d.samples());
        assertEquals(7, d.width());
        assertEquals(png.toFile().length(), d.fileBytes());
        Path jpeg = folder.resolve("i.jpg");
        ImageIO.write(new BufferedImage(7, 5, BufferedImage.TYPE_INT_RGB), "jpg", jpeg.toFile());
        assertEquals("JPEG", FileDescription.describe(jpeg).type());
        assertEquals(3, FileDescription.describe(jpeg).channels());
    }

    @Test
    void describe_missing_isAStorageProblem() {
        for (String name : new String[] {"x.png", "x.tiff", "x"}) {
            Path file = folder.resolve(name);
            assertThrows(StorageException.class, () -> FileDescription.describe(file));
        }
    }
}
