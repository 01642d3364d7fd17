package org.lacuna.distillation;

import org.lacuna.core.Modality;

/**
 * What generators learn from: one normal patch that has both modalities. The arrays are kept;
 * nobody may write to them.
 *
 * @param part number of the part, so that no part is on both sides of a split
 * @param rgbContext the colour image there and around, what {@code G(rgb->3d)} is given
 * @param xyzContext the cloud there and around, what {@code G(3d->rgb)} is given
 * @param rgb features of the colour image there, what {@code G(3d->rgb)} is to generate
 * @param xyz features of the cloud there, what {@code G(rgb->3d)} is to generate
 */
public record PatchPair(
        int part, float[] rgbContext, float[] xyzContext, float[] rgb, float[] xyz) {
    public PatchPair {
        if (rgbContext.length == 0
                || xyzContext.length == 0
                || rgb.length == 0
                || xyz.length == 0) {
            throw new IllegalArgumentException(
                    "pair of part "
                            + part
                            + ": "
                            + rgbContext.length
                            + ", "
                            + xyzContext.length
                            + ", "
                            + rgb.length
                            + " and "
                            + xyz.length
                            + " numbers, expected at least 1 of each");
        }
    }

    float[] context(Modality modality) {
        return modality == Modality.RGB ? rgbContext : xyzContext;
    }

    float[] features(Modality modality) {
        return modality == Modality.RGB ? rgb : xyz;
    }
}
