package org.lacuna.inspection;

import org.lacuna.core.Availability;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.WorkingImage;

/**
 * How sharp a colour image is at the resolution that extractors see: what its fine gradients have
 * beyond its coarse ones, in the direction that has least. Motion takes it away along one direction
 * only, a lens out of focus along all.
 *
 * <p>A quotient of gradient energies, so brightness and contrast play no role; what is on the image
 * does. It is therefore compared with that of other parts of the same kind only.
 */
final class Sharpness {
    private static final int SIDE = PatchGrid.WORKING_SIDE;

    /** Working pixels along the edge of a block; a block with lost pixels does not count. */
    private static final int BLOCK = 16;

    private static final int BLOCK_PATCHES = BLOCK / PatchGrid.PATCH_PX;

    /** Half the edge of the box filter that is applied twice and leaves coarse gradients. */
    private static final int COARSE = 2;

    private static final int DIRECTIONS = 8;

    /** Coarse gradients weaker than this (on average, of 1) are noise, and an image of nothing. */
    private static final double FLAT = 1e-6;

    private Sharpness() {}

    /**
     * O(pixels); deterministic.
     *
     * @param usable patches that are not, or in part only, do not count
     * @return about 0 for an image without fine structure, larger for sharper ones; NaN when
     *     nothing can be said, since too little is usable or there is nothing to see
     */
    static double of(WorkingImage image, Availability usable) {
        float[] fine = grey(image);
        float[] coarse = boxed(boxed(fine));
        // Energy along x, along y, and mixed: enough for any direction.
        double[] fineEnergy = new double[3];
        double[] coarseEnergy = new double[3];
        int blocks = 0;
        for (int top = 0; top < SIDE; top += BLOCK) {
            for (int left = 0; left < SIDE; left += BLOCK) {
                if (isUsable(usable, left, top)) {
                    add(fine, left, top, fineEnergy);
                    add(coarse, left, top, coarseEnergy);
                    blocks++;
                }
            }
        }
        int all = (SIDE / BLOCK) * (SIDE / BLOCK);
        double coarseMean = (coarseEnergy[0] + coarseEnergy[1]) / (blocks * (double) BLOCK * BLOCK);
        if (blocks * 10 < all || coarseMean < FLAT) {
            return Double.NaN;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int d = 0; d < DIRECTIONS; d++) {
            double angle = Math.PI * d / DIRECTIONS;
            least = Math.min(least, along(fineEnergy, angle) / along(coarseEnergy, angle));
        }
        return Math.max(0, least - 1);
    }

    private static float[] grey(WorkingImage image) {
        float[] rgb = image.rgb();
        float[] grey = new float[SIDE * SIDE];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (rgb[3 * i] + rgb[3 * i + 1] + rgb[3 * i + 2]) / 3;
        }
        return grey;
    }

    private static boolean isUsable(Availability usable, int left, int top) {
        int row = top / PatchGrid.PATCH_PX;
        int column = left / PatchGrid.PATCH_PX;
        for (int y = row; y < row + BLOCK_PATCHES; y++) {
            for (int x = column; x < column + BLOCK_PATCHES; x++) {
                if (usable.at(y * PatchGrid.SIDE + x) < 1) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Central differences of a block; the outermost pixels of the image have none. */
    private static void add(float[] image, int left, int top, double[] energy) {
        for (int y = Math.max(1, top); y < Math.min(SIDE - 1, top + BLOCK); y++) {
            for (int x = Math.max(1, left); x < Math.min(SIDE - 1, left + BLOCK); x++) {
                int i = y * SIDE + x;
                double dx = image[i + 1] - image[i - 1];
                double dy = image[i + SIDE] - image[i - SIDE];
                energy[0] += dx * dx;
                energy[1] += dy * dy;
                energy[2] += dx * dy;
            }
        }
    }

    private static double along(double[] energy, double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return c * c * energy[0] + s * s * energy[1] + 2 * c * s * energy[2];
    }

    /**
     * Mean over a square of 2 {@value #COARSE} + 1 pixels; beyond the border the border's value.
     */
    private static float[] boxed(float[] image) {
        return boxed(boxed(image, 1, SIDE), SIDE, 1);
    }

    private static float[] boxed(float[] image, int step, int line) {
        float[] out = new float[image.length];
        for (int l = 0; l < SIDE; l++) {
            for (int k = 0; k < SIDE; k++) {
                float sum = 0;
                for (int d = -COARSE; d <= COARSE; d++) {
                    sum += image[l * line + Math.clamp(k + d, 0, SIDE - 1) * step];
                }
                out[l * line + k * step] = sum / (2 * COARSE + 1);
            }
        }
        return out;
    }
}
