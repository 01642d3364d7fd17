package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** What the tree owes beyond {@link NeighbourhoodsContractTest}. */
class KdTreeTest {
    private static final int MANY = 200_000;
    private static final Duration GENEROUS = Duration.ofSeconds(20);

    private static Points points(int n, IntToDoubleFunction along) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) along.applyAsDouble(i);
        }
        return new Points(x, x.clone(), x.clone());
    }

    private static Points random(int n) {
        SeededRandom random = new SeededRandom(3);
        float[][] p = new float[3][n];
        for (float[] axis : p) {
            for (int i = 0; i < n; i++) {
                axis[i] = (float) random.uniform(-1, 1);
            }
        }
        return new Points(p[0], p[1], p[2]);
    }

    @Test
    void constructor_equalPoints_isNotQuadratic() {
        KdTree tree = assertTimeout(GENEROUS, () -> new KdTree(points(MANY, i -> 7)));
        KdTree.TreeSearch search = tree.search();
        assertEquals(3, search.nearest(MANY - 1, 3));
        assertEquals(0, search.neighbour(0));
        assertEquals(2, search.neighbour(2));
    }

    @Test
    void constructor_sortedAndAlternatingPoints_isNotQuadratic() {
        KdTree up = assertTimeout(GENEROUS, () -> new KdTree(points(MANY, i -> i)));
        KdTree down = assertTimeout(GENEROUS, () -> new KdTree(points(MANY, i -> -i)));
        KdTree roof =
                assertTimeout(
                        GENEROUS, () -> new KdTree(points(MANY, i -> Math.abs(MANY / 2 - i))));
        KdTree two = assertTimeout(GENEROUS, () -> new KdTree(points(MANY, i -> i & 1)));
        assertEquals(2, up.search().around(500, 2));
        assertEquals(2, down.search().around(500, 2));
        assertEquals(5, roof.search().around(500, 2));
        assertEquals(MANY / 2 - 1, two.search().around(500, 0.5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 31, 32, 33, 64, 65, 1000, 4097})
    void leaves_holdEveryPointOnceAndFewEach(int n) {
        KdTree tree = new KdTree(random(n));
        boolean[] met = new boolean[n];
        for (int leaf = 0; leaf < tree.leaves(); leaf++) {
            int count = tree.leafStart(leaf + 1) - tree.leafStart(leaf);
            assertTrue(count > 0 && count <= KdTree.LEAF_POINTS, count + " points");
            for (int p = tree.leafStart(leaf); p < tree.leafStart(leaf + 1); p++) {
                assertFalse(met[tree.pointAt(p)]);
                met[tree.pointAt(p)] = true;
                assertEquals(p, tree.placeOf(tree.pointAt(p)));
            }
        }
        assertEquals(n, tree.leafStart(tree.leaves()));
    }

    @Test
    void aroundLeaf_anyRadius_isWhatIsNearTheBox() {
        Points points = random(3_000);
        KdTree tree = new KdTree(points);
        int[] out = new int[3_000 + KdTree.LEAF_POINTS];
        for (double radius : new double[] {0, 0.1, 0.5, 5}) {
            for (int leaf = 0; leaf < tree.leaves(); leaf += 7) {
                int found = tree.aroundLeaf(leaf, radius, out, 3_000);
                int next = 0;
                for (int p = 0; p < 3_000; p++) {
                    boolean near = toLeaf(tree, leaf, p) <= radius * radius;
                    assertEquals(near, next < found && out[next] == p, "place " + p);
                    next += near ? 1 : 0;
                }
                assertEquals(next, found);
            }
        }
    }

    /** Squared distance of a place to the box around the points of a leaf. */
    private static double toLeaf(KdTree tree, int leaf, int p) {
        double sum = 0;
        for (float[] axis : new float[][] {tree.x, tree.y, tree.z}) {
            float[] sorted =
                    Arrays.copyOfRange(axis, tree.leafStart(leaf), tree.leafStart(leaf + 1));
            Arrays.sort(sorted);
            double inside = Math.clamp(axis[p], sorted[0], sorted[sorted.length - 1]);
            sum += TestScans.square(axis[p] - inside);
        }
        return sum;
    }

    @Test
    void aroundLeaf_moreThanAskedFor_saysSo() {
        KdTree tree = new KdTree(random(500));
        assertTrue(tree.aroundLeaf(0, 9, new int[100 + KdTree.LEAF_POINTS], 100) > 100);
    }

    @Test
    void validCount_invalidPoints_areNotCounted() {
        Points points = random(10);
        points.x()[4] = Float.NaN;
        points.y()[4] = Float.NaN;
        points.z()[4] = Float.NaN;
        points.z()[7] = Float.POSITIVE_INFINITY; // not through the constructor, which refuses it
        KdTree tree = new KdTree(points);
        assertEquals(10, tree.size());
        assertEquals(8, tree.validCount());
        assertEquals(0, tree.search().around(4, 100));
        assertEquals(0, tree.search().nearest(7, 3));
        assertEquals(8, tree.search().within(0, 0, 0, 100));
    }
}
