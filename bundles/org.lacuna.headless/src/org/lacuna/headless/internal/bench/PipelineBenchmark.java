package org.lacuna.headless.internal.bench;

import org.lacuna.acquisition.DataSets;
import org.lacuna.core.DataSet;
import org.lacuna.core.Inspection;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.Workers;
import org.lacuna.headless.Services;
import org.lacuna.inspection.BatchInspection;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.inspection.Inspector;
import org.lacuna.inspection.Trainer;
import org.lacuna.synthesis.PartKind;
import org.lacuna.synthesis.SynthesisParameters;
import org.lacuna.workflow.Folders;
import org.lacuna.workflow.SynthesisRequest;
import org.lacuna.workflow.SynthesisTask;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code inspect} does with each part, from files on disk to the regions. */
final class PipelineBenchmark implements Benchmark {
    private static final PartKind KIND = PartKind.MACHINED_BRACKET;
    private static final int STAGE_ROUNDS = 4;
    private static final int RATE_RUNS = 5;

    /** Valid points of the scans as they came out, for the description. */
    private final List<String> sizes = new ArrayList<>();

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public String description() {
        return "Inspection with both modalities from files on disk, without writing results; stages"
                + " on one thread. Scans of "
                + KIND.key()
                + ": "
                + String.join("; ", sizes)
                + ".";
    }

    @Override
    public boolean trains() {
        return true;
    }

    @Override
    public BenchmarkResult run(
            Services services, BenchmarkOptions options, Progress progress, Workers workers)
            throws Exception {
        List<Measurement> figures = new ArrayList<>();
        for (int side : new int[] {480, 800}) {
            Path folder = Files.createTempDirectory("lacuna-bench-");
            try {
                measure(side, folder, options.parameters(), services, progress, workers, figures);
            } finally {
                Folders.deleteTree(folder);
            }
        }
        return BenchmarkResult.of(figures);
    }

    private void measure(
            int side,
            Path folder,
            InspectionParameters parameters,
            Services services,
            Progress progress,
            Workers workers,
            List<Measurement> figures)
            throws Exception {
        SynthesisParameters p = new SynthesisParameters(side, side, 6, 4, 8, 1, 1);
        new SynthesisTask(new SynthesisRequest(p, List.of(KIND))).write(folder, progress, workers);
        DataSet data = DataSets.standard().open(folder, List.of()).getFirst();
        InspectionModel model =
                new Trainer(parameters, services.extractors()).train(data, progress, workers);
        Inspector inspector = new Inspector(model, services.extractors());
        List<SampleSource> parts = data.samples(Split.TEST);
        sizes.add(size(side, parts));

        progress.begin("pipeline: stages at " + side + " px", (long) STAGE_ROUNDS * parts.size());
        Map<String, List<Double>> stages = new LinkedHashMap<>();
        for (int round = 0; round < STAGE_ROUNDS; round++) {
            for (SampleSource part : parts) {
                progress.throwIfCancelled();
                Inspection one = inspector.inspect(part, ModalitySet.BOTH, Workers.sequential());
                progress.advance(1);
                // The first round warms up.
                if (round > 0) {
                    one.stageMillis()
                            .forEach(
                                    (stage, t) ->
                                            stages.computeIfAbsent(stage, s -> new ArrayList<>())
                                                    .add(t));
                }
            }
        }
        String prefix = "pipeline." + side + ".";
        stages.forEach((stage, t) -> figures.add(Measurement.of(prefix + stage, "ms", array(t))));
        for (int threads : new int[] {1, 2}) {
            figures.add(
                    Measurement.of(
                            prefix + threads + (threads == 1 ? "_thread" : "_threads"),
                            "parts/s",
                            rates(inspector, parts, threads, progress)));
        }
    }

    private static double[] rates(
            Inspector inspector, List<SampleSource> parts, int threads, Progress progress)
            throws Exception {
        progress.begin("pipeline: rate with " + threads + " threads", RATE_RUNS);
        BatchInspection batch = new BatchInspection(inspector, BatchInspection.DamagedPart.STOP);
        double[] rates = new double[RATE_RUNS];
        try (Workers pool = Workers.of(threads)) {
            for (int r = -1; r < RATE_RUNS; r++) {
                BatchInspection.Summary summary =
                        batch.run(
                                parts,
                                ModalitySet.BOTH,
                                (source, inspection) -> {},
                                new Cancellable(progress),
                                pool);
                if (r >= 0) {
                    rates[r] = summary.partsPerSecond();
                    progress.advance(1);
                }
            }
        }
        return rates;
    }

    /** Passes cancellation on, but shows its own steps. */
    private record Cancellable(Progress outer) implements Progress {
        @Override
        public void begin(String task, long steps) {}

        @Override
        public void advance(long steps) {}

        @Override
        public boolean isCancelled() {
            return outer.isCancelled();
        }
    }

    private static String size(int side, List<SampleSource> parts) throws Exception {
        long valid = 0;
        for (SampleSource part : parts) {
            valid += part.load(ModalitySet.XYZ).cloud().orElseThrow().validCount();
        }
        return String.format(
                Locale.ROOT,
                "%d x %d pixels with %,d points on average",
                side,
                side,
                valid / parts.size());
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
