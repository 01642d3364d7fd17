package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;

import java.util.stream.IntStream;

class LeafNeighboursTest {
    /** A share of the points in a small dense ball, the others in a ball 1000 times as wide. */
    private static KdTree tree(int n, double dense, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[][] p = new float[3][n];
        for (int i = 0; i < n; i++) {
            double width = i < dense * n ? 0.1 : 100;
            for (float[] axis : p) {
                axis[i] = (float) (width * random.nextGaussian());
            }
        }
        return new KdTree(new Points(p[0], p[1], p[2]));
    }

    /** For every point of every leaf, what a search for this point alone finds. */
    private static void assertEqualsSearch(KdTree tree, int k) {
        LeafNeighbours near = new LeafNeighbours(tree, k);
        KdTree.TreeSearch search = tree.search();
        for (int leaf = 0; leaf < tree.leaves(); leaf++) {
            near.open(leaf);
            for (int at = tree.leafStart(leaf); at < tree.leafStart(leaf + 1); at++) {
                near.find(at);
                assertEquals(search.nearest(tree.pointAt(at), k), near.count);
                int[] expected =
                        IntStream.range(0, near.count)
                                .map(i -> tree.placeOf(search.neighbour(i)))
                                .sorted()
                                .toArray();
                int[] actual =
                        IntStream.range(0, near.count)
                                .map(i -> near.place[near.nearest[i]])
                                .toArray();
                assertArrayEquals(expected, actual, "place " + at);
                if (near.count > 0) {
                    assertEquals(search.squaredDistance(near.count - 1), near.farthest);
                }
            }
            near.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 29", "0.5, 29", "0.99, 29", "0.999, 29", "0.9, 3", "0.9, 1", "0.5, 300"})
    void find_changingDensity_equalsSearch(double dense, int k) {
        for (int seed = 0; seed < 3; seed++) {
            assertEqualsSearch(tree(6_000, dense, seed), k);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 30, 31, 33})
    void find_fewPoints_equalsSearch(int n) {
        assertEqualsSearch(tree(n, 0.5, 1), 29);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 26, 29})
    void find_ties_equalsSearch(int k) {
        float[][] p = new float[3][2_000];
        for (int i = 0; i < 2_000; i++) {
            p[0][i] = i * 7 % 10;
            p[1][i] = i / 10 % 10;
            p[2][i] = i / 100 % 10;
        }
        assertEqualsSearch(new KdTree(new Points(p[0], p[1], p[2])), k);
        assertEqualsSearch(
                new KdTree(new Points(new float[900], new float[900], new float[900])), k);
    }
}
