package org.lacuna.inference;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.ModelException;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.StorageException;
import org.lacuna.inference.OnnxFile.Value;
import org.lacuna.inference.OnnxFiles.Message;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class OnnxFileTest {
    private static final NetworkOptions CPU = new NetworkOptions(DeviceRequest.CPU, 1);

    @TempDir private Path folder;

    private Path file(byte[] bytes) throws IOException {
        return OnnxFiles.write(folder, "net.onnx", bytes);
    }

    private String refused(byte[] bytes) throws IOException {
        Path file = file(bytes);
        ModelException e = assertThrows(ModelException.class, () -> OnnxFile.read(file));
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
        assertEquals(-1, e.getMessage().indexOf('\n'), e.getMessage());
        return e.getMessage();
    }

    /** A model around a graph. */
    private static Message model(Message graph) {
        return model(8, 17, graph);
    }

    private static Message model(int irVersion, int opset, Message graph) {
        return new Message()
                .number(1, irVersion)
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, opset));
    }

    /** A graph y = relu(x), plus whatever is added. */
    private static Message relu() {
        Message type =
                new Message()
                        .message(
                                1,
                                new Message()
                                        .number(1, OnnxFiles.FLOAT)
                                        .message(
                                                2,
                                                new Message()
                                                        .message(1, new Message().number(1, 4))));
        return new Message()
                .message(1, new Message().text(1, "x").text(2, "y").text(4, "Relu"))
                .text(2, "g")
                .message(11, new Message().text(1, "x").message(2, type))
                .message(12, new Message().text(1, "y").message(2, type));
    }

    private static Message tensor(int type, byte[] raw, long... shape) {
        Message tensor = new Message();
        for (long length : shape) {
            tensor.number(1, length);
        }
        return tensor.number(2, type).text(8, "w").bytes(9, raw);
    }

    @Test
    void read_network_hasItsOutline() throws Exception {
        OnnxFile onnx = OnnxFile.read(OnnxFiles.write(folder, OnnxFiles.linear()));
        assertEquals(8, onnx.irVersion());
        assertEquals(Map.of("ai.onnx", 17L), onnx.opsets());
        assertEquals(List.of(new Value("x", "float32", true, List.of(-1L, 3L))), onnx.inputs());
        assertEquals(
                List.of(
                        new Value("product", "float32", true, List.of(-1L, 2L)),
                        new Value("y", "float32", true, List.of(-1L, 2L))),
                onnx.outputs());
        assertEquals(2, onnx.nodes());
        assertEquals(6, onnx.parameters());
        assertEquals("any x 3", onnx.inputs().getFirst().shapeInWords());
        assertTrue(onnx.inputs().getFirst().fits(List.of(5, 3)));
        assertFalse(onnx.inputs().getFirst().fits(List.of(5, 4)));
        assertFalse(onnx.inputs().getFirst().fits(List.of(3)));
    }

    @Test
    void read_initializerAmongInputs_isNoInput() throws Exception {
        byte[] model =
                new OnnxFiles.Graph()
                        .weights("w", new float[] {1}, 1)
                        .input("x", OnnxFiles.FLOAT, 1)
                        .input("w", OnnxFiles.FLOAT, 1)
                        .toModel(17);
        OnnxFile onnx = OnnxFile.read(file(model));
        assertEquals(List.of("x"), onnx.inputs().stream().map(Value::name).toList());
    }

    @Test
    void read_everyTruncation_isRefused() throws Exception {
        byte[] model = OnnxFiles.linear().toModel(17);
        for (int length = 0; length < model.length; length++) {
            refused(Arrays.copyOf(model, length));
        }
    }

    @Test
    void read_emptyOrGarbageOrAbsent_isRefused() throws Exception {
        assertTrue(refused(new byte[0]).contains("0 bytes"));
        refused("hello, world".getBytes(StandardCharsets.UTF_8));
        refused("PK\3\4 a zip file".getBytes(StandardCharsets.UTF_8));
        refused(new byte[1000]);
        byte[] ones = new byte[1000];
        Arrays.fill(ones, (byte) 0xff);
        refused(ones);
        assertTrue(refused(new Message().number(1, 8).toBytes()).contains("no graph"));
        assertThrows(StorageException.class, () -> OnnxFile.read(folder.resolve("absent.onnx")));
    }

    @Test
    void read_above2GB_isRefusedAtOnce() throws Exception {
        Path file = folder.resolve("large.onnx");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 31);
        }
        ModelException e = assertThrows(ModelException.class, () -> OnnxFile.read(file));
        assertTrue(e.getMessage().contains("at most 2147483647 bytes"), e.getMessage());
    }

    @Test
    void read_tensorOf5GB_isRefusedWithItsName() throws Exception {
        byte[] model =
                model(relu().message(5, tensor(1, new byte[12], 1250, 1000, 1000))).toBytes();
        String message = refused(model);
        assertTrue(
                message.contains(
                        "tensor 'w' of shape (1250 x 1000 x 1000) claims 5000000000 bytes, but 12"),
                message);
    }

    @Test
    void read_shapeBeyondAllNumbers_isRefused() throws Exception {
        long big = 1L << 40;
        String message =
                refused(model(relu().message(5, tensor(1, new byte[4], big, big, big))).toBytes());
        assertTrue(message.contains("claims the shape"), message);
        refused(model(relu().message(5, tensor(1, new byte[4], -1))).toBytes());
        refused(model(relu().message(5, tensor(1, new byte[4], new long[65]))).toBytes());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 8, true",
        "1, 7, false",
        "1, 9, false",
        "7, 16, true",
        "10, 4, true",
        "22, 1, true",
        "22, 2, false",
        "11, 16, true",
        "0, 8, false",
        "99, 8, false"
    })
    void read_tensorOfTwo_needsItsBytes(int type, int bytes, boolean good) throws Exception {
        byte[] model = model(relu().message(5, tensor(type, new byte[bytes], 2))).toBytes();
        if (good) {
            assertEquals(2, OnnxFile.read(file(model)).parameters());
        } else {
            refused(model);
        }
    }

    @Test
    void read_typedLists_needEnoughEntries() throws Exception {
        for (int field : new int[] {4, 5, 7, 10, 11}) {
            int type = field == 10 ? 11 : field == 4 ? 1 : 7;
            Message six =
                    new Message()
                            .bytes(1, new byte[] {2, 3})
                            .number(2, type)
                            .bytes(field, new byte[48]);
            assertEquals(
                    6, OnnxFile.read(file(model(relu().message(5, six)).toBytes())).parameters());
            Message many = new Message().number(1, 49).number(2, type).bytes(field, new byte[48]);
            refused(model(relu().message(5, many)).toBytes());
        }
        Message texts = new Message().number(1, 2).number(2, 8).text(6, "a").text(6, "b");
        assertDoesNotThrow(() -> OnnxFile.read(file(model(relu().message(5, texts)).toBytes())));
        Message text = new Message().number(1, 2).number(2, 8).text(6, "a");
        refused(model(relu().message(5, text)).toBytes());
    }

    @Test
    void read_externalData_isRefused() throws Exception {
        Message located = tensor(1, new byte[4], 1).number(14, 1);
        String message = refused(model(relu().message(5, located)).toBytes());
        assertTrue(message.contains("tensor 'w' has its data in another file"), message);
        Message entry = new Message().text(1, "location").text(2, "../../etc/passwd");
        Message external = tensor(1, new byte[4], 1).message(13, entry);
        assertTrue(refused(model(relu().message(5, external)).toBytes()).contains("another file"));
        Message inAttribute =
                new Message()
                        .text(2, "c")
                        .text(4, "Constant")
                        .message(5, new Message().text(1, "value").message(5, external));
        assertTrue(
                refused(model(relu().message(1, inAttribute)).toBytes()).contains("another file"));
    }

    @Test
    void read_nestedGraphs_areReadToALimit() throws Exception {
        Message good = nested(3, tensor(1, new byte[4], 1));
        assertEquals(1, OnnxFile.read(file(model(good).toBytes())).parameters());
        Message claim = nested(3, tensor(1, new byte[4], 1000));
        assertTrue(refused(model(claim).toBytes()).contains("claims 4000 bytes"));
        Message deep = nested(200, tensor(1, new byte[4], 1));
        assertTrue(refused(model(deep).toBytes()).contains("nests graphs deeper than 8 levels"));
    }

    private static Message nested(int levels, Message tensor) {
        Message graph = relu().message(5, tensor);
        for (int k = 1; k < levels; k++) {
            Message attribute = new Message().text(1, "body").message(6, graph);
            graph = relu().message(1, new Message().text(4, "Loop").message(5, attribute));
        }
        return graph;
    }

    @Test
    void read_sparseTensorsFunctionsTraining_areRefused() throws Exception {
        Message sparse = new Message().number(3, 1L << 40);
        assertTrue(refused(model(relu().message(15, sparse)).toBytes()).contains("sparse"));
        Message attribute = new Message().text(1, "sparse_value").message(22, sparse);
        Message node = new Message().text(4, "Constant").message(5, attribute);
        assertTrue(refused(model(relu().message(1, node)).toBytes()).contains("sparse"));
        assertTrue(
                refused(model(relu()).message(25, new Message().text(1, "f")).toBytes())
                        .contains("functions"));
        assertTrue(refused(model(relu()).message(20, relu()).toBytes()).contains("training"));
        assertTrue(refused(model(relu()).message(7, relu()).toBytes()).contains("second graph"));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 17, IR version 2",
        "14, 17, IR version 14",
        "8, 6, opset 6",
        "8, 27, opset 27",
        "8, 999, opset 999",
        "8, -1, opset -1"
    })
    void read_otherVersions_areRefused(int ir, int opset, String expected) throws Exception {
        String message = refused(model(ir, opset, relu()).toBytes());
        assertTrue(message.contains(expected), message);
    }

    @Test
    void read_operatorsOfOthers_areRefused() throws Exception {
        Message set = new Message().text(1, "com.example.custom").number(2, 1);
        String message = refused(model(relu()).message(8, set).toBytes());
        assertTrue(message.contains("'com.example.custom'"), message);
        Message none = new Message().number(1, 8).message(7, relu());
        assertTrue(refused(none.toBytes()).contains("opset missing"));
    }

    /** The limits stated here are those of the library that comes with it. */
    @Test
    void newestVersions_areThoseOfTheEngine() throws Exception {
        int opset = OnnxFile.MAX_OPSET;
        int ir = OnnxFile.MAX_IR_VERSION;
        Path newest = file(model(ir, opset, relu()).toBytes());
        OnnxFile.read(newest);
        NetworkEngine.instance().open(newest, List.of("y"), CPU).close();
        Path newerOps = file(model(ir, opset + 1, relu()).toBytes());
        assertThrows(
                ModelException.class,
                () -> NetworkEngine.instance().open(newerOps, List.of("y"), CPU));
        Path newerFormat = file(model(ir + 1, opset, relu()).toBytes());
        assertThrows(
                ModelException.class,
                () -> NetworkEngine.instance().open(newerFormat, List.of("y"), CPU));
    }

    @Test
    void read_longSkips_goOverTheBuffer() throws Exception {
        float[] weights = new float[100_000];
        byte[] model =
                new OnnxFiles.Graph()
                        .weights("w", weights, 100_000)
                        .input("x", OnnxFiles.FLOAT, 1, 2)
                        .output("y", OnnxFiles.FLOAT, 1, 2)
                        .toModel(17);
        OnnxFile onnx = OnnxFile.read(file(model));
        assertEquals(100_000, onnx.parameters());
        assertEquals(List.of("y"), onnx.outputs().stream().map(Value::name).toList());
        refused(Arrays.copyOf(model, 200_000));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void read_changedBytes_giveErrorsOnly(long seed) throws Exception {
        SeededRandom random = new SeededRandom(seed);
        byte[] good =
                model(nested(3, tensor(1, new byte[8], 2)).message(5, tensor(7, new byte[8], 1)))
                        .toBytes();
        Path file = folder.resolve("net.onnx");
        int refused = 0;
        for (int k = 0; k < 800; k++) {
            byte[] bytes = good.clone();
            for (int m = 0; m <= k % 5; m++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, bytes);
            try {
                OnnxFile.read(file);
            } catch (ModelException e) {
                refused++;
                assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
            }
        }
        assertTrue(refused > 200, refused + " refused");
    }

    @Test
    void read_randomBytes_areRefused() throws Exception {
        SeededRandom random = new SeededRandom(4);
        for (int k = 0; k < 2000; k++) {
            byte[] bytes = new byte[1 + random.nextInt(200)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) random.nextInt(256);
            }
            refused(bytes);
        }
    }
}
