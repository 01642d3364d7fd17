package org.lacuna.distillation;

import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Workers;
import org.lacuna.distillation.internal.Batch;
import org.lacuna.distillation.internal.PatchAuroc;

import java.util.List;

/** How well a student tells patches with a defect from those without. */
public final class PatchRanking {
    private PatchRanking() {}

    /**
     * Area under the ROC curve, over the patches that have one of the modalities at least. A patch
     * counts as defect when a modality shows it that the student sees.
     *
     * @param seen what the student sees of the patches
     * @return in [0, 1]; NaN without patches of both kinds
     */
    public static double auroc(
            Student student, List<LabelledPatch> patches, ModalitySet seen, Workers workers) {
        int n = patches.size();
        boolean[] use = new boolean[n];
        boolean[] defect = new boolean[n];
        float[][] views = new float[2][];
        boolean[][] has = new boolean[2][n];
        for (Modality m : Modality.values()) {
            int width = seen.contains(m) ? student.width(m) : 0;
            views[m.ordinal()] = new float[n * width];
            for (int i = 0; i < n && width > 0; i++) {
                LabelledPatch patch = patches.get(i);
                if (patch.has(m)) {
                    has[m.ordinal()][i] = true;
                    System.arraycopy(patch.view(m), 0, views[m.ordinal()], i * width, width);
                    use[i] = true;
                    defect[i] |= patch.defect(m);
                }
            }
        }
        float[] odds = student.logOdds(n, views[0], has[0], views[1], has[1], workers);
        Batch logits = Batch.allocate(n, 2);
        for (int i = 0; i < n; i++) {
            logits.values()[2 * i + 1] = use[i] ? odds[i] : 0;
        }
        return PatchAuroc.of(logits, defect, use);
    }
}
