package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.SeededRandom;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What every implementation owes, against brute force. */
class NeighbourhoodsContractTest {
    /** Points, implementation over them, radii worth asking for, how many points to ask about. */
    record Case(
            String name,
            float[] x,
            float[] y,
            float[] z,
            Neighbourhoods subject,
            double[] radii,
            int questions) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> cases() {
        SeededRandom random = new SeededRandom(5);
        double[] radii = {0.05, 0.3, 1, 4, 1000};
        List<Case> all =
                new java.util.ArrayList<>(
                        List.of(
                                hash("none", cloud(0, random, 1, 1, 1), 1, radii),
                                hash("one", cloud(1, random, 1, 1, 1), 1, radii),
                                hash("two", cloud(2, random, 1, 1, 1), 1, radii),
                                hash("random", cloud(12_000, random, 10, 10, 10), 0.5, radii),
                                hash("coarse cells", cloud(2_000, random, 10, 10, 10), 30, radii),
                                hash("fine cells", cloud(2_000, random, 10, 10, 10), 0.01, radii),
                                hash("coplanar", cloud(5_000, random, 10, 10, 0), 0.3, radii),
                                hash("on a line", cloud(3_000, random, 10, 0, 0), 0.3, radii),
                                hash("duplicates", duplicates(random), 0.3, radii),
                                hash("clusters", clusters(random), 0.3, radii),
                                hash("lattice", lattice(), 1, new double[] {1, 2, Math.sqrt(3)})));
        float[][] far = cloud(2_000, random, 10, 10, 10);
        for (float[] axis : far) {
            for (int i = 0; i < axis.length; i++) {
                axis[i] += 1e5f;
            }
        }
        all.add(hash("far from the origin", far, 0.3, radii));
        float[][] outlier = cloud(500, random, 1, 1, 1);
        outlier[0][17] = 1e9f;
        all.add(hash("an outlier at 1e9", outlier, 0.1, radii));

        double[] near = {0.2, 0.5, 0.9};
        all.add(window("plane", TestScans.plane(40, 30, 0.3, 0.2, 0.5, 0.02), near));
        all.add(window("holes", TestScans.dropped(TestScans.sphere(41, 0.3, 6, 0), 0.3, 1), near));
        all.add(window("one pixel", TestScans.plane(1, 1, 1, 0, 0, 0), near));
        all.add(window("two pixels", TestScans.plane(1, 2, 0.3, 0, 0, 0), near));
        all.add(window("all invalid", TestScans.empty(6, 5), near));
        all.add(window("step", TestScans.step(30, 20, 0.3, 3), near));
        return all.stream().map(Arguments::of);
    }

    private static Case hash(String name, float[][] p, double cellMm, double[] radii) {
        return new Case(
                "hash, " + name,
                p[0],
                p[1],
                p[2],
                new VoxelNeighbourhoods(p[0], p[1], p[2], cellMm),
                radii,
                40);
    }

    private static Case window(String name, OrganizedCloud c, double[] radii) {
        return new Case(
                "window, " + name, c.x(), c.y(), c.z(), new WindowNeighbourhoods(c, 4), radii, 200);
    }

    private static float[][] cloud(int n, SeededRandom random, double a, double b, double c) {
        float[][] p = new float[3][n];
        for (int i = 0; i < n; i++) {
            p[0][i] = (float) random.uniform(-a, a);
            p[1][i] = (float) random.uniform(-b, b);
            p[2][i] = (float) random.uniform(-c, c);
        }
        return p;
    }

    private static float[][] duplicates(SeededRandom random) {
        float[][] p = cloud(900, random, 2, 2, 2);
        for (float[] axis : p) {
            for (int i = 300; i < 900; i++) {
                axis[i] = axis[i % 300];
            }
        }
        return p;
    }

    private static float[][] clusters(SeededRandom random) {
        float[][] p = new float[3][4_000];
        for (int i = 0; i < 4_000; i++) {
            for (float[] axis : p) {
                axis[i] = (float) (50 * (i % 4) + 0.3 * random.nextGaussian());
            }
        }
        return p;
    }

