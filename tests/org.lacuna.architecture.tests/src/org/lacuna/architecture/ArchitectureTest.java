package org.lacuna.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds the bundles of this clone against docs/architecture.md and the house style. */
class ArchitectureTest {

    private static final Pattern UI_BUNDLE =
            Pattern.compile("org\\.eclipse\\.(ui|swt|swtchart|jface|e4\\.ui|help)(\\..*)?");

    private static final Pattern ECLIPSE = Pattern.compile("org\\.eclipse\\..*");

    private final List<BundleProject> bundles = BundleProject.allIn("bundles");
    private final Map<String, Set<String>> table = ArrowTable.read();

    @Test
    void table_listsExactlyTheBundlesThereAre() {
        Set<String> there = new TreeSet<>();
        bundles.forEach(b -> there.add(b.shortName()));
        assertTrue(there.contains("core"), "found no bundles: " + there);
        assertEquals(
                there, table.keySet(), "bundles/ and the table in docs/architecture.md differ");
    }

    @Test
    void table_hasNoCycle() {
        Set<String> done = new TreeSet<>();
        boolean progress = true;
        while (progress) {
            progress = false;
            for (Map.Entry<String, Set<String>> row : table.entrySet()) {
                progress |= done.containsAll(row.getValue()) && done.add(row.getKey());
            }
        }
        Set<String> cyclic = new TreeSet<>(table.keySet());
        cyclic.removeAll(done);
        assertEquals(Set.of(), cyclic, "these depend on each other or on a bundle without a row");
    }

    @Test
    void everyArrow_isInTheTable() {
        List<String> wrong = new ArrayList<>();
        for (BundleProject bundle : bundles) {
            for (String target : ownBundlesNeededBy(bundle)) {
                if (!table.getOrDefault(bundle.shortName(), Set.of()).contains(target)) {
                    wrong.add(bundle.shortName() + " -> " + target);
                }
            }
        }
        assertEquals(
                List.of(), wrong, "arrows that the table in docs/architecture.md does not allow");
    }

    /** Own bundles are named with Require-Bundle, so that the manifest shows the arrow. */
    @Test
    void ownPackages_areNotImportedByPackage() {
        assertNone(
                "imports a package of Lacuna", "Import-Package", n -> n.startsWith("org.lacuna."));
    }

    @Test
    void everyBundle_exportsItsApiPackageOnly() {
        for (BundleProject bundle : bundles) {
            assertEquals(
                    Set.of(bundle.symbolicName()),
                    bundle.names("Export-Package"),
                    bundle.symbolicName() + " exports");
        }
    }

