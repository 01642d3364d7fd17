package org.lacuna.inspection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.Sample;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.inspection.TestParts.Flaw;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;

class ModelFileTest {
    private static InspectionModel model;

    @TempDir Path folder;

    @BeforeAll
    static void train() throws Exception {
        model =
                new Trainer(TestParts.parameters(), TestParts.extractors())
                        .train(
                                TestParts.dataSet(6, 4, ModalitySet.BOTH),
                                Progress.NONE,
                                Workers.sequential());
    }

    private Path written() throws Exception {
        Path file = folder.resolve("disc.lacuna");
        ModelFile.write(file, model);
        return file;
    }

    @Test
    void roundTrip_keepsEverything() throws Exception {
        InspectionModel read = ModelFile.read(written());
        assertEquals(model.category(), read.category());
        assertEquals(model.parameters(), read.parameters());
        assertEquals(model.provenance(), read.provenance());
        assertEquals(model.usage(), read.usage());
        assertEquals(model.sha256(), read.sha256());
        Sample sample = TestParts.part(TestParts.id("unknown", 1), 9, Flaw.BUMP);
        var before =
                new Inspector(model, TestParts.extractors()).inspect(sample, Workers.sequential());
        var after =
                new Inspector(read, TestParts.extractors()).inspect(sample, Workers.sequential());
        assertEquals(before.score(), after.score());
        assertEquals(before.map(), after.map());
    }

    @Test
    void writingTwice_givesTheSameBytes() throws Exception {
        byte[] first = Files.readAllBytes(written());
        assertArrayEquals(first, Files.readAllBytes(written()));
        assertEquals(1, folder.toFile().list().length, "no temporary file stays");
    }

    @Test
    void everyFlippedByte_isNoticed() throws Exception {
        Path file = written();
        byte[] good = Files.readAllBytes(file);
        int step = Math.max(1, good.length / 97);
        for (int at = 0; at < good.length; at += step) {
            byte[] bad = good.clone();
            bad[at] ^= 0x10;
            Files.write(file, bad);
            ModelException e =
                    assertThrows(ModelException.class, () -> ModelFile.read(file), "byte " + at);
            assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.00001, 0.1, 0.5, 0.999})
    void cutOffFile_isRefused(double share) throws Exception {
        Path file = written();
        byte[] good = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(good, (int) (good.length * share)));
        assertThrows(ModelException.class, () -> ModelFile.read(file));
    }

    @Test
    void otherFormatVersion_isNamed() throws Exception {
        Path file = written();
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).putInt(8, 99);
        Files.write(file, sealed(bytes));
        ModelException e = assertThrows(ModelException.class, () -> ModelFile.read(file));
        assertTrue(
                e.getMessage().contains("format 99, expected " + ModelFile.FORMAT_VERSION),
                e.getMessage());
    }

    @Test
    void anotherFile_isRefused() throws Exception {
        Path file = folder.resolve("notes.txt");
        Files.writeString(file, "x".repeat(1000));
        assertThrows(ModelException.class, () -> ModelFile.read(file));
    }

    @Test
    void nonsenseWithRightChecksum_isRefusedWithoutHugeAllocation() throws Exception {
        Path file = written();
        byte[] good = Files.readAllBytes(file);
        for (int at = 12; at < good.length - 40; at += Math.max(1, good.length / 211)) {
            byte[] bad = good.clone();
            Arrays.fill(bad, at, at + 4, (byte) 0x7f);
            Files.write(file, sealed(bad));
            try {
                ModelFile.read(file);
            } catch (ModelException e) {
                assertTrue(e.getMessage() != null && !e.getMessage().isBlank());
            }
        }
    }

    @Test
    void wrongHeaderText_isRefused() throws Exception {
        Path file = written();
        byte[] bytes = Files.readAllBytes(file);
        byte[] text =
                new String(bytes, StandardCharsets.ISO_8859_1)
                        .replaceFirst("\"holdOutShare\":0.25", "\"holdOutShare\":9.25")
                        .getBytes(StandardCharsets.ISO_8859_1);
        Files.write(file, sealed(text));
        ModelException e = assertThrows(ModelException.class, () -> ModelFile.read(file));
        assertTrue(e.getMessage().contains("holdOutShare"), e.getMessage());
    }

    @Test
    void missingFile_isAStorageProblem() {
        assertThrows(StorageException.class, () -> ModelFile.read(folder.resolve("none.lacuna")));
    }

    /** The same content with a checksum that fits. */
    private static byte[] sealed(byte[] bytes) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(bytes, 0, bytes.length - 32);
        byte[] sealed = bytes.clone();
        System.arraycopy(digest.digest(), 0, sealed, bytes.length - 32, 32);
        return sealed;
    }
}
