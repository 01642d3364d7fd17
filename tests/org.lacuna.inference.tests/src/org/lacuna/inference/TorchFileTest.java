package org.lacuna.inference;

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
import org.lacuna.core.StorageException;
import org.lacuna.inference.ModelDescriptor.Engine;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

class TorchFileTest {
    private static final int END_BYTES = 22;

    @TempDir private Path folder;

    private static TorchFile read(byte[] bytes) throws Exception {
        return TorchFile.read(NetworkFile.of("net.pt", bytes));
    }

    private static String refused(byte[] bytes) {
        ModelException e = assertThrows(ModelException.class, () -> read(bytes));
        assertTrue(e.getMessage().startsWith("net.pt: "), e.getMessage());
        assertTrue(e.getMessage().contains("expected"), e.getMessage());
        assertEquals(-1, e.getMessage().indexOf('\n'), e.getMessage());
        return e.getMessage();
    }

    private static String refused(Map<String, String> parts) throws Exception {
        return refused(TorchFiles.archive(parts));
    }

    @Test
    void read_filesOfPyTorch_outline() throws Exception {
        byte[] bytes = TorchFiles.bytes("one-tensor.pt");
        TorchFile file = read(bytes);
        // Two convolutions: 3 x 8 x 3 x 3 + 8 and 8 x 4 + 4 numbers of float32.
        assertEquals(new TorchFile(bytes.length, 10, 4, 4 * (216 + 8 + 32 + 4)), file);
        assertFalse(file.takesBatches());
        assertEquals(3, read(TorchFiles.bytes("tuple.pt")).version());
        assertEquals(3, read(TorchFiles.bytes("dictionary.pt")).version());
        assertEquals(3, read(TorchFiles.bytes("points.pt")).codeFiles());
    }