    @Test
    void sources_importNoInternalPackageOfAnotherBundle() {
        List<String> wrong = new ArrayList<>();
        Pattern internal = Pattern.compile("(org\\.lacuna\\.[a-z.]+?)\\.internal\\..*");
        for (BundleProject bundle : bundles) {
            for (String name : bundle.sourceImports()) {
                Matcher owner = internal.matcher(name);
                if (owner.matches() && !owner.group(1).equals(bundle.symbolicName())) {
                    wrong.add(bundle.symbolicName() + ": " + name);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    /**
     * The compiler sees what other bundles need, too, so a missing arrow would only show when a
     * class is not found. Fragments see what their host needs.
     */
    @Test
    void sources_importOnlyFromBundlesThatTheManifestNames() {
        List<String> wrong = new ArrayList<>();
        List<BundleProject> all = new ArrayList<>(bundles);
        all.addAll(BundleProject.allIn("tests"));
        for (BundleProject bundle : all) {
            Set<String> seen = new TreeSet<>(bundle.names("Require-Bundle"));
            seen.add(bundle.symbolicName());
            for (String host : bundle.names("Fragment-Host")) {
                seen.add(host);
                seen.addAll(
                        bundle(host.substring(BundleProject.PREFIX.length()))
                                .names("Require-Bundle"));
            }
            for (String name : bundle.sourceImports()) {
                owner(name)
                        .filter(o -> !seen.contains(o))
                        .ifPresent(o -> wrong.add(bundle.symbolicName() + ": " + name));
            }
        }
        assertEquals(List.of(), wrong, "imports without Require-Bundle");
    }

    /** The bundle that has a type or package: of those whose name it begins with, the longest. */
    private Optional<String> owner(String imported) {
        return bundles.stream()
                .map(BundleProject::symbolicName)
                .filter(b -> imported.startsWith(b + "."))
                .max(Comparator.comparingInt(String::length));
    }

    /** Kernels have to run as plain jars on a class path. */
    @Test
    void eclipse_isUsedByTheUserInterfaceAndTheCommandLineOnly() {
        List<String> wrong = new ArrayList<>();
        for (BundleProject bundle : bundles) {
            if (bundle.isUserInterface() || bundle.shortName().equals("headless")) {
                continue;
            }
            bundle.sourceImports().stream()
                    .filter(ECLIPSE.asMatchPredicate())
                    .forEach(n -> wrong.add(bundle.symbolicName() + ": import " + n));
            bundle.names("Require-Bundle").stream()
                    .filter(ECLIPSE.asMatchPredicate())
                    .forEach(n -> wrong.add(bundle.symbolicName() + ": Require-Bundle " + n));
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void commandLine_needsNoUserInterface() {
        BundleProject headless = bundle("headless");
        Set<String> used = new TreeSet<>(headless.sourceImports());
        used.addAll(headless.names("Require-Bundle"));
        used.addAll(headless.names("Import-Package"));
        used.removeIf(n -> !UI_BUNDLE.matcher(n).matches() && !n.startsWith("org.lacuna.ui"));
        assertEquals(Set.of(), used);

        Set<String> reached = new TreeSet<>();
        reach("headless", reached);
        reached.removeIf(n -> !n.equals("ui") && !n.startsWith("ui."));
        assertEquals(Set.of(), reached, "user interface bundles that the command line reaches");
    }

    @Test
    void everyBundle_hasTestsInAFragment() {
        Set<String> tested = new TreeSet<>();
        for (BundleProject fragment : BundleProject.allIn("tests")) {
            Set<String> hosts = fragment.names("Fragment-Host");
            assertEquals(1, hosts.size(), fragment.symbolicName() + " is no fragment");
            assertFalse(fragment.sources().isEmpty(), fragment.symbolicName() + " is empty");
            tested.addAll(hosts);
        }
        Set<String> there = new TreeSet<>();
        bundles.forEach(b -> there.add(b.symbolicName()));
        assertEquals(there, tested);
    }

    @Test
    void everyBundle_isBuiltAndInTheFeatures() throws IOException {
        String root = Files.readString(BundleProject.root().resolve("pom.xml"));
        String feature = feature("org.lacuna.feature");
        String sources = feature("org.lacuna.source.feature");
        for (BundleProject bundle : bundles) {
            String name = bundle.symbolicName();
            assertTrue(root.contains("<module>bundles/" + name + "</module>"), name + ": pom.xml");
            assertTrue(
                    root.contains("<module>tests/" + name + ".tests</module>"),
                    name + ".tests: pom.xml");
            assertTrue(feature.contains("id=\"" + name + "\""), name + ": org.lacuna.feature");
            assertTrue(
                    sources.contains("id=\"" + name + ".source\""),
                    name + ".source: org.lacuna.source.feature");
        }
    }

    @Test
    void everyBundle_statesEnvironmentVendorAndLicence() {
        for (BundleProject bundle : bundles) {
            String name = bundle.symbolicName();
            assertEquals(
                    Set.of("JavaSE-21"), bundle.names("Bundle-RequiredExecutionEnvironment"), name);
            assertEquals(Set.of("Lacuna"), bundle.names("Bundle-Vendor"), name);
            assertEquals(Set.of("EPL-2.0"), bundle.names("Bundle-License"), name);
            assertEquals(Set.of(name), bundle.names("Automatic-Module-Name"), name);
        }
    }

    private static String feature(String id) throws IOException {
        return Files.readString(
                BundleProject.root().resolve("features").resolve(id).resolve("feature.xml"));
    }

    private void assertNone(String what, String header, Predicate<String> forbidden) {
        List<String> wrong = new ArrayList<>();
        for (BundleProject bundle : bundles) {
            bundle.names(header).stream()
                    .filter(forbidden)
                    .forEach(n -> wrong.add(bundle.symbolicName() + " " + what + ": " + n));
        }
        assertEquals(List.of(), wrong);
    }

    private BundleProject bundle(String shortName) {
        return bundles.stream()
                .filter(b -> b.shortName().equals(shortName))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no bundle " + shortName));
    }

    private static Set<String> ownBundlesNeededBy(BundleProject bundle) {
        Set<String> targets = new TreeSet<>();
        for (String name : bundle.names("Require-Bundle")) {
            if (name.startsWith(BundleProject.PREFIX)) {
                targets.add(name.substring(BundleProject.PREFIX.length()));
            }
        }
        return targets;
    }

    private void reach(String shortName, Set<String> reached) {
        for (String target : ownBundlesNeededBy(bundle(shortName))) {
            if (reached.add(target)) {
                reach(target, reached);
            }
        }
    }
}
