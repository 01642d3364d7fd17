package org.lacuna.inspection;

import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Workers;
import org.lacuna.distillation.Student;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the student says to the patches of a part, and how that sharpens the scores of the memory
 * banks. Scores and log-odds are added patch by patch, before the largest is taken: a false alarm
 * of one of them rarely lies where the other has one. Thread-safe.
 */
final class StudentScoring {
    private final Map<Modality, PatchViews> views = new EnumMap<>(Modality.class);

    StudentScoring(Map<Modality, TrainedBank> banks) {
        banks.forEach((m, b) -> views.put(m, new PatchViews(b.bank())));
    }

    PatchViews views(Modality modality) {
        return views.get(modality);
    }

    /**
     * Modalities by which each patch is seen, as {@link ModalitySet}s.
     *
     * @param use by modality; one that is not there is not seen
     */
    private static ModalitySet seen(Map<Modality, boolean[]> use, int patch) {
        return new ModalitySet(
                use.containsKey(Modality.RGB) && use.get(Modality.RGB)[patch],
                use.containsKey(Modality.XYZ) && use.get(Modality.XYZ)[patch]);
    }

    /** Log-odds of a defect for each patch; NaN where no modality of the pattern is usable. */
    float[] logOdds(
            Student student,
            Map<Modality, BankMatch> matches,
            ModalitySet pattern,
            Workers workers) {
        float[][] rows = new float[Modality.values().length][0];
        boolean[][] use = new boolean[Modality.values().length][0];
        for (Modality m : pattern.list()) {
            if (matches.containsKey(m)) {
                use[m.ordinal()] = matches.get(m).use();
                rows[m.ordinal()] = views.get(m).of(matches.get(m), workers);
            }
        }
        int rgb = Modality.RGB.ordinal();
        int xyz = Modality.XYZ.ordinal();
        return student.logOdds(
                PatchGrid.PATCHES, rows[rgb], use[rgb], rows[xyz], use[xyz], workers);
    }

    /**
     * Scores of the banks with the student's evidence added, never below 0.
     *
     * @param trained empty when distillation is off: then the scores stay as they are
     * @param distances scores of the modalities of the pattern, at least; left as they are
     */
    Map<Modality, float[]> sharpen(
            Optional<TrainedStudent> trained,
            Map<Modality, BankMatch> matches,
            Map<Modality, float[]> distances,
            ModalitySet pattern,
            Workers workers) {
        if (trained.isEmpty() || trained.get().isSilent()) {
            return distances;
        }
        float[] odds = logOdds(trained.get().student(), matches, pattern, workers);
        return add(trained.get(), matches, distances, pattern, odds);
    }

    /** The same with the log-odds at hand. */
    Map<Modality, float[]> add(
            TrainedStudent trained,
            Map<Modality, BankMatch> matches,
            Map<Modality, float[]> distances,
            ModalitySet pattern,
            float[] odds) {
        Map<Modality, boolean[]> use = new EnumMap<>(Modality.class);
        for (Modality m : pattern.list()) {
            if (matches.containsKey(m)) {
                use.put(m, matches.get(m).use());
            }
        }
        double[] evidence = new double[PatchGrid.PATCHES];
        for (int p = 0; p < evidence.length; p++) {
            StudentTerm term = trained.terms().get(seen(use, p));
            evidence[p] = term == null ? 0 : term.evidence(odds[p]);
        }
        Map<Modality, float[]> sharpened = new EnumMap<>(Modality.class);
        distances.forEach(
                (m, d) -> {
                    double unit = trained.bankDeviation().getOrDefault(m, 1.0);
                    float[] s = d.clone();
                    for (int p = 0; p < s.length; p++) {
                        if (!Float.isNaN(s[p])) {
                            s[p] = (float) Math.max(0, s[p] + unit * evidence[p]);
                        }
                    }
                    sharpened.put(m, s);
                });
        return sharpened;
    }
}
