package org.lacuna.inspection;

import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Workers;
import org.lacuna.distillation.Student;
import org.lacuna.memorybank.MemoryBank;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What student and generators say to the patches of a part, and how that sharpens the scores of the
 * memory banks. Scores and evidence are added patch by patch, before the largest is taken: a false
 * alarm of one of them rarely lies where the other has one. Thread-safe.
 */
final class EvidenceScoring {
    private final Map<Modality, MemoryBank> banks = new EnumMap<>(Modality.class);
    private final Map<Modality, PatchViews> views = new EnumMap<>(Modality.class);

    EvidenceScoring(Map<Modality, TrainedBank> trained) {
        trained.forEach(
                (m, b) -> {
                    banks.put(m, b.bank());
                    views.put(m, new PatchViews(b.bank()));
                });
    }

    /** Length of a patch's description by that modality. */
    int width(Modality modality) {
        return views.get(modality).width();
    }

    /** Describes the patches of a part; for nobody, when there are no networks. */
    PartViews look(
            Optional<TrainedStudent> networks, Map<Modality, BankMatch> matches, Workers workers) {
        return networks.isPresent() ? look(matches, workers) : new PartViews(matches, Map.of());
    }

    /** Describes the patches of a part. */
    PartViews look(Map<Modality, BankMatch> matches, Workers workers) {
        Map<Modality, float[]> rows = new EnumMap<>(Modality.class);
        matches.forEach((m, match) -> rows.put(m, views.get(m).of(match, workers)));
        return new PartViews(matches, rows);
    }

    /** What a generator is given of the patches, from that modality. */
    float[] contexts(PartViews part, Modality from, int[] patches) {
        return PatchContext.of(
                part.rows().get(from),
                width(from),
                banks.get(from).entryDim(),
                part.matches().get(from).use(),
                patches);
    }

    /** Whitened features of a patch. */
    float[] features(PartViews part, Modality modality, int patch) {
        int at = patch * width(modality);
        return Arrays.copyOfRange(
                part.rows().get(modality), at, at + banks.get(modality).entryDim());
    }

    /**
     * All streams that say something when these modalities can be seen.
     *
     * @return for each stream {@link PatchGrid#PATCHES} numbers; NaN where it says nothing
     */
    Map<EvidenceStream, float[]> streams(
            TrainedStudent trained,
            PartViews part,
            ModalitySet pattern,
            Set<EvidenceStream> wanted,
            Workers workers) {
        Map<EvidenceStream, float[]> streams = new EnumMap<>(EvidenceStream.class);
        if (wanted.contains(EvidenceStream.STUDENT)) {
            streams.put(EvidenceStream.STUDENT, logOdds(trained.student(), part, pattern, workers));
        }
        trained.generators()
                .forEach(
                        (to, generator) -> {
                            if (wanted.contains(EvidenceStream.residual(to))
                                    || wanted.contains(EvidenceStream.generated(to))) {
                                generate(to, generator, part, pattern, wanted, streams, workers);
                            }
                        });
        return streams;
    }

    private float[] logOdds(Student student, PartViews part, ModalitySet pattern, Workers workers) {
        float[] none = new float[0];
        return student.logOdds(
                PatchGrid.PATCHES,
                part.rows().getOrDefault(Modality.RGB, none),
                part.use(Modality.RGB, pattern),
                part.rows().getOrDefault(Modality.XYZ, none),
                part.use(Modality.XYZ, pattern),
                workers);
    }

    /** The streams of one generator, at the patches that show what it is given. */
    private void generate(
            Modality to,
            TrainedGenerator generator,
            PartViews part,
            ModalitySet pattern,
            Set<EvidenceStream> wanted,
            Map<EvidenceStream, float[]> streams,
            Workers workers) {
        Modality from = to.other();
        if (!pattern.contains(from) || !part.matches().containsKey(from)) {
            return;
        }
        boolean[] real = part.use(to, pattern);
        if (wanted.contains(EvidenceStream.residual(to))) {
            Made made = make(generator, part, from, real, true, workers);
            streams.put(EvidenceStream.residual(to), residual(to, generator, part, made));
        }
        if (wanted.contains(EvidenceStream.generated(to))) {
            Made made = make(generator, part, from, real, false, workers);
            streams.put(EvidenceStream.generated(to), generated(to, generator, made, workers));
        }
    }

