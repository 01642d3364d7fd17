package org.lacuna.ui.internal.annotating;

import org.lacuna.annotation.AnnotationSession.History;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What can be undone and redone on parts that are no longer shown. Those looked at longest ago are
 * forgotten when there are more than {@value #MOST_EDITS} edits, so that a long day of drawing does
 * not fill the memory. Not thread-safe.
 */
final class Histories {
    static final int MOST_EDITS = 20_000;

    /** The one kept last comes last. */
    private final Map<Path, History> kept = new LinkedHashMap<>();

    private int edits;

    Optional<History> of(Path file) {
        return Optional.ofNullable(kept.get(file));
    }

    void keep(Path file, History history) {
        forget(file);
        if (history.size() == 0) {
            return;
        }
        kept.put(file, history);
        edits += history.size();
        Iterator<History> oldest = kept.values().iterator();
        while (edits > MOST_EDITS && kept.size() > 1) {
            edits -= oldest.next().size();
            oldest.remove();
        }
    }

    private void forget(Path file) {
        History before = kept.remove(file);
        if (before != null) {
            edits -= before.size();
        }
    }
}
