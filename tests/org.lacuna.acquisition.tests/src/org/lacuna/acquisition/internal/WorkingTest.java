package org.lacuna.acquisition.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.Availability;
import org.lacuna.core.GridTransform;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.RgbImage;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;
import org.lacuna.core.WorkingImage;

import java.util.Arrays;

class WorkingTest {
    private static final int SIDE = PatchGrid.WORKING_SIDE;

    private static RgbImage noise(int width, int height) {
        byte[] data = new byte[3 * width * height];
        SeededRandom random = new SeededRandom(width + 1000L * height);
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) random.nextLong();
        }
        return new RgbImage(width, height, data);
    }

    /** Sums the overlap of the working pixel's square with every square of the padded picture. */
    private static double oracle(
            RgbImage image, GridTransform t, int column, int row, int channel) {
        double x0 = t.toSensorX(column);
        double x1 = t.toSensorX(column + 1);
        double y0 = t.toSensorY(row);
        double y1 = t.toSensorY(row + 1);
        double sum = 0;
        for (int y = (int) Math.floor(y0); y < y1; y++) {
            for (int x = (int) Math.floor(x0); x < x1; x++) {
                double area =
                        Math.max(0, Math.min(x1, x + 1) - Math.max(x0, x))
                                * Math.max(0, Math.min(y1, y + 1) - Math.max(y0, y));
                int pixel =
                        Math.clamp(y, 0, image.height() - 1) * image.width()
                                + Math.clamp(x, 0, image.width() - 1);
                sum += area * (image.data()[3 * pixel + channel] & 0xff) / 255;
            }
        }
        return sum / ((x1 - x0) * (y1 - y0));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "2, 1",
        "3, 7",
        "56, 56",
        "224, 224",
        "223, 225",
        "600, 800",
        "640, 480",
        "1000, 30"
    })
    void image_anySize_isTheExactAreaAverage(int width, int height) {
        RgbImage image = noise(width, height);
        GridTransform t = GridTransform.squarePad(width, height);
        WorkingImage working = Working.image(image, t, Workers.sequential());
        SeededRandom random = new SeededRandom(1);
        for (int k = 0; k < 300; k++) {
            int column = k == 0 ? 0 : k == 1 ? SIDE - 1 : random.nextInt(SIDE);
            int row = k == 0 ? 0 : k == 1 ? SIDE - 1 : random.nextInt(SIDE);
            int channel = k % 3;
            assertEquals(
                    oracle(image, t, column, row, channel),
                    working.rgb()[(row * SIDE + column) * 3 + channel],
                    2e-6);
        }
    }

    @Test
    void image_white_staysWithinOne() {
        byte[] data = new byte[3 * 601 * 799];
        Arrays.fill(data, (byte) 255);
        GridTransform t = GridTransform.squarePad(601, 799);
        for (float v : Working.image(new RgbImage(601, 799, data), t, Workers.sequential()).rgb()) {
            assertTrue(v > 0.99999f && v <= 1, "" + v);
        }
    }

    @ParameterizedTest
    @CsvSource({"600, 800", "640, 480", "224, 224", "100, 100", "57, 31", "3, 2", "1, 1"})
    void share_randomPixels_isTheFractionOfCentresInThePatch(int width, int height) {
        GridTransform t = GridTransform.squarePad(width, height);
        boolean[] usable = new boolean[width * height];
        SeededRandom random = new SeededRandom(4);
        for (int i = 0; i < usable.length; i++) {
            usable[i] = random.nextInt(3) > 0;
        }
        Availability share = Working.share(t, usable);
        for (int p = 0; p < PatchGrid.PATCHES; p += 5) {
            double x0 = t.toSensorX(p % PatchGrid.SIDE * PatchGrid.PATCH_PX);
            double x1 = t.toSensorX((p % PatchGrid.SIDE + 1) * PatchGrid.PATCH_PX);
            double y0 = t.toSensorY(p / PatchGrid.SIDE * PatchGrid.PATCH_PX);
            double y1 = t.toSensorY((p / PatchGrid.SIDE + 1) * PatchGrid.PATCH_PX);
            int all = 0;
            int good = 0;
            // One pixel more on each side: a centre on the edge may fall to either patch.
            boolean onEdge = false;
            for (int y = Math.max(0, (int) y0 - 1); y < Math.min(height, y1 + 1); y++) {
                for (int x = Math.max(0, (int) x0 - 1); x < Math.min(width, x1 + 1); x++) {
                    double cx = x + 0.5;
                    double cy = y + 0.5;
                    onEdge |= Math.min(Math.abs(cx - x0), Math.abs(cx - x1)) < 1e-9;
                    onEdge |= Math.min(Math.abs(cy - y0), Math.abs(cy - y1)) < 1e-9;
                    if (cx >= x0 && cx < x1 && cy >= y0 && cy < y1) {
                        all++;
                        good += usable[y * width + x] ? 1 : 0;
                    }
                }
            }
            if (all > 0 && !onEdge) {
                assertEquals((float) good / all, share.at(p));
            }
        }
    }

    @Test
    void share_coarseSensor_hasNoGaps() {
        boolean[] all = new boolean[9];
        Arrays.fill(all, true);
        assertEquals(Availability.full(), Working.share(GridTransform.squarePad(3, 3), all));
    }

    @Test
    void share_padding_isNotAvailable() {
        boolean[] all = new boolean[100 * 50];
        Arrays.fill(all, true);
        Availability share = Working.share(GridTransform.squarePad(100, 50), all);
        assertEquals(0, share.at(0));
        assertEquals(1, share.at(28 * PatchGrid.SIDE));
        assertEquals(0, share.at(PatchGrid.PATCHES - 1));
    }
}
