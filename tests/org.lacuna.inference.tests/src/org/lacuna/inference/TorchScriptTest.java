package org.lacuna.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** TorchScript: what keeps it out, and, where PyTorch's libraries are at hand, how it runs. */
class TorchScriptTest {
    private static final ModelCheck ALLOWED = new ModelCheck(TorchFiles.ALLOWED);
    private static final List<List<Integer>> IMAGE = List.of(List.of(1, 3, 32, 32));

    @TempDir private Path folder;

    private CheckedNetwork open(ModelCheck check, String name) throws Exception {
        ModelDescriptor descriptor = ModelDescriptor.read(TorchFiles.copy(folder, name));
        return check.open(descriptor, folder.resolve(descriptor.file()), Progress.NONE);
    }

    private static Network open(String name, String... outputs) throws Exception {
        return NetworkEngine.instance()
                .openTorchScript(
                        NetworkFile.of(name, TorchFiles.bytes(name)),
                        IMAGE,
                        List.of(outputs),
                        TorchFiles.ALLOWED);
    }

    private static Tensor noise(long seed) {
        return Tensor.of(OnnxFiles.noise(3 * 32 * 32, seed), 1, 3, 32, 32);
    }

    @Test
    void notAllowed_isRefusedBeforeTheFileIsRead() throws Exception {
        Path missing = folder.resolve("net.pt");
        String expected =
                ": is TorchScript, which carries code and is switched off, expected a network in"
                        + " ONNX format; if you trust the file, allow TorchScript (option"
                        + " --allow-torchscript, or Preferences > Lacuna > Networks)";
        ModelDescriptor descriptor = ModelDescriptor.read(TorchFiles.copy(folder, "tuple"));
        ModelCheck byDefault = new ModelCheck(NetworkOptions.defaults());
        assertEquals(
                missing + expected,
                assertThrows(
                                ModelException.class,
                                () -> byDefault.open(descriptor, missing, Progress.NONE))
                        .getMessage());
        assertEquals(
                missing + expected,
                assertThrows(
                                ModelException.class,
                                () ->
                                        NetworkEngine.instance()
                                                .openTorchScript(
                                                        NetworkFile.of(missing),
                                                        IMAGE,
                                                        List.of("0"),
                                                        new NetworkOptions(DeviceRequest.CPU, 1)))
                        .getMessage());
    }

    /** With the system property as it is for the time of the test. */
    private static void withNatives(Path value, Callable<Void> test) throws Exception {
        String before = System.getProperty(NetworkEngine.TORCH_NATIVES_PROPERTY);
        try {
            if (value == null) {
                System.clearProperty(NetworkEngine.TORCH_NATIVES_PROPERTY);
            } else {
                System.setProperty(NetworkEngine.TORCH_NATIVES_PROPERTY, value.toString());
            }
            test.call();
        } finally {
            if (before == null) {
                System.clearProperty(NetworkEngine.TORCH_NATIVES_PROPERTY);
            } else {
                System.setProperty(NetworkEngine.TORCH_NATIVES_PROPERTY, before);
            }
        }
    }

    @Test
    void notInstalled_saysWhichFeature() throws Exception {
        withNatives(
                null,
                () -> {
                    ModelException e =
                            assertThrows(ModelException.class, () -> open(ALLOWED, "tuple"));
                    assertTrue(
                            e.getMessage()
                                    .matches(
                                            ".*tuple\\.pt: TorchScript needs PyTorch's native"
                                                    + " libraries for \\S+, found none: install the"
                                                    + " feature Lacuna TorchScript"
                                                    + " \\(org\\.lacuna\\.torch\\.feature\\), or name a"
                                                    + " folder with them in the system property"
                                                    + " org\\.lacuna\\.inference\\.torch\\.natives"),
                            e.getMessage());
                    return null;
                });
    }

    @Test
    void folderWithoutLibraries_namesTheFileThatLacks() throws Exception {
        Path libraries = Files.createDirectories(folder.resolve("libraries"));
        withNatives(
                libraries,
                () -> {
                    Path torch = libraries.resolve(System.mapLibraryName("torch"));
                    ModelException e =
                            assertThrows(ModelException.class, () -> open(ALLOWED, "tuple"));
                    assertTrue(
                            e.getMessage().contains(torch + ": no such file; the system property"),
                            e.getMessage());
                    for (String library : List.of("torch", "torch_cpu", "c10")) {
                        Files.createFile(libraries.resolve(System.mapLibraryName(library)));
                    }
                    Path last = libraries.resolve(System.mapLibraryName("djl_torch"));
                    e = assertThrows(ModelException.class, () -> open(ALLOWED, "tuple"));
                    assertTrue(e.getMessage().contains(last + ": no such file"), e.getMessage());
                    return null;
                });
    }

