package org.lacuna.headless;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Verdict;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.ScoreLimits;
import org.lacuna.inspection.ThresholdBook;
import org.lacuna.inspection.ThresholdBookFile;
import org.lacuna.report.ResultFolder;
import org.lacuna.report.VerdictRecord;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Thresholds outside of the model, on the command line. */
class ThresholdsTest {
    @TempDir static Path shared;
    private static Path data;
    private static Path model;
    private static ThresholdBook fresh;

    @TempDir Path temp;

    @BeforeAll
    static void trainOnce() throws Exception {
        data = SmallDataSet.make(shared.resolve("data"));
        model = shared.resolve("bracket.lacuna");
        Cli trained =
                Cli.run("train", "--data", data, "--out", model, "--seed", 3, "--no-distillation");
        assertEquals(0, trained.code(), trained.err());
        fresh = ThresholdBook.of(ModelFile.read(model));
    }

    /** All parts above 0.001 are NOK. */
    private Path strict() throws Exception {
        ThresholdBook book = fresh;
        for (ModalitySet pattern : fresh.patterns()) {
            book =
                    book.change(
                            pattern,
                            new ScoreLimits(0.0005, 0.001),
                            "nothing passes",
                            "ann",
                            Instant.EPOCH);
        }
        Path file = ThresholdBookFile.beside(temp.resolve("bracket.lacuna"));
        ThresholdBookFile.write(file, book);
        return file;
    }

    private Cli inspect(Path out, Object... more) {
        Object[] all = new Object[7 + more.length];
        System.arraycopy(
                new Object[] {"inspect", "--model", model, "--data", data, "--out", out},
                0,
                all,
                0,
                7);
        System.arraycopy(more, 0, all, 7, more.length);
        return Cli.run(all);
    }

    @Test
    void inspect_judgesByTheBook_andSaysSo() throws Exception {
        Path file = strict();
        ThresholdBook book = ThresholdBookFile.read(file);
        Path out = temp.resolve("out");
        Cli run = inspect(out, "--thresholds", file);
        assertEquals(ExitCode.NOK_FOUND.code(), run.code(), run.err());
        List<VerdictRecord> records = ResultFolder.read(out);
        assertTrue(records.size() > 4);
        for (VerdictRecord r : records) {
            assertEquals(Optional.of(book.sha256()), r.thresholdBook());
            assertEquals(0.0005, r.inspection().thresholds().review());
            assertEquals(0.001, r.inspection().thresholds().defect());
        }
        for (String line : run.lines()) {
            JsonObject json = JsonParser.parseString(line).getAsJsonObject();
            assertEquals("NOK", json.get("verdict").getAsString());
            assertEquals(book.sha256(), json.get("threshold_book").getAsString());
        }
        JsonObject record =
                JsonParser.parseString(Files.readString(out.resolve("run.json"))).getAsJsonObject();
        assertEquals(book.sha256(), record.get("threshold_book").getAsString());
    }

    @Test
    void inspect_withoutABook_namesNone() throws Exception {
        Path out = temp.resolve("out");
        Cli run = inspect(out);
        assertFalse(run.out().contains("threshold_book"), run.out());
        for (VerdictRecord r : ResultFolder.read(out)) {
            assertEquals(Optional.empty(), r.thresholdBook());
        }
    }

    @Test
    void inspect_bookOfAnotherModel_isCode12AndNoResult() throws Exception {
        ThresholdBook theirs =
                new ThresholdBook("ab".repeat(32), "bracket", fresh.model(), List.of());
        Path file = temp.resolve("other.thresholds");
        ThresholdBookFile.write(file, theirs);
        Cli run = inspect(temp.resolve("out"), "--thresholds", file);
        assertEquals(ExitCode.BAD_MODEL.code(), run.code());
        assertTrue(run.err().contains(file + ": thresholds of the model abab"), run.err());
        assertTrue(run.err().contains("expected those of " + fresh.modelId()), run.err());
        assertFalse(Files.exists(temp.resolve("out")));
    }

    @Test
    void inspect_damagedBook_isCode12() throws Exception {
        Path file = strict();
        Files.writeString(file, Files.readString(file).replace("0.001", "9.001"));
        Cli run = inspect(temp.resolve("out"), "--thresholds", file);
        assertEquals(ExitCode.BAD_MODEL.code(), run.code());
        assertTrue(run.err().contains(file + ": checksum does not fit"), run.err());
        assertFalse(Files.exists(temp.resolve("out")));
    }

