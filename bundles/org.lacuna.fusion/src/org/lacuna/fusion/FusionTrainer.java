package org.lacuna.fusion;

import org.lacuna.core.AnomalyMap;
import org.lacuna.core.GridTransform;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Learns how to weigh the modalities and where the thresholds lie, from held-out good parts under
 * every availability pattern (method.md 6). No defect is needed.
 *
 * <ol>
 *   <li>gamma and delta, for parts: one over the median part score of each modality;
 *   <li>for patches: one over the standard deviation of each modality's map, smoothed as it will be
 *       shown. Were patches scaled like parts, a modality that is quiet but for rare peaks would be
 *       drowned by the even ripple of the other;
 *   <li>two one-class SVMs on scaled scores, one on parts, one on a seeded sample of patches; a
 *       missing modality enters as 0;
 *   <li>thresholds for each pattern ({@link ThresholdParameters}) from the fused scores of the same
 *       good parts. The SVMs saw these parts too, but two weights from many parts leave the ranks
 *       of the parts practically as they are.
 * </ol>
 *
 * Deterministic for a seed and any number of workers.
 */
public final class FusionTrainer {
    private static final int MODALITIES = Modality.values().length;

    /** Share of the largest weight below which a modality would hardly be heard. */
    private static final double SMALLEST_WEIGHT = 0.01;

    private final FusionParameters parameters;

