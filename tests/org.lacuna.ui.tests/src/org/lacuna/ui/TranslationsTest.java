package org.lacuna.ui;

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

/** The texts of the user interface in all its languages. */
class TranslationsTest {
    private static final String[] LANGUAGES = {"_de", "_zh"};
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+\\}");
    private static final Pattern KEY_IN_PLUGIN = Pattern.compile("\"%([^\"]+)\"");

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
    @ValueSource(
            strings = {
                "/plugin",
                "/org/lacuna/ui/messages",
                "/org/lacuna/ui/internal/jobs/messages",
                "/org/lacuna/ui/internal/steps/messages",
                "/org/lacuna/ui/internal/viewing/messages",
                "/org/lacuna/ui/internal/annotating/messages",
                "/org/lacuna/ui/internal/models/messages",
                "/org/lacuna/ui/internal/thresholds/messages",
                "/org/lacuna/ui/internal/cloud/messages",
                "/org/lacuna/ui/internal/parts/messages",
                "/org/lacuna/ui/internal/properties/messages",
                "/org/lacuna/ui/internal/help/messages"
            })
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

    @ParameterizedTest
    @ValueSource(
            classes = {
                org.lacuna.ui.Messages.class,
                org.lacuna.ui.internal.jobs.Messages.class,
                org.lacuna.ui.internal.steps.Messages.class,
                org.lacuna.ui.internal.viewing.Messages.class,
                org.lacuna.ui.internal.annotating.Messages.class,
                org.lacuna.ui.internal.models.Messages.class,
                org.lacuna.ui.internal.thresholds.Messages.class,
                org.lacuna.ui.internal.cloud.Messages.class,
                org.lacuna.ui.internal.parts.Messages.class,
                org.lacuna.ui.internal.properties.Messages.class,
                org.lacuna.ui.internal.help.Messages.class
            })
    void everyField_isBound_andEveryTextHasAField(Class<?> messages) throws Exception {
        Properties english =
                read("/" + messages.getPackageName().replace('.', '/') + "/messages.properties");
        TreeSet<String> fields = new TreeSet<>();
        for (Field field : messages.getDeclaredFields()) {
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
        int keys = 0;
        try (InputStream in = TranslationsTest.class.getResourceAsStream("/plugin.xml")) {
            String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Matcher m = KEY_IN_PLUGIN.matcher(xml);
            while (m.find()) {
                keys++;
                assertTrue(english.containsKey(m.group(1)), m.group(1));
            }
        }
        assertTrue(keys > 0);
    }
}
