package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.CancelledException;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;

import java.util.Arrays;
import java.util.Optional;

class FittedProjectionTest {
    private static final int COUNT = 3000;
    private static final int DIM = 40;
    private static final SeededRandom RANDOM = new SeededRandom(5);

    private static float[] rows() {
        return Vectors.clustered(COUNT, DIM, 12, 3);
    }

    private static FittedProjection fit(ProjectionRule rule, float[] rows) {
        int count = rows.length / DIM;
        return FittedProjection.fit(
                rule,
                Whitening.fit(rows, count, DIM, 0.02),
                RowSource.of(rows, count, DIM),
                RANDOM,
                Progress.NONE);
    }

    /** Distortion to each dimension, by the public way. */
    private static double measured(float[] rows, int target) {
        long seed = RANDOM.fork(2).nextLong();
        int[] some = KMeans.sample(COUNT, 2000, new SeededRandom(seed));
        float[] white = KMeans.gather(rows, DIM, some);
        Whitening.fit(rows, COUNT, DIM, 0.02).apply(white, some.length, white);
        return OrthogonalProjection.create(DIM, target, RANDOM.fork(1).nextLong())
                .measuredDistortion(white, some.length, seed);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.05, 0.1, 0.2, 0.5, 0.9})
    void bound_isKeptByTheFewestDimensions(double bound) {
        float[] rows = rows();
        FittedProjection fitted = fit(ProjectionRule.distortion(bound), rows);
        int target = fitted.projection().orElseThrow().target();
        assertTrue(fitted.distortion() <= bound, fitted.distortion() + " above " + bound);
        assertEquals(measured(rows, target), fitted.distortion());
        for (int fewer = 1; fewer < target; fewer++) {
            assertTrue(measured(rows, fewer) > bound, fewer + " would do, not only " + target);
        }
    }

    @Test
    void boundThatNothingKeeps_keepsAllDimensions() {
        FittedProjection fitted = fit(ProjectionRule.distortion(1e-12), rows());
        assertEquals(Optional.empty(), fitted.projection());
        assertEquals(0, fitted.distortion());
    }

    @ParameterizedTest
    @CsvSource({"1", "50"})
    void equalVectors_showNoDistortion_soAllDimensionsStay(int count) {
        FittedProjection fitted = fit(ProjectionRule.distortion(0.9), new float[count * DIM]);
        assertEquals(Optional.empty(), fitted.projection());
        assertEquals(
                7, fit(ProjectionRule.dim(7), new float[count * DIM]).projection().get().target());
    }

    @ParameterizedTest
    @CsvSource({"dim:11, 11", "ratio:3.5, 12", "ratio:40, 1", "dim:39, 39"})
    void givenDimension_isTakenAndMeasured(ProjectionRule rule, int target) {
        float[] rows = rows();
        FittedProjection fitted = fit(rule, rows);
        OrthogonalProjection projection = fitted.projection().orElseThrow();
        assertEquals(target, projection.target());
        assertEquals(measured(rows, target), fitted.distortion());
        assertArrayEquals(
                OrthogonalProjection.create(DIM, target, RANDOM.fork(1).nextLong()).rows(),
                projection.rows());
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "none", "dim:40", "dim:2048", "ratio:1"})
    void ruleThatKeepsAll_projectsNothing(ProjectionRule rule) {
        assertEquals(new FittedProjection(Optional.empty(), 0), fit(rule, rows()));
        assertEquals(0, FittedProjection.bytes(rule, DIM));
    }

    @Test
    void fewerDimensions_haveTheFirstRows() {
        double[] many = OrthogonalProjection.create(DIM, DIM, 9).rows();
        for (int target : new int[] {1, 7, 39}) {
            assertArrayEquals(
                    Arrays.copyOf(many, target * DIM),
                    OrthogonalProjection.create(DIM, target, 9).rows());
        }
    }

    @Test
    void cancel_isSeen() {
        float[] rows = rows();
        assertThrows(
                CancelledException.class,
                () ->
                        FittedProjection.fit(
                                ProjectionRule.dim(30),
                                Whitening.fit(rows, COUNT, DIM, 0.02),
                                RowSource.of(rows, COUNT, DIM),
                                RANDOM,
                                new Cancel(0)));
    }
}
