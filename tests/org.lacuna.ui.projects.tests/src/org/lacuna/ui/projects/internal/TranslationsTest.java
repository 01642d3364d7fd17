package org.lacuna.ui.projects.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of projects in all languages. */
class TranslationsTest {
    private static final String[] LANGUAGES = {"_de", "_zh"};
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+\\}");
    private static final Pattern KEY_IN_PLUGIN = Pattern.compile("\"%([^\"]+)\"|>%([^<]+)<");

    private static Properties read(String file) throws Exception {
        Properties texts = new Properties();
        try (InputStream in = TranslationsTest.class.getResourceAsStream(file)) {
            assertNotNull(in, file);
            texts.load(in);
        }
        return texts;
    }

    private static TreeSet<String> placeholders(String text) {
        TreeSet<String> found = new TreeSet<>();
        Matcher m = PLACEHOLDER.matcher(text);
        while (m.find()) {
            found.add(m.group());
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/plugin", "/org/lacuna/ui/projects/internal/messages"})
    void everyLanguage_hasTheSameKeysAndPlaceholders(String base) throws Exception {
        Properties english = read(base + ".properties");
        assertFalse(english.isEmpty());
        for (String language : LANGUAGES) {
            Properties other = read(base + language + ".properties");
            assertEquals(english.stringPropertyNames(), other.stringPropertyNames(), language);
            for (String key : english.stringPropertyNames()) {
                String text = other.getProperty(key);
                assertFalse(text.isBlank(), key + language);
                assertEquals(
                        placeholders(english.getProperty(key)), placeholders(text), key + language);
            }
        }
    }

    @Test
    void everyField_isBound_andEveryTextHasAField() throws Exception {
        Properties english = read("/org/lacuna/ui/projects/internal/messages.properties");
        TreeSet<String> fields = new TreeSet<>();
        for (Field field : Messages.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                fields.add(field.getName());
                String text = (String) field.get(null);
                assertFalse(text.startsWith("NLS missing message"), text);
            }
        }
        assertEquals(new TreeSet<>(english.stringPropertyNames()), fields);
    }

    @Test
    void everyKeyOfPluginXml_hasAText() throws Exception {
        Properties english = read("/plugin.properties");
        TreeSet<String> used = new TreeSet<>();
        try (InputStream in =
                ProjectsPlugin.class.getClassLoader().getResourceAsStream("plugin.xml")) {
            Matcher m =
                    KEY_IN_PLUGIN.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            while (m.find()) {
                used.add(m.group(1) == null ? m.group(2) : m.group(1));
            }
        }
        assertEquals(new TreeSet<>(english.stringPropertyNames()), used);
        assertTrue(used.contains("view.projects"), used.toString());
    }
}
