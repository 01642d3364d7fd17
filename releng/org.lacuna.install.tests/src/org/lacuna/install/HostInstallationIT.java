package org.lacuna.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Installs Lacuna from the update site into a copy of a bare Eclipse workbench, uses it there and
 * removes it again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostInstallationIT {

    private static final String FEATURE = "org.lacuna.feature.feature.group";
    private static final String SOURCES = "org.lacuna.source.feature.feature.group";
    private static final String PERSPECTIVE = "org.lacuna.ui.perspective";
    private static final String PROBE = "org.lacuna.install.probe.host";
    private static final String CATEGORY = "rubber-ring";

    private final Path work = Path.of("target", "host").toAbsolutePath();
    private Installation host;
    private String site;

    private Set<String> pluginsBefore;
    private Set<String> bundlesBefore;
    private Set<String> rootsBefore;

    @BeforeAll
    void copyHost() throws Exception {
        Installation.deleteTree(work);
        host =
                Installation.copyOf(
                        Installation.built(
                                "org.lacuna.host.product/target/products/org.lacuna.host.product/linux/gtk/x86_64"),
                        work.resolve("suite with blanks"));
        site = "jar:" + siteArchive().toUri() + "!/";
        pluginsBefore = host.plugins();
        bundlesBefore = host.configuredBundles("configuration");
        rootsBefore = installedRoots();
    }

    /** The update site as users get it: one archive. */
    private static Path siteArchive() throws IOException {
        try (Stream<Path> files = Files.list(Installation.built("org.lacuna.repository/target"))) {
            return files.filter(f -> f.getFileName().toString().endsWith(".zip"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no archive of the update site"));
        }
    }

    private Set<String> installedRoots() throws Exception {
        Installation.Result result = host.director("-listInstalledRoots");
        assertEquals(0, result.exitCode(), result::toString);
        Set<String> roots = new TreeSet<>();
        result.out().lines().filter(l -> l.matches("[\\w.]+/[\\w.]+")).forEach(roots::add);
        assertFalse(roots.isEmpty(), result::toString);
        return roots;
    }

    private static Set<String> ours(Set<String> names) {
        Set<String> ours = new TreeSet<>(names);
        ours.removeIf(n -> !n.startsWith("org.lacuna."));
        return ours;
    }

    @Test
    @Order(1)
    void bareHost_hasNothingOfLacuna() throws Exception {
        assertEquals(Set.of(), ours(pluginsBefore));
        assertEquals(Set.of(), ours(bundlesBefore));
        Installation.Result result =
                Installation.run(
                        host.equinox(
                                "-data",
                                "@none",
                                "-application",
                                "org.lacuna.headless",
                                "--version"),
                        work);
        assertFalse(result.exitCode() == 0, result::toString);
    }

    @Test
    @Order(2)
    void director_installsFeatureAndSources() throws Exception {
        Installation.Result result =
                host.director("-repository", site, "-installIU", FEATURE + "," + SOURCES);
        assertEquals(0, result.exitCode(), result::toString);
        Set<String> bundles = ours(host.configuredBundles("configuration"));
        assertTrue(
                bundles.containsAll(
                        Set.of("org.lacuna.core", "org.lacuna.headless", "org.lacuna.ui")),
                bundles.toString());
        Set<String> roots = installedRoots();
        roots.removeAll(rootsBefore);
        assertEquals(2, roots.size(), roots.toString());
    }

    @Test
    @Order(3)
    void commandLine_inTheHostWithoutDisplay_runs() throws Exception {
        Installation.Result result =
                Installation.run(
                        host.equinox(
                                "-data",
                                "@none",
                                "-application",
                                "org.lacuna.headless",
                                "--version"),
                        work);
        assertEquals(0, result.exitCode(), result::toString);
        assertTrue(result.out().contains("0.1.0"), result::toString);
    }

    @Test
    @Order(4)
    void qualityEngineer_inTheHostsWorkbench_trainsInspectsAndAnnotates() throws Exception {
        assumeTrue(VirtualDisplay.isAvailable(), "no Xvfb: nobody worked in the host");
        Path desk = Files.createDirectories(work.resolve("desk"));
        Installation.Result made =
                headless(
                        "synthesize",
                        "--out",
                        desk.resolve("data").toString(),
                        "--size",
                        "128",
                        "--parts",
                        "4",
                        "--seed",
                        "7",
                        "--category",
                        CATEGORY);
        assertEquals(0, made.exitCode(), made::toString);
        Path log = work.resolve("workbench.txt");
        int code = workbench(desk, log);
        String said = Files.readString(log);
        Path failure = desk.resolve("failure.txt");
        assertFalse(
                Files.exists(failure),
                () -> "see failure.png beside " + failure + "\n" + text(failure) + said);
        assertEquals(0, code, said);
        Map<String, String> seen = seen(desk.resolve("seen.txt"));
        assertEquals(PERSPECTIVE, seen.get("perspective"));
        assertEquals(
                "[org.eclipse.ui.ide [General]]",
                seen.get("progress.registered"),
                "the host's own view, once, where the host has it");
        assertTrue(Integer.parseInt(seen.get("parts.nok")) > 0, seen::toString);
        int defects = Integer.parseInt(seen.get("defects"));
        assertEquals(defects + 1, Integer.parseInt(seen.get("defects.annotated")));
        assertEquals("true", seen.get("histogram"));
        Installation.Result model = headless("info", desk.resolve("ring.lacuna").toString());
        assertEquals(0, model.exitCode(), model::toString);
        assertEquals(
                Integer.parseInt(seen.get("parts")),
                Files.readAllLines(desk.resolve("results/verdicts.jsonl")).size());
        assertEquals(1, annotations(desk.resolve("data")).size());
        assertFalse(
                Pattern.compile("!ENTRY org\\.lacuna\\S* [24] ").matcher(said).find(),
                () -> "a warning or an error in the log: " + said);
        assertFalse(said.contains("Could not create the view"), said);
    }

    private Installation.Result headless(String... arguments) throws Exception {
        List<String> command =
                host.equinox("-data", "@none", "-application", "org.lacuna.headless");
        command.addAll(List.of(arguments));
        return Installation.run(command, work);
    }

    /** Runs the host's workbench with the probe in it to its end, and gives the exit code. */
    private int workbench(Path desk, Path log) throws Exception {
        GuestBundle probe = new GuestBundle(host, PROBE, probeJar());
        try (VirtualDisplay display = VirtualDisplay.start()) {
            List<String> command =
                    host.equinox(
                            "-data",
                            work.resolve("workspace").toString(),
                            "-nl",
                            "en",
                            "-consoleLog",
                            "-application",
                            "org.eclipse.ui.ide.workbench",
                            "-perspective",
                            PERSPECTIVE);
            command.add(1, "-Dlacuna.probe.folder=" + desk);
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("DISPLAY", display.name());
            builder.environment().remove("WAYLAND_DISPLAY");
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
            Process workbench = builder.start();
            try {
                assertTrue(
                        workbench.waitFor(5, TimeUnit.MINUTES),
                        () -> "the workbench did not end: " + text(log));
                return workbench.exitValue();
            } finally {
                workbench.destroyForcibly();
            }
        } finally {
            probe.remove();
        }
    }

    private static Path probeJar() throws IOException {
        try (Stream<Path> files = Files.list(Installation.built(PROBE + "/target"))) {
            return files.filter(
                            f ->
                                    f.toString().endsWith(".jar")
                                            && !f.toString().endsWith("-sources.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no jar of the probe"));
        }
    }

    private static Map<String, String> seen(Path file) throws IOException {
        Map<String, String> seen = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            seen.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        return seen;
    }

    private static List<Path> annotations(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(f -> f.getFileName().toString().endsWith(".annotations.json"))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    @Order(5)
    void director_removesEverything() throws Exception {
        Installation.Result result = host.director("-uninstallIU", FEATURE + "," + SOURCES);
        assertEquals(0, result.exitCode(), result::toString);
        result =
                Installation.run(
                        host.equinox(
                                "-data",
                                "@none",
                                "-application",
                                "org.eclipse.equinox.p2.garbagecollector.application",
                                "-profile",
                                "DefaultProfile"),
                        work);
        assertEquals(0, result.exitCode(), result::toString);
        assertEquals(bundlesBefore, host.configuredBundles("configuration"), "bundles.info");
        assertEquals(pluginsBefore, host.plugins(), "plugins/");
        assertEquals(rootsBefore, installedRoots(), "installed features");
        try (Stream<Path> features = Files.list(host.folder().resolve("features"))) {
            assertTrue(
                    features.noneMatch(
                            f ->
                                    f.getFileName()
                                            .toString()
                                            .matches("org\\.lacuna\\.(source\\.)?feature_.*")),
                    "features/");
        }
    }
}
