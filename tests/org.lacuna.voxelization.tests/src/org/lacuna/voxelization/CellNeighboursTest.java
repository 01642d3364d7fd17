package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;

import java.util.Arrays;
import java.util.stream.IntStream;

class CellNeighboursTest {
    /** Points on a coarse raster, so that some are equal and some lie on walls between cells. */
    private static SurfacePoints raster(int n) {
        SeededRandom random = new SeededRandom(2);
        float[][] p = new float[3][n];
        float[] nx = new float[n];
        for (int i = 0; i < n; i++) {
            for (float[] axis : p) {
                axis[i] = 0.25f * Math.round(random.uniform(-20, 20));
            }
            nx[i] = i % 10 == 0 ? 0 : 1;
        }
        return new SurfacePoints(p[0], p[1], p[2], nx, new float[n], new float[n]);
    }

    private static boolean near(SurfacePoints points, int p, int q, double radius) {
        double dx = points.x()[p] - points.x()[q];
        double dy = points.y()[p] - points.y()[q];
        double dz = points.z()[p] - points.z()[q];
        double squared = dx * dx + dy * dy + dz * dz;
        return squared > 0 && squared <= radius * radius;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 1, 2.5, 50})
    void around_eachPoint_findsAllWithinRadius(double radius) {
        CellOrder order = new CellOrder(raster(1000), radius);
        CellNeighbours search = new CellNeighbours(order, radius);
        search.start(100);
        for (int p = 100; p < order.size; p++) {
            int place = p;
            search.around(p);
            int[] found =
                    IntStream.range(0, search.count)
                            .map(k -> search.place[search.near[k]])
                            .toArray();
            int[] expected =
                    IntStream.range(0, order.size)
                            .filter(q -> near(order.points, place, q, radius))
                            .toArray();
            assertArrayEquals(expected, found);
        }
    }

    @Test
    void order_points_areThoseWithNormalCellByCell() {
        SurfacePoints points = raster(1000);
        CellOrder order = new CellOrder(points, 1);
        assertEquals(900, order.size);
        int[] old = IntStream.range(0, order.size).map(order::point).toArray();
        for (int k = 0; k < order.size; k++) {
            assertEquals(points.x()[old[k]], order.points.x()[k]);
            assertTrue(
                    k == 0
                            || order.cell(k - 1) < order.cell(k)
                            || order.cell(k - 1) == order.cell(k) && old[k - 1] < old[k]);
        }
        Arrays.sort(old);
        assertArrayEquals(IntStream.range(0, 1000).filter(p -> p % 10 != 0).toArray(), old);
    }

    @Test
    void find_anyCell_isFirstPlaceNotBelow() {
        CellOrder order = new CellOrder(raster(200), 3);
        long last = order.cell(order.size - 1);
        for (long cell = 0; cell <= last + 1; cell++) {
            int place = order.find(cell);
            assertEquals(place, order.find(cell, 0));
            assertTrue(place == order.size || order.cell(place) >= cell);
            assertTrue(place == 0 || order.cell(place - 1) < cell);
        }
    }
}
