package org.lacuna.inspection;

import org.lacuna.core.ModalitySet;
import org.lacuna.distillation.Hyperparameters;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a search for hyperparameters has found.
 *
 * @param trials all, in the order they were made; the first one has the given values
 * @param given the given values, trained again with other seeds
 * @param finalists the best values of each width, trained again with the same seeds; the best by
 *     their mean first, at least one
 */
public record Tuning(List<Trial> trials, Finalist given, List<Finalist> finalists) {
    public Tuning {
        trials = List.copyOf(trials);
        finalists = List.copyOf(finalists);
    }

    /** Why a trial was made. */
    public enum Stage {
        /** The given values, or a point of the grid. */
        GRID,
        /** The best of the grid with another modality dropout. */
        DROPOUT,
        /** Given values or finalists with another seed. */
        REPEAT
    }

    /**
     * Networks that were trained with some values.
     *
     * @param number from 0
     * @param seed of these networks
     * @param epochs that the student learned for
     * @param auroc of the held-out patches, by what the student sees; only where it is defined
     */
    public record Trial(
            int number,
            Stage stage,
            Hyperparameters values,
            long seed,
            int epochs,
            Map<ModalitySet, Double> auroc) {
        public Trial {
            auroc = Collections.unmodifiableMap(new LinkedHashMap<>(auroc));
        }

        /** Mean over what the student sees. */
        public double mean() {
            return auroc.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(Double.NaN);
        }
    }

    /**
     * Values that were trained with several seeds, which had no part in their choice.
     *
     * @param mean of the mean AUROC over seeds
     * @param deviation of it, by seed; what differs by less is chance
     * @param gain mean difference to the given values, seed by seed
     * @param margin half of the 95 % interval of the gain (Student's t)
     */
    public record Finalist(
            Hyperparameters values, double mean, double deviation, double gain, double margin) {
        /** Whether the gain is more than the chance of seeds. */
        public boolean isBetter() {
            return gain > margin;
        }
    }

    /** The best values, if they are better than the given ones beyond chance; else those. */
    public Hyperparameters recommended() {
        Finalist best = finalists.getFirst();
        return best.isBetter() ? best.values() : given.values();
    }
}
