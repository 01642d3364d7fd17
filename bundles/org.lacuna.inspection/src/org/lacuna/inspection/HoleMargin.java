package org.lacuna.inspection;

import org.lacuna.core.Availability;
import org.lacuna.core.PatchGrid;

/**
 * Leaves out what lies beside lost data. Features there describe the border of the hole, which no
 * good part had, and would be taken for a defect.
 */
final class HoleMargin {
    /** A hole in a cloud ends where it ends. */
    static final double SHARP = 0;

    /** Glare around a highlight reaches as far again as the highlight's radius. */
    static final double GLARE = 1;

    private HoleMargin() {}

    /**
     * O(patches x lost patches).
     *
     * @param least a patch with a smaller usable fraction counts as lost, in (0, 1]
     * @param margin patches around a lost one that are left out, too, in rows, columns and
     *     diagonally
     * @param growth what is added to the margin, relative to how deep the hole is inside: of a disc
     *     this share of its radius
     * @return the same with 0 there
     */
    static Availability leaveOut(
            Availability availability, double least, int margin, double growth) {
        float[] kept = availability.fraction().clone();
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            if (availability.at(p) < least) {
                double glare =
                        growth == 0 ? 0 : margin + (1 + growth) * depth(availability, least, p);
                clear(kept, p % PatchGrid.SIDE, p / PatchGrid.SIDE, margin, glare);
            }
        }
        return new Availability(kept);
    }

    /** Distance of a lost patch to the nearest one that is not, less one; 0 when all are lost. */
    private static double depth(Availability availability, double least, int patch) {
        int nearest = Integer.MAX_VALUE;
        for (int q = 0; q < PatchGrid.PATCHES; q++) {
            if (availability.at(q) >= least) {
                int dx = q % PatchGrid.SIDE - patch % PatchGrid.SIDE;
                int dy = q / PatchGrid.SIDE - patch / PatchGrid.SIDE;
                nearest = Math.min(nearest, dx * dx + dy * dy);
            }
        }
        return nearest == Integer.MAX_VALUE ? 0 : Math.sqrt(nearest) - 1;
    }

    /** A square of the margin, and a disc of the radius. */
    private static void clear(float[] kept, int column, int row, int margin, double radius) {
        int reach = Math.max(margin, (int) radius);
        int right = Math.min(PatchGrid.SIDE - 1, column + reach);
        int bottom = Math.min(PatchGrid.SIDE - 1, row + reach);
        for (int y = Math.max(0, row - reach); y <= bottom; y++) {
            for (int x = Math.max(0, column - reach); x <= right; x++) {
                int dx = Math.abs(x - column);
                int dy = Math.abs(y - row);
                if (Math.max(dx, dy) <= margin || dx * dx + dy * dy <= radius * radius) {
                    kept[y * PatchGrid.SIDE + x] = 0;
                }
            }
        }
    }
}
