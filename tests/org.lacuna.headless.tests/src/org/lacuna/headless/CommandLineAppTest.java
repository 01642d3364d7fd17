package org.lacuna.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.Modality;
import org.lacuna.core.PreparedSample;
import org.lacuna.core.Workers;
import org.lacuna.headless.internal.Cancellation;
import org.lacuna.headless.internal.Console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class CommandLineAppTest {
    @TempDir Path temp;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train",
                "inspect",
                "evaluate",
                "synthesize",
                "info",
                "bench",
                "demo",
            })
    void help_ofEachCommand_namesItsOptionsAndExitCodes(String command) {
        Cli run = Cli.run(command, "--help");
        assertEquals(0, run.code());
        assertEquals("", run.err());
        assertTrue(run.out().contains("Usage: lacuna " + command), run.out());
        assertEquals(!command.equals("info"), run.out().contains("--threads=N"), run.out());
        assertTrue(run.out().contains("Exit codes:"), run.out());
        assertEquals(command.equals("inspect"), run.out().contains("at least one part is NOK"));
    }

    @Test
    void help_listsAllCommands() {
        Cli run = Cli.run("--help");
        assertEquals(0, run.code());
        for (String command :
                List.of("train", "inspect", "evaluate", "synthesize", "info", "bench", "demo")) {
            assertTrue(run.out().contains("\n  " + command + " "), run.out());
        }
    }

    @Test
    void version_namesProgramAndJava() {
        Cli run = Cli.run("--version");
        assertEquals(0, run.code());
        assertTrue(run.out().matches("lacuna \\d+\\.\\d+\\.\\d+\nJava \\d+.*\n"), run.out());
    }

    @Test
    void noCommand_explainsButIsNoSuccess() {
        Cli run = Cli.run();
        assertEquals(ExitCode.USAGE.code(), run.code());
        assertTrue(run.out().startsWith("Lacuna learns"), run.out());
        assertTrue(run.out().contains("lacuna demo"), run.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    inspekt                                      | Unknown command 'inspekt'; did you mean inspect? (see 'lacuna --help')
                    --bogus                                      | Unknown option '--bogus' (see 'lacuna --help')
                    train --data d --out m --sed 3                | Unknown option '--sed'; did you mean --seed? (see 'lacuna train --help')
                    train --data d                               | Missing required option: '--out=MODEL' (see 'lacuna train --help')
                    train --data d --out m --seed 1.5            | Invalid value for option '--seed': '1.5' is no whole number, or too large (see 'lacuna train --help')
                    train --data d --out m --points-extractor pt | Unknown extractor 'pt' for 3D, expected one of fpfh-shape-1 (see 'lacuna train --help')
                    train --data d --out m extra                 | Unexpected argument 'extra' (see 'lacuna train --help')
                    inspect --model m --out o                    | Say what to inspect: --data DIR or FILE... (see 'lacuna inspect --help')
                    inspect --model m --out o --data d f.png     | --data and FILE... exclude each other (see 'lacuna inspect --help')
                    inspect --model m --out o f.png --split test | --category and --split belong to --data (see 'lacuna inspect --help')
                    inspect --model m --out o --data d --split x | Invalid value for option '--split': 'x', expected train, validation or test (see 'lacuna inspect --help')
                    inspect --model m --out o f --modalities foo | Invalid value for option '--modalities': 'foo', expected rgb, xyz or rgb,xyz (see 'lacuna inspect --help')
                    evaluate --data d --out o --modalities ''    | Invalid value for option '--modalities': '', expected rgb, xyz or rgb,xyz (see 'lacuna evaluate --help')
                    bench nothing                                | Unknown benchmark 'nothing', expected pipeline, metrics, memorybank, learning, voxelization, extractors, networks, cloudview (see 'lacuna bench --help')
                    bench memorybank --scan s.tiff               | --scan and --scaling belong to voxelization (see 'lacuna bench --help')
                    bench metrics --scaling                      | --scan and --scaling belong to voxelization (see 'lacuna bench --help')
                    bench voxelization --scan s.tiff --scaling   | --scan and --scaling exclude each other (see 'lacuna bench --help')
                    bench extractors                             | extractors needs --data DIR (see 'lacuna bench --help')
                    bench metrics --data d                       | --data and --category belong to extractors, learning and memorybank (see 'lacuna bench --help')
                    bench memorybank --category c                | --category belongs to --data (see 'lacuna bench --help')
                    bench memorybank --model m                   | --model and --images belong to networks (see 'lacuna bench --help')
                    bench metrics --images 5                     | --model and --images belong to networks (see 'lacuna bench --help')
                    bench networks --images 0                    | Invalid value for option '--images': 0, expected 1..1000000 (see 'lacuna bench --help')
                    bench metrics --points 5                     | --points belongs to cloudview (see 'lacuna bench --help')
                    bench cloudview --points 100,0               | Invalid value for option '--points': 0, expected 1..33000000 (see 'lacuna bench --help')
                    bench networks --data d                      | --data and --category belong to extractors, learning and memorybank (see 'lacuna bench --help')
                    train --data d --out m --device tpu          | Invalid value for option '--device': 'tpu', expected auto, cpu or cuda:N (see 'lacuna train --help')
                    train --data d --out m --rgb-bank random     | Invalid value for option '--rgb-bank': 'random', expected k-means, k-means:N, coreset, coreset:N, random:N or all, with N from 1 to 1048576 (see 'lacuna train --help')
                    train --data d --out m --points-bank k:9     | Invalid value for option '--points-bank': 'k:9', expected k-means, k-means:N, coreset, coreset:N, random:N or all, with N from 1 to 1048576 (see 'lacuna train --help')
                    train --data d --out m --rgb-projection 3.5  | Invalid value for option '--rgb-projection': '3.5', expected default, none, dim:N or ratio:X with N and X from 1 to 2048, or distortion:X with X between 0 and 1 (see 'lacuna train --help')
                    train --data d --out m --points-projection distortion:2 | Invalid value for option '--points-projection': 'distortion:2', expected default, none, dim:N or ratio:X with N and X from 1 to 2048, or distortion:X with X between 0 and 1 (see 'lacuna train --help')
                    bank build --features f --out b --projection dim:0 | Invalid value for option '--projection': 'dim:0', expected default, none, dim:N or ratio:X with N and X from 1 to 2048, or distortion:X with X between 0 and 1 (see 'lacuna bank build --help')
                    train --data d --out m --reweight 1          | Invalid value for option '--reweight': 1, expected 0 or 2..1000 (see 'lacuna train --help')
                    train --data d --out m --rgb-bank random:0   | Invalid value for option '--rgb-bank': 'random:0', expected k-means, k-means:N, coreset, coreset:N, random:N or all, with N from 1 to 1048576 (see 'lacuna train --help')
                    train --data d --out m --network-threads 0   | Invalid value for option '--network-threads': 0, expected 1..1024 (see 'lacuna train --help')
                    models                                       | Say what to do: list, check or add (see 'lacuna models --help')
                    learn --model m --data d --out o --accept    | --accept belongs to parts named with --part (see 'lacuna learn --help')
                    forget --model m --out o                     | Missing required option: '--part=ID' (see 'lacuna forget --help')
                    bank                                         | Say what to do: export, info, features or build (see 'lacuna bank --help')
                    annotations                                  | Say what to do: convert or check (see 'lacuna annotations --help')
                    annotations check                            | Missing required parameter: 'FILE' (see 'lacuna annotations check --help')
                    annotations convert --from voc:a --to gt:b   | Invalid value for option '--from': 'voc:a', expected FORMAT:PATH with one of the formats lacuna, gt, coco, coco-rle, coco-polygon, labelme, cvat, cvat-polygon (see 'lacuna annotations convert --help')
                    learn --model m --data d                      | Missing required option: '--out=MODEL2' (see 'lacuna learn --help')
                    bank export --model m --out o --modality ir  | Invalid value for option '--modality': 'ir', expected rgb or xyz (see 'lacuna bank export --help')
                    train --data d --out m --metric manhattan    | Invalid value for option '--metric': 'manhattan', expected euclidean or cosine (see 'lacuna train --help')
                    bench memorybank --threads 0                 | Invalid value for option '--threads': 0, expected 1..1024 (see 'lacuna bench --help')
                    synthesize --out o --size 7                  | Invalid value for option '--size': 7, expected 64..4096 (see 'lacuna synthesize --help')
                    synthesize --out o --parts 0                 | Invalid value for option '--parts': 0, expected 1..10000 (see 'lacuna synthesize --help')
                    info                                         | Missing required parameter: 'FILE' (see 'lacuna info --help')
                    """)
    void wrongCommandLine_isOneLineAndCode10(String line, String message) {
        String[] args = line.strip().split(" +");
        for (int i = 0; i < args.length; i++) {
            args[i] = args[i].equals("''") ? "" : args[i];
        }
        Cli run = Cli.run((Object[]) args);
        assertEquals("lacuna: error: " + message.strip() + "\n", run.err());
        assertEquals("", run.out());
        assertEquals(ExitCode.USAGE.code(), run.code());
    }

    @Test
    void unknownSyntheticCategory_namesThoseThereAre() {
        Cli run = Cli.run("synthesize", "--out", temp.resolve("o"), "--category", "teapot");
        assertEquals(ExitCode.USAGE.code(), run.code());
        assertTrue(run.err().contains("'teapot', expected machined-bracket, "), run.err());
        assertFalse(Files.exists(temp.resolve("o")));
    }

    @Test
    void bug_isOneLineAndALogFile() throws Exception {
        FeatureExtractor broken =
                new FeatureExtractor() {
                    @Override
                    public String id() {
                        throw new IllegalStateException("broken\non purpose");
                    }

                    @Override
                    public Modality modality() {
                        return Modality.RGB;
                    }

                    @Override
                    public int channels() {
                        return 1;
                    }

                    @Override
                    public FeatureMap extract(PreparedSample sample, Workers workers) {
                        throw new IllegalStateException();
                    }
                };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                CommandLineApp.run(
                        new String[] {"train", "--data", "d", "--out", "m", "--rgb-extractor", "x"},
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new Services(List.of(broken), List.of(), List.of()));
        assertEquals(ExitCode.INTERNAL.code(), code);
        String text = err.toString(StandardCharsets.UTF_8);
        assertEquals(1, text.lines().count(), text);
        assertTrue(
                text.startsWith(
                        "lacuna: error: internal error, IllegalStateException: broken on purpose;"),
                text);
        Path log = Path.of(text.strip().replaceFirst(".* with ", ""));
        assertTrue(Files.readString(log).contains("at org.lacuna.headless.CommandLineAppTest"));
        Files.delete(log);
    }

    @Test
    void cancelled_beforeAnything_isCode14AndLeavesNothing() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Path out = temp.resolve("scans");
        int code =
                new CommandLineApp(
                                Services::embedded,
                                new Console(
                                        new PrintStream(
                                                new ByteArrayOutputStream(),
                                                true,
                                                StandardCharsets.UTF_8),
                                        new PrintStream(err, true, StandardCharsets.UTF_8),
                                        false),
                                cancellation)
                        .run("synthesize", "--out", out.toString(), "--quiet");
        assertEquals(ExitCode.CANCELLED.code(), code);
        assertEquals(
                "lacuna: cancelled, no half result is left\n",
                err.toString(StandardCharsets.UTF_8));
        assertFalse(Files.exists(out));
    }
}
