package org.lacuna.headless.internal.bench;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.voxelization.DynamicVoxelParameters;
import org.lacuna.voxelization.DynamicVoxelizer;
import org.lacuna.voxelization.Points;
import org.lacuna.voxelization.SurfaceNormals;
import org.lacuna.voxelization.VoxelGridSampler;
import org.lacuna.voxelization.VoxelSizing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Time and memory of three kernels against the number of points. Not thread-safe. */
final class ScalingRows {
    /** Points of each scan. */
    static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000, 10_000_000);

    /** What a point may take: the scan, a kernel's result and its scratch memory. */
    private static final long BYTES_A_POINT = 160;

    /** The heap is counted in regions of a MiB or more: below this size there is nothing to see. */
    private static final int LEAST_FOR_MEMORY = 500_000;

    private static final double LINK_MM = 4 * ScalingScan.SPACING_MM;
    private static final double GRID_MM = 4 * ScalingScan.SPACING_MM;
    private static final double DYNAMIC_MIN_MM = 2.5 * ScalingScan.SPACING_MM;
    private static final double DYNAMIC_MAX_MM = 7.5 * ScalingScan.SPACING_MM;

    private final Stopwatch watch;
    private final Progress progress;
    private final Workers workers;
    private final PeakMemory memory = new PeakMemory();
    private final List<Measurement> rows = new ArrayList<>();

    /** For each kernel the points and the least time of each size. */
    private final Map<String, List<double[]>> times = new LinkedHashMap<>();

    private final StringBuilder text = new StringBuilder();

    ScalingRows(Stopwatch watch, Progress progress, Workers workers) {
        this.watch = watch;
        this.progress = progress;
        this.workers = workers;
    }

    /**
     * @param sizes numbers of points, ascending; those that may not fit the heap are left out, with
     *     a line in the text
     * @param heapBytes how large the heap may grow
     */
    BenchmarkResult measure(List<Integer> sizes, long heapBytes) throws Exception {
        for (int size : sizes) {
            if (size * BYTES_A_POINT > heapBytes) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                "%,d points left out: they may need %d MiB and Java may use %d"
                                        + " MiB; raise it with the Java option -Xmx%n",
                                size,
                                size * BYTES_A_POINT >> 20,
                                heapBytes >> 20));
                continue;
            }
            progress.begin("voxelization: " + size + " points", 0);
            measure(ScalingScan.of(size));
        }
        addSlopes();
        text.append(
                "Peak memory: heap in use at most while the kernel runs, less what was in use"
                        + " before; garbage not yet collected counts.\n"
                        + "Slope: of the logarithm of the least time over that of the points, from"
                        + " the smallest to the largest scan.");
        return new BenchmarkResult(rows, List.of(), text.toString());
    }

    private void measure(OrganizedCloud cloud) throws Exception {
        Points points = Points.of(cloud);
        DynamicVoxelizer dynamic =
                new DynamicVoxelizer(
                        DynamicVoxelParameters.paper()
                                .withSizing(new VoxelSizing.Fixed(DYNAMIC_MIN_MM, DYNAMIC_MAX_MM)));
        SurfaceNormals normals = new SurfaceNormals(LINK_MM);
        VoxelGridSampler grid = new VoxelGridSampler(GRID_MM);
        add("dynamic", cloud.size(), () -> dynamic.sample(points, workers));
        add("normals", cloud.size(), () -> normals.compute(cloud, workers));
        add("grid", cloud.size(), () -> grid.sample(points, workers));
    }

    private void add(String kernel, int points, Stopwatch.Operation operation) throws Exception {
        String name = "scaling." + kernel + "." + points;
        Measurement time = Measurement.of(name, "ms", watch.millis(operation));
        rows.add(time);
        if (points >= LEAST_FOR_MEMORY) {
            double bytes = memory.of(operation);
            rows.add(Measurement.of(name + ".peak-memory", "bytes/point", bytes / points));
        }
        times.computeIfAbsent(kernel, k -> new ArrayList<>())
                .add(new double[] {points, time.min()});
    }

    private void addSlopes() {
        times.forEach(
                (kernel, all) -> {
                    double[] first = all.getFirst();
                    double[] last = all.getLast();
                    if (all.size() > 1) {
                        double slope = Math.log(last[1] / first[1]) / Math.log(last[0] / first[0]);
                        rows.add(Measurement.of("scaling." + kernel + ".slope", "", slope));
                    }
                });
    }
}
