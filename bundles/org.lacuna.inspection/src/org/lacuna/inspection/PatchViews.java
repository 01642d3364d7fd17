package org.lacuna.inspection;

import org.lacuna.core.PatchGrid;
import org.lacuna.core.Workers;
import org.lacuna.memorybank.MemoryBank;

/**
 * Describes patches for the student by what they are and by how they deviate from what is normal:
 * the whitened features, their difference to the nearest entry of the memory bank, its magnitude
 * there and in the patches around, and the distance. A network that saw the features alone would
 * learn by heart the few parts that there are; deviations from other parts look the same on parts
 * never seen. Thread-safe.
 */
final class PatchViews {
    private static final int BLOCKS = 4;

    /** Keeps the logarithm of a distance finite, in units of the bank's mean spread. */
    private static final double SMALLEST = 0.05;

    private final MemoryBank bank;

    PatchViews(MemoryBank bank) {
        this.bank = bank;
    }

    /** Length of a description. */
    int width() {
        return width(bank.entryDim());
    }

    /** Length of a description by a bank whose entries have so many dimensions. */
    static int width(int entryDim) {
        return BLOCKS * entryDim + 1;
    }

    /**
     * @param match usable patches and what lies nearest to them
     * @return {@link PatchGrid#PATCHES} rows of {@link #width}; zeros where a patch is not usable
     */
    float[] of(BankMatch match, Workers workers) {
        float[] own = bank.transformed(match.rows(), match.count(), workers);
        int dim = bank.entryDim();
        float[] views = new float[PatchGrid.PATCHES * width()];
        for (int i = 0; i < match.count(); i++) {
            int at = match.patches()[i] * width();
            float[] entry = bank.entry(match.entries()[i]);
            for (int k = 0; k < dim; k++) {
                float x = own[i * dim + k];
                views[at + k] = x;
                views[at + dim + k] = x - entry[k];
                views[at + 2 * dim + k] = Math.abs(x - entry[k]);
            }
            views[at + BLOCKS * dim] =
                    (float) StrictMath.log(match.distances()[i] / bank.meanSpread() + SMALLEST);
        }
        addSurroundings(views, match.patches(), match.use());
        return views;
    }

    /** Mean magnitude of the deviation over 3 x 3 patches. */
    private void addSurroundings(float[] views, int[] patches, boolean[] use) {
        int dim = bank.entryDim();
        int width = width();
        for (int p : patches) {
            int to = p * width + 3 * dim;
            int n = 0;
            for (int y = Math.max(0, p / PatchGrid.SIDE - 1);
                    y <= Math.min(PatchGrid.SIDE - 1, p / PatchGrid.SIDE + 1);
                    y++) {
                for (int x = Math.max(0, p % PatchGrid.SIDE - 1);
                        x <= Math.min(PatchGrid.SIDE - 1, p % PatchGrid.SIDE + 1);
                        x++) {
                    int q = y * PatchGrid.SIDE + x;
                    if (use[q]) {
                        n++;
                        for (int k = 0; k < dim; k++) {
                            views[to + k] += views[q * width + 2 * dim + k];
                        }
                    }
                }
            }
            for (int k = 0; k < dim; k++) {
                views[to + k] /= n;
            }
        }
    }
}
