package org.lacuna.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.SeededRandom;

import java.math.BigDecimal;
import java.util.List;

class ShapesTest {
    private static final GridSize GRID = new GridSize(12, 9);

    @Test
    void polygon_random_isWhatExactArithmeticSays() {
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < 400; i++) {
            double[] xy = new double[2 * (3 + random.nextInt(8))];
            int grain = 1 + random.nextInt(3);
            for (int k = 0; k < xy.length; k++) {
                double v = random.uniform(-3, 15);
                // Halves and thirds put corners and edges on centres.
                xy[k] = i % 2 == 0 ? Math.rint(v * 2 * grain) / (2 * grain) : v;
            }
            assertEquals(oracle(GRID, xy), Shapes.polygon(GRID, xy), "polygon " + i);
        }
    }

    /** Edges through centres, whose coordinates no double holds exactly. */
    @Test
    void polygon_nearlyOnCentres_isDecidedExactly() {
        SeededRandom random = new SeededRandom(2);
        GridSize grid = new GridSize(40, 40);
        for (int i = 0; i < 200; i++) {
            double x = 0.5 + random.nextInt(40);
            double y = 0.5 + random.nextInt(40);
            double dx = random.uniform(-1, 1) * 50;
            double dy = random.uniform(-1, 1) * 50;
            double[] xy = {x - dx, y - dy, x + dx / 3, y + dy / 3, x + dy, y - dx};
            assertEquals(oracle(grid, xy), Shapes.polygon(grid, xy), "polygon " + i);
        }
    }

    @Test
    void polygon_otherCornerFirstOrOtherWayRound_isTheSame() {
        double[] xy = {1.5, 0.5, 8.25, 3, 6, 7.5, 2, 6.5};
        double[] turned = {6, 7.5, 2, 6.5, 1.5, 0.5, 8.25, 3};
        double[] reversed = {2, 6.5, 6, 7.5, 8.25, 3, 1.5, 0.5};
        RunMask mask = Shapes.polygon(GRID, xy);
        assertEquals(mask, Shapes.polygon(GRID, turned));
        assertEquals(mask, Shapes.polygon(GRID, reversed));
    }

    /** Triangles around a point share edges through centres: each pixel is in exactly one. */
    @Test
    void polygons_thatShareEdges_shareNoPixelAndLeaveNoneOut() {
        double[][] corners = {{0, 0}, {12, 0}, {12, 9}, {0, 9}};
        RunMask all = RunMask.empty(GRID);
        int count = 0;
        for (int i = 0; i < 4; i++) {
            double[] a = corners[i];
            double[] b = corners[(i + 1) % 4];
            RunMask one = Shapes.polygon(GRID, new double[] {a[0], a[1], b[0], b[1], 4.5, 4.5});
            count += one.count();
            all = all.union(one);
        }
        assertEquals(GRID.pixels(), all.count());
        assertEquals(GRID.pixels(), count);
    }

    @Test
    void evenOdd_ringInRing_isAHole() {
        double[] outer = {1, 1, 7, 1, 7, 7, 1, 7};
        double[] inner = {3, 3, 5, 3, 5, 5, 3, 5};
        RunMask mask = Shapes.evenOdd(GRID, List.of(outer, inner));
        assertEquals(32, mask.count());
        assertTrue(!mask.contains(3, 3) && mask.contains(5, 5));
    }

    @Test
    void rectangle_isThePolygonOfItsCorners() {
        SeededRandom random = new SeededRandom(3);
        for (int i = 0; i < 200; i++) {
            double x0 = Math.rint(random.uniform(-4, 16) * 2) / 2;
            double x1 = Math.rint(random.uniform(-4, 16) * 2) / 2;
            double y0 = Math.rint(random.uniform(-4, 16) * 2) / 2;
            double y1 = random.uniform(-4, 16);
            assertEquals(
                    Shapes.polygon(GRID, new double[] {x0, y0, x1, y0, x1, y1, x0, y1}),
                    Shapes.rectangle(GRID, x0, y0, x1, y1));
        }
    }

    @Test
    void shapes_outsideTheGrid_areEmpty() {
        assertTrue(Shapes.rectangle(GRID, -5, -5, -1, 20).isEmpty());
        assertTrue(Shapes.polygon(GRID, new double[] {20, 0, 30, 0, 25, 9}).isEmpty());
        assertEquals(
                GRID.pixels(),
                Shapes.polygon(GRID, new double[] {-1e9, -1e9, 1e9, -1e9, 1e9, 1e9, -1e9, 1e9})
                        .count());
    }

    @Test
    void coordinates_thatAreNone_areRefused() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1.1e9}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Shapes.polygon(GRID, new double[] {0, 0, 1, bad, 1, 1}));
            assertThrows(
                    IllegalArgumentException.class, () -> Shapes.rectangle(GRID, 0, bad, 1, 1));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> Shapes.polygon(GRID, new double[] {0, 0, 1, 1}));
        assertThrows(
                IllegalArgumentException.class,
                () -> Shapes.polygon(GRID, new double[] {0, 0, 1, 1, 2, 2, 3}));
    }

    /** A million edges over the whole height would take minutes. */
    @Test
    void polygon_ofTooMuchWork_isRefused() {
        GridSize tall = new GridSize(1, 1 << 20);
        double[] xy = new double[2000];
        for (int i = 0; i < xy.length; i += 4) {
            xy[i + 1] = 1 << 20;
        }
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Shapes.polygon(tall, xy));
        assertTrue(e.getMessage().startsWith("polygon: too many long edges"), e.getMessage());
    }

    /** The rule in decimal arithmetic, pixel by pixel: a ray to the left, half-open edges. */
    private static RunMask oracle(GridSize grid, double[] xy) {
        String[] rows = new String[grid.height()];
        for (int row = 0; row < grid.height(); row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < grid.width(); column++) {
                line.append(inside(xy, column + 0.5, row + 0.5) ? '#' : '.');
            }
            rows[row] = line.toString();
        }
        return Masks.parse(rows);
    }

    private static boolean inside(double[] xy, double px, double py) {
        boolean inside = false;
        BigDecimal x = new BigDecimal(px);
        BigDecimal y = new BigDecimal(py);
        for (int i = 0; i < xy.length; i += 2) {
            int k = (i + 2) % xy.length;
            int low = xy[i + 1] <= xy[k + 1] ? i : k;
            int high = low == i ? k : i;
            if (xy[low + 1] <= py && py < xy[high + 1]) {
                BigDecimal x0 = new BigDecimal(xy[low]);
                BigDecimal y0 = new BigDecimal(xy[low + 1]);
                BigDecimal dx = new BigDecimal(xy[high]).subtract(x0);
                BigDecimal dy = new BigDecimal(xy[high + 1]).subtract(y0);
                // Crossing at or to the left of the centre.
                if (x.subtract(x0).multiply(dy).compareTo(y.subtract(y0).multiply(dx)) >= 0) {
                    inside = !inside;
                }
            }
        }
        return inside;
    }
}
