package org.lacuna.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.distillation.Hyperparameters;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

class TuningGridTest {
    private static final Hyperparameters IN_GRID = new Hyperparameters(32, 32, 0.3, 5, 0.3);
    private static final Hyperparameters BESIDE = new Hyperparameters(32, 64, 0.3, 5, 0.2);

    @Test
    void choose_all_isTheWholeGridInOrderWithoutTheGivenValues() {
        List<Hyperparameters> all = TuningGrid.choose(BESIDE, TuningGrid.SIZE, 1);
        assertEquals(TuningGrid.SIZE, all.size());
        assertEquals(TuningGrid.SIZE, new HashSet<>(all).size());
        assertEquals(new Hyperparameters(16, 16, 0.1, 1, 0.2), all.getFirst());
        assertEquals(new Hyperparameters(256, 256, 0.9, 20, 0.2), all.getLast());
        List<Hyperparameters> others = TuningGrid.choose(IN_GRID, TuningGrid.SIZE, 1);
        assertEquals(TuningGrid.SIZE - 1, others.size());
        assertFalse(others.contains(IN_GRID));
    }

    @Test
    void choose_some_isASeededChoiceWithoutRepetitionInTheOrderOfTheGrid() {
        List<Hyperparameters> all = TuningGrid.choose(IN_GRID, TuningGrid.SIZE, 1);
        List<Hyperparameters> some = TuningGrid.choose(IN_GRID, 24, 1);
        assertEquals(24, new HashSet<>(some).size());
        assertEquals(all.stream().filter(some::contains).toList(), some);
        assertEquals(some, TuningGrid.choose(IN_GRID, 24, 1));
        assertNotEquals(some, TuningGrid.choose(IN_GRID, 24, 2));
        // Not one corner of the grid.
        assertTrue(some.stream().map(Hyperparameters::studentWidth).distinct().count() > 3);
    }

    @Test
    void dropouts_areTheOtherShares() {
        assertEquals(
                List.of(0.1, 0.2, 0.4),
                TuningGrid.dropouts(IN_GRID).stream()
                        .map(Hyperparameters::modalityDropout)
                        .collect(Collectors.toList()));
        assertTrue(TuningGrid.dropouts(BESIDE).contains(BESIDE.withModalityDropout(0.4)));
    }
}
