package org.lacuna.inspection;

import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.distillation.Distilled;
import org.lacuna.distillation.Epoch;
import org.lacuna.distillation.Generator;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings streams of evidence and the scores of the memory banks to one scale: standard deviations
 * of normal patches, on good parts that networks did not learn from, for each availability pattern.
 */
final class EvidenceScale {
    private final Map<Modality, TrainedBank> banks;
    private final EvidenceScoring scoring;
    private final ModalitySet modalities;
    private final LessonParameters parameters;

    EvidenceScale(
            Map<Modality, TrainedBank> banks,
            EvidenceScoring scoring,
            ModalitySet modalities,
            LessonParameters parameters) {
        this.banks = banks;
        this.scoring = scoring;
        this.modalities = modalities;
        this.parameters = parameters;
    }

    /**
     * A good part that networks did not learn from.
     *
     * @param matches without the part's own entries
     * @param distances scores of the banks by these
     * @param onPart patches of the part and around it
     */
    record Trial(
            Map<Modality, BankMatch> matches, Map<Modality, float[]> distances, boolean[] onPart) {}

    /**
     * @param generators by what they generate
     * @param epochs of all networks
     */
    TrainedStudent of(
            Distilled distilled,
            Map<Modality, Generator> generators,
            List<Epoch> epochs,
            List<Trial> trials,
            Progress progress,
            Workers workers) {
        Map<Modality, Moments> scores = new EnumMap<>(Modality.class);
        modalities.list().forEach(m -> scores.put(m, new Moments()));
        for (Trial t : trials) {
            scores.forEach((m, moments) -> moments.add(t.distances().get(m), t.onPart()));
        }
        Map<Modality, Double> deviations = new EnumMap<>(Modality.class);
        scores.forEach((m, moments) -> deviations.put(m, moments.deviation()));
        TrainedStudent unscaled =
                new TrainedStudent(
                        distilled.student(),
                        errors(generators, trials, progress, workers),
                        Map.of(),
                        deviations,
                        epochs);
        return unscaled.with(terms(unscaled, trials, progress, workers));
    }

    private Map<Modality, TrainedGenerator> errors(
            Map<Modality, Generator> generators,
            List<Trial> trials,
            Progress progress,
            Workers workers) {
        Map<Modality, TrainedGenerator> trained = new EnumMap<>(Modality.class);
        Map<Modality, TrainedGenerator.Errors> errors = new EnumMap<>(Modality.class);
        generators
                .keySet()
                .forEach(
                        to ->
                                errors.put(
                                        to,
                                        new TrainedGenerator.Errors(
                                                banks.get(to.other()).bank().entries())));
        for (Trial t : trials) {
            progress.throwIfCancelled();
            if (t.matches().size() == Modality.values().length) {
                PartViews part = scoring.look(t.matches(), workers);
                generators.forEach((to, g) -> addErrors(errors.get(to), g, to, part, t, workers));
            }
        }
        generators.forEach((to, g) -> trained.put(to, errors.get(to).of(g)));
        return trained;
    }

    private void addErrors(
            TrainedGenerator.Errors errors,
            Generator generator,
            Modality to,
            PartViews part,
            Trial trial,
            Workers workers) {
        BankMatch source = trial.matches().get(to.other());
        float[] contexts = scoring.contexts(part, to.other(), source.patches());
        float[] made = generator.generate(source.count(), contexts, workers);
        boolean[] real = trial.matches().get(to).use();
        int dim = generator.outputs();
        for (int i = 0; i < source.count(); i++) {
            int p = source.patches()[i];
            if (real[p] && trial.onPart()[p]) {
                errors.add(
                        source.entries()[i],
                        EvidenceScoring.distance(
                                made, i * dim, scoring.features(part, to, p), 0, dim));
            }
        }
    }

    private Map<EvidenceStream, Map<ModalitySet, EvidenceTerm>> terms(
            TrainedStudent trained, List<Trial> trials, Progress progress, Workers workers) {
        Set<EvidenceStream> wanted = EnumSet.noneOf(EvidenceStream.class);
        Map<EvidenceStream, Map<ModalitySet, Moments>> moments =
                new EnumMap<>(EvidenceStream.class);
        for (EvidenceStream stream : EvidenceStream.values()) {
            if (parameters.weight(stream) > 0) {
                wanted.add(stream);
                moments.put(stream, new LinkedHashMap<>());
            }
        }
        for (Trial t : trials) {
            progress.throwIfCancelled();
            PartViews part = scoring.look(t.matches(), workers);
            for (ModalitySet pattern : ModalitySet.SETTINGS) {
                if (modalities.containsAll(pattern)) {
                    scoring.streams(trained, part, pattern, wanted, workers)
                            .forEach(
                                    (stream, values) -> {
                                        if (stream.speaksOf(pattern)) {
                                            moments.get(stream)
                                                    .computeIfAbsent(pattern, p -> new Moments())
                                                    .add(values, t.onPart());
                                        }
                                    });
                }
            }
        }
        Map<EvidenceStream, Map<ModalitySet, EvidenceTerm>> terms =
                new EnumMap<>(EvidenceStream.class);
        moments.forEach(
                (stream, byPattern) -> {
                    Map<ModalitySet, EvidenceTerm> of = new LinkedHashMap<>();
                    byPattern.forEach((p, m) -> of.put(p, m.term(parameters.weight(stream))));
                    if (!of.isEmpty()) {
                        terms.put(stream, of);
                    }
                });
        return terms;
    }

    /** Mean and standard deviation of numbers that are not NaN. */
    private static final class Moments {
        private long n;
        private double sum;
        private double squares;

        void add(float[] values, boolean[] use) {
            for (int p = 0; p < values.length; p++) {
                if (use[p] && !Float.isNaN(values[p])) {
                    n++;
                    sum += values[p];
                    squares += (double) values[p] * values[p];
                }
            }
        }

        double mean() {
            return n == 0 ? 0 : sum / n;
        }

        double deviation() {
            double variance = n == 0 ? 0 : squares / n - mean() * mean();
            return variance > 0 ? Math.sqrt(variance) : 1;
        }

        EvidenceTerm term(double weight) {
            return new EvidenceTerm(mean(), deviation(), weight);
        }
    }
}
