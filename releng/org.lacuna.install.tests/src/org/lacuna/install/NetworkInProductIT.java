package org.lacuna.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.lacuna.install.probe.NetworkProbe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Runs a network in a copy of the product that holds one more bundle, {@link NetworkProbe}, without
 * a network to reach and with a home and a folder for temporary files of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkInProductIT {

    /** y = relu(x * W), written by OnnxFiles.linear() of the tests of org.lacuna.inference. */
    private static final String LINEAR =
            "CAg6oAESBHRlc3QKFwoBeAoBdxIHcHJvZHVjdCIGTWF0TXVsChIKB3Byb2R1Y3QSAXkiBFJl"
                    + "bHUqIwgDCAIQAUIBd0oYAACAPwAAgL8AAABAAAAAwAAAQEAAAAA/WhQKAXgSDwoNCAESCQoD"
                    + "EgFOCgIIA2IaCgdwcm9kdWN0Eg8KDQgBEgkKAxIBTgoCCAJiFAoBeRIPCg0IARIJCgMSAU4K"
                    + "AggCQgQKABAR";

    private static final String FRAGMENT = "org.lacuna.inference.linux.x86_64";

    /** What the network gives for the rows 1 1 1 and 0 0 2. */
    private static final String RESULT =
            "cpu (this ONNX Runtime 1.28.0 has no CUDA provider) [6.0, 0.0, 6.0, 1.0]";

    private final Path work = Path.of("target", "network").toAbsolutePath();
    private Installation product;
    private Path bundles;
    private List<String> configured;

    @BeforeAll
    void copyProduct() throws Exception {
        Installation.deleteTree(work);
        product =
                Installation.copyOf(
                        Installation.built(
                                "org.lacuna.product/target/products/org.lacuna.product/linux/gtk/x86_64"),
                        work.resolve("product"));
        Files.write(work.resolve("linear.onnx"), Base64.getDecoder().decode(LINEAR));
        Path probe = work.resolve("probe.jar");
        writeProbe(probe);
        bundles =
                product.folder()
                        .resolve(
                                "configuration/headless/org.eclipse.equinox.simpleconfigurator/bundles.info");
        configured = new ArrayList<>(Files.readAllLines(bundles));
        configured.add("org.lacuna.install.probe,1.0.0," + probe.toUri() + ",4,true");
    }

    private static void writeProbe(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", "org.lacuna.install.probe");
        attributes.putValue("Bundle-Version", "1.0.0");
        attributes.putValue("Bundle-Activator", NetworkProbe.class.getName());
        attributes.putValue("Import-Package", "org.osgi.framework");
        attributes.putValue("Require-Bundle", "org.lacuna.core,org.lacuna.inference");
        String resource = NetworkProbe.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream in = NetworkProbe.class.getResourceAsStream("/" + resource)) {
            out.putNextEntry(new ZipEntry(resource));
            in.transferTo(out);
        }
    }

    /**
     * Starts the product in the folder {@code name}; the probe's line is the first of its output.
     */
    private Installation.Result run(String name, boolean withFragment, String... javaOptions)
            throws Exception {
        List<String> lines = new ArrayList<>(configured);
        assertTrue(
                lines.stream().anyMatch(l -> l.startsWith(FRAGMENT + ",")),
                "the product lacks " + FRAGMENT);
        if (!withFragment) {
            lines.removeIf(l -> l.startsWith(FRAGMENT + ","));
        }
        Files.write(bundles, lines);
        Path home = Files.createDirectories(work.resolve(name).resolve("home"));
        Path temporary = Files.createDirectories(work.resolve(name).resolve("tmp"));
        // As a host suite would start it: the product's own script sets more than options.
        List<String> java =
                product.equinox(
                        "-data",
                        "@none",
                        "-configuration",
                        product.folder().resolve("configuration/headless").toString(),
                        "-application",
                        "org.lacuna.headless",
                        "--version");
        java.addAll(1, List.of(javaOptions));
        java.add(1, "-Duser.home=" + home);
        java.add(1, "-Djava.io.tmpdir=" + temporary);
        java.add(1, "-D" + NetworkProbe.FILE + "=" + work.resolve("linear.onnx"));
        List<String> command = new ArrayList<>();
        if (canUnshare()) {
            command.addAll(List.of("unshare", "-rn"));
        }
        command.addAll(List.of("env", "HOME=" + home, "TMPDIR=" + temporary));
        command.addAll(java);
        Installation.Result result = Installation.run(command, work);
        assertEquals(0, result.exitCode(), result::toString);
        assertEquals("", result.err(), "nothing is said on the console");
        assertEquals(List.of(), filesIn(home), "written to the home");
        assertEquals(List.of(), filesIn(temporary), "left in the folder for temporary files");
        return result;
    }

    /** Without a network of its own the process could reach one: then less is tested. */
    private boolean canUnshare() throws InterruptedException {
        try {
            return Installation.run(List.of("unshare", "-rn", "true"), work).exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> !f.equals(folder)).toList();
        }
    }

    @Test
    void network_inTheProduct_runsAndLeavesNothing() throws Exception {
        Installation.Result result = run("plain", true);
        assertEquals("probe: " + RESULT, result.out().lines().findFirst().orElse(""));
    }

    /** The libraries of later versions send reports from a process of the user's. */
    @Test
    void libraries_ofAllPlatforms_knowNoAddressToReportTo() throws Exception {
        List<String> libraries = new ArrayList<>();
        try (Stream<Path> plugins =
                Files.list(Installation.built("org.lacuna.repository/target/repository/plugins"))) {
            for (Path plugin : plugins.toList()) {
                if (!plugin.getFileName().toString().startsWith("org.lacuna.inference.")) {
                    continue;
                }
                try (ZipFile jar = new ZipFile(plugin.toFile())) {
                    for (ZipEntry entry : Collections.list(jar.entries())) {
                        if (entry.getName().matches("native/(lib)?onnxruntime\\..*")) {
                            libraries.add(entry.getName());
                            try (InputStream in = jar.getInputStream(entry)) {
                                String text =
                                        new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                                assertFalse(
                                        text.contains("events.data.microsoft.com"),
                                        plugin.toString());
                            }
                        }
                    }
                }
            }
        }
        libraries.sort(null);
        assertEquals(
                List.of(
                        "native/libonnxruntime.dylib",
                        "native/libonnxruntime.so",
                        "native/libonnxruntime.so",
                        "native/onnxruntime.dll"),
                libraries);
    }

    @Test
    void network_withoutFragment_endsWithAMessage() throws Exception {
        Installation.Result result = run("without", false);
        String line = result.out().lines().findFirst().orElse("");
        assertTrue(
                line.startsWith(
                        "probe: ONNX Runtime's native libraries for linux.x86_64 cannot be loaded"),
                line);
        assertTrue(line.contains("install " + FRAGMENT + " from the feature Lacuna"), line);
    }

    @Test
    void network_withLibrariesOfTheUser_runs() throws Exception {
        Path natives;
        try (Stream<Path> plugins = Files.list(product.folder().resolve("plugins"))) {
            natives =
                    plugins.filter(p -> p.getFileName().toString().startsWith(FRAGMENT))
                            .findFirst()
                            .orElseThrow()
                            .resolve("native");
        }
        Installation.Result result = run("own", false, "-Dorg.lacuna.inference.natives=" + natives);
        assertEquals("probe: " + RESULT, result.out().lines().findFirst().orElse(""));
    }
}
