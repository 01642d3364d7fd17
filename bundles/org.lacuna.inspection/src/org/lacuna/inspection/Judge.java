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

    Judge(
            PatchScoring scoring,
            EvidenceScoring evidence,
            Optional<TrainedStudent> student,
            FusionModel fusion,
            UsageReference usage,
            ScoringParameters parameters) {
        this.scoring = scoring;
        this.evidence = evidence;
        this.student = student;
        this.fusion = fusion;
        this.usage = usage;
        this.parameters = parameters;
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
            Optional<OrganizedCloud> foreground) {}

    /**
     * @param scores of patches and part, by modality
     * @param score calibrated part score
     * @param thresholds of the pattern
     * @param map on the sensor grid
     * @param regions defect candidates
     * @param coverage share of the patches that are scored on good parts
     */
    record Finding(
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
        Inspection.Thresholds thresholds = fusion.thresholds(pattern);
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
        return new Finding(scores, score, thresholds, map, regions, coverage);
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
