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

/** Networks as extractors, by way of the command line. */
class NetworksTest {
    private static final String EMBEDDED = "embedded-rgb-1";

    @TempDir static Path shared;
    private static Path data;

    @TempDir Path temp;

    @BeforeAll
    static void synthesize() {
        data = SmallDataSet.make(shared.resolve("data"));
    }

    @Test
    void list_namesEveryExtractorAndTheFolder() {
        Cli run = Cli.run("models", "list", "--models", temp);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("filter-bank-1 "), run.out());
        assertTrue(run.out().contains("fpfh-shape-1 "), run.out());
        assertTrue(run.out().contains(EMBEDDED + "@"), run.out());
        assertTrue(run.out().contains("folder for your own: " + temp), run.out());
        assertEquals("", run.err());
    }

    @Test
    void list_brokenDescriptor_isToldWithItsReason() throws Exception {
        Files.writeString(temp.resolve("x.json"), "{");
        Cli run = Cli.run("models", "list", "--models", temp);
        assertEquals(0, run.code());
        assertTrue(run.err().contains("x.json"), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void check_embeddedNetwork_passesItsGoldenOutput() {
        Cli run = Cli.run("models", "check", EMBEDDED, "--models", temp, "--quiet");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("golden output: differs by"), run.out());
    }

    @Test
    void check_unknownId_namesThoseThereAre() {
        Cli run = Cli.run("models", "check", "vit", "--models", temp);
        assertEquals(ExitCode.BAD_MODEL.code(), run.code());
        assertTrue(
                run.err().contains("no network vit in " + temp + "; there are: " + EMBEDDED),
                run.err());
    }

    @Test
    void add_noFile_isOneLine() {
        Path json = temp.resolve("a.json");
        Cli run = Cli.run("models", "add", json, "--models", temp.resolve("user"));
        assertEquals(ExitCode.BAD_MODEL.code(), run.code());
        assertTrue(run.err().contains(json + ": no such file"), run.err());
        assertFalse(Files.exists(temp.resolve("user")));
    }

    @Test
    void train_withTheNetwork_isTheSameForAnyThreads_andInspects() throws Exception {
        Path one = temp.resolve("one.lacuna");
        Path two = temp.resolve("two.lacuna");
        Cli first = train(one, 1, 1);
        assertEquals(0, first.code(), first.err());
        assertTrue(first.out().contains(EMBEDDED + "@"), first.out());
        assertEquals(0, train(two, 2, 2).code());
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));

        Cli run =
                Cli.run(
                        "inspect",
                        "--model",
                        one,
                        "--data",
                        data,
                        "--out",
                        temp.resolve("out"),
                        "--models",
                        temp);
        assertTrue(run.code() <= 2, run.err());
        assertTrue(run.out().contains("\"verdict\""), run.out());
    }

    @Test
    void train_idWithAnotherFingerprint_isRefused() {
        Path model = temp.resolve("m.lacuna");
        Cli run = train(model, 2, 1, "--rgb-extractor", EMBEDDED + "@000000000000");
        assertEquals(ExitCode.USAGE.code(), run.code(), run.err());
        assertTrue(run.err().contains("Unknown extractor '" + EMBEDDED + "@0000"), run.err());
        assertFalse(Files.exists(model));
    }

    @Test
    void bench_measuresTheNetworkAndWritesFigures() throws Exception {
        Path json = temp.resolve("figures.json");
        Cli run =
                Cli.run(
                        "bench",
                        "networks",
                        "--images",
                        2,
                        "--device",
                        "cpu",
                        "--models",
                        temp,
                        "--json",
                        json);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("networks." + EMBEDDED + ".ratio"), run.out());
        assertTrue(run.out().contains("memory: "), run.out());
        assertTrue(Files.readString(json).contains("\"networks." + EMBEDDED + ".djl\""));
    }

    @Test
    void bench_unknownNetwork_namesThoseThereAre() {
        Cli run = Cli.run("bench", "networks", "--model", "vit", "--models", temp);
        assertEquals(ExitCode.BAD_MODEL.code(), run.code());
        assertTrue(run.err().contains("there are: " + EMBEDDED), run.err());
    }

    private static Cli train(Path out, int threads, int networkThreads) {
        return train(out, threads, networkThreads, "--rgb-extractor", EMBEDDED);
    }

    private static Cli train(Path out, int threads, int networkThreads, String option, String id) {
        return Cli.run(
                "train",
                "--data",
                data,
                "--out",
                out,
                "--seed",
                3,
                option,
                id,
                "--threads",
                threads,
                "--network-threads",
                networkThreads,
                "--models",
                out.resolveSibling("none"));
    }
}
