package org.lacuna.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.Workers;
import org.lacuna.distillation.DistillationParameters;
import org.lacuna.distillation.Hyperparameters;
import org.lacuna.inspection.Tuning.Finalist;
import org.lacuna.inspection.Tuning.Stage;
import org.lacuna.inspection.Tuning.Trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class TunerTest {
    private static final int POINTS = 3;

    /** Chooses points with small networks. */
    private static final long SEED = 5;

    private static Tuning tuning;
    private static final List<Trial> TOLD = new ArrayList<>();

    @BeforeAll
    static void tuneOnce() throws LacunaException {
        tuning = tune(parts(8), 1, TOLD, Progress.NONE);
    }

    private static InspectionParameters parameters() {
        InspectionParameters p = TestParts.parameters().withSeed(SEED);
        LessonParameters l = p.lessons();
        DistillationParameters n = l.networks();
        DistillationParameters quick =
                new DistillationParameters(
                        n.teacherWidth(),
                        n.studentWidth(),
                        n.generatorWidth(),
                        n.alpha(),
                        n.temperature(),
                        n.withoutRgb(),
                        n.withoutXyz(),
                        n.tailWeight(),
                        n.dropout(),
                        5e-3,
                        n.weightDecay(),
                        128,
                        3,
                        3,
                        n.seed());
        return p.withLessons(new LessonParameters(true, 48, 2, 150, 20, 0, 0.25, 1, 0, 0.3, quick));
    }

    /** Who asks for a test part fails. */
    private static DataSet parts(int train) {
        DataSet parts = TestParts.dataSet(train, 4, ModalitySet.BOTH);
        return new DataSet() {
            @Override
            public String category() {
                return parts.category();
            }

            @Override
            public List<SampleSource> samples(Split split) {
                if (split == Split.TEST) {
                    throw new AssertionError("test parts were asked for");
                }
                return parts.samples(split);
            }
        };
    }

    private static Tuning tune(DataSet data, int threads, List<Trial> told, Progress progress)
            throws LacunaException {
        try (Workers workers = Workers.of(threads)) {
            return new Tuner(parameters(), TestParts.extractors())
                    .run(data, POINTS, told::add, progress, workers);
        }
    }

    private static List<Trial> of(Stage stage) {
        return tuning.trials().stream().filter(t -> t.stage() == stage).toList();
    }

    @Test
    void run_trials_areGivenValuesThenGridThenDropoutsThenOtherSeeds() {
        Hyperparameters given = parameters().lessons().networks().hyperparameters();
        List<Hyperparameters> grid = of(Stage.GRID).stream().map(Trial::values).toList();
        assertEquals(given, grid.getFirst());
        assertEquals(TuningGrid.choose(given, POINTS, SEED), grid.subList(1, grid.size()));
        Hyperparameters best =
                of(Stage.GRID).stream()
                        .reduce((a, b) -> b.mean() > a.mean() ? b : a)
                        .orElseThrow()
                        .values();
        assertEquals(
                TuningGrid.dropouts(best), of(Stage.DROPOUT).stream().map(Trial::values).toList());
        assertEquals(4 * (1 + tuning.finalists().size()), of(Stage.REPEAT).size());
        assertEquals(
                Set.of(6L, 7L, 8L, 9L),
                of(Stage.REPEAT).stream().map(Trial::seed).collect(Collectors.toSet()));
        assertEquals(
                IntStream.range(0, tuning.trials().size()).boxed().toList(),
                tuning.trials().stream().map(Trial::number).toList());
        assertEquals(tuning.trials(), TOLD);
    }

    @Test
    void run_networks_learnWhatDefectsAre() {
        for (Trial t : tuning.trials()) {
            assertEquals(Set.copyOf(ModalitySet.SETTINGS), t.auroc().keySet());
            assertTrue(t.mean() > 0.6 && t.mean() <= 1, t.toString());
        }
        assertTrue(tuning.trials().stream().map(Trial::mean).distinct().count() > 3);
    }

    @Test
    void run_finalists_areTheBestOfEachWidthJudgedByOtherSeeds() {
        Map<Integer, Trial> best = new HashMap<>();
        for (Trial t : tuning.trials()) {
            if (t.stage() != Stage.REPEAT && !t.values().equals(tuning.given().values())) {
                best.merge(t.values().studentWidth(), t, (a, b) -> b.mean() > a.mean() ? b : a);
            }
        }
        assertEquals(Set.of(16, 32), best.keySet());
        assertEquals(
                best.values().stream().map(Trial::values).collect(Collectors.toSet()),
                tuning.finalists().stream().map(Finalist::values).collect(Collectors.toSet()));
        for (Finalist f : tuning.finalists()) {
            double mean =
                    of(Stage.REPEAT).stream()
                            .filter(t -> t.values().equals(f.values()))
                            .mapToDouble(Trial::mean)
                            .average()
                            .orElseThrow();
            assertEquals(mean, f.mean(), 1e-12);
            assertEquals(mean - tuning.given().mean(), f.gain(), 1e-12);
            assertTrue(f.mean() <= tuning.finalists().getFirst().mean());
        }
    }

    @Test
    void judge_gains_giveTheIntervalOfStudentsT() {
        double[] given = {0.5, 0.5, 0.5, 0.5};
        Finalist f =
                Tuner.judge(
                        new Hyperparameters(16, 16, 1, 1, 0),
                        new double[] {0.51, 0.52, 0.53, 0.54},
                        given);
        assertEquals(0.525, f.mean(), 1e-12);
        assertEquals(0.0129099, f.deviation(), 1e-6);
        assertEquals(0.025, f.gain(), 1e-12);
        // The quantile 0.975 of 3 degrees of freedom is 3.1824.
        assertEquals(3.1824 * 0.0129099 / 2, f.margin(), 1e-5);
        assertTrue(f.isBetter());
        Finalist chance = Tuner.judge(f.values(), new double[] {0.56, 0.49, 0.53, 0.50}, given);
        assertEquals(0.02, chance.gain(), 1e-12);
        assertFalse(chance.isBetter());
        Finalist reference = Tuner.judge(new Hyperparameters(32, 32, 1, 1, 0), given, given);
        assertEquals(f.values(), new Tuning(List.of(), reference, List.of(f)).recommended());
        assertEquals(
                reference.values(),
                new Tuning(List.of(), reference, List.of(chance)).recommended());
    }

    @Test
    void run_threads_doNotChangeAFigure() throws LacunaException {
        assertEquals(tuning, tune(parts(8), 2, new ArrayList<>(), Progress.NONE));
    }

    @Test
    void run_cancelledBetweenTrials_stops() {
        List<Trial> told = new ArrayList<>();
        Progress stop =
                new Progress() {
                    @Override
                    public void begin(String task, long steps) {}

                    @Override
                    public void advance(long steps) {}

                    @Override
                    public boolean isCancelled() {
                        return told.size() == 2;
                    }
                };
        assertThrows(CancelledException.class, () -> tune(parts(8), 1, told, stop));
        assertEquals(2, told.size());
        assertEquals(TOLD.subList(0, 2), told);
    }

    @Test
    void run_oneTrainingPart_hasNothingToLearnFrom() {
        DataException e =
                assertThrows(
                        DataException.class,
                        () -> tune(parts(1), 1, new ArrayList<>(), Progress.NONE));
        assertTrue(e.getMessage().contains(", expected "), e.getMessage());
    }
}
