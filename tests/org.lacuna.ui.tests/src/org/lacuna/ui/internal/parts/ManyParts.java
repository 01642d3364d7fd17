package org.lacuna.ui.internal.parts;

import org.lacuna.core.DefectRegion;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.ModalityStatus.State;
import org.lacuna.core.SampleId;
import org.lacuna.core.Verdict;
import org.lacuna.ui.PartItem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parts with known numbers. */
public final class ManyParts {
    public static final Inspection.Thresholds LIMITS = new Inspection.Thresholds(0.8, 1, 0.9);

    private ManyParts() {}

    /** A region with this peak. */
    static DefectRegion region(double peak) {
        return new DefectRegion(4, 5, 6, 7, 30, 7, 8, peak, peak * 0.8, Optional.empty());
    }

    static Inspection inspection(Verdict verdict, double score, List<DefectRegion> regions) {
        return inspection(
                new SampleId("plate", "good", "000"),
                verdict,
                score,
                regions,
                new ModalityStatus(State.USED, 1, score));
    }

    static Inspection inspection(
            SampleId id,
            Verdict verdict,
            double score,
            List<DefectRegion> regions,
            ModalityStatus rgb) {
        return new Inspection(
                id,
                verdict,
                "as it was recorded",
                score,
                0.1,
                Double.NaN,
                LIMITS,
                verdict == Verdict.NOT_INSPECTED ? ModalitySet.NONE : ModalitySet.RGB,
                rgb,
                ModalityStatus.absent(),
                regions,
                Optional.empty(),
                Map.of());
    }

    /** Scores that go round from 0.200 to 1.699, with verdicts that fit; every 100th without. */
    public static List<PartItem> list(int count, Optional<Path> image) {
        List<PartItem> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            double score = (200 + i * 37 % 1500) / 1000.0;
            boolean none = i % 100 == 99;
            Verdict verdict =
                    none
                            ? Verdict.NOT_INSPECTED
                            : score > LIMITS.defect()
                                    ? Verdict.NOK
                                    : score > LIMITS.review() ? Verdict.REVIEW : Verdict.OK;
            SampleId id =
                    new SampleId("plate", score > 0.9 ? "dent" : "good", String.format("%05d", i));
            parts.add(
                    new PartItem(
                            "RGB",
                            id,
                            image.map(f -> Map.of(Modality.RGB, f)).orElse(Map.of()),
                            Optional.of(
                                    inspection(
                                            id,
                                            verdict,
                                            none ? Double.NaN : score,
                                            List.of(),
                                            none
                                                    ? ModalityStatus.absent()
                                                    : new ModalityStatus(
                                                            State.DEGRADED, 0.62, score))),
                            Optional.empty()));
        }
        return parts;
    }
}