    @Test
    void info_showsThresholdsAndHistory() throws Exception {
        Path file = strict();
        Cli run = Cli.run("info", file);
        assertEquals(0, run.code(), run.err());
        for (String word :
                List.of(
                        "threshold book",
                        fresh.modelId(),
                        ThresholdBookFile.read(file).sha256(),
                        "RGB+3D",
                        "1970-01-01T00:00:00Z",
                        "ann",
                        "-> 0.001",
                        "nothing passes")) {
            assertTrue(run.out().contains(word), word + " in " + run.out());
        }
    }

    private Path copiedModel() throws Exception {
        return Files.copy(model, temp.resolve("bracket.lacuna"));
    }

    @Test
    void thresholds_withoutABook_showsTheModelsOwnAndWritesNothing() throws Exception {
        Path own = copiedModel();
        Cli run = Cli.run("thresholds", "--model", own);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains(fresh.modelId()), run.out());
        assertFalse(Files.exists(ThresholdBookFile.beside(own)));
    }

    @Test
    void thresholds_changedOfOnePattern_thenReset_keepsBothInTheHistory() throws Exception {
        Path own = copiedModel();
        Cli run =
                Cli.run(
                        "thresholds",
                        "--model",
                        own,
                        "--available",
                        "rgb",
                        "--review",
                        "0.5",
                        "--nok",
                        "2",
                        "--reason",
                        "too many false alarms");
        assertEquals(0, run.code(), run.err());
        ThresholdBook book = ThresholdBookFile.read(ThresholdBookFile.beside(own));
        assertEquals(new ScoreLimits(0.5, 2), book.inForce(ModalitySet.RGB));
        assertFalse(book.differs(ModalitySet.BOTH));
        assertEquals("too many false alarms", book.history().getFirst().reason());
        run = Cli.run("thresholds", "--model", own, "--reset", "--reason", "customer complaint");
        assertEquals(0, run.code(), run.err());
        book = ThresholdBookFile.read(ThresholdBookFile.beside(own));
        assertEquals(2, book.history().size());
        assertFalse(book.differs(ModalitySet.RGB));
        run = Cli.run("thresholds", "--model", own, "--reset", "--reason", "once more");
        assertEquals(ExitCode.BAD_MODEL.code(), run.code());
        assertTrue(run.err().contains("in force already"), run.err());
    }

    @Test
    void thresholds_onTrial_saysWhatWouldChangeAndWritesNothing() throws Exception {
        Path own = copiedModel();
        Path out = temp.resolve("out");
        inspect(out);
        List<VerdictRecord> records = ResultFolder.read(out);
        long others = records.stream().filter(r -> r.inspection().verdict() != Verdict.NOK).count();
        assertTrue(others > 0, "nothing to change");
        Cli run =
                Cli.run(
                        "thresholds",
                        "--model",
                        own,
                        "--review",
                        "0",
                        "--nok",
                        "1e-9",
                        "--reason",
                        "trial",
                        "--results",
                        out,
                        "--dry-run");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains(others + " of " + records.size() + " verdicts"), run.out());
        assertTrue(run.out().contains("nothing written"), run.out());
        assertFalse(Files.exists(ThresholdBookFile.beside(own)));
    }

    @Test
    void thresholds_wrongOptions_areCode10() throws Exception {
        Path own = copiedModel();
        for (List<Object> wrong :
                List.<List<Object>>of(
                        List.of("--nok", "2"),
                        List.of("--reason", "nothing to change"),
                        List.of("--reset", "--nok", "2", "--reason", "both"),
                        List.of("--nok", "-1", "--reason", "below zero"),
                        List.of("--review", "3", "--nok", "2", "--reason", "crossed"),
                        List.of("--nok", "NaN", "--reason", "not a number"),
                        List.of("--nok", "2", "--reason", "  "))) {
            List<Object> all = new ArrayList<>(List.of("thresholds", "--model", own));
            all.addAll(wrong);
            Cli run = Cli.run(all.toArray());
            assertEquals(ExitCode.USAGE.code(), run.code(), wrong + ": " + run.err());
        }
        assertFalse(Files.exists(ThresholdBookFile.beside(own)));
    }

    @Test
    void thresholds_bookOfAnotherModel_isCode12AndStaysAsItWas() throws Exception {
        Path own = copiedModel();
        Path file = ThresholdBookFile.beside(own);
        ThresholdBookFile.write(
                file, new ThresholdBook("ab".repeat(32), "bracket", fresh.model(), List.of()));
        byte[] before = Files.readAllBytes(file);
        Cli run = Cli.run("thresholds", "--model", own, "--nok", "2", "--reason", "r");
        assertEquals(ExitCode.BAD_MODEL.code(), run.code());
        assertTrue(run.err().contains(file + ": thresholds of the model abab"), run.err());
        assertArrayEquals(before, Files.readAllBytes(file));
    }
}
