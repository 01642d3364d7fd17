package org.lacuna.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;

/** The records that hold one array on a pixel or patch grid. */
class GridRecordsTest {
    private static final float NAN = Float.NaN;
    private static final int WORKING_VALUES = PatchGrid.WORKING_SIDE * PatchGrid.WORKING_SIDE * 3;

    private static void assertRefused(String start, Runnable construct) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, construct::run);
        assertTrue(e.getMessage().startsWith(start), e.getMessage());
    }

    private static void assertValueSemantics(Object a, Object same, Object... others) {
        assertEquals(a, same);
        assertEquals(a.hashCode(), same.hashCode());
        assertNotEquals(a, null);
        assertNotEquals(a, "text");
        for (Object other : others) {
            assertNotEquals(a, other);
            assertNotEquals(other, a);
        }
        assertTrue(a.toString().length() < 100, "prints its arrays: " + a);
    }

    @Test
    void rgbImage_comparesByContent() {
        byte[] data = {0, 127, (byte) 128, (byte) 255, 1, 2};
        RgbImage image = new RgbImage(2, 1, data);
        byte[] changed = data.clone();
        changed[5] = 3;
        assertValueSemantics(
                image,
                new RgbImage(2, 1, data.clone()),
                new RgbImage(1, 2, data),
                new RgbImage(2, 1, changed));
        assertEquals(128, image.blue(0));
        assertEquals(255, image.red(1));
        assertEquals(127, image.green(0));
    }

    @Test
    void rgbImage_wrongSize_isRefused() {
        assertRefused("data: 5 bytes, expected 6", () -> new RgbImage(2, 1, new byte[5]));
        assertRefused("grid: 0 x 1", () -> new RgbImage(0, 1, new byte[0]));
        assertRefused("grid: 65536 x 65536", () -> new RgbImage(65536, 65536, new byte[0]));
        assertThrows(NullPointerException.class, () -> new RgbImage(1, 1, null));
    }

    @Test
    void pixelMask_comparesByContentAndCounts() {
        PixelMask mask = new PixelMask(3, 2, new boolean[] {true, false, false, true, true, false});
        assertValueSemantics(
                mask,
                new PixelMask(3, 2, mask.set().clone()),
                new PixelMask(2, 3, mask.set()),
                PixelMask.full(3, 2));
        assertEquals(3, mask.count());
        assertTrue(mask.get(0, 1));
        assertFalse(mask.get(2, 1));
        assertTrue(mask.get(4));
        assertEquals(6, PixelMask.full(3, 2).count());
        assertEquals(1, PixelMask.full(1, 1).count());
    }

    @Test
    void pixelMask_wrongSize_isRefused() {
        assertRefused("set: 5 values, expected 6", () -> new PixelMask(3, 2, new boolean[5]));
        assertRefused("grid: -1 x 1", () -> PixelMask.full(-1, 1));
        assertRefused("grid: 46341 x 46341", () -> PixelMask.full(46341, 46341));
    }

    @Test
    void anomalyMap_comparesByContentAndKnowsItsMaximum() {
        AnomalyMap map = new AnomalyMap(2, 2, new float[] {0, 0.5f, 3, 1});
        assertValueSemantics(
                map,
                new AnomalyMap(2, 2, map.score().clone()),
                new AnomalyMap(4, 1, map.score()),
                new AnomalyMap(2, 2, new float[4]));
        assertEquals(3f, map.max());
        assertEquals(0f, new AnomalyMap(1, 1, new float[1]).max());
    }

    @ParameterizedTest
    @ValueSource(floats = {NAN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -1e-6f})
    void anomalyMap_scoreThatIsNoScore_isRefusedByPosition(float bad) {
        assertRefused("score[2]: " + bad, () -> new AnomalyMap(3, 1, new float[] {0, 1, bad}));
    }

    @Test
    void organizedCloud_partlyInvalidPoints_becomeWhollyInvalid() {
        float inf = Float.POSITIVE_INFINITY;
        float[] x = {1, NAN, 3, 4, inf, 0};
        float[] y = {1, 2, NAN, 4, 5, 0};
        float[] z = {1, 2, 3, NAN, 5, 0};
        OrganizedCloud cloud = new OrganizedCloud(3, 2, x, y, z);
        assertEquals(6, cloud.size());
        assertEquals(2, cloud.validCount());
        for (int i = 0; i < 6; i++) {
            assertEquals(i == 0 || i == 5, cloud.isValid(i), "pixel " + i);
            assertEquals(cloud.isValid(i), !Float.isNaN(cloud.x()[i]));
            assertEquals(cloud.isValid(i), !Float.isNaN(cloud.y()[i]));
        }
    }

    @Test
    void organizedCloud_comparesByContent() {
        float[] x = {1, NAN};
        float[] y = {2, NAN};
        float[] z = {3, NAN};
        OrganizedCloud cloud = new OrganizedCloud(2, 1, x, y, z);
        assertValueSemantics(
                cloud,
                new OrganizedCloud(2, 1, x.clone(), y.clone(), z.clone()),
                new OrganizedCloud(1, 2, x, y, z),
                new OrganizedCloud(2, 1, new float[] {9, NAN}, y.clone(), z.clone()),
                new OrganizedCloud(2, 1, x.clone(), new float[] {9, NAN}, z.clone()),
                new OrganizedCloud(2, 1, x.clone(), y.clone(), new float[] {9, NAN}));
    }

    @Test
    void organizedCloud_keep_copiesWhatTheMaskAllows() {
        OrganizedCloud cloud =
                new OrganizedCloud(
                        3,
                        1,
                        new float[] {1, 2, NAN},
                        new float[] {1, 2, NAN},
                        new float[] {1, 2, NAN});
        OrganizedCloud kept = cloud.keep(new PixelMask(3, 1, new boolean[] {false, true, true}));
        assertEquals(1, kept.validCount());
        assertTrue(kept.isValid(1));
        assertEquals(2, cloud.validCount(), "the original was changed");
        assertEquals(cloud, cloud.keep(PixelMask.full(3, 1)));
        assertRefused("mask", () -> cloud.keep(PixelMask.full(1, 3)));
    }

    @Test
    void organizedCloud_wrongSize_namesTheArray() {
        float[] two = new float[2];
        float[] three = new float[3];
        assertRefused("x: 3 values", () -> new OrganizedCloud(2, 1, three, two, two));
        assertRefused("y: 3 values", () -> new OrganizedCloud(2, 1, two, three, two));
        assertRefused("z: 3 values", () -> new OrganizedCloud(2, 1, two, two, three));
    }

    @Test
    void availability_comparesByContentAndCounts() {
        float[] f = new float[PatchGrid.PATCHES];
        f[7] = 0.25f;
        f[3135] = 1;
        Availability a = new Availability(f);
        assertValueSemantics(
                a, new Availability(f.clone()), Availability.none(), Availability.full());
        assertEquals(2, a.usablePatches());
        assertEquals(0.25f, a.at(7));
        assertEquals(0, Availability.none().usablePatches());
        assertEquals(3136, Availability.full().usablePatches());
    }

    @ParameterizedTest
    @ValueSource(floats = {NAN, -0.001f, 1.001f, Float.POSITIVE_INFINITY})
    void availability_outsideZeroToOne_isRefusedByPosition(float bad) {
        float[] f = new float[PatchGrid.PATCHES];
        f[100] = bad;
        assertRefused("fraction[100]: " + bad, () -> new Availability(f));
    }

    @Test
    void availability_wrongLength_isRefused() {
        assertRefused("fraction: 3135 values", () -> new Availability(new float[3135]));
    }

    @Test
    void featureMap_comparesByContent() {
        float[] v = new float[2 * PatchGrid.PATCHES];
        v[5] = 1;
        FeatureMap map = new FeatureMap(2, v, Availability.full());
        assertValueSemantics(
                map,
                new FeatureMap(2, v.clone(), Availability.full()),
                new FeatureMap(2, v, Availability.none()),
                new FeatureMap(2, new float[v.length], Availability.full()));
    }

    @ParameterizedTest
    @ValueSource(floats = {NAN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void featureMap_nonFiniteValue_isRefusedByPosition(float bad) {
        float[] v = new float[PatchGrid.PATCHES];
        v[9] = bad;
        assertRefused("values[9]: " + bad, () -> new FeatureMap(1, v, Availability.full()));
    }

    @Test
    void featureMap_wrongLength_isRefused() {
        Availability full = Availability.full();
        assertRefused("values: 3136 for 2", () -> new FeatureMap(2, new float[3136], full));
        assertRefused("values: 0 for 0", () -> new FeatureMap(0, new float[0], full));
        // 3136 * 1369569 wraps round to a small int: the length must be compared as a long.
        assertRefused("values: 0 for 1369569", () -> new FeatureMap(1_369_569, new float[0], full));
        assertThrows(NullPointerException.class, () -> new FeatureMap(1, new float[3136], null));
    }

    @Test
    void workingImage_comparesByContentAndChecksItsSize() {
        float[] v = new float[WORKING_VALUES];
        float[] w = v.clone();
        Arrays.fill(w, 0.5f);
        assertValueSemantics(new WorkingImage(v), new WorkingImage(v.clone()), new WorkingImage(w));
        assertRefused("rgb: 10 values, expected 150528", () -> new WorkingImage(new float[10]));
    }

    @Test
    void patchGrid_sizesFit() {
        assertEquals(PatchGrid.WORKING_SIDE, PatchGrid.SIDE * PatchGrid.PATCH_PX);
        assertEquals(3136, PatchGrid.PATCHES);
    }
}
