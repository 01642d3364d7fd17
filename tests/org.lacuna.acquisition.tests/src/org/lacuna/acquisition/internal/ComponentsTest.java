package org.lacuna.acquisition.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.SeededRandom;

import java.util.Arrays;

class ComponentsTest {
    private static final double JUMP = 4;

    private static OrganizedCloud terraces(int width, int height, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[][] axis = new float[3][width * height];
        int[] level = new int[width * height];
        for (int i = 0; i < level.length; i++) {
            int x = i % width;
            int y = i / width;
            int from = random.nextInt(4);
            // Mostly the level of a neighbour, so that terraces form.
            level[i] =
                    from == 0
                            ? random.nextInt(3)
                            : from == 1 && x > 0
                                    ? level[i - 1]
                                    : y > 0 ? level[i - width] : random.nextInt(3);
            boolean valid = random.nextInt(8) > 0;
            axis[0][i] = valid ? x : Float.NaN;
            axis[1][i] = valid ? y : Float.NaN;
            axis[2][i] = valid ? 10 * level[i] : Float.NaN;
        }
        return new OrganizedCloud(width, height, axis[0], axis[1], axis[2]);
    }

    /**
     * Slow and plain: spreads each pixel's smallest label over its neighbours until nothing moves.
     */
    private static int[] oracle(OrganizedCloud c, boolean[] foreground, double jump) {
        int[] label = new int[c.size()];
        for (int i = 0; i < label.length; i++) {
            label[i] = foreground[i] ? i + 1 : 0;
        }
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int i = 0; i < label.length; i++) {
                for (int j = 0; j < label.length; j++) {
                    boolean near =
                            Math.abs(i % c.width() - j % c.width()) <= 1
                                    && Math.abs(i / c.width() - j / c.width()) <= 1;
                    if (near
                            && foreground[i]
                            && foreground[j]
                            && label[j] < label[i]
                            && distance(c, i, j)
                                    <= jump * Math.max(spacing(c, i), spacing(c, j)) + 1e-4) {
                        label[i] = label[j];
                        moved = true;
                    }
                }
            }
        }
        return label;
    }

    private static double distance(OrganizedCloud c, int i, int j) {
        return Math.sqrt(
                Math.pow(c.x()[i] - c.x()[j], 2)
                        + Math.pow(c.y()[i] - c.y()[j], 2)
                        + Math.pow(c.z()[i] - c.z()[j], 2));
    }

    private static double spacing(OrganizedCloud c, int i) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < c.size(); j++) {
            int steps =
                    Math.abs(i % c.width() - j % c.width())
                            + Math.abs(i / c.width() - j / c.width());
            if (steps == 1 && c.isValid(j)) {
                nearest = Math.min(nearest, distance(c, i, j));
            }
        }
        // The median spacing of the terraces is 1.
        return Double.isInfinite(nearest) ? 1 : Math.max(0.5, nearest);
    }

    @ParameterizedTest
    @CsvSource({"20, 15, 1", "13, 22, 2", "17, 17, 3", "30, 8, 4"})
    void of_randomTerraces_agreesWithTheOracle(int width, int height, long seed) {
        OrganizedCloud cloud = terraces(width, height, seed);
        boolean[] foreground = new boolean[cloud.size()];
        for (int i = 0; i < foreground.length; i++) {
            foreground[i] = cloud.isValid(i);
        }
        int[] label = oracle(cloud, foreground, JUMP);
        int[] size = new int[cloud.size() + 1];
        for (int l : label) {
            size[l]++;
        }
        int largest = 0;
        int count = 0;
        for (int l = 1; l < size.length; l++) {
            largest = Math.max(largest, size[l]);
            count += size[l] > 0 ? 1 : 0;
        }
        Components components = Components.of(cloud, foreground, JUMP);
        assertEquals(count, components.count());
        for (double share : new double[] {0, 0.05, 0.3, 1}) {
            boolean[] expected = new boolean[cloud.size()];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = label[i] > 0 && size[label[i]] >= share * largest;
            }
            assertArrayEquals(expected, components.atLeast(share), "share " + share);
        }
    }

    @Test
    void of_noForeground_hasNoComponent() {
        OrganizedCloud cloud = terraces(5, 5, 1);
        Components components = Components.of(cloud, new boolean[25], JUMP);
        assertEquals(0, components.count());
        assertArrayEquals(new boolean[25], components.atLeast(0));
    }

    @Test
    void of_pointsOnTopOfEachOther_areOneComponent() {
        float[] same = new float[12];
        Arrays.fill(same, 3);
        OrganizedCloud cloud = new OrganizedCloud(4, 3, same, same.clone(), same.clone());
        boolean[] all = new boolean[12];
        Arrays.fill(all, true);
        assertEquals(1, Components.of(cloud, all, JUMP).count());
    }

    @Test
    void of_spacingThatGrowsWithDistance_doesNotBreakASlope() {
        int width = 60;
        float[][] axis = new float[3][width * 10];
        for (int i = 0; i < axis[0].length; i++) {
            float depth = (float) (100 * Math.pow(1.08, i % width));
            axis[0][i] = 0;
            axis[1][i] = depth / 500 * Math.floorDiv(i, width);
            axis[2][i] = depth;
        }
        boolean[] all = new boolean[axis[0].length];
        Arrays.fill(all, true);
        OrganizedCloud slope = new OrganizedCloud(width, 10, axis[0], axis[1], axis[2]);
        // Neighbours along the slope are 40 times as far apart as across it.
        assertEquals(1, Components.of(slope, all, 60).count());
        assertTrue(Components.of(slope, all, 20).count() > 1);
    }
}
