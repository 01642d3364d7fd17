package org.lacuna.headless.internal.bench;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;
import org.lacuna.headless.internal.TextTable;
import org.lacuna.synthesis.EdgeSamples;
import org.lacuna.voxelization.CloudSampler;
import org.lacuna.voxelization.DynamicVoxelParameters;
import org.lacuna.voxelization.DynamicVoxelizer;
import org.lacuna.voxelization.EdgeCoverage;
import org.lacuna.voxelization.EdgeResponse;
import org.lacuna.voxelization.EdgeRetention;
import org.lacuna.voxelization.FarthestPointSampler;
import org.lacuna.voxelization.Points;
import org.lacuna.voxelization.RandomSampler;
import org.lacuna.voxelization.SampledCloud;
import org.lacuna.voxelization.SurfaceError;
import org.lacuna.voxelization.SurfaceNormals;
import org.lacuna.voxelization.UniformSampler;
import org.lacuna.voxelization.VoxelGridSampler;
import org.lacuna.voxelization.VoxelSizing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Table 6 of Xu et al. 2025 for our samplers on one scan, all with as many points as dynamic
 * voxelization with edges leaves. Not thread-safe.
 */
final class SamplerTable {
    /** What stands below the tables. */
    static final String EXPLANATION =
            "Edge retention: share of the length of the part's true edges that has a point left"
                    + " within s_min, the smallest voxel\n"
                    + "of dynamic + edges; 'of scan': relative to what the whole scan holds of them by"
                    + " the same measure. Surface error:\n"
                    + "distance of the scan's points to the surface rebuilt from the points left, root"
                    + " of the mean square and the distance\n"
                    + "that 95 % do not exceed. The time of dynamic + edges includes normals and edge"
                    + " response.";

    private static final long SEED = 1;
    private static final double NO_EDGES = Double.NaN;

    private final BenchScan scan;
    private final Stopwatch watch;
    private final Workers workers;
    private final Points points;
    private final int pointsIn;
    private final SurfaceNormals normals;
    private final EdgeResponse edges;
    private final DynamicVoxelizer withEdges;

    /** How near a point keeps an edge. */
    private final double minMm;

    /** Share of edges that the whole scan holds. */
    private final double ceiling;

    private final List<Measurement> figures = new ArrayList<>();
    private final TextTable table =
            new TextTable(
                    "sampler",
                    "points out",
                    "simplification",
                    "time ms",
                    "edge retention",
                    "of scan",
                    "error RMS mm",
                    "95 % mm");

    SamplerTable(BenchScan scan, Stopwatch watch, Workers workers) {
        this.scan = scan;
        this.watch = watch;
        this.workers = workers;
        this.points = scan.points();
        this.pointsIn = points.validCount();
        this.normals = new SurfaceNormals(scan.linkMm());
        this.edges = new EdgeResponse().withOutlines();
        this.withEdges =
                new DynamicVoxelizer(DynamicVoxelParameters.paper())
                        .solved(scan.cloud(), response(), workers);
        this.minMm =
                withEdges.parameters().sizing() instanceof VoxelSizing.Fixed f
                        ? f.minMm()
                        : scan.spacing().medianMm();
        this.ceiling = retention(points);
    }

    private float[] response() {
        OrganizedCloud cloud = scan.cloud();
        return edges.compute(normals.compute(cloud, workers), workers);
    }

    /** Takes all measurements; once. */
    void measure() throws Exception {
        OrganizedCloud cloud = scan.cloud();
        Stopwatch.Preparation<SampledCloud> edgeSampling =
                () -> withEdges.sample(cloud, response(), workers);
        int count = edgeSampling.make().size();
        add("grid", VoxelGridSampler.ofCount(points, count));
        add("random", RandomSampler.ofCount(count, SEED));
        add("uniform", new UniformSampler(Math.max(1, Math.round((float) pointsIn / count))));
        add("fps", new FarthestPointSampler(count, FarthestPointSampler.Method.ACCELERATED));
        add("dynamic", dynamic(count));
        add("dynamic+edges", edgeSampling);
    }

    private DynamicVoxelizer dynamic(int count) {
        DynamicVoxelParameters paper = DynamicVoxelParameters.paper();
        return new DynamicVoxelizer(
                        new DynamicVoxelParameters(
                                new VoxelSizing.Target(1 - (double) count / pointsIn),
                                paper.alpha(),
                                EdgeRetention.NONE,
                                paper.edgeShare()))
                .solved(points, workers);
    }

    private void add(String sampler, CloudSampler method) throws Exception {
        add(sampler, () -> method.sample(points, workers));
    }

    private void add(String sampler, Stopwatch.Preparation<SampledCloud> sampling)
            throws Exception {
        double[] millis = watch.millis(sampling::make);
        SampledCloud left = sampling.make();
        double retained = retention(left.points());
        SurfaceError error = SurfaceError.of(scan.cloud(), left);
        double simplification = left.simplification(pointsIn);
        Measurement time = figure(sampler, "time", "ms", millis);
        figure(sampler, "points-out", "points", left.size());
        figure(sampler, "simplification", "share", simplification);
        if (!Double.isNaN(retained)) {
            figure(sampler, "edge-retention", "share", retained);
            figure(sampler, "edge-retention-of-scan", "share", retained / ceiling);
        }
        figure(sampler, "surface-error-rms", "mm", error.rmsMm());
        figure(sampler, "surface-error-95", "mm", error.quantile95Mm());
        table.row(
                sampler,
                Integer.toString(left.size()),
                text(simplification),
                text(time.median()),
                text(retained),
                text(retained / ceiling),
                text(error.rmsMm()),
                text(error.quantile95Mm()));
    }

    private Measurement figure(String sampler, String name, String unit, double... values) {
        Measurement m =
                Measurement.of("table6." + scan.key() + "." + sampler + "." + name, unit, values);
        figures.add(m);
        return m;
    }

    private double retention(Points left) {
        if (scan.edges().isEmpty()) {
            return NO_EDGES;
        }
        EdgeSamples e = scan.edges().get();
        Points along = new Points(e.x(), e.y(), e.z());
        return EdgeCoverage.share(along, e.lengthMm(), left, minMm);
    }

    private static String text(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    List<Measurement> figures() {
        return figures;
    }

    /** The table under a line that says what was reduced. */
    String text() {
        return String.format(
                Locale.ROOT,
                "%s: %,d points, s_min %.3f mm%s%n%s",
                scan.name(),
                pointsIn,
                minMm,
                Double.isNaN(ceiling)
                        ? ""
                        : String.format(Locale.ROOT, "; the scan holds %.4f of its edges", ceiling),
                table);
    }
}
