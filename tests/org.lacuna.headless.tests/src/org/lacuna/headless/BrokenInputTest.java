package org.lacuna.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a user gets for broken input: one clear line, the right exit code, no half result. */
class BrokenInputTest {
    private static final String KIND = "rubber-ring";
    private static final int SIDE = 128;

    @TempDir static Path shared;
    private static Path data;
    private static Path model;
    private static Path rgbModel;
    private static Path partRgb;
    private static Path partXyz;

    @TempDir Path temp;

    @BeforeAll
    static void makeSoundFiles() throws Exception {
        data = shared.resolve("data");
        sound("synthesize", "--out", data, "--size", SIDE, "--parts", 3, "--category", KIND);
        model = shared.resolve("ring.lacuna");
        sound("train", "--data", data, "--out", model);
        Path rgbOnly = shared.resolve("rgb-only/" + KIND);
        TestFiles.copy(data.resolve(KIND), rgbOnly);
        try (Stream<Path> walk = Files.walk(rgbOnly)) {
            for (Path p : walk.filter(p -> p.endsWith("xyz")).toList()) {
                delete(p);
            }
        }
        rgbModel = shared.resolve("rgb.lacuna");
        sound("train", "--data", rgbOnly, "--out", rgbModel);
        partRgb = data.resolve(KIND + "/test/good/rgb/000.png");
        partXyz = data.resolve(KIND + "/test/good/xyz/000.tiff");
    }

    private static void sound(Object... args) {
        Cli run = Cli.run(args);
        assertEquals(0, run.code(), run.err());
    }

