package org.lacuna.fusion;

import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModelException;
import org.lacuna.core.PatchGrid;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * From distances to decisions (Xu et al. 2025, 3.4.2; method.md 6): scales the modalities, weighs
 * them by two one-class SVMs (parts and pixels), and calibrates the result for each availability
 * pattern, so that 1 is the defect threshold whatever took part. Made by {@link FusionTrainer}.
 * Immutable, thread-safe, deterministic.
 */
public final class FusionModel {
    private static final int MAX_NOTES = 100;

    /** Keeps sums of patch scores in the range of float. */
    private static final double LARGEST_SCORE = 1e30;

    private static final int MODALITIES = Modality.values().length;

    private final ModalityFusion part;
    private final ModalityFusion patch;
    private final double[] typical;
    private final Map<ModalitySet, ScoreCalibration> calibrations;
    private final MapScale mapScale;
    private final double mapSigmaPx;
    private final List<String> notes;

    /**
     * @param part fuses part scores
     * @param patch fuses patch scores
     * @param typical patch score of a typical good patch of each modality, before scaling
     */
    FusionModel(
            ModalityFusion part,
            ModalityFusion patch,
            double[] typical,
            Map<ModalitySet, ScoreCalibration> calibrations,
            double mapSigmaPx,
            List<String> notes) {
        this.part = part;
        this.patch = patch;
        this.typical = typical.clone();
        this.calibrations = new LinkedHashMap<>();
        for (ModalitySet pattern : ModalitySet.SETTINGS) {
            if (calibrations.containsKey(pattern)) {
                this.calibrations.put(pattern, calibrations.get(pattern));
            }
        }
        this.mapSigmaPx = mapSigmaPx;
        this.notes = List.copyOf(notes);
        if (this.calibrations.isEmpty() || this.calibrations.size() != calibrations.size()) {
            throw new IllegalArgumentException(
                    "calibrations: "
                            + calibrations.keySet()
                            + ", expected at least one of "
                            + ModalitySet.SETTINGS);
        }
        if (typical.length != MODALITIES
                || Arrays.stream(typical).anyMatch(t -> !(t >= 0 && Double.isFinite(t)))) {
            throw new IllegalArgumentException(
                    "typical: "
                            + Arrays.toString(typical)
                            + ", expected "
                            + MODALITIES
                            + " finite numbers of at least 0");
        }
        this.mapScale = new MapScale(patch, typical, this.calibrations);
        if (!(mapSigmaPx >= 0 && mapSigmaPx <= PatchGrid.SIDE)) {
            throw new IllegalArgumentException(
                    "mapSigmaPx: " + mapSigmaPx + ", expected 0.." + PatchGrid.SIDE);
        }
    }

    /**
     * Patterns that were calibrated, in the order of {@link ModalitySet#SETTINGS}; others cannot be
     * scored.
     */
    public List<ModalitySet> patterns() {
        return List.copyOf(calibrations.keySet());
    }

    /** Number of held-out good parts behind the pattern's thresholds. */
    public int calibrationParts(ModalitySet pattern) {
        return calibration(pattern).good().length;
    }

    /**
     * Calibrated part score: 1 = defect threshold.
     *
     * @throws IllegalArgumentException when the pattern of the scores was not calibrated
     */
    public double partScore(PartScores scores) {
        return part.score(scores.part()) / calibration(scores.modalities()).defect();
    }

    /**
     * Calibrated score of one modality alone; NaN when it is not there or was never calibrated
     * alone.
     */
    public double modalityScore(PartScores scores, Modality modality) {
        ModalitySet alone = new ModalitySet(modality == Modality.RGB, modality == Modality.XYZ);
        return scores.modalities().containsAll(alone) && calibrations.containsKey(alone)
                ? partScore(scores.restrict(alone))
                : Double.NaN;
    }

    /**
     * Conformal p-value of a calibrated part score among the held-out good parts of the pattern, in
     * (0, 1].
     */
    public double pValue(ModalitySet pattern, double partScore) {
        return calibration(pattern).pValue(partScore);
    }

    /** Thresholds of the pattern on calibrated scores; {@code defect} is 1. */
    public Inspection.Thresholds thresholds(ModalitySet pattern) {
        ScoreCalibration c = calibration(pattern);
        return new Inspection.Thresholds(c.review() / c.defect(), 1, c.mapReview() / c.mapDefect());
    }

    /** Calibrated scores of the held-out good parts, ascending. */
    public double[] goodScores(ModalitySet pattern) {
        ScoreCalibration c = calibration(pattern);
        return Arrays.stream(c.good()).map(s -> s / c.defect()).toArray();
    }

    /**
     * Calibrated patch scores for {@link AnomalyMapBuilder}, 1 = defect level of the smoothed map;
     * see {@link MapScale} on patches that lack one of the part's modalities.
     *
     * @return {@link PatchGrid#PATCHES} values, at least 0; NaN where no modality scored the patch
     */
    public float[] patchScores(PartScores scores) {
        int all = MapScale.bits(scores.modalities());
        float[] values = rawPatches(patch, scores);
        for (int p = 0; p < values.length; p++) {
            int present = 0;
            for (Map.Entry<Modality, float[]> e : scores.patches().entrySet()) {
                present |= Float.isNaN(e.getValue()[p]) ? 0 : 1 << e.getKey().ordinal();
            }
            values[p] =
                    present == 0
                            ? Float.NaN
                            : (float)
                                    Math.min(
                                            LARGEST_SCORE,
                                            mapScale.calibrated(values[p], present, all));
        }
        return values;
    }

