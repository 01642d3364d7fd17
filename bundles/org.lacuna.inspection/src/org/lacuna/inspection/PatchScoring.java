package org.lacuna.inspection;

import org.lacuna.core.Availability;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.GridTransform;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PixelMask;
import org.lacuna.core.Workers;
import org.lacuna.fusion.PartScores;
import org.lacuna.memorybank.MemoryBank;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Distances of a part's patches to the memory banks (Xu et al. 2025, 3.4.2: {@code A(X, M)}).
 * Shared by calibration and inspection, so that a threshold means the same in both. Thread-safe.
 */
final class PatchScoring {
    /** About the width of the smallest feature that may break off. */
    private static final int MARGIN_PATCHES = 2;

    private final Map<Modality, TrainedBank> banks;
    private final ScoringParameters parameters;

    PatchScoring(Map<Modality, TrainedBank> banks, ScoringParameters parameters) {
        this.banks = Map.copyOf(banks);
        this.parameters = parameters;
    }

    /**
     * Usable patches and what lies nearest to them in the modality's bank.
     *
     * @param part as in {@link BankMatch#of}
     */
    BankMatch match(
            FeatureMap features, Modality modality, Optional<String> part, Workers workers) {
        return BankMatch.of(
                banks.get(modality).bank(),
                features,
                parameters.minPatchAvailability(),
                part,
                workers);
    }

    /** {@link #match} of all modalities that there are. */
    Map<Modality, BankMatch> match(
            Map<Modality, FeatureMap> features, Optional<String> part, Workers workers) {
        Map<Modality, BankMatch> matches = new EnumMap<>(Modality.class);
        features.forEach((m, f) -> matches.put(m, match(f, m, part, workers)));
        return matches;
    }

    /** {@link #distances} of all modalities that were matched. */
    Map<Modality, float[]> distances(Map<Modality, BankMatch> matches) {
        Map<Modality, float[]> distances = new EnumMap<>(Modality.class);
        matches.forEach((m, match) -> distances.put(m, distances(m, match)));
        return distances;
    }

    /**
     * How far each usable patch lies from the nearest entry of the modality's bank, beyond what
     * normal patches do there: 1 + (distance - spread of the entry) / mean spread, at least 0; NaN
     * where the data do not suffice.
     *
     * <p>A difference, not a quotient: highlights and silhouettes vary more than faces, and an
     * entry of a quiet face would turn a small step into a large multiple of nearly nothing.
     *
     * <p>A patch that is usable in part tells less: its score is drawn towards 1, the normal one.
     * The availability is squared, since a frayed patch has fewer pixels, and each of them a
     * neighbourhood with less in it.
     */
    float[] distances(Modality modality, BankMatch match) {
        MemoryBank bank = banks.get(modality).bank();
        float[] distances = new float[PatchGrid.PATCHES];
        Arrays.fill(distances, Float.NaN);
        for (int i = 0; i < match.count(); i++) {
            int patch = match.patches()[i];
            float available = match.availability().at(patch);
            double beyond =
                    (match.distances()[i] - (double) bank.spread(match.entries()[i]))
                            / bank.meanSpread();
            distances[patch] = (float) Math.max(0, 1 + available * available * beyond);
        }
        return distances;
    }

    /**
     * Scores of the modalities in {@code use}; one of which no patch can be scored is left out.
     *
     * <p>Where a complete cloud tells the part from its surroundings, RGB patches away from it are
     * not scored: what lies on the table is no defect. Without a complete cloud nothing is known to
     * be background, so every patch counts: a piece of the part that 3D lost must not go unseen.
     *
     * @param onPart patches of the part and around it, or null when all are to be scored
     */
    PartScores combine(
            Map<Modality, BankMatch> matches,
            Map<Modality, float[]> distances,
            ModalitySet use,
            boolean[] onPart) {
        Map<Modality, float[]> used = new EnumMap<>(Modality.class);
        for (Modality m : use.list()) {
            float[] d = distances.get(m);
            if (d != null && m == Modality.RGB && onPart != null) {
                d = d.clone();
                for (int p = 0; p < d.length; p++) {
                    d[p] = onPart[p] ? d[p] : Float.NaN;
                }
            }
            if (d != null) {
                used.put(m, d);
            }
        }
        Map<Modality, Double> peaks = new EnumMap<>(Modality.class);
        for (Modality m : List.copyOf(used.keySet())) {
            Peak peak = peak(used.get(m), matches.get(m).availability());
            if (peak == null) {
                used.remove(m);
            } else {
                peaks.put(m, peak.score() * weight(matches.get(m), m, peak.patch()));
            }
        }
        return new PartScores(used, peaks);
    }

