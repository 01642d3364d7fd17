package org.lacuna.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Parts that are made incomplete: what is said of them, and what resilience measures. */
class DegradationTest {
    private static final String KIND = SmallDataSet.KIND;
    private static final String SOME = "30 % of the points removed, motion blur of 4 px (seed 5)";

    @TempDir static Path shared;
    private static Path data;
    private static Path model;

    @TempDir Path temp;

    @BeforeAll
    static void trainOnce() {
        data = SmallDataSet.make(shared.resolve("data"));
        model = shared.resolve("whole.lacuna");
        Cli trained =
                Cli.run("train", "--data", data, "--out", model, "--seed", 3, "--no-distillation");
        assertEquals(0, trained.code(), trained.err());
    }

    private static JsonObject run(Path folder) throws Exception {
        return JsonParser.parseString(Files.readString(folder.resolve("run.json")))
                .getAsJsonObject();
    }

    private static String line(Cli run, String start) {
        return run.lines().stream()
                .map(String::strip)
                .filter(l -> l.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void train_degradedParts_areNeitherHiddenNorTakenForTheOriginals() throws Exception {
        Path other = temp.resolve("degraded.lacuna");
        Object[] args = {
            "train",
            "--data",
            data,
            "--out",
            other,
            "--seed",
            3,
            "--no-distillation",
            "--drop-points",
            30,
            "--blur",
            4,
            "--degradation-seed",
            5
        };
        Cli trained = Cli.run(args);
        assertEquals(0, trained.code(), trained.err());
        Cli whole = Cli.run("info", model);
        Cli degraded = Cli.run("info", other);
        assertTrue(
                degraded.out().contains("note: trained on degraded parts: " + SOME),
                degraded.out());
        assertFalse(whole.out().contains("degraded parts"), whole.out());
        assertTrue(whole.out().contains("of the least sharp good part are blurred"), whole.out());
        assertNotEquals(line(whole, "data SHA-256"), line(degraded, "data SHA-256"));
        byte[] first = Files.readAllBytes(other);
        assertEquals(0, Cli.run(args).code());
        assertEquals(-1, java.util.Arrays.mismatch(first, Files.readAllBytes(other)));
    }

    @Test
    void inspect_degradedParts_sayWhatWasDone() throws Exception {
        Path out = temp.resolve("out");
        Cli whole =
                Cli.run("inspect", "--model", model, "--data", data, "--out", temp.resolve("w"));
        String[] outs = new String[2];
        for (int threads = 1; threads <= 2; threads++) {
            Cli run =
                    Cli.run(
                            "inspect",
                            "--model",
                            model,
                            "--data",
                            data,
                            "--out",
                            out,
                            "--threads",
                            threads,
                            "--drop-points",
                            30,
                            "--blur",
                            4,
                            "--degradation-seed",
                            5);
            assertTrue(run.code() < 10, run.err());
            assertTrue(
                    run.err().contains("the parts were degraded before inspection: " + SOME),
                    run.err());
            for (String line : run.lines()) {
                JsonObject verdict = JsonParser.parseString(line).getAsJsonObject();
                assertEquals(SOME, verdict.get("alteration").getAsString());
            }
            assertEquals(SOME, run(out).get("degradation").getAsString());
            outs[threads - 1] = Files.readString(out.resolve("scores.csv"));
        }
        assertEquals(outs[0], outs[1]);
        assertNotEquals(Files.readString(temp.resolve("w/scores.csv")), outs[0]);
        assertFalse(whole.out().contains("alteration"), whole.out());
        assertFalse(run(temp.resolve("w")).has("degradation"));
    }

    @Test
    void evaluate_degradesTestPartsAloneAndSaysSo() throws Exception {
        Path out = temp.resolve("out");
        Cli run =
                Cli.run(
                        "evaluate",
                        "--data",
                        data,
                        "--seed",
                        3,
                        "--no-distillation",
                        "--drop-points",
                        30,
                        "--blur",
                        4,
                        "--degradation-seed",
                        5,
                        "--out",
                        out);
        assertEquals(0, run.code(), run.err());
        // Training saw whole parts: it is the model of whole parts.
        assertEquals(
                -1,
                java.util.Arrays.mismatch(
                        Files.readAllBytes(model),
                        Files.readAllBytes(out.resolve("models/" + KIND + ".lacuna"))));
        assertTrue(run.out().contains("the test parts were degraded: " + SOME), run.out());
        assertEquals(SOME, run(out).get("degradation").getAsString());
        JsonArray rows =
                JsonParser.parseString(Files.readString(out.resolve("metrics.json")))
                        .getAsJsonArray();
        for (var row : rows) {
            assertEquals(SOME, row.getAsJsonObject().get("alteration").getAsString());
        }
        String html = Files.readString(out.resolve("report.html"));
        assertTrue(html.contains("Evaluation on degraded parts of data"));
        assertTrue(html.contains("altered before inspection: " + SOME));
        assertFalse(Files.exists(out.resolve("resilience.csv")));
        assertTrue(
                Files.readString(out.resolve("rgb/verdicts.jsonl"))
                        .contains("\"alteration\":\"" + SOME));
    }

    @Test
    void evaluate_resilience_measuresSettingsAndCurves() throws Exception {
        Path out = temp.resolve("out");
        Cli run = Cli.run("evaluate", "--data", data, "--seed", 3, "--resilience", "--out", out);
        assertEquals(0, run.code(), run.err());
        List<String> csv = Files.readAllLines(out.resolve("resilience.csv"));
        // A head; 3 settings with and without student; 7 + 5 + 5 + 7 levels; each with its mean.
        assertEquals(1 + 2 * (6 + 24), csv.size(), String.join("\n", csv));
        assertTrue(csv.stream().anyMatch(l -> l.startsWith(KIND + ",xyz,no,none,0.0,,")));
        assertTrue(csv.stream().anyMatch(l -> l.startsWith(KIND + ",rgb+xyz,yes,blur,32.0,px,")));
        assertTrue(
                csv.stream()
                        .anyMatch(
                                l ->
                                        l.startsWith(
                                                "mean,rgb+xyz,yes,points_and_over_exposure,90.0,%,")));
        JsonArray rows =
                JsonParser.parseString(Files.readString(out.resolve("metrics.json")))
                        .getAsJsonArray();
        assertEquals(6, rows.size(), "the rows are those of any evaluation");
        JsonObject first = rows.get(0).getAsJsonObject();
        JsonObject more = first.getAsJsonObject("resilience");
        assertEquals(7, more.getAsJsonArray("points").size());
        assertEquals(
                first.get("i_auroc"),
                more.getAsJsonArray("points").get(0).getAsJsonObject().get("i_auroc"));
        assertTrue(Files.readString(out.resolve("report.html")).contains("Modality resilience"));
        List<String> learning = Files.readAllLines(out.resolve("learning-curves.csv"));
        assertEquals("category,network,epoch,loss,measure,validation", learning.getFirst());
        assertTrue(learning.stream().anyMatch(l -> l.startsWith(KIND + ",student,1,")));
    }

    @ParameterizedTest
    @CsvSource({
        "--drop-points, 96, 0..95",
        "--blur, -1, 0..100",
        "--overexpose, many, a number such as 12.5"
    })
    void wrongValue_isNamedWithWhatIsExpected(String option, String value, String expected) {
        Cli run = Cli.run("train", "--data", data, "--out", temp.resolve("m"), option, value);
        assertEquals(10, run.code());
        assertEquals(1, run.errors().size(), run.err());
        String error = run.errors().getFirst();
        assertTrue(error.contains("'" + option + "'"), error);
        assertTrue(error.contains(value), error);
        assertTrue(error.contains("expected " + expected), error);
        assertFalse(Files.exists(temp.resolve("m")));
    }

    @Test
    void resilience_withOptionsThatItSetsItself_isRefused() {
        for (List<Object> option :
                List.<List<Object>>of(
                        List.of("--modalities", "rgb"), List.of("--overexpose", 10))) {
            Cli run =
                    Cli.run(
                            "evaluate",
                            "--data",
                            data,
                            "--out",
                            temp.resolve("out"),
                            "--resilience",
                            option.get(0),
                            option.get(1));
            assertEquals(10, run.code());
            assertTrue(run.err().contains(option.get(0).toString()), run.err());
        }
    }
}
