package org.lacuna.inspection;

import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.distillation.Checkpoint;
import org.lacuna.distillation.DistillationParameters;
import org.lacuna.distillation.Distilled;
import org.lacuna.distillation.Distiller;
import org.lacuna.distillation.Hyperparameters;
import org.lacuna.distillation.LabelledPatch;
import org.lacuna.distillation.NetworkTrainer;
import org.lacuna.distillation.PatchRanking;
import org.lacuna.inspection.Tuning.Finalist;
import org.lacuna.inspection.Tuning.Stage;
import org.lacuna.inspection.Tuning.Trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Searches hyperparameters of teachers and student. The patches to learn from are made once, from
 * training parts alone; each trial trains networks on them and is judged by the patches of the
 * training parts that networks do not learn from. Test parts are never touched.
 *
 * <p>First a choice of the grid, then other shares of patches without a modality for the best, then
 * the best of each width and the given values again with other seeds. The highest of many trials is
 * high by chance, too, and networks of one width share their luck: they start from the same
 * weights. The held-out parts stay the same, so chance in their choice is not measured, and the
 * epoch of each network is chosen by the same patches.
 *
 * <p>Deterministic for a seed and any number of workers.
 */
public final class Tuner {
    private static final int SEEDS = 4;

    /** Student's t for 95 % and 3 degrees of freedom. */
    private static final double T = 3.182;

    private final InspectionParameters parameters;
    private final Trainer trainer;

    /**
     * @param parameters the networks' are the given values of the search
     * @throws ModelException when an extractor that the parameters name is not among {@code
     *     extractors}
     */
    public Tuner(InspectionParameters parameters, List<FeatureExtractor> extractors)
            throws ModelException {
        // Generators learn from pairs of their own; their widths are not searched.
        this.parameters =
                parameters.withLessons(
                        parameters
                                .lessons()
                                .withWeights(parameters.lessons().studentWeight(), 0, 0));
        this.trainer = new Trainer(this.parameters, extractors);
    }

    /**
     * @param trials points of the grid to try besides the given values, at least 1
     * @param listener told of each trial when it is done, on the calling thread
     * @param progress one step for each trial
     * @throws DataException when parts are damaged or too few, or there is nothing to judge by
     * @throws StorageException when a file cannot be read
     * @throws CancelledException when the user asked to stop
     */
    public Tuning run(
            DataSet data, int trials, Consumer<Trial> listener, Progress progress, Workers workers)
            throws DataException, StorageException {
        LessonBook book = trainer.lessons(data, progress, workers);
        if (!book.teaches()) {
            throw new DataException(
                    data.category()
                            + ": too few places for synthetic defects in the training parts,"
                            + " expected at least "
                            + Distiller.MIN_PATCHES
                            + " patches with one");
        }
        Search search = new Search(data.category(), book, listener, progress, workers);
        Hyperparameters given = parameters.lessons().networks().hyperparameters();
        List<Hyperparameters> grid = new ArrayList<>(List.of(given));
        grid.addAll(TuningGrid.choose(given, trials, parameters.seed()));
        search.run("values", Stage.GRID, grid, 0);
        search.run(
                "modality dropout",
                Stage.DROPOUT,
                TuningGrid.dropouts(search.best().getFirst()),
                0);
        List<Hyperparameters> finalists = finalists(search.best(), given);
        finalists.addFirst(given);
        double[][] again = new double[finalists.size()][SEEDS];
        for (int s = 0; s < SEEDS; s++) {
            List<Trial> made =
                    search.run(
                            "other seeds, " + (s + 1) + " of " + SEEDS,
                            Stage.REPEAT,
                            finalists,
                            s + 1);
            for (int f = 0; f < again.length; f++) {
                again[f][s] = made.get(f).mean();
            }
        }
        List<Finalist> judged = new ArrayList<>();
        for (int f = 0; f < again.length; f++) {
            judged.add(judge(finalists.get(f), again[f], again[0]));
        }
        Finalist reference = judged.removeFirst();
        judged.sort(Comparator.comparingDouble(Finalist::mean).reversed());
        return new Tuning(search.done, reference, judged);
    }