    private static Object[] trainWithCheckpoint(Path folder, byte[] content) throws IOException {
        return new Object[] {
            "train",
            "--data",
            data,
            "--out",
            folder.resolve("m.lacuna"),
            "--checkpoint",
            TestFiles.write(folder.resolve("thesis.doc"), content)
        };
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> walk = Files.walk(tree)) {
            for (Path p : walk.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(p);
            }
        }
    }

    /** Makes the broken input under the folder and says how to call the program. */
    @FunctionalInterface
    private interface Setup {
        Object[] in(Path folder) throws Exception;
    }

    /**
     * @param name what is broken
     * @param setup makes it
     * @param code expected exit code
     * @param message words that the message must hold, in order
     */
    private record Case(String name, Setup setup, ExitCode code, String... message) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Object[] inspect(Object... more) {
        Object[] args = {"inspect", "--quiet", "--model", model, "--out", "OUT"};
        Object[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return all;
    }

    private static Object[] withModel(Path file) {
        return new Object[] {"inspect", "--model", file, "--out", "OUT", "--data", data};
    }

    /** A data set like the sound one, to break. */
    private static Path copy(Path folder) throws IOException {
        TestFiles.copy(data.resolve(KIND), folder.resolve(KIND));
        return folder.resolve(KIND);
    }

    /** Parts that cannot be read: reported as a verdict line, the run goes on. */
    static List<Case> damagedParts() {
        return List.of(
                new Case(
                        "truncated TIFF",
                        f ->
                                inspect(
                                        TestFiles.write(
                                                f.resolve("cut.tiff"),
                                                TestFiles.truncated(
                                                        Files.readAllBytes(partXyz), 0.6))),
                        ExitCode.BAD_INPUT,
                        "cut.tiff"),
                new Case(
                        "truncated PNG",
                        f ->
                                inspect(
                                        TestFiles.write(
                                                f.resolve("cut.png"),
                                                TestFiles.truncated(
                                                        Files.readAllBytes(partRgb), 0.6))),
                        ExitCode.BAD_INPUT,
                        "cut.png"),
                new Case(
                        "PNG with a flipped byte",
                        f -> {
                            byte[] png = Files.readAllBytes(partRgb);
                            png[png.length / 2] ^= 0x40;
                            return inspect(TestFiles.write(f.resolve("flip.png"), png));
                        },
                        ExitCode.BAD_INPUT,
                        "flip.png"),
                new Case(
                        "TIFF of one channel as scan",
                        f ->
                                inspect(
                                        TestFiles.write(
                                                f.resolve("one.tiff"),
                                                TestFiles.tiff(
                                                        SIDE, SIDE, 1, new float[SIDE * SIDE]))),
                        ExitCode.BAD_INPUT,
                        "one.tiff",
                        "1 ",
                        "expected",
                        "3"),
                new Case(
                        "TIFF of four channels as scan",
                        f ->
                                inspect(
                                        TestFiles.write(
                                                f.resolve("four.tiff"),
                                                TestFiles.tiff(
                                                        SIDE,
                                                        SIDE,
                                                        4,
                                                        new float[4 * SIDE * SIDE]))),
                        ExitCode.BAD_INPUT,
                        "four.tiff",
                        "4",
                        "expected",
                        "3"),
                new Case(
                        "TIFF header that claims 2^31 pixels",
                        f ->
                                inspect(
                                        TestFiles.write(
                                                f.resolve("huge.tiff"),
                                                TestFiles.tiff(1 << 16, 1 << 15, 3, new byte[8]))),
                        ExitCode.BAD_INPUT,
                        "huge.tiff",
                        "expected"),
                new Case(
                        "TIFF with fewer samples than its header says",
                        f ->
                                inspect(
                                        TestFiles.write(
                                                f.resolve("short.tiff"),
                                                TestFiles.tiff(SIDE, SIDE, 3, new byte[100]))),
                        ExitCode.BAD_INPUT,
                        "short.tiff"),
                new Case(
                        "empty TIFF",
                        f -> inspect(TestFiles.write(f.resolve("empty.tiff"), new byte[0])),
                        ExitCode.BAD_INPUT,
                        "empty.tiff"),
                new Case(
                        "text named PNG",
                        f ->
                                inspect(
                                        TestFiles.write(
                                                f.resolve("text.png"),
                                                "hello".getBytes(StandardCharsets.UTF_8))),
                        ExitCode.BAD_INPUT,
                        "text.png"),
                new Case(
                        "image and scan of different sizes",
                        f -> {
                            Path png =
                                    TestFiles.write(f.resolve("a.png"), TestFiles.png(SIDE, SIDE));
                            Path tiff =
                                    TestFiles.write(
                                            f.resolve("a.tiff"), TestFiles.plane(SIDE, SIDE / 2));
                            return inspect(png, tiff);
                        },
                        ExitCode.BAD_INPUT,
                        "128",
                        "64"),
                new Case(
                        "part from another sensor",
                        f ->
                                inspect(
                                        TestFiles.write(
                                                f.resolve("other.png"),
                                                TestFiles.png(3 * SIDE, 3 * SIDE))),
                        ExitCode.BAD_INPUT,
                        "384",
                        "expected",
                        "128"));
    }

    @ParameterizedTest
    @MethodSource("damagedParts")
    void damagedPart_isReportedAsNotInspected(Case broken) throws Exception {
        Path out = temp.resolve("out");
        long begin = System.nanoTime();
        Cli run = Cli.run(arguments(broken, out));
        double seconds = (System.nanoTime() - begin) / 1e9;
        show(broken, run);
        assertEquals(broken.code.code(), run.code(), run.err());
        assertEquals(1, run.lines().size(), run.out());
        String line = run.lines().getFirst();
        assertTrue(line.contains("\"verdict\":\"NOT_INSPECTED\""), line);
        assertInOrder(line, broken.message);
        assertEquals(
                List.of(
                        "lacuna: error: 1 of 1 parts could not be read and were not inspected; the"
                                + " reasons are in their verdict lines"),
                run.errors());
        // The result is complete: it says of the part what can be said.
        assertEquals(run.out(), Files.readString(out.resolve("verdicts.jsonl")));
        assertTrue(seconds < 2, "took " + seconds + " s");
    }

    /** Input that ends the run. */
    static List<Case> fatal() {
        return List.of(
                new Case(
                        "FILE of unknown type",
                        f ->
                                inspect(
                                        TestFiles.write(
                                                f.resolve("part.step"),
                                                "x".getBytes(StandardCharsets.UTF_8))),
                        ExitCode.BAD_INPUT,
                        "part.step"),
                new Case(
                        "two images of one part",
                        f ->
                                inspect(
                                        TestFiles.write(
                                                f.resolve("p.png"), TestFiles.png(SIDE, SIDE)),
                                        TestFiles.write(
                                                f.resolve("p.jpg"), TestFiles.png(SIDE, SIDE))),
                        ExitCode.BAD_INPUT,
                        "p.jpg",
                        "p.png"),
                new Case(
                        "FILE does not exist",
                        f -> inspect(f.resolve("gone.png")),
                        ExitCode.IO,
                        "gone.png",
                        "no such file"),
                new Case(
                        "data folder does not exist",
                        f -> inspect("--data", f.resolve("nowhere")),
                        ExitCode.IO,
                        "nowhere"),
                new Case(
                        "data folder is empty",
                        f -> inspect("--data", Files.createDirectories(f.resolve("nothing"))),
                        ExitCode.BAD_INPUT,
                        "nothing"),
                new Case(
                        "data folder in no known layout",
                        f -> {
                            TestFiles.write(f.resolve("photos/1.png"), TestFiles.png(8, 8));
                            return inspect("--data", f.resolve("photos"));
                        },
                        ExitCode.BAD_INPUT,
                        "photos"),
                new Case(
                        "data is a file",
                        f -> inspect("--data", partRgb),
                        ExitCode.BAD_INPUT,
                        "000.png"),
                new Case(
                        "unknown category",
                        f -> inspect("--data", data, "--category", "teapot"),
                        ExitCode.BAD_INPUT,
                        "teapot",
                        KIND),
                new Case(
                        "split without parts",
                        f -> {
                            delete(copy(f).resolve("validation"));
                            return inspect("--data", f.resolve(KIND), "--split", "validation");
                        },
                        ExitCode.BAD_INPUT,
                        "validation"),
                new Case(
                        "model does not exist",
                        f -> withModel(f.resolve("none.lacuna")),
                        ExitCode.IO,
                        "none.lacuna",
                        "no such file"),
                new Case(
                        "model is a folder in which none was promoted",
                        f -> withModel(data),
                        ExitCode.BAD_MODEL,
                        "data",
                        "no current model, expected one that was promoted"),
                new Case(
                        "model is empty",
                        f -> withModel(TestFiles.write(f.resolve("e.lacuna"), new byte[0])),
                        ExitCode.BAD_MODEL,
                        "e.lacuna",
                        "expected"),
                new Case("model is an image", f -> withModel(partRgb), ExitCode.BAD_MODEL, "png"),
                new Case(
                        "model cut off",
                        f ->
                                withModel(
                                        TestFiles.write(
                                                f.resolve("cut.lacuna"),
                                                TestFiles.truncated(
                                                        Files.readAllBytes(model), 0.9))),
                        ExitCode.BAD_MODEL,
                        "cut.lacuna",
                        "checksum"),
                new Case(
                        "model with a flipped byte",
                        f -> {
                            byte[] bytes = Files.readAllBytes(model);
                            bytes[bytes.length / 3] ^= 1;
                            return withModel(TestFiles.write(f.resolve("flip.lacuna"), bytes));
                        },
                        ExitCode.BAD_MODEL,
                        "flip.lacuna",
                        "checksum"),
                new Case(
                        "model of another version",
                        f -> {
                            byte[] bytes = Files.readAllBytes(model);
                            bytes[11] = 99;
                            return withModel(TestFiles.write(f.resolve("v99.lacuna"), bytes));
                        },
                        ExitCode.BAD_MODEL,
                        "v99.lacuna",
                        "99",
                        "expected"),
                new Case(
                        "model that does not know the modality",
                        f ->
                                new Object[] {
                                    "inspect",
                                    "--model",
                                    rgbModel,
                                    "--data",
                                    data,
                                    "--modalities",
                                    "xyz",
                                    "--out",
                                    "OUT"
                                },
                        ExitCode.BAD_MODEL,
                        "rgb.lacuna",
                        "RGB",
                        "3D"),
                new Case(
                        "training without good parts",
                        f -> {
                            delete(copy(f).resolve("train"));
                            return new Object[] {
                                "train", "--data", f.resolve(KIND), "--out", "OUT"
                            };
                        },
                        ExitCode.BAD_INPUT,
                        KIND,
                        "0 good parts",
                        "expected"),
                new Case(
                        "training with a damaged scan",
                        f -> {
                            Path scan = copy(f).resolve("train/good/xyz/001.tiff");
                            Files.write(scan, TestFiles.truncated(Files.readAllBytes(scan), 0.5));
                            return new Object[] {
                                "train", "--data", f.resolve(KIND), "--out", "OUT"
                            };
                        },
                        ExitCode.BAD_INPUT,
                        "001.tiff"),
                new Case(
                        "two images for one training part",
                        f -> {
                            TestFiles.write(
                                    copy(f).resolve("train/good/rgb/001.jpg"),
                                    TestFiles.png(SIDE, SIDE));
                            return new Object[] {
                                "train", "--data", f.resolve(KIND), "--out", "OUT"
                            };
                        },
                        ExitCode.BAD_INPUT,
                        "001"),
                new Case(
                        "evaluation without test parts",
                        f -> {
                            delete(copy(f).resolve("test"));
                            return new Object[] {
                                "evaluate", "--data", f.resolve(KIND), "--out", "OUT"
                            };
                        },
                        ExitCode.BAD_INPUT,
                        KIND,
                        "test"),
                new Case(
                        "evaluation in a setting that the data lack",
                        f ->
                                new Object[] {
                                    "evaluate",
                                    "--data",
                                    shared.resolve("rgb-only"),
                                    "--modalities",
                                    "xyz",
                                    "--out",
                                    "OUT"
                                },
                        ExitCode.BAD_INPUT,
                        KIND,
                        "RGB",
                        "3D"),
                new Case(
                        "ground truth of another size",
                        f -> {
                            Path mask = firstMask(copy(f));
                            Files.write(mask, TestFiles.emptyMask(SIDE, SIDE / 2));
                            return new Object[] {
                                "evaluate", "--data", f.resolve(KIND), "--out", "OUT"
                            };
                        },
                        ExitCode.BAD_INPUT,
                        KIND,
                        "64"),
                new Case(
                        "damaged ground truth",
                        f -> {
                            Path mask = firstMask(copy(f));
                            Files.write(mask, TestFiles.truncated(Files.readAllBytes(mask), 0.5));
                            return new Object[] {
                                "evaluate", "--data", f.resolve(KIND), "--out", "OUT"
                            };
                        },
                        ExitCode.BAD_INPUT,
                        ".png"),
                new Case(
                        "output is a file",
                        f ->
                                new Object[] {
                                    "inspect",
                                    "--model",
                                    model,
                                    "--data",
                                    data,
                                    "--out",
                                    TestFiles.write(f.resolve("file"), new byte[1])
                                },
                        ExitCode.IO,
                        "file",
                        "expected a folder"),
                new Case(
                        "output below a file",
                        f ->
                                new Object[] {
                                    "train",
                                    "--data",
                                    data,
                                    "--out",
                                    TestFiles.write(f.resolve("file"), new byte[1])
                                            .resolve("m.lacuna")
                                },
                        ExitCode.IO,
                        "m.lacuna",
                        "is a file"),
                new Case(
                        "output holds other files",
                        f -> {
                            TestFiles.write(f.resolve("mine/thesis.doc"), new byte[1]);
                            return new Object[] {
                                "inspect",
                                "--model",
                                model,
                                "--data",
                                data,
                                "--out",
                                f.resolve("mine")
                            };
                        },
                        ExitCode.USAGE,
                        "mine",
                        "--force"),
                new Case(
                        "model would overwrite another file",
                        f ->
                                new Object[] {
                                    "train",
                                    "--data",
                                    data,
                                    "--out",
                                    TestFiles.write(f.resolve("thesis.doc"), new byte[1])
                                },
                        ExitCode.USAGE,
                        "thesis.doc",
                        "--force"),
                new Case(
                        "checkpoint is another file",
                        f -> trainWithCheckpoint(f, "my thesis".getBytes(StandardCharsets.UTF_8)),
                        ExitCode.BAD_INPUT,
                        "thesis.doc",
                        "no signature of a checkpoint"),
                new Case(
                        "damaged checkpoint",
                        f ->
                                trainWithCheckpoint(
                                        f,
                                        ("LACUNACP\0\0\0\1" + "0".repeat(90))
                                                .getBytes(StandardCharsets.US_ASCII)),
                        ExitCode.BAD_INPUT,
                        "thesis.doc",
                        "the file is damaged or cut off"),
                new Case(
                        "info on an unknown file",
                        f ->
                                new Object[] {
                                    "info", TestFiles.write(f.resolve("x.bin"), new byte[9])
                                },
                        ExitCode.BAD_INPUT,
                        "x.bin"),
                new Case(
                        "info on nothing",
                        f -> new Object[] {"info", f.resolve("nothing.png")},
                        ExitCode.IO,
                        "nothing.png"));
    }

    private static Path firstMask(Path category) throws IOException {
        try (Stream<Path> walk = Files.walk(category.resolve("test"))) {
            return walk.filter(p -> p.getParent().endsWith("gt"))
                    .filter(p -> !p.toString().contains("good"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @MethodSource("fatal")
    void brokenInput_isOneLineAndNoResult(Case broken) throws Exception {
        Path out = temp.resolve("out");
        Cli run = Cli.run(arguments(broken, out));
        show(broken, run);
        assertEquals(broken.code.code(), run.code(), run.err());
        assertEquals(1, run.errors().size(), run.err());
        assertInOrder(run.errors().getFirst(), broken.message);
        assertFalse(run.err().contains("\tat "), run.err());
        assertFalse(Files.exists(out), "half a result is left");
    }

    @Test
    void inspect_unwritableFolder_isCode13() throws Exception {
        // Even root cannot make a folder there.
        Path proc = Path.of("/proc/lacuna");
        org.junit.jupiter.api.Assumptions.assumeTrue(
                Files.isDirectory(proc.getParent()), "needs Linux");
        Cli run = Cli.run("inspect", "--model", model, "--data", data, "--out", proc);
        assertEquals(ExitCode.IO.code(), run.code());
        assertInOrder(run.errors().getFirst(), "/proc/lacuna", "cannot be written");
    }

    @Test
    void inspect_oneDamagedAmongMany_inspectsTheOthers() throws Exception {
        Path category = copy(temp);
        Path scan = category.resolve("test/good/xyz/000.tiff");
        Files.write(scan, TestFiles.truncated(Files.readAllBytes(scan), 0.5));
        Cli run =
                Cli.run(
                        "inspect",
                        "--model",
                        model,
                        "--data",
                        category,
                        "--out",
                        temp.resolve("out"));
        assertEquals(ExitCode.BAD_INPUT.code(), run.code());
        long parts;
        try (Stream<Path> walk = Files.walk(category.resolve("test"))) {
            parts = walk.filter(p -> p.getParent().endsWith("rgb")).count();
        }
        assertTrue(parts > 3);
        assertEquals(parts, run.lines().size());
        assertEquals(
                1,
                run.lines().stream()
                        .filter(l -> l.contains("\"verdict\":\"NOT_INSPECTED\""))
                        .count());
    }

    @Test
    void inspect_scanWithoutAnyPoint_isNotInspectedAndNeverOk() throws Exception {
        Path scan = TestFiles.write(temp.resolve("nan.tiff"), TestFiles.nanOnly(SIDE, SIDE));
        Cli run = Cli.run("inspect", "--model", model, "--out", temp.resolve("out"), scan);
        assertEquals(ExitCode.DEGRADED.code(), run.code(), run.err());
        assertTrue(run.out().contains("\"verdict\":\"NOT_INSPECTED\""), run.out());
    }

    @Test
    void inspect_partWithoutItsScan_isNeverCode0() throws Exception {
        Cli run = Cli.run("inspect", "--model", model, "--out", temp.resolve("out"), partRgb);
        assertTrue(run.code() >= 1 && run.code() <= 3, "code " + run.code() + ": " + run.err());
        assertTrue(run.out().contains("\"modalities\":\"rgb\""), run.out());
    }

    private Object[] arguments(Case broken, Path out) throws Exception {
        Object[] args = broken.setup.in(temp);
        for (int i = 0; i < args.length; i++) {
            args[i] = args[i].equals("OUT") ? out : args[i];
        }
        return args;
    }

    /** For the manual: {@code -Dlacuna.show=true} prints what the user gets. */
    private static void show(Case broken, Cli run) {
        if (Boolean.getBoolean("lacuna.show")) {
            String text = run.errors().isEmpty() ? run.err() : run.errors().getFirst();
            if (!run.out().isEmpty()) {
                text = run.out().replaceFirst("(?s).*\"reason\":\"(.*?)\".*", "reason: $1");
            }
            System.out.println("| " + broken + " | " + run.code() + " | " + text.strip() + " |");
        }
    }

    private static void assertInOrder(String text, String... words) {
        int from = 0;
        for (String word : words) {
            int at = text.indexOf(word, from);
            assertTrue(at >= 0, "'" + word + "' is missing in: " + text);
            from = at + word.length();
        }
    }
}
