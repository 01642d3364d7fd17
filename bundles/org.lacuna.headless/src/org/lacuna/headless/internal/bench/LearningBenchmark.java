package org.lacuna.headless.internal.bench;

import org.lacuna.core.DataSet;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.Inspection;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.Workers;
import org.lacuna.headless.Services;
import org.lacuna.headless.internal.TextTable;
import org.lacuna.inspection.BatchInspection;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.Inspector;
import org.lacuna.inspection.Learner;
import org.lacuna.inspection.Trainer;
import org.lacuna.memorybank.UpdateParameters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What learning after training does to parts that were not learned: each category is trained as
 * usual, the good validation parts that score highest are learned, and the test parts are inspected
 * before and after, for several limits of learning. Once with the parts as they are, and once with
 * every part under a weaker lamp than the model was trained with.
 */
final class LearningBenchmark implements Benchmark {
    private static final double[] TOLERANCES = {0.25, 0.5, 0.75, 1};

    /** Descending: what did not reach a limit needs no run with a higher one. */
    private static final int[] ENTRIES = {1024, 256, 64};

    private static final double[] LIGHTS = {1, 0.85, 0.7};
    private static final int LEARNED = 4;

    @Override
    public String name() {
        return "learning";
    }

    @Override
    public String description() {
        return "Learning after training: the "
                + LEARNED
                + " good validation parts with the highest scores are learned; I-AUROC and verdicts"
                + " of the test parts, before and after. Light is the factor of colour values"
                + " against training.";
    }

    @Override
    public boolean takesData() {
        return true;
    }

    @Override
    public boolean needsData() {
        return true;
    }

    @Override
    public boolean trains() {
        return true;
    }

    @Override
    public BenchmarkResult run(
            Services services, BenchmarkOptions options, Progress progress, Workers workers)
            throws Exception {
        List<LearningTally> tallies = new ArrayList<>();
        for (double light : LIGHTS) {
            tallies.add(new LearningTally(light, 0, 0));
            for (double tolerance : TOLERANCES) {
                for (int entries : ENTRIES) {
                    tallies.add(new LearningTally(light, tolerance, entries));
                }
            }
        }
        for (DataSet data : options.data()) {
            InspectionModel model =
                    new Trainer(options.parameters().withoutStudent(), services.extractors())
                            .train(data, progress, workers);
            for (double light : LIGHTS) {
                List<LearningTally> rows =
                        tallies.stream().filter(t -> t.light() == light).toList();
                new Category(
                                model,
                                RememberingExtractor.of(services.extractors()),
                                RememberingExtractor.of(services.extractors()),
                                data,
                                light,
                                progress,
                                workers)
                        .run(rows);
            }
        }
        return result(tallies);
    }

    private static BenchmarkResult result(List<LearningTally> tallies) {
        List<Measurement> figures = new ArrayList<>();
        TextTable table =
                new TextTable(
                        "light",
                        "tolerance",
                        "max entries",
                        "I-AUROC",
                        "good not OK",
                        "defective OK",
                        "added a part");
        for (LearningTally t : tallies) {
            figures.addAll(t.figures());
            table.row(
                    String.format(Locale.ROOT, "%.2f", t.light()),
                    t.isBefore() ? "before" : String.format(Locale.ROOT, "%.2f", t.tolerance()),
                    t.isBefore() ? "" : Integer.toString(t.entries()),
                    TextTable.share(t.meanAuroc()),
                    t.falseAlarms() + " of " + t.good(),
                    t.missed() + " of " + t.defective(),
                    t.isBefore() ? "" : String.format(Locale.ROOT, "%.0f", t.meanAdded()));
        }
        return new BenchmarkResult(List.of(), figures, table.toString());
    }

    /** One category under one light. */
    private record Category(
            InspectionModel model,
            List<FeatureExtractor> ofTests,
            List<FeatureExtractor> ofLearned,
            DataSet data,
            double light,
            Progress progress,
            Workers workers) {
        void run(List<LearningTally> rows) throws Exception {
            rows.getFirst().add(tests(model), List.of());
            List<SampleSource> learned = highest();
            Learner.Result result = null;
            List<Inspection> seen = List.of();
            double tolerance = 0;
            for (LearningTally row : rows.subList(1, rows.size())) {
                boolean same =
                        row.tolerance() == tolerance && most(result.outcomes()) <= row.entries();
                if (!same) {
                    tolerance = row.tolerance();
                    UpdateParameters limits = new UpdateParameters(tolerance, row.entries());
                    progress.begin(data.category() + ": learning with " + limits, learned.size());
                    result =
                            new Learner(model, ofLearned, limits)
                                    .learn(
                                            Learner.Part.of(Split.VALIDATION, learned),
                                            progress,
                                            workers);
                    seen = tests(result.model());
                }
                row.add(seen, result.outcomes());
            }
        }

        private List<SampleSource> parts(Split split, boolean goodOnly) {
            return data.samples(split).stream()
                    .filter(s -> s.id().isGood() || !goodOnly)
                    .map(s -> light == 1 ? s : new DimmedSource(s, light))
                    .toList();
        }

        /** The good validation parts that the model likes least. */
        private List<SampleSource> highest() throws Exception {
            List<SampleSource> good = parts(Split.VALIDATION, true);
            List<Inspection> seen = inspect(model, ofLearned, good);
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < good.size(); i++) {
                order.add(i);
            }
            order.sort(Comparator.comparingDouble(i -> -seen.get(i).score()));
            return order.stream().limit(LEARNED).map(good::get).toList();
        }

        private List<Inspection> tests(InspectionModel with) throws Exception {
            return inspect(with, ofTests, parts(Split.TEST, false));
        }

        private List<Inspection> inspect(
                InspectionModel with, List<FeatureExtractor> extractors, List<SampleSource> parts)
                throws Exception {
            progress.begin(data.category() + ": inspecting", parts.size());
            List<Inspection> seen = new ArrayList<>();
            new BatchInspection(new Inspector(with, extractors), BatchInspection.DamagedPart.STOP)
                    .run(
                            parts,
                            with.modalities(),
                            (part, inspection) -> seen.add(inspection),
                            progress,
                            workers);
            return seen;
        }

        private static int most(List<Learner.Outcome> outcomes) {
            return outcomes.stream()
                    .flatMap(o -> o.banks().values().stream())
                    .mapToInt(l -> Math.max(l.added(), l.left() > 0 ? Integer.MAX_VALUE : 0))
                    .max()
                    .orElse(0);
        }
    }
}