    public FusionTrainer(FusionParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * @param goodParts scores of held-out good parts for each availability pattern to calibrate; at
     *     least one pattern, each with at least one part, whose modalities are those of the pattern
     */
    public FusionModel fit(
            Map<ModalitySet, List<PartScores>> goodParts, Progress progress, Workers workers) {
        check(goodParts);
        progress.begin("weights and thresholds", 0);
        List<String> notes = new ArrayList<>();
        double[] partScale = partScale(goodParts);
        ModalityFusion part = new ModalityFusion(partScale, partSvm(goodParts, partScale, notes));
        progress.throwIfCancelled();
        double[] patchScale = patchScale(goodParts);
        ModalityFusion patch =
                new ModalityFusion(patchScale, pixelSvm(goodParts, patchScale, notes));
        return new FusionModel(
                part,
                patch,
                typical(goodParts),
                calibrations(goodParts, part, patch, progress, workers),
                parameters.mapSigmaPx(),
                notes);
    }

    /**
     * Thresholds for parts under other conditions, with weights and scales as they are: so what a
     * modality counts does not depend on how much noise the conditions bring.
     *
     * @param goodParts as for {@link #fit}
     */
    public FusionModel recalibrate(
            FusionModel model,
            Map<ModalitySet, List<PartScores>> goodParts,
            Progress progress,
            Workers workers) {
        check(goodParts);
        return model.withCalibrations(
                typical(goodParts),
                calibrations(goodParts, model.part(), model.patch(), progress, workers));
    }

    private Map<ModalitySet, ScoreCalibration> calibrations(
            Map<ModalitySet, List<PartScores>> goodParts,
            ModalityFusion part,
            ModalityFusion patch,
            Progress progress,
            Workers workers) {
        Map<ModalitySet, ScoreCalibration> calibrations = new LinkedHashMap<>();
        goodParts.forEach(
                (pattern, parts) -> {
                    double[] scores = new double[parts.size()];
                    double[] peaks = new double[parts.size()];
                    workers.forEachChunk(
                            parts.size(),
                            1,
                            (chunk, from, to) -> {
                                progress.throwIfCancelled();
                                scores[from] = part.score(parts.get(from).part());
                                peaks[from] = mapPeak(patch, parts.get(from));
                            });
                    calibrations.put(
                            pattern, ScoreCalibration.of(scores, peaks, parameters.thresholds()));
                });
        return calibrations;
    }

    private static void check(Map<ModalitySet, List<PartScores>> goodParts) {
        if (goodParts.isEmpty()) {
            throw new IllegalArgumentException("goodParts: no pattern, expected at least one");
        }
        goodParts.forEach(
                (pattern, parts) -> {
                    if (parts.isEmpty()) {
                        throw new IllegalArgumentException(
                                "goodParts: no part for " + pattern + ", expected at least one");
                    }
                    for (PartScores p : parts) {
                        if (!p.modalities().equals(pattern) || pattern.isEmpty()) {
                            throw new IllegalArgumentException(
                                    "goodParts: a part with "
                                            + p.modalities()
                                            + " for pattern "
                                            + pattern
                                            + ", expected the same");
                        }
                    }
                });
    }

    /**
     * One over the median part score of each modality over all patterns; 1 for a modality that is
     * nowhere, or scores 0.
     */
    private static double[] partScale(Map<ModalitySet, List<PartScores>> goodParts) {
        double[] scale = new double[MODALITIES];
        for (Modality m : Modality.values()) {
            double[] scores =
                    goodParts.values().stream()
                            .flatMap(List::stream)
                            .filter(p -> p.part().containsKey(m))
                            .mapToDouble(p -> p.part().get(m))
                            .sorted()
                            .toArray();
            double median = scores.length == 0 ? 0 : scores[scores.length / 2];
            scale[m.ordinal()] = median > 0 ? 1 / median : 1;
        }
        return scale;
    }

    /**
     * One over the standard deviation of each modality's smoothed map; 1 for a modality that is
     * nowhere, or does not vary.
     */
    private double[] patchScale(Map<ModalitySet, List<PartScores>> goodParts) {
        double[] scale = new double[MODALITIES];
        for (Modality m : Modality.values()) {
            double n = 0;
            double sum = 0;
            double squares = 0;
            for (PartScores part : fullest(goodParts, m)) {
                // Unscored pixels are 0 in the map; scored ones are not, but for a bank that holds
                // the very same parts.
                for (float v : map(part.patches().get(m)).score()) {
                    n += v > 0 ? 1 : 0;
                    sum += v;
                    squares += (double) v * v;
                }
            }
            double variance = n == 0 ? 0 : squares / n - sum / n * (sum / n);
            scale[m.ordinal()] = variance > 0 ? 1 / Math.sqrt(variance) : 1;
        }
        return scale;
    }

    /** Median patch score of each modality. */
    private static double[] typical(Map<ModalitySet, List<PartScores>> goodParts) {
        double[] typical = new double[MODALITIES];
        for (Modality m : Modality.values()) {
            List<PartScores> parts = fullest(goodParts, m);
            float[] scores = new float[parts.size() * PatchGrid.PATCHES];
            int n = 0;
            for (PartScores part : parts) {
                for (float score : part.patches().get(m)) {
                    scores[n] = score;
                    n += Float.isNaN(score) ? 0 : 1;
                }
            }
            Arrays.sort(scores, 0, n);
            typical[m.ordinal()] = n == 0 ? 0 : scores[n / 2];
        }
        return typical;
    }

    /**
     * The parts that have the modality and the most others: there the scan tells which image
     * patches are the part.
     */
    private static List<PartScores> fullest(
            Map<ModalitySet, List<PartScores>> goodParts, Modality modality) {
        return ModalitySet.SETTINGS.stream()
                .filter(s -> s.contains(modality) && goodParts.containsKey(s))
                .findFirst()
                .map(goodParts::get)
                .orElse(List.of());
    }

    private OneClassSvm partSvm(
            Map<ModalitySet, List<PartScores>> goodParts, double[] scale, List<String> notes) {
        List<double[]> rows = new ArrayList<>();
        for (List<PartScores> parts : goodParts.values()) {
            for (PartScores p : parts) {
                double[] x = new double[MODALITIES];
                p.part().forEach((m, s) -> x[m.ordinal()] = scale[m.ordinal()] * s);
                rows.add(x);
            }
        }
        return svm("part", rows, goodParts, notes);
    }

    private OneClassSvm pixelSvm(
            Map<ModalitySet, List<PartScores>> goodParts, double[] scale, List<String> notes) {
        SeededRandom random = new SeededRandom(parameters.seed()).fork(1);
        int parts = goodParts.values().stream().mapToInt(List::size).sum();
        int eachPart = Math.max(1, parameters.pixelSamples() / parts);
        List<double[]> rows = new ArrayList<>();
        for (List<PartScores> ofPattern : goodParts.values()) {
            for (PartScores p : ofPattern) {
                sample(p, scale, eachPart, random, rows);
            }
        }
        return svm("pixel", rows, goodParts, notes);
    }

    /** Draws patches that at least one modality scored. */
    private static void sample(
            PartScores part, double[] scale, int wanted, SeededRandom random, List<double[]> rows) {
        int[] scored =
                java.util.stream.IntStream.range(0, PatchGrid.PATCHES)
                        .filter(
                                p ->
                                        part.patches().values().stream()
                                                .anyMatch(v -> !Float.isNaN(v[p])))
                        .toArray();
        random.shuffle(scored);
        for (int i = 0; i < Math.min(wanted, scored.length); i++) {
            double[] x = new double[MODALITIES];
            for (Map.Entry<Modality, float[]> e : part.patches().entrySet()) {
                float v = e.getValue()[scored[i]];
                x[e.getKey().ordinal()] = Float.isNaN(v) ? 0 : scale[e.getKey().ordinal()] * v;
            }
            rows.add(x);
        }
    }

    private OneClassSvm svm(
            String what,
            List<double[]> rows,
            Map<ModalitySet, List<PartScores>> goodParts,
            List<String> notes) {
        double[] x = new double[rows.size() * MODALITIES];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, x, i * MODALITIES, MODALITIES);
        }
        OneClassSvm svm =
                OneClassSvm.fit(x, rows.size(), MODALITIES, parameters.svm(), parameters.seed());
        ModalitySet seen = goodParts.keySet().stream().reduce(ModalitySet.NONE, ModalitySet::union);
        double[] weights = svm.weights();
        double least = SMALLEST_WEIGHT * Arrays.stream(weights).max().orElse(0);
        for (Modality m : seen.list()) {
            if (!(weights[m.ordinal()] > 0 && weights[m.ordinal()] >= least)) {
                // A modality without weight would never be heard: an OK without having looked.
                notes.add(
                        what
                                + " SVM gave "
                                + m.label()
                                + " the weight "
                                + weights[m.ordinal()]
                                + "; equal weights are used");
                Arrays.fill(weights, 1);
                return new OneClassSvm(weights, svm.offset());
            }
        }
        return svm;
    }

    /**
     * Largest value of the smoothed map on the working grid, where the sensor's size plays no role.
     */
    private double mapPeak(ModalityFusion fusion, PartScores part) {
        float[] fused = FusionModel.rawPatches(fusion, part);
        if (part.modalities().equals(ModalitySet.BOTH)) {
            // Patches that lack a modality are brought to this scale later, by this very peak.
            for (float[] values : part.patches().values()) {
                for (int p = 0; p < fused.length; p++) {
                    fused[p] = Float.isNaN(values[p]) ? Float.NaN : fused[p];
                }
            }
        }
        return map(fused).max();
    }

    private AnomalyMap map(float[] patches) {
        return AnomalyMapBuilder.build(
                patches,
                GridTransform.squarePad(PatchGrid.WORKING_SIDE, PatchGrid.WORKING_SIDE),
                parameters.mapSigmaPx(),
                Optional.empty());
    }
}
