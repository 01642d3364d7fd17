package org.lacuna.headless.internal.bench;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Workers;
import org.lacuna.voxelization.CloudSampler;
import org.lacuna.voxelization.DynamicVoxelParameters;
import org.lacuna.voxelization.DynamicVoxelizer;
import org.lacuna.voxelization.EdgeResponse;
import org.lacuna.voxelization.EdgeRetention;
import org.lacuna.voxelization.FarthestPointSampler;
import org.lacuna.voxelization.Fpfh;
import org.lacuna.voxelization.InverseDistanceWeighting;
import org.lacuna.voxelization.KdTree;
import org.lacuna.voxelization.PointNormals;
import org.lacuna.voxelization.Points;
import org.lacuna.voxelization.RandomSampler;
import org.lacuna.voxelization.SampledCloud;
import org.lacuna.voxelization.SurfaceField;
import org.lacuna.voxelization.SurfaceNormals;
import org.lacuna.voxelization.SurfacePoints;
import org.lacuna.voxelization.UniformSampler;
import org.lacuna.voxelization.VoxelGridSampler;
import org.lacuna.voxelization.VoxelSizing;

import java.util.ArrayList;
import java.util.List;

/**
 * The time of each kernel on one scan. Sizes and counts that another library would be told are
 * found beforehand. Not thread-safe.
 */
final class KernelRows {
    /** What the paper leaves of its 216,942 points (table 6). */
    private static final int PAPER_POINTS = 17_557;

    /** From so many points on that count is asked for, below it the share. */
    private static final int LARGE = 100_000;

    private static final double PAPER_SHARE = 0.081;

    /** What other libraries are measured with. */
    static final double FPFH_RADIUS_MM = 5;

    private static final int FARTHEST = 1024;
    private static final long SEED = 1;

    /** Interpolation as the geometric descriptor does it, in spacings. */
    private static final double IDW_SIGMA_SPACINGS = 4;

    private static final double IDW_RADIUS_SPACINGS = 8;
    private static final double IDW_SIGMA_NORMAL = 0.5;

    private final BenchScan scan;
    private final Workers workers;
    private final Stopwatch watch;
    private final List<Measurement> rows = new ArrayList<>();

    /** The valid points alone. */
    private final Points compact;

    private final SurfaceNormals normals;
    private final EdgeResponse edges;
    private final EdgeResponse outlines;
    private final SurfaceField field;

    /** Edges and outlines. */
    private final float[] response;

    KernelRows(BenchScan scan, Stopwatch watch, Workers workers) {
        this.scan = scan;
        this.watch = watch;
        this.workers = workers;
        this.compact = scan.compact();
        this.normals = new SurfaceNormals(scan.linkMm());
        this.edges = new EdgeResponse();
        this.outlines = edges.withOutlines();
        this.field = normals.compute(scan.cloud(), workers);
        this.response = response(field);
    }

    List<Measurement> measure() throws Exception {
        DynamicVoxelizer dynamic = dynamic();
        SampledCloud reduced = dynamic.sample(compact, workers);
        rows.add(Measurement.of("points-in", "points", compact.size()));
        rows.add(Measurement.of("dynamic-points-out", "points", reduced.size()));
        sampler("dynamic", dynamic);
        edgeRows();
        descriptors(dynamic.sample(scan.points(), workers).withNormals(field));
        samplers(reduced.size());
        double[] lookUps =
                watch.millisOfUse(() -> dynamic.sample(compact, workers), SampledCloud::source);
        rows.add(Measurement.of("representatives", "ms", lookUps));
        DynamicVoxelizer target = new DynamicVoxelizer(DynamicVoxelParameters.paper());
        time("target", () -> target.solved(scan.cloud(), response, workers));
        return rows;
    }

