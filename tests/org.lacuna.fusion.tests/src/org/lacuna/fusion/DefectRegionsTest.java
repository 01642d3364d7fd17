package org.lacuna.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.DefectRegion;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.SeededRandom;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class DefectRegionsTest {
    private static AnomalyMap map(int width, String... rows) {
        float[] score = new float[width * rows.length];
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < width; x++) {
                score[y * width + x] = rows[y].charAt(x) == '.' ? 0 : rows[y].charAt(x) - '0';
            }
        }
        return new AnomalyMap(width, rows.length, score);
    }

    @Test
    void regions_areEightConnected_highestPeakFirst() {
        AnomalyMap map = map(6, "22....", "..2...", "......", "....55", "....51");
        List<DefectRegion> found = DefectRegions.find(map, 1, 1, Optional.empty());
        assertEquals(2, found.size());
        assertEquals(5, found.get(0).peakScore());
        assertEquals(3, found.get(0).areaPx());
        assertEquals(3, found.get(1).areaPx(), "the diagonal neighbour belongs to it");
        assertEquals(0, found.get(1).column());
        assertEquals(3, found.get(1).width());
        assertEquals(2, found.get(1).height());
        assertEquals(2, found.get(1).meanScore());
    }

    @Test
    void smallRegions_areLeftOut() {
        assertEquals(
                1, DefectRegions.find(map(5, "3.44.", "....."), 1, 2, Optional.empty()).size());
    }

    @Test
    void thresholdItself_isNotAbove() {
        assertTrue(DefectRegions.find(map(2, "33"), 3, 1, Optional.empty()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 17, 64})
    void everyPixelAbove_isInExactlyOneRegion(int side) {
        SeededRandom random = new SeededRandom(side);
        float[] score = new float[side * side];
        int above = 0;
        for (int i = 0; i < score.length; i++) {
            score[i] = (float) random.nextDouble();
            above += score[i] > 0.6f ? 1 : 0;
        }
        List<DefectRegion> found =
                DefectRegions.find(new AnomalyMap(side, side, score), 0.6f, 1, Optional.empty());
        assertEquals(above, found.stream().mapToInt(DefectRegion::areaPx).sum());
        for (int i = 1; i < found.size(); i++) {
            assertTrue(found.get(i - 1).peakScore() >= found.get(i).peakScore());
        }
    }

    /** A tilted plane with spacing 0.5 mm and a block of 8 x 6 pixels raised by 1.5 mm along z. */
    private static OrganizedCloud block(float raisedMm, int invalidEvery) {
        int side = 40;
        float[] x = new float[side * side];
        float[] y = new float[side * side];
        float[] z = new float[side * side];
        for (int p = 0; p < z.length; p++) {
            int column = p % side;
            int row = p / side;
            x[p] = 0.5f * column;
            y[p] = 0.5f * row;
            z[p] = 300 + 0.1f * x[p] - (inBlock(column, row) ? raisedMm : 0);
            if (invalidEvery > 0 && p % invalidEvery == 0) {
                z[p] = Float.NaN;
            }
        }
        return new OrganizedCloud(side, side, x, y, z);
    }

    private static boolean inBlock(int column, int row) {
        return column >= 16 && column < 24 && row >= 17 && row < 23;
    }

    private static AnomalyMap blockMap() {
        float[] score = new float[1600];
        for (int p = 0; p < score.length; p++) {
            score[p] = inBlock(p % 40, p / 40) ? 2 : 0;
        }
        return new AnomalyMap(40, 40, score);
    }

    @ParameterizedTest
    @ValueSource(floats = {1.5f, -1.5f})
    void sizes_areMeasuredInMillimetres(float raised) {
        DefectRegion.Metric m =
                DefectRegions.find(blockMap(), 1, 1, Optional.of(block(raised, 0)))
                        .getFirst()
                        .metric()
                        .orElseThrow();
        assertEquals(0.5 * 19.5, m.xMm(), 1e-4);
        assertEquals(0.5 * 19.5, m.yMm(), 1e-4);
        assertEquals(3.5, m.extentMm(), 1e-4, "8 pixels span 7 spacings");
        assertEquals(4 * 3 * Math.sqrt(1.01), m.areaMm2(), 1e-3, "8 x 6 points on a slope of 0.1");
        assertEquals(
                raised / Math.sqrt(1.01),
                m.depthDeviationMm(),
                1e-3,
                "positive towards the sensor");
    }

    @Test
    void regions_agreeWithUnionFind() {
        int width = 53;
        int height = 31;
        SeededRandom random = new SeededRandom(8);
        float[] score = new float[width * height];
        for (int i = 0; i < score.length; i++) {
            score[i] = random.nextDouble() < 0.35 ? (float) (1 + random.nextDouble()) : 0.5f;
        }
        int[] root = new int[score.length];
        Arrays.setAll(root, i -> i);
        for (int p = 0; p < score.length; p++) {
            for (int q = 0; q < p; q++) {
                boolean near =
                        Math.abs(p % width - q % width) <= 1
                                && Math.abs(p / width - q / width) <= 1;
                if (near && score[p] > 1 && score[q] > 1) {
                    int from = root[p];
                    int to = root[q];
                    Arrays.setAll(root, i -> root[i] == from ? to : root[i]);
                }
            }
        }
        List<String> expected = new java.util.ArrayList<>();
        for (int r = 0; r < score.length; r++) {
            double sum = 0;
            double peak = 0;
            int count = 0;
            double column = 0;
            for (int p = 0; p < score.length; p++) {
                if (root[p] == r && score[p] > 1) {
                    sum += score[p];
                    column += (double) score[p] * (p % width);
                    peak = Math.max(peak, score[p]);
                    count++;
                }
            }
            if (count >= 3) {
                expected.add(
                        String.format("%.6f %d %.6f %.6f", peak, count, sum / count, column / sum));
            }
        }
        expected.sort(java.util.Comparator.reverseOrder());
        List<String> found =
                DefectRegions.find(new AnomalyMap(width, height, score), 1, 3, Optional.empty())
                        .stream()
                        .map(
                                r ->
                                        String.format(
                                                "%.6f %d %.6f %.6f",
                                                r.peakScore(),
                                                r.areaPx(),
                                                r.meanScore(),
                                                r.centreColumn()))
                        .toList();
        assertTrue(found.size() > 20, "the test data hold too few regions");
        assertEquals(expected, found);
    }

    @Test
    void cellsAcrossADepthJump_doNotCount() {
        // One region over a step of 20 mm: 16 x 16 points, half of them 20 mm deeper.
        float[] score = new float[1600];
        OrganizedCloud flat = block(0, 0);
        float[] z = flat.z().clone();
        for (int p = 0; p < score.length; p++) {
            int column = p % 40;
            score[p] = column >= 12 && column < 28 && p / 40 >= 12 && p / 40 < 28 ? 2 : 0;
            z[p] += column >= 20 ? 20 : 0;
        }
        OrganizedCloud stepped = new OrganizedCloud(40, 40, flat.x().clone(), flat.y().clone(), z);
        DefectRegion.Metric m =
                DefectRegions.find(new AnomalyMap(40, 40, score), 1, 1, Optional.of(stepped))
                        .getFirst()
                        .metric()
                        .orElseThrow();
        assertEquals(64 * Math.sqrt(1.01), m.areaMm2(), 0.01);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 39, 820, 1599})
    void singlePixel_hasTheAreaOfAPoint(int pixel) {
        float[] score = new float[1600];
        score[pixel] = 2;
        DefectRegion.Metric m =
                DefectRegions.find(new AnomalyMap(40, 40, score), 1, 1, Optional.of(block(0, 0)))
                        .getFirst()
                        .metric()
                        .orElseThrow();
        assertEquals(0.25 * Math.sqrt(1.01), m.areaMm2(), 1e-4);
        assertEquals(0, m.depthDeviationMm(), 1e-3);
        assertEquals(0, m.extentMm());
    }

    @Test
    void neighbouringDefect_isNotTakenForSurroundings() {
        // A second block of the same height right beside the first, one pixel apart.
        OrganizedCloud cloud = block(1.5f, 0);
        float[] z = cloud.z().clone();
        float[] score = blockMap().score().clone();
        for (int p = 0; p < score.length; p++) {
            if (p % 40 >= 26 && p % 40 < 32 && p / 40 >= 17 && p / 40 < 23) {
                z[p] -= 1.5f;
                score[p] = 3;
            }
        }
        OrganizedCloud two = new OrganizedCloud(40, 40, cloud.x().clone(), cloud.y().clone(), z);
        List<DefectRegion> found =
                DefectRegions.find(new AnomalyMap(40, 40, score), 1, 1, Optional.of(two));
        assertEquals(2, found.size());
        for (DefectRegion r : found) {
            assertEquals(1.5 / Math.sqrt(1.01), r.metric().orElseThrow().depthDeviationMm(), 1e-3);
        }
    }

    @Test
    void oneRowOrColumn_isNoTrouble() {
        float[] line = {0, 1, 2, 3, 4};
        float[] depth = {9, 9, 9, 9, 9};
        for (boolean row : new boolean[] {true, false}) {
            OrganizedCloud cloud =
                    new OrganizedCloud(
                            row ? 5 : 1, row ? 1 : 5, line.clone(), new float[5], depth.clone());
            AnomalyMap map = new AnomalyMap(row ? 5 : 1, row ? 1 : 5, new float[] {0, 2, 2, 0, 2});
            List<DefectRegion> found = DefectRegions.find(map, 1, 1, Optional.of(cloud));
            assertEquals(2, found.size());
            assertEquals(
                    0, found.getFirst().metric().orElseThrow().areaMm2(), "a line has no area");
            assertEquals(1, found.getFirst().metric().orElseThrow().extentMm());
        }
    }

    @Test
    void manySpecks_takeNoMinutes() {
        int width = 800;
        float[] score = new float[width * 600];
        for (int p = 0; p < score.length; p++) {
            score[p] = p % 3 == 0 && p / width % 3 == 0 ? 1 : 0;
        }
        float[] x = new float[score.length];
        float[] y = new float[score.length];
        float[] z = new float[score.length];
        for (int p = 0; p < score.length; p++) {
            x[p] = 0.2f * (p % width);
            y[p] = 0.2f * (p / width);
        }
        OrganizedCloud cloud = new OrganizedCloud(width, 600, x, y, z);
        long start = System.nanoTime();
        List<DefectRegion> found =
                DefectRegions.find(new AnomalyMap(width, 600, score), 0.5, 1, Optional.of(cloud));
        assertEquals(53_400, found.size());
        // Quadratic work would take minutes.
        assertTrue(System.nanoTime() - start < 10_000_000_000L);
    }

    @Test
    void invalidPixels_doNotSpoilTheDepth() {
        DefectRegion.Metric m =
                DefectRegions.find(blockMap(), 1, 1, Optional.of(block(1.5f, 3)))
                        .getFirst()
                        .metric()
                        .orElseThrow();
        assertEquals(1.5 / Math.sqrt(1.01), m.depthDeviationMm(), 1e-3);
    }

    @Test
    void regionWithoutPoints_hasNoMetric() {
        float[] nan = new float[1600];
        Arrays.fill(nan, Float.NaN);
        OrganizedCloud empty = new OrganizedCloud(40, 40, nan.clone(), nan.clone(), nan);
        assertTrue(
                DefectRegions.find(blockMap(), 1, 1, Optional.of(empty))
                        .getFirst()
                        .metric()
                        .isEmpty());
    }

    @Test
    void noSurroundings_giveNoDepth() {
        float[] score = new float[1600];
        Arrays.fill(score, 2);
        DefectRegion.Metric m =
                DefectRegions.find(new AnomalyMap(40, 40, score), 1, 1, Optional.of(block(0, 0)))
                        .getFirst()
                        .metric()
                        .orElseThrow();
        assertTrue(Double.isNaN(m.depthDeviationMm()));
    }

    @Test
    void otherGrid_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> DefectRegions.find(map(2, "33"), 1, 1, Optional.of(block(0, 0))));
    }
}
