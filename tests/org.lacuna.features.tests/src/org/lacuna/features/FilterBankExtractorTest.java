package org.lacuna.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.Availability;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.GridTransform;
import org.lacuna.core.Modality;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PixelMask;
import org.lacuna.core.PreparedSample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;
import org.lacuna.core.WorkingImage;

import java.util.Arrays;
import java.util.Optional;

class FilterBankExtractorTest {
    private static final int SIDE = PatchGrid.WORKING_SIDE;
    private static final GridTransform SQUARE = GridTransform.squarePad(448, 448);

    private final FilterBankExtractor extractor = new FilterBankExtractor();
    private final int channels = extractor.channels();

    /** Colour of a pixel; changed in place by the defects. */
    private interface Painter {
        void paint(int x, int y, float[] colour);
    }

    private static float[] painted(Painter painter) {
        float[] rgb = new float[SIDE * SIDE * 3];
        float[] colour = new float[3];
        for (int i = 0; i < SIDE * SIDE; i++) {
            Arrays.fill(colour, 0f);
            painter.paint(i % SIDE, i / SIDE, colour);
            System.arraycopy(colour, 0, rgb, 3 * i, 3);
        }
        return rgb;
    }

    private static float[] grey(double value) {
        return painted((x, y, c) -> Arrays.fill(c, (float) value));
    }

    private static float[] noisy(float[] rgb, double deviation, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[] out = new float[rgb.length];
        for (int i = 0; i < out.length; i++) {
            double v = rgb[i] + deviation * random.nextGaussian();
            out[i] = (float) Math.clamp(v, 0, 1);
        }
        return out;
    }

    private static PreparedSample sample(
            float[] rgb, GridTransform transform, Availability availability) {
        return new PreparedSample(
                new SampleId("plate", "good", "000"),
                transform,
                Optional.of(new WorkingImage(rgb)),
                Optional.empty(),
                PixelMask.full(transform.sensorWidth(), transform.sensorHeight()),
                availability,
                Availability.none(),
                "");
    }

    private FeatureMap extract(float[] rgb) {
        return extractor.extract(sample(rgb, SQUARE, Availability.full()), Workers.sequential());
    }

    private float[] vector(FeatureMap map, int column, int row) {
        int at = (row * PatchGrid.SIDE + column) * channels;
        return Arrays.copyOfRange(map.values(), at, at + channels);
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (double) (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    @Test
    void contract_isStable() {
        assertEquals("filter-bank-1", extractor.id());
        assertEquals(Modality.RGB, extractor.modality());
        FeatureMap map = extract(grey(0.4));
        assertEquals(channels, map.channels());
        assertEquals(Availability.full(), map.availability());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.02, 0.5, 1})
    void extract_plainImage_isTheSameInEveryPatch(double value) {
        FeatureMap map = extract(grey(value));
        float[] first = vector(map, 0, 0);
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            assertArrayEquals(first, vector(map, p % 56, p / 56), 2e-4f, "patch " + p);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void extract_anyThreadCount_givesTheSameBits(int threads) {
        float[] rgb = noisy(grey(0.3), 0.2, 1);
        FeatureMap expected = extract(rgb);
        try (Workers workers = Workers.of(threads)) {
            for (int i = 0; i < 5; i++) {
                assertEquals(
                        expected,
                        extractor.extract(sample(rgb, SQUARE, Availability.full()), workers));
            }
        }
    }

    @Test
    void extract_doesNotChangeItsInput() {
        float[] rgb = noisy(grey(0.3), 0.2, 1);
        float[] before = rgb.clone();
        extract(rgb);
        assertArrayEquals(before, rgb);
    }

    @Test
    void extract_withoutImage_isRefused() {
        PreparedSample none =
                new PreparedSample(
                        new SampleId("plate", "good", "001"),
                        SQUARE,
                        Optional.empty(),
                        Optional.empty(),
                        PixelMask.full(448, 448),
                        Availability.none(),
                        Availability.none(),
                        "");
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> extractor.extract(none, Workers.sequential()));
        assertTrue(e.getMessage().contains("plate/good/001"), e.getMessage());
    }

    @Test
    void extract_patchesWithoutData_holdZeros() {
        float[] fraction = new float[PatchGrid.PATCHES];
        for (int p = 0; p < fraction.length; p++) {
            fraction[p] = p % 3 == 0 ? 0 : p % 3 == 1 ? 1 : 0.01f;
        }
        Availability availability = new Availability(fraction);
        FeatureMap map =
                extractor.extract(
                        sample(noisy(grey(0.5), 0.1, 3), SQUARE, availability),
                        Workers.sequential());
        assertEquals(availability, map.availability());
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            boolean zero = distance(vector(map, p % 56, p / 56), new float[channels]) == 0;
            assertEquals(p % 3 == 0, zero, "patch " + p);
        }
    }

