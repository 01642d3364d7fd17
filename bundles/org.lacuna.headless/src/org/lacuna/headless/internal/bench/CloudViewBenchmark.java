package org.lacuna.headless.internal.bench;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.headless.Services;
import org.lacuna.rendering.Camera;
import org.lacuna.rendering.Detail;
import org.lacuna.rendering.PointCloudScene;
import org.lacuna.rendering.PointColours;
import org.lacuna.rendering.RenderOptions;
import org.lacuna.rendering.SceneParameters;
import org.lacuna.rendering.SoftwareRenderer;
import org.lacuna.rendering.Vector3;
import org.lacuna.rendering.ViewSize;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How smoothly point clouds turn where no graphics card helps, and how long they take to load. */
public final class CloudViewBenchmark implements Benchmark {
    /** A square grid of more would not fit the scene. */
    public static final int MAX_POINTS = 33_000_000;

    /** Points of the paper's scans, of a large scan, and of several put together. */
    static final List<Integer> POINTS = List.of(217_000, 1_000_000, 5_000_000);

    private static final ViewSize SIZE = new ViewSize(800, 600);

    /** Once around. */
    private static final int FRAMES = 120;

    private static final int LOADS = 5;
    private static final double TILT_RAD = -0.9;

    /** The scan, the scene and what it takes to prepare, colours. */
    private static final int BYTES_A_POINT = 60;

    private final int frames;
    private final int loads;
    private final long warmUpNanos;

    CloudViewBenchmark() {
        this(FRAMES, LOADS, Stopwatch.WARM_UP_NANOS);
    }

    private CloudViewBenchmark(int frames, int loads, long warmUpNanos) {
        this.frames = frames;
        this.loads = loads;
        this.warmUpNanos = warmUpNanos;
    }

    /** Everything once, without waiting for the compiler: times that mean nothing, soon. */
    static CloudViewBenchmark hasty() {
        return new CloudViewBenchmark(1, 1, 0);
    }

    @Override
    public String name() {
        return "cloudview";
    }

    @Override
    public String description() {
        return "Point clouds in a view of 800 x 600 pixels, lit, with outlines, drawn by the"
                + " processor: ms to prepare a cloud, frames/s of all its points, and frames/s at"
                + " the detail that the view takes while it turns.";
    }

    @Override
    public boolean takesPoints() {
        return true;
    }

    @Override
    public BenchmarkResult run(
            Services services, BenchmarkOptions options, Progress progress, Workers workers)
            throws Exception {
        return measure(options.points(), Runtime.getRuntime().maxMemory(), progress, workers);
    }

    /**
     * @param sizes those that may not fit the heap are left out, with a line in the text
     * @param heapBytes how large the heap may grow
     */
    BenchmarkResult measure(List<Integer> sizes, long heapBytes, Progress progress, Workers workers)
            throws Exception {
        List<Measurement> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        notes.add("threads: " + workers.threads());
        for (int size : sizes) {
            if ((long) size * BYTES_A_POINT > heapBytes) {
                notes.add(
                        String.format(
                                Locale.ROOT,
                                "%,d points left out: they may need %d MiB and Java may use %d"
                                        + " MiB; raise it with the Java option -Xmx",
                                size,
                                (long) size * BYTES_A_POINT >> 20,
                                heapBytes >> 20));
                continue;
            }
            progress.begin("cloudview: " + size + " points", 0);
            measure(size, rows, progress, workers);
        }
        return new BenchmarkResult(rows, List.of(), String.join("\n", notes));
    }

    private void measure(int size, List<Measurement> rows, Progress progress, Workers workers)
            throws Exception {
        String name = "cloudview." + size + ".";
        OrganizedCloud cloud = ScalingScan.of(size);
        SceneParameters parameters = new SceneParameters(1, Long.MAX_VALUE);
        rows.add(
                Measurement.of(
                        name + "load",
                        "ms",
                        new Stopwatch(progress, loads, warmUpNanos)
                                .millis(
                                        () ->
                                                PointCloudScene.of(
                                                        cloud, parameters, workers, progress))));
        PointCloudScene scene = PointCloudScene.of(cloud, parameters, workers, progress);
        int[] colours = PointColours.height(scene, Vector3.TOWARDS_SENSOR);
        rows.add(turning(name + "full", scene, colours, Detail.FULL, progress, workers));
        Detail moving = Detail.moving(scene, SIZE);
        rows.add(turning(name + "moving", scene, colours, moving, progress, workers));
        rows.add(Measurement.of(name + "moving.points", "points", scene.size(moving.level())));
    }

    private Measurement turning(
            String name,
            PointCloudScene scene,
            int[] colours,
            Detail detail,
            Progress progress,
            Workers workers)
            throws Exception {
        Camera start = Camera.of(scene.bounds(), SIZE).orbit(0, TILT_RAD).fit(scene.bounds(), SIZE);
        RenderOptions options = RenderOptions.defaults().withDetail(detail);
        int[] frame = new int[1];
        double[] values;
        try (SoftwareRenderer renderer = new SoftwareRenderer(workers)) {
            values =
                    new Stopwatch(progress, frames, warmUpNanos)
                            .millis(
                                    () -> {
                                        double turn = 2 * Math.PI * frame[0]++ / FRAMES;
                                        return renderer.render(
                                                scene,
                                                colours,
                                                start.orbit(turn, 0),
                                                SIZE,
                                                options,
                                                progress);
                                    });
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = 1000 / values[i];
        }
        return Measurement.of(name, "frames/s", values);
    }
}