    /** PatchCore's weight of the part score, 1 when it is not asked for. */
    private double weight(BankMatch match, Modality modality, int patch) {
        if (parameters.reweightNeighbours() == 0) {
            return 1;
        }
        return banks.get(modality)
                .bank()
                .reweighting(match.row(patch), parameters.reweightNeighbours());
    }

    /**
     * Where a part looks least normal.
     *
     * @param score largest local mean of the patch scores
     * @param patch its centre
     */
    private record Peak(double score, int patch) {}

    /**
     * Part score of one modality: the largest local mean of the patch scores. The paper takes the
     * largest single patch; one false peak then decides. A defect fills several patches, noise does
     * not, so a Gaussian mean comes first. Patches count by their availability, and a frayed one
     * (little available) cannot be the centre. Null when no patch can.
     */
    private Peak peak(float[] distances, Availability availability) {
        double sigma = parameters.peakSigmaPatches();
        int reach = (int) Math.ceil(2.5 * sigma);
        double[] kernel = new double[reach + 1];
        for (int i = 0; i <= reach; i++) {
            kernel[i] = sigma == 0 ? 1 : Math.exp(-i * i / (2 * sigma * sigma));
        }
        Peak peak = null;
        for (int row = 0; row < PatchGrid.SIDE; row++) {
            for (int column = 0; column < PatchGrid.SIDE; column++) {
                int centre = row * PatchGrid.SIDE + column;
                if (!Float.isNaN(distances[centre])
                        && availability.at(centre) >= parameters.minPeakAvailability()) {
                    double mean = localMean(distances, availability, kernel, column, row);
                    if (peak == null || mean > peak.score()) {
                        peak = new Peak(mean, centre);
                    }
                }
            }
        }
        return peak;
    }

    private static double localMean(
            float[] distances, Availability availability, double[] kernel, int column, int row) {
        int reach = kernel.length - 1;
        double sum = 0;
        double weight = 0;
        for (int y = Math.max(0, row - reach);
                y <= Math.min(PatchGrid.SIDE - 1, row + reach);
                y++) {
            for (int x = Math.max(0, column - reach);
                    x <= Math.min(PatchGrid.SIDE - 1, column + reach);
                    x++) {
                int p = y * PatchGrid.SIDE + x;
                if (!Float.isNaN(distances[p])) {
                    double w =
                            kernel[Math.abs(x - column)]
                                    * kernel[Math.abs(y - row)]
                                    * availability.at(p);
                    sum += w * distances[p];
                    weight += w;
                }
            }
        }
        return sum / weight;
    }

    /**
     * Patches of the part and around it: those at most {@value #MARGIN_PATCHES} patches from one
     * that holds a pixel of the mask. Around it, since the place of a piece that broke off is not
     * in the mask. O(pixels).
     */
    static boolean[] around(PixelMask mask, GridTransform transform) {
        boolean[] touched = touching(mask, transform);
        boolean[] around = new boolean[PatchGrid.PATCHES];
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            if (touched[p]) {
                int column = p % PatchGrid.SIDE;
                int row = p / PatchGrid.SIDE;
                int left = Math.max(0, column - MARGIN_PATCHES);
                int right = Math.min(PatchGrid.SIDE - 1, column + MARGIN_PATCHES);
                int bottom = Math.min(PatchGrid.SIDE - 1, row + MARGIN_PATCHES);
                for (int y = Math.max(0, row - MARGIN_PATCHES); y <= bottom; y++) {
                    Arrays.fill(
                            around,
                            y * PatchGrid.SIDE + left,
                            y * PatchGrid.SIDE + right + 1,
                            true);
                }
            }
        }
        return around;
    }

    /** Patches that hold at least one pixel of the mask. */
    private static boolean[] touching(PixelMask mask, GridTransform transform) {
        int[] columns = new int[mask.width()];
        for (int x = 0; x < columns.length; x++) {
            columns[x] = transform.patchColumn(x);
        }
        boolean[] touched = new boolean[PatchGrid.PATCHES];
        for (int y = 0; y < mask.height(); y++) {
            int row = transform.patchRow(y);
            if (row < 0 || row >= PatchGrid.SIDE) {
                continue;
            }
            for (int x = 0; x < columns.length; x++) {
                int column = columns[x];
                if (column >= 0 && column < PatchGrid.SIDE && mask.get(y * mask.width() + x)) {
                    touched[row * PatchGrid.SIDE + column] = true;
                }
            }
        }
        return touched;
    }

    /** Number of patches that some modality scored. */
    static int scoredPatches(PartScores scores) {
        int n = 0;
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            for (float[] d : scores.patches().values()) {
                if (!Float.isNaN(d[p])) {
                    n++;
                    break;
                }
            }
        }
        return n;
    }
}