    @Test
    void read_archiveWithAllParts_outline() throws Exception {
        byte[] bytes = TorchFiles.archive(TorchFiles.parts());
        assertEquals(new TorchFile(bytes.length, 3, 1, 4), read(bytes));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "net/data.pkl          | found no data.pkl, expected TorchScript",
                "net/constants.pkl     | found no constants.pkl, expected TorchScript",
                "net/version           | found no version, expected TorchScript",
                "net/code/__torch__.py | found a checkpoint (torch.save), which has no code"
            })
    void read_partMissing_saysWhich(String part, String message) throws Exception {
        Map<String, String> parts = TorchFiles.parts();
        parts.remove(part);
        assertTrue(refused(parts).contains(message), refused(parts));
    }

    @Test
    void read_checkpoint_saysWhatItIs() throws Exception {
        Map<String, String> parts = TorchFiles.parts();
        parts.remove("net/code/__torch__.py");
        parts.remove("net/constants.pkl");
        assertEquals(
                "net.pt: found a checkpoint (torch.save), which has no code, expected TorchScript"
                        + " (torch.jit.save)",
                refused(parts));
        byte[] old = "\u0080\u0002\u008a\nl\u00fc".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(
                "net.pt: found a pickle (torch.save before PyTorch 1.6), expected TorchScript"
                        + " (torch.jit.save)",
                refused(old));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "11", "-3", "3x", "99999999999999999999", "0x3"})
    void read_version_isChecked(String version) throws Exception {
        Map<String, String> parts = TorchFiles.parts();
        parts.put("net/version", version);
        String message = refused(parts);
        assertTrue(message.contains("of TorchScript's format, expected 1..10"), message);
    }

    @Test
    void read_otherFiles_areRefused() throws Exception {
        assertEquals("net.pt: 0 bytes, expected a network in TorchScript", refused(new byte[0]));
        assertEquals(
                "net.pt: found no zip archive, expected TorchScript (torch.jit.save)",
                refused("P".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(
                "net.pt: found no zip archive, expected TorchScript (torch.jit.save)",
                refused("import torch\n".getBytes(StandardCharsets.US_ASCII)));
        Map<String, String> parts = TorchFiles.parts();
        parts.put("readme", "x");
        assertTrue(refused(parts).contains("readme beside the folder net"), refused(parts));
        assertTrue(refused(Map.of("word/document.xml", "x")).contains("found no data.pkl"));
    }

    @Test
    void read_tooLarge_isRefusedBeforeItIsRead() throws Exception {
        Path large = folder.resolve("large.pt");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            // A hole: takes no room.
            file.setLength(TorchFile.MAX_BYTES + 1);
        }
        ModelException e = assertThrows(ModelException.class, () -> TorchFile.read(large));
        assertEquals(
                large
                        + ": 2147483648 bytes, expected a network in TorchScript, at most"
                        + " 2147483647 bytes",
                e.getMessage());
    }

    @Test
    void read_missingFile_isAStorageError() {
        Path missing = folder.resolve("missing.pt");
        assertThrows(StorageException.class, () -> TorchFile.read(missing));
    }

    @Test
    void read_cutOff_isRefusedAtEveryLength() throws Exception {
        byte[] whole = TorchFiles.bytes("dictionary.pt");
        for (int length = 0; length < whole.length; length++) {
            refused(Arrays.copyOf(whole, length));
        }
    }

    /** Whatever the bytes are, it ends with an outline or a message. */
    @Test
    void read_damaged_neverFailsOtherwise() throws Exception {
        byte[] whole = TorchFiles.bytes("tuple.pt");
        Random random = new Random(1);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = whole.clone();
            for (int k = random.nextInt(4); k >= 0; k--) {
                // Most of them among the headers, where they matter.
                int from = random.nextBoolean() ? bytes.length - 1500 : 0;
                bytes[from + random.nextInt(bytes.length - from)] = (byte) random.nextInt(256);
            }
            try {
                read(bytes);
            } catch (ModelException e) {
                refused++;
            }
        }
        assertTrue(refused > 10_000, "refused: " + refused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"net/../../x", "/net/x", "net/a\\b", "net/c:x", "net/a\u0001"})
    void read_nameThatLeadsElsewhere_isRefused(String name) throws Exception {
        Map<String, String> parts = TorchFiles.parts();
        parts.put(name, "x");
        assertTrue(refused(parts).contains("has an entry named"), refused(parts));
    }

    /** The directory of an archive without comment: its start, and how to reach its entries. */
    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int directory(byte[] bytes) {
        return littleEndian(bytes).getInt(bytes.length - END_BYTES + 16);
    }

    private static int next(byte[] bytes, int entry) {
        ByteBuffer b = littleEndian(bytes);
        return entry
                + 46
                + b.getShort(entry + 28)
                + b.getShort(entry + 30)
                + b.getShort(entry + 32);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Place in the first entry of the directory, bytes of the value, value.
                "8  | 2 | 1          | has net/data.pkl encrypted",
                "10 | 2 | 12         | has net/data.pkl packed by method 12",
                "10 | 2 | 8          | has two headers for net/data.pkl that do not agree",
                "20 | 4 | 2000000000 | has net/data.pkl of 2000000000 bytes, more than it has",
                "20 | 4 | -1         | has net/data.pkl of 4294967295 bytes, more than it has",
                "24 | 4 | 7          | has net/data.pkl of 3 and of 7 bytes",
                "42 | 4 | 2000000000 | has net/data.pkl at 2000000000, outside of it",
                "42 | 4 | 1          | has two headers for net/data.pkl that do not agree",
                "28 | 2 | -1         | has an entry 0 that its directory cuts off",
                "0  | 4 | 0          | has no entry 0 in its directory"
            })
    void read_directoryThatLies_isRefused(int place, int size, int value, String message)
            throws Exception {
        byte[] bytes = TorchFiles.archive(TorchFiles.parts());
        ByteBuffer b = littleEndian(bytes);
        int at = directory(bytes) + place;
        if (size == 2) {
            b.putShort(at, (short) value);
        } else {
            b.putInt(at, value);
        }
        assertTrue(refused(bytes).contains(message), refused(bytes));
    }

    @Test
    void read_entriesInsideEachOther_areRefused() throws Exception {
        Map<String, String> parts = TorchFiles.parts();
        // The second entry lies, header and all, within the bytes of the first.
        byte[] inner = TorchFiles.archive(Map.of("net/x", "0123"));
        String header =
                new String(Arrays.copyOf(inner, directory(inner)), StandardCharsets.ISO_8859_1);
        Map<String, String> hostile = new LinkedHashMap<>();
        hostile.put("net/a", header);
        hostile.put("net/x", "0123");
        hostile.putAll(parts);
        byte[] bytes = TorchFiles.archive(hostile);
        ByteBuffer b = littleEndian(bytes);
        int second = next(bytes, directory(bytes));
        b.putInt(second + 42, 30 + "net/a".length());
        assertTrue(refused(bytes).contains("has net/x inside of net/a"), refused(bytes));
    }

    @Test
    void read_entryTwice_isRefused() throws Exception {
        Map<String, String> parts = TorchFiles.parts();
        parts.put("net/version2", "4\n");
        String text =
                new String(TorchFiles.archive(parts), StandardCharsets.ISO_8859_1)
                        .replace("net/version2", "net/data.pkl");
        assertTrue(
                refused(text.getBytes(StandardCharsets.ISO_8859_1))
                        .contains("has net/data.pkl twice"));
    }

    @Test
    void read_codeThatUnfoldsBeyondMeasure_isRefusedUnread() throws Exception {
        byte[] bytes = TorchFiles.archive(TorchFiles.parts());
        ByteBuffer b = littleEndian(bytes);
        int code = next(bytes, next(bytes, directory(bytes)));
        b.putInt(code + 24, 1 << 30);
        assertTrue(
                refused(bytes).contains("what is no tensor unfolds to 10737418"), refused(bytes));
    }

    @Test
    void read_largePickle_isRefused() throws Exception {
        Map<String, String> parts = TorchFiles.parts();
        parts.put("net/constants.pkl", "\u0085".repeat((1 << 20) + 1));
        assertEquals(
                "net.pt: net/constants.pkl has 1048577 bytes, expected at most 1048576",
                refused(parts));
    }

    @Test
    void read_damagedCode_isRefused() throws Exception {
        byte[] bytes = TorchFiles.archive(TorchFiles.parts());
        ByteBuffer b = littleEndian(bytes);
        int code = next(bytes, next(bytes, directory(bytes)));
        b.putInt(code + 24, 3);
        assertTrue(refused(bytes).contains("expected it to unfold to 3 bytes"), refused(bytes));
        b.putInt(code + 24, 300);
        assertTrue(refused(bytes).contains("expected it to unfold to 300 bytes"), refused(bytes));
    }

    private static byte[] withCode(String code) throws Exception {
        Map<String, String> parts = TorchFiles.parts();
        parts.put("net/code/__torch__.py", code);
        return TorchFiles.archive(parts);
    }

    /** Each of these makes PyTorch overflow where it is long enough, which ends the process. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "{(",
                "-",
                "~",
                "not ",
                "x.",
                "x+",
                "x**",
                "f(a)",
                "x[0]",
                "a if b else ",
                "f(a, ",
                "(\n",
                "''+",
                "(')', ",
                "'\\\n'+(",
                "\\\n-",
                "# type: (",
                " "
            })
    void read_codeThatIsNestedBeyondMeasure_isRefused(String nested) throws Exception {
        String line = "class A(Module):\n" + nested.repeat(6000) + "x\n";
        assertTrue(
                refused(withCode(line)).contains("net/code/__torch__.py nests deeper than 5000"),
                refused(withCode(line)));
    }

    @Test
    void read_codeThatIsLongButFlat_isTaken() throws Exception {
        String flat =
                "class A(Module):\n"
                        + "  # don't ((((((\n".repeat(6000)
                        + "  x = ["
                        + "0.5, ".repeat(20_000)
                        + "f(a)]\n"
                        + ("  _1 = torch.add(x, f(a)(b)[0]) # ' (\n").repeat(6000)
                        + "  y = '"
                        + "(".repeat(6000)
                        + "\\' + '\n";
        assertEquals(1, read(withCode(flat)).codeFiles());
    }

    @Test
    void read_otherWaysToNest_areRefused() throws Exception {
        assertTrue(
                refused(withCode("if a:\n x\n" + "elif a:\n x\n".repeat(1001)))
                        .contains("more than 1000 branches"));
        assertTrue(refused(withCode("x = ''' '\n")).contains("text in three quotes"));
        assertTrue(
                refused(withCode("class A(Module):\n  b : int\n".repeat(5001)))
                        .contains("its code has 5001 classes, expected at most 5000"));
    }

    @Test
    void read_endThatLies_isRefused() throws Exception {
        byte[] bytes = TorchFiles.archive(TorchFiles.parts());
        int end = bytes.length - END_BYTES;
        littleEndian(bytes).putInt(end + 16, end + 1);
        assertTrue(refused(bytes).contains("has a directory at"), refused(bytes));
        littleEndian(bytes).putShort(end + 10, (short) -1);
        assertTrue(refused(bytes).contains("in several files"), refused(bytes));
        littleEndian(bytes).putShort(end + 8, (short) -1);
        assertTrue(refused(bytes).contains("65535 entries"), refused(bytes));
    }

    /** PyTorch reads the second end where there is one. */
    @ParameterizedTest
    @ValueSource(ints = {0, 24, 32, 40, 48})
    void read_secondEndThatSaysSomethingElse_isRefused(int place) throws Exception {
        byte[] bytes = TorchFiles.bytes("tuple.pt");
        int second = bytes.length - END_BYTES - 20 - 56;
        bytes[second + place]++;
        assertTrue(refused(bytes).contains("two ends that do not agree"), refused(bytes));
    }

    @Test
    void outline_ofAnotherEngine_isSaid() throws Exception {
        NetworkFile onnx = NetworkFile.of("net", OnnxFiles.convolutions().toModel(17));
        NetworkFile torch = NetworkFile.of("net", TorchFiles.bytes("tuple.pt"));
        assertEquals(
                "net: found a network in ONNX format, expected TorchScript for the engine"
                        + " torchscript; the engine for ONNX is onnxruntime",
                assertThrows(
                                ModelException.class,
                                () -> NetworkOutline.read(Engine.TORCHSCRIPT, onnx))
                        .getMessage());
        assertEquals(
                "net: found a zip archive, as TorchScript files are, expected a network in ONNX"
                        + " format for the engine onnxruntime",
                assertThrows(
                                ModelException.class,
                                () -> NetworkOutline.read(Engine.ONNX_RUNTIME, torch))
                        .getMessage());
        assertTrue(NetworkOutline.read(Engine.ONNX_RUNTIME, onnx) instanceof OnnxFile);
        assertTrue(NetworkOutline.read(Engine.TORCHSCRIPT, torch) instanceof TorchFile);
    }
}
