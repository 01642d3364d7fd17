package org.lacuna.distillation.internal;

import org.lacuna.core.Modality;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Buffers for the patches of one step. Not thread-safe. */
final class Lesson {
    private final Map<Modality, Batch> views = new EnumMap<>(Modality.class);
    private final boolean[][] available;
    private final boolean[][] defect;
    private int rows;

    Lesson(PatchTable table, int maxRows) {
        table.views().forEach((m, v) -> views.put(m, Batch.allocate(maxRows, v.columns())));
        available = new boolean[Modality.values().length][maxRows];
        defect = new boolean[Modality.values().length][maxRows];
    }

    /** Takes the patches {@code order[from..to)}. */
    void take(PatchTable table, int[] order, int from, int to) {
        rows = to - from;
        views.forEach((m, v) -> v.head(rows).gather(table.views().get(m), order, from));
        for (int m = 0; m < available.length; m++) {
            for (int i = 0; i < rows; i++) {
                available[m][i] = table.available()[m][order[from + i]];
                defect[m][i] = table.defect()[m][order[from + i]];
            }
        }
    }

    int rows() {
        return rows;
    }

    Batch view(Modality modality) {
        return views.get(modality).head(rows);
    }

    /** By ordinal of the modality. */
    boolean[][] available() {
        return head(available);
    }

    /** By ordinal of the modality. */
    boolean[][] defect() {
        return head(defect);
    }

    private boolean[][] head(boolean[][] flags) {
        return Arrays.stream(flags).map(f -> Arrays.copyOf(f, rows)).toArray(boolean[][]::new);
    }
}
