package org.lacuna.headless;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

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

    /** A descriptor and what passes for its TorchScript file as long as nothing runs it. */
    private Path torchScript() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (String part :
                    List.of("data.pkl", "constants.pkl", "code/__torch__.py", "version")) {
                byte[] content = "3\n".getBytes(StandardCharsets.US_ASCII);
                ZipEntry entry = new ZipEntry("net/" + part);
                CRC32 crc = new CRC32();
                crc.update(content);
                entry.setSize(content.length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
            }
        }
        Files.write(temp.resolve("net.pt"), bytes.toByteArray());
        String sha256 =
                HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        return Files.writeString(
                temp.resolve("net.json"),
                """
                {"format": "lacuna-model-1", "id": "net", "kind": "image",
                 "engine": "torchscript", "file": "net.pt", "sha256": "%s",
                 "licence": "MIT", "source": "a test",
                 "image": {"input": "0", "width": 32, "height": 32, "channelOrder": "RGB",
                           "scale": 1, "mean": [0, 0, 0], "std": [1, 1, 1]},
                 "outputs": [{"name": "0", "layout": "map", "gridWidth": 8, "gridHeight": 8,
                              "channels": 2}]}
                """
                        .formatted(sha256));
    }

    @Test
    void torchScript_isRefusedUnlessAllowed() throws Exception {
        Path json = torchScript();
        String switchedOff = temp.resolve("net.pt") + ": is TorchScript, which carries code and";
        Cli list = Cli.run("models", "list", "--models", temp);
        assertEquals(0, list.code(), list.err());
        assertTrue(list.err().contains("cannot be used: " + switchedOff), list.err());
        for (Cli run :
                List.of(
                        Cli.run("models", "check", json, "--models", temp),
                        Cli.run("models", "check", "net", "--models", temp),
                        Cli.run("models", "add", json, "--models", temp.resolve("user")))) {
            assertEquals(ExitCode.BAD_MODEL.code(), run.code(), run.err());
            assertTrue(run.err().contains(switchedOff), run.err());
            assertTrue(run.err().contains("option --allow-torchscript"), run.err());
        }
        Path model = temp.resolve("m.lacuna");
        Cli train =
                Cli.run(
                        "train",
                        "--data",
                        data,
                        "--out",
                        model,
                        "--rgb-extractor",
                        "net",
                        "--models",
                        temp);
        assertNotEquals(0, train.code());
        assertTrue(train.err().contains("--allow-torchscript"), train.err());
        assertFalse(Files.exists(model));
        assertFalse(Files.exists(temp.resolve("user")));
    }

    @Test
    void torchScript_allowedButNotInstalled_saysWhatToInstall() throws Exception {
        assumeTrue(
                System.getProperty("org.lacuna.inference.torch.natives") == null,
                "PyTorch is at hand");
        Path json = torchScript();
        Cli run = Cli.run("models", "check", json, "--models", temp, "--allow-torchscript");
        assertEquals(ExitCode.BAD_MODEL.code(), run.code(), run.err());
        assertTrue(run.err().contains("org.lacuna.torch.feature"), run.err());
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
