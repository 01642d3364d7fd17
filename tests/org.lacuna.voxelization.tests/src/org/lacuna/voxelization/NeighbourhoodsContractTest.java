package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.SeededRandom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What every implementation owes, against brute force. */
class NeighbourhoodsContractTest {
    /** Half-width of the window of the organized clouds. */
    private static final int REACH_PX = 4;

    /**
     * Points, implementation over them, radii worth asking for, how many points to ask about. Width
     * of the grid whose windows are looked at, 0 without one.
     */
    record Case(
            String name,
            float[] x,
            float[] y,
            float[] z,
            Neighbourhoods subject,
            double[] radii,
            int questions,
            int width) {
        /** Whether the search gets to see q from p. */
        boolean sees(int p, int q) {
            return width == 0
                    || (Math.abs(p % width - q % width) <= REACH_PX
                            && Math.abs(p / width - q / width) <= REACH_PX);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> cases() {
        SeededRandom random = new SeededRandom(5);
        double[] radii = {0.05, 0.3, 1, 4, 1000};
        List<Case> all = new ArrayList<>();
        inSpace(all, "none", cloud(0, random, 1, 1, 1), 1, radii);
        inSpace(all, "one", cloud(1, random, 1, 1, 1), 1, radii);
        inSpace(all, "two", cloud(2, random, 1, 1, 1), 1, radii);
        inSpace(all, "random", cloud(12_000, random, 10, 10, 10), 0.5, radii);
        inSpace(all, "coplanar", cloud(5_000, random, 10, 10, 0), 0.3, radii);
        inSpace(all, "on a line", cloud(3_000, random, 10, 0, 0), 0.3, radii);
        inSpace(all, "duplicates", duplicates(random), 0.3, radii);
        inSpace(all, "one place", new float[3][700], 0.3, radii);
        inSpace(all, "clusters", clusters(random), 0.3, radii);
        inSpace(all, "lattice", lattice(), 1, new double[] {1, 2, Math.sqrt(3)});
        inSpace(all, "at 1e5", moved(cloud(2_000, random, 10, 10, 10), 1e5f), 0.3, radii);
        inSpace(all, "at 1e7", moved(cloud(2_000, random, 10, 10, 10), 1e7f), 0.3, radii);
        float[][] outlier = cloud(500, random, 1, 1, 1);
        outlier[0][17] = 1e9f;
        inSpace(all, "an outlier at 1e9", outlier, 0.1, radii);
        float[][] many = cloud(100_000, random, 10, 10, 10);
        all.add(hash("100,000", many, 0.4, new double[] {0.1, 0.6}, 5));
        all.add(tree("100,000", many, new double[] {0.1, 0.6}, 5));
        float[][] some = cloud(2_000, random, 10, 10, 10);
        all.add(hash("coarse cells", some, 30, radii, 40));
        all.add(hash("fine cells", some, 0.01, radii, 40));
        all.add(tree("invalid points", invalid(random), radii, 300));
        all.add(tree("no valid point", filled(Float.NaN, 40), radii, 40));

        double[] near = {0.2, 0.5, 0.9};
        all.add(window("plane", TestScans.plane(40, 30, 0.3, 0.2, 0.5, 0.02), near));
        all.add(window("holes", TestScans.dropped(TestScans.sphere(41, 0.3, 6, 0), 0.3, 1), near));
        all.add(window("one pixel", TestScans.plane(1, 1, 1, 0, 0, 0), near));
        all.add(window("two pixels", TestScans.plane(1, 2, 0.3, 0, 0, 0), near));
        all.add(window("all invalid", TestScans.empty(6, 5), near));
        all.add(window("step", TestScans.step(30, 20, 0.3, 3), near));
        all.add(window("as wide as the scan", TestScans.plane(5, 4, 0.3, 0.1, 0, 0.1), near));
        return all.stream().map(Arguments::of);
    }

    /** The same points for both searches in space. */
    private static void inSpace(
            List<Case> all, String name, float[][] p, double cellMm, double[] radii) {
        all.add(hash(name, p, cellMm, radii, 40));
        all.add(tree(name, p, radii, 40));
    }

    private static Case hash(
            String name, float[][] p, double cellMm, double[] radii, int questions) {
        Neighbourhoods subject = new VoxelNeighbourhoods(p[0], p[1], p[2], cellMm);
        return new Case("hash, " + name, p[0], p[1], p[2], subject, radii, questions, 0);
    }

    private static Case tree(String name, float[][] p, double[] radii, int questions) {
        Neighbourhoods subject = new KdTree(new Points(p[0], p[1], p[2]));
        return new Case("tree, " + name, p[0], p[1], p[2], subject, radii, questions, 0);
    }

    private static Case window(String name, OrganizedCloud c, double[] radii) {
        Neighbourhoods subject = new WindowNeighbourhoods(c, REACH_PX);
        return new Case("window, " + name, c.x(), c.y(), c.z(), subject, radii, 200, c.width());
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

    private static float[][] moved(float[][] p, float by) {
        for (float[] axis : p) {
            for (int i = 0; i < axis.length; i++) {
                axis[i] += by;
            }
        }
        return p;
    }

    private static float[][] filled(float value, int n) {
        float[][] p = new float[3][n];
        for (float[] axis : p) {
            Arrays.fill(axis, value);
        }
        return p;
    }

    /** Every third entry is none. */
    private static float[][] invalid(SeededRandom random) {
        float[][] p = cloud(900, random, 2, 2, 2);
        for (int i = 0; i < 900; i += 3) {
            for (float[] axis : p) {
                axis[i] = Float.NaN;
            }
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

    @ParameterizedTest
    @MethodSource("cases")
    void nearest_anyCount_equalsBruteForce(Case c) {
        Neighbourhoods.Search search = c.subject.search();
        int step = Math.max(1, c.x.length / c.questions);
        for (int k : new int[] {1, 2, 7, 30, 200}) {
            for (int p = 0; p < c.x.length; p += step) {
                int found = search.nearest(p, k);
                int[] actual = new int[found];
                for (int i = 0; i < found; i++) {
                    actual[i] = search.neighbour(i);
                    assertEquals(squared(c, p, actual[i]), search.squaredDistance(i));
                }
                assertArrayEquals(nearestByBruteForce(c, p, k), actual, "point " + p);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nearest_moreThanThereAre_givesAllOthers(Case c) {
        Neighbourhoods.Search search = c.subject.search();
        for (int p = 0; p < Math.min(3, c.x.length); p++) {
            int[] all = nearestByBruteForce(c, p, Integer.MAX_VALUE);
            assertEquals(all.length, search.nearest(p, Integer.MAX_VALUE));
            for (int i = 0; i < all.length; i++) {
                assertEquals(all[i], search.neighbour(i));
            }
        }
    }

    private static int[] nearestByBruteForce(Case c, int p, int k) {
        int[] others = bruteForce(c, p, Double.POSITIVE_INFINITY);
        return Arrays.stream(others)
                .filter(q -> c.sees(p, q) && Double.isFinite(squared(c, p, q)))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer q) -> squared(c, p, q)))
                .limit(k)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void searches_inParallel_giveTheSameAnswers(Case c) {
        int n = Math.min(60, c.x.length);
        List<int[]> alone = IntStream.range(0, n).mapToObj(p -> answers(c, p)).toList();
        List<int[]> together =
                IntStream.range(0, n).parallel().mapToObj(p -> answers(c, p)).toList();
        for (int p = 0; p < n; p++) {
            assertArrayEquals(alone.get(p), together.get(p), "point " + p);
        }
    }

    private static int[] answers(Case c, int p) {
        Neighbourhoods.Search search = c.subject.search();
        int near = search.around(p, c.radii[0]);
        int[] found = IntStream.range(0, near).map(search::neighbour).toArray();
        int more = search.nearest(p, 9);
        return IntStream.concat(
                        Arrays.stream(found), IntStream.range(0, more).map(search::neighbour))
                .toArray();
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
    void searches_nothingAskedFor_areRefused(Case c) {
        if (c.x.length > 0) {
            Neighbourhoods.Search search = c.subject.search();
            assertThrows(IllegalArgumentException.class, () -> search.around(0, 0));
            assertThrows(IllegalArgumentException.class, () -> search.around(0, Double.NaN));
            assertThrows(IllegalArgumentException.class, () -> search.nearest(0, 0));
        }
    }

    @Test
    void within_places_equalsBruteForce() {
        SeededRandom random = new SeededRandom(8);
        float[][] p = cloud(3_000, random, 5, 5, 1);
        VoxelNeighbourhoods.VoxelSearch hash =
                new VoxelNeighbourhoods(p[0], p[1], p[2], 0.5).search();
        KdTree.TreeSearch tree = new KdTree(new Points(p[0], p[1], p[2])).search();
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
            assertEquals(expected, hash.within(x, y, z, radius));
            assertEquals(expected, tree.within(x, y, z, radius));
            assertEquals(nearest, hash.nearest(x, y, z));
            assertEquals(nearest, tree.nearest(x, y, z));
        }
    }

    @Test
    void nearest_noPoints_isMinusOneAndTiesGoToTheLowest() {
        float[] none = {};
        assertEquals(-1, new VoxelNeighbourhoods(none, none, none, 1).search().nearest(1, 2, 3));
        assertEquals(-1, new KdTree(new Points(none, none, none)).search().nearest(1, 2, 3));
        float[] x = {5, -1, 1, 1};
        float[] zero = new float[4];
        VoxelNeighbourhoods.VoxelSearch hash = new VoxelNeighbourhoods(x, zero, zero, 0.1).search();
        assertEquals(1, hash.nearest(0, 0, 0));
        assertEquals(2, hash.nearest(0.5, 0, 0));
        assertEquals(0, hash.nearest(1e6, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> hash.nearest(Double.NaN, 0, 0));
        KdTree.TreeSearch tree = new KdTree(new Points(x, zero, zero)).search();
        assertEquals(1, tree.nearest(0, 0, 0));
        assertEquals(2, tree.nearest(0.5, 0, 0));
        assertEquals(0, tree.nearest(1e6, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> tree.nearest(Double.NaN, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> tree.within(0, 0, 0, 0));
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
