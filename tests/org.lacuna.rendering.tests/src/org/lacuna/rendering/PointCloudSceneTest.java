package org.lacuna.rendering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.CancelledException;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.stream.IntStream;

class PointCloudSceneTest {
    private static int[] pixels(PointCloudScene scene) {
        return IntStream.range(0, scene.size()).map(scene::pixel).toArray();
    }

    @Test
    void points_areTheValidPixelsAndLieWhereTheyWereMeasured() {
        OrganizedCloud cloud = Surfaces.cloud(301, 203, Surfaces::hills);
        PointCloudScene scene = Surfaces.scene(cloud);
        assertEquals(cloud.validCount(), scene.size());
        assertTrue(scene.size() < cloud.size());
        int[] sorted = pixels(scene);
        Arrays.sort(sorted);
        assertArrayEquals(
                IntStream.range(0, cloud.size()).filter(cloud::isValid).toArray(), sorted);
        for (int i = 0; i < scene.size(); i += 7) {
            int p = scene.pixel(i);
            Vector3 measured = new Vector3(cloud.x()[p], cloud.y()[p], cloud.z()[p]);
            assertTrue(measured.minus(scene.place(i)).length() < 1e-5);
            assertTrue(scene.bounds().contains(measured.x(), measured.y(), measured.z()));
        }
    }

    @Test
    void farFromTheOrigin_placesKeepTheirDigits() {
        float[] x = {100_000.25f, 100_000.5f, 100_001.75f};
        float[] y = {-70_000, -70_000.25f, -70_001};
        float[] z = {0, 0, 0};
        PointCloudScene scene = Surfaces.scene(x, y, z);
        for (int i = 0; i < 3; i++) {
            assertEquals(x[scene.pixel(i)], scene.place(i).x());
            assertEquals(y[scene.pixel(i)], scene.place(i).y());
        }
    }

    @Test
    void levels_doubleAndEachBeginningIsSpreadOverTheScan() {
        PointCloudScene scene = Surfaces.scene(256, 125, (x, y) -> 0);
        int n = scene.size();
        for (int level = 0; level < PointCloudScene.LEVELS; level++) {
            assertEquals(n >> PointCloudScene.LEVELS - 1 - level, scene.size(level));
        }
        // One of every 32 that follow each other, and the scan's order inside a level.
        int[] coarsest = Arrays.copyOf(pixels(scene), scene.size(0));
        for (int i = 0; i < coarsest.length; i++) {
            assertEquals(i, coarsest[i] / 32);
        }
        int from = scene.size(2);
        for (int i = from + 1; i < scene.size(3); i++) {
            assertTrue(scene.pixel(i) > scene.pixel(i - 1));
        }
        assertTrue(Arrays.stream(coarsest).map(p -> p % 32).distinct().count() > 20);
    }

    @Test
    void order_dependsOnTheSeedAndNotOnThreads() {
        OrganizedCloud cloud = Surfaces.cloud(400, 300, Surfaces::hills);
        SceneParameters parameters = SceneParameters.defaults();
        PointCloudScene one =
                PointCloudScene.of(cloud, parameters, Workers.sequential(), Progress.NONE);
        try (Workers four = Workers.of(4)) {
            PointCloudScene other = PointCloudScene.of(cloud, parameters, four, Progress.NONE);
            assertArrayEquals(pixels(one), pixels(other));
            assertArrayEquals(one.xyz, other.xyz);
            assertArrayEquals(one.packedNormal, other.packedNormal);
            PointCloudScene seeded =
                    PointCloudScene.of(
                            cloud,
                            new SceneParameters(2, parameters.maxBytes()),
                            four,
                            Progress.NONE);
            assertFalse(Arrays.equals(pixels(one), pixels(seeded)));
        }
    }

    @Test
    void normals_areThoseOfAPlane_andPointToTheSensor() {
        PointCloudScene scene = Surfaces.scene(40, 30, (x, y) -> 0.8 * x - 0.3 * y);
        Vector3 up = new Vector3(-0.8, 0.3, -1);
        Vector3 expected = up.times(1 / up.length());
        for (int i = 0; i < scene.size(); i++) {
            assertTrue(scene.normal(i).dot(expected) > Math.cos(Math.toRadians(0.6)));
            double factor = PackedNormal.factor(scene.packedNormal[i]);
            assertEquals(up.length(), factor, 0.01);
        }
    }

