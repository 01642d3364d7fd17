package org.lacuna.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.ModelException;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.StorageException;
import org.lacuna.inference.ModelDescriptor.ChannelOrder;
import org.lacuna.inference.ModelDescriptor.Golden;
import org.lacuna.inference.ModelDescriptor.ImageInput;
import org.lacuna.inference.ModelDescriptor.Input;
import org.lacuna.inference.ModelDescriptor.Kind;
import org.lacuna.inference.ModelDescriptor.Output;
import org.lacuna.inference.ModelDescriptor.PointInput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class ModelDescriptorTest {
    private static final String SHA = "0123456789abcdef".repeat(4);

    private static final String IMAGE_JSON =
            """
            {
              "format": "lacuna-model-1", "id": "net-1", "kind": "image", "engine": "onnxruntime",
              "file": "net.onnx", "sha256": "%s", "licence": "MIT", "source": "a test",
              "image": {"input": "image", "width": 224, "height": 192, "channelOrder": "BGR",
                        "scale": 255, "mean": [104, 117, 123], "std": [1, 2, 3]},
              "outputs": [
                {"name": "tokens", "layout": "tokens", "classTokens": 1, "gridWidth": 1,
                 "gridHeight": 2, "channels": 1},
                {"name": "map", "layout": "map", "gridWidth": 27, "gridHeight": 26,
                 "channels": 256}
              ],
              "golden": {"seed": 9007199254740993, "tolerance": 1e-3,
                         "values": {"tokens": [1, 2.5, -3e2], "map": [%s]}}
            }
            """
                    .formatted(SHA, "0, ".repeat(31) + "7");

    private static final String POINTS_JSON =
            """
            {
              "format": "lacuna-model-1", "id": "pts", "kind": "points", "engine": "onnxruntime",
              "file": "pts.onnx", "sha256": "%s", "licence": "MIT", "source": "a test",
              "points": {"neighbours": "nb", "centres": "center", "groups": 64, "groupSize": 16},
              "outputs": [
                {"name": "tokens", "layout": "groups", "classTokens": 2, "channels": 12}
              ]
            }
            """
                    .formatted(SHA);

    @TempDir private Path folder;

    private ModelDescriptor read(String json) throws ModelException, StorageException {
        return ModelDescriptor.read(write(json.getBytes(StandardCharsets.UTF_8)));
    }

    private Path write(byte[] bytes) {
        try {
            return Files.write(folder.resolve("d.json"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String refused(String json) {
        ModelException e = assertThrows(ModelException.class, () -> read(json));
        assertTrue(e.getMessage().startsWith(folder.resolve("d.json").toString()), e.getMessage());
        assertEquals(-1, e.getMessage().indexOf('\n'), e.getMessage());
        assertTrue(e.getMessage().length() < 600, e.getMessage());
        return e.getMessage();
    }

    @Test
    void read_image_hasAllThatIsStated() throws Exception {
        ModelDescriptor d = read(IMAGE_JSON);
        assertEquals("net-1", d.id());
        assertEquals(Kind.IMAGE, d.kind());
        assertEquals("net.onnx", d.file());
        assertEquals(
                new ImageInput(
                        "image",
                        224,
                        192,
                        ChannelOrder.BGR,
                        255,
                        List.of(104.0, 117.0, 123.0),
                        List.of(1.0, 2.0, 3.0)),
                d.input());
        assertEquals(
                List.of(Output.tokens("tokens", 1, 1, 2, 1), Output.map("map", 27, 26, 256)),
                d.outputs());
        assertEquals(257, d.channels());
        assertEquals(List.of("tokens", "map"), d.outputNames());
        assertEquals(List.of(1, 3, 1), d.shape(d.outputs().get(0)));
        assertEquals(List.of(1, 256, 26, 27), d.shape(d.outputs().get(1)));
        assertEquals(List.of(1, 3, 192, 224), ((ImageInput) d.input()).shape());
        assertEquals(9007199254740993L, d.golden().orElseThrow().seed());
        assertEquals(List.of(1.0, 2.5, -300.0), d.golden().orElseThrow().values().get("tokens"));
    }

    @Test
    void read_points_hasAllThatIsStated() throws Exception {
        ModelDescriptor d = read(POINTS_JSON);
        assertEquals(Kind.POINTS, d.kind());
        PointInput points = new PointInput("nb", "center", 64, 16);
        assertEquals(points, d.input());
        assertEquals(List.of(1, 64, 16, 3), points.neighboursShape());
        assertEquals(List.of(1, 64, 3), points.centresShape());
        assertEquals(List.of(1, 66, 12), d.shape(d.outputs().getFirst()));
        assertEquals(Optional.empty(), d.golden());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void toJson_readAgain_isTheSame(Kind kind) throws Exception {
        ModelDescriptor d = read(kind == Kind.IMAGE ? IMAGE_JSON : POINTS_JSON);
        assertEquals(d, read(d.toJson()));
        assertEquals(d.toJson(), read(d.toJson()).toJson());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"id\": \"net-1\"|\"id\": \"net-1\", \"id\": \"x\"|id is given twice",
                "\"id\": \"net-1\"|\"id\": \"net-1\", \"colour\": 1|unknown member colour",
                "\"scale\": 255|\"scale\": 255, \"gamma\": 2|image: unknown member gamma",
                "\"id\": \"net-1\"|\"id\": 5|id is 5, expected a text",
                "\"id\": \"net-1\"|\"id\": null|id is null, expected a text",
                "\"id\": \"net-1\"|\"id\": \"../x\"|id: '../x', expected lower-case",
                "\"id\": \"net-1\"|\"id\": \"\"|id: ''",
                "\"file\": \"net.onnx\"|\"file\": \"../x.onnx\"|file: '../x.onnx', expected a"
                        + " plain",
                "\"file\": \"net.onnx\"|\"file\": \"a/x.onnx\"|file: 'a/x.onnx', expected a plain",
                "\"file\": \"net.onnx\"|\"file\": \"C:x.onnx\"|file: 'C:x.onnx', expected a plain",
                "\"file\": \"net.onnx\"|\"file\": \"net.pt\"|ends with .onnx",
                "\"sha256\": \"0|\"sha256\": \"X|sha256: ",
                "\"width\": 224|\"width\": -224|image: width: -224, expected 8..4096",
                "\"width\": 224|\"width\": 1e3|width is 1e3, expected a whole number",
                "\"width\": 224|\"width\": 99999999999|width is 99999999999, expected a number of",
                "\"width\": 224|\"width\": \"224\"|width is \"224\", expected a whole number",
                "\"width\": 224,||width is missing, expected a whole number",
                "\"scale\": 255|\"scale\": 0|scale: 0.0, expected finite and above 0",
                "\"scale\": 255|\"scale\": 1e999|scale is 1e999, expected a finite number",
                "\"scale\": 255|\"scale\": NaN|no valid JSON",
                "[104, 117, 123]|[104, 117]|image: mean: 2 numbers, expected 3",
                "[104, 117, 123]|[104, 117, \"x\"]|mean[2] is \"x\", expected a finite number",
                "[104, 117, 123]|104|mean is 104, expected an array of numbers",
                "[1, 2, 3]|[1, 0, 3]|image: std[1]: 0.0, expected finite and above 0",
                "\"BGR\"|\"GRB\"|channelOrder is \"GRB\", expected one of BGR, RGB",
                "\"kind\": \"image\"|\"kind\": \"sound\"|kind is \"sound\", expected one of image,"
                        + " p",
                "\"kind\": \"image\"|\"kind\": \"points\"|points is missing, expected an object",
                "lacuna-model-1|lacuna-model-2|format is \"lacuna-model-2\", expected lacuna-mod",
                "onnxruntime|tensorflow|engine is \"tensorflow\", expected one of onnxruntime,"
                        + " torchscript",
                "onnxruntime|torchscript|file: 'net.onnx', expected a plain file name that ends"
                        + " with .pt or .ts",
                "\"net.onnx\"|\"net.pt\"|file: 'net.pt', expected a plain file name that ends"
                        + " with .onnx",
                "\"layout\": \"map\"|\"layout\": \"cube\"|outputs[1]: layout is \"cube\"",
                "\"layout\": \"map\"|\"layout\": \"groups\"|outputs[1]: classTokens is missing",
                "\"name\": \"map\"|\"name\": \"tokens\"|outputs: tokens twice",
                "\"gridWidth\": 27|\"gridWidth\": 0|outputs[1]: gridWidth: 0, expected 1..1024",
                "\"channels\": 256|\"channels\": 16384|channels of all outputs: 16385",
                "\"channels\": 256|\"channels\": 256, \"classTokens\": 0|unknown member"
                        + " classTokens",
                "1e-3|0.5|golden: tolerance: 0.5, expected above 0",
                "[1, 2.5, -3e2]|[1, 2.5]|golden values of tokens: 2 numbers, expected 3",
                "[1, 2.5, -3e2]|[0, 0, 0]|values of tokens: all 0",
                "\"tokens\": [1|\"token\": [1|golden outputs: ",
                "9007199254740993|1.5|seed is 1.5, expected a whole number",
            })
    void read_wrongMember_isNamedWithWhatWasExpected(String part, String with, String message) {
        assertTrue(IMAGE_JSON.contains(part), part);
        String found = refused(IMAGE_JSON.replace(part, with == null ? "" : with));
        assertTrue(found.contains(message), found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"groups\": 64|\"groups\": 0|points: groups: 0, expected 1..65536",
                "\"groupSize\": 16|\"groupSize\": 4097|points: groupSize: 4097",
                "\"center\"|\"nb\"|centres: nb, expected another name",
                "\"layout\": \"groups\"|\"layout\": \"map\"|gridWidth is missing",
                "64, \"groupSize\": 16|65536, \"groupSize\": 4096|groups * groupSize: 268435456",
                "\"points\": {|\"image\": {}, \"points\": {|unknown member image",
            })
    void read_wrongMemberOfPoints_isNamed(String part, String with, String message) {
        assertTrue(POINTS_JSON.contains(part), part);
        String found = refused(POINTS_JSON.replace(part, with));
        assertTrue(found.contains(message), found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "5",
                "null",
                "{",
                "{}",
                "{\"format\"",
                "{\"format\": }",
                "{'a': 1}",
                "{\"a\": 1,}",
                "\"\\",
                "{} {}",
                "{\"a\": tru}"
            })
    void read_noDescriptor_isRefused(String json) {
        refused(json);
    }

    @Test
    void read_everyTruncation_isRefused() throws Exception {
        for (int length = 0; length < IMAGE_JSON.stripTrailing().length(); length++) {
            refused(IMAGE_JSON.substring(0, length));
        }
    }

    @Test
    void read_deepNesting_isRefused() {
        String deep = "{\"a\": ".repeat(100_000);
        assertTrue(refused(deep).contains("nested deeper"));
        assertTrue(refused("{\"a\": " + "[".repeat(100_000)).contains("nested deeper"));
    }

    @Test
    void read_randomBytes_giveErrorsOnly() {
        SeededRandom random = new SeededRandom(1);
        byte[] good = IMAGE_JSON.getBytes(StandardCharsets.UTF_8);
        for (int k = 0; k < 1500; k++) {
            byte[] bytes = good.clone();
            for (int m = 0; m <= k % 4; m++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Path file = write(bytes);
            try {
                ModelDescriptor.read(file);
            } catch (ModelException | StorageException e) {
                assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
            }
        }
    }

    @Test
    void read_noUtf8TooLargeOrAbsent_isRefused() {
        assertTrue(
                assertThrows(
                                ModelException.class,
                                () -> ModelDescriptor.read(write(new byte[] {'{', (byte) 0xff})))
                        .getMessage()
                        .contains("no UTF-8"));
        assertTrue(
                assertThrows(
                                ModelException.class,
                                () -> ModelDescriptor.read(write(new byte[(1 << 20) + 1])))
                        .getMessage()
                        .contains("above 1048576 bytes"));
        assertThrows(StorageException.class, () -> ModelDescriptor.read(folder.resolve("no.json")));
    }

    private static String torchScript(String json) {
        return json.replace("onnxruntime", "torchscript").replace(".onnx\"", ".pt\"");
    }

    @Test
    void read_torchScript_namesInputsByPlace() throws Exception {
        ModelDescriptor image =
                read(torchScript(IMAGE_JSON).replace("\"input\": \"image\"", "\"input\": \"0\""));
        assertEquals(ModelDescriptor.Engine.TORCHSCRIPT, image.engine());
        assertEquals("net.pt", image.file());
        assertEquals(image, ModelDescriptor.parse(image.toJson(), "again"));
        ModelDescriptor points =
                read(torchScript(POINTS_JSON).replace("\"nb\"", "\"1\"").replace("center", "0"));
        assertEquals(
                Map.of("1", List.of(1, 64, 16, 3), "0", List.of(1, 64, 3)),
                points.input().shapes());
        assertEquals(points, ModelDescriptor.parse(points.toJson(), "again"));
        assertEquals(ModelDescriptor.Engine.ONNX_RUNTIME, read(IMAGE_JSON).engine());
    }

    @Test
    void read_torchScript_otherNamesOfInputs_areRefused() {
        String image = refused(torchScript(IMAGE_JSON));
        assertTrue(image.contains("names of inputs: [image], expected 0 for TorchScript"), image);
        String points = refused(torchScript(POINTS_JSON).replace("\"nb\"", "\"2\""));
        assertTrue(
                points.contains("names of inputs: [2, center], expected 0 and 1 for TorchScript"),
                points);
    }

    private static ModelDescriptor with(
            String id, String sha, String licence, Input input, Output output) {
        return new ModelDescriptor(
                id, "net.onnx", sha, licence, "s", input, List.of(output), Optional.empty());
    }

    @Test
    void fingerprint_changesWithWhatChangesFeaturesOnly() {
        ImageInput image = Descriptors.IMAGE;
        Output output = Output.map("map", 27, 27, 8);
        ModelDescriptor base = with("a", SHA, "MIT", image, output);
        assertEquals(
                base.fingerprint(),
                with("b", SHA, "EPL-2.0", image, output).fingerprint(),
                "id and licence");
        assertEquals("a@" + base.fingerprint().substring(0, 12), base.extractorId());

        Set<String> prints = new HashSet<>(Set.of(base.fingerprint()));
        List<ModelDescriptor> others =
                List.of(
                        with("a", SHA.replace('0', '1'), "MIT", image, output),
                        with("a", SHA, "MIT", image, Output.map("map2", 27, 27, 8)),
                        with("a", SHA, "MIT", image, Output.map("map", 28, 27, 8)),
                        with("a", SHA, "MIT", image, Output.map("map", 27, 28, 8)),
                        with("a", SHA, "MIT", image, Output.map("map", 27, 27, 9)),
                        with("a", SHA, "MIT", image, Output.tokens("map", 0, 27, 27, 8)),
                        with("a", SHA, "MIT", image, Output.tokens("map", 1, 27, 27, 8)),
                        with("a", SHA, "MIT", image, Output.tokens("map", 1, 9, 81, 8)),
                        with("a", SHA, "MIT", image(33, 32, ChannelOrder.RGB, 1, 0), output),
                        with("a", SHA, "MIT", image(32, 33, ChannelOrder.RGB, 1, 0), output),
                        with("a", SHA, "MIT", image(32, 32, ChannelOrder.BGR, 1, 0), output),
                        with("a", SHA, "MIT", image(32, 32, ChannelOrder.RGB, 2, 0), output),
                        with("a", SHA, "MIT", image(32, 32, ChannelOrder.RGB, 1, 1), output));
        for (ModelDescriptor d : others) {
            assertTrue(prints.add(d.fingerprint()), d.toString());
        }
        PointInput points = new PointInput("nb", "c", 4, 5);
        PointInput swapped = new PointInput("c", "nb", 4, 5);
        assertNotEquals(
                with("a", SHA, "MIT", points, Output.groups("t", 0, 3)).fingerprint(),
                with("a", SHA, "MIT", swapped, Output.groups("t", 0, 3)).fingerprint());
    }

    private static ImageInput image(int w, int h, ChannelOrder order, double scale, double mean) {
        List<Double> means = List.of(mean, 0.25, 0.0);
        return new ImageInput("image", w, h, order, scale, means, List.of(0.5, 1.0, 2.0));
    }

    @Test
    void normalise_bgr_followsTheFormula() {
        ImageInput input =
                new ImageInput(
                        "x",
                        8,
                        9,
                        ChannelOrder.BGR,
                        255,
                        List.of(104.0, 117.0, 123.0),
                        List.of(1.0, 2.0, 4.0));
        float[] rgb = OnnxFiles.noise(8 * 9 * 3, 3);
        float[] tensor = new float[2 + 8 * 9 * 3];
        input.normalise(rgb, tensor, 2);
        double[] mean = {104, 117, 123};
        double[] std = {1, 2, 4};
        for (int c = 0; c < 3; c++) {
            for (int p = 0; p < 72; p++) {
                double expected = (rgb[3 * p + 2 - c] * 255.0 - mean[c]) / std[c];
                assertEquals((float) expected, tensor[2 + c * 72 + p]);
            }
        }
        assertThrows(IllegalArgumentException.class, () -> input.normalise(rgb, new float[215], 0));
    }

    @Test
    void places_anySize_areEvenlySpacedFromFirstToLast() {
        assertArrayEquals(new int[] {0}, Golden.places(1));
        assertArrayEquals(new int[] {0, 1, 2}, Golden.places(3));
        int[] places = Golden.places(1000);
        assertEquals(32, places.length);
        assertEquals(0, places[0]);
        assertEquals(999, places[31]);
        for (int k = 1; k < 32; k++) {
            assertEquals(32, places[k] - places[k - 1], 1);
        }
        int[] large = Golden.places(Integer.MAX_VALUE / 4);
        assertEquals(Integer.MAX_VALUE / 4 - 1, large[31]);
    }

    @Test
    void new_outputTooLarge_isRefused() {
        Output huge = Output.map("map", 1024, 1024, 1024);
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> with("a", SHA, "MIT", Descriptors.IMAGE, huge));
        assertTrue(e.getMessage().contains("size of output map"), e.getMessage());
    }

    @Test
    void golden_mapsAreCopied() {
        Map<String, List<Double>> values = new HashMap<>();
        values.put("a", List.of(1.0));
        Golden golden = new Golden(1, 1e-3, values);
        values.put("b", List.of(2.0));
        assertEquals(Set.of("a"), golden.values().keySet());
        assertThrows(
                UnsupportedOperationException.class, () -> golden.values().put("b", List.of(2.0)));
    }
}
