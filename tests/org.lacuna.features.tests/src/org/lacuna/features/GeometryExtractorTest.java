package org.lacuna.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.Availability;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.GridTransform;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PixelMask;
import org.lacuna.core.PreparedSample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.Optional;

class GeometryExtractorTest {
    private static final int SIDE = 224;
    private static final GeometryExtractor EXTRACTOR = new GeometryExtractor();

    /**
     * A noisy plane, tilted by {@code slope}, with spacing 0.3 mm and a bump of {@code bumpMm}
     * around (112, 112).
     */
    private static PreparedSample plane(
            double slope, double bumpMm, long seed, int invalidFromColumn) {
        SeededRandom random = new SeededRandom(seed);
        float[] x = new float[SIDE * SIDE];
        float[] y = new float[SIDE * SIDE];
        float[] z = new float[SIDE * SIDE];
        for (int p = 0; p < z.length; p++) {
            int column = p % SIDE;
            int row = p / SIDE;
            double distance = Math.hypot(column - 112, row - 112);
            x[p] = 0.3f * column;
            y[p] = 0.3f * row;
            z[p] =
                    (float)
                            (300
                                    + slope * x[p]
                                    - bumpMm * Math.exp(-distance * distance / 50)
                                    + 0.01 * random.nextGaussian());
            if (column >= invalidFromColumn) {
                z[p] = Float.NaN;
            }
        }
        return sample(Optional.of(new OrganizedCloud(SIDE, SIDE, x, y, z)));
    }

    private static PreparedSample sample(Optional<OrganizedCloud> cloud) {
        return new PreparedSample(
                new SampleId("plate", "good", "000"),
                GridTransform.squarePad(SIDE, SIDE),
                Optional.empty(),
                cloud,
                PixelMask.full(SIDE, SIDE),
                Availability.none(),
                cloud.isPresent() ? Availability.full() : Availability.none(),
                "");
    }

    private static double distance(FeatureMap a, FeatureMap b, int patch) {
        double sum = 0;
        for (int c = 0; c < a.channels(); c++) {
            double d = a.values()[patch * a.channels() + c] - b.values()[patch * b.channels() + c];
            sum += d * d;
        }
        return Math.sqrt(sum);
    }

    private static int patch(int column, int row) {
        return row * PatchGrid.SIDE + column;
    }

    @Test
    void bump_changesItsPatchesFarMoreThanNoiseDoes() {
        FeatureMap flat = EXTRACTOR.extract(plane(0.1, 0, 1, SIDE), Workers.sequential());
        FeatureMap again = EXTRACTOR.extract(plane(0.1, 0, 2, SIDE), Workers.sequential());
        FeatureMap bump = EXTRACTOR.extract(plane(0.1, 0.6, 3, SIDE), Workers.sequential());
        int hit = patch(28, 28);
        assertTrue(distance(flat, bump, hit) > 4 * distance(flat, again, hit));
        int away = patch(10, 10);
        assertTrue(distance(flat, bump, away) < 2 * distance(flat, again, away) + 1);
    }

    @Test
    void dentAndBump_differ() {
        FeatureMap bump = EXTRACTOR.extract(plane(0, 0.6, 3, SIDE), Workers.sequential());
        FeatureMap dent = EXTRACTOR.extract(plane(0, -0.6, 3, SIDE), Workers.sequential());
        FeatureMap noise = EXTRACTOR.extract(plane(0, 0.6, 4, SIDE), Workers.sequential());
        int hit = patch(28, 28);
        assertTrue(distance(bump, dent, hit) > 3 * distance(bump, noise, hit));
    }

    @Test
    void missingHalf_isUnavailable_andZero() {
        FeatureMap half = EXTRACTOR.extract(plane(0, 0, 1, SIDE / 2), Workers.sequential());
        assertEquals(0, half.availability().at(patch(50, 20)));
        assertEquals(1, half.availability().at(patch(10, 20)), 0.01);
        for (int c = 0; c < half.channels(); c++) {
            assertEquals(0, half.values()[patch(50, 20) * half.channels() + c]);
        }
    }

    @Test
    void workers_doNotChangeTheBits() {
        PreparedSample sample = plane(0.2, 0.4, 5, 200);
        FeatureMap one = EXTRACTOR.extract(sample, Workers.sequential());
        try (Workers workers = Workers.of(3)) {
            assertEquals(one, EXTRACTOR.extract(sample, workers));
        }
    }

    @Test
    void cloudWithoutPoints_isUnavailable() {
        float[] nan = new float[SIDE * SIDE];
        Arrays.fill(nan, Float.NaN);
        FeatureMap map =
                EXTRACTOR.extract(
                        sample(
                                Optional.of(
                                        new OrganizedCloud(
                                                SIDE, SIDE, nan.clone(), nan.clone(), nan))),
                        Workers.sequential());
        assertEquals(0, map.availability().usablePatches());
        assertEquals(EXTRACTOR.channels(), map.channels());
    }

    @Test
    void sampleWithoutCloud_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> EXTRACTOR.extract(sample(Optional.empty()), Workers.sequential()));
    }
}
