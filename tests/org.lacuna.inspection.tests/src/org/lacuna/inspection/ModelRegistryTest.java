package org.lacuna.inspection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class ModelRegistryTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final String C = "c".repeat(64);
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir Path folder;

    private static ModelRegistry promote(ModelRegistry before, String file, String id) {
        return before.promote(
                file,
                id,
                "bracket",
                Map.of("detected_rgb+xyz", 0.1 + 0.2),
                "weniger Fehlalarme \"Los 7\" \u5de5",
                "ann",
                NOON);
    }

    private static ModelRegistry two() {
        return promote(promote(ModelRegistry.empty(), "a.lacuna", A), "b.lacuna", B);
    }

    private static ModelRegistry back(ModelRegistry before) {
        return before.rollBack("gauge R&R\nof May", "bob", NOON.plusSeconds(60));
    }

    private Path file() {
        return ModelRegistryFile.in(folder);
    }

    private Path written(ModelRegistry registry) throws Exception {
        ModelRegistryFile.write(file(), registry);
        return file();
    }

    private static byte[] sealed(String body) throws Exception {
        String digest =
                HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(body.getBytes(StandardCharsets.UTF_8)));
        return (body + "{\"sha256\":\"" + digest + "\"}\n").getBytes(StandardCharsets.UTF_8);
    }

    private ModelException refused() {
        ModelException e = assertThrows(ModelException.class, () -> ModelRegistryFile.read(file()));
        assertTrue(e.getMessage().startsWith(file().toString()), e.getMessage());
        return e;
    }

    private static String currentFile(ModelRegistry registry) {
        return registry.current().map(Promotion::file).orElse("none");
    }

    @Test
    void lastPromotion_isTheCurrentModel_withItsContentAlone() {
        assertEquals(Optional.empty(), ModelRegistry.empty().current());
        assertEquals("b.lacuna", currentFile(two()));
        assertEquals(ModelStanding.CURRENT, two().standing("b.lacuna", B));
        assertEquals(ModelStanding.ALTERED, two().standing("b.lacuna", A));
        assertEquals(ModelStanding.OTHER, two().standing("a.lacuna", A));
        assertEquals(ModelStanding.UNREGISTERED, ModelRegistry.empty().standing("a.lacuna", A));
        assertEquals("a.lacuna", two().previous().orElseThrow().file());
    }

    @Test
    void rollBack_goesBackOnePromotion_andAnotherOneTwo() {
        ModelRegistry three = promote(two(), "c.lacuna", C);
        ModelRegistry once = back(three);
        assertEquals("b.lacuna", currentFile(once));
        assertEquals("a.lacuna", currentFile(back(once)));
        assertEquals(5, back(once).history().size());
        assertEquals(Optional.empty(), back(once).previous());
        assertThrows(IllegalArgumentException.class, () -> back(back(once)));
    }

    @Test
    void promotionAfterARollBack_rollsBackToTheModelBeforeIt() {
        ModelRegistry again = promote(back(two()), "c.lacuna", C);
        assertEquals("a.lacuna", currentFile(back(again)));
    }

    @Test
    void rollBack_keepsTheFiguresOfThePromotion() {
        Promotion to = back(two()).current().orElseThrow();
        assertEquals(Promotion.Action.ROLLED_BACK, to.action());
        assertEquals(Map.of("detected_rgb+xyz", 0.1 + 0.2), to.figures());
        assertEquals("bob", to.user());
    }

    @Test
    void firstModel_hasNothingToRollBackTo() {
        ModelRegistry one = promote(ModelRegistry.empty(), "a.lacuna", A);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> back(one));
        assertTrue(e.getMessage().contains("no model before"), e.getMessage());
    }

    @Test
    void currentModelAgain_isRefused_butWithOtherContentItIsAnotherModel() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> promote(two(), "b.lacuna", B));
        assertTrue(e.getMessage().contains("already"), e.getMessage());
        assertEquals(C, promote(two(), "b.lacuna", C).current().orElseThrow().modelId());
    }

    @Test
    void anotherKindOfPart_isRefused() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                two().promote(
                                                "ring.lacuna",
                                                C,
                                                "ring",
                                                Map.of(),
                                                "why",
                                                "ann",
                                                NOON));
        assertTrue(e.getMessage().contains("ring, expected bracket"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "../a.lacuna",
                "/a",
                "x/y",
                "x\\y",
                "C:a",
                "a\u0000b",
                "a\nb"
            })
    void fileOutsideOfTheFolder_isRefused(String name) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> promote(ModelRegistry.empty(), name, A));
        assertTrue(e.getMessage().startsWith("file: "), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n"})
    void rollBackWithoutReason_isRefused(String reason) {
        assertThrows(IllegalArgumentException.class, () -> two().rollBack(reason, "ann", NOON));
    }

    @Test
    void figureThatIsNoNumber_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        two().promote(
                                        "c.lacuna",
                                        C,
                                        "bracket",
                                        Map.of("auroc", Double.NaN),
                                        "why",
                                        "ann",
                                        NOON));
    }

    @Test
    void roundTrip_keepsEverything() throws Exception {
        ModelRegistry registry = back(two());
        assertEquals(registry, ModelRegistryFile.read(written(registry)));
        assertEquals(List.of(ModelRegistryFile.NAME), List.of(folder.toFile().list()));
    }

    @Test
    void everyFlippedByteAndEveryCut_isRefused() throws Exception {
        byte[] good = Files.readAllBytes(written(back(two())));
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 0x01;
            Files.write(file(), bad);
            refused();
            Files.write(file(), Arrays.copyOf(good, at));
            refused();
        }
    }

    @Test
    void nonsenseWithRightChecksum_isRefusedWithItsLine() throws Exception {
        String text = Files.readString(written(back(two())));
        String body = text.substring(0, text.lastIndexOf("{\"sha256\""));
        String[][] wrongs = {
            {"\"promotion\":2", "\"promotion\":3", "promotion 3 in place 2"},
            {"\"action\":\"roll back\"", "\"action\":\"promote\\u0000\"", "line 4: action"},
            {"\"file\":\"b.lacuna\"", "\"file\":\"../b.lacuna\"", "line 3: file: '../b.lacuna'"},
            {"\"model\":\"" + B, "\"model\":\"" + B.substring(1), "64 hexadecimal digits"},
            {"\"user\":\"bob\"", "\"user\":\"\"", "line 4: user"},
            {"\"figures\":{", "\"figures\":[],\"f\":{", "line 2"},
            {"detected_rgb+xyz", "DETECTED", "line 2: figure 'DETECTED'"},
            {"2026-01-02T12:00:00Z", "yesterday", "line 2"},
            {"\"reason\":\"gauge", "\"grund\":\"gauge", "line 4"},
            {"lacuna.registry/1\"", "lacuna.registry/1\",\"more\":1", "no other members"},
            {"lacuna.registry/1", "lacuna.registry/2", "expected lacuna.registry/1"},
        };
        for (String[] wrong : wrongs) {
            String bad =
                    body.replaceFirst(Pattern.quote(wrong[0]), Matcher.quoteReplacement(wrong[1]));
            assertNotEquals(body, bad, wrong[0]);
            Files.write(file(), sealed(bad));
            String message = refused().getMessage();
            assertTrue(message.contains(wrong[2]), message);
        }
    }

    /** Who can write the file cannot make a roll back out of what never was the current model. */
    @Test
    void rollBackToAModelThatWasNotBefore_isRefused() throws Exception {
        String text = Files.readString(written(back(two())));
        String[] lines = text.split("\n");
        lines[3] = lines[3].replace("a.lacuna", "x.lacuna");
        Files.write(file(), sealed(String.join("\n", Arrays.copyOf(lines, 4)) + "\n"));
        assertTrue(refused().getMessage().contains("goes back to x.lacuna, expected a.lacuna"));
    }

    @Test
    void promotionsOfSomebodyElse_areNotLost() throws Exception {
        byte[] before = Files.readAllBytes(written(two()));
        ModelRegistry meanwhile =
                promote(promote(ModelRegistry.empty(), "a.lacuna", A), "c.lacuna", C);
        ModelException e = assertThrows(ModelException.class, () -> written(meanwhile));
        assertTrue(e.getMessage().contains("somebody else"), e.getMessage());
        assertArrayEquals(before, Files.readAllBytes(file()));
    }

    @Test
    void anotherFile_isRefused_andAMissingOneIsAStorageProblem() throws Exception {
        assertThrows(StorageException.class, () -> ModelRegistryFile.read(file()));
        Files.writeString(file(), "{\"schema\":\"lacuna.thresholds/1\"}\n");
        assertTrue(refused().getMessage().endsWith("no model registry of Lacuna"));
    }
}
