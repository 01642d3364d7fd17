package org.lacuna.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SeededRandom;

import java.util.Arrays;
import java.util.Optional;

class ScanDegradationTest {
    private static final int WIDTH = 180;
    private static final int HEIGHT = 120;
    private static final int OVER_EXPOSED = 250;
    private static final SampleId ID = new SampleId("plate", "good", "000");

    private static OrganizedCloud cloud() {
        float[] x = new float[WIDTH * HEIGHT];
        float[] y = new float[WIDTH * HEIGHT];
        float[] z = new float[WIDTH * HEIGHT];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % WIDTH;
            y[i] = i / WIDTH;
            // The sensor has holes of its own.
            z[i] = i % 7 == 0 || i % WIDTH < 20 ? Float.NaN : 400;
        }
        return new OrganizedCloud(WIDTH, HEIGHT, x, y, z);
    }

    private static RgbImage image() {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (40 + 120 * ((i / 3 % WIDTH / 12 + i / 3 / WIDTH / 12) % 2));
        }
        return new RgbImage(WIDTH, HEIGHT, rgb);
    }

    private static Sample scan() {
        return new Sample(ID, Optional.of(image()), Optional.of(cloud()));
    }

    private static SeededRandom random(long seed) {
        return new SeededRandom(seed);
    }

    private static int whites(RgbImage image) {
        int n = 0;
        for (int i = 0; i < image.width() * image.height(); i++) {
            n += isWhite(image, i) ? 1 : 0;
        }
        return n;
    }

    private static boolean isWhite(RgbImage image, int i) {
        return Math.min(image.red(i), Math.min(image.green(i), image.blue(i))) >= OVER_EXPOSED;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 15, 30, 60, 90, 95})
    void points_anyShare_isHitToThePointAndNothingElseChanges(double percent) {
        Sample before = scan();
        OrganizedCloud cloud = before.cloud().get();
        for (int seed = 0; seed < 5; seed++) {
            Sample after = ScanDegradation.points(percent).apply(before, random(seed));
            OrganizedCloud left = after.cloud().get();
            assertEquals(
                    Math.round(percent / 100 * cloud.validCount()),
                    cloud.validCount() - left.validCount());
            for (int i = 0; i < cloud.size(); i++) {
                if (left.isValid(i)) {
                    assertEquals(cloud.x()[i], left.x()[i]);
                    assertEquals(cloud.y()[i], left.y()[i]);
                    assertEquals(cloud.z()[i], left.z()[i]);
                } else {
                    assertTrue(Float.isNaN(left.x()[i]) && Float.isNaN(left.y()[i]));
                }
            }
            assertEquals(before.rgb(), after.rgb());
            assertEquals(ID, after.id());
        }
        assertEquals(scan(), before, "the scan itself stays as it is");
    }

    /** Points lost one by one would leave few neighbours that share a fate. */
    @Test
    void points_areLostInHolesAndNotOneByOne() {
        OrganizedCloud before = cloud();
        OrganizedCloud after = ScanDegradation.points(30).apply(scan(), random(3)).cloud().get();
        int lost = 0;
        int surrounded = 0;
        for (int i = 0; i + 1 < after.size(); i++) {
            if (before.isValid(i) && !after.isValid(i) && before.isValid(i + 1)) {
                lost++;
                surrounded += after.isValid(i + 1) ? 0 : 1;
            }
        }
        assertTrue(surrounded > 0.85 * lost, surrounded + " of " + lost);
    }

    @Test
    void points_anotherSeed_otherHoles() {
        Sample one = ScanDegradation.points(30).apply(scan(), random(1));
        assertEquals(one, ScanDegradation.points(30).apply(scan(), random(1)));
        assertNotEquals(one, ScanDegradation.points(30).apply(scan(), random(2)));
    }

    @Test
    void points_higherLevel_holdsTheLowerOne() {
        for (int seed = 0; seed < 5; seed++) {
            OrganizedCloud less = cloud();
            for (double percent = 5; percent <= 95; percent += 10) {
                OrganizedCloud more =
                        ScanDegradation.points(percent).apply(scan(), random(seed)).cloud().get();
                for (int i = 0; i < more.size(); i++) {
                    assertFalse(more.isValid(i) && !less.isValid(i), percent + " % at " + i);
                }
                less = more;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 10, 40, 60, 95})
    void exposure_anyShare_isHitToThePixelWithASoftEdge(double percent) {
        Sample before = scan();
        for (int seed = 0; seed < 5; seed++) {
            Sample after = ScanDegradation.exposure(percent).apply(before, random(seed));
            RgbImage image = after.rgb().get();
            assertEquals(Math.round(percent / 100 * WIDTH * HEIGHT), whites(image));
            int between = 0;
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                int was = before.rgb().get().green(i);
                assertTrue(image.green(i) >= was, "a highlight only adds light");
                between += image.green(i) > was && !isWhite(image, i) ? 1 : 0;
            }
            assertTrue(between > 0.02 * whites(image), between + " pixels of edge");
            assertEquals(before.cloud(), after.cloud());
        }
    }

    @Test
    void exposure_higherLevel_isNowhereDarker() {
        for (int seed = 0; seed < 5; seed++) {
            RgbImage less = image();
            for (double percent = 5; percent <= 95; percent += 10) {
                RgbImage more =
                        ScanDegradation.exposure(percent).apply(scan(), random(seed)).rgb().get();
                for (int i = 0; i < WIDTH * HEIGHT; i++) {
                    assertTrue(more.red(i) >= less.red(i), percent + " % at " + i);
                    assertTrue(isWhite(more, i) || !isWhite(less, i));
                }
                less = more;
            }
        }
    }

    @Test
    void exposure_whatWasOverExposed_staysSo() {
        RgbImage image = image();
        Arrays.fill(image.data(), 0, 300, (byte) 255);
        Sample bright = new Sample(ID, Optional.of(image), Optional.empty());
        RgbImage after = ScanDegradation.exposure(10).apply(bright, random(4)).rgb().get();
        for (int i = 0; i < 100; i++) {
            assertTrue(isWhite(after, i));
        }
    }

    @Test
    void blur_smearsTheImageAndKeepsTheCloud() {
        Sample before = scan();
        Sample little = ScanDegradation.blur(4).apply(before, random(5));
        Sample much = ScanDegradation.blur(32).apply(before, random(5));
        double contrast = contrast(before.rgb().get());
        assertTrue(contrast(little.rgb().get()) < 0.9 * contrast);
        assertTrue(contrast(much.rgb().get()) < contrast(little.rgb().get()));
        assertEquals(before.cloud(), much.cloud());
    }

    private static double contrast(RgbImage image) {
        double sum = 0;
        double squares = 0;
        int n = image.width() * image.height();
        for (int i = 0; i < n; i++) {
            sum += image.green(i);
            squares += (double) image.green(i) * image.green(i);
        }
        return Math.sqrt(squares / n - sum / n * (sum / n));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,9", "9,1", "3,2"})
    void apply_tinyImages_workAtAnyStrength(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) 77);
        Sample tiny =
                new Sample(ID, Optional.of(new RgbImage(width, height, rgb)), Optional.empty());
        RgbImage blurred = ScanDegradation.blur(100).apply(tiny, random(1)).rgb().get();
        assertEquals(tiny.rgb().get(), blurred, "an even image stays even");
        RgbImage white = ScanDegradation.exposure(95).apply(tiny, random(1)).rgb().get();
        assertEquals(Math.round(0.95 * width * height), whites(white));
    }

    @Test
    void apply_absentModality_staysAbsent() {
        ScanDegradation all = new ScanDegradation(30, 8, 20);
        Sample image = new Sample(ID, Optional.of(image()), Optional.empty());
        Sample cloud = new Sample(ID, Optional.empty(), Optional.of(cloud()));
        Sample both = all.apply(scan(), random(6));
        assertEquals(both.rgb(), all.apply(image, random(6)).rgb());
        assertTrue(all.apply(image, random(6)).cloud().isEmpty());
        assertEquals(both.cloud(), all.apply(cloud, random(6)).cloud());
        assertTrue(all.apply(cloud, random(6)).rgb().isEmpty());
    }

    @Test
    void apply_cloudWithoutPoints_staysWithout() {
        float[] none = new float[12];
        Arrays.fill(none, Float.NaN);
        OrganizedCloud empty = new OrganizedCloud(4, 3, none, none.clone(), none.clone());
        Sample sample = new Sample(ID, Optional.empty(), Optional.of(empty));
        assertEquals(
                0, ScanDegradation.points(50).apply(sample, random(1)).cloud().get().validCount());
    }

    @Test
    void apply_none_changesNothing() {
        Sample before = scan();
        Sample after = ScanDegradation.NONE.apply(before, random(7));
        assertSame(before.rgb().get(), after.rgb().get());
        assertSame(before.cloud().get(), after.cloud().get());
    }

    @ParameterizedTest
    @CsvSource({
        "-1,0,0,dropPointsPercent: -1",
        "95.5,0,0,dropPointsPercent: 95.5",
        "NaN,0,0,dropPointsPercent: NaN",
        "0,100.5,0,blurPx: 100.5",
        "0,0,96,overexposePercent: 96"
    })
    void constructor_outOfRange_namesFieldAndRange(
            double points, double blur, double exposure, String text) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new ScanDegradation(points, blur, exposure));
        assertTrue(e.getMessage().startsWith(text + ", expected 0.."), e.getMessage());
    }

    @Test
    void describe_namesWhatIsDone() {
        assertEquals(
                "30 % of the points removed, motion blur of 2.5 px, 20 % of the image over-exposed",
                new ScanDegradation(30, 2.5, 20).describe());
        assertEquals("nothing", ScanDegradation.NONE.describe());
    }
}
