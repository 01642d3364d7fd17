package org.lacuna.headless.internal.bench;

import org.lacuna.core.PatchGrid;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;
import org.lacuna.headless.Services;
import org.lacuna.memorybank.BankBuilder;
import org.lacuna.memorybank.BankParameters;
import org.lacuna.memorybank.MemoryBank;

import java.util.ArrayList;
import java.util.List;

/** All patches of a part against a memory bank: whitening, projection, exact nearest entry. */
final class SearchBenchmark implements Benchmark {
    private static final int RUNS = 15;
    private static final int TRAINING_ROWS = 4000;

    @Override
    public String name() {
        return "search";
    }

    @Override
    public String description() {
        return "Exact nearest entry of the 3136 patches of a part, with whitening and projection;"
                + " GFLOP/s counts the distances alone (2 x patches x entries x entry length).";
    }

    @Override
    public BenchmarkResult run(
            Services services, BenchmarkOptions options, Progress progress, Workers workers)
            throws Exception {
        List<Measurement> figures = new ArrayList<>();
        try (Workers two = Workers.of(2)) {
            for (Workers threads : List.of(Workers.sequential(), two)) {
                figures.addAll(measure(64, 0, 1024, progress, threads));
                figures.addAll(measure(768, 768, 1000, progress, threads));
            }
        }
        return BenchmarkResult.of(figures);
    }

    private static List<Measurement> measure(
            int channels, int entryLength, int entries, Progress progress, Workers workers)
            throws Exception {
        progress.begin("search: " + entries + " entries of " + channels + " channels", 0);
        float[] training = rows(TRAINING_ROWS, channels, 1);
        BankParameters d = BankParameters.defaults(1);
        BankParameters p =
                new BankParameters(
                        d.maxTrainingVectors(),
                        BankParameters.Method.RANDOM,
                        entries,
                        d.minEntries(),
                        d.maxEntries(),
                        entryLength,
                        d.shrinkage(),
                        d.maxIterations(),
                        d.seed());
        MemoryBank bank =
                new BankBuilder(p)
                        .build(training, TRAINING_ROWS, channels, progress, workers)
                        .bank();
        float[] queries = rows(PatchGrid.PATCHES, channels, 2);
        float[] distance = new float[PatchGrid.PATCHES];
        int[] index = new int[PatchGrid.PATCHES];
        double[] millis =
                new Stopwatch(progress, RUNS)
                        .millis(
                                () -> {
                                    bank.nearest(
                                            queries, PatchGrid.PATCHES, distance, index, workers);
                                    return distance[0];
                                });
        double flop = 2.0 * PatchGrid.PATCHES * bank.entries() * bank.entryDim();
        double[] rate = new double[millis.length];
        for (int i = 0; i < rate.length; i++) {
            rate[i] = flop / (millis[i] * 1e6);
        }
        String name =
                "search."
                        + bank.entries()
                        + "x"
                        + channels
                        + "-"
                        + bank.entryDim()
                        + "."
                        + workers.threads()
                        + (workers.threads() == 1 ? "_thread" : "_threads");
        return List.of(
                Measurement.of(name, "ms", millis),
                Measurement.of(name + ".rate", "GFLOP/s", rate));
    }

    private static float[] rows(int count, int channels, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[] rows = new float[count * channels];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian();
        }
        return rows;
    }
}
