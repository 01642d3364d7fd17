package org.lacuna.fusion;

import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;

import java.util.Map;

/**
 * Scale of the anomaly map: fused patch scores to calibrated ones, 1 = defect level.
 *
 * <p>A patch may lack a modality that the part has: 3D at a silhouette or in a hole of the scan.
 * Its fused score then lacks a term, so it lives on another scale than its neighbours. Two anchors
 * tie the scales together: what a typical good patch scores, and the defect level. Both come out
 * the same whichever modalities the patch has, so a hole in the scan is neither brighter nor darker
 * than what surrounds it, and a defect in it as bright as elsewhere.
 */
final class MapScale {
    private static final int PATTERNS = 1 << Modality.values().length;

    private final double[] typical = new double[PATTERNS];
    private final double[] level = new double[PATTERNS];

    /**
     * @param fusion of patch scores
     * @param typicalPatch score of a typical good patch, in the order of {@link Modality}
     */
    MapScale(
            ModalityFusion fusion,
            double[] typicalPatch,
            Map<ModalitySet, ScoreCalibration> calibrations) {
        // A pattern that was never calibrated cannot be that of a part, only of single patches.
        ScoreCalibration any = calibrations.values().iterator().next();
        for (ModalitySet pattern : ModalitySet.SETTINGS) {
            int bits = bits(pattern);
            level[bits] = calibrations.getOrDefault(pattern, any).mapDefect();
            for (Modality m : pattern.list()) {
                typical[bits] += fusion.factor(m) * typicalPatch[m.ordinal()];
            }
            // Distances of next to nothing (a bank that holds the very same parts) meet the
            // smallest level there is; the anchors must stay apart.
            typical[bits] = Math.min(typical[bits], level[bits] / 2);
        }
    }

    /**
     * @param fused sum of the weighted scores of the modalities that the patch has
     * @param patch modalities of the patch, as {@link #bits}
     * @param part modalities of the part, as {@link #bits}
     * @return at least 0
     */
    double calibrated(double fused, int patch, int part) {
        if (patch == part) {
            return fused / level[part];
        }
        double low = typical[part] / level[part];
        double step = (1 - low) / (level[patch] - typical[patch]);
        return Math.max(0, low + (fused - typical[patch]) * step);
    }

    static int bits(ModalitySet modalities) {
        int bits = 0;
        for (Modality m : modalities.list()) {
            bits |= 1 << m.ordinal();
        }
        return bits;
    }
}
