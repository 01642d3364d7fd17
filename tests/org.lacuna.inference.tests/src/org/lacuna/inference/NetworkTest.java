package org.lacuna.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.ModelException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class NetworkTest {

    private static final NetworkOptions CPU = new NetworkOptions(DeviceRequest.CPU, 1);

    @TempDir Path folder;

    private static Network open(Path file, String... outputs) throws ModelException {
        return NetworkEngine.instance().open(file, List.of(outputs), CPU);
    }

    @Test
    void run_batch_computesEachRow() throws Exception {
        Path file = OnnxFiles.write(folder, OnnxFiles.linear());
        try (Network network = open(file, "y")) {
            assertEquals(List.of("x"), network.inputs());
            assertEquals(List.of("y"), network.outputs());
            // Rows times W, negatives cut off; worked out by hand.
            List<Tensor> out =
                    network.run(List.of(Tensor.of(new float[] {1, 1, 1, 1, 0, -1, 0, 0, 2}, 3, 3)));
            assertEquals(1, out.size());
            assertArrayEquals(new int[] {3, 2}, out.get(0).shape());
            assertArrayEquals(new float[] {6, 0, 0, 0, 6, 1}, out.get(0).values());
        }
    }

    @Test
    void run_twoOutputs_comeInTheOrderAskedFor() throws Exception {
        Path file = OnnxFiles.write(folder, OnnxFiles.linear());
        List<Tensor> in = List.of(Tensor.of(new float[] {1, 1, 1}, 1, 3));
        Tensor y = Tensor.of(new float[] {6, 0}, 1, 2);
        Tensor product = Tensor.of(new float[] {6, -2.5f}, 1, 2);
        try (Network network = open(file, "y", "product")) {
            assertEquals(List.of(y, product), network.run(in));
        }
        try (Network network = open(file, "product", "y")) {
            assertEquals(List.of(product, y), network.run(in));
        }
    }

    @Test
    void run_convolutions_equalLoops() throws Exception {
        Path file = OnnxFiles.write(folder, OnnxFiles.convolutions());
        float[] image = OnnxFiles.noise(3 * 32 * 32, 3);
        float[] expected =
                convolve(
                        relu(convolve(image, 3, OnnxFiles.noise(16 * 3 * 9, 1), 16)),
                        16,
                        OnnxFiles.noise(8 * 16 * 9, 2),
                        8);
        try (Network network = open(file, "map")) {
            Tensor map = network.run(List.of(Tensor.of(image, 1, 3, 32, 32))).get(0);
            assertArrayEquals(new int[] {1, 8, 32, 32}, map.shape());
            assertArrayEquals(expected, map.values(), 1e-5f);
        }
    }

    private static float[] relu(float[] values) {
        float[] positive = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            positive[i] = Math.max(0, values[i]);
        }
        return positive;
    }

    private static float[] convolve(float[] in, int channels, float[] weights, int filters) {
        int n = 32;
        float[] out = new float[filters * n * n];
        for (int f = 0; f < filters; f++) {
            for (int y = 0; y < n; y++) {
                for (int x = 0; x < n; x++) {
                    double sum = 0;
                    for (int c = 0; c < channels; c++) {
                        for (int ky = 0; ky < 3; ky++) {
                            for (int kx = 0; kx < 3; kx++) {
                                int sy = y + ky - 1;
                                int sx = x + kx - 1;
                                if (sy >= 0 && sy < n && sx >= 0 && sx < n) {
                                    sum +=
                                            (double) in[(c * n + sy) * n + sx]
                                                    * weights[
                                                            ((f * channels + c) * 3 + ky) * 3 + kx];
                                }
                            }
                        }
                    }
                    out[(f * n + y) * n + x] = (float) sum;
                }
            }
        }
        return out;
    }

    @Test
    void run_anyThreads_givesTheSameBits() throws Exception {
        Path file = OnnxFiles.write(folder, OnnxFiles.convolutions());
        List<Tensor> in = List.of(Tensor.of(OnnxFiles.noise(3 * 32 * 32, 4), 1, 3, 32, 32));
        List<List<Tensor>> results = new ArrayList<>();
        for (int threads : new int[] {1, 2, 3}) {
            NetworkOptions options = new NetworkOptions(DeviceRequest.CPU, threads);
            try (Network network = NetworkEngine.instance().open(file, List.of("map"), options)) {
                results.add(network.run(in));
                results.add(network.run(in));
            }
        }
        for (List<Tensor> result : results) {
            assertEquals(results.get(0), result);
        }
    }

    @Test
    void run_fromManyThreads_eachGetsItsOwnResult() throws Exception {
        Path file = OnnxFiles.write(folder, OnnxFiles.linear());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Network network = open(file, "y")) {
            List<Future<Tensor>> results = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                float value = i;
                results.add(
                        threads.submit(
                                () ->
                                        network.run(
                                                        List.of(
                                                                Tensor.of(
                                                                        new float[] {value, 0, 0},
                                                                        1,
                                                                        3)))
                                                .get(0)));
            }
            for (int i = 0; i < results.size(); i++) {
                assertEquals(Tensor.of(new float[] {i, 0}, 1, 2), results.get(i).get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void close_whileOthersRun_waitsAndThenRefuses() throws Exception {
        Path file = OnnxFiles.write(folder, OnnxFiles.convolutions());
        List<Tensor> in = List.of(Tensor.of(OnnxFiles.noise(3 * 32 * 32, 5), 1, 3, 32, 32));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Network network = open(file, "map");
            Tensor expected = network.run(in).get(0);
            List<Future<Integer>> runners = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                runners.add(
                        threads.submit(
                                () -> {
                                    int runs = 0;
                                    while (true) {
                                        try {
                                            assertEquals(expected, network.run(in).get(0));
                                        } catch (ModelException e) {
                                            assertEquals(
                                                    file + ": the network is closed",
                                                    e.getMessage());
                                            return runs;
                                        }
                                        runs++;
                                    }
                                }));
            }
            Thread.sleep(100);
            network.close();
            network.close();
            int runs = 0;
            for (Future<Integer> runner : runners) {
                runs += runner.get();
            }
            assertTrue(runs > 0, "nothing ran before the end");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void run_wrongNumberOfInputs_refused() throws Exception {
        Path file = OnnxFiles.write(folder, OnnxFiles.linear());
        Tensor row = Tensor.of(new float[3], 1, 3);
        try (Network network = open(file, "y")) {
            ModelException none = assertThrows(ModelException.class, () -> network.run(List.of()));
            assertEquals(file + ": found 0 inputs, expected 1: 'x'", none.getMessage());
            ModelException two =
                    assertThrows(ModelException.class, () -> network.run(List.of(row, row)));
            assertEquals(file + ": found 2 inputs, expected 1: 'x'", two.getMessage());
        }
    }

    @Test
    void run_wrongShape_refusedWithBothShapes() throws Exception {
        Path file = OnnxFiles.write(folder, OnnxFiles.linear());
        try (Network network = open(file, "y")) {
            ModelException length =
                    assertThrows(
                            ModelException.class,
                            () -> network.run(List.of(Tensor.of(new float[8], 2, 4))));
            assertEquals(
                    file + ": input 'x': found the shape 2 x 4, expected any x 3",
                    length.getMessage());
            ModelException rank =
                    assertThrows(
                            ModelException.class,
                            () -> network.run(List.of(Tensor.of(new float[3], 3))));
            assertEquals(
                    file + ": input 'x': found the shape 3, expected any x 3", rank.getMessage());
        }
        Path fixed = OnnxFiles.write(folder, "fixed.onnx", OnnxFiles.convolutions().toModel(17));
        try (Network network = open(fixed, "map")) {
            ModelException batch =
                    assertThrows(
                            ModelException.class,
                            () -> network.run(List.of(Tensor.of(new float[6144], 2, 3, 32, 32))));
            assertEquals(
                    fixed
                            + ": input 'image': found the shape 2 x 3 x 32 x 32, expected 1 x 3 x"
                            + " 32 x 32",
                    batch.getMessage());
        }
    }

    @Test
    void run_afterAFailure_stillWorks() throws Exception {
        // The reshape fits for one row only: what fails is inside the network.
        Path file =
                OnnxFiles.write(
                        folder,
                        new OnnxFiles.Graph()
                                .node("Add", new String[] {"x", "w"}, "y")
                                .weights("w", new float[] {1, 2, 3, 4, 5, 6}, 2, 3)
                                .input("x", OnnxFiles.FLOAT, -1, 3)
                                .output("y", OnnxFiles.FLOAT, -1, 3));
        try (Network network = open(file, "y")) {
            ModelException failure =
                    assertThrows(
                            ModelException.class,
                            () -> network.run(List.of(Tensor.of(new float[9], 3, 3))));
            assertTrue(
                    failure.getMessage().startsWith(file + ": the network fails: "),
                    failure.getMessage());
            assertEquals(
                    List.of(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3)),
                    network.run(List.of(Tensor.of(new float[6], 2, 3))));
        }
    }

    @Test
    void contextClassLoader_isGivenBack() throws Exception {
        Path file = OnnxFiles.write(folder, OnnxFiles.linear());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(null);
            try (Network network = open(file, "y")) {
                network.run(List.of(Tensor.of(new float[3], 1, 3)));
            }
            assertEquals(null, thread.getContextClassLoader());
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
