package org.lacuna.core;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of inspecting one part: verdict, reason and measured evidence.
 *
 * @param id which part
 * @param verdict the decision
 * @param reason one sentence for people: why this verdict
 * @param score calibrated part score: below {@code reviewThreshold} is normal; NaN when nothing was
 *     inspected
 * @param pValue conformal p-value of the score among held-out good parts with the same modalities,
 *     in (0, 1]; NaN when nothing was inspected
 * @param detectionRate share of parts with a synthetic defect that the model stops when the same
 *     modalities are there, in [0, 1]: what an OK is worth. Measured when the model was made, on
 *     copies of training parts; NaN when it was not
 * @param thresholds thresholds that were applied (they depend on the modalities that took part)
 * @param modalities which modalities took part
 * @param rgb status of the colour image
 * @param xyz status of the point cloud
 * @param regions defect candidates, highest peak first; empty for a part that shows none
 * @param map anomaly map on the sensor grid; empty when nothing was inspected
 * @param stageMillis wall time of each stage in milliseconds, in order of execution
 */
public record Inspection(
        SampleId id,
        Verdict verdict,
        String reason,
        double score,
        double pValue,
        double detectionRate,
        Thresholds thresholds,
        ModalitySet modalities,
        ModalityStatus rgb,
        ModalityStatus xyz,
        List<DefectRegion> regions,
        Optional<AnomalyMap> map,
        Map<String, Double> stageMillis) {
    /**
     * The two limits on the part score and the limit on the pixel score.
     *
     * @param review parts above go to review
     * @param defect parts above are NOK; at least {@code review}
     * @param pixel pixels above belong to a defect candidate
     */
    public record Thresholds(double review, double defect, double pixel) {
        public Thresholds {
            if (!(review <= defect)) {
                throw new IllegalArgumentException(
                        "thresholds: review "
                                + review
                                + ", defect "
                                + defect
                                + ", expected review <= defect");
            }
        }
    }

    public Inspection {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(thresholds, "thresholds");
        Objects.requireNonNull(map, "map");
        regions = List.copyOf(regions);
        stageMillis =
                java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(stageMillis));
        if (verdict != Verdict.NOT_INSPECTED && modalities.isEmpty()) {
            throw new IllegalArgumentException(
                    id + ": verdict " + verdict + " without any modality, expected NOT_INSPECTED");
        }
    }

    public ModalityStatus status(Modality modality) {
        return modality == Modality.RGB ? rgb : xyz;
    }
}
