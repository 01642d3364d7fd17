package org.lacuna.inspection;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import org.lacuna.core.Software;

import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a training depends on. A checkpoint made with another key is of no use.
 *
 * @param category what is learned
 * @param softwareVersion version of this program
 * @param dataSha256 of the parts, see {@link DataHash}
 * @param parameters all of {@link InspectionParameters}
 */
record CheckpointKey(
        String category, String softwareVersion, String dataSha256, JsonObject parameters) {
    private static final int MOST_DIFFERENCES = 3;
    private static final int MAX_DEPTH = 16;
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    CheckpointKey {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(softwareVersion, "softwareVersion");
        Objects.requireNonNull(dataSha256, "dataSha256");
        Objects.requireNonNull(parameters, "parameters");
    }

    static CheckpointKey of(String category, InspectionParameters parameters, String dataSha256) {
        return new CheckpointKey(
                category, Software.VERSION, dataSha256, ModelFile.json(parameters));
    }

    /**
     * @throws IllegalArgumentException when the text is no key
     */
    static CheckpointKey parse(String json) {
        try {
            return Objects.requireNonNull(GSON.fromJson(json, CheckpointKey.class), "key");
        } catch (RuntimeException e) {
            // Gson wraps what the constructor refuses into a bare RuntimeException.
            throw new IllegalArgumentException("key cannot be understood", e);
        }
    }

    String json() {
        return GSON.toJson(this);
    }

    /** Whether all values are the same. (Numbers that were read know their digits alone.) */
    boolean isSame(CheckpointKey other) {
        return flat().equals(other.flat());
    }

    /** Where the other key differs, and how it is here: for people, on one line. */
    String differences(CheckpointKey expected) {
        Map<String, String> found = flat();
        Map<String, String> wanted = expected.flat();
        // A seed stands in many places; what is further up says more.
        TreeSet<String> names =
                new TreeSet<>(
                        Comparator.<String>comparingLong(
                                        n -> n.chars().filter(c -> c == '.').count())
                                .thenComparing(Comparator.naturalOrder()));
        names.addAll(found.keySet());
        names.addAll(wanted.keySet());
        names.removeIf(n -> Objects.equals(found.get(n), wanted.get(n)));
        StringBuilder text = new StringBuilder();
        int told = 0;
        for (String n : names) {
            if (told++ < MOST_DIFFERENCES) {
                text.append(text.isEmpty() ? "" : "; ")
                        .append(n)
                        .append(' ')
                        .append(found.getOrDefault(n, "none"))
                        .append(", expected ")
                        .append(wanted.getOrDefault(n, "none"));
            }
        }
        return told > MOST_DIFFERENCES
                ? text + "; and " + (told - MOST_DIFFERENCES) + " more"
                : text.toString();
    }

    private Map<String, String> flat() {
        Map<String, String> flat = new TreeMap<>();
        flat.put("category", category);
        flat.put("software version", softwareVersion);
        flat.put("data SHA-256", dataSha256);
        flatten("", parameters, flat, 0);
        return flat;
    }

    private static void flatten(
            String prefix, JsonObject object, Map<String, String> to, int depth) {
        for (Map.Entry<String, JsonElement> e : object.entrySet()) {
            String name = prefix + e.getKey();
            switch (e.getValue()) {
                case JsonObject o when depth < MAX_DEPTH -> flatten(name + ".", o, to, depth + 1);
                case JsonPrimitive p -> to.put(name, p.getAsString());
                case JsonNull n -> {} // not written, so never read
                default -> to.put(name, "of unknown kind");
            }
        }
    }
}