    @Test
    void obstacle_isForTorchScriptAlone() {
        NetworkEngine engine = NetworkEngine.instance();
        NetworkOptions off = new NetworkOptions(DeviceRequest.CPU, 1);
        assertTrue(engine.obstacle(ModelDescriptor.Engine.ONNX_RUNTIME, off).isEmpty());
        assertTrue(engine.obstacle(ModelDescriptor.Engine.TORCHSCRIPT, off).isPresent());
    }

    @Test
    void benchmark_ofTorchScript_isRefused() throws Exception {
        TorchFiles.assumePyTorch();
        try (CheckedNetwork open = open(ALLOWED, "tuple")) {
            ModelException e =
                    assertThrows(
                            ModelException.class,
                            () ->
                                    NetworkBenchmark.measure(
                                            open,
                                            NetworkFile.of(folder.resolve("tuple.pt")),
                                            TorchFiles.ALLOWED,
                                            1,
                                            Progress.NONE));
            assertTrue(e.getMessage().contains("engine torchscript"), e.getMessage());
        }
    }

    /** The numbers in the descriptors are PyTorch's own in Python, kept to 1e-4. */
    @ParameterizedTest
    @ValueSource(strings = {"one-tensor", "tuple", "dictionary", "points"})
    void check_givesPythonsNumbers(String name) throws Exception {
        TorchFiles.assumePyTorch();
        try (CheckedNetwork open = open(ALLOWED, name)) {
            assertTrue(open.goldenDifference().getAsDouble() < 1e-4);
            assertEquals("cpu", open.network().device().name());
            String report = String.join("\n", open.report());
            assertTrue(report.contains("format TorchScript, version"), report);
            assertTrue(report.contains("only for files that you trust"), report);
            assertFalse(open.takesBatches());
        }
        assertEquals("PyTorch 2.7.1", NetworkEngine.instance().torchVersion());
    }

    @Test
    void check_otherNumbersThanTheGoldenOutput_areRefused() throws Exception {
        TorchFiles.assumePyTorch();
        ModelDescriptor d = ModelDescriptor.read(TorchFiles.copy(folder, "one-tensor"));
        double first = d.golden().orElseThrow().values().get("0").getFirst();
        ModelDescriptor other =
                ModelDescriptor.parse(
                        d.toJson().replace(Double.toString(first), Double.toString(first + 0.01)),
                        "other");
        ModelException e =
                assertThrows(
                        ModelException.class,
                        () -> ALLOWED.open(other, folder.resolve(d.file()), Progress.NONE));
        assertTrue(e.getMessage().contains("value 0 of the golden output is"), e.getMessage());
    }

