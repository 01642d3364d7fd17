package org.lacuna.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of allowed arrows in {@code docs/architecture.md}: the document is the rule, the tests
 * only apply it.
 *
 * <p>A row is {@code | `bundle` | what it is for | `bundle`, `bundle` |}; only the names in back
 * quotes count.
 */
final class ArrowTable {

    private static final Pattern ROW =
            Pattern.compile("^\\|\\s*`([a-z.]+)`\\s*\\|.*\\|([^|]*)\\|\\s*$");
    private static final Pattern NAME = Pattern.compile("`([a-z.]+)`");

    private ArrowTable() {}

    /** Short name of each bundle to the short names it may depend on. */
    static Map<String, Set<String>> read() {
        Path page = BundleProject.root().resolve("docs/architecture.md");
        try {
            return parse(Files.readString(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Set<String>> parse(String markdown) {
        Map<String, Set<String>> table = new TreeMap<>();
        for (String line : markdown.lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> allowed = new TreeSet<>();
                Matcher name = NAME.matcher(row.group(2));
                while (name.find()) {
                    allowed.add(name.group(1));
                }
                if (table.put(row.group(1), allowed) != null) {
                    throw new IllegalStateException(
                            "two rows for '" + row.group(1) + "' in docs/architecture.md");
                }
            }
        }
        return table;
    }
}
