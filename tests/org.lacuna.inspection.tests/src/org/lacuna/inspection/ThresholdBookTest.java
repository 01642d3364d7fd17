package org.lacuna.inspection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.Inspection;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModelException;
import org.lacuna.core.StorageException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

class ThresholdBookTest {
    private static final String MODEL = "0123456789abcdef".repeat(4);
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final ScoreLimits OWN = new ScoreLimits(0.8, 1);
    private static final ScoreLimits MILD = new ScoreLimits(0.9, 1.25);

    @TempDir Path folder;

    private static ThresholdBook fresh() {
        return new ThresholdBook(
                MODEL,
                "bracket",
                Map.of(
                        ModalitySet.XYZ,
                        OWN,
                        ModalitySet.BOTH,
                        OWN,
                        ModalitySet.RGB,
                        new ScoreLimits(0.1 + 0.2, 1)),
                List.of());
    }

    private static ThresholdBook changed() {
        return fresh().change(
                        ModalitySet.BOTH, MILD, "zu viele Fehlalarme \"Los 7\" \u5de5", "ann", NOON)
                .change(ModalitySet.XYZ, MILD, "gauge R&R\nof May", "bob", NOON.plusSeconds(60));
    }

    private Path file() {
        return folder.resolve("bracket.lacuna.thresholds");
    }

    private Path written(ThresholdBook book) throws Exception {
        ThresholdBookFile.write(file(), book);
        return file();
    }

