package org.lacuna.ui.internal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The three languages say the same things. */
class MessagesTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+\\}");
    private static final String[] LANGUAGES = {"_de", "_zh"};

    private static Properties read(String base, String language) throws Exception {
        Properties properties = new Properties();
        try (InputStream in =
                MessagesTest.class.getResourceAsStream(base + language + ".properties")) {
            assertNotNull(in, base + language);
            properties.load(in);
        }
        return properties;
    }

    private static Set<String> placeholders(String text) {
        Set<String> found = new TreeSet<>();
        Matcher m = PLACEHOLDER.matcher(text);
        while (m.find()) {
            found.add(m.group());
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "/plugin"})
    void languages_haveTheSameKeysAndPlaceholders(String base) throws Exception {
        Properties english = read(base, "");
        assertFalse(english.isEmpty());
        for (String language : LANGUAGES) {
            Properties other = read(base, language);
            assertEquals(
                    new TreeSet<>(english.stringPropertyNames()),
                    new TreeSet<>(other.stringPropertyNames()),
                    language);
            for (String key : english.stringPropertyNames()) {
                assertEquals(
                        placeholders(english.getProperty(key)),
                        placeholders(other.getProperty(key)),
                        language + " " + key);
                assertFalse(other.getProperty(key).isBlank(), language + " " + key);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages"})
    void everyField_isBound_andEveryKeyHasAField(String base) throws Exception {
        Set<String> fields = new TreeSet<>();
        for (Field field : Messages.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                fields.add(field.getName());
                String value = (String) field.get(null);
                assertFalse(value.startsWith("NLS missing message"), field.getName());
            }
        }
        assertEquals(fields, new TreeSet<>(read(base, "").stringPropertyNames()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_de", "_zh"})
    void mnemonicsOfAMenuOrPage_areUnique(String language) throws Exception {
        Properties all = read("messages", language);
        all.putAll(read("/plugin", language));
        for (String group :
                new String[] {
                    "menu\\..*",
                    "Common_(dataFolder|category|modalities)|Train_model",
                    "Common_(distillation|seed|threads)",
                    "Train_(entries|vectors|generators|blur|annotationWeight)",
                    "Inspect_(model|parts|split)|Common_(category|modalities|results)",
                    "Common_(dataFolder|distillation|seed|threads|results)|Evaluate_(categories"
                            + "|both|rgb|xyz|resilience)",
                    "Import_(problemsOnly|leaveOut|keepAll|openFolder)",
                    "Export_(results|target|folder|zip|report|csv|json|maps)"
                }) {
            // Back, Next and Finish; in the menu, Open and Preferences.
            Set<Character> taken =
                    new TreeSet<>(
                            group.startsWith("menu") ? Set.of('o', 'p') : Set.of('b', 'n', 'f'));
            Set<String> keys =
                    all.stringPropertyNames().stream()
                            .filter(k -> k.matches(group) && !k.endsWith("Help"))
                            .collect(Collectors.toCollection(TreeSet::new));
            assertTrue(keys.size() > 2, group);
            for (String key : keys) {
                String text = all.getProperty(key);
                int at = text.indexOf('&');
                assertTrue(at >= 0, language + " " + key + " has a mnemonic");
                char mnemonic = Character.toLowerCase(text.charAt(at + 1));
                assertTrue(taken.add(mnemonic), language + " " + key + ": " + mnemonic);
            }
        }
    }
}
