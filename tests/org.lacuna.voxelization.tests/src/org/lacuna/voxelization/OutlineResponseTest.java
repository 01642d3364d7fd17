package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

class OutlineResponseTest {
    private static final int SIDE = 9;
    private static final float OUTLINE = OutlineResponse.OUTLINE_RAD;
    private static final OutlineResponse OUTLINES = new OutlineResponse(2);

    private static float[] outlines(OrganizedCloud cloud, float[] response) {
        return OUTLINES.add(cloud, response, Workers.sequential());
    }

    @Test
    void step_bothSidesAndTheBorderAreOutlines() {
        OrganizedCloud step =
                TestScans.depth(SIDE, SIDE, 1, 0, 0, (x, y) -> x <= SIDE / 2 ? 500 : 510);
        float[] response = outlines(step, new float[SIDE * SIDE]);
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                boolean border = Math.min(row, column) == 0 || Math.max(row, column) == SIDE - 1;
                boolean jump = column == SIDE / 2 || column == SIDE / 2 + 1;
                assertEquals(border || jump ? OUTLINE : 0, response[row * SIDE + column]);
            }
        }
    }

    @Test
    void hole_itsNeighboursAreOutlines_itselfIsNot() {
        float[] x = new float[SIDE * SIDE];
        float[] y = new float[SIDE * SIDE];
        float[] z = new float[SIDE * SIDE];
        int hole = SIDE * SIDE / 2;
        for (int i = 0; i < x.length; i++) {
            x[i] = i % SIDE;
            y[i] = i / SIDE;
            z[i] = i == hole ? Float.NaN : 500;
        }
        float[] given = new float[x.length];
        given[hole] = Float.NaN;
        float[] response = outlines(new OrganizedCloud(SIDE, SIDE, x, y, z), given);
        assertTrue(Float.isNaN(response[hole]));
        for (int step : new int[] {-SIDE, -1, 1, SIDE}) {
            assertEquals(OUTLINE, response[hole + step]);
        }
        assertEquals(0, response[hole + SIDE + 1]);
    }

    @Test
    void response_higherIsKept_undefinedIsRaised_theGivenStays() {
        OrganizedCloud plane = TestScans.depth(SIDE, SIDE, 1, 0, 0, (x, y) -> 500);
        float[] given = new float[SIDE * SIDE];
        given[0] = 1;
        given[1] = Float.NaN;
        float[] response = outlines(plane, given);
        assertEquals(1, response[0]);
        assertEquals(OUTLINE, response[1]);
        assertEquals(0, given[2]);
    }

    @Test
    void workers_makeNoDifference() {
        OrganizedCloud scan = TestScans.dropped(TestScans.sphere(90, 0.5, 12, 0.1), 0.2, 1);
        float[] given = new float[scan.size()];
        try (Workers three = Workers.of(3)) {
            assertArrayEquals(outlines(scan, given), OUTLINES.add(scan, given, three));
        }
    }

    @Test
    void badArguments_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> new OutlineResponse(0));
        OrganizedCloud empty = TestScans.empty(2, 2);
        assertThrows(IllegalArgumentException.class, () -> outlines(empty, new float[3]));
    }
}
