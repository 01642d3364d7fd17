package org.lacuna.headless;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The commands that look at and change what a model has learned. */
class LearnTest {
    @TempDir static Path shared;
    private static Path data;
    private static Path model;

    @TempDir Path temp;

    @BeforeAll
    static void trainOnce() {
        data = SmallDataSet.make(shared.resolve("data"));
        model = shared.resolve("bracket.lacuna");
        Cli trained =
                Cli.run(
                        "train",
                        "--data",
                        data,
                        "--out",
                        model,
                        "--rgb-extractor",
                        "filter-bank-1",
                        "--metric",
                        "cosine");
        assertEquals(0, trained.code(), trained.err());
    }

    private static Cli learn(Path out, Object... more) {
        List<Object> args =
                new java.util.ArrayList<>(
                        List.of("learn", "--model", model, "--data", data, "--out", out));
        args.addAll(List.of(more));
        return Cli.run(args.toArray());
    }

    @Test
    void learnThenForget_isSeenInTheModel() throws Exception {
        Path learned = temp.resolve("learned.lacuna");
        byte[] before = Files.readAllBytes(model);
        Cli dry = learn(learned, "--dry-run");
        assertEquals(0, dry.code(), dry.err());
        assertTrue(dry.out().contains("nothing was written"), dry.out());
        assertFalse(Files.exists(learned));
        Cli nowhere = Cli.run("learn", "--model", model, "--data", data, "--dry-run");
        assertEquals(0, nowhere.code(), nowhere.err());
        assertEquals(dry.out(), nowhere.out());
        Cli run = learn(learned);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("thresholds stay as trained"), run.out());
        assertArrayEquals(before, Files.readAllBytes(model));
        String part = SmallDataSet.KIND + "/test/good/";
        assertTrue(run.out().contains(part), run.out());
        Cli info = Cli.run("info", learned);
        assertTrue(info.out().contains("learned       " + part), info.out());
        assertTrue(info.out().contains("cosine"), info.out());
        String first =
                info.lines().stream()
                        .filter(l -> l.contains("learned       " + part) && !l.contains(": 0 ent"))
                        .map(l -> l.replaceAll(".*learned +([^:]+):.*", "$1"))
                        .findFirst()
                        .orElseThrow();
        Path forgot = temp.resolve("forgot.lacuna");
        Cli forget = Cli.run("forget", "--model", learned, "--part", first, "--out", forgot);
        assertEquals(0, forget.code(), forget.err());
        assertTrue(Cli.run("info", forgot).out().contains("forgotten     " + first), forget.out());
        Cli again = Cli.run("forget", "--model", forgot, "--part", first, "--out", forgot);
        assertEquals(12, again.code(), again.err());
        assertTrue(again.err().contains("no memory bank of the model has an entry"), again.err());
    }

    @Test
    void withoutOut_onlyADryRun() {
        Cli learn = Cli.run("learn", "--model", model, "--data", data);
        assertEquals(ExitCode.USAGE.code(), learn.code());
        assertTrue(learn.err().contains("Missing required option: '--out=MODEL2'"), learn.err());
        Cli forget = Cli.run("forget", "--model", model, "--part", "a/test/good/0");
        assertEquals(ExitCode.USAGE.code(), forget.code());
        assertTrue(forget.err().contains("Missing required option: '--out=MODEL2'"), forget.err());
    }

    @Test
    void limits_areCheckedObeyedAndKept() {
        Path out = temp.resolve("limited.lacuna");
        Cli run = learn(out, "--tolerance", "0.125", "--max-entries", "3");
        assertEquals(0, run.code(), run.err());
        String info = Cli.run("info", out).out();
        assertTrue(info.contains(", tolerance 0.125, at most 3 a bank"), info);
        // Two banks, so no part adds more than six.
        info.lines()
                .filter(l -> l.contains("entries added"))
                .map(l -> l.replaceAll(".*: (\\d+) entries added.*", "$1"))
                .forEach(n -> assertTrue(Integer.parseInt(n) <= 6, n));
        assertLimit("--tolerance", "-0.5", "-0.5, expected 0..1000");
        assertLimit("--tolerance", "NaN", "NaN, expected 0..1000");
        assertLimit("--tolerance", "half", "'half'");
        assertLimit("--max-entries", "-1", "-1, expected 0..1048576");
        assertLimit("--max-entries", "2.5", "'2.5' is no whole number");
    }

    private static void assertLimit(String option, String value, String message) {
        Cli run = Cli.run("learn", "--model", model, "--data", data, "--dry-run", option, value);
        assertEquals(ExitCode.USAGE.code(), run.code(), run.err());
        assertTrue(run.err().contains(option) && run.err().contains(message), run.err());
    }

    @Test
    void defects_areRefusedUnlessAccepted() throws Exception {
        Path out = temp.resolve("m.lacuna");
        String defect;
        try (var folders = Files.list(data.resolve(SmallDataSet.KIND).resolve("test"))) {
            defect =
                    folders.map(f -> f.getFileName().toString())
                            .filter(f -> !f.equals("good"))
                            .sorted()
                            .findFirst()
                            .orElseThrow();
        }
        String id;
        try (var parts = Files.list(data.resolve(SmallDataSet.KIND + "/test/" + defect + "/rgb"))) {
            String file = parts.sorted().findFirst().orElseThrow().getFileName().toString();
            id = defect + "/" + file.substring(0, file.indexOf('.'));
        }
        Cli refused = learn(out, "--part", id);
        assertEquals(ExitCode.USAGE.code(), refused.code());
        assertTrue(refused.err().contains("is labelled '" + defect + "'"), refused.err());
        assertFalse(Files.exists(out));
        Cli accepted = learn(out, "--part", id, "--accept");
        assertEquals(0, accepted.code(), accepted.err());
        assertTrue(Files.exists(out));
        Cli unknown = learn(out, "--part", "nobody");
        assertEquals(11, unknown.code(), unknown.err());
        assertTrue(unknown.err().contains("0 parts 'nobody' in the split 'test'"), unknown.err());
    }

    @Test
    void bank_isExportedAndDescribed() throws Exception {
        Path file = temp.resolve("rgb.bank");
        Cli export =
                Cli.run("bank", "export", "--model", model, "--modality", "rgb", "--out", file);
        assertEquals(0, export.code(), export.err());
        Cli info = Cli.run("bank", "info", file);
        assertEquals(0, info.code(), info.err());
        assertTrue(info.out().startsWith("metric        cosine\n"), info.out());
        assertTrue(info.out().contains(SmallDataSet.KIND + "/train/good/"), info.out());
        assertTrue(Cli.run("info", file).out().contains("memory bank\n"));
        Path notes = Files.writeString(temp.resolve("notes"), "mine");
        Cli kept = Cli.run("bank", "export", "--model", model, "--modality", "xyz", "--out", notes);
        assertEquals(ExitCode.USAGE.code(), kept.code());
        assertEquals("mine", Files.readString(notes));
        Cli wrong = Cli.run("bank", "info", notes);
        assertEquals(12, wrong.code());
        assertTrue(wrong.err().contains("LACUNAMB"), wrong.err());
    }
}
