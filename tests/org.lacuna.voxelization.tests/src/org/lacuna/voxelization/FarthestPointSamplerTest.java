package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;
import org.lacuna.voxelization.FarthestPointSampler.Method;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

class FarthestPointSamplerTest {
    private static int[] picks(Points points, int count, Method method) {
        return new FarthestPointSampler(count, method)
                .sample(points, Workers.sequential())
                .source();
    }

    private static float[] axis(int n, IntToDoubleFunction f) {
        float[] a = new float[n];
        for (int i = 0; i < n; i++) {
            a[i] = (float) f.applyAsDouble(i);
        }
        return a;
    }

    private static Points noise(int n, double from, double to, long seed) {
        SeededRandom random = new SeededRandom(seed);
        return new Points(
                axis(n, i -> random.uniform(from, to)),
                axis(n, i -> random.uniform(from, to)),
                axis(n, i -> random.uniform(from, to)));
    }

    static List<Points> clouds() {
        SeededRandom random = new SeededRandom(3);
        float[] line = axis(700, i -> random.uniform(0, 9));
        return List.of(
                noise(33, 0, 1, 1),
                noise(2_000, -50, 50, 2),
                noise(1_000, 1e7, 1e7 + 64, 3), // many duplicates: floats are 1 mm apart there
                new Points(line, new float[700], new float[700]),
                // A lattice: nothing but ties.
                new Points(
                        axis(1_728, i -> i % 12),
                        axis(1_728, i -> i / 12 % 12),
                        axis(1_728, i -> i / 144)),
                // One outlier, all else in one step of the Morton curve.
                new Points(
                        axis(900, i -> i == 450 ? 1e9 : random.nextDouble()),
                        axis(900, i -> random.nextDouble()),
                        axis(900, i -> random.nextDouble())),
                Points.of(TestScans.dropped(TestScans.sphere(50, 0.5, 12, 0.05), 0.2, 4)));
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void sample_bothMethods_pickTheSameInTheSameOrder(Points points) {
        for (int count : new int[] {1, 2, 50, points.size()}) {
            assertArrayEquals(
                    picks(points, count, Method.PLAIN), picks(points, count, Method.ACCELERATED));
        }
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void sample_each_isTheFarthestFromThoseBeforeAndTheLowestOfEquals(Points points) {
        int[] picks = picks(points, 20, Method.ACCELERATED);
        double[] squared = new double[points.size()];
        Arrays.fill(squared, Double.POSITIVE_INFINITY);
        int expected = 0;
        while (!points.isValid(expected)) {
            expected++;
        }
        for (int pick : picks) {
            assertEquals(expected, pick);
            expected = 0;
            for (int i = 0; i < squared.length; i++) {
                double dx = points.x()[i] - (double) points.x()[pick];
                double dy = points.y()[i] - (double) points.y()[pick];
                double dz = points.z()[i] - (double) points.z()[pick];
                squared[i] =
                        points.isValid(i) ? Math.min(squared[i], dx * dx + dy * dy + dz * dz) : -1;
                if (squared[i] > squared[expected]) {
                    expected = i;
                }
            }
        }
    }

    @Test
    void sample_allPoints_picksEachOnce_duplicatesLast() {
        float[] x = {4, 0, 4, 9, 0};
        float[] zero = new float[5];
        int[] expected = {0, 3, 1, 2, 4};
        for (Method method : Method.values()) {
            assertArrayEquals(expected, picks(new Points(x, zero, zero), 99, method));
        }
    }

    @Test
    void sample_manyEqualPoints_isNotQuadratic() {
        float[] same = axis(200_000, i -> 1.5);
        Points points = new Points(same, same, same);
        int[] picks =
                assertTimeout(
                        Duration.ofSeconds(20), () -> picks(points, 200_000, Method.ACCELERATED));
        assertArrayEquals(IntStream.range(0, 200_000).toArray(), picks);
    }

    @Test
    void badArguments_areRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> new FarthestPointSampler(0, Method.PLAIN));
        assertThrows(NullPointerException.class, () -> new FarthestPointSampler(1, null));
    }
}
