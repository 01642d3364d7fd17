package org.lacuna.distillation;

import org.lacuna.core.Modality;

/**
 * What networks learn from: one patch of a part, described by a vector for each modality that it
 * has. The arrays are kept; nobody may write to them.
 *
 * @param part number of the part, so that no part is on both sides of a split; copies of a part
 *     with different defects have the same number
 * @param rgb description of the colour image there; empty = not available
 * @param xyz description of the cloud there; empty = not available
 * @param rgbDefect whether the image shows a defect there
 * @param xyzDefect whether the cloud shows a defect there
 */
public record LabelledPatch(
        int part, float[] rgb, float[] xyz, boolean rgbDefect, boolean xyzDefect) {
    public LabelledPatch {
        if (rgb.length == 0 && xyz.length == 0) {
            throw new IllegalArgumentException(
                    "patch of part " + part + ": no modality, expected at least one");
        }
    }

    /** The description by a modality; empty when it is not available. */
    float[] view(Modality modality) {
        return modality == Modality.RGB ? rgb : xyz;
    }

    /** Whether the modality shows a defect. */
    boolean defect(Modality modality) {
        return modality == Modality.RGB ? rgbDefect : xyzDefect;
    }

    boolean has(Modality modality) {
        return view(modality).length > 0;
    }
}
