package org.lacuna.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.SeededRandom;

class BrushTest {
    private static final GridSize GRID = new GridSize(23, 17);

    @Test
    void stroke_random_coversThePixelsWithinTheRadius() {
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < 300; i++) {
            double[] xy = new double[2 * (1 + random.nextInt(5))];
            for (int k = 0; k < xy.length; k++) {
                double v = random.uniform(-6, 28);
                xy[k] = i % 3 == 0 ? Math.rint(v) : v;
            }
            double radius = i % 3 == 0 ? 1 + random.nextInt(5) : random.uniform(0.2, 8);
            assertEquals(oracle(xy, radius), Brush.stroke(GRID, xy, radius), "stroke " + i);
        }
    }

    @Test
    void stroke_ofOnePoint_isADisc() {
        assertEquals(
                Masks.parse(".....", "..#..", ".###.", "..#..", "....."),
                Brush.stroke(new GridSize(5, 5), new double[] {2.5, 2.5}, 1));
    }

    @Test
    void stroke_farOutside_isEmpty() {
        assertTrue(Brush.stroke(GRID, new double[] {-900, 1, -800, 9}, 3).isEmpty());
    }

    @Test
    void stroke_acrossALargeGrid_isFast() {
        GridSize large = new GridSize(8192, 8192);
        RunMask mask = Brush.stroke(large, new double[] {-1e6, 4096, 1e6, 4096}, 10_000);
        assertEquals(large.pixels(), mask.count());
    }

    @Test
    void parameters_outsideTheirRange_areRefused() {
        double[] point = {1, 1};
        for (double radius : new double[] {0, -1, Double.NaN, 10_001}) {
            assertThrows(IllegalArgumentException.class, () -> Brush.stroke(GRID, point, radius));
        }
        assertThrows(IllegalArgumentException.class, () -> Brush.stroke(GRID, new double[] {}, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> Brush.stroke(GRID, new double[] {1, 2, 3}, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> Brush.stroke(GRID, new double[] {1, Double.NaN}, 1));
    }

    private static RunMask oracle(double[] xy, double radius) {
        String[] rows = new String[GRID.height()];
        for (int row = 0; row < rows.length; row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < GRID.width(); column++) {
                line.append(near(xy, column + 0.5, row + 0.5, radius) ? '#' : '.');
            }
            rows[row] = line.toString();
        }
        return Masks.parse(rows);
    }

    private static boolean near(double[] xy, double x, double y, double radius) {
        for (int i = xy.length == 2 ? 0 : 2; i < xy.length; i += 2) {
            int a = Math.max(0, i - 2);
            double dx = xy[i] - xy[a];
            double dy = xy[i + 1] - xy[a + 1];
            double square = dx * dx + dy * dy;
            double t = square == 0 ? 0 : ((x - xy[a]) * dx + (y - xy[a + 1]) * dy) / square;
            t = Math.max(0, Math.min(1, t));
            double ex = x - (xy[a] + t * dx);
            double ey = y - (xy[a + 1] + t * dy);
            if (ex * ex + ey * ey <= radius * radius) {
                return true;
            }
        }
        return false;
    }
}
