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
 * <p>O(n), one pass over the points to group them by cell and two over each cell; sums in double
 * relative to the cell's corner. Deterministic for any number of workers (cells are numbered and
 * points ordered by the scan alone); thread-safe.
 */
public final class DynamicVoxelizer {
    private static final int CELLS_A_CHUNK = 128;

    /** The solver for a target stops when the number of points is off by less than this share. */
    private static final double TARGET_TOLERANCE = 0.01;

    /** First s_max to try, in spacings times sqrt(points in / points out). */
    private static final double FIRST_GUESS = 2.4;

    /** Ratio of one s_max to try to the next, and how many are tried. */
    private static final double SIZE_STEP = 1.13;

    private static final int MAX_SIZES = 15;

    /** Halvings of the range of s_min. */
    private static final int MIN_STEPS = 14;

    private final DynamicVoxelParameters parameters;

    public DynamicVoxelizer(DynamicVoxelParameters parameters) {
        this.parameters = Objects.requireNonNull(parameters, "parameters");
    }

    /**
     * @param surface the surface around the cloud's points, for normals
     * @param edgeResponse radians for each pixel, NaN where undefined; see {@link EdgeResponse}
     * @return empty for a cloud without points
     */
    public ReducedCloud reduce(
            OrganizedCloud cloud, SurfaceField surface, float[] edgeResponse, Workers workers) {
        if (surface.width() * surface.height() != cloud.size()
                || edgeResponse.length != cloud.size()) {
            throw new IllegalArgumentException(
                    "surface: "
                            + surface.width() * surface.height()
                            + " pixels, edgeResponse: "
                            + edgeResponse.length
                            + ", expected the cloud's "
                            + cloud.size());
        }
        CompactCloud compact = CompactCloud.of(cloud);
        double threshold =
                parameters.edges() == EdgeRetention.NONE
                        ? Double.POSITIVE_INFINITY
                        : EdgeThreshold.of(edgeResponse, parameters.edgeShare());
        CellCutter.Edges edges =
                new CellCutter.Edges(
                        edgeResponse, threshold, parameters.edges() == EdgeRetention.ALL);
        double[] sizes =
                switch (parameters.sizing()) {
                    case VoxelSizing.Fixed f -> new double[] {f.minMm(), f.maxMm()};
                    case VoxelSizing.Spacings s -> {
                        double spacing = spacingMm(cloud, compact);
                        yield new double[] {s.min() * spacing, s.max() * spacing};
                    }
                    case VoxelSizing.Target t ->
                            solve(t, spacingMm(cloud, compact), compact, edges);
                };
        return voxelize(compact, surface, edges, sizes[0], sizes[1], cloud.size(), workers);
    }

    private ReducedCloud voxelize(
            CompactCloud compact,
            SurfaceField surface,
            CellCutter.Edges edges,
            double minMm,
            double maxMm,
            int pixels,
            Workers workers) {
        CellIndex cells = compact.index(maxMm);
        int[] cuts = cuts(cells, minMm);
        int[] pointOfPixel = new int[pixels];
        Arrays.fill(pointOfPixel, -1);
        CellCutter.Output[] parts =
                new CellCutter.Output[Workers.chunks(cells.cells, CELLS_A_CHUNK)];
        workers.forEachChunk(
                cells.cells,
                CELLS_A_CHUNK,
                (chunk, from, to) -> {
                    CellCutter cutter = new CellCutter(compact, cells, edges);
                    CellCutter.Output out = new CellCutter.Output();
                    for (int c = from; c < to; c++) {
                        cutter.cut(c, cuts[c]);
                        cutter.emit(surface, out, pointOfPixel);
                    }
                    parts[chunk] = out;
                });
        CellCutter.Output all = CellCutter.Output.concatenate(parts);
        // Chunks numbered their points from 0; now their place in the whole is known.
        workers.forEachChunk(
                cells.cells,
                CELLS_A_CHUNK,
                (chunk, from, to) -> {
                    int base = parts[chunk].base;
                    for (int k = cells.start[from]; k < cells.start[to]; k++) {
                        pointOfPixel[compact.pixel()[cells.order[k]]] += base;
                    }
                });
        return new ReducedCloud(
                new SurfacePoints(all.x, all.y, all.z, all.nx, all.ny, all.nz),
                all.source,
                all.count,
                all.edge,
                pointOfPixel,
                minMm,
                cells.sizeMm);
    }

    /** For each cell into how many sub-voxels its edge is cut. */
    private int[] cuts(CellIndex cells, double minMm) {
        int[] counts = new int[cells.cells];
        for (int c = 0; c < counts.length; c++) {
            counts[c] = cells.start[c + 1] - cells.start[c];
        }
        int[] sorted = counts.clone();
        Arrays.sort(sorted);
        double median = sorted.length == 0 ? 1 : sorted[sorted.length / 2];
        double maxMm = cells.sizeMm;
        for (int c = 0; c < counts.length; c++) {
            double density = counts[c] / median; // all cells have the same volume
            double size =
                    minMm + Math.max(0, maxMm - minMm) * Math.exp(-parameters.alpha() * density);
            counts[c] = (int) Math.max(1, Math.round(maxMm / size));
        }
        return counts;
    }

    /**
     * Sizes that give the asked number of points. For a fixed s_max the number falls as s_min
     * grows, cell by cell, so bisection finds it, unless so many cells have the same density that
     * they change their cut together; then the next s_max is tried, around a first guess from the
     * area that a point on a surface takes.
     */
    private double[] solve(
            VoxelSizing.Target target,
            double spacingMm,
            CompactCloud compact,
            CellCutter.Edges edges) {
        double kept = 1 - target.simplification();
        double wanted = kept * compact.size();
        double guess = FIRST_GUESS * spacingMm / Math.sqrt(kept);
        double[] best = {guess, guess};
        double bestError = Double.POSITIVE_INFINITY;
        for (int k = 0; k < MAX_SIZES; k++) {
            double max = guess * Math.pow(SIZE_STEP, k % 2 == 0 ? k / 2 : -(k + 1) / 2);
            CellIndex cells = compact.index(max);
            double low = max / VoxelSizing.MAX_RATIO;
            double high = max;
            for (int step = 0; step < MIN_STEPS; step++) {
                double min = step == 0 ? high : Math.sqrt(low * high);
                int n = outputs(compact, cells, edges, min);
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
        return best;
    }

    private int outputs(
            CompactCloud compact, CellIndex cells, CellCutter.Edges edges, double minMm) {
        int[] cuts = cuts(cells, minMm);
        CellCutter cutter = new CellCutter(compact, cells, edges);
        int n = 0;
        for (int c = 0; c < cells.cells; c++) {
            cutter.cut(c, cuts[c]);
            n += cutter.outputs();
        }
        return n;
    }

    /** The scan's spacing; for a few lonely points one that keeps them apart. */
    private static double spacingMm(OrganizedCloud cloud, CompactCloud compact) {
        return PointSpacing.of(cloud)
                .map(PointSpacing::medianMm)
                .orElseGet(
                        () -> {
                            double extent = compact.extentMm();
                            return extent > 0 ? extent / Math.sqrt(compact.size()) : 1;
                        });
    }
}
