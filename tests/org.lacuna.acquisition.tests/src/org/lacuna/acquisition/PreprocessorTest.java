package org.lacuna.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.acquisition.internal.TestScene;
import org.lacuna.core.Availability;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PreparedSample;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

class PreprocessorTest {
    private static final SampleId ID = new SampleId("plate", "good", "000");

    private static PreparedSample prepare(OrganizedCloud cloud) {
        return prepare(cloud, PreprocessParameters.defaults());
    }

    private static PreparedSample prepare(OrganizedCloud cloud, PreprocessParameters parameters) {
        return new Preprocessor(parameters)
                .prepare(
                        new Sample(ID, Optional.empty(), Optional.of(cloud)), Workers.sequential());
    }

    private static boolean[] foreground(PreparedSample prepared) {
        OrganizedCloud cloud = prepared.foreground().orElseThrow();
        boolean[] set = new boolean[cloud.size()];
        for (int i = 0; i < set.length; i++) {
            set[i] = cloud.isValid(i);
        }
        return set;
    }

    private static PreprocessParameters with(Background background, OptionalDouble margin) {
        PreprocessParameters d = PreprocessParameters.defaults();
        return new PreprocessParameters(
                background,
                d.nearestMm(),
                d.farthestMm(),
                margin,
                d.marginFloorMm(),
                d.marginSpreads(),
                d.depthJumpSpacings(),
                d.minComponentShare(),
                d.minRemainingShare(),
                d.overExposedLevel(),
                d.underExposedLevel(),
                d.seed());
    }

