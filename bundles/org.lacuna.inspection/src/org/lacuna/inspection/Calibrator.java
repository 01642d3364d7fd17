package org.lacuna.inspection;

import org.lacuna.core.DataException;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.fusion.FusionModel;
import org.lacuna.fusion.FusionTrainer;
import org.lacuna.fusion.PartScores;
import org.lacuna.inspection.Perception.Percept;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Weights and thresholds from good parts that neither banks nor networks saw. */
final class Calibrator {
    private final InspectionParameters parameters;
    private final Perception perception;
    private final PatchScoring scoring;
    private final EvidenceScoring evidence;
    private final Optional<TrainedStudent> student;

    Calibrator(
            InspectionParameters parameters,
            Perception perception,
            PatchScoring scoring,
            EvidenceScoring evidence,
            Optional<TrainedStudent> student) {
        this.parameters = parameters;
        this.perception = perception;
        this.scoring = scoring;
        this.evidence = evidence;
        this.student = student;
    }

    /**
     * @param fusion weights and thresholds
     * @param usage how much usable data the parts have
     * @param sharpness of each image of which it can be told, in the order of the parts
     */
    record Calibrated(FusionModel fusion, UsageReference usage, double[] sharpness) {}

    /**
     * @param parts good parts; at least one
     * @param weights of the modalities; empty = they are learned from these parts
     * @param task what is done, for the user
     */
    Calibrated calibrate(
            List<SampleSource> parts,
            Optional<FusionModel> weights,
            ModalitySet modalities,
            String task,
            Progress progress,
            Workers workers)
            throws DataException, StorageException {
        Map<ModalitySet, List<PartScores>> good = new LinkedHashMap<>();
        UsageReference[] usage = new UsageReference[1];
        List<Double> sharpness = new ArrayList<>();
        progress.begin(task, parts.size());
        Trainer.forEach(
                parts,
                modalities,
                perception,
                progress,
                workers,
                (source, percept) -> {
                    UsageReference one = add(percept, good, workers);
                    usage[0] = usage[0] == null ? one : usage[0].merge(one);
                    percept.prepared()
                            .workingRgb()
                            .map(i -> Sharpness.of(i, percept.prepared().rgbAvailability()))
                            .filter(s -> !s.isNaN())
                            .ifPresent(sharpness::add);
                });
        FusionTrainer trainer = new FusionTrainer(parameters.fusion());
        FusionModel fusion =
                weights.isEmpty()
                        ? trainer.fit(good, progress, workers)
                        : trainer.recalibrate(weights.get(), good, progress, workers);
        return new Calibrated(
                fusion, usage[0], sharpness.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Adds the part's scores under every pattern that its modalities allow. */
    private UsageReference add(
            Percept percept, Map<ModalitySet, List<PartScores>> good, Workers workers) {
        Map<Modality, BankMatch> matches =
                scoring.match(percept.features(), Optional.empty(), workers);
        Map<Modality, float[]> distances = scoring.distances(matches);
        PartViews views = evidence.look(student, matches, workers);
        boolean[] onPart =
                PatchScoring.around(percept.prepared().part(), percept.prepared().transform());
        List<Integer> scored = new ArrayList<>();
        for (ModalitySet pattern : ModalitySet.SETTINGS) {
            int n = 0;
            if (percept.prepared().modalities().containsAll(pattern)) {
                PartScores scores =
                        scoring.combine(
                                matches,
                                evidence.sharpen(student, views, distances, pattern, workers),
                                pattern,
                                pattern.xyz() ? onPart : null);
                if (scores.modalities().equals(pattern)) {
                    good.computeIfAbsent(pattern, p -> new ArrayList<>()).add(scores);
                    n = PatchScoring.scoredPatches(scores);
                }
            }
            scored.add(n);
        }
        return UsageReference.of(percept.prepared(), scored);
    }
}
