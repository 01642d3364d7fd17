package org.lacuna.ui.internal.jobs;

import org.lacuna.acquisition.SampleFiles;
import org.lacuna.core.Split;
import org.lacuna.inspection.Learner;
import org.lacuna.memorybank.UpdateParameters;
import org.lacuna.ui.PartItem;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the user chose to learn.
 *
 * @param model file of the model that learns, and stays as it is
 * @param parts at least one
 * @param limits how much of each part
 */
record LearnChoice(Path model, List<Learner.Part> parts, UpdateParameters limits) {
    LearnChoice {
        parts = List.copyOf(parts);
    }

    /** A part as the model's history names it: by the split that its files lie in. */
    static Learner.Part part(PartItem item) {
        return new Learner.Part(
                item.files().values().stream()
                        .map(LearnChoice::split)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse(Split.TEST),
                SampleFiles.of(item.id(), item.files()));
    }

    private static Optional<Split> split(Path file) {
        return Arrays.stream(Split.values())
                .filter(
                        s -> {
                            for (Path folder : file) {
                                if (folder.toString().equals(s.key())) {
                                    return true;
                                }
                            }
                            return false;
                        })
                .findFirst();
    }

    /** Parts by the files they are of, for a comparison of two choices. */
    boolean isLike(LearnChoice other) {
        return model.equals(other.model)
                && limits.equals(other.limits)
                && files().equals(other.files());
    }

    private List<Object> files() {
        return parts.stream().<Object>map(p -> p.source().files()).toList();
    }
}
