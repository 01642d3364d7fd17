package org.lacuna.ui.internal.thresholds;

import org.lacuna.core.DefectRegion;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.ModalityStatus.State;
import org.lacuna.core.PixelMask;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Verdict;
import org.lacuna.inspection.ScoreLimits;
import org.lacuna.report.ResultFolder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Recorded parts with known scores: no image, no scan, just verdicts. */
public final class ScoredParts {
    public static final int GOOD = 40;
    public static final int DEFECTIVE = 24;

    private ScoredParts() {}

    /** Scores of good parts: 0.30, 0.32 ... 1.08. */
    static double good(int i) {
        return Math.rint(30 + 2 * i) / 100;
    }

    /** Scores of defective parts: 0.85, 0.95 ... 3.15. */
    static double defective(int i) {
        return Math.rint(85 + 10 * i) / 100;
    }

    /** Results of both modalities, and of half of the good parts with the image alone. */
    public static Path write(Path folder, String modelId, Path model, ScoreLimits limits)
            throws Exception {
        try (ResultFolder out = new ResultFolder(folder, "0.1.0")) {
            out.useModel(modelId);
            for (int i = 0; i < GOOD; i++) {
                add(out, "good", i, good(i), limits, ModalitySet.BOTH);
            }
            for (int i = 0; i < DEFECTIVE; i++) {
                add(out, "dent", i, defective(i), limits, ModalitySet.BOTH);
            }
            for (int i = 0; i < GOOD / 2; i++) {
                add(out, "good", 100 + i, good(i) * 0.9, limits, ModalitySet.RGB);
            }
            out.commit();
        }
        Files.writeString(
                folder.resolve("run.json"),
                "{\"model\":\"" + model.toString().replace("\\", "\\\\") + "\"}");
        return folder;
    }

    private static void add(
            ResultFolder out,
            String defect,
            int number,
            double score,
            ScoreLimits limits,
            ModalitySet modalities)
            throws Exception {
        SampleId id = new SampleId("bracket", defect, "%03d".formatted(number));
        Verdict verdict =
                score > limits.reject()
                        ? Verdict.NOK
                        : score > limits.review() ? Verdict.REVIEW : Verdict.OK;
        out.accept(
                new Recorded(id, modalities),
                new Inspection(
                        id,
                        verdict,
                        "made for a test",
                        score,
                        0.1,
                        Double.NaN,
                        new Inspection.Thresholds(limits.review(), limits.reject(), 0.9),
                        modalities,
                        status(modalities.rgb()),
                        status(modalities.xyz()),
                        List.<DefectRegion>of(),
                        Optional.empty(),
                        Map.of()));
    }

    private static ModalityStatus status(boolean there) {
        return there ? new ModalityStatus(State.USED, 1, 0.01) : ModalityStatus.absent();
    }

    private record Recorded(SampleId id, ModalitySet modalities) implements SampleSource {
        @Override
        public Map<Modality, Path> files() {
            return Map.of();
        }

        @Override
        public Sample load(ModalitySet wanted) {
            throw new UnsupportedOperationException("only recorded");
        }

        @Override
        public Optional<PixelMask> loadGroundTruth() {
            return Optional.empty();
        }
    }
}
