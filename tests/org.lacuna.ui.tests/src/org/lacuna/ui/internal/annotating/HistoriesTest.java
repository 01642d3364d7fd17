package org.lacuna.ui.internal.annotating;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.AnnotationSession.History;
import org.lacuna.annotation.ClassCatalogue;
import org.lacuna.annotation.Edit;
import org.lacuna.annotation.GridSize;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

class HistoriesTest {
    private final Histories histories = new Histories();

    private static History of(int edits) {
        return new History(
                AnnotatedPart.empty("007", new GridSize(4, 3), ClassCatalogue.empty()),
                Collections.nCopies(edits, new Edit.Batch("Nothing", List.of())),
                List.of());
    }

    @Test
    void keep_again_replacesAndAnEmptyOneForgets() {
        Path file = Path.of("a");
        histories.keep(file, of(3));
        histories.keep(file, of(5));
        assertEquals(Optional.of(of(5)), histories.of(file));
        histories.keep(file, of(0));
        assertEquals(Optional.empty(), histories.of(file));
    }

    @Test
    void keep_moreThanTheBound_forgetsThePartsOfLongestAgo() {
        History third = of(Histories.MOST_EDITS / 3);
        histories.keep(Path.of("a"), third);
        histories.keep(Path.of("b"), third);
        histories.keep(Path.of("c"), third);
        histories.keep(Path.of("a"), third);
        histories.keep(Path.of("d"), third);
        assertEquals(Optional.empty(), histories.of(Path.of("b")), "longest ago");
        for (String kept : List.of("a", "c", "d")) {
            assertEquals(Optional.of(third), histories.of(Path.of(kept)), kept);
        }
    }

    @Test
    void keep_oneLongerThanTheBound_isKeptAlone() {
        histories.keep(Path.of("a"), of(7));
        History all = of(Histories.MOST_EDITS + 1);
        histories.keep(Path.of("b"), all);
        assertEquals(Optional.of(all), histories.of(Path.of("b")));
        assertEquals(Optional.empty(), histories.of(Path.of("a")));
    }
}
