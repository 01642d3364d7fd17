package org.lacuna.inspection;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One entry in the history of a {@link ModelRegistry}: which model became the current one, by whom,
 * when, why, and what was known of it.
 *
 * @param number of the entry, from 1
 * @param time to the second
 * @param user name of the system's user
 * @param action whether a model was promoted, or the one before came back
 * @param file name of the model's file, in the folder of the registry
 * @param modelId SHA-256 of the model, hexadecimal
 * @param category kind of part, as the model says
 * @param figures known of the model at that time, by name; any finite numbers
 * @param reason for people; not blank, at most {@value #MAX_TEXT} characters
 */
public record Promotion(
        int number,
        Instant time,
        String user,
        Action action,
        String file,
        String modelId,
        String category,
        Map<String, Double> figures,
        String reason) {
    /** How a model became the current one. */
    public enum Action {
        PROMOTED("promote"),
        ROLLED_BACK("roll back");

        private final String key;

        Action(String key) {
            this.key = key;
        }

        /** In files. */
        public String key() {
            return key;
        }

        static Action parse(String text) {
            for (Action a : values()) {
                if (a.key.equals(text)) {
                    return a;
                }
            }
            throw new IllegalArgumentException(
                    "action: '" + text + "', expected 'promote' or 'roll back'");
        }
    }

    /** Longest reason or name, characters. */
    public static final int MAX_TEXT = ThresholdChange.MAX_TEXT;

    private static final int MAX_FIGURES = 100;

    public Promotion {
        if (number < 1) {
            throw new IllegalArgumentException("number: " + number + ", expected at least 1");
        }
        time = time.truncatedTo(ChronoUnit.SECONDS);
        user = HistoryText.require("user", user, MAX_TEXT);
        Objects.requireNonNull(action, "action");
        requireName(file);
        if (!modelId.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "model: '" + modelId + "', expected 64 hexadecimal digits");
        }
        category = HistoryText.require("category", category, MAX_TEXT);
        reason = HistoryText.require("reason", reason, MAX_TEXT);
        figures = checked(figures);
    }

    /** A registry names files beside it and nothing else on the machine. */
    private static void requireName(String file) {
        boolean name =
                !file.isBlank()
                        && file.length() <= 255
                        && !file.equals(".")
                        && !file.equals("..")
                        && file.chars()
                                .noneMatch(
                                        c ->
                                                c == '/'
                                                        || c == '\\'
                                                        || c == ':'
                                                        || Character.isISOControl(c));
        if (!name) {
            throw new IllegalArgumentException(
                    "file: '" + file + "', expected the name of a file in the registry's folder");
        }
    }

    private static Map<String, Double> checked(Map<String, Double> figures) {
        if (figures.size() > MAX_FIGURES) {
            throw new IllegalArgumentException(
                    "figures: " + figures.size() + ", expected at most " + MAX_FIGURES);
        }
        figures.forEach(
                (name, value) -> {
                    if (!name.matches("[a-z0-9_+]{1,64}") || !Double.isFinite(value)) {
                        throw new IllegalArgumentException(
                                "figure '"
                                        + name
                                        + "': "
                                        + value
                                        + ", expected a name of small letters and a number");
                    }
                });
        return Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }
}
