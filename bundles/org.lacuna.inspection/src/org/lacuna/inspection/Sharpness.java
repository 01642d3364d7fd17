package org.lacuna.inspection;

import org.lacuna.core.Availability;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.WorkingImage;

import java.util.ArrayList;
import java.util.List;

/**
 * How sharp a colour image is at the resolution that extractors see: what its fine gradients have
 * beyond its coarse ones, in the direction that has least. Motion takes it away along one direction
 * only, a lens out of focus along all.
 *
 * <p>Gradients are those of the logarithm, and blocks of the image count by the root of their
 * energy: so a highlight that lies elsewhere on the next part says little. (Plain gradients of good
 * real tires differ by 2.3 times, these by 1.3.) What is on the image plays a role, so it is
 * compared with that of other parts of the same kind only.
 */
final class Sharpness {
    private static final int SIDE = PatchGrid.WORKING_SIDE;

    /** Working pixels along the edge of a block; a block with lost pixels does not count. */
    private static final int BLOCK = 16;

    private static final int BLOCK_PATCHES = BLOCK / PatchGrid.PATCH_PX;

    /** Half the edge of the box filter that is applied twice and leaves coarse gradients. */
    private static final int COARSE = 2;

    private static final int DIRECTIONS = 8;

    /** Coarse gradients weaker than this (squares, on average) are those of an even face. */
    private static final double FLAT = 1e-6;

    /** Added before the logarithm: darker than this is noise, values are 0..1. */
    private static final float DARK = 0.03f;

    /** Blocks with less than this share of the mean energy hardly count. */
    private static final double FAINT = 0.1;

    /** Squared differences of neighbours along x, along y, and mixed: enough for any direction. */
    private record Energy(double[] fine, double[] coarse) {
        double coarseSum() {
            return coarse[0] + coarse[1];
        }
    }

    private Sharpness() {}

    /**
     * O(pixels); deterministic.
     *
     * @param usable patches that are not, or in part only, do not count
     * @return about 0 for an image without fine structure, larger for sharper ones; NaN when
     *     nothing can be said, since too little is usable or there is nothing to see
     */
    static double of(WorkingImage image, Availability usable) {
        float[] fine = logarithm(image);
        float[] coarse = boxed(boxed(fine));
        List<Energy> blocks = new ArrayList<>();
        for (int top = 0; top < SIDE; top += BLOCK) {
            for (int left = 0; left < SIDE; left += BLOCK) {
                if (isUsable(usable, left, top)) {
                    blocks.add(new Energy(energy(fine, left, top), energy(coarse, left, top)));
                }
            }
        }
        int all = (SIDE / BLOCK) * (SIDE / BLOCK);
        double mean = blocks.stream().mapToDouble(Energy::coarseSum).average().orElse(0);
        if (blocks.size() * 10 < all || mean < FLAT * BLOCK * BLOCK) {
            return Double.NaN;
        }
        double[] fineSum = new double[3];
        double[] coarseSum = new double[3];
        for (Energy block : blocks) {
            double weight = 1 / Math.sqrt(block.coarseSum() + FAINT * mean);
            for (int i = 0; i < fineSum.length; i++) {
                fineSum[i] += weight * block.fine[i];
                coarseSum[i] += weight * block.coarse[i];
            }
        }
        double least = Double.POSITIVE_INFINITY;
        for (int d = 0; d < DIRECTIONS; d++) {
            double angle = Math.PI * d / DIRECTIONS;
            least = Math.min(least, along(fineSum, angle) / along(coarseSum, angle));
        }
        return Math.max(0, least - 1);
    }

    private static float[] logarithm(WorkingImage image) {
        float[] rgb = image.rgb();
        float[] out = new float[SIDE * SIDE];
        for (int i = 0; i < out.length; i++) {
            float grey = (rgb[3 * i] + rgb[3 * i + 1] + rgb[3 * i + 2]) / 3;
            out[i] = (float) StrictMath.log(grey + DARK);
        }
        return out;
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
    private static double[] energy(float[] image, int left, int top) {
        double[] energy = new double[3];
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
        return energy;
    }

    private static double along(double[] energy, double angle) {
        double c = StrictMath.cos(angle);
        double s = StrictMath.sin(angle);
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
