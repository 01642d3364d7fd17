package org.lacuna.inspection;

import org.lacuna.core.AnomalyMap;
import org.lacuna.core.DefectRegion;
import org.lacuna.core.GridTransform;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;
import org.lacuna.fusion.AnomalyMapBuilder;
import org.lacuna.fusion.DefectRegions;
import org.lacuna.fusion.FusionModel;
import org.lacuna.fusion.PartScores;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From what is known of a part's patches to its score, map and regions: shared by inspection and by
 * the trial of a new model on parts with known defects. Thread-safe.
 */
final class Judge {
    private final PatchScoring scoring;
    private final EvidenceScoring evidence;
    private final Optional<TrainedStudent> student;
    private final FusionModel fusion;
    private final UsageReference usage;
    private final ScoringParameters parameters;
    private final Optional<ThresholdBook> book;

    /** By the model's own thresholds. */
    Judge(
            PatchScoring scoring,
            EvidenceScoring evidence,
            Optional<TrainedStudent> student,
            FusionModel fusion,
            UsageReference usage,
            ScoringParameters parameters) {
        this(scoring, evidence, student, fusion, usage, parameters, Optional.empty());
    }

    /**
     * @param book thresholds in force; empty for the model's own
     */
    Judge(
            PatchScoring scoring,
            EvidenceScoring evidence,
            Optional<TrainedStudent> student,
            FusionModel fusion,
            UsageReference usage,
            ScoringParameters parameters,
            Optional<ThresholdBook> book) {
        this.scoring = scoring;
        this.evidence = evidence;
        this.student = student;
        this.fusion = fusion;
        this.usage = usage;
        this.parameters = parameters;
        this.book = book;
    }

    /**
     * A part as the memory banks see it.
     *
     * @param matches usable patches of each modality that takes part
     * @param distances scores of the memory banks
     * @param onPart patches of the part and around it, or null when all are to be scored
     * @param transform from the sensor grid to the patches
     * @param foreground measures regions; empty = they are not measured
     */
    record Evidence(
            Map<Modality, BankMatch> matches,
            Map<Modality, float[]> distances,
            boolean[] onPart,
            GridTransform transform,
            Optional<OrganizedCloud> foreground) {
        /** The same part with other values of one modality. */
        Evidence with(
                Modality modality,
                Map<Modality, BankMatch> newMatches,
                Map<Modality, float[]> newDistances) {
            Map<Modality, BankMatch> allMatches = new EnumMap<>(matches);
            Map<Modality, float[]> allDistances = new EnumMap<>(distances);
            allMatches.put(modality, newMatches.get(modality));
            allDistances.put(modality, newDistances.get(modality));
            return new Evidence(allMatches, allDistances, onPart, transform, foreground);
        }

        /** What would be left of it, were these modalities the only ones there. */
        Evidence only(ModalitySet pattern) {
            return of(pattern, pattern.xyz() ? onPart : null);
        }

        /** What these modalities say, where the others still tell the part from the table. */
        Evidence of(ModalitySet pattern) {
            return of(pattern, onPart);
        }

        private Evidence of(ModalitySet pattern, boolean[] scored) {
            Map<Modality, BankMatch> someMatches = new EnumMap<>(matches);
            Map<Modality, float[]> someDistances = new EnumMap<>(distances);
            someMatches.keySet().removeIf(m -> !pattern.contains(m));
            someDistances.keySet().removeIf(m -> !pattern.contains(m));
            return new Evidence(someMatches, someDistances, scored, transform, foreground);
        }
    }

    /**
     * @param pattern modalities by whose calibration the score is meant
     * @param scores of patches and part, by modality
     * @param score calibrated part score
     * @param thresholds of the pattern
     * @param map on the sensor grid
     * @param regions defect candidates
     * @param coverage share of the patches that are scored on good parts
     */
    record Finding(
            ModalitySet pattern,
            PartScores scores,
            double score,
            Inspection.Thresholds thresholds,
            AnomalyMap map,
            List<DefectRegion> regions,
            double coverage) {}

