package org.lacuna.ui.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

class NumbersTest {
    private static final Path SOURCES = Path.of("..", "..", "bundles", "org.lacuna.ui", "src");

    /** Mementos and clock times. */
    private static final Set<String> OTHERS =
            Set.of("ClipBox.java", "JobProgress.java", "Numbers.java");

    @ParameterizedTest
    @CsvSource({
        "de, '1234,50'",
        "de_DE, '1234,50'",
        "de_CH, '1234.50'",
        "zh_CN, '1234.50'",
        "en_GB, '1234.50'",
        "fr, '1234.50'",
        "'', '1234.50'"
    })
    void decimalMark_isThatOfTheTexts(String language, String text) {
        assertEquals(text, new Numbers(Numbers.spoken(language)).text("%.2f", 1234.5));
    }

    @Test
    void signsGroupsAndSeveralNumbers_areGerman() {
        Numbers german = new Numbers(Locale.GERMANY);
        assertEquals("+0,250", german.text("%+.3f", 0.25));
        assertEquals("1.234.567", german.text("%,d", 1_234_567));
        assertEquals("1,0; -2,5", german.row("%.1f", 1, -2.5));
        assertEquals("1.0, -2.5", new Numbers(Locale.ENGLISH).row("%.1f", 1, -2.5));
        assertEquals("12 %", german.text("%.0f %%", 12.0));
    }

    @Test
    void workbench_writesInItsOwnLanguage_whateverTheMachinesIs() {
        Locale before = Locale.getDefault(Locale.Category.FORMAT);
        try {
            Locale.setDefault(Locale.Category.FORMAT, Locale.GERMANY);
            String expected = String.format(Numbers.spoken(Platform.getNL()), "%.2f", 0.5);
            assertEquals(expected, Numbers.format("%.2f", 0.5));
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, before);
        }
    }

    /** A format of its own would show a point beside German words, or the machine's usual mark. */
    @Test
    void everyClassOfTheWorkbench_formatsHere() throws Exception {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> sources = files.filter(f -> f.toString().endsWith(".java")).toList();
            assertTrue(sources.size() > 100, sources.size() + " sources");
            for (Path source : sources) {
                String text = Files.readString(source);
                if (text.contains("String.format(") || text.contains(".formatted(")) {
                    found.add(source.getFileName().toString());
                }
            }
        }
        found.removeAll(OTHERS);
        assertEquals(Set.of(), found);
    }
}
