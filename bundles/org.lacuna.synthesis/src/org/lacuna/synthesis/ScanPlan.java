package org.lacuna.synthesis;

import org.lacuna.core.SampleId;
import org.lacuna.core.Split;

import java.util.Objects;

/**
 * One scan to be made: all that {@link PartSynthesizer#render} needs besides the image size.
 *
 * @param kind which part
 * @param id category, defect class ({@code good} without defect) and number
 * @param split role in the data set
 * @param severity 0 (near the limit of detection) to 1 (clear); 0 for a good part
 * @param seed shape, texture, pose and noise of this scan follow from it
 */
public record ScanPlan(PartKind kind, SampleId id, Split split, double severity, long seed) {
    public ScanPlan {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(split, "split");
        if (!id.category().equals(kind.key())) {
            throw new IllegalArgumentException("id: " + id + ", expected category " + kind.key());
        }
        if (!(severity >= 0 && severity <= 1)) {
            throw new IllegalArgumentException("severity: " + severity + ", expected 0..1");
        }
        if (!id.isGood()) {
            kind.effect(id.defect());
        }
    }
}
