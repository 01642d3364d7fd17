package org.lacuna.inspection;

import org.lacuna.core.FeatureMap;
import org.lacuna.core.GridTransform;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PixelMask;
import org.lacuna.core.Workers;
import org.lacuna.fusion.PartScores;
import org.lacuna.memorybank.MemoryBank;

import java.util.EnumMap;
import java.util.Map;

/**
 * Distances of a part's patches to the memory banks (Xu et al. 2025, 3.4.2: {@code A(X, M)}).
 * Shared by calibration and inspection, so that a threshold means the same in both. Thread-safe.
 */
final class PatchScoring {
    private final Map<Modality, TrainedBank> banks;
    private final double minPatchAvailability;

    PatchScoring(Map<Modality, TrainedBank> banks, double minPatchAvailability) {
        this.banks = new EnumMap<>(banks);
        this.minPatchAvailability = minPatchAvailability;
    }

    /**
     * Distance of each usable patch to the nearest entry of the modality's bank; NaN where the data
     * do not suffice.
     */
    float[] distances(FeatureMap features, Modality modality, Workers workers) {
        int[] patches = new int[PatchGrid.PATCHES];
        int count = 0;
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            if (features.availability().at(p) >= minPatchAvailability) {
                patches[count++] = p;
            }
        }
        int channels = features.channels();
        float[] rows = new float[count * channels];
        for (int i = 0; i < count; i++) {
            System.arraycopy(
                    features.values(), patches[i] * channels, rows, i * channels, channels);
        }
        float[] nearest = new float[count];
        MemoryBank bank = banks.get(modality).bank();
        bank.nearest(rows, count, nearest, new int[count], workers);
        float[] distances = new float[PatchGrid.PATCHES];
        java.util.Arrays.fill(distances, Float.NaN);
        for (int i = 0; i < count; i++) {
            distances[patches[i]] = nearest[i];
        }
        return distances;
    }

    /**
     * Scores of the modalities in {@code use}.
     *
     * <p>Where a complete cloud tells the part from its surroundings, RGB patches off the part are
     * not scored: what lies on the table is no defect. Without a complete cloud nothing is known to
     * be background, so every patch counts: a piece of the part that 3D lost must not go unseen.
     *
     * @param onPart patches that touch the part, or null when all are to be scored
     */
    static PartScores combine(Map<Modality, float[]> distances, ModalitySet use, boolean[] onPart) {
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
        return PartScores.of(used);
    }

    /** Patches that hold at least one pixel of the mask. O(pixels). */
    static boolean[] touching(PixelMask mask, GridTransform transform) {
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