    /** What lies in the padding is made up: it must not reach the features. */
    @ParameterizedTest
    @CsvSource({"600,800", "800,600"})
    void extract_padding_hasNoInfluence(int width, int height) {
        GridTransform padded = GridTransform.squarePad(width, height);
        float[] fraction = new float[PatchGrid.PATCHES];
        float[] rgb = noisy(grey(0.3), 0.1, 4);
        float[] other = rgb.clone();
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean inside = width < height ? x >= 28 && x < 196 : y >= 28 && y < 196;
                fraction[y / 4 * 56 + x / 4] = inside ? 1 : 0;
                if (!inside) {
                    Arrays.fill(other, (y * SIDE + x) * 3, (y * SIDE + x) * 3 + 3, 1f);
                }
            }
        }
        Availability availability = new Availability(fraction);
        assertEquals(
                extractor.extract(sample(rgb, padded, availability), Workers.sequential()),
                extractor.extract(sample(other, padded, availability), Workers.sequential()));
    }

    @Test
    void extract_extremeImages_stayFinite() {
        float[] checker = painted((x, y, c) -> Arrays.fill(c, (x + y) % 2 == 0 ? 0f : 1f));
        for (float[] rgb : new float[][] {checker, grey(0), grey(1), noisy(grey(0.5), 9, 1)}) {
            // FeatureMap itself refuses what is not finite.
            assertEquals(channels, extract(rgb).channels());
        }
        GridTransform thin = GridTransform.squarePad(4000, 3);
        assertEquals(
                channels,
                extractor
                        .extract(sample(checker, thin, Availability.full()), Workers.sequential())
                        .channels());
    }

    /** Shifting the image by whole pyramid pixels shifts the features. */
    @Test
    void extract_shiftedImage_shiftsTheFeatures() {
        float[] wide = noisy(grey(0.4), 0.2, 6);
        int shift = 16;
        float[] moved =
                painted(
                        (x, y, c) -> {
                            int from = (y * SIDE + (x + shift) % SIDE) * 3;
                            System.arraycopy(wide, from, c, 0, 3);
                        });
        FeatureMap a = extract(wide);
        FeatureMap b = extract(moved);
        for (int row = 16; row < 40; row++) {
            for (int column = 20; column < 36; column++) {
                assertArrayEquals(
                        vector(a, column + shift / 4, row), vector(b, column, row), 2e-3f);
            }
        }
    }

    /** Border patches meet mirrored texture, so they look like the others. */
    @Test
    void extract_borderPatches_areNoOutliers() {
        double[][] mean = new double[2][channels];
        double[] square = new double[channels];
        int[] count = new int[2];
        for (int i = 0; i < 6; i++) {
            FeatureMap map = extract(noisy(grey(0.4), 0.1, 20 + i));
            for (int p = 0; p < PatchGrid.PATCHES; p++) {
                int x = p % 56;
                int y = p / 56;
                int border = Math.min(Math.min(x, 55 - x), Math.min(y, 55 - y)) < 2 ? 1 : 0;
                count[border]++;
                float[] v = vector(map, x, y);
                for (int c = 0; c < channels; c++) {
                    mean[border][c] += v[c];
                    square[c] += border == 0 ? (double) v[c] * v[c] : 0;
                }
            }
        }
        for (int c = 0; c < channels; c++) {
            double inner = mean[0][c] / count[0];
            double deviation = Math.sqrt(square[c] / count[0] - inner * inner);
            double border = mean[1][c] / count[1];
            assertEquals(inner, border, deviation, "channel " + c);
        }
    }

    @Test
    void extract_stripes_tellTheirDirectionAndScale() {
        float[][] stripes = new float[6][];
        int k = 0;
        for (double period : new double[] {4, 8, 16}) {
            double f = 2 * Math.PI / period;
            stripes[k++] = painted((x, y, c) -> Arrays.fill(c, wave(f * x)));
            stripes[k++] = painted((x, y, c) -> Arrays.fill(c, wave(f * y)));
        }
        float[][] mean = new float[6][channels];
        double within = 0;
        for (int i = 0; i < 6; i++) {
            FeatureMap map = extract(stripes[i]);
            for (int p = 0; p < PatchGrid.PATCHES; p++) {
                float[] v = vector(map, p % 56, p / 56);
                for (int c = 0; c < channels; c++) {
                    mean[i][c] += v[c] / PatchGrid.PATCHES;
                }
            }
            within = Math.max(within, distance(vector(map, 30, 30), vector(map, 31, 30)));
        }
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < i; j++) {
                double d = distance(mean[i], mean[j]);
                assertTrue(d > 2 * within, i + " and " + j + ": " + d + ", within " + within);
            }
        }
    }

    private static float wave(double phase) {
        return (float) (0.4 + 0.2 * Math.sin(phase));
    }

    private enum Defect {
        STAIN {
            @Override
            void paint(double x, double y, float[] c) {
                scale(c, Math.hypot(x, y) < 7 ? 0.75f : 1);
            }
        },
        SCRATCH {
            @Override
            void paint(double x, double y, float[] c) {
                scale(c, Math.abs(x - 0.6 * y) < 0.9 && Math.abs(y) < 12 ? 1.5f : 1);
            }
        },
        COLOUR {
            @Override
            void paint(double x, double y, float[] c) {
                if (Math.hypot(x, y) < 6) {
                    c[0] *= 1.15f;
                    c[2] *= 0.8f;
                }
            }
        },
        HOLE {
            @Override
            void paint(double x, double y, float[] c) {
                scale(c, Math.hypot(x, y) < 3 ? 0.4f : 1);
            }
        },
        MISSING_PRINT {
            @Override
            void paint(double x, double y, float[] c) {
                if (Math.abs(x) < 7 && Math.abs(y) < 7) {
                    Arrays.fill(c, 0.55f);
                }
            }
        };

        /** Coordinates are relative to the defect's centre. */
        abstract void paint(double x, double y, float[] colour);

        static void scale(float[] c, float factor) {
            for (int i = 0; i < 3; i++) {
                c[i] *= factor;
            }
        }
    }

    /** A plate with printed bars, as a camera sees it. */
    private static float[] plate(Defect defect, long seed) {
        SeededRandom random = new SeededRandom(seed);
        double light = random.uniform(0.97, 1.03);
        float[] rgb =
                painted(
                        (x, y, c) -> {
                            boolean bar = y % 16 < 4 && x % 56 < 40;
                            Arrays.fill(c, (float) (light * (bar ? 0.2 : 0.55)));
                            if (defect != null) {
                                defect.paint(x - 112, y - 114, c);
                            }
                        });
        return noisy(rgb, 0.01, seed + 1);
    }

    /**
     * The end that features serve: with scales taken from good parts, the patches of a defect lie
     * further from every good patch than good patches of a new part do.
     */
    @ParameterizedTest
    @EnumSource(Defect.class)
    void extract_defects_leaveTheGoodPatches(Defect defect) {
        int parts = 4;
        float[][] good = new float[parts][];
        double[] mean = new double[channels];
        double[] square = new double[channels];
        for (int i = 0; i < parts; i++) {
            good[i] = extract(plate(null, 100 + 2 * i)).values();
            for (int k = 0; k < good[i].length; k++) {
                mean[k % channels] += good[i][k] / (double) (parts * PatchGrid.PATCHES);
                square[k % channels] +=
                        (double) good[i][k] * good[i][k] / (parts * PatchGrid.PATCHES);
            }
        }
        double[] deviation = new double[channels];
        for (int c = 0; c < channels; c++) {
            deviation[c] = Math.sqrt(square[c] - mean[c] * mean[c]);
        }
        double worstGood = 0;
        double worstDefect = 0;
        FeatureMap fresh = extract(plate(null, 500));
        FeatureMap broken = extract(plate(defect, 500));
        for (int row = 24; row < 33; row++) {
            for (int column = 24; column < 33; column++) {
                worstGood =
                        Math.max(worstGood, nearest(vector(fresh, column, row), good, deviation));
                worstDefect =
                        Math.max(
                                worstDefect, nearest(vector(broken, column, row), good, deviation));
            }
        }
        assertFalse(Double.isNaN(worstGood));
        assertTrue(
                worstDefect > 1.2 * worstGood,
                defect + ": " + worstDefect + ", good parts " + worstGood);
    }

    private double nearest(float[] v, float[][] good, double[] deviation) {
        double best = Double.MAX_VALUE;
        for (float[] part : good) {
            for (int p = 0; p < PatchGrid.PATCHES; p++) {
                double sum = 0;
                for (int c = 0; c < channels && sum < best; c++) {
                    double d = (v[c] - part[p * channels + c]) / deviation[c];
                    sum += d * d;
                }
                best = Math.min(best, sum);
            }
        }
        return Math.sqrt(best);
    }
}
