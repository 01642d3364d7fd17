package org.lacuna.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.AnomalyMap;
import org.lacuna.report.Colours;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;

import javax.imageio.ImageIO;

class PicturesTest {
    private static BufferedImage decode(byte[] file) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    @Test
    void jpeg_widePicture_isShrunkByAveraging() throws Exception {
        int[] argb = new int[64 * 32];
        for (int i = 0; i < argb.length; i++) {
            // Columns alternate between black and white: the mean is grey everywhere.
            argb[i] = i % 2 == 0 ? 0xff000000 : 0xffffffff;
        }
        BufferedImage image = decode(Pictures.jpeg(argb, 64, 32, 16, 0.95));
        assertEquals(16, image.getWidth());
        assertEquals(8, image.getHeight());
        for (int x = 0; x < 16; x++) {
            assertEquals(128, image.getRGB(x, 4) & 0xff, 3);
        }
    }

    @Test
    void jpeg_narrowAndOddPictures_keepTheirShape() throws Exception {
        int[] one = {0xff3366cc};
        BufferedImage single = decode(Pictures.jpeg(one, 1, 1, 320, 0.9));
        assertEquals(1, single.getWidth());
        int[] wide = new int[1000];
        Arrays.fill(wide, 0xff808080);
        BufferedImage line = decode(Pictures.jpeg(wide, 1000, 1, 320, 0.9));
        assertEquals(320, line.getWidth());
        assertEquals(1, line.getHeight());
        BufferedImage odd = decode(Pictures.jpeg(new int[333 * 217], 333, 217, 320, 0.9));
        assertEquals(320, odd.getWidth());
        assertEquals(209, odd.getHeight());
    }

    @Test
    void overlay_singlePeak_survivesShrinking() throws Exception {
        float[] score = new float[300 * 200];
        score[117 * 300 + 151] = 1.7f;
        BufferedImage image = decode(Pictures.overlay(new AnomalyMap(300, 200, score), 0.8, 100));
        assertEquals(100, image.getWidth());
        assertEquals(67, image.getHeight());
        int shown = 0;
        for (int y = 0; y < 67; y++) {
            for (int x = 0; x < 100; x++) {
                int alpha = image.getRGB(x, y) >>> 24;
                if (alpha > 0) {
                    shown++;
                    assertEquals(50, x);
                    assertEquals(39, y);
                    assertEquals(Colours.overlay(1.7, 0.8) >>> 24, alpha, 2);
                }
            }
        }
        assertEquals(1, shown);
    }

    @Test
    void overlay_colours_followTheFixedScale() throws Exception {
        float[] score = {0, 0.4f, 0.79f, 1, 1.5f, 2, 50};
        BufferedImage image = decode(Pictures.overlay(new AnomalyMap(7, 1, score), 0.8, 160));
        for (int x = 0; x < score.length; x++) {
            int expected = Colours.overlay(Math.min(score[x], 2), 0.8);
            int found = image.getRGB(x, 0);
            assertEquals(expected >>> 24, found >>> 24, 12, "alpha at score " + score[x]);
            if (expected >>> 24 > 100) {
                for (int shift = 0; shift < 24; shift += 8) {
                    assertEquals(
                            expected >> shift & 0xff,
                            found >> shift & 0xff,
                            14,
                            "colour at score " + score[x]);
                }
            }
        }
        assertEquals(image.getRGB(5, 0), image.getRGB(6, 0));
    }

    @Test
    void overlay_smoothMap_isSmall() {
        float[] score = new float[800 * 600];
        for (int i = 0; i < score.length; i++) {
            score[i] = (float) (0.9 + 0.8 * Math.sin(i % 800 / 60.0) * Math.cos(i / 800 / 50.0));
        }
        int bytes = Pictures.overlay(new AnomalyMap(800, 600, score), 0.8, 160).length;
        assertTrue(bytes < 8_000, bytes + " bytes");
    }
}
