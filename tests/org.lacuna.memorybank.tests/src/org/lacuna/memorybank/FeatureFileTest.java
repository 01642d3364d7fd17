package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

class FeatureFileTest {
    /** 2,048 floats a row: 128 rows a block, so a few hundred rows make several blocks. */
    private static final int DIM = 2048;

    @TempDir Path folder;

    private Path write(float[] rows, int count, int dim) throws LacunaException {
        Path file = folder.resolve("features.lfv");
        FeatureFile.write(file, dim, w -> w.add(rows, count));
        return file;
    }

    private String refused(Path file) {
        DataException e = assertThrows(DataException.class, () -> readAll(file));
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
        return e.getMessage();
    }

    private static float[] readAll(Path file) throws LacunaException {
        try (FeatureFile f = FeatureFile.open(file)) {
            float[] all = new float[f.count() * f.dim()];
            f.read(0, f.count(), all, 0);
            return all;
        }
    }

    private static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at < 0 ? bytes.length + at : at] ^= 0x10;
        Files.write(file, bytes);
    }

    @Test
    void written_isWhatIsRead() throws Exception {
        int count = 300;
        float[] rows = Vectors.gaussian(count, DIM, 1);
        Path file = folder.resolve("new/folder/features.lfv");
        // Portions that end within, at and beyond blocks.
        FeatureFile.write(
                file,
                DIM,
                w -> {
                    int at = 0;
                    for (int n : new int[] {1, 0, 127, 130, 42}) {
                        w.add(Arrays.copyOfRange(rows, at * DIM, (at + n) * DIM), n);
                        at += n;
                        assertEquals(at, w.count());
                    }
                });
        assertArrayEquals(rows, readAll(file));
        try (FeatureFile f = FeatureFile.open(file)) {
            assertEquals(count, f.count());
            assertEquals(DIM, f.dim());
            float[] out = new float[7 + 200 * DIM];
            for (int[] range : new int[][] {{127, 2}, {0, 1}, {299, 1}, {100, 200}, {300, 0}}) {
                Arrays.fill(out, -5);
                f.read(range[0], range[1], out, 7);
                assertArrayEquals(
                        Arrays.copyOfRange(rows, range[0] * DIM, (range[0] + range[1]) * DIM),
                        Arrays.copyOfRange(out, 7, 7 + range[1] * DIM));
                assertEquals(-5, out[6]);
            }
        }
    }

    @Test
    void layout_isTheDocumentedOne() throws Exception {
        float[] rows = {1, 2, 3, 4, 5, 6};
        ByteBuffer b =
                ByteBuffer.wrap(Files.readAllBytes(write(rows, 2, 3)))
                        .order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(64 + 24 + 4 + 8 + 32, b.capacity());
        assertEquals("LACUNAFV", new String(b.array(), 0, 8, "US-ASCII"));
        assertEquals(1, b.getInt(8));
        assertEquals(3, b.getInt(12));
        assertEquals((1 << 20) / 12, b.getInt(16));
        for (int i = 0; i < 6; i++) {
            assertEquals(rows[i], b.getFloat(64 + 4 * i));
        }
        CRC32C crc = new CRC32C();
        crc.update(b.array(), 64, 24);
        assertEquals((int) crc.getValue(), b.getInt(88));
        assertEquals(2, b.getLong(92));
    }

    @Test
    void noRows_areAFileToo() throws Exception {
        assertEquals(0, readAll(write(new float[0], 0, 5)).length);
    }

    @Test
    void alteredRow_isRefusedAndNamed() throws Exception {
        Path file = write(Vectors.gaussian(300, DIM, 2), 300, DIM);
        flip(file, 64 + 130 * DIM * 4 + 2);
        assertTrue(refused(file).contains("rows 128 to 255 that were altered"), refused(file));
        try (FeatureFile f = FeatureFile.open(file)) {
            float[] out = new float[128 * DIM];
            f.read(0, 128, out, 0);
            // A whole row beside the damage is refused too: the block is not what was written.
            assertThrows(DataException.class, () -> f.read(255, 1, out, 0));
            assertThrows(DataException.class, () -> f.verify(Progress.NONE));
        }
    }

    @Test
    void alteredHeaderOrTable_isRefused() throws Exception {
        float[] rows = Vectors.gaussian(300, DIM, 3);
        int table = -(40 + 12);
        int[] places = {0, 8, 12, 16, 40, table, table + 11, -40, -33, -32, -1};
        for (int at : places) {
            Path file = write(rows, 300, DIM);
            flip(file, at);
            refused(file);
        }
        Path file = write(rows, 300, DIM);
        flip(file, 8);
        assertTrue(refused(file).contains("version 17, expected 1"), refused(file));
    }

    @Test
    void truncated_isRefusedAtAnyLength() throws Exception {
        Path file = write(Vectors.gaussian(300, DIM, 4), 300, DIM);
        byte[] whole = Files.readAllBytes(file);
        int[] lengths = {0, 5, 63, 64, 100, 104, 1000, whole.length / 2, whole.length - 1};
        for (int length : lengths) {
            Files.write(file, Arrays.copyOf(whole, length));
            String message = refused(file);
            assertTrue(message.contains(length + " bytes"), message);
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 4));
        assertTrue(refused(file).contains("cut off or damaged"));
    }

    @Test
    void truncatedWhileOpen_isAnErrorNotASurprise() throws Exception {
        Path file = write(Vectors.gaussian(300, DIM, 5), 300, DIM);
        try (FeatureFile f = FeatureFile.open(file)) {
            Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1000));
            float[] out = new float[DIM];
            LacunaException e = assertThrows(StorageException.class, () -> f.read(200, 1, out, 0));
            assertTrue(e.getMessage().contains("cut off since it was opened"), e.getMessage());
        }
    }

    @Test
    void notANumber_isRefusedWithRowAndColumn() {
        float[] rows = Vectors.gaussian(10, 4, 6);
        rows[5 * 4 + 3] = Float.NaN;
        Path file = folder.resolve("nan.lfv");
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                FeatureFile.write(
                                        file,
                                        4,
                                        w -> {
                                            w.add(new float[8], 2);
                                            w.add(rows, 10);
                                        }));
        assertTrue(e.getMessage().contains("row 7, column 3: NaN"), e.getMessage());
        assertFalse(Files.exists(file));
    }

    @Test
    void infiniteInAFileOfOthers_isRefusedWithRowAndColumn() throws Exception {
        // What another program wrote with right checksums.
        FeatureFileLayout layout = FeatureFileLayout.of(2);
        byte[] bytes = new byte[24];
        ByteBuffer rows = FeatureFileLayout.wrap(bytes);
        rows.putFloat(1).putFloat(2).putFloat(3).putFloat(Float.NEGATIVE_INFINITY);
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        ByteBuffer all = ByteBuffer.allocate((int) layout.fileBytes(3));
        all.put(layout.header()).put(bytes);
        all.put(layout.trailer(new int[] {(int) crc.getValue()}, 3));
        Path file = Files.write(folder.resolve("other.lfv"), all.array());
        assertTrue(refused(file).contains("row 1, column 1: -Infinity"), refused(file));
    }

    @Test
    void failedContent_leavesTheOldFileAndNothingElse() throws Exception {
        float[] old = {1, 2};
        Path file = write(old, 1, 2);
        DataException mine = new DataException("sample 7: broken");
        assertEquals(
                mine,
                assertThrows(
                        DataException.class,
                        () ->
                                FeatureFile.write(
                                        file,
                                        2,
                                        w -> {
                                            w.add(new float[400_000], 200_000);
                                            throw mine;
                                        })));
        assertThrows(
                CancelledException.class,
                () ->
                        FeatureFile.write(
                                file,
                                2,
                                w -> {
                                    throw new CancelledException();
                                }));
        assertArrayEquals(old, readAll(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void threads_readAtOnce() throws Exception {
        int count = 1000;
        int dim = 777;
        float[] rows = Vectors.gaussian(count, dim, 7);
        Path file = write(rows, count, dim);
        float[] out = new float[count * dim];
        try (FeatureFile f = FeatureFile.open(file);
                Workers four = Workers.of(4)) {
            four.forEachChunk(
                    count,
                    13,
                    (chunk, from, to) -> {
                        try {
                            f.read(from, to - from, out, from * dim);
                        } catch (LacunaException e) {
                            throw new AssertionError(e);
                        }
                    });
        }
        assertArrayEquals(rows, out);
    }

    @Test
    void wrongRangesAndSizes_areRefused() throws Exception {
        Path file = write(new float[12], 6, 2);
        float[] out = new float[4];
        FeatureFile f = FeatureFile.open(file);
        try (f) {
            for (RowSource s : new RowSource[] {f, RowSource.of(new float[12], 6, 2)}) {
                IllegalArgumentException e =
                        assertThrows(IllegalArgumentException.class, () -> s.read(5, 2, out, 0));
                assertEquals("rows 5 to 7, expected 0..6", e.getMessage());
                assertThrows(IllegalArgumentException.class, () -> s.read(-1, 1, out, 0));
                assertThrows(IllegalArgumentException.class, () -> s.read(0, -1, out, 0));
                e = assertThrows(IllegalArgumentException.class, () -> s.read(0, 2, out, 1));
                assertEquals(
                        "out: 4 values, expected at least 5 for 2 rows of 2 from 1",
                        e.getMessage());
            }
        }
        assertThrows(StorageException.class, () -> f.read(0, 1, out, 0));
        assertThrows(IllegalArgumentException.class, () -> FeatureFile.write(file, 0, w -> {}));
        assertThrows(StorageException.class, () -> FeatureFile.open(folder.resolve("missing.lfv")));
    }
}
