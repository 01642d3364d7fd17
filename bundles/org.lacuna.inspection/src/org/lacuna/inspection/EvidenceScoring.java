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
                                generate(to, generator, part, pattern, streams, workers);
                            }
                        });
        streams.keySet().retainAll(wanted);
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

    /** The streams of one generator, at all patches that show what it is given. */
    private void generate(
            Modality to,
            TrainedGenerator generator,
            PartViews part,
            ModalitySet pattern,
            Map<EvidenceStream, float[]> streams,
            Workers workers) {
        Modality from = to == Modality.RGB ? Modality.XYZ : Modality.RGB;
        if (!pattern.contains(from) || !part.matches().containsKey(from)) {
            return;
        }
        BankMatch source = part.matches().get(from);
        int dim = banks.get(to).entryDim();
        float[] made =
                generator
                        .generator()
                        .generate(source.count(), contexts(part, from, source.patches()), workers);
        boolean[] real = part.use(to, pattern);
        float[] residual = new float[PatchGrid.PATCHES];
        float[] generated = new float[PatchGrid.PATCHES];
        Arrays.fill(residual, Float.NaN);
        Arrays.fill(generated, Float.NaN);
        float[] missing = new float[made.length];
        int[] rows = new int[source.count()];
        int n = 0;
        for (int i = 0; i < source.count(); i++) {
            int p = source.patches()[i];
            if (real[p]) {
                double r = distance(made, i * dim, part.rows().get(to), p * width(to), dim);
                double expected = generator.error(source.entries()[i]);
                residual[p] = (float) ((r - expected) / generator.meanError());
            } else {
                System.arraycopy(made, i * dim, missing, n * dim, dim);
                rows[n++] = i;
            }
        }
        streams.put(EvidenceStream.residual(to), residual);
        if (n > 0) {
            MemoryBank bank = banks.get(to);
            float[] distances = new float[n];
            int[] entries = new int[n];
            bank.nearestTransformed(missing, n, distances, entries, workers);
            for (int j = 0; j < n; j++) {
                double error = generator.error(source.entries()[rows[j]]);
                double beyond = (distances[j] - bank.spread(entries[j])) / bank.meanSpread();
                generated[source.patches()[rows[j]]] =
                        (float) (beyond * reliability(bank.meanSpread(), error));
            }
        }
        streams.put(EvidenceStream.generated(to), generated);
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
