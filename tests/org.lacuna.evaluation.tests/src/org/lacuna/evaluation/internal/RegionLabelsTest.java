package org.lacuna.evaluation.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.lacuna.core.PixelMask;
import org.lacuna.core.SeededRandom;

class RegionLabelsTest {
    @Test
    void of_emptyAndFullMasks() {
        RegionLabels none = RegionLabels.of(new PixelMask(3, 2, new boolean[6]));
        assertEquals(0, none.count());
        assertArrayEquals(new int[6], none.label());
        RegionLabels all = RegionLabels.of(PixelMask.full(3, 2));
        assertArrayEquals(new int[] {6}, all.size());
        assertArrayEquals(new int[] {1, 1, 1, 1, 1, 1}, all.label());
        assertEquals(1, RegionLabels.of(PixelMask.full(1, 1)).count());
    }

    @Test
    void of_cornerContact_joins() {
        RegionLabels labels = RegionLabels.of(mask("#..", ".#.", "#.."));
        assertArrayEquals(new int[] {3}, labels.size());
    }

    @Test
    void of_rowEnds_doNotWrap() {
        RegionLabels labels = RegionLabels.of(mask("..#", "#..", "..."));
        assertArrayEquals(new int[] {1, 1}, labels.size());
    }

    @Test
    void of_spiral_isOneRegion() {
        RegionLabels labels = RegionLabels.of(mask("#####", "....#", "###.#", "#...#", "#####"));
        assertArrayEquals(new int[] {17}, labels.size());
    }

    @Test
    void of_largeCheckerboard_isOneRegionWithoutDeepStack() {
        boolean[] set = new boolean[1000 * 1000];
        for (int i = 0; i < set.length; i++) {
            set[i] = (i % 1000 + i / 1000) % 2 == 0;
        }
        assertArrayEquals(
                new int[] {500_000}, RegionLabels.of(new PixelMask(1000, 1000, set)).size());
    }

    @Test
    void of_randomMasks_labelsAgreeWithUnionOfNeighbours() {
        SeededRandom random = new SeededRandom(5);
        for (int trial = 0; trial < 30; trial++) {
            int width = 1 + random.nextInt(14);
            int height = 1 + random.nextInt(14);
            boolean[] set = new boolean[width * height];
            for (int i = 0; i < set.length; i++) {
                set[i] = random.nextInt(3) == 0;
            }
            RegionLabels labels = RegionLabels.of(new PixelMask(width, height, set));
            assertArrayEquals(smallestReachable(set, width), canonical(labels.label()));
            int[] size = new int[labels.count()];
            for (int label : labels.label()) {
                if (label > 0) {
                    size[label - 1]++;
                }
            }
            assertArrayEquals(size, labels.size());
        }
    }

    /**
     * Each set pixel gets the smallest index that it can reach, plus one; by relaxation until
     * nothing changes.
     */
    private static int[] smallestReachable(boolean[] set, int width) {
        int[] smallest = new int[set.length];
        for (int i = 0; i < set.length; i++) {
            smallest[i] = set[i] ? i + 1 : 0;
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < set.length; i++) {
                for (int j = 0; j < set.length; j++) {
                    boolean touch =
                            Math.abs(i % width - j % width) <= 1
                                    && Math.abs(i / width - j / width) <= 1;
                    if (set[i] && set[j] && touch && smallest[j] < smallest[i]) {
                        smallest[i] = smallest[j];
                        changed = true;
                    }
                }
            }
        }
        return smallest;
    }

    private static int[] canonical(int[] label) {
        int[] out = new int[label.length];
        for (int i = 0; i < label.length; i++) {
            for (int j = 0; j < label.length && label[i] > 0 && out[i] == 0; j++) {
                if (label[j] == label[i]) {
                    out[i] = j + 1;
                }
            }
        }
        return out;
    }

    private static PixelMask mask(String... rows) {
        boolean[] set = new boolean[rows.length * rows[0].length()];
        for (int i = 0; i < set.length; i++) {
            set[i] = rows[i / rows[0].length()].charAt(i % rows[0].length()) == '#';
        }
        return new PixelMask(rows[0].length(), rows.length, set);
    }
}
