package org.lacuna.headless.internal.bench;

import org.lacuna.core.PatchGrid;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;
import org.lacuna.headless.Services;
import org.lacuna.memorybank.BankBuilder;
import org.lacuna.memorybank.BankParameters;
import org.lacuna.memorybank.MemoryBank;
import org.lacuna.memorybank.ProjectionRule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All patches of a part against memory banks, on one thread and on two, beside what the machine can
 * do at most.
 */
final class MemoryBankBenchmark implements Benchmark {
    private static final int RUNS = 15;
    private static final int LARGE_RUNS = 5;
    private static final int TRAINING_ROWS = 4000;
    private static final int LARGE_ENTRIES = 10_000;
    private static final int LARGE_CHANNELS = 768;

    /** Channels of the embedded network and of a large one, not projected and projected. */
    private static final int[] PROJECTED = {112, 768};

    private static final int PROJECTED_FROM = 4096;

    private static final ProjectionRule PAPER = ProjectionRule.ratio(3.5);

    @Override
    public String name() {
        return "memorybank";
    }

    @Override
    public String description() {
        return "Exact nearest entry of the 3136 patches of a part, with whitening and projection;"
                + " GFLOP/s counts the distances alone (2 x patches x entries x entry length)."
                + " fma-peak: the most multiply-adds in plain Java; search-N: 10,000 entries of 768"
                + " on N threads. build-1m: k-means of a million vectors of 256 to 4,096 clusters,"
                + " two threads.";
    }

    @Override
    public String description(BenchmarkOptions options) {
        return options.data().isEmpty()
                ? description()
                : "Memory banks made in several ways, each modality by itself: I-AUROC, P-AUROC and"
                        + " AUPRO of the test parts; % of vectors: entries to the training vectors"
                        + " that they were chosen from; ms: search for the patches of one part.";
    }

    @Override
    public boolean takesData() {
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
        if (!options.data().isEmpty()) {
            return new BankTable(options.parameters(), services, progress, workers)
                    .of(options.data());
        }
        List<Measurement> figures = new ArrayList<>();
        try (Workers two = Workers.of(2)) {
            for (Workers threads : List.of(Workers.sequential(), two)) {
                figures.addAll(large(progress, threads));
                figures.addAll(small(64, ProjectionRule.defaultRule(), 1024, progress, threads));
                for (int channels : PROJECTED) {
                    for (ProjectionRule rule : List.of(ProjectionRule.none(), PAPER)) {
                        figures.addAll(small(channels, rule, PROJECTED_FROM, progress, threads));
                    }
                }
            }
            figures.addAll(
                    KMeansBenchmark.measure(Runtime.getRuntime().maxMemory(), progress, two));
        }
        return BenchmarkResult.of(figures);
    }

    /** Peak, rate of a search, and the share that it reaches. */
    private static List<Measurement> large(Progress progress, Workers workers) throws Exception {
        int n = workers.threads();
        double[] peak =
                rates(
                        FmaPeak.flop(n),
                        new Stopwatch(progress, RUNS).millis(() -> FmaPeak.run(workers)));
        MemoryBank bank =
                bank(LARGE_CHANNELS, ProjectionRule.none(), LARGE_ENTRIES, progress, workers);
        double[] search = rates(flop(bank), millis(bank, LARGE_RUNS, progress, workers));
        Measurement most = Measurement.of("fma-peak-" + n, "GFLOP/s", peak);
        double[] share = Arrays.stream(search).map(rate -> 100 * rate / most.median()).toArray();
        return List.of(
                most,
                Measurement.of("search-" + n, "GFLOP/s", search),
                Measurement.of("search-" + n + ".share", "% of peak", share));
    }

    private static List<Measurement> small(
            int channels, ProjectionRule rule, int entries, Progress progress, Workers workers)
            throws Exception {
        MemoryBank bank = bank(channels, rule, entries, progress, workers);
        double[] millis = millis(bank, RUNS, progress, workers);
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
                Measurement.of(name + ".rate", "GFLOP/s", rates(flop(bank), millis)));
    }

    private static MemoryBank bank(
            int channels, ProjectionRule rule, int entries, Progress progress, Workers workers) {
        progress.begin("memory bank: " + entries + " entries of " + channels + " channels", 0);
        int rows = Math.max(TRAINING_ROWS, entries);
        BankParameters p =
                BankParameters.defaults(1)
                        .withMethod(BankParameters.Method.RANDOM)
                        .withFixedEntries(entries)
                        .withProjection(rule);
        return new BankBuilder(p)
                .build(rows(rows, channels, 1), rows, channels, progress, workers)
                .bank();
    }

    private static double[] millis(MemoryBank bank, int runs, Progress progress, Workers workers)
            throws Exception {
        float[] queries = rows(PatchGrid.PATCHES, bank.inputDim(), 2);
        float[] distance = new float[PatchGrid.PATCHES];
        int[] index = new int[PatchGrid.PATCHES];
        return new Stopwatch(progress, runs)
                .millis(
                        () -> {
                            bank.nearest(queries, PatchGrid.PATCHES, distance, index, workers);
                            return distance[0];
                        });
    }

    private static double flop(MemoryBank bank) {
        return 2.0 * PatchGrid.PATCHES * bank.entries() * bank.entryDim();
    }

    private static double[] rates(double flop, double[] millis) {
        return Arrays.stream(millis).map(ms -> flop / (ms * 1e6)).toArray();
    }

    static float[] rows(int count, int channels, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[] rows = new float[count * channels];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian();
        }
        return rows;
    }
}
