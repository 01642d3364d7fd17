package org.lacuna.headless.internal.bench;

import org.lacuna.core.LacunaException;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.headless.Services;
import org.lacuna.synthesis.PartKind;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Normals, edges, reduction and descriptors of one scan; how well each sampler reduces. */
final class VoxelizationBenchmark implements Benchmark {
    /** Gives about 220,000 points, as many as the paper has. */
    private static final int SIDE_PX = 480;

    private static final int RUNS = 11;
    private static final int TABLE_RUNS = 5;

    /** Kernels are warm already from the rows. */
    private static final long TABLE_WARM_UP_NANOS = Stopwatch.WARM_UP_NANOS / 5;

    /** What the rows are measured on, and the first of the tables. */
    private static final List<PartKind> KINDS =
            List.of(PartKind.MACHINED_BRACKET, PartKind.SINTERED_GEAR, PartKind.PRINTED_COVER);

    private final int runs;
    private final int tableRuns;
    private final long warmUpNanos;
    private final long tableWarmUpNanos;
    private String data = "";

    VoxelizationBenchmark() {
        this(RUNS, TABLE_RUNS, Stopwatch.WARM_UP_NANOS, TABLE_WARM_UP_NANOS);
    }

    private VoxelizationBenchmark(
            int runs, int tableRuns, long warmUpNanos, long tableWarmUpNanos) {
        this.runs = runs;
        this.tableRuns = tableRuns;
        this.warmUpNanos = warmUpNanos;
        this.tableWarmUpNanos = tableWarmUpNanos;
    }

    /** Everything once, without waiting for the compiler: times that mean nothing, soon. */
    static VoxelizationBenchmark hasty() {
        return new VoxelizationBenchmark(1, 1, 0, 0);
    }

    @Override
    public String name() {
        return "voxelization";
    }

    @Override
    public String description() {
        return data;
    }

    @Override
    public boolean takesScans() {
        return true;
    }

    @Override
    public boolean oneThread() {
        return true;
    }

    @Override
    public BenchmarkResult run(
            Services services, BenchmarkOptions options, Progress progress, Workers workers)
            throws Exception {
        if (options.scaling()) {
            return scaling(progress, workers);
        }
        progress.begin("voxelization: scan", 0);
        BenchScan first = first(options);
        data =
                String.format(
                        Locale.ROOT,
                        "%s: %d x %d pixels with %,d points, %.3f mm apart; FPFH within %.0f mm;"
                                + " threads: %d.",
                        first.name(),
                        first.cloud().width(),
                        first.cloud().height(),
                        first.cloud().validCount(),
                        first.spacing().medianMm(),
                        KernelRows.FPFH_RADIUS_MM,
                        workers.threads());
        progress.begin("voxelization: kernels", 0);
        Stopwatch watch = new Stopwatch(progress, runs, warmUpNanos);
        List<Measurement> rows = new KernelRows(first, watch, workers).measure();
        List<Measurement> tabled = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        tabulate(first, progress, workers, tabled, text);
        for (PartKind kind : options.scan().isPresent() ? List.<PartKind>of() : KINDS) {
            if (!kind.key().equals(first.name())) {
                tabulate(BenchScan.synthetic(kind, SIDE_PX), progress, workers, tabled, text);
            }
        }
        return new BenchmarkResult(rows, tabled, text.append(SamplerTable.EXPLANATION).toString());
    }

    private static BenchScan first(BenchmarkOptions options) throws LacunaException {
        return options.scan().isPresent()
                ? BenchScan.read(options.scan().get())
                : BenchScan.synthetic(KINDS.getFirst(), SIDE_PX);
    }

    private void tabulate(
            BenchScan scan,
            Progress progress,
            Workers workers,
            List<Measurement> tabled,
            StringBuilder text)
            throws Exception {
        progress.begin("voxelization: samplers on " + scan.name(), 0);
        Stopwatch watch = new Stopwatch(progress, tableRuns, tableWarmUpNanos);
        SamplerTable table = new SamplerTable(scan, watch, workers);
        table.measure();
        tabled.addAll(table.figures());
        text.append('\n').append(table.text()).append("\n\n");
    }

    private BenchmarkResult scaling(Progress progress, Workers workers) throws Exception {
        data =
                "Time and memory against the number of points: a made surface with waves, steps and"
                        + " creases, "
                        + ScalingScan.SPACING_MM
                        + " mm between points; threads: "
                        + workers.threads()
                        + ".";
        Stopwatch watch = new Stopwatch(progress, tableRuns, warmUpNanos);
        return new ScalingRows(watch, progress, workers)
                .measure(ScalingRows.SIZES, Runtime.getRuntime().maxMemory());
    }
}
