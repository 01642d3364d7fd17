package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WindowRadiusTest {
    @Test
    void offsets_reachOne_areTheFourNeighbours() {
        assertArrayEquals(new int[] {0, -1, -1, 0, 1, 0, 0, 1}, new WindowRadius(1, 1).offsets());
    }

    @Test
    void offsets_reach_areAllPixelsOfTheDisc() {
        for (double reach : new double[] {1.5, 2, 2.6, 3.1, 7.3, 12}) {
            int expected = 0;
            for (int r = -12; r <= 12; r++) {
                for (int c = -12; c <= 12; c++) {
                    expected += r * r + c * c <= reach * reach ? 1 : 0;
                }
            }
            assertEquals(expected - 1, new WindowRadius(1, reach).offsets().length / 2);
        }
    }

    @Test
    void of_spacing_holdsTheBallWhereTheScanIsDense() {
        WindowRadius radius = WindowRadius.of(2.5, new PointSpacing(0.4, 0.3));
        assertEquals(1.0, radius.radiusMm(), 1e-12);
        assertTrue(radius.reachPx() * 0.3 >= radius.radiusMm());
        assertEquals(
                WindowRadius.MAX_REACH_PX,
                WindowRadius.of(2.5, new PointSpacing(0.4, 1e-6)).reachPx());
    }

    @Test
    void constructor_badValues_areNamed() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new WindowRadius(0, 2));
        assertTrue(e.getMessage().contains("radiusMm: 0"), e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> new WindowRadius(1, 13));
        assertTrue(e.getMessage().contains("reachPx: 13"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new WindowRadius(1, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new WindowRadius(1, Double.NaN));
    }
}
