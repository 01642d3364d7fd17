package org.lacuna.distillation.internal;

import org.lacuna.core.Modality;

import java.util.EnumMap;
import java.util.Map;

/**
 * Patches as columns: scaled views, what is available, and where each modality shows a defect.
 *
 * @param rows number of patches
 * @param views a scaled description for each modality that there is
 * @param available by ordinal of the modality, for each patch
 * @param defect the same: whether that modality shows a defect; false where it is not available
 */
public record PatchTable(
        int rows, Map<Modality, Batch> views, boolean[][] available, boolean[][] defect) {
    public PatchTable {
        views = new EnumMap<>(views);
    }

    /** Whether anything that can be seen of a patch shows a defect. */
    static boolean[] visible(boolean[][] available, boolean[][] defect) {
        boolean[] visible = new boolean[available[0].length];
        for (int m = 0; m < available.length; m++) {
            for (int r = 0; r < visible.length; r++) {
                visible[r] |= available[m][r] && defect[m][r];
            }
        }
        return visible;
    }
}