    /** Distances fall exactly on the radii asked for. */
    private static float[][] lattice() {
        float[][] p = new float[3][1000];
        for (int i = 0; i < 1000; i++) {
            p[0][i] = i % 10;
            p[1][i] = i / 10 % 10;
            p[2][i] = i / 100;
        }
        return p;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void around_anyRadius_equalsBruteForce(Case c) {
        assertEquals(c.x.length, c.subject.size());
        Neighbourhoods.Search search = c.subject.search();
        int step = Math.max(1, c.x.length / c.questions);
        for (double radius : c.radii) {
            for (int p = 0; p < c.x.length; p += step) {
                int found = search.around(p, radius);
                int[] actual = new int[found];
                for (int k = 0; k < found; k++) {
                    actual[k] = search.neighbour(k);
                    assertEquals(squared(c, p, actual[k]), search.squaredDistance(k), 1e-12);
                }
                Arrays.sort(actual);
                assertArrayEquals(bruteForce(c, p, radius), actual, "point " + p);
            }
        }
    }

    private static int[] bruteForce(Case c, int p, double radius) {
        int[] all = new int[c.x.length];
        int n = 0;
        for (int q = 0; q < c.x.length; q++) {
            if (q != p && squared(c, p, q) <= radius * radius) {
                all[n++] = q;
            }
        }
        return Arrays.copyOf(all, n);
    }

    /** NaN, and so no neighbour, where one is invalid. */
    private static double squared(Case c, int p, int q) {
        double dx = (double) c.x[q] - c.x[p];
        double dy = (double) c.y[q] - c.y[p];
        double dz = (double) c.z[q] - c.z[p];
        return dx * dx + dy * dy + dz * dz;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void around_askedTwice_sameOrder(Case c) {
        Neighbourhoods.Search first = c.subject.search();
        Neighbourhoods.Search second = c.subject.search();
        for (int p = 0; p < Math.min(50, c.x.length); p++) {
            second.around(c.x.length - 1 - p, c.radii[0]);
            int n = first.around(p, c.radii[1]);
            assertEquals(n, second.around(p, c.radii[1]));
            for (int k = 0; k < n; k++) {
                assertEquals(first.neighbour(k), second.neighbour(k));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void around_noRadius_isRefused(Case c) {
        if (c.x.length > 0) {
            Neighbourhoods.Search search = c.subject.search();
            assertThrows(IllegalArgumentException.class, () -> search.around(0, 0));
            assertThrows(IllegalArgumentException.class, () -> search.around(0, Double.NaN));
        }
    }

    @Test
    void within_places_equalsBruteForce() {
        SeededRandom random = new SeededRandom(8);
        float[][] p = cloud(3_000, random, 5, 5, 1);
        VoxelNeighbourhoods.VoxelSearch search =
                new VoxelNeighbourhoods(p[0], p[1], p[2], 0.5).search();
        for (int k = 0; k < 200; k++) {
            double x = random.uniform(-8, 8);
            double y = random.uniform(-8, 8);
            double z = random.uniform(-3, 3);
            double radius = random.uniform(0.1, 2);
            int expected = 0;
            int nearest = 0;
            double best = Double.POSITIVE_INFINITY;
            for (int i = 0; i < 3_000; i++) {
                double dx = p[0][i] - x;
                double dy = p[1][i] - y;
                double dz = p[2][i] - z;
                double d = dx * dx + dy * dy + dz * dz;
                expected += d <= radius * radius ? 1 : 0;
                if (d < best) {
                    best = d;
                    nearest = i;
                }
            }
            assertEquals(expected, search.within(x, y, z, radius));
            assertEquals(nearest, search.nearest(x, y, z));
        }
    }

    @Test
    void nearest_noPoints_isMinusOneAndTiesGoToTheLowest() {
        float[] none = {};
        assertEquals(-1, new VoxelNeighbourhoods(none, none, none, 1).search().nearest(1, 2, 3));
        float[] x = {5, -1, 1, 1};
        float[] zero = new float[4];
        VoxelNeighbourhoods.VoxelSearch search =
                new VoxelNeighbourhoods(x, zero, zero, 0.1).search();
        assertEquals(1, search.nearest(0, 0, 0));
        assertEquals(2, search.nearest(0.5, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> search.nearest(Double.NaN, 0, 0));
        assertTrue(search.nearest(1e6, 0, 0) == 0);
    }

    @Test
    void constructors_badArguments_areRefused() {
        float[] one = {1};
        assertThrows(
                IllegalArgumentException.class, () -> new VoxelNeighbourhoods(one, one, one, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new WindowNeighbourhoods(TestScans.empty(2, 2), 0));
    }
}
