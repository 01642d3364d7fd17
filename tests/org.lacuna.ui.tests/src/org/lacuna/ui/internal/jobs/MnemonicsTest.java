package org.lacuna.ui.internal.jobs;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.InputStream;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Keys that reach the fields of the wizards; for the rest see {@code TranslationsTest}. */
class MnemonicsTest {
    private static Properties read(String base, String language) throws Exception {
        Properties properties = new Properties();
        try (InputStream in =
                MnemonicsTest.class.getResourceAsStream(base + language + ".properties")) {
            assertNotNull(in, base + language);
            properties.load(in);
        }
        return properties;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_de", "_zh"})
    void mnemonicsOfAMenuOrPage_areUnique(String language) throws Exception {
        Properties all = read("messages", language);
        all.putAll(read("/plugin", language));
        for (String group :
                new String[] {
                    "menu\\.(open|preferences|views|demo|firstInspection|import|train|inspect|learn|evaluate"
                            + "|export|annotation|thresholds|model|compare|compareModels|model\\.promote|model\\.rollBack)",
                    "Common_(dataFolder|category|modalities)|Train_model",
                    "Common_(distillation|seed|threads)",
                    "Train_(entries|vectors|projection|generators|blur|annotationWeight)",
                    "Learn_(model|accept|tolerance|entries|out)",
                    "Inspect_(model|thresholds|parts|split)|Common_(category|modalities|results)",
                    "Compare_(modelA|modelB|thresholds)|Inspect_(parts|split)|Common_(category|modalities|results)",
                    "Common_(dataFolder|distillation|seed|threads|results)|Evaluate_(categories"
                            + "|both|rgb|xyz|resilience)",
                    "Import_(problemsOnly|leaveOut|keepAll|openFolder)",
                    "Export_(results|target|folder|zip|report|csv|json|maps)"
                }) {
            // Back, Next and Finish.
            Set<Character> taken =
                    new TreeSet<>(group.startsWith("menu") ? Set.of() : Set.of('b', 'n', 'f'));
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