    @Test
    void normals_doNotLeanOverADepthJump() {
        PointCloudScene scene = Surfaces.scene(40, 30, (x, y) -> x > 0 ? 15 : 0);
        for (int i = 0; i < scene.size(); i++) {
            assertEquals(-1, scene.normal(i).z(), 1e-9);
        }
    }

    @Test
    void slopeFactor_isLimited() {
        PointCloudScene steep = Surfaces.scene(20, 20, (x, y) -> 3 * x);
        assertEquals(2.2, PackedNormal.factor(steep.packedNormal[0]), 1e-6);
    }

    @Test
    void spacing_isThatOfTheGrid_orOfTheSurfaceThatPointsCover() {
        OrganizedCloud cloud = Surfaces.cloud(300, 300, (x, y) -> Math.sin(x / 9));
        assertEquals(Surfaces.SPACING_MM, Surfaces.scene(cloud).spacingMm(), 0.02);
        PointCloudScene loose = Surfaces.scene(cloud.x(), cloud.y(), cloud.z());
        assertFalse(loose.isOrganized());
        assertFalse(loose.hasNormals());
        assertTrue(
                loose.spacingMm() > 0.4 && loose.spacingMm() < 0.75,
                "spacing " + loose.spacingMm());
        assertThrows(IllegalStateException.class, () -> loose.normal(0));
    }

    @Test
    void degenerateClouds_makeScenes() {
        float nan = Float.NaN;
        PointCloudScene none = Surfaces.scene(new float[0], new float[0], new float[0]);
        assertEquals(0, none.size());
        assertTrue(none.spacingMm() > 0);
        PointCloudScene invalid = Surfaces.scene(4, 3, (x, y) -> Double.NaN);
        assertEquals(0, invalid.size());
        PointCloudScene one =
                Surfaces.scene(
                        new float[] {nan, 7, 1},
                        new float[] {1, 8, Float.POSITIVE_INFINITY},
                        new float[] {1, 9, 1});
        assertEquals(1, one.size());
        assertEquals(1, one.pixel(0));
        assertEquals(1, one.size(0), "a single point is in every level");
        assertEquals(new Vector3(7, 8, 9), one.place(0));
        float[] same = new float[1000];
        Arrays.fill(same, 5);
        PointCloudScene heap = Surfaces.scene(same, same, same);
        assertEquals(1000, heap.size());
        assertTrue(heap.spacingMm() > 0);
        assertEquals(new Vector3(5, 5, 5), heap.place(999));
        PointCloudScene pixel = Surfaces.scene(1, 1, (x, y) -> 2);
        assertEquals(new Vector3(0, 0, -1), pixel.normal(0));
    }

    @Test
    void tooLarge_isRefusedBeforeAnythingIsAllocated() {
        float[] x = new float[1000];
        long needed = PointCloudScene.estimatedBytes(1000);
        SceneParameters tight = new SceneParameters(1, needed - 1);
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        PointCloudScene.of(
                                                x,
                                                x,
                                                x,
                                                tight,
                                                Workers.sequential(),
                                                Progress.NONE))
                        .getMessage();
        assertTrue(message.contains("1000") && message.contains("" + (needed - 1)), message);
        PointCloudScene.of(
                x, x, x, new SceneParameters(1, needed), Workers.sequential(), Progress.NONE);
        assertThrows(IllegalArgumentException.class, () -> new SceneParameters(1, -1));
        assertThrows(IllegalArgumentException.class, () -> Surfaces.scene(x, x, new float[999]));
        assertThrows(
                IllegalArgumentException.class,
                () -> Surfaces.scene(x, x, x).size(PointCloudScene.LEVELS));
    }

    @Test
    void cancelled_stops() {
        SeededRandom random = new SeededRandom(1);
        OrganizedCloud cloud = Surfaces.cloud(300, 300, (x, y) -> random.nextDouble());
        for (int calls = 0; calls < 8; calls++) {
            Progress progress = new Surfaces.CancelAfter(calls);
            assertThrows(
                    CancelledException.class,
                    () ->
                            PointCloudScene.of(
                                    cloud,
                                    SceneParameters.defaults(),
                                    Workers.sequential(),
                                    progress));
        }
    }
}
