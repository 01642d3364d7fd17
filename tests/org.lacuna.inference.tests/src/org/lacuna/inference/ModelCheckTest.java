package org.lacuna.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.CancelledException;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.inference.ModelDescriptor.Golden;
import org.lacuna.inference.ModelDescriptor.Output;
import org.lacuna.inference.ModelDescriptor.PointInput;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

class ModelCheckTest {
    private static final ModelCheck CHECK =
            new ModelCheck(new NetworkOptions(DeviceRequest.CPU, 1));

    @TempDir private Path folder;

    private Path convolutions() throws Exception {
        return OnnxFiles.write(folder, OnnxFiles.convolutions());
    }

    private static String refused(ModelDescriptor descriptor, Path network) {
        ModelException e =
                assertThrows(
                        ModelException.class,
                        () -> CHECK.open(descriptor, network, Progress.NONE).close());
        assertTrue(e.getMessage().startsWith(network.toString()), e.getMessage());
        assertEquals(-1, e.getMessage().indexOf('\n'), e.getMessage());
        return e.getMessage();
    }

    /** Counts what it is told, and cancels at a task. */
    private static final class Watch implements Progress {
        private final String cancelAt;
        private final List<String> tasks = new ArrayList<>();
        private long steps;

        Watch(String cancelAt) {
            this.cancelAt = cancelAt;
        }

        @Override
        public void begin(String task, long total) {
            tasks.add(task);
        }

        @Override
        public void advance(long count) {
            steps += count;
        }

        @Override
        public boolean isCancelled() {
            return !tasks.isEmpty() && tasks.getLast().startsWith(cancelAt);
        }
    }

    @Test
    void open_asDescribed_reportsAll() throws Exception {
        Path network = convolutions();
        Golden golden = Descriptors.golden(network, 42, 1e-4);
        ModelDescriptor d =
                Descriptors.convolutions(
                        "conv",
                        network,
                        List.of(Output.map("map", 32, 32, 8)),
                        Optional.of(golden));
        Watch watch = new Watch("never");
        try (CheckedNetwork open = CHECK.open(d, network, watch)) {
            assertEquals(OptionalDouble.of(0), open.goldenDifference());
            assertFalse(open.takesBatches());
            assertEquals("cpu", open.network().device().name());
            String report = String.join("\n", open.report());
            assertTrue(report.contains("opset 17"), report);
            assertTrue(report.contains("golden output: differs by 0.0e+00"), report);
            assertTrue(report.contains(d.extractorId()), report);
        }
        assertEquals(
                List.of("check " + network.getFileName(), "open conv", "try conv"), watch.tasks);
        assertEquals(Files.size(network), watch.steps);
    }

    @Test
    void open_noGoldenOutput_saysSo() throws Exception {
        Path network = convolutions();
        try (CheckedNetwork open =
                CHECK.open(Descriptors.convolutions("conv", network), network, Progress.NONE)) {
            assertEquals(OptionalDouble.empty(), open.goldenDifference());
            assertTrue(String.join("\n", open.report()).contains("no golden output"));
        }
    }

    @ParameterizedTest
    @CsvSource({"check", "open", "try"})
    void open_cancelled_stopsThere(String task) throws Exception {
        Path network = convolutions();
        ModelDescriptor d = Descriptors.convolutions("conv", network);
        Watch watch = new Watch(task);
        assertThrows(CancelledException.class, () -> CHECK.open(d, network, watch));
        assertTrue(watch.tasks.getLast().startsWith(task), watch.tasks.toString());
    }

    @Test
    void open_otherFile_isRefusedByItsHash() throws Exception {
        Path network = convolutions();
        ModelDescriptor d = Descriptors.convolutions("conv", network);
        byte[] bytes = Files.readAllBytes(network);
        bytes[bytes.length / 2] ^= 1;
        Files.write(network, bytes);
        String message = refused(d, network);
        assertTrue(
                message.contains("SHA-256 " + Descriptors.sha256(network) + ", expected "),
                message);
    }

    @Test
    void open_hostileFileWithItsRightHash_isRefusedBeforeTheEngine() throws Exception {
        for (byte[] bytes :
                List.of(
                        new byte[0],
                        new byte[] {1, 2, 3},
                        OnnxFiles.convolutions().toModel(99),
                        Arrays.copyOf(OnnxFiles.convolutions().toModel(17), 2000))) {
            Path network = OnnxFiles.write(folder, "net.onnx", bytes);
            refused(Descriptors.convolutions("conv", network), network);
        }
    }

    @Test
    void open_wrongNames_listsThoseThatThereAre() throws Exception {
        Path network = convolutions();
        ModelDescriptor d =
                Descriptors.convolutions(
                        "conv", network, List.of(Output.map("mop", 32, 32, 8)), Optional.empty());
        assertTrue(refused(d, network).contains("no output mop, there are: map"));

        Path other = OnnxFiles.write(folder, "linear.onnx", OnnxFiles.linear().toModel(17));
        String message = refused(Descriptors.convolutions("conv", other), other);
        assertTrue(message.contains("no input image, there are: x"), message);
    }

    @Test
    void open_wrongShapes_saysFoundAndExpected() throws Exception {
        Path network = convolutions();
        for (Output wrong :
                List.of(
                        Output.map("map", 32, 32, 9),
                        Output.map("map", 31, 32, 8),
                        Output.tokens("map", 0, 32, 32, 8))) {
            ModelDescriptor d =
                    Descriptors.convolutions("conv", network, List.of(wrong), Optional.empty());
            String message = refused(d, network);
            assertTrue(message.contains("has the shape 1 x 8 x 32 x 32, expected"), message);
        }
    }

