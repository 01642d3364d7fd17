package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * Cuts one initial cell after the other into sub-voxels and turns those into points of the reduced
 * cloud. Scratch memory of one thread.
 */
final class CellCutter {
    /**
     * Which points are edge points.
     *
     * @param response radians for each pixel, NaN where undefined
     * @param threshold a response above it makes an edge point
     * @param all whether all edge points of a sub-voxel are kept, or the strongest
     */
    record Edges(float[] response, double threshold, boolean all) {}

    private final CompactCloud cloud;
    private final CellIndex cells;
    private final Edges edges;

    private int cell;

    /** Number of non-empty sub-voxels of the cell; they are numbered in order of their points. */
    private int voxels;

    /** Number of the sub-voxel at each place of the cut cell, -1 where empty. */
    private int[] numberAt = new int[0];

    private int[] placeOf = new int[64];

    /** Sub-voxel of each point of the cell. */
    private int[] voxelOf = new int[64];

    /** Edge points in each sub-voxel, and the strongest of them (number of the point). */
    private int[] edgeCount = new int[64];

    private int[] strongest = new int[64];

    private int[] count = new int[64];
    private double[] sums = new double[64 * SUMS];
    private int[] nearest = new int[64];
    private double[] nearestSquared = new double[64];

    /** Sums for each sub-voxel: three of coordinates, three of normals. */
    private static final int SUMS = 6;

    CellCutter(CompactCloud cloud, CellIndex cells, Edges edges) {
        this.cloud = cloud;
        this.cells = cells;
        this.edges = edges;
    }

    /**
     * Assigns the points of a cell to the sub-voxels of a cut into {@code cuts} along each edge.
     */
    void cut(int newCell, int cuts) {
        for (int v = 0; v < voxels; v++) {
            numberAt[placeOf[v]] = -1;
        }
        cell = newCell;
        voxels = 0;
        int from = cells.start[cell];
        int n = cells.start[cell + 1] - from;
        reserve(cuts * cuts * cuts, n);
        double scale = cuts / cells.sizeMm;
        double x0 = cells.minX + cells.column(cell) * cells.sizeMm;
        double y0 = cells.minY + cells.row(cell) * cells.sizeMm;
        double z0 = cells.minZ + cells.layer(cell) * cells.sizeMm;
        for (int k = 0; k < n; k++) {
            int p = cells.order[from + k];
            int c = Math.clamp((int) ((cloud.x()[p] - x0) * scale), 0, cuts - 1);
            int r = Math.clamp((int) ((cloud.y()[p] - y0) * scale), 0, cuts - 1);
            int l = Math.clamp((int) ((cloud.z()[p] - z0) * scale), 0, cuts - 1);
            int place = (l * cuts + r) * cuts + c;
            int v = numberAt[place];
            if (v < 0) {
                v = voxels++;
                numberAt[place] = v;
                placeOf[v] = place;
                edgeCount[v] = 0;
                strongest[v] = -1;
            }
            voxelOf[k] = v;
            float e = edges.response[cloud.pixel()[p]];
            if (e > edges.threshold) {
                edgeCount[v]++;
                if (strongest[v] < 0 || e > edges.response[cloud.pixel()[strongest[v]]]) {
                    strongest[v] = p;
                }
            }
        }
    }

    /** How many points the cut cell gives. */
    int outputs() {
        int n = voxels;
        if (edges.all) {
            for (int v = 0; v < voxels; v++) {
                n += Math.max(0, edgeCount[v] - 1);
            }
        }
        return n;
    }

    /** Appends the cut cell's points and says for each pixel which one stands for it. */
    void emit(SurfaceField surface, Output out, int[] pointOfPixel) {
        int from = cells.start[cell];
        int n = cells.start[cell + 1] - from;
        double x0 = cells.minX + cells.column(cell) * cells.sizeMm;
        double y0 = cells.minY + cells.row(cell) * cells.sizeMm;
        double z0 = cells.minZ + cells.layer(cell) * cells.sizeMm;
        sum(surface, from, n, x0, y0, z0);
        findNearest(from, n, x0, y0, z0);
        int first = out.size;
        for (int v = 0; v < voxels; v++) {
            int p = strongest[v];
            if (p >= 0) {
                edgePoint(surface, p, out);
                out.count[out.size - 1] = count[v];
            } else {
                centroid(v, x0, y0, z0, out);
            }
        }
        for (int k = 0; k < n; k++) {
            int p = cells.order[from + k];
            int pixel = cloud.pixel()[p];
            int point = first + voxelOf[k];
            if (edges.all
                    && edges.response[pixel] > edges.threshold
                    && p != strongest[voxelOf[k]]) {
                edgePoint(surface, p, out);
                out.count[point]--;
                point = out.size - 1;
            }
            pointOfPixel[pixel] = point;
        }
    }

