package org.lacuna.headless.internal.bench;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.headless.Services;
import org.lacuna.synthesis.PartKind;
import org.lacuna.synthesis.PartSynthesizer;
import org.lacuna.synthesis.SynthesisParameters;
import org.lacuna.voxelization.DynamicVoxelParameters;
import org.lacuna.voxelization.DynamicVoxelizer;
import org.lacuna.voxelization.EdgeResponse;
import org.lacuna.voxelization.Fpfh;
import org.lacuna.voxelization.PointSpacing;
import org.lacuna.voxelization.SurfaceField;
import org.lacuna.voxelization.SurfaceNormals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Normals, edges, reduction and descriptors of one scan. */
final class VoxelizationBenchmark implements Benchmark {
    /** Gives about 200,000 points. */
    private static final int SIDE_PX = 480;

    private static final int RUNS = 11;
    private static final double RADIUS_SPACINGS = 3;

    /** What other libraries are measured with. */
    private static final double FPFH_RADIUS_MM = 5;

    private String size = "";

    @Override
    public String name() {
        return "voxelization";
    }

    @Override
    public String description() {
        return "One synthetic scan: " + size + ".";
    }

    @Override
    public List<Measurement> run(Services services, Progress progress, Workers workers)
            throws Exception {
        PartSynthesizer synthesizer =
                new PartSynthesizer(SynthesisParameters.defaults().withSizePx(SIDE_PX));
        OrganizedCloud cloud =
                synthesizer
                        .render(synthesizer.plans(PartKind.MACHINED_BRACKET).getFirst())
                        .sample()
                        .cloud()
                        .orElseThrow();
        PointSpacing spacing = PointSpacing.of(cloud).orElseThrow();
        List<Measurement> figures = new ArrayList<>();
        try (Workers two = Workers.of(2)) {
            for (Workers threads : List.of(Workers.sequential(), two)) {
                figures.addAll(measure(cloud, spacing, progress, threads));
            }
        }
        return figures;
    }

    private List<Measurement> measure(
            OrganizedCloud cloud, PointSpacing spacing, Progress progress, Workers workers)
            throws Exception {
        String threads =
                "." + workers.threads() + (workers.threads() == 1 ? "_thread" : "_threads");
        progress.begin("voxelization: " + workers.threads() + " of 2 threads", 0);
        Stopwatch watch = new Stopwatch(progress, RUNS);
        WindowRadius radius = WindowRadius.of(RADIUS_SPACINGS, spacing);
        SurfaceNormals normals = new SurfaceNormals(radius);
        EdgeResponse edges = new EdgeResponse(radius);
        DynamicVoxelizer voxelizer = new DynamicVoxelizer(DynamicVoxelParameters.defaults());
        SurfaceField field = normals.compute(cloud, workers);
        float[] response = edges.compute(cloud, field, workers);
        ReducedCloud reduced = voxelizer.reduce(cloud, field, response, workers);
        Fpfh fpfh = new Fpfh(FPFH_RADIUS_MM);
        size =
                String.format(
                        Locale.ROOT,
                        "%,d points, reduced to %,d; normals and edges within %.2f mm, FPFH within"
                                + " %.0f mm",
                        cloud.validCount(),
                        reduced.size(),
                        radius.radiusMm(),
                        FPFH_RADIUS_MM);
        return List.of(
                Measurement.of(
                        "voxelization.normals" + threads,
                        "ms",
                        watch.millis(() -> normals.compute(cloud, workers))),
                Measurement.of(
                        "voxelization.edges" + threads,
                        "ms",
                        watch.millis(() -> edges.compute(cloud, field, workers))),
                Measurement.of(
                        "voxelization.reduce" + threads,
                        "ms",
                        watch.millis(() -> voxelizer.reduce(cloud, field, response, workers))),
                Measurement.of(
                        "voxelization.fpfh" + threads,
                        "ms",
                        watch.millis(() -> fpfh.describe(reduced.points(), workers))));
    }
}
