package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.SeededRandom;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

class LatticeTest {
    private static Points random(int n, double low, double high, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[][] p = new float[3][n];
        for (float[] axis : p) {
            for (int i = 0; i < n; i++) {
                axis[i] = (float) random.uniform(low, high);
            }
        }
        return new Points(p[0], p[1], p[2]);
    }

    /** Places and keys of all points. */
    private record Placed(int[] x, int[] y, int[] z, long[] keys) {
        static Placed of(Lattice lattice, Points points) {
            int n = points.size();
            Placed p = new Placed(new int[n], new int[n], new int[n], new long[n]);
            PlaceBlock block = new PlaceBlock(lattice);
            for (int from = 0; from < n; from += PlaceBlock.SIZE) {
                block.load(points, from, Math.min(PlaceBlock.SIZE, n - from));
                for (int i = 0; i < block.size; i++) {
                    p.x[from + i] = block.x[i];
                    p.y[from + i] = block.y[i];
                    p.z[from + i] = block.z[i];
                    p.keys[from + i] = block.x[i] < 0 ? -1 : block.key(i);
                }
            }
            return p;
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 100, 1.3", "-50, 50, 7", "1e7, 1.001e7, 130", "0, 1, 1000", "-1e9, 1e9, 3e4"})
    void keys_points_areDistinctForEachCellAndInvertWithinHalfAUnit(
            double low, double high, double edge) {
        Points all = random(5000, low, high, 1);
        all.x()[17] = Float.NaN;
        all.y()[17] = Float.NaN;
        all.z()[17] = Float.NaN;
        Points points = new Points(all.x(), all.y(), all.z());
        Lattice lattice = new Lattice(points, edge);
        assertEquals(edge, lattice.edgeMm, 1e-6 * edge);
        Placed p = Placed.of(lattice, points);
        Map<Long, List<Integer>> cells = new HashMap<>();
        Map<List<Integer>, Long> keys = new HashMap<>();
        double half = 0.5 * lattice.edgeMm / (1 << lattice.fractionBits);
        int mask = lattice.fractionMask();
        for (int i = 0; i < points.size(); i++) {
            if (i == 17) {
                assertEquals(-1, p.keys[i]);
                continue;
            }
            assertTrue(p.keys[i] >= 0 && p.keys[i] < lattice.keys());
            int bits = lattice.fractionBits;
            List<Integer> cell = List.of(p.x[i] >> bits, p.y[i] >> bits, p.z[i] >> bits);
            assertEquals(cell, cells.computeIfAbsent(p.keys[i], k -> cell));
            long key = p.keys[i];
            assertEquals(key, keys.computeIfAbsent(cell, k -> key));
            // Differences and their multiples are float.
            double tolerance = half + 2 * Math.ulp((float) (high - low)) + 1e-9;
            assertEquals(points.x()[i], lattice.x(key, p.x[i] & mask), tolerance);
            assertEquals(points.y()[i], lattice.y(key, p.y[i] & mask), tolerance);
            assertEquals(points.z()[i], lattice.z(key, p.z[i] & mask), tolerance);
            double cellX = (points.x()[i] - (double) lattice.minX) / lattice.edgeMm;
            assertEquals(cellX, p.x[i] / (double) (1 << bits), 2 * tolerance / lattice.edgeMm);
        }
    }

    @Test
    void edge_moreCellsThanCanBeNumbered_isEnlarged() {
        Points near = random(100, 0, 10, 2);
        near.x()[5] = 1e9f;
        near.y()[6] = 1e9f;
        near.z()[7] = 1e9f;
        Points points = new Points(near.x(), near.y(), near.z());
        Lattice lattice = new Lattice(points, 0.5);
        double times = lattice.edgeMm / 0.5;
        assertTrue(times > 1 && Math.abs(times - Long.highestOneBit(Math.round(times))) < 1e-3);
        assertTrue(1e9 / lattice.edgeMm < 1 << 26);
        Placed p = Placed.of(lattice, points);
        for (int i = 0; i < points.size(); i++) {
            assertTrue(p.keys[i] >= 0);
        }
        assertEquals(1e9, lattice.x(p.keys[5], p.x[5] & lattice.fractionMask()), lattice.edgeMm);
        assertEquals(1e9, lattice.z(p.keys[7], p.z[7] & lattice.fractionMask()), lattice.edgeMm);
    }

    @Test
    void bounds_entriesWithoutAPoint_doNotCount() {
        float[] x = {1, Float.NaN, 3};
        float[] y = {4, Float.NaN, 6};
        Lattice lattice = new Lattice(new Points(x, y, y), 1);
        assertEquals(4, lattice.minY);
        assertEquals(1, lattice.edgeMm, 1e-6);
        assertEquals(Lattice.MOST_FRACTION_BITS, lattice.fractionBits);
    }

    @Test
    void coordinates_ofAFlatCloud_areExact() {
        float[] x = {0, 1, 2};
        float[] z = {500.1f, 500.1f, 500.1f};
        Points points = new Points(x, x, z);
        Lattice lattice = new Lattice(points, 4);
        Placed p = Placed.of(lattice, points);
        assertEquals(500.1f, lattice.z(p.keys[1], p.z[1] & lattice.fractionMask()));
    }

    @Test
    void edge_cloudWithoutPoints_isAsAsked() {
        float[] none = {};
        float[] nan = {Float.NaN};
        assertEquals(3, new Lattice(new Points(none, none, none), 3).edgeMm, 1e-6);
        assertEquals(3, new Lattice(new Points(nan, nan, nan), 3).edgeMm, 1e-6);
    }
}