    /**
     * @param pattern modalities that count; calibrated, each with a patch that can be scored
     */
    Finding find(Evidence part, ModalitySet pattern, StageClock clock, Workers workers) {
        PartViews views = evidence.look(student, part.matches(), workers);
        PartScores scores =
                scoring.combine(
                        part.matches(),
                        evidence.sharpen(student, views, part.distances(), pattern, workers),
                        pattern,
                        part.onPart());
        clock.lap("student");
        double score = fusion.partScore(scores);
        Inspection.Thresholds own = fusion.thresholds(pattern);
        Inspection.Thresholds thresholds = book.map(b -> b.apply(pattern, own)).orElse(own);
        float[] patches = fusion.patchScores(scores);
        clock.lap("fuse");
        AnomalyMap map =
                AnomalyMapBuilder.build(
                        patches, part.transform(), fusion.mapSigmaPx(), Optional.empty());
        clock.lap("map");
        List<DefectRegion> regions =
                DefectRegions.find(
                        map, thresholds.pixel(), parameters.minRegionPx(), part.foreground());
        clock.lap("regions");
        double coverage = usage.coverage(pattern, PatchScoring.scoredPatches(scores));
        return new Finding(pattern, scores, score, thresholds, map, regions, coverage);
    }

    /**
     * Each modality by its own calibration; the worse finding decides, and the map shows both. With
     * incomplete data, since the calibration of both together holds for whole data: a part is never
     * released more easily than by one of them alone.
     */
    Finding findApart(Evidence part, StageClock clock, Workers workers) {
        Finding rgb = find(part.of(ModalitySet.RGB), ModalitySet.RGB, clock, workers);
        Finding xyz = find(part.of(ModalitySet.XYZ), ModalitySet.XYZ, clock, workers);
        // What one of them could not see the other one may have seen.
        double coverage = Math.max(rgb.coverage(), xyz.coverage());
        Finding worse = isWorse(xyz, rgb, coverage) ? xyz : rgb;
        Map<Modality, float[]> patches = new EnumMap<>(rgb.scores().patches());
        patches.putAll(xyz.scores().patches());
        Map<Modality, Double> parts = new EnumMap<>(rgb.scores().part());
        parts.putAll(xyz.scores().part());
        List<DefectRegion> regions = new ArrayList<>(rgb.regions());
        regions.addAll(xyz.regions());
        regions.sort(Comparator.comparingDouble(DefectRegion::peakScore).reversed());
        return new Finding(
                worse.pattern(),
                new PartScores(patches, parts),
                worse.score(),
                worse.thresholds(),
                larger(rgb.map(), xyz.map()),
                regions,
                coverage);
    }

    private boolean isWorse(Finding a, Finding b, double coverage) {
        int first = severity(a, coverage);
        int second = severity(b, coverage);
        return first != second ? first > second : a.score() > b.score();
    }

    private int severity(Finding f, double coverage) {
        return switch (Decision.of(
                        f.score(),
                        f.thresholds(),
                        f.regions(),
                        coverage,
                        parameters.minCoverage(),
                        "")
                .verdict()) {
            case OK -> 0;
            case NOT_INSPECTED, REVIEW -> 1;
            case NOK -> 2;
        };
    }

    private static AnomalyMap larger(AnomalyMap a, AnomalyMap b) {
        float[] score = a.score().clone();
        for (int i = 0; i < score.length; i++) {
            score[i] = Math.max(score[i], b.score()[i]);
        }
        return new AnomalyMap(a.width(), a.height(), score);
    }

    /**
     * @param data what the modalities looked like, for the reason
     */
    Decision decide(Finding finding, String data) {
        return Decision.of(
                finding.score(),
                finding.thresholds(),
                finding.regions(),
                finding.coverage(),
                parameters.minCoverage(),
                data);
    }
}
