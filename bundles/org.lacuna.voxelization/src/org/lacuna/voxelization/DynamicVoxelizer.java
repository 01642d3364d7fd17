package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.Objects;

/**
 * Dynamic edge-preserving voxelization (Xu et al. 2025, 3.2.2, eq. 4-7, as made definite in
 * method.md 2): reduces a cloud to centroids of voxels that are small where the scan is dense and
 * large where it is sparse, and keeps points on edges.
 *
 * <ol>
 *   <li>The bounding block is cut into initial cells v of edge s_max, from its lowest corner.
 *   <li>Density D(v) is the number of points in v over its volume, divided by the median of that
 *       over the non-empty cells.
 *   <li>{@code s(v) = s_min + (s_max - s_min) exp(-alpha D(v))}; the points of v go to sub-voxels
 *       of edge {@code s_max / round(s_max / s(v))}, which tile it.
 *   <li>Each non-empty sub-voxel gives its centroid, or, as {@link EdgeRetention} says, its points
 *       with an edge response above the threshold.
 * </ol>
 *
 * <p>Points left are numbered in the order in which the source points meet their voxels, edge
 * points beyond the first of a voxel after all others. Places are taken in fixed point, 2^-14 of
 * s_max, and summed exactly. O(n), two passes over the points; deterministic for any number of
 * workers; thread-safe.
 */
public final class DynamicVoxelizer implements CloudSampler {
    /** The solver for a target stops when the number of points is off by less than this share. */
    private static final double TARGET_TOLERANCE = 0.005;

    /** First s_max to try, in spacings times sqrt(points in / points out). */
    private static final double FIRST_GUESS = 2.4;

    /** Ratio of one s_max to try to the next, and how many are tried. */
    private static final double SIZE_STEP = 1.13;

    private static final int MAX_SIZES = 15;

    /** Halvings of the range of s_min. */
    private static final int MIN_STEPS = 14;

    /** How far from the first guess one size for all is looked for, and in how many steps. */
    private static final double UNCUT_RANGE = 6;

    private static final int UNCUT_STEPS = 24;

    private final DynamicVoxelParameters parameters;

    public DynamicVoxelizer(DynamicVoxelParameters parameters) {
        this.parameters = Objects.requireNonNull(parameters, "parameters");
    }

    /** Reduces any cloud to centroids; edges are not looked for. */
    @Override
    public SampledCloud sample(Points points, Workers workers) {
        return reduce(points, Spacing.of(points), null, workers);
    }

    /**
     * Reduces any cloud and keeps its edge points.
     *
     * @param edgeResponse radians for each entry, NaN where undefined
     */
    public SampledCloud sample(Points points, float[] edgeResponse, Workers workers) {
        return reduce(points, Spacing.of(points), edgeResponse, workers);
    }

    /**
     * Reduces a scan and keeps its edge points.
     *
     * @param edgeResponse radians for each pixel, NaN where undefined; see {@link EdgeResponse}
     */
    public SampledCloud sample(OrganizedCloud cloud, float[] edgeResponse, Workers workers) {
        return reduce(Points.of(cloud), Spacing.of(cloud), edgeResponse, workers);
    }

    /**
     * A voxelizer that gives the same result for this cloud as {@link #sample(Points, Workers)} of
     * this one, but with its sizes found already: to be used again on clouds like it, or to learn
     * the sizes.
     *
     * @return one whose {@link #parameters()} have a {@link VoxelSizing.Fixed}
     */
    public DynamicVoxelizer solved(Points points, Workers workers) {
        return fixed(points, Spacing.of(points), EdgePoints.none(), workers);
    }

    /**
     * As {@link #solved(Points, Workers)}, for {@link #sample(OrganizedCloud, float[], Workers)}.
     *
     * @param edgeResponse radians for each pixel, NaN where undefined
     */
    public DynamicVoxelizer solved(OrganizedCloud cloud, float[] edgeResponse, Workers workers) {
        Points points = Points.of(cloud);
        return fixed(points, Spacing.of(cloud), edges(points, edgeResponse), workers);
    }

    /** What it works with. */
    public DynamicVoxelParameters parameters() {
        return parameters;
    }

    private DynamicVoxelizer fixed(
            Points points, Spacing spacing, EdgePoints edges, Workers workers) {
        return new DynamicVoxelizer(parameters.withSizing(sizes(points, spacing, edges, workers)));
    }

    private SampledCloud reduce(
            Points points, Spacing spacing, float[] edgeResponse, Workers workers) {
        EdgePoints edges = edges(points, edgeResponse);
        VoxelSizing.Fixed sizes = sizes(points, spacing, edges, workers);
        return reduce(points, sizes.minMm(), sizes.maxMm(), edges, workers);
    }

    private EdgePoints edges(Points points, float[] edgeResponse) {
        if (edgeResponse == null) {
            return EdgePoints.none();
        }
        if (edgeResponse.length != points.size()) {
            throw new IllegalArgumentException(
                    "edgeResponse: " + edgeResponse.length + ", expected " + points.size());
        }
        return EdgePoints.of(edgeResponse, parameters.edges(), parameters.edgeShare());
    }

    private VoxelSizing.Fixed sizes(
            Points points, Spacing spacing, EdgePoints edges, Workers workers) {
        return switch (parameters.sizing()) {
            case VoxelSizing.Fixed f -> f;
            case VoxelSizing.Spacings s -> {
                double mm = spacing.mm(workers);
                yield fixed(s.min() * mm, s.max() * mm);
            }
            case VoxelSizing.Target t -> {
                double[] sizes = solve(t, points, spacing.mm(workers), edges, workers);
                yield fixed(sizes[0], sizes[1]);
            }
        };
    }