    /** Gaussian that the anomaly map is smoothed by, working pixels. */
    public double mapSigmaPx() {
        return mapSigmaPx;
    }

    /**
     * Weight of each modality in the part score after scaling, in the order of {@link Modality}.
     */
    public double[] partWeights() {
        return part.svm().weights();
    }

    /** Remarks for the user (fallbacks taken in training), empty when there are none. */
    public List<String> notes() {
        return notes;
    }

    /** The same with one more remark, the last one. */
    public FusionModel withNote(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new FusionModel(part, patch, typical, calibrations, mapSigmaPx, more);
    }

    ModalityFusion part() {
        return part;
    }

    ModalityFusion patch() {
        return patch;
    }

    /** The same weights with other thresholds, and without remarks. */
    FusionModel withCalibrations(double[] otherTypical, Map<ModalitySet, ScoreCalibration> others) {
        return new FusionModel(part, patch, otherTypical, others, mapSigmaPx, List.of());
    }

    /**
     * Thresholds between these and those of a model with the same weights, in proportion.
     *
     * @param share of the other one, 0..1
     * @throws IllegalArgumentException when weights differ, or no pattern is known to both
     */
    public FusionModel towards(FusionModel other, double share) {
        if (!part.equals(other.part) || !patch.equals(other.patch)) {
            throw new IllegalArgumentException("other: has other weights, expected the same");
        }
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + ", expected 0..1");
        }
        double[] mixed = typical.clone();
        for (int m = 0; m < mixed.length; m++) {
            mixed[m] = (1 - share) * typical[m] + share * other.typical[m];
        }
        Map<ModalitySet, ScoreCalibration> between = new LinkedHashMap<>();
        calibrations.forEach(
                (pattern, c) -> {
                    if (other.calibrations.containsKey(pattern)) {
                        between.put(pattern, c.towards(other.calibrations.get(pattern), share));
                    }
                });
        return new FusionModel(part, patch, mixed, between, mapSigmaPx, notes);
    }

    private ScoreCalibration calibration(ModalitySet pattern) {
        ScoreCalibration c = calibrations.get(pattern);
        if (c == null) {
            throw new IllegalArgumentException(
                    "pattern: " + pattern + ", expected one of " + calibrations.keySet());
        }
        return c;
    }

    /** Fused, not calibrated patch scores; NaN where no modality scored the patch. */
    static float[] rawPatches(ModalityFusion fusion, PartScores scores) {
        float[] fused = new float[PatchGrid.PATCHES];
        Arrays.fill(fused, Float.NaN);
        scores.patches()
                .forEach(
                        (m, values) -> {
                            double factor = fusion.factor(m);
                            for (int p = 0; p < fused.length; p++) {
                                if (!Float.isNaN(values[p])) {
                                    fused[p] =
                                            (float)
                                                    ((Float.isNaN(fused[p]) ? 0 : fused[p])
                                                            + factor * values[p]);
                                }
                            }
                        });
        return fused;
    }

    /** Writes everything, in a layout of its own inside the model file. */
    public void write(DataOutput out) throws IOException {
        part.write(out);
        patch.write(out);
        for (double t : typical) {
            out.writeDouble(t);
        }
        out.writeDouble(mapSigmaPx);
        for (ModalitySet pattern : ModalitySet.SETTINGS) {
            out.writeBoolean(calibrations.containsKey(pattern));
            if (calibrations.containsKey(pattern)) {
                calibrations.get(pattern).write(out);
            }
        }
        out.writeInt(notes.size());
        for (String note : notes) {
            out.writeUTF(note);
        }
    }

    /**
     * @param maxBytes bytes that the input can hold at most; nothing larger is allocated
     * @throws ModelException when the values make no sense
     */
    public static FusionModel read(DataInput in, long maxBytes) throws IOException, ModelException {
        try {
            ModalityFusion part = ModalityFusion.read(in);
            ModalityFusion patch = ModalityFusion.read(in);
            double[] typical = ModalityFusion.readDoubles(in);
            double sigma = in.readDouble();
            Map<ModalitySet, ScoreCalibration> calibrations = new LinkedHashMap<>();
            for (ModalitySet pattern : ModalitySet.SETTINGS) {
                if (in.readBoolean()) {
                    calibrations.put(pattern, ScoreCalibration.read(in, maxBytes));
                }
            }
            return new FusionModel(part, patch, typical, calibrations, sigma, readNotes(in));
        } catch (IllegalArgumentException e) {
            throw new ModelException("fusion: " + e.getMessage(), e);
        }
    }

    private static List<String> readNotes(DataInput in) throws IOException, ModelException {
        int count = in.readInt();
        if (count < 0 || count > MAX_NOTES) {
            throw new ModelException("fusion: " + count + " notes, expected 0.." + MAX_NOTES);
        }
        String[] notes = new String[count];
        for (int i = 0; i < count; i++) {
            notes[i] = in.readUTF();
        }
        return List.of(notes);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof FusionModel f
                && part.equals(f.part)
                && patch.equals(f.patch)
                && Arrays.equals(typical, f.typical)
                && calibrations.equals(f.calibrations)
                && mapSigmaPx == f.mapSigmaPx
                && notes.equals(f.notes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(part, patch, Arrays.hashCode(typical), calibrations, mapSigmaPx, notes);
    }
}
