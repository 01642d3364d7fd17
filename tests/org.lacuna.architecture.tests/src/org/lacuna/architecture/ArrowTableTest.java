package org.lacuna.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** The readers themselves: a reader that finds nothing would make every rule pass. */
class ArrowTableTest {

    @Test
    void parse_rowsAndProse_onlyRowsCount() {
        String page =
                """
                # Title
                Prose about `core` | and bars.
                | bundle | for | may depend on |
                |---|---|---|
                | `core` | data types | nothing |
                | `ui` | the `workbench` | `core`, `report` |
                """;
        assertEquals(
                Map.of("core", Set.of(), "ui", Set.of("core", "report")), ArrowTable.parse(page));
    }

    @Test
    void parse_twoRowsForOneBundle_refused() {
        String page = "| `core` | a | nothing |\n| `core` | b | nothing |\n";
        assertThrows(IllegalStateException.class, () -> ArrowTable.parse(page));
    }

    @Test
    void names_commasInsideQuotes_doNotSplit() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .putValue("Require-Bundle", "a.b;bundle-version=\"[1.0,2.0)\", c.d;x=y,e");
        assertEquals(Set.of("a.b", "c.d", "e"), BundleProject.names(manifest, "Require-Bundle"));
        assertEquals(Set.of(), BundleProject.names(manifest, "Import-Package"));
    }
}
