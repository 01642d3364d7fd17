package org.lacuna.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.CancelledException;
import org.lacuna.core.PixelMask;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;

import java.util.Arrays;
import java.util.Optional;

class PixelScoresTest {
    private static final double[] LIMITS = {1, 0.3, 0.05, 0.01};

    /**
     * Random maps with quantised scores, so that ties and zeros are frequent, and random blobs as
     * truth.
     */
    private static final class Maps {
        final int width;
        final int height;
        final double[][] maps;
        final boolean[][] masks;

        Maps(int parts, int width, int height, int levels, long seed) {
            this.width = width;
            this.height = height;
            this.maps = new double[parts][width * height];
            this.masks = new boolean[parts][width * height];
            SeededRandom random = new SeededRandom(seed);
            for (int part = 0; part < parts; part++) {
                int cx = random.nextInt(width);
                int cy = random.nextInt(height);
                int radius = random.nextInt(1 + width / 4);
                for (int i = 0; i < width * height; i++) {
                    boolean blob = Math.hypot(i % width - cx, i / width - cy) <= radius;
                    masks[part][i] = part % 3 != 0 && (blob || random.nextInt(60) == 0);
                    double score = random.nextInt(levels) + (masks[part][i] ? levels / 4 : 0);
                    maps[part][i] = (float) (score / levels);
                }
            }
        }

        AuproResult result() {
            PixelScores scores = new PixelScores();
            for (int part = 0; part < maps.length; part++) {
                scores.add(map(part), Optional.of(new PixelMask(width, height, masks[part])));
            }
            return scores.result(Progress.NONE);
        }

        AnomalyMap map(int part) {
            float[] score = new float[width * height];
            for (int i = 0; i < score.length; i++) {
                score[i] = (float) maps[part][i];
            }
            return new AnomalyMap(width, height, score);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4, 5, 3, 2",
        "6, 16, 9, 3",
        "5, 20, 20, 40",
        "7, 17, 23, 1000",
        "3, 40, 30, 1000000",
        "4, 12, 12, 1"
    })
    void result_randomMapsWithTies_equalsBruteForce(int parts, int width, int height, int levels) {
        for (long seed = 1; seed <= 5; seed++) {
            Maps maps = new Maps(parts, width, height, levels, seed);
            AuproResult result = maps.result();
            ProReference reference = new ProReference(maps.maps, maps.masks, width, true);
            assertEquals(reference.regions(), result.regions());
            assertEquals(reference.normalPixels(), result.normalPixels());
            assertEquals(
                    (long) parts * width * height, result.normalPixels() + result.defectPixels());
            for (double limit : LIMITS) {
                assertEquals(
                        reference.exact(limit),
                        result.aupro(limit),
                        1e-9,
                        "limit " + limit + ", seed " + seed);
            }
            double[] scores = Arrays.stream(maps.maps).flatMapToDouble(Arrays::stream).toArray();
            boolean[] truth = new boolean[scores.length];
            for (int i = 0; i < truth.length; i++) {
                truth[i] = maps.masks[i / (width * height)][i % (width * height)];
            }
            assertEquals(Auroc.of(scores, truth), result.pAuroc(), 1e-12);
        }
    }

    @Test
    void result_perfectMap_isOne() {
        PixelScores scores = new PixelScores();
        scores.add(map(3, 1, 0, 5, 0), mask(3, 1, false, true, false));
        scores.add(map(3, 1, 0, 1, 4), Optional.empty());
        AuproResult result = scores.result(Progress.NONE);
        assertEquals(1, result.pAuroc());
        assertEquals(1, result.aupro(0.01));
        assertEquals(1, result.aupro(1));
        assertEquals(5, result.normalPixels());
        assertEquals(1, result.defectPixels());
    }

    @Test
    void result_mapWithoutContrast_isTheDiagonal() {
        PixelScores scores = new PixelScores();
        scores.add(map(2, 2, 0, 0, 0, 0), mask(2, 2, true, false, false, false));
        AuproResult result = scores.result(Progress.NONE);
        assertEquals(0.5, result.pAuroc());
        // The overlap rises along the diagonal, so its mean up to a limit is half the limit.
        assertEquals(0.15, result.aupro(0.3), 1e-15);
        assertEquals(0.5, result.aupro(1), 1e-15);
    }

