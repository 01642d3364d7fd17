package org.lacuna.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The product that the build has made. */
class ProductIT {

    private final Installation product =
            new Installation(
                    Installation.built(
                            "org.lacuna.product/target/products/org.lacuna.product/linux/gtk/x86_64"));

    @TempDir Path elsewhere;

    @Test
    void notice_namesEveryThirdPartyBundleWithItsVersion() throws IOException {
        Set<String> shipped = new TreeSet<>(product.plugins());
        shipped.removeIf(n -> n.startsWith("org.lacuna."));
        Set<String> embedded = product.embeddedLibraries();
        Set<String> named = new TreeSet<>();
        Set<String> namedInside = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("..", "..", "NOTICE"))) {
            String[] cells = line.split(" \\| ");
            if (cells.length == 4) {
                assertFalse(cells[2].isBlank(), "no licence: " + line);
                assertFalse(cells[3].isBlank(), "no project: " + line);
                boolean inside = cells[0].contains("/");
                assertTrue(
                        inside ? namedInside.add(cells[0]) : named.add(cells[0] + "_" + cells[1]),
                        "named twice: " + line);
            }
        }
        Set<String> missing = new TreeSet<>(shipped);
        missing.removeAll(named);
        assertEquals(Set.of(), missing, "shipped, but not in NOTICE");
        Set<String> stale = new TreeSet<>(named);
        stale.removeAll(shipped);
        assertEquals(Set.of(), stale, "in NOTICE, but not shipped");
        assertEquals(embedded, namedInside, "libraries inside our bundles and NOTICE differ");
    }

    @Test
    void product_carriesItsLicence() throws IOException {
        for (String file : List.of("LICENSE", "NOTICE")) {
            assertEquals(
                    Files.readString(Path.of("..", "..", file)),
                    Files.readString(product.folder().resolve(file)));
        }
    }

    @Test
    void headlessConfiguration_holdsNoUserInterface() throws IOException {
        Set<String> bundles = product.configuredBundles("configuration/headless");
        assertTrue(bundles.contains("org.lacuna.headless"), bundles.toString());
        Set<String> all = product.configuredBundles("configuration");
        assertTrue(all.contains("org.lacuna.ui"), all.toString());
        assertTrue(all.containsAll(bundles));
        bundles.removeIf(
                n ->
                        !n.matches(
                                "org\\.lacuna\\.ui.*|org\\.eclipse\\.(ui|swt|swtchart|jface|e4|help)(\\..*)?"));
        assertEquals(Set.of(), bundles);
    }

    /**
     * Hosts have the view Progress themselves: what registers it must be in no feature of theirs.
     */
    @Test
    void progressView_isRegisteredByTheProductAlone() throws IOException {
        String fragment = "org.lacuna.product.progress";
        assertTrue(product.configuredBundles("configuration").contains(fragment));
        String features =
                Files.readString(Path.of("../../features/org.lacuna.feature/feature.xml"));
        assertTrue(features.contains("org.lacuna.ui"));
        assertFalse(features.contains(fragment));
    }

    @Test
    void commandLine_withoutDisplayFromAnotherFolder_runs() throws Exception {
        Installation.Result result =
                Installation.run(
                        List.of(product.folder().resolve("lacuna").toString(), "--version"),
                        elsewhere);
        assertEquals(0, result.exitCode(), result::toString);
        assertTrue(result.out().contains("0.1.0"), result::toString);
        assertEquals("", result.err(), result::toString);
    }

    @Test
    void commandLine_unknownOption_endsWithTheCodeForUsage() throws Exception {
        Installation.Result result =
                Installation.run(
                        List.of(product.folder().resolve("lacuna").toString(), "--no-such-option"),
                        elsewhere);
        assertEquals(10, result.exitCode(), result::toString);
        assertEquals("", result.out(), "standard output is for results only");
        assertTrue(result.err().contains("--no-such-option"), result::toString);
    }
}
