package org.lacuna.fusion;

import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PatchGrid;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Distances of one part to the memory banks (Xu et al. 2025, 3.4.2). The arrays are owned by the
 * record once handed over.
 *
 * @param patches {@code A(X, M)} of each modality: {@link PatchGrid#PATCHES} values, at least 0;
 *     NaN = patch not scored
 * @param part {@code S(X, M)} of each modality: the largest of its patches
 */
public record PartScores(Map<Modality, float[]> patches, Map<Modality, Double> part) {
    public PartScores {
        if (!patches.keySet().equals(part.keySet())) {
            throw new IllegalArgumentException(
                    "patches of "
                            + patches.keySet()
                            + ", parts of "
                            + part.keySet()
                            + ", expected the same modalities");
        }
        patches.forEach((modality, values) -> checkLength(modality, values));
        patches = Collections.unmodifiableMap(copy(patches));
        part = Collections.unmodifiableMap(copy(part));
    }

    /**
     * Part scores from patch scores; a modality without any scored patch is left out.
     *
     * @throws IllegalArgumentException when an array has another length, or a score is negative or
     *     infinite
     */
    public static PartScores of(Map<Modality, float[]> patches) {
        Map<Modality, float[]> scored = new EnumMap<>(Modality.class);
        Map<Modality, Double> part = new EnumMap<>(Modality.class);
        patches.forEach(
                (modality, values) -> {
                    double max = max(modality, values);
                    if (max >= 0) {
                        scored.put(modality, values);
                        part.put(modality, max);
                    }
                });
        return new PartScores(scored, part);
    }

    private static void checkLength(Modality modality, float[] values) {
        if (values.length != PatchGrid.PATCHES) {
            throw new IllegalArgumentException(
                    modality
                            + ": "
                            + values.length
                            + " patch scores, expected "
                            + PatchGrid.PATCHES);
        }
    }

    /** Largest score, -1 when no patch is scored. */
    private static double max(Modality modality, float[] values) {
        checkLength(modality, values);
        double max = -1;
        for (int p = 0; p < values.length; p++) {
            if (values[p] < 0 || Float.isInfinite(values[p])) {
                throw new IllegalArgumentException(
                        modality
                                + ": score "
                                + values[p]
                                + " of patch "
                                + p
                                + ", expected at least 0 and finite, or NaN");
            }
            // NaN loses the comparison, which is what it should do.
            max = values[p] > max ? values[p] : max;
        }
        return max;
    }

    /** The modalities that are there. */
    public ModalitySet modalities() {
        return new ModalitySet(
                patches.containsKey(Modality.RGB), patches.containsKey(Modality.XYZ));
    }

    /** The same without the modalities outside the set. */
    public PartScores restrict(ModalitySet wanted) {
        Map<Modality, float[]> kept = copy(patches);
        Map<Modality, Double> keptPart = copy(part);
        kept.keySet().removeIf(m -> !wanted.contains(m));
        keptPart.keySet().removeIf(m -> !wanted.contains(m));
        return new PartScores(kept, keptPart);
    }

    private static <V> Map<Modality, V> copy(Map<Modality, V> map) {
        Map<Modality, V> copy = new EnumMap<>(Modality.class);
        copy.putAll(map);
        return copy;
    }
}
