package org.lacuna.inspection;

import org.lacuna.core.FeatureMap;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Workers;
import org.lacuna.memorybank.MemoryBank;

import java.util.Optional;

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
     * @param use patches to describe
     * @param part name of a part whose entries are left out, since it would know itself; empty for
     *     a part that the bank was not made from
     * @return {@link PatchGrid#PATCHES} rows of {@link #width}; zeros where a patch is not used
     */
    float[] of(FeatureMap features, boolean[] use, Optional<String> part, Workers workers) {
        int[] patches = used(use);
        int count = patches.length;
        int channels = features.channels();
        float[] rows = new float[count * channels];
        for (int i = 0; i < count; i++) {
            System.arraycopy(
                    features.values(), patches[i] * channels, rows, i * channels, channels);
        }
        float[] distances = new float[count];
        int[] entries = new int[count];
        BankSearch.nearest(bank, rows, count, part, distances, entries, workers);
        float[] own = bank.transformed(rows, count, workers);
        int dim = bank.entryDim();
        float[] views = new float[PatchGrid.PATCHES * width()];
        for (int i = 0; i < count; i++) {
            int at = patches[i] * width();
            float[] entry = bank.entry(entries[i]);
            for (int k = 0; k < dim; k++) {
                float x = own[i * dim + k];
                views[at + k] = x;
                views[at + dim + k] = x - entry[k];
                views[at + 2 * dim + k] = Math.abs(x - entry[k]);
            }
            views[at + BLOCKS * dim] =
                    (float) StrictMath.log(distances[i] / bank.meanSpread() + SMALLEST);
        }
        addSurroundings(views, patches, use);
        return views;
    }

    private static int[] used(boolean[] use) {
        int[] patches = new int[use.length];
        int count = 0;
        for (int p = 0; p < use.length; p++) {
            if (use[p]) {
                patches[count++] = p;
            }
        }
        return java.util.Arrays.copyOf(patches, count);
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
