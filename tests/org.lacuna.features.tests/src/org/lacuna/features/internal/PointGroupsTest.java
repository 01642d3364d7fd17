package org.lacuna.features.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.features.TestNetworks;
import org.lacuna.inference.CheckedNetwork;
import org.lacuna.inference.DeviceRequest;
import org.lacuna.inference.ModelCheck;
import org.lacuna.inference.ModelDescriptor;
import org.lacuna.inference.NetworkOptions;
import org.lacuna.inference.Tensor;
import org.lacuna.voxelization.Points;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

class PointGroupsTest {
    @TempDir private Path folder;

    /** A cloud in a block of 100 x 100 x 30. */
    private static Points cloud(int n, long seed) {
        float[] u = TestNetworks.uniform(seed, 3 * n);
        float[][] xyz = new float[3][n];
        for (int i = 0; i < n; i++) {
            for (int d = 0; d < 3; d++) {
                xyz[d][i] = (float) ((double) u[3 * i + d] * (d == 2 ? 30 : 100));
            }
        }
        return new Points(xyz[0], xyz[1], xyz[2]);
    }

    private static double squared(Points p, int i, int j) {
        double dx = (double) p.x()[i] - p.x()[j];
        double dy = (double) p.y()[i] - p.y()[j];
        double dz = (double) p.z()[i] - p.z()[j];
        return dx * dx + dy * dy + dz * dz;
    }

    private static double radius(Points p, double[] middle) {
        double most = 0;
        for (int i = 0; i < p.size(); i++) {
            most =
                    Math.max(
                            most,
                            Math.hypot(
                                    Math.hypot(p.x()[i] - middle[0], p.y()[i] - middle[1]),
                                    p.z()[i] - middle[2]));
        }
        return most;
    }

    private static double[] middle(Points p) {
        double[] m = new double[3];
        for (int i = 0; i < p.size(); i++) {
            m[0] += p.x()[i] / (double) p.size();
            m[1] += p.y()[i] / (double) p.size();
            m[2] += p.z()[i] / (double) p.size();
        }
        return m;
    }

    @ParameterizedTest
    @CsvSource({"300, 20, 8", "300, 300, 1", "40, 64, 16", "5, 3, 12", "2, 4, 3"})
    void of_randomCloud_equalsTheDefinition(int n, int groups, int size) {
        Points p = cloud(n, 5);
        PointGroups found = PointGroups.of(p, groups, size, Workers.sequential());
        int[] centres = found.centres();
        assertEquals(Math.min(n, groups), centres.length);
        double[] middle = middle(p);
        double scale = 1 / radius(p, middle);
        for (int g = 0; g < groups; g++) {
            int c = centres[g % centres.length];
            assertEquals((p.x()[c] - middle[0]) * scale, found.places()[3 * g], 1e-6);
            assertEquals((p.y()[c] - middle[1]) * scale, found.places()[3 * g + 1], 1e-6);
            assertEquals((p.z()[c] - middle[2]) * scale, found.places()[3 * g + 2], 1e-6);
            List<Integer> near =
                    IntStream.range(0, n)
                            .boxed()
                            .sorted(Comparator.comparingDouble(i -> squared(p, c, i)))
                            .toList();
            for (int k = 0; k < size; k++) {
                int m = near.get(k % Math.min(n, size));
                int at = (g * size + k) * 3;
                assertEquals((p.x()[m] - p.x()[c]) * scale, found.neighbours()[at], 1e-6);
                assertEquals((p.y()[m] - p.y()[c]) * scale, found.neighbours()[at + 1], 1e-6);
                assertEquals((p.z()[m] - p.z()[c]) * scale, found.neighbours()[at + 2], 1e-6);
            }
        }
    }

    @Test
    void of_onePointOrDuplicates_areFiniteZeros() {
        for (int n : new int[] {1, 7}) {
            float[] same = new float[n];
            Arrays.fill(same, 4);
            PointGroups groups =
                    PointGroups.of(new Points(same, same, same), 3, 5, Workers.sequential());
            assertArrayEquals(new float[3 * 3], groups.places());
            assertArrayEquals(new float[3 * 5 * 3], groups.neighbours());
        }
    }

    @Test
    void of_noPoints_isTheCallersBug() {
        Points none = new Points(new float[0], new float[0], new float[0]);
        assertThrows(
                IllegalArgumentException.class,
                () -> PointGroups.of(none, 3, 5, Workers.sequential()));
        float[] nan = {1, Float.NaN};
        assertThrows(
                IllegalArgumentException.class,
                () -> PointGroups.of(new Points(nan, nan, nan), 3, 5, Workers.sequential()));
    }

    @Test
    void of_anyWorkers_givesTheSameBits() {
        Points p = cloud(3000, 6);
        PointGroups expected = PointGroups.of(p, 200, 16, Workers.sequential());
        try (Workers workers = Workers.of(3)) {
            PointGroups found = PointGroups.of(p, 200, 16, workers);
            assertArrayEquals(expected.neighbours(), found.neighbours());
            assertArrayEquals(expected.places(), found.places());
            assertArrayEquals(expected.centres(), found.centres());
        }
    }

    /** Sampling, neighbours, frame and network together, against NumPy and PyTorch. */
    @Test
    void of_throughPointMae_equalsPyTorch() throws Exception {
        ModelDescriptor descriptor =
                ModelDescriptor.read(TestNetworks.file("tiny-pointmae.json", folder));
        Path onnx = TestNetworks.file("tiny-pointmae.onnx", folder);
        PointGroups groups = PointGroups.of(cloud(500, 11), 64, 16, Workers.sequential());
        NetworkOptions options = new NetworkOptions(DeviceRequest.CPU, 1);
        try (CheckedNetwork net = new ModelCheck(options).open(descriptor, onnx, Progress.NONE)) {
            assertEquals(List.of("nb", "center"), net.network().inputs());
            Tensor tokens =
                    net.network()
                            .run(
                                    List.of(
                                            Tensor.of(groups.neighbours(), 1, 64, 16, 3),
                                            Tensor.of(groups.places(), 1, 64, 3)))
                            .getFirst();
            float[] expected = TestNetworks.reference("tiny-pointmae.f32");
            assertEquals(expected.length, tokens.values().length);
            double error = TestNetworks.relativeError(expected, tokens.values());
            assertTrue(error < 1e-4, "relative error " + error);
        }
    }
}
