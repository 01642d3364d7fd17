package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

import java.util.List;

class EdgeResponseOutlinesTest {
    private static final int SIDE = 9;
    private static final float OUTLINE = EdgeResponse.OUTLINE_RAD;

    private static SurfaceField normals(OrganizedCloud cloud, double linkMm) {
        return new SurfaceNormals(linkMm).compute(cloud, Workers.sequential());
    }

    private static float[] outlines(OrganizedCloud cloud, double linkMm) {
        return new EdgeResponse()
                .withOutlines()
                .compute(normals(cloud, linkMm), Workers.sequential());
    }

    @Test
    void step_bothSidesAndTheBorderAreOutlines() {
        OrganizedCloud step =
                TestScans.depth(SIDE, SIDE, 1, 0, 0, (x, y) -> x <= SIDE / 2 ? 500 : 510);
        float[] response = outlines(step, 2);
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
        float[] response = outlines(new OrganizedCloud(SIDE, SIDE, x, y, z), 2);
        assertTrue(Float.isNaN(response[hole]));
        for (int step : new int[] {-SIDE, -1, 1, SIDE}) {
            assertEquals(OUTLINE, response[hole + step]);
        }
        assertEquals(0, response[hole + SIDE + 1]);
    }

    private static List<SurfaceClouds.Case> clouds() {
        return SurfaceClouds.all();
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void anyScan_equalsDefinition(SurfaceClouds.Case c) {
        SurfaceField normals = normals(c.cloud(), c.linkMm());
        float[] plain = new EdgeResponse().compute(normals, Workers.sequential());
        float[] response = outlines(c.cloud(), c.linkMm());
        SlowSurface slow = new SlowSurface(c.cloud(), c.linkMm());
        int w = c.cloud().width();
        for (int p = 0; p < response.length; p++) {
            boolean inside =
                    slow.linked(p % w, p / w, p % w + 1, p / w)
                            && slow.linked(p % w, p / w, p % w - 1, p / w)
                            && slow.linked(p % w, p / w, p % w, p / w + 1)
                            && slow.linked(p % w, p / w, p % w, p / w - 1);
            boolean outline = !inside && c.cloud().isValid(p);
            float expected = outline && !(plain[p] > OUTLINE) ? OUTLINE : plain[p];
            if (c.isExact() || !slow.isClose(p, 0.006)) {
                assertEquals(expected, response[p], "pixel " + p);
            }
        }
    }

    @Test
    void workers_makeNoDifference() {
        OrganizedCloud scan = TestScans.dropped(TestScans.sphere(90, 0.5, 12, 0.1), 0.2, 1);
        SurfaceField normals = normals(scan, 2);
        EdgeResponse outlines = new EdgeResponse().withOutlines();
        float[] one = outlines.compute(normals, Workers.sequential());
        try (Workers three = Workers.of(3)) {
            assertArrayEquals(one, outlines.compute(normals, three));
        }
    }
}
