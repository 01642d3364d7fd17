package org.lacuna.annotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.SeededRandom;

import java.util.List;

class MaskPolygonsTest {
    @Test
    void rings_ofRandomMasks_giveTheMaskBack() {
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < 3000; i++) {
            RunMask mask = Masks.random(random, 24);
            List<double[]> rings = doubles(MaskPolygons.rings(mask));
            assertEquals(mask, Shapes.evenOdd(mask.grid(), rings), "mask " + i);
        }
    }

    /** Holes, holes in holes, several pieces: each polygon alone is one piece, their union all. */
    @Test
    void pieces_ofRandomMasks_areDisjointAndGiveTheMaskBack() {
        SeededRandom random = new SeededRandom(2);
        for (int i = 0; i < 3000; i++) {
            RunMask mask = Masks.random(random, 24);
            RunMask union = RunMask.empty(mask.grid());
            int count = 0;
            for (double[] piece : doubles(MaskPolygons.pieces(mask))) {
                RunMask one = Shapes.polygon(mask.grid(), piece);
                count += one.count();
                union = union.union(one);
            }
            assertEquals(mask, union, "mask " + i);
            assertEquals(mask.count(), count, "pieces share no pixel, mask " + i);
        }
    }

    @Test
    void pieces_ofARing_isOnePolygonWithABridge() {
        RunMask mask = Masks.parse("###", "#.#", "###");
        List<int[]> pieces = MaskPolygons.pieces(mask);
        assertEquals(1, pieces.size());
        assertArrayEquals(
                new int[] {3, 0, 3, 3, 0, 3, 0, 1, 1, 1, 1, 2, 2, 2, 2, 1, 1, 1, 0, 1, 0, 0},
                pieces.getFirst());
    }

    @Test
    void pieces_diagonalPixels_areTwo() {
        assertEquals(2, MaskPolygons.pieces(Masks.parse("#.", ".#")).size());
        assertEquals(2, MaskPolygons.pieces(Masks.parse(".#", "#.")).size());
    }

    @Test
    void pieces_ofNothing_areNone() {
        assertTrue(MaskPolygons.pieces(RunMask.empty(new GridSize(3, 2))).isEmpty());
        assertTrue(MaskPolygons.rings(RunMask.empty(new GridSize(3, 2))).isEmpty());
    }

    @Test
    void pieces_ofAFullGrid_areItsFourCorners() {
        RunMask full = RunMask.ofEdges(new GridSize(7, 5), new int[] {0, 35});
        assertArrayEquals(new int[] {7, 0, 7, 5, 0, 5, 0, 0}, MaskPolygons.pieces(full).getFirst());
    }

    /** A chain of bridges as long as the row: no recursion may end it. */
    @Test
    void pieces_manyHolesInARow_areOnePolygon() {
        int holes = 20_000;
        GridSize grid = new GridSize(2 * holes + 1, 3);
        int[] edges = new int[2 * holes + 2];
        for (int i = 0; i < holes; i++) {
            edges[2 * i + 1] = grid.width() + 2 * i + 1;
            edges[2 * i + 2] = grid.width() + 2 * i + 2;
        }
        edges[2 * holes + 1] = grid.pixels();
        RunMask mask = RunMask.ofEdges(grid, edges);
        List<double[]> pieces = doubles(MaskPolygons.pieces(mask));
        assertEquals(1, pieces.size());
        assertEquals(mask, Shapes.polygon(grid, pieces.getFirst()));
    }

    @Test
    void rings_ofACheckerboardTooRagged_areRefused() {
        GridSize grid = new GridSize(1025, 1025);
        int[] edges = new int[grid.pixels() / 2 * 2];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = i;
        }
        RunMask mask = RunMask.ofEdges(grid, edges);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> MaskPolygons.rings(mask));
        assertTrue(e.getMessage().startsWith("mask: borders with more than "), e.getMessage());
    }

    static List<double[]> doubles(List<int[]> rings) {
        return rings.stream()
                .map(r -> java.util.Arrays.stream(r).asDoubleStream().toArray())
                .toList();
    }
}
