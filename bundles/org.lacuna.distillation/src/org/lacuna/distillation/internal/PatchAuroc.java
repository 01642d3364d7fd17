package org.lacuna.distillation.internal;

import java.util.Arrays;

/** Area under the ROC curve of patches. */
public final class PatchAuroc {
    private PatchAuroc() {}

    /**
     * @param logits two for each row, normal and defect
     * @param defect which rows are defects
     * @param use which rows count
     * @return probability that a defect ranks above a normal patch, ties counted half; NaN without
     *     one of the two
     */
    public static double of(Batch logits, boolean[] defect, boolean[] use) {
        int n = 0;
        double[] normal = new double[logits.rows()];
        int d = 0;
        double[] defects = new double[logits.rows()];
        for (int r = 0; r < logits.rows(); r++) {
            double z = (double) logits.get(r, 1) - logits.get(r, 0);
            if (use[r] && defect[r]) {
                defects[d++] = z;
            } else if (use[r]) {
                normal[n++] = z;
            }
        }
        if (n == 0 || d == 0) {
            return Double.NaN;
        }
        Arrays.sort(normal, 0, n);
        Arrays.sort(defects, 0, d);
        double wins = 0;
        int below = 0;
        int notAbove = 0;
        for (int i = 0; i < d; i++) {
            while (below < n && normal[below] < defects[i]) {
                below++;
            }
            while (notAbove < n && normal[notAbove] <= defects[i]) {
                notAbove++;
            }
            wins += 0.5 * (below + notAbove);
        }
        return wins / ((double) n * d);
    }
}
