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
        assertEquals(
                3.5 * 2.5 * Math.sqrt(1.01), m.areaMm2(), 1e-3, "7 x 5 cells on a slope of 0.1");
        assertEquals(
                raised / Math.sqrt(1.01),
                m.depthDeviationMm(),
                1e-3,
                "positive towards the sensor");
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