    /** The text with the checksum that fits. */
    private static byte[] sealed(String body) throws Exception {
        String digest =
                HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(body.getBytes(StandardCharsets.UTF_8)));
        return (body + "{\"sha256\":\"" + digest + "\"}\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String body(Path file) throws Exception {
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf("{\"sha256\""));
    }

    private ModelException refused() {
        ModelException e = assertThrows(ModelException.class, () -> ThresholdBookFile.read(file()));
        assertTrue(e.getMessage().startsWith(file().toString()), e.getMessage());
        return e;
    }

    @Test
    void change_isInForce_forItsPatternAlone() {
        ThresholdBook book = changed();
        assertEquals(MILD, book.inForce(ModalitySet.BOTH));
        assertEquals(new ScoreLimits(0.1 + 0.2, 1), book.inForce(ModalitySet.RGB));
        assertTrue(book.differs(ModalitySet.XYZ));
        assertFalse(book.differs(ModalitySet.RGB));
        assertEquals(List.of(ModalitySet.BOTH, ModalitySet.RGB, ModalitySet.XYZ), book.patterns());
        Inspection.Thresholds own = new Inspection.Thresholds(0.7, 1, 0.6);
        assertEquals(new Inspection.Thresholds(0.9, 1.25, 0.6), book.apply(ModalitySet.BOTH, own));
        assertEquals(own, book.apply(ModalitySet.RGB, own));
    }

    @Test
    void undo_isOneMoreChange_andTheModelsOwnThresholdsHoldAgain() {
        ThresholdBook undone =
                changed().change(ModalitySet.BOTH, OWN, "undone", "ann", NOON.plusSeconds(90));
        assertEquals(3, undone.history().size());
        assertFalse(undone.differs(ModalitySet.BOTH));
        Inspection.Thresholds blurred = new Inspection.Thresholds(0.7, 1, 0.6);
        assertEquals(blurred, undone.apply(ModalitySet.BOTH, blurred));
    }

    @Test
    void reviewAboveReject_isRefused() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new ScoreLimits(1.1, 1));
        assertTrue(e.getMessage().contains("review <= reject"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new ScoreLimits(0, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new ScoreLimits(-0.1, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n"})
    void changeWithoutReason_isRefused(String reason) {
        assertThrows(
                IllegalArgumentException.class,
                () -> fresh().change(ModalitySet.BOTH, MILD, reason, "ann", NOON));
    }

    @Test
    void changeThatChangesNothing_orAnUnknownPattern_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> fresh().change(ModalitySet.BOTH, OWN, "why", "ann", NOON));
        assertThrows(
                IllegalArgumentException.class,
                () -> fresh().change(ModalitySet.NONE, MILD, "why", "ann", NOON));
    }

    @Test
    void roundTrip_keepsEverything() throws Exception {
        ThresholdBook book = changed();
        assertEquals(book, ThresholdBookFile.read(written(book)));
        assertEquals(fresh(), ThresholdBookFile.read(rewritten(fresh())));
        assertEquals(List.of("bracket.lacuna.thresholds"), List.of(folder.toFile().list()));
    }

    private Path rewritten(ThresholdBook book) throws Exception {
        Files.delete(file());
        return written(book);
    }

    @Test
    void id_isTheChecksumInTheFile_andChangesWithEveryChange() throws Exception {
        Path file = written(changed());
        assertTrue(Files.readString(file).contains(changed().sha256()));
        assertNotEquals(fresh().sha256(), changed().sha256());
    }

    @Test
    void everyFlippedByte_isNoticed() throws Exception {
        byte[] good = Files.readAllBytes(written(changed()));
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 0x01;
            Files.write(file(), bad);
            refused();
        }
    }

    @Test
    void everyCutOffFile_isRefused() throws Exception {
        byte[] good = Files.readAllBytes(written(changed()));
        for (int length = 0; length < good.length; length++) {
            Files.write(file(), Arrays.copyOf(good, length));
            refused();
        }
    }

    @Test
    void nonsenseWithRightChecksum_isRefusedWithItsLine() throws Exception {
        String body = body(written(changed()));
        String[][] wrongs = {
            {"\"review\":0.9,\"reject\":1.25", "\"review\":1.9,\"reject\":1.25", "line 2"},
            {"\"change\":2", "\"change\":3", "change 3 in place 2"},
            {"\"before\":{\"review\":0.8", "\"before\":{\"review\":0.7", "change 1: begins with"},
            {"\"reason\":\"zu viele", "\"grund\":\"zu viele", "line 2"},
            {"2026-01-02T12:00:00Z", "yesterday", "line 2"},
            {"\"user\":\"ann\"", "\"user\":\"\"", "user"},
            {MODEL, "abc", "64 hexadecimal digits"},
            {"\"modalities\":\"xyz\"", "\"modalities\":\"abc\"", "line 3"},
            {"\"category\":\"bracket\"", "\"category\":\"bracket\",\"more\":1", "no other members"},
            {"\"category\":\"bracket\"", "\"category\":  \"bracket\"", "no other members"},
            {"lacuna.thresholds/1", "lacuna.thresholds/2", "expected lacuna.thresholds/1"},
        };
        for (String[] wrong : wrongs) {
            String bad = body.replace(wrong[0], wrong[1]);
            assertNotEquals(body, bad, wrong[0]);
            Files.write(file(), sealed(bad));
            String message = refused().getMessage();
            assertTrue(message.contains(wrong[2]), message);
        }
    }

    @Test
    void anotherFile_isRefused_andAMissingOneIsAStorageProblem() throws Exception {
        assertThrows(StorageException.class, () -> ThresholdBookFile.read(file()));
        Files.writeString(file(), "LACUNAIM");
        refused();
    }

    @Test
    void anotherModel_isRefused() throws Exception {
        changed().requireModel("b", MODEL);
        String other = MODEL.replace('0', 'f');
        ModelException e =
                assertThrows(ModelException.class, () -> changed().requireModel("b", other));
        assertEquals(
                "b: thresholds of the model " + MODEL + ", expected those of " + other,
                e.getMessage());
        byte[] before = Files.readAllBytes(written(changed()));
        ThresholdBook theirs =
                new ThresholdBook(other, "bracket", fresh().model(), changed().history());
        assertThrows(ModelException.class, () -> ThresholdBookFile.write(file(), theirs));
        assertArrayEquals(before, Files.readAllBytes(file()));
    }

    @Test
    void changesOfSomebodyElse_areNotLost() throws Exception {
        written(changed());
        byte[] before = Files.readAllBytes(file());
        ThresholdBook meanwhile = fresh().change(ModalitySet.RGB, MILD, "mine", "cy", NOON);
        ModelException e =
                assertThrows(
                        ModelException.class, () -> ThresholdBookFile.write(file(), meanwhile));
        assertTrue(e.getMessage().contains("somebody else"), e.getMessage());
        assertArrayEquals(before, Files.readAllBytes(file()));
    }

    /** A killed writer leaves the old file, and a temporary one that the next writer removes. */
    @Test
    void leftOverOfAKilledWriter_doesNotHarmAndIsRemoved() throws Exception {
        Path file = written(changed());
        Path stale = folder.resolve("." + file.getFileName() + ".999999999-1.tmp");
        Files.writeString(stale, "half a bo");
        assertEquals(changed(), ThresholdBookFile.read(file));
        ThresholdBook more = changed().change(ModalitySet.RGB, MILD, "more", "ann", NOON);
        ThresholdBookFile.write(file, more);
        assertEquals(more, ThresholdBookFile.read(file));
        assertFalse(Files.exists(stale));
    }

    @Test
    void unwritablePlace_leavesTheOldFile() throws Exception {
        Path blocked = Files.writeString(folder.resolve("a-file"), "x").resolve("b.thresholds");
        assertThrows(StorageException.class, () -> ThresholdBookFile.write(blocked, changed()));
        assertEquals("x", Files.readString(folder.resolve("a-file")));
    }
}
