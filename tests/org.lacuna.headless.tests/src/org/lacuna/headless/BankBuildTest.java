package org.lacuna.headless;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.Modality;
import org.lacuna.headless.internal.Cancellation;
import org.lacuna.headless.internal.Console;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.ModelFile;
import org.lacuna.memorybank.BankFile;
import org.lacuna.memorybank.FeatureFile;
import org.lacuna.memorybank.MemoryBank;
import org.lacuna.memorybank.ProjectionRule;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Memory banks by way of a feature file. */
class BankBuildTest {
    @TempDir static Path shared;
    private static Path data;
    private static Path model;
    private static Path features;

    @TempDir Path temp;

    @BeforeAll
    static void writeOnce() {
        data = SmallDataSet.make(shared.resolve("data"));
        model = shared.resolve("bracket.lacuna");
        sound(
                "train",
                "--data",
                data,
                "--out",
                model,
                "--rgb-extractor",
                "filter-bank-1",
                "--rgb-projection",
                "ratio:2");
        features = shared.resolve("rgb.lfv");
        Cli written = features(features, "--model", model);
        assertEquals(0, written.code(), written.err());
        assertTrue(written.out().startsWith("extractor     filter-bank-1\n"), written.out());
    }

    private static Cli sound(Object... args) {
        Cli run = Cli.run(args);
        assertEquals(0, run.code(), run.err());
        return run;
    }

    private static Cli features(Path out, Object... more) {
        List<Object> args =
                new ArrayList<>(List.of("bank", "features", "--data", data, "--out", out));
        if (!List.of(more).contains("--modality")) {
            args.addAll(List.of("--modality", "rgb"));
        }
        args.addAll(List.of(more));
        return Cli.run(args.toArray());
    }

    private static Cli build(Path from, Path out, Object... more) {
        List<Object> args =
                new ArrayList<>(List.of("bank", "build", "--features", from, "--out", out));
        args.addAll(List.of(more));
        return Cli.run(args.toArray());
    }

    @Test
    void features_areThoseThatTrainingTakes() throws Exception {
        var banks = ModelFile.read(model).banks();
        Path xyz = temp.resolve("xyz.lfv");
        assertEquals(0, features(xyz, "--modality", "xyz").code());
        for (Modality m : Modality.values()) {
            try (FeatureFile rows = FeatureFile.open(m == Modality.RGB ? features : xyz)) {
                assertEquals(banks.get(m).trainingVectors(), rows.count());
                assertEquals(banks.get(m).bank().inputDim(), rows.dim());
            }
        }
        Path named = temp.resolve("named.lfv");
        assertEquals(0, features(named, "--extractor", "filter-bank-1", "--threads", 1).code());
        assertArrayEquals(Files.readAllBytes(features), Files.readAllBytes(named));
        String info = sound("info", features).out();
        assertTrue(info.contains("feature file\n  rows          "), info);
    }

