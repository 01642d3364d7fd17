package org.lacuna.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.PixelMask;
import org.lacuna.core.Progress;

import java.util.Optional;

/**
 * Known values of the peers' AUPRO on generated maps. Each is named limit@count: it used {@code
 * count} thresholds ({@link ProReference#approximate}), so the values of one limit differ among
 * themselves; with that count the reference gives them to the last digits, with 8-connected
 * regions. The exact value has to lie within what sampling can miss.
 */
class AuproFixtureTest {
    private static final double[] LIMITS = {0.3, 0.1, 0.05, 0.01};
    private static final int[] COUNTS = {99, 100, 1000};

    /** Cases of the fixture; {@code aupro} by limit, then by threshold count. */
    private enum Case {
        SMALL(
                1,
                3,
                16,
                16,
                0.8422745591008245,
                3,
                new double[][] {
                    {0.5644094847241221, 0.5637444900440796, 0.5647704818361453},
                    {0.33669569572014846, 0.3353397172822617, 0.33927268581851344},
                    {0.25672783430232554, 0.25611647856817144, 0.26223780209758324},
                    {0.210703125, 0.210703125, 0.23048335613315085}
                }),
        OBLONG(
                2,
                5,
                32,
                24,
                0.7802953964104262,
                5,
                new double[][] {
                    {0.4175730399202927, 0.4167897869383219, 0.41693374329294025},
                    {0.2878295899134706, 0.2884039180969244, 0.2867460209802858},
                    {0.22881626364813282, 0.22944105541594081, 0.22543271839392295},
                    {0.19904166666666667, 0.19904166666666667, 0.19903780068728527}
                }),
        LARGE(
                3,
                8,
                64,
                64,
                0.7893887991662443,
                7,
                new double[][] {
                    {0.5096529506435333, 0.5099139110668212, 0.5094884512153857},
                    {0.3377789937473337, 0.3381431988117659, 0.3380583441780201},
                    {0.2989678023426793, 0.2989800563337866, 0.29910723110835136},
                    {0.25887852151730256, 0.25890596922731357, 0.2595324157801821}
                });

        final int height;
        final int width;
        final double pAuroc;
        final int regions;
        final double[][] aupro;
        final double[][] maps;
        final boolean[][] masks;

        Case(
                int seed,
                int parts,
                int height,
                int width,
                double pAuroc,
                int regions,
                double[][] aupro) {
            this.height = height;
            this.width = width;
            this.pAuroc = pAuroc;
            this.regions = regions;
            this.aupro = aupro;
            this.maps = new double[parts][height * width];
            this.masks = new boolean[parts][height * width];
            long state = seed;
            for (int part = 0; part < parts; part++) {
                for (int i = 0; i < height * width; i++) {
                    state = state * 1103515245 + 12345 & 0x7fffffff;
                    maps[part][i] = (double) state / 0x7fffffff;
                }
                if (part % 3 != 0) {
                    int y = (3 * part + seed) % (height / 2);
                    int x = (5 * part + seed) % (width / 2);
                    fill(masks[part], y, x, height / 4, width / 4);
                    if (part % 2 == 0) {
                        fill(masks[part], height - 3, width - 3, 2, 2);
                        fill(masks[part], height - 4, width - 4, 1, 1);
                    }
                }
                for (int i = 0; i < height * width; i++) {
                    if (masks[part][i]) {
                        maps[part][i] = 0.6 * maps[part][i] + 0.5;
                    }
                }
            }
        }

        private void fill(boolean[] mask, int row, int column, int rows, int columns) {
            for (int y = row; y < row + rows; y++) {
                for (int x = column; x < column + columns; x++) {
                    mask[y * width + x] = true;
                }
            }
        }

        ProReference reference() {
            return new ProReference(maps, masks, width, true);
        }

        AuproResult result() {
            PixelScores scores = new PixelScores();
            for (int part = 0; part < maps.length; part++) {
                float[] map = new float[maps[part].length];
                for (int i = 0; i < map.length; i++) {
                    map[i] = (float) maps[part][i];
                }
                scores.add(
                        new AnomalyMap(width, height, map),
                        Optional.of(new PixelMask(width, height, masks[part].clone())));
            }
            return scores.result(Progress.NONE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void reference_withTheStatedThresholdCount_reproducesEveryValue(Case c) {
        ProReference reference = c.reference();
        for (int l = 0; l < LIMITS.length; l++) {
            for (int n = 0; n < COUNTS.length; n++) {
                assertEquals(
                        c.aupro[l][n],
                        reference.approximate(COUNTS[n], LIMITS[l]),
                        1e-12,
                        c + " " + LIMITS[l] + "@" + COUNTS[n]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void result_equalsTheExactReference(Case c) {
        AuproResult result = c.result();
        ProReference reference = c.reference();
        assertEquals(c.regions, result.regions());
        assertEquals(reference.regions(), result.regions());
        for (double limit : LIMITS) {
            // Scores are floats here, doubles there: 32,768 random values of 24 bits tie or swap a
            // few dozen times, each
            // worth one pair of neighbours, below 1e-6 in all.
            assertEquals(reference.exact(limit), result.aupro(limit), 1e-6, c + " " + limit);
        }
    }

    @ParameterizedTest
    @EnumSource
    void result_liesWithinWhatSamplingCanMiss(Case c) {
        AuproResult result = c.result();
        for (int l = 0; l < LIMITS.length; l++) {
            for (int n = 0; n < COUNTS.length; n++) {
                // Between two sampled points a rising curve stays in their box, of which the chord
                // misses at most half;
                // the cell that the limit cuts may be missed wholly. The overlap rises by 1 in all.
                double bound = 1.5 * c.reference().largestStep(COUNTS[n]) / LIMITS[l];
                assertEquals(
                        c.aupro[l][n],
                        result.aupro(LIMITS[l]),
                        bound,
                        c + " " + LIMITS[l] + "@" + COUNTS[n]);
            }
        }
        // What that means for the finest sampling of the largest case: three digits agree at every
        // limit.
        if (c == Case.LARGE) {
            for (int l = 0; l < LIMITS.length; l++) {
                assertEquals(c.aupro[l][2], result.aupro(LIMITS[l]), 5e-4);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void pAuroc_equalsTheKnownValue(Case c) {
        int size = c.width * c.height;
        double[] scores = new double[c.maps.length * size];
        boolean[] truth = new boolean[scores.length];
        for (int part = 0; part < c.maps.length; part++) {
            System.arraycopy(c.maps[part], 0, scores, part * size, size);
            System.arraycopy(c.masks[part], 0, truth, part * size, size);
        }
        assertEquals(c.pAuroc, Auroc.of(scores, truth), 1e-12);
        assertEquals(c.pAuroc, c.result().pAuroc(), 1e-6);
    }
}