    /**
     * Generated features of some patches.
     *
     * @param patches which ones
     * @param entries of the source's bank nearest to what the generator was given
     * @param features a row for each
     */
    private record Made(int[] patches, int[] entries, float[] features) {}

    /** Those patches alone that have the real modality, or lack it: nothing is made in vain. */
    private Made make(
            TrainedGenerator generator,
            PartViews part,
            Modality from,
            boolean[] real,
            boolean wantReal,
            Workers workers) {
        BankMatch source = part.matches().get(from);
        int[] patches = new int[source.count()];
        int[] entries = new int[source.count()];
        int n = 0;
        for (int i = 0; i < source.count(); i++) {
            if (real[source.patches()[i]] == wantReal) {
                patches[n] = source.patches()[i];
                entries[n++] = source.entries()[i];
            }
        }
        patches = Arrays.copyOf(patches, n);
        float[] features =
                n == 0
                        ? new float[0]
                        : generator.generator().generate(n, contexts(part, from, patches), workers);
        return new Made(patches, entries, features);
    }

    private float[] residual(Modality to, TrainedGenerator generator, PartViews part, Made made) {
        int dim = banks.get(to).entryDim();
        float[] residual = silent();
        for (int i = 0; i < made.patches().length; i++) {
            int p = made.patches()[i];
            double r = distance(made.features(), i * dim, part.rows().get(to), p * width(to), dim);
            double expected = generator.error(made.entries()[i]);
            residual[p] = (float) ((r - expected) / generator.meanError());
        }
        return residual;
    }

    private float[] generated(Modality to, TrainedGenerator generator, Made made, Workers workers) {
        MemoryBank bank = banks.get(to);
        int n = made.patches().length;
        float[] distances = new float[n];
        int[] entries = new int[n];
        if (n > 0) {
            bank.nearestTransformed(made.features(), n, distances, entries, workers);
        }
        float[] generated = silent();
        for (int i = 0; i < n; i++) {
            double error = generator.error(made.entries()[i]);
            double beyond = (distances[i] - bank.spread(entries[i])) / bank.meanSpread();
            generated[made.patches()[i]] = (float) (beyond * reliability(bank.meanSpread(), error));
        }
        return generated;
    }

    private static float[] silent() {
        float[] values = new float[PatchGrid.PATCHES];
        Arrays.fill(values, Float.NaN);
        return values;
    }

    /** Share of what is seen that is not the generator's own error, if both are independent. */
    private static double reliability(double spread, double error) {
        return spread * spread / (spread * spread + error * error);
    }

    static double distance(float[] a, int atA, float[] b, int atB, int dim) {
        double sum = 0;
        for (int k = 0; k < dim; k++) {
            double d = (double) a[atA + k] - b[atB + k];
            sum += d * d;
        }
        return Math.sqrt(sum);
    }

    /**
     * Scores of the banks with the evidence added, never below 0.
     *
     * @param trained empty when distillation is off: then the scores stay as they are
     * @param distances scores of the modalities of the pattern, at least; left as they are
     */
    Map<Modality, float[]> sharpen(
            Optional<TrainedStudent> trained,
            PartViews part,
            Map<Modality, float[]> distances,
            ModalitySet pattern,
            Workers workers) {
        if (trained.isEmpty() || trained.get().isSilent()) {
            return distances;
        }
        double[] evidence = evidence(trained.get(), part, pattern, workers);
        Map<Modality, float[]> sharpened = new EnumMap<>(Modality.class);
        distances.forEach(
                (m, d) -> {
                    double unit = trained.get().bankDeviation().getOrDefault(m, 1.0);
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

    private double[] evidence(
            TrainedStudent trained, PartViews part, ModalitySet pattern, Workers workers) {
        boolean[] rgb = part.use(Modality.RGB, pattern);
        boolean[] xyz = part.use(Modality.XYZ, pattern);
        double[] evidence = new double[PatchGrid.PATCHES];
        streams(trained, part, pattern, trained.heard(), workers)
                .forEach(
                        (stream, values) -> {
                            for (int p = 0; p < evidence.length; p++) {
                                EvidenceTerm term =
                                        trained.term(stream, new ModalitySet(rgb[p], xyz[p]));
                                if (term != null && !Float.isNaN(values[p])) {
                                    evidence[p] += term.evidence(values[p]);
                                }
                            }
                        });
        return evidence;
    }
}
