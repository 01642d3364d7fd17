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
import java.util.List;
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
    private static final List<String> VIEWS =
            List.of(
                    "org.lacuna.ui.PartsView",
                    "org.lacuna.ui.ImageView",
                    "org.lacuna.ui.DefectsView");

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
    void perspective_inTheHostsWorkbench_opens() throws Exception {
        assumeTrue(
                VirtualDisplay.isAvailable(),
                "no Xvfb: the perspective was not opened in the host");
        Path workspace = work.resolve("workspace");
        Path log = work.resolve("workbench.txt");
        String histogram;
        try (VirtualDisplay display = VirtualDisplay.start()) {
            ProcessBuilder builder =
                    new ProcessBuilder(
                            host.equinox(
                                    "-data",
                                    workspace.toString(),
                                    "-consoleLog",
                                    "-application",
                                    "org.eclipse.ui.ide.workbench",
                                    "-perspective",
                                    PERSPECTIVE));
            builder.environment().put("DISPLAY", display.name());
            builder.environment().remove("WAYLAND_DISPLAY");
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
            Process workbench = builder.start();
            try {
                waitForEventLoop(workbench, log);
                histogram = jcmd(workbench, "GC.class_histogram");
                workbench.destroy();
                assertTrue(workbench.waitFor(2, TimeUnit.MINUTES), "the workbench did not end");
            } finally {
                workbench.destroyForcibly();
            }
        }
        // Ended by a signal, the host saves nothing: its live objects tell what is open.
        for (String view : VIEWS) {
            assertTrue(
                    histogram
                            .lines()
                            .anyMatch(
                                    l ->
                                            l.strip()
                                                    .matches(
                                                            "\\d+:\\s+1\\s+\\d+\\s+"
                                                                    + Pattern.quote(view)
                                                                    + "\\b.*")),
                    view + " is not open once; log: " + Files.readString(log));
        }
        String errors = Files.readString(log);
        assertFalse(errors.contains("!ENTRY org.lacuna"), errors);
        assertFalse(errors.contains("Could not create the view"), errors);
    }

    /** The window is open and waits for the user. */
    private static void waitForEventLoop(Process workbench, Path log) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (System.nanoTime() < end) {
            Thread.sleep(1000);
            if (!workbench.isAlive()) {
                throw new AssertionError("the workbench ended: " + Files.readString(log));
            }
            String threads = jcmd(workbench, "Thread.print");
            if (threads.contains("org.eclipse.swt.widgets.Display.sleep")
                    && threads.contains("PartRenderingEngine$5.run")) {
                return;
            }
        }
        throw new AssertionError("no window after 5 minutes: " + Files.readString(log));
    }

    private static String jcmd(Process process, String command) throws Exception {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return Installation.run(
                        List.of(jcmd, Long.toString(process.pid()), command),
                        Path.of("").toAbsolutePath())
                .out();
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
