package org.lacuna.inspection;

import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PatchGrid;

import java.util.Map;

/**
 * The patches of a part as networks see them, worked out once for all that look at them.
 *
 * @param matches usable patches of each modality and what lies nearest to them
 * @param rows descriptions by {@link PatchViews}, for each modality of {@code matches}
 */
record PartViews(Map<Modality, BankMatch> matches, Map<Modality, float[]> rows) {
    /** For each patch whether it is usable by a modality of the pattern. */
    boolean[] use(Modality modality, ModalitySet pattern) {
        return pattern.contains(modality) && matches.containsKey(modality)
                ? matches.get(modality).use()
                : new boolean[PatchGrid.PATCHES];
    }
}
