package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.lacuna.core.Availability;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.PatchGrid;

class VectorSampleTest {
    @Test
    void add_belowCapacity_keepsAllInOrder() {
        VectorSample sample = new VectorSample(2, 3000, 1);
        float[] rows = Vectors.gaussian(2500, 2, 1);
        sample.add(rows, 2500);
        assertEquals(2500, sample.count());
        assertArrayEquals(rows, java.util.Arrays.copyOf(sample.rows(), 5000));
    }

    @Test
    void add_aboveCapacity_isUniformAndBounded() {
        int offered = 2000;
        int capacity = 100;
        int[] hits = new int[10];
        for (int seed = 0; seed < 200; seed++) {
            VectorSample sample = new VectorSample(1, capacity, seed);
            float[] rows = new float[offered];
            for (int i = 0; i < offered; i++) {
                rows[i] = i;
            }
            sample.add(rows, 700);
            sample.add(java.util.Arrays.copyOfRange(rows, 700, offered), offered - 700);
            assertEquals(capacity, sample.count());
            assertEquals(offered, sample.offered());
            for (int i = 0; i < capacity; i++) {
                hits[(int) sample.rows()[i] / 200]++;
            }
        }
        for (int h : hits) {
            // 2000 expected, binomial deviation below 45.
            assertEquals(2000, h, 200);
        }
    }

    @Test
    void add_dependsOnTheSeedAlone() {
        float[] rows = Vectors.gaussian(500, 3, 2);
        VectorSample a = new VectorSample(3, 20, 5);
        VectorSample b = new VectorSample(3, 20, 5);
        a.add(rows, 500);
        for (int i = 0; i < 500; i++) {
            b.add(java.util.Arrays.copyOfRange(rows, i * 3, i * 3 + 3), 1);
        }
        assertArrayEquals(a.rows(), b.rows());
    }

    @Test
    void addMap_leavesOutPatchesWithoutData() {
        float[] available = new float[PatchGrid.PATCHES];
        available[3] = 0.4f;
        available[7] = 1;
        float[] values = new float[PatchGrid.PATCHES];
        values[3] = 30;
        values[7] = 70;
        FeatureMap map = new FeatureMap(1, values, new Availability(available));
        VectorSample all = new VectorSample(1, 10, 1);
        all.add("a", map, 0);
        assertEquals(2, all.count());
        assertEquals(30, all.rows()[0]);
        VectorSample half = new VectorSample(1, 10, 1);
        half.add("a", map, 0.5);
        assertEquals(1, half.count());
        assertEquals(70, half.rows()[0]);
    }

    @Test
    void origins_followTheVectorsThroughTheReservoir() {
        VectorSample sample = new VectorSample(1, 50, 3);
        for (int p = 0; p < 4; p++) {
            float[] values = new float[PatchGrid.PATCHES];
            for (int i = 0; i < values.length; i++) {
                values[i] = p * 10_000 + i;
            }
            sample.add("p" + p, new FeatureMap(1, values, Availability.full()), 0);
        }
        sample.add(new float[] {-1}, 1);
        Origins origins = sample.origins();
        assertEquals(50, origins.part().length);
        for (int i = 0; i < 50; i++) {
            int value = (int) sample.rows()[i];
            assertEquals(value < 0 ? -1 : value / 10_000, origins.part()[i]);
            assertEquals(value < 0 ? -1 : value % 10_000, origins.patch()[i]);
        }
        assertEquals(java.util.List.of("p0", "p1", "p2", "p3"), origins.parts());
        FeatureMap map = new FeatureMap(1, new float[PatchGrid.PATCHES], Availability.full());
        assertThrows(IllegalArgumentException.class, () -> sample.add(" ", map, 0));
        assertThrows(IllegalArgumentException.class, () -> sample.add("x".repeat(1025), map, 0));
    }

    @Test
    void badInput_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new VectorSample(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new VectorSample(2, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new VectorSample(2000, 2_000_000, 1));
        VectorSample sample = new VectorSample(2, 5, 1);
        assertThrows(IllegalArgumentException.class, () -> sample.add(new float[3], 2));
        assertThrows(
                IllegalArgumentException.class, () -> sample.add(new float[] {1, Float.NaN}, 1));
        FeatureMap map = new FeatureMap(1, new float[PatchGrid.PATCHES], Availability.full());
        assertThrows(IllegalArgumentException.class, () -> sample.add("a", map, 0));
    }
}