    /** The best of each width, without the given values; the best first. */
    private static List<Hyperparameters> finalists(
            List<Hyperparameters> best, Hyperparameters given) {
        Map<Integer, Hyperparameters> byWidth = new LinkedHashMap<>();
        for (Hyperparameters h : best) {
            if (!h.equals(given)) {
                byWidth.putIfAbsent(h.studentWidth(), h);
            }
        }
        return new ArrayList<>(byWidth.values());
    }

    /**
     * @param found mean AUROC by seed
     * @param given that of the given values, by the same seeds
     */
    static Finalist judge(Hyperparameters values, double[] found, double[] given) {
        double[] gains = new double[SEEDS];
        for (int s = 0; s < SEEDS; s++) {
            gains[s] = found[s] - given[s];
        }
        return new Finalist(
                values,
                mean(found),
                deviation(found),
                mean(gains),
                T * deviation(gains) / Math.sqrt(SEEDS));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double v : values) {
            sum += (v - mean) * (v - mean);
        }
        return Math.sqrt(sum / (values.length - 1));
    }

    /** The trials of one run. */
    private final class Search {
        private final String category;
        private final LessonBook book;
        private final Consumer<Trial> listener;
        private final Progress progress;
        private final Workers workers;
        private final List<Trial> done = new ArrayList<>();

        Search(
                String category,
                LessonBook book,
                Consumer<Trial> listener,
                Progress progress,
                Workers workers) {
            this.category = category;
            this.book = book;
            this.listener = listener;
            this.progress = progress;
            this.workers = workers;
        }

        List<Trial> run(String what, Stage stage, List<Hyperparameters> choices, int seedOffset)
                throws DataException, StorageException {
            progress.begin(category + ": trials of " + what, choices.size());
            List<Trial> made = new ArrayList<>();
            for (Hyperparameters values : choices) {
                Trial trial = trial(stage, values, seedOffset);
                done.add(trial);
                made.add(trial);
                listener.accept(trial);
                double highest = made.stream().mapToDouble(Trial::mean).max().orElseThrow();
                progress.detail(String.format(Locale.ROOT, "best AUROC %.3f", highest));
                progress.advance(1);
            }
            return made;
        }

        private Trial trial(Stage stage, Hyperparameters values, int seedOffset)
                throws DataException, StorageException {
            DistillationParameters base = parameters.lessons().networks();
            DistillationParameters networks = base.with(values).withSeed(base.seed() + seedOffset);
            List<LabelledPatch> held = book.validation().patches();
            Distilled distilled =
                    NetworkTrainer.JAVA.distil(
                            networks,
                            book.training().patches(),
                            held,
                            Checkpoint.NONE,
                            new CancellationOnly(progress),
                            workers);
            Map<ModalitySet, Double> auroc = new LinkedHashMap<>();
            for (ModalitySet seen : ModalitySet.SETTINGS) {
                double value = PatchRanking.auroc(distilled.student(), held, seen, workers);
                if (!Double.isNaN(value)) {
                    auroc.put(seen, value);
                }
            }
            if (auroc.isEmpty()) {
                throw new DataException(
                        category
                                + ": the held-out training parts have no patches with a defect and"
                                + " without one, expected some of both to judge by");
            }
            int epochs =
                    (int)
                            distilled.epochs().stream()
                                    .filter(e -> e.network().equals("student"))
                                    .count();
            return new Trial(done.size(), stage, values, networks.seed(), epochs, auroc);
        }

        /** All values tried, the best first; of equal ones the earlier. */
        List<Hyperparameters> best() {
            List<Trial> sorted = new ArrayList<>(done);
            sorted.sort(Comparator.comparingDouble(Trial::mean).reversed());
            return new ArrayList<>(sorted.stream().map(Trial::values).distinct().toList());
        }
    }

    /** Networks of a trial tell nothing of their own. */
    private record CancellationOnly(Progress progress) implements Progress {
        @Override
        public void begin(String task, long steps) {}

        @Override
        public void advance(long steps) {}

        @Override
        public boolean isCancelled() {
            return progress.isCancelled();
        }
    }
}
