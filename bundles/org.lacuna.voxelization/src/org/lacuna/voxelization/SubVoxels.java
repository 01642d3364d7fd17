package org.lacuna.voxelization;

import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * Step two of {@link DynamicVoxelizer}: cuts every initial cell into sub-voxels and sums up the
 * points of each. Voxels are numbered from 0 on in the order in which the points meet them. All
 * sums are of integers, so neither chunks nor threads show in the result. Immutable once made.
 */
final class SubVoxels {
    private final InitialCells cells;
    private final CellRuns[] runs;

    /** For each chunk its voxels' numbers in the whole, after -1 for 'no point'. */
    private final int[][] numbers;

    /** Number of voxels. */
    final int size;

    /** For each voxel: number of points, key of its cell, sums of the fractions. */
    final int[] count;

    private final long[] key;
    private final long[] sumX;
    private final long[] sumY;
    private final long[] sumZ;

    private SubVoxels(InitialCells cells, int[] cuts, CellRuns[] runs, CellSums[] sums) {
        this.cells = cells;
        this.runs = runs;
        this.numbers = number(sums, cuts);
        this.size = 1 + highest(numbers);
        this.count = new int[size];
        this.key = new long[size];
        this.sumX = new long[size];
        this.sumY = new long[size];
        this.sumZ = new long[size];
        for (int k = 0; k < sums.length; k++) {
            add(sums[k], numbers[k], cells.local[k]);
        }
    }

    /**
     * Cuts cells.
     *
     * @param cuts for each cell (0 left out) into how many sub-voxels its edge is cut
     */
    static SubVoxels cut(InitialCells cells, int[] cuts, Workers workers) {
        int chunks = cells.local.length;
        CellSums[] sums = new CellSums[chunks];
        CellRuns[] runs = new CellRuns[chunks];
        workers.forEachChunk(
                cells.points.size(),
                InitialCells.CHUNK,
                (chunk, from, to) -> {
                    CellCutter cutter = new CellCutter(cells, cuts, chunk, to - from);
                    sums[chunk] = cutter.cut(from, to);
                    runs[chunk] = cutter.runs;
                });
        return new SubVoxels(cells, cuts, runs, sums);
    }

    /** Voxels of one size: the cells of a lattice, not cut. */
    static SubVoxels whole(Points points, double edgeMm, Workers workers) {
        InitialCells cells = InitialCells.summed(points, edgeMm, workers);
        int[] cuts = new int[cells.all.size() + 1];
        Arrays.fill(cuts, 1);
        return new SubVoxels(cells, cuts, cells.runs, cells.sums);
    }

    private static int highest(int[][] numbers) {
        int highest = -1;
        for (int[] ofChunk : numbers) {
            for (int number : ofChunk) {
                highest = Math.max(highest, number);
            }
        }
        return highest;
    }

    private int[][] number(CellSums[] sums, int[] cuts) {
        int[][] result = new int[sums.length][];
        if (sums.length == 1) {
            result[0] = new int[sums[0].size() + 1];
            for (int v = 0; v < result[0].length; v++) {
                result[0][v] = v - 1;
            }
            return result;
        }
        long[] first = CellCutter.firstVoxels(cuts);
        CellTable all = new CellTable(first[cuts.length], cells.points.size());
        for (int k = 0; k < sums.length; k++) {
            CellSums s = sums[k];
            result[k] = new int[s.size() + 1];
            result[k][0] = -1;
            for (int v = 1; v < result[k].length; v++) {
                long voxel = first[cells.global[k][s.cell(v)]] + s.within(v);
                result[k][v] = all.number(voxel) - 1;
            }
        }
        return result;
    }

    private void add(CellSums sums, int[] number, CellTable cellsOfChunk) {
        for (int v = 1; v < number.length; v++) {
            int to = number[v];
            count[to] += sums.count(v);
            sumX[to] += sums.x(v);
            sumY[to] += sums.y(v);
            sumZ[to] += sums.z(v);
            key[to] = cellsOfChunk.key(sums.cell(v));
        }
    }

    /** For each entry its voxel, -1 where there is no point; a new array. */
    int[] voxelOf() {
        int n = cells.points.size();
        int[] result = new int[n];
        for (int k = 0; k < runs.length; k++) {
            int from = k * InitialCells.CHUNK;
            int to = (int) Math.min(n, (long) from + InitialCells.CHUNK);
            runs[k].spread(numbers[k], from, to, result);
        }
        return result;
    }

    /** The centroids. */
    Points centroids() {
        Lattice lattice = cells.lattice;
        double[] share = new double[size];
        float[] x = new float[size];
        float[] y = new float[size];
        float[] z = new float[size];
        for (int v = 0; v < size; v++) {
            share[v] = 1.0 / count[v];
        }
        for (int v = 0; v < size; v++) {
            x[v] = lattice.x(key[v], share[v] * sumX[v]);
        }
        for (int v = 0; v < size; v++) {
            y[v] = lattice.y(key[v], share[v] * sumY[v]);
        }
        for (int v = 0; v < size; v++) {
            z[v] = lattice.z(key[v], share[v] * sumZ[v]);
        }
        return Points.unchecked(x, y, z);
    }
}