    @Test
    void result_regionsOfDifferentSize_weighTheSame() {
        // The large region is found, the single pixel is not: half the overlap although 4 of 5
        // pixels are found.
        PixelScores scores = new PixelScores();
        scores.add(
                map(8, 1, 9, 9, 9, 9, 1, 1, 0, 1),
                mask(8, 1, true, true, true, true, false, false, true, false));
        AuproResult result = scores.result(Progress.NONE);
        assertEquals(2, result.regions());
        assertEquals(0.5, result.aupro(0.3), 1e-15);
        assertEquals(12 / 15.0, result.pAuroc(), 1e-15);
    }

    @Test
    void result_limitInsideAStep_isInterpolated() {
        // Normal: 3, 1, 1, 1. Defect: 4 (found at rate 0) and 2 (found at rate 1/4), two regions.
        PixelScores scores = new PixelScores();
        scores.add(
                map(7, 1, 4, 3, 1, 1, 2, 1, 0),
                mask(7, 1, true, false, false, false, true, false, false));
        AuproResult result = scores.result(Progress.NONE);
        assertEquals(5, result.normalPixels());
        assertEquals(0.5, result.aupro(0.2), 1e-15);
        assertEquals((0.5 * 0.2 + 1 * 0.1) / 0.3, result.aupro(0.3), 1e-15);
    }

    @Test
    void result_negativeZero_tiesWithZero() {
        PixelScores scores = new PixelScores();
        scores.add(map(2, 1, -0f, 0f), mask(2, 1, true, false));
        assertEquals(0.5, scores.result(Progress.NONE).pAuroc());
    }

    @Test
    void result_nothingOrOneClassOnly_isUndefined() {
        PixelScores none = new PixelScores();
        assertTrue(Double.isNaN(none.result(Progress.NONE).pAuroc()));
        PixelScores good = new PixelScores();
        good.add(map(2, 1, 1, 2), Optional.empty());
        good.add(map(2, 1, 1, 2), mask(2, 1, false, false));
        AuproResult result = good.result(Progress.NONE);
        assertTrue(Double.isNaN(result.pAuroc()));
        assertTrue(Double.isNaN(result.aupro(0.3)));
        PixelScores defect = new PixelScores();
        defect.add(map(2, 1, 1, 2), mask(2, 1, true, true));
        assertTrue(Double.isNaN(defect.result(Progress.NONE).pAuroc()));
        assertTrue(Double.isNaN(defect.result(Progress.NONE).aupro(0.3)));
    }

    @Test
    void result_orderOfParts_doesNotMatter() {
        Maps maps = new Maps(9, 30, 20, 500, 11);
        PixelScores backwards = new PixelScores();
        for (int part = 8; part >= 0; part--) {
            backwards.add(maps.map(part), Optional.of(new PixelMask(30, 20, maps.masks[part])));
        }
        AuproResult a = maps.result();
        AuproResult b = backwards.result(Progress.NONE);
        assertEquals(a.pAuroc(), b.pAuroc());
        assertEquals(a.aupro(0.05), b.aupro(0.05), 1e-14);
    }

    @Test
    void result_mixedSizesAndLaterParts_areIncluded() {
        PixelScores scores = new PixelScores();
        scores.add(map(1, 1, 3), Optional.empty());
        scores.add(map(2, 1, 5, 1), mask(2, 1, true, false));
        assertEquals(1, scores.result(Progress.NONE).pAuroc());
        scores.add(map(1, 1, 9), Optional.empty());
        assertEquals(2 / 3.0, scores.result(Progress.NONE).pAuroc(), 1e-15);
    }

    @Test
    void add_maskOfOtherSize_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new PixelScores().add(map(2, 1, 1, 2), mask(1, 2, true, false)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.0001, Double.NaN})
    void aupro_limitOutsideItsRange_isRefused(double limit) {
        AuproResult result = new PixelScores().result(Progress.NONE);
        assertThrows(IllegalArgumentException.class, () -> result.aupro(limit));
    }

    @Test
    void result_cancelled_stops() {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void begin(String task, long steps) {}

                    @Override
                    public void advance(long steps) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        assertThrows(CancelledException.class, () -> new PixelScores().result(cancelled));
    }

    private static AnomalyMap map(int width, int height, float... score) {
        return new AnomalyMap(width, height, score);
    }

    private static Optional<PixelMask> mask(int width, int height, boolean... set) {
        return Optional.of(new PixelMask(width, height, set));
    }
}