    /** Without edges, its sizes found so that about as many points are left as in the paper. */
    private DynamicVoxelizer dynamic() {
        int n = compact.size();
        double kept = n >= LARGE ? (double) PAPER_POINTS / n : PAPER_SHARE;
        DynamicVoxelParameters paper = DynamicVoxelParameters.paper();
        return new DynamicVoxelizer(
                        new DynamicVoxelParameters(
                                new VoxelSizing.Target(1 - kept),
                                paper.alpha(),
                                EdgeRetention.NONE,
                                paper.edgeShare()))
                .solved(compact, workers);
    }

    private void edgeRows() throws Exception {
        OrganizedCloud cloud = scan.cloud();
        DynamicVoxelizer withEdges =
                new DynamicVoxelizer(DynamicVoxelParameters.paper())
                        .solved(cloud, response, workers);
        time(
                "dynamic+edges",
                () -> withEdges.sample(cloud, response(normals.compute(cloud, workers)), workers));
        time("normals", () -> normals.compute(cloud, workers));
        time("normals-unorganized", () -> new PointNormals().compute(new KdTree(compact), workers));
        time("edges", () -> edges.compute(field, workers));
    }

    private float[] response(SurfaceField surface) {
        return outlines.compute(surface, workers);
    }

    private void descriptors(SurfacePoints reduced) throws Exception {
        Fpfh fpfh = new Fpfh(FPFH_RADIUS_MM);
        time("fpfh", () -> fpfh.describe(reduced, workers));
        float[] features = fpfh.describe(reduced, workers);
        double spacingMm = scan.spacing().medianMm();
        InverseDistanceWeighting idw =
                new InverseDistanceWeighting(
                        IDW_SIGMA_SPACINGS * spacingMm,
                        IDW_SIGMA_NORMAL,
                        IDW_RADIUS_SPACINGS * spacingMm);
        SurfacePoints places = places();
        int[] patch = patches();
        time(
                "idw",
                () ->
                        idw.interpolate(
                                reduced,
                                features,
                                Fpfh.BINS,
                                places,
                                patch,
                                PatchGrid.PATCHES,
                                workers));
    }

    /** Every pixel, with its normal; zeros where the surface is undefined. */
    private SurfacePoints places() {
        OrganizedCloud cloud = scan.cloud();
        return new SurfacePoints(
                defined(cloud.x()),
                defined(cloud.y()),
                defined(cloud.z()),
                defined(field.nx()),
                defined(field.ny()),
                defined(field.nz()));
    }

    private float[] defined(float[] values) {
        float[] result = values.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] = field.isDefined(i) ? result[i] : 0;
        }
        return result;
    }

    /** Patch of each pixel on which the surface is defined, else -1. */
    private int[] patches() {
        int width = scan.cloud().width();
        int height = scan.cloud().height();
        int[] patch = new int[width * height];
        for (int i = 0; i < patch.length; i++) {
            int column = i % width * PatchGrid.SIDE / width;
            int row = i / width * PatchGrid.SIDE / height;
            patch[i] = field.isDefined(i) ? row * PatchGrid.SIDE + column : -1;
        }
        return patch;
    }

    private void samplers(int count) throws Exception {
        sampler("grid", VoxelGridSampler.ofCount(compact, count));
        sampler("random", RandomSampler.ofCount(count, SEED));
        int everyK = Math.max(1, Math.round((float) compact.size() / count));
        sampler("uniform", new UniformSampler(everyK));
        sampler(
                "fps1024",
                new FarthestPointSampler(FARTHEST, FarthestPointSampler.Method.ACCELERATED));
        sampler(
                "fps1024-plain",
                new FarthestPointSampler(FARTHEST, FarthestPointSampler.Method.PLAIN));
    }

    private void sampler(String name, CloudSampler sampler) throws Exception {
        time(name, () -> sampler.sample(compact, workers));
    }

    private void time(String name, Stopwatch.Operation operation) throws Exception {
        rows.add(Measurement.of(name, "ms", watch.millis(operation)));
    }
}