    @Test
    void open_shapeThatTheFileLeavesOpen_isFoundByTheTrial() throws Exception {
        byte[] model =
                new OnnxFiles.Graph()
                        .node("Relu", new String[] {"image"}, "map")
                        .input("image", OnnxFiles.FLOAT, 1, 3, 32, 32)
                        .output("map", OnnxFiles.FLOAT, -1, -1, -1, -1)
                        .toModel(17);
        Path network = OnnxFiles.write(folder, "net.onnx", model);
        String message = refused(Descriptors.convolutions("conv", network), network);
        assertTrue(
                message.contains("the trial run gave the shape 1 x 3 x 32 x 32, expected 1 x 8"),
                message);
    }

    @Test
    void open_moreInputsThanDescribed_isRefused() throws Exception {
        byte[] model =
                new OnnxFiles.Graph()
                        .node("Add", new String[] {"image", "more"}, "map")
                        .input("image", OnnxFiles.FLOAT, 1, 3, 32, 32)
                        .input("more", OnnxFiles.FLOAT, 1, 3, 32, 32)
                        .output("map", OnnxFiles.FLOAT, 1, 8, 32, 32)
                        .toModel(17);
        Path network = OnnxFiles.write(folder, "net.onnx", model);
        String message = refused(Descriptors.convolutions("conv", network), network);
        assertTrue(message.contains("inputs image, more, expected image"), message);
    }

    @Test
    void open_otherElementType_isRefused() throws Exception {
        byte[] model =
                new OnnxFiles.Graph()
                        .node("Abs", new String[] {"image"}, "map")
                        .input("image", OnnxFiles.INT64, 1, 3, 32, 32)
                        .output("map", OnnxFiles.INT64, 1, 3, 32, 32)
                        .toModel(17);
        Path network = OnnxFiles.write(folder, "net.onnx", model);
        String message = refused(Descriptors.convolutions("conv", network), network);
        assertTrue(message.contains("input image holds int64, expected float32"), message);
    }

    @Test
    void open_infiniteOutput_isRefused() throws Exception {
        byte[] model =
                new OnnxFiles.Graph()
                        .node("Sub", new String[] {"image", "image"}, "zero")
                        .node("Div", new String[] {"image", "zero"}, "map")
                        .input("image", OnnxFiles.FLOAT, 1, 3, 32, 32)
                        .output("map", OnnxFiles.FLOAT, 1, 3, 32, 32)
                        .toModel(17);
        Path network = OnnxFiles.write(folder, "net.onnx", model);
        ModelDescriptor d =
                Descriptors.convolutions(
                        "conv", network, List.of(Output.map("map", 32, 32, 3)), Optional.empty());
        assertTrue(refused(d, network).contains("expected finite numbers"));
    }

    @Test
    void open_graphThatTheEngineRefuses_isAModelException() throws Exception {
        byte[] model =
                new OnnxFiles.Graph()
                        .node("NoSuchOperator", new String[] {"image"}, "map")
                        .input("image", OnnxFiles.FLOAT, 1, 3, 32, 32)
                        .output("map", OnnxFiles.FLOAT, 1, 8, 32, 32)
                        .toModel(17);
        Path network = OnnxFiles.write(folder, "net.onnx", model);
        assertTrue(
                refused(Descriptors.convolutions("conv", network), network)
                        .contains("NoSuchOperator"));
    }

    @Test
    void open_otherGoldenOutput_saysWhere() throws Exception {
        Path network = convolutions();
        Golden right = Descriptors.golden(network, 42, 1e-4);
        List<Double> values = new ArrayList<>(right.values().get("map"));
        values.set(5, values.get(5) + 0.01);
        Golden wrong = new Golden(42, 1e-4, Map.of("map", values));
        List<Output> outputs = List.of(Output.map("map", 32, 32, 8));
        String message =
                refused(
                        Descriptors.convolutions("conv", network, outputs, Optional.of(wrong)),
                        network);
        assertTrue(message.contains("value 1321 of the golden output is"), message);

        Golden otherSeed = new Golden(43, 1e-4, right.values());
        refused(
                Descriptors.convolutions("conv", network, outputs, Optional.of(otherSeed)),
                network);
    }

    @Test
    void open_points_wrongGroupSize_isRefused() throws Exception {
        byte[] model =
                new OnnxFiles.Graph()
                        .node("Relu", new String[] {"center"}, "tokens")
                        .input("nb", OnnxFiles.FLOAT, 1, 8, 4, 3)
                        .input("center", OnnxFiles.FLOAT, 1, 8, 3)
                        .output("tokens", OnnxFiles.FLOAT, 1, 8, 3)
                        .toModel(17);
        Path network = OnnxFiles.write(folder, "points.onnx", model);
        for (int size : new int[] {4, 5}) {
            ModelDescriptor d =
                    new ModelDescriptor(
                            "points",
                            "points.onnx",
                            Descriptors.sha256(network),
                            "EPL-2.0",
                            "a test",
                            new PointInput("nb", "center", 8, size),
                            List.of(Output.groups("tokens", 0, 3)),
                            Optional.empty());
            if (size == 4) {
                CHECK.open(d, network, Progress.NONE).close();
            } else {
                String message = refused(d, network);
                assertTrue(
                        message.contains(
                                "input nb has the shape 1 x 8 x 4 x 3, expected 1 x 8 x 5"),
                        message);
            }
        }
    }

    @Test
    void open_noFile_isAStorageException() throws Exception {
        Path network = convolutions();
        ModelDescriptor d = Descriptors.convolutions("conv", network);
        assertThrows(
                StorageException.class,
                () -> CHECK.open(d, folder.resolve("absent.onnx"), Progress.NONE));
    }
}