    private static void assertFound(boolean[] truth, PreparedSample prepared, double least) {
        boolean[] found = foreground(prepared);
        int both = 0;
        int falsely = 0;
        int missed = 0;
        for (int i = 0; i < truth.length; i++) {
            both += truth[i] && found[i] ? 1 : 0;
            falsely += !truth[i] && found[i] ? 1 : 0;
            missed += truth[i] && !found[i] ? 1 : 0;
        }
        double precision = both / (double) (both + falsely);
        double recall = both / (double) (both + missed);
        assertTrue(precision >= least, "precision " + precision);
        assertTrue(recall >= least, "recall " + recall);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "0.7, 0, 0",
        "-0.7, 0.2, 0",
        "0.3, -0.5, 0.1",
        "0.9, 0.4, 0.3",
        "0, 0, 1"
    })
    void prepare_boxOnTiltedTable_keepsTheBoxAlone(double tiltX, double tiltY, double noise) {
        TestScene scene =
                new TestScene(160, 120, 600, tiltX, tiltY)
                        .noise(noise, 5)
                        .shape(40, TestScene.box(10, -5, 70, 50));
        PreparedSample prepared = prepare(scene.cloud());
        assertEquals("", prepared.note());
        assertFound(scene.truth(), prepared, 0.99);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 0.2, 0.4})
    void prepare_plateOfTwoMillimetres_survives(double noise) {
        TestScene scene =
                new TestScene(200, 160, 500, 0.1, 0.05)
                        .noise(noise, 8)
                        .shape(2, TestScene.box(0, 0, 90, 60));
        assertFound(scene.truth(), prepare(scene.cloud()), 0.98);
    }

    @Test
    void prepare_plateUnderThePaperMargin_isDeletedAsMethodSays() {
        TestScene scene =
                new TestScene(200, 160, 500, 0.1, 0.05)
                        .shape(2, TestScene.box(0, 0, 90, 60))
                        .shape(30, TestScene.disc(0, 0, 45));
        boolean[] found = foreground(prepare(scene.cloud(), PreprocessParameters.paper()));
        boolean[] disc =
                new TestScene(200, 160, 500, 0.1, 0.05).shape(30, TestScene.disc(0, 0, 45)).truth();
        assertArrayEquals(disc, found);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5})
    void prepare_flatPartFillingThePicture_isKeptWithNote(double noise) {
        TestScene scene = new TestScene(120, 90, 400, 0.2, 0).noise(noise, 3);
        PreparedSample prepared = prepare(scene.cloud());
        assertTrue(prepared.note().contains("taken for the part itself"), prepared.note());
        assertEquals(120 * 90, prepared.foreground().orElseThrow().validCount());
        assertEquals(120 * 90, prepared.part().count());
    }

    @Test
    void prepare_domeFillingThePicture_isKept() {
        int side = 100;
        float[] x = new float[side * side];
        float[] y = new float[side * side];
        float[] z = new float[side * side];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % side - 50;
            y[i] = i / side - 50;
            z[i] = 300 + (x[i] * x[i] + y[i] * y[i]) / 100;
        }
        PreparedSample prepared = prepare(new OrganizedCloud(side, side, x, y, z));
        assertTrue(prepared.foreground().orElseThrow().validCount() > 0.9 * side * side);
    }

    @Test
    void prepare_ring_leavesTheTableInItsHoleOut() {
        TestScene scene =
                new TestScene(160, 160, 500, 0, 0).noise(0.1, 4).shape(10, TestScene.ring(30, 70));
        PreparedSample prepared = prepare(scene.cloud());
        assertFound(scene.truth(), prepared, 0.99);
        assertFalse(prepared.part().get(80, 80));
        assertEquals(prepared.foreground().orElseThrow().validCount(), prepared.part().count());
    }

    @Test
    void prepare_unmeasuredHoleInAPart_isPartButHasNoPoint() {
        TestScene scene = new TestScene(160, 160, 500, 0.2, 0).shape(20, TestScene.disc(0, 0, 60));
        OrganizedCloud cloud = scene.cloud();
        for (int y = 75; y < 85; y++) {
            Arrays.fill(cloud.z(), y * 160 + 70, y * 160 + 80, Float.NaN);
        }
        cloud = new OrganizedCloud(160, 160, cloud.x(), cloud.y(), cloud.z());
        PreparedSample prepared = prepare(cloud);
        assertTrue(prepared.part().get(75, 80));
        assertFalse(prepared.foreground().orElseThrow().isValid(80 * 160 + 75));
        assertEquals(
                prepared.foreground().orElseThrow().validCount() + 100, prepared.part().count());
    }

    @Test
    void prepare_shadowInTheHoleOfARing_isNoPart() {
        TestScene scene = new TestScene(160, 160, 500, 0, 0).shape(10, TestScene.ring(30, 70));
        OrganizedCloud cloud = scene.cloud();
        // Half of the hole lies in shadow; the other half shows the table.
        for (int y = 68; y < 92; y++) {
            Arrays.fill(cloud.z(), y * 160 + 66, y * 160 + 80, Float.NaN);
        }
        PreparedSample prepared =
                prepare(new OrganizedCloud(160, 160, cloud.x(), cloud.y(), cloud.z()));
        assertFalse(prepared.part().get(70, 80));
    }

    @Test
    void prepare_twoObjects_keepsBothAndDropsSpecks() {
        TestScene scene =
                new TestScene(200, 160, 600, 0.4, 0)
                        .noise(0.2, 6)
                        .shape(60, TestScene.box(-70, 0, 40, 60))
                        .shape(25, TestScene.disc(80, 20, 25));
        OrganizedCloud cloud = scene.cloud();
        boolean[] truth = scene.truth();
        // Five flying points in front of the table.
        for (int i : new int[] {5 * 200 + 100, 20 * 200 + 180, 150 * 200 + 20, 151 * 200 + 20}) {
            cloud.z()[i] = 300;
            cloud.x()[i] = 3;
        }
        PreparedSample prepared = prepare(cloud);
        assertFound(truth, prepared, 0.995);
        assertFalse(prepared.foreground().orElseThrow().isValid(5 * 200 + 100));
    }

    @Test
    void prepare_paperPreset_keepsTheLargestObjectAlone() {
        TestScene scene =
                new TestScene(200, 160, 600, 0.4, 0)
                        .shape(60, TestScene.box(-70, 0, 40, 60))
                        .shape(25, TestScene.disc(80, 20, 25));
        boolean[] found = foreground(prepare(scene.cloud(), PreprocessParameters.paper()));
        boolean[] large =
                new TestScene(200, 160, 600, 0.4, 0)
                        .shape(60, TestScene.box(-70, 0, 40, 60))
                        .truth();
        assertArrayEquals(large, found);
    }

    @Test
    void prepare_screwHeadInAPlate_isKeptThoughSmallAndApart() {
        TestScene scene =
                new TestScene(200, 200, 500, 0, 0)
                        .shape(10, TestScene.box(0, 0, 80, 80))
                        .shape(50, TestScene.disc(10, 10, 6));
        PreparedSample prepared = prepare(scene.cloud());
        assertArrayEquals(scene.truth(), foreground(prepared));
    }

    @Test
    void prepare_pointsBehindTheTable_areBackground() {
        TestScene scene =
                new TestScene(160, 120, 600, 0.2, 0)
                        .noise(0.2, 9)
                        .shape(40, TestScene.box(-50, 0, 40, 40))
                        .shape(-80, TestScene.box(90, 20, 40, 30));
        OrganizedCloud cloud = scene.cloud();
        boolean[] truth =
                new TestScene(160, 120, 600, 0.2, 0)
                        .shape(40, TestScene.box(-50, 0, 40, 40))
                        .truth();
        assertFound(truth, prepare(cloud), 0.99);
    }

    @Test
    void prepare_heightMapAboveZero_takesTheSideOfMorePoints() {
        int side = 60;
        float[] x = new float[side * side];
        float[] y = new float[side * side];
        float[] z = new float[side * side];
        boolean[] truth = new boolean[side * side];
        SeededRandom random = new SeededRandom(2);
        for (int i = 0; i < x.length; i++) {
            x[i] = i % side;
            y[i] = Math.floorDiv(i, side);
            truth[i] = Math.hypot(x[i] - 30, y[i] - 25) < 15;
            z[i] = (float) ((truth[i] ? 8 : 0) + 0.05 * random.nextGaussian());
        }
        assertFound(truth, prepare(new OrganizedCloud(side, side, x, y, z)), 0.995);
    }

    @Test
    void prepare_borderWithoutMeasurement_removesNothing() {
        TestScene scene =
                new TestScene(120, 120, 500, 0.3, 0)
                        .table((u, v) -> false)
                        .shape(20, TestScene.disc(0, 0, 60));
        PreparedSample prepared = prepare(scene.cloud());
        assertArrayEquals(scene.truth(), foreground(prepared));
        assertEquals("", prepared.note());
    }

    @Test
    void prepare_tableSeenAtOneEdgeOnly_isFoundOverItsWholeLength() {
        // As a camera that looks over a table: the upper two thirds of the border see nothing.
        TestScene scene =
                new TestScene(320, 240, 800, 0.8, 0)
                        .noise(1.5, 12)
                        .table((u, v) -> Math.abs(u) < 220 && v > -350)
                        .shape(60, TestScene.box(0, -40, 60, 50));
        assertFound(scene.truth(), prepare(scene.cloud()), 0.97);
    }

    @Test
    void prepare_noBackgroundMode_keepsEveryPoint() {
        TestScene scene = new TestScene(80, 60, 500, 0, 0).shape(20, TestScene.disc(0, 0, 60));
        PreparedSample prepared =
                prepare(scene.cloud(), with(Background.NONE, OptionalDouble.empty()));
        assertTrue(prepared.foreground().orElseThrow().validCount() >= 80 * 60);
    }

    @Test
    void prepare_depthWindow_cutsBeforeThePlaneIsSought() {
        TestScene scene = new TestScene(120, 90, 500, 0, 0).shape(50, TestScene.box(0, 0, 60, 40));
        PreprocessParameters d = PreprocessParameters.defaults();
        PreprocessParameters window =
                new PreprocessParameters(
                        Background.NONE,
                        440,
                        460,
                        d.marginMm(),
                        d.marginFloorMm(),
                        d.marginSpreads(),
                        d.depthJumpSpacings(),
                        d.minComponentShare(),
                        d.minRemainingShare(),
                        d.overExposedLevel(),
                        d.underExposedLevel(),
                        d.seed());
        assertArrayEquals(scene.truth(), foreground(prepare(scene.cloud(), window)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "2, 1", "2, 2", "3, 3", "1, 50", "50, 1", "7, 5"})
    void prepare_tinyGrids_work(int width, int height) {
        float[] x = new float[width * height];
        float[] y = new float[width * height];
        float[] z = new float[width * height];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % width;
            y[i] = Math.floorDiv(i, width);
            z[i] = 100 + (i * 7 % 5);
        }
        PreparedSample prepared = prepare(new OrganizedCloud(width, height, x, y, z));
        assertTrue(prepared.foreground().orElseThrow().validCount() >= 1);
        assertTrue(prepared.xyzAvailability().usablePatches() >= 1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "40, 30"})
    void prepare_allInvalid_hasNoPartAndNoAvailability(int width, int height) {
        float[][] nan = new float[3][width * height];
        for (float[] a : nan) {
            Arrays.fill(a, Float.NaN);
        }
        PreparedSample prepared =
                prepare(new OrganizedCloud(width, height, nan[0], nan[1], nan[2]));
        assertEquals(0, prepared.foreground().orElseThrow().validCount());
        assertEquals(0, prepared.part().count());
        assertEquals(Availability.none(), prepared.xyzAvailability());
        assertEquals(new ModalitySet(false, true), prepared.modalities());
    }

    @Test
    void prepare_duplicatePoints_doNotBreakThePlane() {
        float[] x = new float[400];
        float[] z = new float[400];
        Arrays.fill(x, 1);
        Arrays.fill(z, 100);
        PreparedSample prepared = prepare(new OrganizedCloud(20, 20, x, x.clone(), z));
        assertEquals(400, prepared.foreground().orElseThrow().validCount());
    }

    @Test
    void prepare_rgbOnly_hasFullPartAndNoPoints() {
        byte[] data = new byte[3 * 6 * 4];
        Arrays.fill(data, (byte) 100);
        Sample sample = new Sample(ID, Optional.of(new RgbImage(6, 4, data)), Optional.empty());
        PreparedSample prepared =
                new Preprocessor(PreprocessParameters.defaults())
                        .prepare(sample, Workers.sequential());
        assertEquals(24, prepared.part().count());
        assertTrue(prepared.foreground().isEmpty());
        assertEquals(Availability.none(), prepared.xyzAvailability());
        assertEquals(100 / 255f, prepared.workingRgb().orElseThrow().rgb()[0], 1e-6);
        // 6 x 4 is padded to 6 x 6: one sixth of the rows above and below are padding.
        assertEquals(0, prepared.rgbAvailability().at(0));
        assertEquals(1, prepared.rgbAvailability().at(28 * PatchGrid.SIDE));
    }

    @Test
    void prepare_overAndUnderExposedPixels_areNotAvailable() {
        int side = 112;
        byte[] data = new byte[3 * side * side];
        Arrays.fill(data, (byte) 128);
        // Patch (0, 0) covers 2 x 2 pixels: one white, one black, one red, one grey.
        Arrays.fill(data, 0, 3, (byte) 250);
        Arrays.fill(data, 3, 6, (byte) 1);
        data[3 * side] = (byte) 255;
        data[3 * side + 1] = 0;
        data[3 * side + 2] = 0;
        Sample sample =
                new Sample(ID, Optional.of(new RgbImage(side, side, data)), Optional.empty());
        Availability a =
                new Preprocessor(PreprocessParameters.defaults())
                        .prepare(sample, Workers.sequential())
                        .rgbAvailability();
        assertEquals(0.5f, a.at(0));
        assertEquals(1f, a.at(1));
    }

    @Test
    void prepare_anyNumberOfThreads_givesTheSameBits() {
        TestScene scene =
                new TestScene(300, 220, 600, 0.4, 0.1)
                        .noise(0.5, 1)
                        .shape(30, TestScene.disc(0, 0, 60));
        byte[] data = new byte[3 * 300 * 220];
        SeededRandom random = new SeededRandom(7);
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) random.nextInt(256);
        }
        Sample sample =
                new Sample(
                        ID, Optional.of(new RgbImage(300, 220, data)), Optional.of(scene.cloud()));
        Preprocessor preprocessor = new Preprocessor(PreprocessParameters.defaults());
        PreparedSample one = preprocessor.prepare(sample, Workers.sequential());
        try (Workers three = Workers.of(3)) {
            assertEquals(one, preprocessor.prepare(sample, three));
        }
    }

    @Test
    void prepare_leavesTheSampleAlone() {
        OrganizedCloud cloud =
                new TestScene(60, 40, 400, 0, 0).shape(9, TestScene.disc(0, 0, 40)).cloud();
        float[] before = cloud.z().clone();
        prepare(cloud);
        assertArrayEquals(before, cloud.z());
    }

    @Test
    void prepare_withoutModality_isRefused() {
        Sample none = new Sample(ID, Optional.empty(), Optional.empty());
        Preprocessor preprocessor = new Preprocessor(PreprocessParameters.defaults());
        assertThrows(
                IllegalArgumentException.class,
                () -> preprocessor.prepare(none, Workers.sequential()));
    }
}
