package org.lacuna.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.headless.internal.Cancellation;
import org.lacuna.headless.internal.Console;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code lacuna tune}, and {@code lacuna train} with what it found. */
class TuneTest {
    @TempDir static Path shared;
    private static Path data;
    private static Path table;
    private static Cli tuned;

    @TempDir Path temp;

    @BeforeAll
    static void tuneOnce() throws Exception {
        data = SmallDataSet.make(shared.resolve("data"));
        // Who touches a test part meets a damaged one.
        Path tests = data.resolve(SmallDataSet.KIND + "/test/good/rgb/000.png");
        Files.writeString(tests, "no image");
        table = shared.resolve("tune.csv");
        // With this seed the points have small networks.
        tuned = tune(table, "--trials", 2, "--seed", 5);
        assertEquals(0, tuned.code(), tuned.err());
    }

    private static List<Object> arguments(Path out, Object... more) {
        List<Object> args =
                new ArrayList<>(
                        List.of(
                                "tune",
                                "--data",
                                data,
                                "--out",
                                out,
                                "--rgb-extractor",
                                "filter-bank-1"));
        args.addAll(List.of(more));
        return args;
    }

    private static Cli tune(Path out, Object... more) {
        return Cli.run(arguments(out, more).toArray());
    }

    @Test
    void tune_tellsEveryTrialAndWritesThemInOrder() throws Exception {
        List<String> rows = Files.readAllLines(table);
        assertEquals(
                "trial,stage,teacher_width,student_width,alpha,temperature,modality_dropout,seed,"
                        + "epochs,auroc_mean,auroc_rgb_xyz,auroc_rgb,auroc_xyz",
                rows.getFirst());
        assertTrue(rows.size() > 1 + 3 + 3, rows.toString());
        assertTrue(rows.get(1).startsWith("0,grid,32,32,0.3,5.0,0.3,5,"), rows.get(1));
        assertTrue(rows.getLast().contains(",repeat,"), rows.getLast());
        List<String> lines = tuned.lines();
        for (int i = 1; i < rows.size(); i++) {
            String[] cells = rows.get(i).split(",", -1);
            assertEquals(Integer.toString(i - 1), cells[0]);
            String[] shown = lines.get(i).strip().split(" +");
            assertEquals(cells[0], shown[0]);
            assertEquals(
                    String.format(Locale.ROOT, "%.3f", Double.parseDouble(cells[9])), shown[6]);
        }
    }

    @Test
    void tune_recommendsOptionsThatTrainTakes() throws Exception {
        List<String> lines = tuned.lines();
        String options =
                lines.stream()
                        .filter(l -> l.startsWith("  --teacher-width "))
                        .findFirst()
                        .orElseThrow();
        List<Object> args =
                new ArrayList<>(
                        List.of("train", "--data", data, "--rgb-extractor", "filter-bank-1"));
        args.addAll(List.of("--out", temp.resolve("m.lacuna")));
        args.addAll(List.of(options.strip().split(" ")));
        Cli run = Cli.run(args.toArray());
        assertEquals(0, run.code(), run.err());
        assertEquals(table.toString(), lines.getLast().replace("written to ", ""));
    }

    @Test
    void train_hyperparameters_makeAnotherModel() throws Exception {
        List<byte[]> models = new ArrayList<>();
        for (String alpha : List.of("0.3", "0.9")) {
            Path out = temp.resolve(alpha + ".lacuna");
            Cli run =
                    Cli.run(
                            "train",
                            "--data",
                            data,
                            "--out",
                            out,
                            "--alpha",
                            alpha,
                            "--rgb-extractor",
                            "filter-bank-1");
            assertEquals(0, run.code(), run.err());
            models.add(Files.readAllBytes(out));
        }
        assertFalse(java.util.Arrays.equals(models.get(0), models.get(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "--alpha, 10.5, 0..10",
        "--alpha, NaN, 0..10",
        "--temperature, 0, 0.1..100",
        "--teacher-width, 3, 4..1024",
        "--student-width, 1025, 4..1024",
        "--modality-dropout, 0.51, 0..0.5",
        "--trials, 0, 1..225 or 'all'",
        "--trials, many, 1..225 or 'all'"
    })
    void tune_valueOutOfRange_isAnErrorOfTheCommandLine(
            String option, String value, String expected) {
        Cli run = tune(temp.resolve("t.csv"), option, value);
        assertEquals(ExitCode.USAGE.code(), run.code());
        String error = run.errors().getFirst();
        assertTrue(error.contains("'" + option + "'"), error);
        assertTrue(error.contains("expected " + expected), error);
    }

    @Test
    void tune_outIsAnotherFile_isRefusedUnlessItIsATable() throws Exception {
        Path thesis = temp.resolve("thesis.csv");
        Files.writeString(thesis, "chapter,words\n");
        Cli run = tune(thesis);
        assertEquals(ExitCode.USAGE.code(), run.code());
        assertTrue(run.err().contains("is no table of trials"), run.err());
        assertEquals("chapter,words\n", Files.readString(thesis));
        Cli nothing = tune(table, "--no-distillation");
        assertEquals(ExitCode.USAGE.code(), nothing.code());
        assertTrue(nothing.err().contains("nothing to tune"), nothing.err());
    }

    @Test
    void tune_cancelled_leavesNoTable() {
        Path out = temp.resolve("t.csv");
        Cancellation cancellation = new Cancellation();
        OutputStream results =
                new ByteArrayOutputStream() {
                    @Override
                    public synchronized void write(byte[] bytes, int from, int length) {
                        super.write(bytes, from, length);
                        if (toString(StandardCharsets.UTF_8).lines().count() > 2) {
                            cancellation.cancel();
                        }
                    }
                };
        Console console =
                new Console(
                        new PrintStream(results, true, StandardCharsets.UTF_8),
                        new PrintStream(OutputStream.nullOutputStream(), true),
                        false);
        String[] args = arguments(out).stream().map(Object::toString).toArray(String[]::new);
        int code = new CommandLineApp(Services::embedded, console, cancellation).run(args);
        assertEquals(ExitCode.CANCELLED.code(), code);
        assertFalse(Files.exists(out));
    }
}
