package org.lacuna.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.ModelException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Files that are no network, or not the one expected: a message, never the end of the process. */
class HostileNetworkTest {

    private static final NetworkOptions CPU = new NetworkOptions(DeviceRequest.CPU, 1);

    @TempDir Path folder;

    private static String refused(Path file, String output) {
        ModelException e =
                assertThrows(
                        ModelException.class,
                        () -> NetworkEngine.instance().open(file, List.of(output), CPU).close());
        assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
        return e.getMessage().substring((file + ": ").length());
    }

    private Path file(byte[] bytes) throws IOException {
        return OnnxFiles.write(folder, "test.onnx", bytes);
    }

    @Test
    void noFile_refused() {
        assertEquals(
                "no such file, expected a network in ONNX format",
                refused(folder.resolve("none.onnx"), "y"));
        assertEquals("not a file, expected a network in ONNX format", refused(folder, "y"));
    }

    @Test
    void emptyFile_refused() throws Exception {
        assertEquals(
                "found 0 bytes, expected a network in ONNX format",
                refused(file(new byte[0]), "y"));
    }

    @Test
    void randomBytes_refused() throws Exception {
        Random random = new Random(1);
        for (int length : new int[] {1, 2, 3, 17, 1000, 100_000}) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            String message = refused(file(bytes), "y");
            assertTrue(message.matches("ONNX Runtime [0-9.]+ cannot open it: .+"), message);
        }
    }

    @Test
    void truncatedAnywhere_refused() throws Exception {
        byte[] whole = OnnxFiles.linear().toModel(OnnxFiles.OPSET);
        // The opset comes last: even without that field alone it is no network.
        for (int length = 1; length < whole.length; length++) {
            String message = refused(file(Arrays.copyOf(whole, length)), "y");
            assertFalse(message.isBlank());
        }
    }

    @Test
    void flippedBytes_openOrAreRefused() throws Exception {
        byte[] whole = OnnxFiles.convolutions().toModel(OnnxFiles.OPSET);
        Random random = new Random(2);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] bytes = whole.clone();
            // The start of the graph, where the nodes are.
            bytes[random.nextInt(160)] = (byte) random.nextInt(256);
            try (Network network =
                    NetworkEngine.instance().open(file(bytes), List.of("map"), CPU)) {
                network.run(List.of(Tensor.of(new float[3 * 32 * 32], 1, 3, 32, 32)));
            } catch (ModelException e) {
                refused++;
            }
        }
        assertTrue(refused > 100, "refused only " + refused + " of 300");
    }

    @Test
    void opsetOfTheFuture_refusedWithBothNumbers() throws Exception {
        String message = refused(file(OnnxFiles.linear().toModel(99)), "y");
        assertTrue(message.contains("Opset 99"), message);
        assertTrue(message.contains("official support for domain ai.onnx is till opset"), message);
    }

    @Test
    void unknownOperator_refusedWithItsName() throws Exception {
        Path file =
                OnnxFiles.write(
                        folder,
                        new OnnxFiles.Graph()
                                .node("NoSuchOperator", new String[] {"x"}, "y")
                                .input("x", OnnxFiles.FLOAT, 1)
                                .output("y", OnnxFiles.FLOAT, 1));
        String message = refused(file, "y");
        assertTrue(message.contains("NoSuchOperator"), message);
    }

    @Test
    void missingOutput_refusedWithTheNamesThereAre() throws Exception {
        Path file = OnnxFiles.write(folder, OnnxFiles.linear());
        assertEquals("no output 'tokens'; found 'product', 'y'", refused(file, "tokens"));
    }

    @Test
    void integers_refused() throws Exception {
        Path in =
                OnnxFiles.write(
                        folder,
                        new OnnxFiles.Graph()
                                .node("Cast", new String[] {"x"}, "y", "to", 1)
                                .input("x", OnnxFiles.INT64, 2)
                                .output("y", OnnxFiles.FLOAT, 2));
        assertEquals("input 'x': found INT64, expected a tensor of float32", refused(in, "y"));
        Path out =
                OnnxFiles.write(
                        folder,
                        new OnnxFiles.Graph()
                                .node("Cast", new String[] {"x"}, "y", "to", 7)
                                .input("x", OnnxFiles.FLOAT, 2)
                                .output("y", OnnxFiles.INT64, 2));
        assertEquals("output 'y': found INT64, expected a tensor of float32", refused(out, "y"));
    }

    @Test
    void externalDataThatIsNotThere_refused() throws Exception {
        // A weight that claims to be in another file.
        OnnxFiles.Message entry =
                new OnnxFiles.Message().text(1, "location").text(2, "weights.bin");
        OnnxFiles.Message tensor =
                new OnnxFiles.Message()
                        .number(1, 1L << 30)
                        .number(2, OnnxFiles.FLOAT)
                        .text(8, "w")
                        .message(13, entry)
                        .number(14, 1);
        OnnxFiles.Graph graph =
                new OnnxFiles.Graph()
                        .node("Add", new String[] {"x", "w"}, "y")
                        .tensor(tensor)
                        .input("x", OnnxFiles.FLOAT, 1)
                        .output("y", OnnxFiles.FLOAT, 1 << 30);
        String message = refused(OnnxFiles.write(folder, graph), "y");
        assertTrue(message.contains("weights.bin"), message);
    }

    @Test
    void weightOf5GigabytesWithoutData_refused() throws Exception {
        OnnxFiles.Message tensor =
                new OnnxFiles.Message()
                        .number(1, 1342177280L)
                        .number(2, OnnxFiles.FLOAT)
                        .text(8, "w")
                        .bytes(9, new byte[4]);
        OnnxFiles.Graph graph =
                new OnnxFiles.Graph()
                        .node("Add", new String[] {"x", "w"}, "y")
                        .tensor(tensor)
                        .input("x", OnnxFiles.FLOAT, 1)
                        .output("y", OnnxFiles.FLOAT, 1342177280);
        String message = refused(OnnxFiles.write(folder, graph), "y");
        assertTrue(message.startsWith("ONNX Runtime "), message);
    }

    @Test
    void outputsThatAreNone_areACallersFault() {
        Path file = folder.resolve("test.onnx");
        for (List<String> outputs : List.of(List.<String>of(), List.of("y", "y"))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> NetworkEngine.instance().open(file, outputs, CPU));
        }
    }

    @Test
    void refusedFile_isNotHeldOpen() throws Exception {
        Path file = file(new byte[] {1, 2, 3});
        refused(file, "y");
        Files.delete(file);
        assertFalse(Files.exists(file));
    }
}
