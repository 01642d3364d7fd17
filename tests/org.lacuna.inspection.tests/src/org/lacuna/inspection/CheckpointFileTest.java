package org.lacuna.inspection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class CheckpointFileTest {
    private static final String DATA = "d".repeat(64);
    private static final InspectionParameters PARAMETERS = TestParts.parameters();
    private static final CheckpointKey KEY = CheckpointKey.of("disc", PARAMETERS, DATA);

    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("disc.checkpoint");
    }

    private byte[] written() throws LacunaException, IOException {
        CheckpointFile checkpoint = CheckpointFile.open(file(), KEY);
        checkpoint.save("teacher RGB", new byte[] {1, 2, 3});
        checkpoint.save("student", new byte[] {4});
        return Files.readAllBytes(file());
    }

    private void assertRefused(String message, byte[] bytes) throws IOException {
        Files.write(file(), bytes);
        DataException e = assertThrows(DataException.class, () -> CheckpointFile.open(file(), KEY));
        assertTrue(e.getMessage().startsWith(file() + ": " + message), e.getMessage());
        assertTrue(e.getMessage().contains("expected"), e.getMessage());
        assertArrayEquals(bytes, Files.readAllBytes(file()));
    }

    private static byte[] signed(byte[] bytes) {
        int end = bytes.length - 32;
        var digest = DataHash.sha256();
        digest.update(bytes, 0, end);
        System.arraycopy(digest.digest(), 0, bytes, end, 32);
        return bytes;
    }

    private static byte[] with(byte[] good, int position, int value) {
        byte[] bytes = good.clone();
        ByteBuffer.wrap(bytes).putInt(position, value);
        return signed(bytes);
    }

    @Test
    void save_open_holdsTheLastStateOfEachNetwork() throws Exception {
        assertEquals(Optional.empty(), CheckpointFile.open(file(), KEY).load("student"));
        assertFalse(Files.exists(file()));
        written();
        CheckpointFile read = CheckpointFile.open(file(), KEY);
        assertArrayEquals(new byte[] {1, 2, 3}, read.load("teacher RGB").orElseThrow());
        read.save("teacher RGB", new byte[] {9});
        CheckpointFile again = CheckpointFile.open(file(), KEY);
        assertArrayEquals(new byte[] {9}, again.load("teacher RGB").orElseThrow());
        assertArrayEquals(new byte[] {4}, again.load("student").orElseThrow());
    }

    @Test
    void open_anotherTraining_isRefusedAndSaysWhatDiffers() throws Exception {
        byte[] good = written();
        assertForeign(
                "category cup, expected disc", CheckpointKey.of("cup", PARAMETERS, DATA), good);
        assertForeign(
                "data SHA-256 " + "e".repeat(64) + ", expected " + DATA + "; name",
                CheckpointKey.of("disc", PARAMETERS, "e".repeat(64)),
                good);
        assertForeign(
                "lessons.studentWeight 0.5, expected 1.0; name",
                CheckpointKey.of(
                        "disc",
                        PARAMETERS.withLessons(PARAMETERS.lessons().withWeights(0.5, 0, 0.3)),
                        DATA),
                good);
        // A seed is in many places; the topmost comes first.
        assertForeign(
                "seed 8, expected 7; fusion.seed 8, expected 7; ",
                CheckpointKey.of("disc", PARAMETERS.withSeed(8), DATA),
                good);
        assertForeign(
                "software version 0.0.9, expected ",
                new CheckpointKey("disc", "0.0.9", DATA, ModelFile.json(PARAMETERS)),
                good);
    }

    /** A file with that key, opened with the usual one. */
    private void assertForeign(String differences, CheckpointKey found, byte[] good)
            throws Exception {
        Files.delete(file());
        CheckpointFile.open(file(), found).save("student", new byte[] {4});
        byte[] foreign = Files.readAllBytes(file());
        assertRefused("a checkpoint of another training, found " + differences, foreign);
        Files.write(file(), good);
        CheckpointFile.open(file(), KEY);
    }

    @Test
    void open_damagedFile_isRefused() throws Exception {
        byte[] good = written();
        for (int length = 0; length < good.length; length += 7) {
            assertRefused("", Arrays.copyOf(good, length));
        }
        for (int i = 0; i < good.length; i += 5) {
            byte[] bad = good.clone();
            bad[i] ^= 16;
            assertRefused("", bad);
        }
        assertRefused(
                "no signature of a checkpoint (9 bytes)",
                "my thesis".getBytes(StandardCharsets.UTF_8));
        assertRefused("checkpoint format 2, expected 1", with(good, 8, 2));
    }

    @Test
    void open_hostileSizes_areRefused() throws Exception {
        byte[] good = written();
        int json = ByteBuffer.wrap(good).getInt(12);
        int count = 16 + json;
        assertRefused("key of 2147483647 bytes", with(good, 12, Integer.MAX_VALUE));
        assertRefused("key of -1 bytes", with(good, 12, -1));
        assertRefused("1000000 networks, expected 0..64", with(good, count, 1_000_000));
        assertRefused("name of 1073741824 bytes", with(good, count + 4, 1 << 30));
        assertRefused("state of 1073741824 bytes", with(good, count + 8 + 11, 1 << 30));
        assertRefused("16 bytes after the end, expected none", with(good, count, 1));
        assertRefused("content that cannot be understood", with(good, count, 3));
        assertRefused("content that cannot be understood", with(good, 16, 0x5b5b5b5b));
    }

    /** What kill -9 in the middle of a save leaves: the old file, and a part of the new one. */
    @Test
    void save_killedProcessBefore_oldStateIsThereAndRestIsRemoved() throws Exception {
        byte[] good = written();
        Path part = folder.resolve(".disc.checkpoint.999999999-1.tmp");
        Files.write(part, Arrays.copyOf(good, good.length / 2));
        CheckpointFile checkpoint = CheckpointFile.open(file(), KEY);
        assertArrayEquals(new byte[] {4}, checkpoint.load("student").orElseThrow());
        checkpoint.save("student", new byte[] {5});
        assertFalse(Files.exists(part));
        try (var left = Files.list(folder)) {
            assertEquals(List.of(file()), left.toList());
        }
    }

    @Test
    void save_folderCannotBeWritten_isToldAndOldFileStays() throws Exception {
        Files.writeString(folder.resolve("file"), "x");
        Path below = folder.resolve("file").resolve("ck");
        CheckpointFile checkpoint = CheckpointFile.open(below, KEY);
        assertThrows(StorageException.class, () -> checkpoint.save("student", new byte[1]));
    }

    /** Stops when that many epochs have been told. */
    private static final class Stop implements Progress {
        private final int after;
        private int told;

        Stop(int after) {
            this.after = after;
        }

        @Override
        public void begin(String task, long steps) {}

        @Override
        public void detail(String text) {
            told++;
        }

        @Override
        public void advance(long steps) {}

        @Override
        public boolean isCancelled() {
            return told >= after;
        }
    }

    @Test
    void train_interruptedInEachNetwork_goesOnToTheSameModel() throws Exception {
        DataSet data = TestParts.dataSet(6, 4, ModalitySet.BOTH);
        InspectionParameters p = PARAMETERS.withLessons(PARAMETERS.lessons().withEnabled(true));
        Trainer trainer = new Trainer(p, TestParts.extractors());
        try (Workers workers = Workers.of(2)) {
            InspectionModel whole = trainer.train(data, Progress.NONE, workers);
            int epochs = whole.student().orElseThrow().epochs().size();
            Optional<Path> checkpoint = Optional.of(file());
            for (int n = epochs / 10; n < epochs; n += epochs / 5) {
                Stop stop = new Stop(n);
                assertThrows(
                        CancelledException.class,
                        () -> trainer.train(data, checkpoint, stop, workers));
                InspectionModel model = trainer.train(data, checkpoint, Progress.NONE, workers);
                assertEquals(whole.sha256(), model.sha256(), "stopped after " + n);
                Files.delete(file());
            }
        }
    }

    @Test
    void train_checkpointOfAnotherSeed_isRefusedBeforeTheWork() throws Exception {
        DataSet data = TestParts.dataSet(6, 4, ModalitySet.BOTH);
        written();
        byte[] before = Files.readAllBytes(file());
        Trainer trainer = new Trainer(PARAMETERS.withSeed(8), TestParts.extractors());
        DataException e =
                assertThrows(
                        DataException.class,
                        () ->
                                trainer.train(
                                        data,
                                        Optional.of(file()),
                                        Progress.NONE,
                                        Workers.sequential()));
        assertTrue(e.getMessage().contains("seed 7, expected 8"), e.getMessage());
        assertArrayEquals(before, Files.readAllBytes(file()));
    }
}
