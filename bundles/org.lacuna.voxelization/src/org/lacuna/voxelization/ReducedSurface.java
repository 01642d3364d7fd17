package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;

import java.util.Arrays;

/**
 * The surface that a reduced cloud still describes: the Delaunay triangulation, on the sensor's
 * grid, of the pixels that represent the points left, each vertex lifted to where its point lies in
 * space. Where two points share the pixel that represents them, the later one is left out.
 *
 * <p>Not thread-safe; fast when asked for neighbouring pixels one after another.
 */
final class ReducedSurface {
    private final Points left;
    private final Delaunay mesh;

    /** Point of each vertex of the mesh. */
    private final int[] point;

    /** For each point an edge out of it that has a triangle on its left; -1 if there is none. */
    private final int[] edgeOf;

    /** For each edge (the lowest of its triangle) in which gathering it was last met. */
    private final int[] met;

    private int gathering;

    /** What the triangles were gathered around: lowest edge of a triangle; -1 for none. */
    private int gathered = -1;

    private int[] origin = new int[16];
    private Triangle[] triangle = new Triangle[16];
    private int triangles;

    /** Made when first needed. */
    private VoxelNeighbourhoods.VoxelSearch nearest;

    /**
     * @param reduced made of that scan, with at least one point
     */
    ReducedSurface(OrganizedCloud source, SampledCloud reduced) {
        this.left = reduced.points();
        boolean[] taken = new boolean[source.size()];
        int[] column = new int[reduced.size()];
        int[] row = new int[reduced.size()];
        int[] kept = new int[reduced.size()];
        int n = 0;
        for (int k = 0; k < reduced.size(); k++) {
            int pixel = reduced.source()[k];
            if (!taken[pixel]) {
                taken[pixel] = true;
                column[n] = pixel % source.width();
                row[n] = pixel / source.width();
                kept[n++] = k;
            }
        }
        this.point = Arrays.copyOf(kept, n);
        this.mesh = new Delaunay(Arrays.copyOf(column, n), Arrays.copyOf(row, n));
        this.edgeOf = new int[reduced.size()];
        this.met = new int[mesh.edges()];
        Arrays.fill(edgeOf, -1);
        for (int e = 0; e < mesh.edges(); e++) {
            if (mesh.hasTriangle(e)) {
                edgeOf[point[mesh.origin(e)]] = e;
            }
        }
    }

    /**
     * Distance of a point of the scan to the surface: to the nearest of the triangle that its pixel
     * lies in and all those that touch it. Outside the triangulation, to the nearest point left or
     * of the triangles around that.
     */
    double distance(int column, int row, double x, double y, double z) {
        int edge = mesh.locate(column, row);
        if (edge >= 0) {
            gatherTouching(edge);
            return nearestTriangle(x, y, z);
        }
        int p = nearest(x, y, z);
        double d = Triangle.length(left.x()[p] - x, left.y()[p] - y, left.z()[p] - z);
        if (edgeOf[p] < 0) {
            return d;
        }
        begin(-1);
        gatherAround(edgeOf[p]);
        return Math.min(d, nearestTriangle(x, y, z));
    }

    /** The triangle on the left of an edge and those that share a corner with it. */
    private void gatherTouching(int edge) {
        int second = mesh.next(edge);
        int third = mesh.next(second);
        int lowest = Math.min(edge, Math.min(second, third));
        if (lowest == gathered) {
            return;
        }
        begin(lowest);
        gatherAround(edge);
        gatherAround(second);
        gatherAround(third);
    }

    private void begin(int lowest) {
        gathered = lowest;
        gathering++;
        triangles = 0;
    }

    /** Triangles around the origin of an edge. */
    private void gatherAround(int edge) {
        int e = edge;
        do {
            if (mesh.hasTriangle(e)) {
                gather(e);
            }
            e = mesh.around(e);
        } while (e != edge);
    }

    private void gather(int edge) {
        int second = mesh.next(edge);
        int third = mesh.next(second);
        int lowest = Math.min(edge, Math.min(second, third));
        if (met[lowest] == gathering) {
            return;
        }
        met[lowest] = gathering;
        if (triangles == origin.length) {
            origin = Arrays.copyOf(origin, 2 * triangles);
            triangle = Arrays.copyOf(triangle, 2 * triangles);
        }
        int a = point[mesh.origin(edge)];
        int b = point[mesh.origin(second)];
        int c = point[mesh.origin(third)];
        origin[triangles] = a;
        triangle[triangles++] =
                new Triangle(
                        left.x()[b] - (double) left.x()[a],
                        left.y()[b] - (double) left.y()[a],
                        left.z()[b] - (double) left.z()[a],
                        left.x()[c] - (double) left.x()[a],
                        left.y()[c] - (double) left.y()[a],
                        left.z()[c] - (double) left.z()[a]);
    }

    private double nearestTriangle(double x, double y, double z) {
        double least = Double.POSITIVE_INFINITY;
        for (int t = 0; t < triangles; t++) {
            int a = origin[t];
            double d = triangle[t].distance(x - left.x()[a], y - left.y()[a], z - left.z()[a]);
            least = Math.min(least, d);
        }
        return least;
    }

    private int nearest(double x, double y, double z) {
        if (nearest == null) {
            double extent = CompactCloud.of(left).extentMm();
            double cell = extent > 0 ? extent / Math.sqrt(left.size()) : 1;
            nearest = new VoxelNeighbourhoods(left.x(), left.y(), left.z(), cell).search();
        }
        return nearest.nearest(x, y, z);
    }
}
