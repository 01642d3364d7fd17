package org.lacuna.headless;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.InspectionSink;
import org.lacuna.headless.internal.Cancellation;
import org.lacuna.headless.internal.Console;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The whole way on a small data set: synthesize, train, inspect, evaluate. */
class EndToEndTest {
    private static final String KIND = SmallDataSet.KIND;

    @TempDir static Path shared;
    private static Path data;
    private static Path model;

    @TempDir Path temp;

    @BeforeAll
    static void trainOnce() {
        data = SmallDataSet.make(shared.resolve("data"));
        model = shared.resolve("bracket.lacuna");
        Cli trained = Cli.run("train", "--data", data, "--out", model, "--seed", 3);
        assertEquals(0, trained.code(), trained.err());
    }

    /** Relative path to content of every file. */
    private static Map<String, ByteBuffer> files(Path folder) throws Exception {
        Map<String, ByteBuffer> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path p : walk.filter(Files::isRegularFile).toList()) {
                files.put(
                        folder.relativize(p).toString().replace('\\', '/'),
                        ByteBuffer.wrap(Files.readAllBytes(p)));
            }
        }
        return files;
    }

    private static List<JsonObject> verdicts(String lines) {
        return lines.lines().map(l -> JsonParser.parseString(l).getAsJsonObject()).toList();
    }

    private static String text(JsonObject json, String name) {
        return json.get(name).getAsString();
    }

    @Test
    void synthesize_sameSeed_sameFilesForAnyThreads() throws Exception {
        Map<String, ByteBuffer> first = files(data);
        for (int threads : new int[] {1, 2}) {
            Path again = temp.resolve("again" + threads);
            SmallDataSet.make(again, "--threads", threads);
            Map<String, ByteBuffer> second = files(again);
            // The run record holds the time.
            first.remove("run.json");
            second.remove("run.json");
            assertEquals(first, second);
        }
        assertTrue(first.containsKey(KIND + "/train/good/rgb/003.png"), first.keySet().toString());
        assertTrue(first.containsKey(KIND + "/train/good/xyz/003.tiff"));
    }

    @Test
    void train_sameSeed_sameBytesForAnyThreads() throws Exception {
        byte[] first = Files.readAllBytes(model);
        for (int threads : new int[] {1, 2}) {
            Path again = temp.resolve(threads + ".lacuna");
            Cli run =
                    Cli.run(
                            "train",
                            "--data",
                            data,
                            "--out",
                            again,
                            "--seed",
                            3,
                            "--threads",
                            threads);
            assertEquals(0, run.code(), run.err());
            assertArrayEquals(first, Files.readAllBytes(again));
        }
    }

    @Test
    void train_anotherSeed_anotherModel() throws Exception {
        Path other = temp.resolve("other.lacuna");
        assertEquals(0, Cli.run("train", "--data", data, "--out", other, "--seed", 4).code());
        assertFalse(java.util.Arrays.equals(Files.readAllBytes(model), Files.readAllBytes(other)));
    }

    @Test
    void train_overAModel_replacesItAndTellsWhatWasLearned() throws Exception {
        Path out = temp.resolve("m.lacuna");
        assertEquals(0, Cli.run("train", "--data", data, "--out", out, "--seed", 4).code());
        Cli run = Cli.run("train", "--data", data, "--out", out, "--seed", 3, "--timings");
        assertEquals(0, run.code(), run.err());
        assertArrayEquals(Files.readAllBytes(model), Files.readAllBytes(out));
        assertTrue(run.err().contains("needs about"), run.err());
        assertTrue(run.err().contains("seconds"), run.err());
        for (String word :
                List.of(KIND, "RGB+3D", "4 good parts", "embedded-rgb-1", "review above", "seed")) {
            assertTrue(run.out().contains(word), word + " in " + run.out());
        }
    }

    @Test
    void inspect_writesWhatItPrints() throws Exception {
        Path out = temp.resolve("out");
        Cli run = Cli.run("inspect", "--model", model, "--data", data, "--out", out, "--timings");
        List<JsonObject> lines = verdicts(run.out());
        assertEquals(Files.readString(out.resolve("verdicts.jsonl")), run.out());
        List<String> expected = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(data.resolve(KIND + "/test"))) {
            walk.filter(p -> p.getParent().endsWith("rgb"))
                    .map(
                            p ->
                                    p.getParent().getParent().getFileName()
                                            + "/"
                                            + p.getFileName().toString().replace(".png", ""))
                    .sorted()
                    .forEach(expected::add);
        }
        assertTrue(expected.size() > 4);
        assertEquals(
                expected,
                lines.stream().map(l -> text(l, "defect") + "/" + text(l, "id")).toList());

        List<String> scores = Files.readAllLines(out.resolve("scores.csv"));
        assertEquals("category,defect,id,score", scores.getFirst());
        int worst = 0;
        for (int i = 0; i < lines.size(); i++) {
            JsonObject line = lines.get(i);
            String where = KIND + "/" + text(line, "defect") + "/" + text(line, "id");
            assertEquals(where.replace('/', ',') + "," + text(line, "score"), scores.get(i + 1));
            assertEquals(where + ".tiff", text(line, "map"));
            assertTrue(
                    Files.size(out.resolve(where + ".tiff"))
                            >= 4L * SmallDataSet.SIDE * SmallDataSet.SIDE);
            assertEquals("rgb+xyz", text(line, "modalities"));
            worst =
                    Math.max(
                            worst,
                            text(line, "verdict").equals("NOK")
                                    ? 2
                                    : text(line, "verdict").equals("REVIEW") ? 1 : 0);
        }
        if (worst > 0) {
            assertEquals(worst == 2 ? 1 : 2, run.code());
        } else {
            assertTrue(run.code() == 0 || run.code() == 3, "code " + run.code());
        }
        assertTrue(run.err().contains("search-rgb"), run.err());
        assertTrue(run.err().contains(lines.size() + " parts: "), run.err());
        JsonObject record =
                JsonParser.parseString(Files.readString(out.resolve("run.json"))).getAsJsonObject();
        assertEquals("inspect", text(record, "command"));
        assertEquals(text(lines.getFirst(), "model"), text(record, "model_id"));
    }

    @Test
    void inspect_anyThreads_sameBytes() throws Exception {
        List<Map<String, ByteBuffer>> results = new ArrayList<>();
        for (int threads : new int[] {1, 2}) {
            Path out = temp.resolve("out" + threads);
            Cli.run(
                    "inspect",
                    "--model",
                    model,
                    "--data",
                    data,
                    "--out",
                    out,
                    "--threads",
                    threads);
            Map<String, ByteBuffer> files = files(out);
            // These two hold times.
            files.remove("run.json");
            files.remove("verdicts.jsonl");
            results.add(files);
        }
        assertTrue(results.getFirst().containsKey("scores.csv"));
        assertTrue(results.getFirst().size() > 4);
        assertEquals(results.get(0), results.get(1));
    }

    @ParameterizedTest
    @CsvSource({"rgb, xyz", "xyz, rgb"})
    void inspect_lostModality_isSaidAndNeverCode0(String kept, String lost) {
        Cli run =
                Cli.run(
                        "inspect",
                        "--model",
                        model,
                        "--data",
                        data,
                        "--modalities",
                        kept,
                        "--out",
                        temp.resolve("out"));
        assertTrue(run.code() >= 1 && run.code() <= 3, "code " + run.code());
        for (JsonObject line : verdicts(run.out())) {
            if (!text(line, "verdict").equals("NOT_INSPECTED")) {
                assertEquals(kept, text(line, "modalities"));
            }
            assertEquals(
                    "absent", text(line.getAsJsonObject("status").getAsJsonObject(lost), "state"));
        }
    }

    @Test
    void inspect_files_givesTheVerdictOfTheDataSet() {
        Path test = data.resolve(KIND + "/test/good");
        Cli all = Cli.run("inspect", "--model", model, "--data", data, "--out", temp.resolve("a"));
        Cli one =
                Cli.run(
                        "inspect",
                        "--model",
                        model,
                        test.resolve("rgb/000.png"),
                        test.resolve("xyz/000.tiff"),
                        "--out",
                        temp.resolve("b"));
        assertEquals(1, one.lines().size(), one.out());
        JsonObject line = verdicts(one.out()).getFirst();
        JsonObject same =
                verdicts(all.out()).stream()
                        .filter(
                                l ->
                                        text(l, "defect").equals("good")
                                                && text(l, "id").equals("000"))
                        .findFirst()
                        .orElseThrow();
        for (String member : List.of("category", "verdict", "score", "p_value", "modalities")) {
            assertEquals(same.get(member), line.get(member), member);
        }
    }

    @Test
    void inspect_sinks_getEveryPart() {
        List<String> seen = new ArrayList<>();
        InspectionSink sink = (source, inspection) -> seen.add(inspection.id().toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CommandLineApp.run(
                new String[] {
                    "inspect",
                    "--model",
                    model.toString(),
                    "--data",
                    data.toString(),
                    "--out",
                    temp.resolve("out").toString()
                },
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                Services.embedded().plus(List.of(), List.of(), List.of(sink)));
        assertEquals(
                verdicts(out.toString(StandardCharsets.UTF_8)).stream()
                        .map(l -> KIND + "/" + text(l, "defect") + "/" + text(l, "id"))
                        .toList(),
                seen);
    }

    @Test
    void inspect_closedStandardOutput_isCode13AndNoResult() {
        PrintStream closed =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8) {
                    @Override
                    public boolean checkError() {
                        return true;
                    }
                };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                CommandLineApp.run(
                        new String[] {
                            "inspect",
                            "--model",
                            model.toString(),
                            "--data",
                            data.toString(),
                            "--out",
                            temp.resolve("out").toString()
                        },
                        closed,
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Services.embedded());
        assertEquals(ExitCode.IO.code(), code);
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("standard output"));
        assertFalse(Files.exists(temp.resolve("out")));
    }

    @Test
    void train_cancelled_endsWithinASecondAndLeavesNothing() throws Exception {
        Cancellation cancellation = new Cancellation();
        Path out = temp.resolve("big.lacuna");
        PrintStream none =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        CommandLineApp app =
                new CommandLineApp(
                        Services::embedded, new Console(none, none, false), cancellation);
        int[] code = new int[1];
        Thread worker =
                new Thread(
                        () ->
                                code[0] =
                                        app.run(
                                                "demo",
                                                "--out",
                                                out.toString(),
                                                "--size",
                                                "256",
                                                "--parts",
                                                "40"));
        worker.start();
        Thread.sleep(700);
        long begin = System.nanoTime();
        cancellation.cancel();
        worker.join();
        double seconds = (System.nanoTime() - begin) / 1e9;
        assertEquals(ExitCode.CANCELLED.code(), code[0]);
        assertTrue(seconds < 1, "took " + seconds + " s");
        assertFalse(Files.exists(out));
    }

    @Test
    void evaluate_writesTableFiguresReportAndMaps() throws Exception {
        Path out = temp.resolve("out");
        Cli run = Cli.run("evaluate", "--data", data, "--seed", 3, "--out", out, "--timings");
        assertEquals(0, run.code(), run.err());
        JsonArray rows =
                JsonParser.parseString(Files.readString(out.resolve("metrics.json")))
                        .getAsJsonArray();
        List<String> keys = new ArrayList<>();
        for (JsonElement row : rows) {
            JsonObject r = row.getAsJsonObject();
            keys.add(text(r, "category") + " " + text(r, "modalities"));
            for (String figure :
                    List.of("i_auroc", "p_auroc", "aupro_30", "aupro_05", "aupro_01")) {
                double value = r.get(figure).getAsDouble();
                assertTrue(value >= 0 && value <= 1, figure + " " + value);
            }
            assertTrue(r.get("parts_per_second").getAsDouble() > 0);
        }
        assertEquals(
                List.of(
                        KIND + " rgb+xyz",
                        "mean rgb+xyz",
                        KIND + " rgb",
                        "mean rgb",
                        KIND + " xyz",
                        "mean xyz"),
                keys);
        Cli inspected =
                Cli.run("inspect", "--model", model, "--data", data, "--out", temp.resolve("i"));
        assertTrue(inspected.code() < 10, inspected.err());
        // evaluate trains and inspects as train and inspect do.
        assertArrayEquals(
                Files.readAllBytes(model),
                Files.readAllBytes(out.resolve("models/" + KIND + ".lacuna")));
        assertEquals(
                Files.readString(temp.resolve("i/scores.csv")),
                Files.readString(out.resolve("rgb+xyz/scores.csv")));
        for (String setting : List.of("rgb+xyz", "rgb", "xyz")) {
            assertTrue(Files.exists(out.resolve(setting + "/" + KIND + "/good/000.tiff")));
        }
        String html = Files.readString(out.resolve("report.html"));
        assertTrue(html.contains(KIND));
        assertFalse(html.matches("(?s).*(src|href)=\"(https?:)?//.*"), "report loads from outside");
        assertTrue(run.out().contains("AUPRO"), run.out());
        assertTrue(run.err().contains("median ms"), run.err());
    }

    @Test
    void evaluate_oneModalityInTheData_measuresThatSetting() throws Exception {
        Path rgbOnly = temp.resolve("data/" + KIND);
        TestFiles.copy(data.resolve(KIND), rgbOnly);
        try (Stream<Path> walk = Files.walk(rgbOnly)) {
            for (Path p : walk.filter(p -> p.getParent().endsWith("xyz")).toList()) {
                Files.delete(p);
            }
        }
        try (Stream<Path> walk = Files.walk(rgbOnly)) {
            for (Path p : walk.filter(p -> p.endsWith("xyz")).toList()) {
                Files.delete(p);
            }
        }
        Path out = temp.resolve("out");
        Cli run = Cli.run("evaluate", "--data", rgbOnly, "--out", out, "--quiet");
        assertEquals(0, run.code(), run.err());
        assertEquals("", run.err());
        assertTrue(Files.exists(out.resolve("rgb/scores.csv")));
        assertFalse(Files.exists(out.resolve("rgb+xyz")));
        assertFalse(Files.exists(out.resolve("xyz")));
    }

    @Test
    void evaluate_again_replacesItsOwnResults() throws Exception {
        Path out = temp.resolve("out");
        assertEquals(0, Cli.run("evaluate", "--data", data, "--out", out).code());
        Files.writeString(out.resolve("notes.txt"), "mine");
        Cli run = Cli.run("evaluate", "--data", data, "--out", out, "--modalities", "xyz");
        assertEquals(0, run.code(), run.err());
        assertFalse(Files.exists(out.resolve("rgb")), "results of the earlier run are left");
        assertTrue(Files.exists(out.resolve("xyz/scores.csv")));
        assertEquals("mine", Files.readString(out.resolve("notes.txt")));
    }

    @Test
    void info_describesEveryKindOfFile() {
        Path out = temp.resolve("out");
        Cli.run("inspect", "--model", model, "--data", data, "--out", out);
        Path figures = temp.resolve("evaluation");
        Cli.run("evaluate", "--data", data, "--out", figures, "--modalities", "rgb");
        Path test = data.resolve(KIND + "/test/good");
        Cli run =
                Cli.run(
                        "info",
                        model,
                        figures,
                        data,
                        data.resolve(KIND),
                        out,
                        test.resolve("rgb/000.png"),
                        test.resolve("xyz/000.tiff"));
        assertEquals(0, run.code(), run.err());
        for (String word :
                List.of(
                        "inspection model",
                        "data set",
                        "result folder",
                        "results of an evaluation",
                        "128 x 128",
                        "valid",
                        "mm")) {
            assertTrue(run.out().contains(word), word + " in " + run.out());
        }
    }

    @Test
    void demo_showsTheWholeWayAndUsesItsDataAgain() throws Exception {
        Path out = temp.resolve("demo");
        Object[] args = {"demo", "--out", out, "--size", 96, "--parts", 4, "--category", KIND};
        Cli first = Cli.run(args);
        assertEquals(0, first.code(), first.err());
        assertTrue(first.out().contains("AUPRO"), first.out());
        assertTrue(first.out().contains("./lacuna ui " + out.resolve("results")), first.out());
        assertTrue(Files.exists(out.resolve("results/report.html")));
        Map<String, ByteBuffer> made = files(out.resolve("data"));
        Cli second = Cli.run(args);
        assertEquals(0, second.code(), second.err());
        assertTrue(second.err().contains("again"), second.err());
        assertEquals(made, files(out.resolve("data")));
        args[4] = 100;
        Cli third = Cli.run(args);
        assertEquals(0, third.code(), third.err());
        assertFalse(third.err().contains("again"), third.err());
        assertFalse(made.equals(files(out.resolve("data"))));
    }
}
