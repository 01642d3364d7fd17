package org.lacuna.inspection;

import org.lacuna.core.Availability;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.PatchGrid;

/**
 * Leaves out what lies beside lost data. Features there describe the border of the hole, which no
 * good part had, and would be taken for a defect.
 */
final class HoleMargin {
    private HoleMargin() {}

    /**
     * @param least a patch with a smaller usable fraction counts as lost, in (0, 1]
     * @param margin patches around a lost one that are left out, too, in rows, columns and
     *     diagonally
     * @return the same features, with availability 0 there
     */
    static FeatureMap leaveOut(FeatureMap features, double least, int margin) {
        float[] kept = features.availability().fraction().clone();
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            if (features.availability().at(p) < least) {
                clear(kept, p % PatchGrid.SIDE, p / PatchGrid.SIDE, margin);
            }
        }
        return new FeatureMap(features.channels(), features.values(), new Availability(kept));
    }

    private static void clear(float[] kept, int column, int row, int margin) {
        int right = Math.min(PatchGrid.SIDE - 1, column + margin);
        int bottom = Math.min(PatchGrid.SIDE - 1, row + margin);
        for (int y = Math.max(0, row - margin); y <= bottom; y++) {
            for (int x = Math.max(0, column - margin); x <= right; x++) {
                kept[y * PatchGrid.SIDE + x] = 0;
            }
        }
    }
}