    private void sum(SurfaceField surface, int from, int n, double x0, double y0, double z0) {
        Arrays.fill(count, 0, voxels, 0);
        Arrays.fill(sums, 0, SUMS * voxels, 0);
        for (int k = 0; k < n; k++) {
            int p = cells.order[from + k];
            int v = voxelOf[k];
            int s = SUMS * v;
            count[v]++;
            sums[s] += cloud.x()[p] - x0;
            sums[s + 1] += cloud.y()[p] - y0;
            sums[s + 2] += cloud.z()[p] - z0;
            int pixel = cloud.pixel()[p];
            if (surface.isDefined(pixel)) {
                sums[s + 3] += surface.nx[pixel];
                sums[s + 4] += surface.ny[pixel];
                sums[s + 5] += surface.nz[pixel];
            }
        }
        for (int v = 0; v < voxels; v++) {
            for (int s = SUMS * v; s < SUMS * v + 3; s++) {
                sums[s] /= count[v];
            }
        }
    }

    private void findNearest(int from, int n, double x0, double y0, double z0) {
        Arrays.fill(nearestSquared, 0, voxels, Double.POSITIVE_INFINITY);
        for (int k = 0; k < n; k++) {
            int p = cells.order[from + k];
            int v = voxelOf[k];
            int s = SUMS * v;
            double dx = cloud.x()[p] - x0 - sums[s];
            double dy = cloud.y()[p] - y0 - sums[s + 1];
            double dz = cloud.z()[p] - z0 - sums[s + 2];
            double d = dx * dx + dy * dy + dz * dz;
            if (d < nearestSquared[v]) {
                nearestSquared[v] = d;
                nearest[v] = p;
            }
        }
    }

    private void centroid(int v, double x0, double y0, double z0, Output out) {
        int s = SUMS * v;
        int i = out.next();
        out.x[i] = (float) (x0 + sums[s]);
        out.y[i] = (float) (y0 + sums[s + 1]);
        out.z[i] = (float) (z0 + sums[s + 2]);
        double nx = sums[s + 3];
        double ny = sums[s + 4];
        double nz = sums[s + 5];
        double length = Math.sqrt(nx * nx + ny * ny + nz * nz);
        if (length > 0) {
            out.nx[i] = (float) (nx / length);
            out.ny[i] = (float) (ny / length);
            out.nz[i] = (float) (nz / length);
        }
        out.source[i] = cloud.pixel()[nearest[v]];
        out.count[i] = count[v];
    }

    private void edgePoint(SurfaceField surface, int p, Output out) {
        int pixel = cloud.pixel()[p];
        int i = out.next();
        out.x[i] = cloud.x()[p];
        out.y[i] = cloud.y()[p];
        out.z[i] = cloud.z()[p];
        if (surface.isDefined(pixel)) {
            out.nx[i] = surface.nx[pixel];
            out.ny[i] = surface.ny[pixel];
            out.nz[i] = surface.nz[pixel];
        }
        out.source[i] = pixel;
        out.count[i] = 1;
        out.edge[i] = true;
    }

    private void reserve(int places, int points) {
        if (numberAt.length < places) {
            int old = numberAt.length;
            numberAt = Arrays.copyOf(numberAt, places);
            Arrays.fill(numberAt, old, places, -1);
        }
        if (voxelOf.length < points) {
            int n = Math.max(points, 2 * voxelOf.length);
            voxelOf = new int[n];
            placeOf = new int[n];
            edgeCount = new int[n];
            strongest = new int[n];
            count = new int[n];
            sums = new double[SUMS * n];
            nearest = new int[n];
            nearestSquared = new double[n];
        }
    }

    /** Points of the reduced cloud, growing. */
    static final class Output {
        int size;

        /** Place of the first point in the whole, once known. */
        int base;

        float[] x = new float[256];
        float[] y = new float[256];
        float[] z = new float[256];
        float[] nx = new float[256];
        float[] ny = new float[256];
        float[] nz = new float[256];
        int[] source = new int[256];
        int[] count = new int[256];
        boolean[] edge = new boolean[256];

        private int next() {
            if (size == x.length) {
                resize(2 * size);
            }
            return size++;
        }

        private void resize(int n) {
            x = Arrays.copyOf(x, n);
            y = Arrays.copyOf(y, n);
            z = Arrays.copyOf(z, n);
            nx = Arrays.copyOf(nx, n);
            ny = Arrays.copyOf(ny, n);
            nz = Arrays.copyOf(nz, n);
            source = Arrays.copyOf(source, n);
            count = Arrays.copyOf(count, n);
            edge = Arrays.copyOf(edge, n);
        }

        /** All parts in their order, in arrays without spare room; sets the parts' bases. */
        static Output concatenate(Output[] parts) {
            int total = 0;
            for (Output part : parts) {
                part.base = total;
                total += part.size;
            }
            Output all = new Output();
            all.resize(total);
            all.size = total;
            for (Output part : parts) {
                System.arraycopy(part.x, 0, all.x, part.base, part.size);
                System.arraycopy(part.y, 0, all.y, part.base, part.size);
                System.arraycopy(part.z, 0, all.z, part.base, part.size);
                System.arraycopy(part.nx, 0, all.nx, part.base, part.size);
                System.arraycopy(part.ny, 0, all.ny, part.base, part.size);
                System.arraycopy(part.nz, 0, all.nz, part.base, part.size);
                System.arraycopy(part.source, 0, all.source, part.base, part.size);
                System.arraycopy(part.count, 0, all.count, part.base, part.size);
                System.arraycopy(part.edge, 0, all.edge, part.base, part.size);
            }
            return all;
        }
    }
}
