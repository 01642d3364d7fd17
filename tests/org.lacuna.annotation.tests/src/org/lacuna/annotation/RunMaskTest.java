package org.lacuna.annotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.SeededRandom;

class RunMaskTest {
    private static final GridSize GRID = new GridSize(5, 4);

    @Test
    void operations_ofRandomMasks_areThoseOfTheirPixels() {
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < 500; i++) {
            RunMask a = Masks.random(random, 12);
            RunMask b = Masks.random(random, a.grid());
            boolean[] x = Masks.dense(a);
            boolean[] y = Masks.dense(b);
            boolean[] union = Masks.dense(a.union(b));
            boolean[] both = Masks.dense(a.intersect(b));
            boolean[] minus = Masks.dense(a.minus(b));
            boolean[] xor = Masks.dense(a.xor(b));
            int count = 0;
            for (int p = 0; p < x.length; p++) {
                assertEquals(x[p] || y[p], union[p]);
                assertEquals(x[p] && y[p], both[p]);
                assertEquals(x[p] && !y[p], minus[p]);
                assertEquals(x[p] != y[p], xor[p]);
                assertEquals(
                        x[p], a.contains(p % a.grid().width(), p / a.grid().width()), "pixel " + p);
                count += x[p] ? 1 : 0;
            }
            assertEquals(count, a.count());
            assertEquals(a, a.xor(b).xor(b));
            assertEquals(a, RunMask.ofRuns(a.grid(), a.runs()));
            assertEquals(a, RunMask.ofEdges(a.grid(), a.edges()));
            assertEquals(a.hashCode(), RunMask.of(a.toPixelMask()).hashCode());
        }
    }

    @Test
    void spans_ofARunOverRows_endWithTheRows() {
        RunMask mask = RunMask.ofRuns(GRID, new int[] {3, 9});
        StringBuilder spans = new StringBuilder();
        mask.forEachSpan((row, from, to) -> spans.append(row + ":" + from + "-" + to + " "));
        assertEquals("0:3-5 1:0-5 2:0-2 ", spans.toString());
        assertEquals(new RunMask.Bounds(0, 0, 5, 3), mask.bounds());
    }

    @Test
    void contains_outsideTheGrid_isFalse() {
        RunMask full = RunMask.ofRuns(GRID, new int[] {0, 20});
        assertTrue(full.contains(4, 3));
        assertFalse(full.contains(5, 0));
        assertFalse(full.contains(-1, 1));
        assertFalse(full.contains(0, 4));
    }

    @Test
    void bounds_ofNothing_areRefused() {
        assertThrows(IllegalStateException.class, () -> RunMask.empty(GRID).bounds());
    }

    @Test
    void runs_thatDoNotFit_areRefusedWithTheirPlace() {
        assertMessage("runs[1]: 18, expected 1..17 on a grid of 5 x 4", 3, 18);
        assertMessage("runs[1]: 0, expected 1..17 on a grid of 5 x 4", 3, 0);
        assertMessage("runs[2]: 0, expected 1..15 on a grid of 5 x 4", 3, 2, 0, 4);
        assertMessage("runs[0]: -1, expected 0..20 on a grid of 5 x 4", -1, 2);
        assertMessage("runs[1]: 2147483647, expected 1..10 on a grid of 5 x 4", 10, 2147483647);
        assertMessage("runs: 3 values, expected an even number", 1, 2, 3);
    }

    private static void assertMessage(String message, int... runs) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> RunMask.ofRuns(GRID, runs));
        assertEquals(message, e.getMessage());
    }

    @Test
    void edges_thatDoNotRise_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> RunMask.ofEdges(GRID, new int[] {2, 2}));
        assertThrows(
                IllegalArgumentException.class, () -> RunMask.ofEdges(GRID, new int[] {2, 21}));
        assertThrows(IllegalArgumentException.class, () -> RunMask.ofEdges(GRID, new int[] {2}));
    }

    @Test
    void masks_ofOtherGrids_doNotMix() {
        RunMask other = RunMask.empty(new GridSize(4, 5));
        assertThrows(IllegalArgumentException.class, () -> RunMask.empty(GRID).union(other));
        assertNotEquals(RunMask.empty(GRID), other);
    }

    @Test
    void arrays_handedOut_areCopies() {
        RunMask mask = RunMask.ofRuns(GRID, new int[] {3, 2});
        mask.edges()[0] = 0;
        mask.runs()[0] = 0;
        assertArrayEquals(new int[] {3, 5}, mask.edges());
    }

    @Test
    void grid_outsideItsBounds_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new GridSize(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new GridSize(1 << 16, 1 << 16));
        assertEquals(GridSize.MAX_PIXELS, new GridSize(8192, 8192).pixels());
    }
}
