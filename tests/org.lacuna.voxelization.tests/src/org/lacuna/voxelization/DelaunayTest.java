package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.SeededRandom;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

class DelaunayTest {
    private int[] column;
    private int[] row;

    private Delaunay random(int n, int side, long seed) {
        SeededRandom random = new SeededRandom(seed);
        int[] cells = new int[side * side];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = i;
        }
        random.shuffle(cells);
        column = new int[n];
        row = new int[n];
        for (int i = 0; i < n; i++) {
            column[i] = cells[i] % side;
            row[i] = cells[i] / side;
        }
        return new Delaunay(column, row);
    }

    private List<int[]> triangles(Delaunay mesh) {
        List<int[]> all = new ArrayList<>();
        for (int e = 0; e < mesh.edges(); e++) {
            if (mesh.hasTriangle(e)) {
                int f = mesh.next(e);
                int g = mesh.next(f);
                assertEquals(e, mesh.next(g), "not a triangle");
                if (e < f && e < g) {
                    all.add(new int[] {mesh.origin(e), mesh.origin(f), mesh.origin(g)});
                }
            }
        }
        return all;
    }

    private long turn(int a, int b, int c, int r) {
        return (long) (column[b] - column[a]) * (r - row[a])
                - (long) (row[b] - row[a]) * (c - column[a]);
    }

    private long turn(int a, int b, int d) {
        return turn(a, b, column[d], row[d]);
    }

    /** Whether all vertices lie on the left of, or on, the line from a to b. */
    private boolean isHullEdge(int a, int b) {
        for (int d = 0; d < column.length; d++) {
            if (turn(a, b, d) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean inHull(int c, int r) {
        for (int a = 0; a < column.length; a++) {
            for (int b = 0; b < column.length; b++) {
                if (a != b && isHullEdge(a, b) && turn(a, b, c, r) < 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static BigInteger big(long v) {
        return BigInteger.valueOf(v);
    }

    private boolean inCircle(int[] t, int d) {
        BigInteger[][] m = new BigInteger[3][3];
        for (int i = 0; i < 3; i++) {
            long x = column[t[i]] - (long) column[d];
            long y = row[t[i]] - (long) row[d];
            m[i] = new BigInteger[] {big(x), big(y), big(x).pow(2).add(big(y).pow(2))};
        }
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < 3; i++) {
            int j = (i + 1) % 3;
            int k = (i + 2) % 3;
            BigInteger minor = m[j][0].multiply(m[k][1]).subtract(m[k][0].multiply(m[j][1]));
            sum = sum.add(m[i][2].multiply(minor));
        }
        return sum.signum() > 0;
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "4, 2", "9, 3", "12, 6", "40, 9", "60, 4000", "60, 16", "81, 9"})
    void triangles_randomPixels_coverTheHullWithEmptyCircles(int n, int side) {
        int pixels = Math.min(side, 64);
        for (int seed = 0; seed < 12; seed++) {
            Delaunay mesh = random(n, pixels, seed);
            for (int i = 0; i < n && side > pixels; i++) {
                column[i] *= side / pixels;
                row[i] *= side / pixels;
            }
            mesh = side > pixels ? new Delaunay(column, row) : mesh;
            long area = 0;
            for (int[] t : triangles(mesh)) {
                long twice = turn(t[0], t[1], t[2]);
                assertTrue(twice > 0, "turned over or flat");
                area += twice;
                for (int d = 0; d < n; d++) {
                    assertFalse(inCircle(t, d));
                }
            }
            assertEquals(hullArea(), area);
        }
    }

    /** Twice the area, by wrapping a string around the pixels. */
    private long hullArea() {
        int start = 0;
        for (int i = 1; i < column.length; i++) {
            if (column[i] < column[start] || (column[i] == column[start] && row[i] < row[start])) {
                start = i;
            }
        }
        long area = 0;
        int a = start;
        do {
            int b = a == 0 ? 1 : 0;
            for (int d = 0; d < column.length; d++) {
                long turn = turn(a, b, d);
                if (d != a && (turn < 0 || (turn == 0 && distance(a, d) > distance(a, b)))) {
                    b = d;
                }
            }
            area += turn(start, a, b);
            a = b;
        } while (a != start);
        return area;
    }

    private long distance(int a, int b) {
        long x = column[a] - (long) column[b];
        long y = row[a] - (long) row[b];
        return x * x + y * y;
    }

    @ParameterizedTest
    @CsvSource({"3, 12, 1", "7, 12, 2", "30, 14, 3"})
    void locate_everyPixel_findsItsTriangleOrOutside(int n, int side, int seed) {
        Delaunay mesh = random(n, side, seed);
        for (int r = 0; r < side; r++) {
            for (int c = 0; c < side; c++) {
                int e = mesh.locate(c, r);
                assertEquals(inHull(c, r), e >= 0, c + ", " + r);
                for (int k = 0; k < 3 && e >= 0; k++) {
                    assertTrue(turn(mesh.origin(e), mesh.origin(mesh.next(e)), c, r) >= 0);
                    e = mesh.next(e);
                }
            }
        }
    }

    @Test
    void locate_farApartQuestions_findTheirTriangles() {
        Delaunay mesh = random(2_000, 300, 5);
        SeededRandom random = new SeededRandom(6);
        for (int i = 0; i < 2_000; i++) {
            int c = random.nextInt(300);
            int r = random.nextInt(300);
            int e = mesh.locate(c, r);
            for (int k = 0; k < 3 && e >= 0; k++) {
                assertTrue(turn(mesh.origin(e), mesh.origin(mesh.next(e)), c, r) >= 0);
                e = mesh.next(e);
            }
        }
    }

    @Test
    void pixelsInARow_orTooFew_makeNoTriangle() {
        int[][] sets = {{}, {5}, {1, 2}, {1, 2, 3}, {0, 9, 3, 7, 1, 12, 13, 14}};
        for (int[] set : sets) {
            for (int[] other : new int[][] {set, new int[set.length]}) {
                Delaunay mesh = new Delaunay(set, other);
                for (int e = 0; e < mesh.edges(); e++) {
                    assertFalse(mesh.hasTriangle(e));
                }
                assertEquals(-1, mesh.locate(1, 1));
            }
        }
    }

    @Test
    void fullGrid_hasTwoTrianglesASquare() {
        assertEquals(2 * 39 * 39, triangles(random(1_600, 40, 1)).size());
    }
}
