package org.lacuna.headless;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.headless.internal.Cancellation;
import org.lacuna.headless.internal.Console;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** {@code lacuna train --checkpoint}. */
class TrainCheckpointTest {
    @TempDir static Path shared;
    private static Path data;
    private static byte[] model;

    @TempDir Path temp;
    private Path checkpoint;
    private Path out;

    @BeforeAll
    static void trainOnce() throws Exception {
        data = SmallDataSet.make(shared.resolve("data"));
        Path file = shared.resolve("bracket.lacuna");
        Cli run = Cli.run((Object[]) train(file, 3, "--quiet"));
        assertEquals(0, run.code(), run.err());
        model = Files.readAllBytes(file);
    }

    private static String[] train(Path file, int seed, Object... more) {
        Stream<Object> args =
                Stream.of(
                        "train",
                        "--data",
                        data,
                        "--out",
                        file,
                        "--seed",
                        seed,
                        "--rgb-extractor",
                        "filter-bank-1");
        return Stream.concat(args, Arrays.stream(more))
                .map(Object::toString)
                .toArray(String[]::new);
    }

    /** Cancels a training when the words come to standard error, and returns what was told. */
    private String cancelAt(String words, String... args) {
        Cancellation cancellation = new Cancellation();
        ByteArrayOutputStream err =
                new ByteArrayOutputStream() {
                    @Override
                    public synchronized void write(byte[] bytes, int from, int length) {
                        super.write(bytes, from, length);
                        if (toString(StandardCharsets.UTF_8).contains(words)) {
                            cancellation.cancel();
                        }
                    }
                };
        Console console =
                new Console(
                        new PrintStream(OutputStream.nullOutputStream(), true),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false);
        int code = new CommandLineApp(Services::embedded, console, cancellation).run(args);
        assertEquals(ExitCode.CANCELLED.code(), code, err.toString(StandardCharsets.UTF_8));
        return err.toString(StandardCharsets.UTF_8);
    }

    private void files() {
        checkpoint = temp.resolve("bracket.checkpoint");
        out = temp.resolve("m.lacuna");
    }

    @Test
    void train_cancelledWhileNetworksLearn_goesOnToTheSameModel() throws Exception {
        files();
        String[] args = train(out, 3, "--checkpoint", checkpoint);
        String told = cancelAt("lacuna: student: ", args);
        assertTrue(told.contains(checkpoint + " keeps what networks have learned"), told);
        assertFalse(Files.exists(out));
        byte[] kept = Files.readAllBytes(checkpoint);

        Cli other = Cli.run((Object[]) train(out, 4, "--checkpoint", checkpoint));
        assertEquals(ExitCode.BAD_INPUT.code(), other.code());
        String refused =
                checkpoint + ": a checkpoint of another training, found seed 3, expected 4";
        assertTrue(other.err().contains(refused), other.err());
        assertArrayEquals(kept, Files.readAllBytes(checkpoint));

        Cli run = Cli.run((Object[]) args);
        assertEquals(0, run.code(), run.err());
        assertFalse(run.err().contains("teacher RGB: 1 of"), run.err());
        assertArrayEquals(model, Files.readAllBytes(out));
        try (Stream<Path> left = Files.list(temp)) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void train_notACheckpoint_isRefusedAndStays() throws Exception {
        files();
        Files.writeString(checkpoint, "my thesis");
        Cli run = Cli.run((Object[]) train(out, 3, "--checkpoint", checkpoint));
        assertEquals(ExitCode.BAD_INPUT.code(), run.code());
        assertEquals(
                "lacuna: error: "
                        + checkpoint
                        + ": no signature of a checkpoint (9 bytes), expected a file written by"
                        + " 'lacuna train --checkpoint'",
                run.errors().getFirst());
        assertEquals("my thesis", Files.readString(checkpoint));
        assertFalse(Files.exists(out));
    }

    @Test
    void train_checkpointIsTheModel_isAnErrorOfTheCommandLine() {
        files();
        Cli run = Cli.run((Object[]) train(out, 3, "--checkpoint", temp.resolve("./m.lacuna")));
        assertEquals(ExitCode.USAGE.code(), run.code());
        assertTrue(run.err().contains("is MODEL, expected another file"), run.err());
    }
}