    @Test
    void outputs_areNamedByPlaceOrKey_inTheOrderAskedFor() throws Exception {
        TorchFiles.assumePyTorch();
        try (Network tuple = open("tuple.pt", "1", "0");
                Network dictionary = open("dictionary.pt", "fine", "coarse")) {
            assertEquals(List.of("0"), tuple.inputs());
            assertEquals(List.of("1", "0"), tuple.outputs());
            List<Tensor> of = tuple.run(List.of(noise(1)));
            assertEquals("Tensor[1, 5, 8, 8]", of.get(0).toString());
            assertEquals("Tensor[1, 64, 6]", of.get(1).toString());
            List<Tensor> by = dictionary.run(List.of(noise(1)));
            assertEquals("Tensor[1, 8, 32, 32]", by.get(0).toString());
            assertEquals("Tensor[1, 8, 8, 8]", by.get(1).toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "one-tensor.pt | 1    | no output '1'; found '0'",
                "tuple.pt      | map  | no output 'map'; found '0', '1'",
                "dictionary.pt | 0    | found 'coarse', 'fine'"
            })
    void outputThatIsNotThere_saysWhichAre(String file, String output, String message)
            throws Exception {
        TorchFiles.assumePyTorch();
        try (Network network = open(file, output)) {
            ModelException e =
                    assertThrows(ModelException.class, () -> network.run(List.of(noise(1))));
            assertTrue(e.getMessage().startsWith(file + ": no output '"), e.getMessage());
            assertTrue(
                    e.getMessage().contains(message)
                            || e.getMessage().contains("found 'fine', 'coarse'"),
                    e.getMessage());
        }
    }

    @Test
    void inputOfAnotherShape_isRefusedBeforeItRuns() throws Exception {
        TorchFiles.assumePyTorch();
        try (Network network = open("tuple.pt", "0")) {
            Tensor small = Tensor.of(new float[12], 1, 3, 2, 2);
            ModelException e =
                    assertThrows(ModelException.class, () -> network.run(List.of(small)));
            assertEquals(
                    "tuple.pt: input '0': found the shape 1 x 3 x 2 x 2, expected 1 x 3 x 32 x 32",
                    e.getMessage());
        }
    }

    @Test
    void networkThatFails_saysWhyInOneLine() throws Exception {
        TorchFiles.assumePyTorch();
        try (Network network =
                NetworkEngine.instance()
                        .openTorchScript(
                                NetworkFile.of("tuple.pt", TorchFiles.bytes("tuple.pt")),
                                List.of(List.of(1, 3, 2, 2)),
                                List.of("0"),
                                TorchFiles.ALLOWED)) {
            Tensor small = Tensor.of(new float[12], 1, 3, 2, 2);
            ModelException e =
                    assertThrows(ModelException.class, () -> network.run(List.of(small)));
            assertEquals(
                    "tuple.pt: the network fails: Calculated padded input size per channel:"
                            + " (2 x 2). Kernel size: (4 x 4). Kernel size can't be greater than"
                            + " actual input size",
                    e.getMessage());
        }
    }

    @Test
    void archiveWithoutSense_isPyTorchsToRefuse() throws Exception {
        TorchFiles.assumePyTorch();
        NetworkFile file = NetworkFile.of("net.pt", TorchFiles.archive(TorchFiles.parts()));
        ModelException e =
                assertThrows(
                        ModelException.class,
                        () ->
                                NetworkEngine.instance()
                                        .openTorchScript(
                                                file, IMAGE, List.of("0"), TorchFiles.ALLOWED));
        assertTrue(
                e.getMessage().startsWith("net.pt: PyTorch 2.7.1 cannot open it: "),
                e.getMessage());
        assertEquals(-1, e.getMessage().indexOf('\n'), e.getMessage());
    }

    @Test
    void gpu_cannotBeHad() throws Exception {
        TorchFiles.assumePyTorch();
        ModelCheck cuda = new ModelCheck(new NetworkOptions(DeviceRequest.cuda(0), 1, true));
        ModelException e = assertThrows(ModelException.class, () -> open(cuda, "tuple"));
        assertTrue(
                e.getMessage()
                        .endsWith(
                                "cuda:0 was asked for, expected auto or cpu: TorchScript"
                                        + " runs on the CPU alone; convert it to ONNX for a GPU"),
                e.getMessage());
    }

    /** The same bits at each run, on any thread, side by side, and for any number asked for. */
    @Test
    void bits_doNotDependOnThreads() throws Exception {
        TorchFiles.assumePyTorch();
        List<Tensor> expected;
        try (Network network = open("one-tensor.pt", "0")) {
            expected = network.run(List.of(noise(5)));
        }
        NetworkOptions many = new NetworkOptions(DeviceRequest.AUTO, 7, true);
        try (Network network =
                        NetworkEngine.instance()
                                .openTorchScript(
                                        NetworkFile.of("n", TorchFiles.bytes("one-tensor.pt")),
                                        IMAGE,
                                        List.of("0"),
                                        many);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<List<Tensor>>> calls =
                    IntStream.range(0, 40)
                            .mapToObj(
                                    k ->
                                            (Callable<List<Tensor>>)
                                                    () -> network.run(List.of(noise(5))))
                            .toList();
            for (Future<List<Tensor>> result : threads.invokeAll(calls)) {
                assertEquals(expected, result.get());
            }
        }
    }

    @Test
    void closedNetwork_saysSo() throws Exception {
        TorchFiles.assumePyTorch();
        Network network = open("tuple.pt", "0");
        network.close();
        network.close();
        ModelException e = assertThrows(ModelException.class, () -> network.run(List.of(noise(1))));
        assertEquals("tuple.pt: the network is closed", e.getMessage());
    }

    /** Else DJL counts GPUs through JNA, which unpacks a library into the user's home. */
    @Test
    void engine_doesNotLookForGpus() throws Exception {
        TorchFiles.assumePyTorch();
        NetworkEngine.instance().torchVersion();
        assertEquals(ai.djl.Device.cpu(), Engine.getEngine("PyTorch").defaultDevice());
        assertEquals("true", System.getProperty("ai.djl.offline").toLowerCase(Locale.ROOT));
    }

    @Test
    void fingerprint_isThatOfTheFileAndItsUse() throws Exception {
        ModelDescriptor d = ModelDescriptor.read(TorchFiles.copy(folder, "points"));
        assertEquals(Map.of("0", List.of(1, 16, 8, 3), "1", List.of(1, 16, 3)), d.input().shapes());
        assertEquals(64, d.fingerprint().length());
    }
}