    @Test
    void build_makesABankThatCanBeRead() throws Exception {
        Path bank = temp.resolve("rgb.bank");
        Cli run = build(features, bank, "--entries", 50, "--metric", "cosine");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.err().contains("lacuna: a memory bank of "), run.err());
        assertTrue(run.err().contains("lacuna: Whitening"), run.err());
        assertTrue(run.out().contains("covers within "), run.out());
        String info = sound("bank", "info", bank).out();
        assertTrue(info.startsWith("metric        cosine\n"), info);
        assertTrue(info.contains("entries       50, may learn up to 2048"), info);
        assertTrue(info.contains("come from     0 parts"), info);
        Path again = temp.resolve("again.bank");
        Cli tight =
                build(
                        features,
                        again,
                        "--entries",
                        50,
                        "--metric",
                        "cosine",
                        "--max-memory",
                        48,
                        "--threads",
                        1,
                        "--quiet");
        assertEquals("", tight.err());
        assertArrayEquals(Files.readAllBytes(bank), Files.readAllBytes(again));
        assertEquals(0, build(features, again, "--entries", 50, "--seed", 2, "--quiet").code());
        assertTrue(!Arrays.equals(Files.readAllBytes(bank), Files.readAllBytes(again)));
    }

    @Test
    void build_choosesTheNumberItself_andTakesBatches() {
        Path bank = temp.resolve("rgb.bank");
        for (Object[] more : new Object[][] {{"--quiet"}, {"--quiet", "--mini-batch"}}) {
            Cli run = build(features, bank, more);
            assertEquals(0, run.code(), run.err());
            int entries = Integer.parseInt(run.out().replaceAll("(?s).*entries +(\\d+),.*", "$1"));
            assertTrue(entries >= 256 && entries <= 2048, run.out());
        }
    }

    @Test
    void train_projectsAsAsked_andSaysSo() throws Exception {
        InspectionModel trained = ModelFile.read(model);
        assertEquals(ProjectionRule.ratio(2), trained.parameters().rgb().bank().projection());
        MemoryBank rgb = trained.banks().get(Modality.RGB).bank();
        assertEquals(Math.ceilDiv(rgb.inputDim(), 2), rgb.entryDim());
        assertEquals(ProjectionRule.defaultRule(), trained.parameters().xyz().bank().projection());
        double distortion = trained.banks().get(Modality.RGB).distortion();
        String info = sound("info", model).out();
        assertTrue(
                info.contains(String.format(Locale.ROOT, "ratio:2, distortion %.3f", distortion)),
                info);
    }

    @Test
    void build_keepsTheBoundOfDistortion() throws Exception {
        Path bank = temp.resolve("rgb.bank");
        Cli run =
                build(features, bank, "--entries", 50, "--projection", "distortion:0.1", "--quiet");
        assertEquals(0, run.code(), run.err());
        Matcher line =
                Pattern.compile("projection +distortion:0.1, distortion (0.\\d+)\n")
                        .matcher(run.out());
        assertTrue(line.find(), run.out());
        double distortion = Double.parseDouble(line.group(1));
        assertTrue(distortion > 0.08 && distortion <= 0.1, run.out());
        MemoryBank projected = BankFile.open(bank);
        assertTrue(projected.entryDim() < projected.inputDim(), run.out());
        Cli whole = build(features, bank, "--entries", 50, "--projection", "none", "--quiet");
        assertTrue(whole.out().contains("projection    none\n"), whole.out());
        assertEquals(projected.inputDim(), BankFile.open(bank).entryDim());
    }

    @Test
    void badFiles_areToldOf() throws Exception {
        Path out = temp.resolve("out.bank");
        Path text = Files.writeString(temp.resolve("text"), "x".repeat(200));
        assertError(11, build(text, out), "text: another kind of file, expected a feature file");
        byte[] sound = Files.readAllBytes(features);
        Path cut = Files.write(temp.resolve("cut"), Arrays.copyOf(sound, sound.length / 2));
        assertError(11, build(cut, out), "the file is cut off or damaged");
        byte[] altered = sound.clone();
        altered[5000] ^= 1;
        Path flipped = Files.write(temp.resolve("flipped"), altered);
        assertError(
                11, build(flipped, out), "that were altered, expected what their checksum says");
        Path none = temp.resolve("none");
        FeatureFile.write(none, 3, w -> {});
        assertError(11, build(none, out), "none: no rows, expected at least one");
        assertError(13, build(temp.resolve("gone"), out), "no such file");
        assertTrue(Files.notExists(out));
        assertError(10, build(features, text), "is no memory bank");
        assertError(10, features(text), "is no feature file");
        assertEquals("x".repeat(200), Files.readString(text));
    }

    @Test
    void badOptions_areToldOf() throws Exception {
        Path out = temp.resolve("out");
        assertError(10, build(features, out, "--entries", 0), "0, expected 1..1048576");
        assertError(10, build(features, out, "--max-memory", 0), "0, expected 1..");
        assertError(10, build(features, out, "--max-memory", 2_000_000_000), "-Xmx");
        assertError(11, build(features, out, "--max-memory", 1), " MiB, expected at most 1; allow");
        assertError(10, features(out, "--model", model, "--extractor", "x"), "exclude each other");
        assertError(10, features(out, "--extractor", "x"), "Unknown extractor 'x' for RGB");
        assertError(10, features(out, "--modality", "depth"), "'depth', expected rgb or xyz");
        assertError(10, Cli.run("bank"), "export, info, features or build");
        try (Stream<Path> left = Files.list(temp)) {
            assertEquals(0, left.count());
        }
    }

    private static void assertError(int code, Cli run, String message) {
        assertEquals(code, run.code(), run.err());
        assertEquals(1, run.errors().size(), run.err());
        assertTrue(run.errors().getFirst().contains(message), run.err());
    }

    @Test
    void cancelled_leavesNothing() throws Exception {
        String bank = temp.resolve("b").toString();
        String rows = temp.resolve("f").toString();
        assertEquals(14, cancelled("bank", "build", "--features", features + "", "--out", bank));
        assertEquals(
                14,
                cancelled(
                        "bank",
                        "features",
                        "--data",
                        data + "",
                        "--modality",
                        "rgb",
                        "--extractor",
                        "filter-bank-1",
                        "--out",
                        rows));
        try (Stream<Path> left = Files.list(temp)) {
            assertEquals(0, left.count());
        }
    }

    private static int cancelled(String... args) {
        PrintStream nowhere =
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        return new CommandLineApp(
                        Services::embedded, new Console(nowhere, nowhere, false), cancellation)
                .run(args);
    }
}
