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
