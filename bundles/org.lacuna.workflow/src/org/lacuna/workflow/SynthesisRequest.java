package org.lacuna.workflow;

import com.google.gson.Gson;

import org.lacuna.core.Software;
import org.lacuna.synthesis.PartKind;
import org.lacuna.synthesis.PartSynthesizer;
import org.lacuna.synthesis.SynthesisParameters;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Which synthetic parts to make.
 *
 * @param parameters all that decides what the scans become
 * @param kinds kinds of parts, at least one, each a category
 */
public record SynthesisRequest(SynthesisParameters parameters, List<PartKind> kinds) {
    public SynthesisRequest {
        Objects.requireNonNull(parameters, "parameters");
        kinds = List.copyOf(kinds);
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("kinds: none, expected at least one");
        }
    }

    /**
     * The demo's data set.
     *
     * @param parts good training parts of each category, 1..10000; the others follow in proportion
     * @param categories names out of {@link #categories}; none = all
     * @throws IllegalArgumentException for a name that is not among them
     */
    public static SynthesisRequest of(int parts, List<String> categories) {
        List<String> known = categories();
        for (String name : categories) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "category: " + name + ", expected " + String.join(", ", known));
            }
        }
        return new SynthesisRequest(
                SynthesisParameters.defaults().withParts(parts),
                Arrays.stream(PartKind.values())
                        .filter(k -> categories.isEmpty() || categories.contains(k.key()))
                        .toList());
    }

    /** Good training parts of a category, where nobody says otherwise. */
    public static int defaultParts() {
        return SynthesisParameters.defaults().trainParts();
    }

    /** Good training parts of each category. */
    public int parts() {
        return parameters.trainParts();
    }

    /** Scans that will be made. */
    public int scans() {
        PartSynthesizer synthesizer = new PartSynthesizer(parameters);
        return kinds.stream().mapToInt(k -> synthesizer.plans(k).size()).sum();
    }

    /** Names of the categories asked for. */
    public List<String> names() {
        return kinds.stream().map(PartKind::key).toList();
    }

    /** Names of all categories that there are. */
    public static List<String> categories() {
        return Arrays.stream(PartKind.values()).map(PartKind::key).toList();
    }

    /** Text that is the same exactly when the same data set would be made. */
    public String fingerprint() {
        return Software.VERSION + " " + new Gson().toJson(parameters) + " " + names();
    }
}