    /** Rounding may have made the ratio of the two a hair too large. */
    private static VoxelSizing.Fixed fixed(double minMm, double maxMm) {
        return new VoxelSizing.Fixed(minMm, Math.min(maxMm, VoxelSizing.MAX_RATIO * minMm));
    }

    private SampledCloud reduce(
            Points points, double minMm, double maxMm, EdgePoints edges, Workers workers) {
        return edges.keep(points, voxels(points, minMm, maxMm, workers));
    }

    private SubVoxels voxels(Points points, double minMm, double maxMm, Workers workers) {
        if (minMm == maxMm) {
            return SubVoxels.whole(points, maxMm, workers);
        }
        InitialCells cells = InitialCells.of(points, maxMm, workers);
        return SubVoxels.cut(cells, cuts(cells, minMm / maxMm), workers);
    }

    /**
     * For each cell into how many sub-voxels its edge is cut.
     *
     * @param least s_min / s_max, also where the lattice took larger cells than asked for
     */
    private int[] cuts(InitialCells cells, double least) {
        double median = cells.medianCount();
        int[] cuts = new int[cells.all.size() + 1];
        for (int c = 1; c < cuts.length; c++) {
            int count = cells.all.count(c);
            double density = count / median; // all cells have the same volume
            double size = least + (1 - least) * Math.exp(-parameters.alpha() * density);
            // A lonely point is its own centroid, whatever its voxel.
            cuts[c] = count == 1 ? 1 : (int) Math.max(1, Math.round(1 / size));
        }
        return cuts;
    }

    /**
     * Sizes that give the asked number of points. For a fixed s_max the number falls as s_min
     * grows, cell by cell, so bisection finds it, unless so many cells have the same density that
     * they change their cut together; then the next s_max is tried, around a first guess from the
     * area that a point on a surface takes. Where none fits, or density hardly counts, so that no
     * cell would be cut at all, s_max and s_min are one size.
     */
    private double[] solve(
            VoxelSizing.Target target,
            Points points,
            double spacingMm,
            EdgePoints edges,
            Workers workers) {
        double kept = 1 - target.simplification();
        double wanted = kept * points.validCount();
        double guess = FIRST_GUESS * spacingMm / Math.sqrt(kept);
        double[] best = {guess, guess};
        double bestError = Double.POSITIVE_INFINITY;
        for (int k = 0; k < MAX_SIZES; k++) {
            double max = guess * Math.pow(SIZE_STEP, k % 2 == 0 ? k / 2 : -(k + 1) / 2);
            InitialCells cells = InitialCells.of(points, max, workers);
            double low = max / VoxelSizing.MAX_RATIO;
            double high = max;
            if (k == 0 && Arrays.stream(cuts(cells, low)).allMatch(cut -> cut <= 1)) {
                break;
            }
            for (int step = 0; step < MIN_STEPS; step++) {
                double min = step == 0 ? high : Math.sqrt(low * high);
                int n = edges.outputs(SubVoxels.cut(cells, cuts(cells, min / max), workers));
                double error = Math.abs(n - wanted);
                if (error < bestError) {
                    bestError = error;
                    best = new double[] {min, max};
                }
                if (error <= Math.max(0.5, TARGET_TOLERANCE * wanted)) {
                    return best;
                }
                if (n > wanted) {
                    if (step == 0) {
                        break; // too many even uncut
                    }
                    low = min;
                } else {
                    high = min;
                }
            }
        }
        return solveUncut(wanted, points, guess, edges, workers, best, bestError);
    }

    /** The one size whose number of points is nearest; the best so far if none is nearer. */
    private static double[] solveUncut(
            double wanted,
            Points points,
            double guess,
            EdgePoints edges,
            Workers workers,
            double[] bestSoFar,
            double errorSoFar) {
        double[] best = bestSoFar;
        double bestError = errorSoFar;
        double low = guess / UNCUT_RANGE;
        double high = guess * UNCUT_RANGE;
        for (int step = 0; step < UNCUT_STEPS; step++) {
            double size = Math.sqrt(low * high);
            int n = edges.outputs(SubVoxels.whole(points, size, workers));
            double error = Math.abs(n - wanted);
            if (error < bestError) {
                bestError = error;
                best = new double[] {size, size};
            }
            if (error <= Math.max(0.5, TARGET_TOLERANCE * wanted)) {
                break;
            }
            if (n > wanted) {
                low = size;
            } else {
                high = size;
            }
        }
        return best;
    }

    /** The cloud's point spacing, measured only where the sizing asks for it. */
    @FunctionalInterface
    private interface Spacing {
        double mm(Workers workers);

        static Spacing of(Points points) {
            return workers ->
                    PointSpacing.of(points, workers)
                            .map(PointSpacing::medianMm)
                            .orElse(ONE_PLACE_MM);
        }

        static Spacing of(OrganizedCloud cloud) {
            return workers ->
                    PointSpacing.of(cloud)
                            .or(() -> PointSpacing.of(Points.of(cloud), workers))
                            .map(PointSpacing::medianMm)
                            .orElse(ONE_PLACE_MM);
        }

        /** For a cloud without two different points: any size holds it. */
        double ONE_PLACE_MM = 1;
    }
}
