package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * Numbers and sums of the points of one chunk in each of its voxels, numbered from 1 on; voxel 0 is
 * for entries without a point and counts nothing.
 */
final class CellSums {
    private static final long LOW = 0xffff_ffffL;

    /** Sum of the x fractions below, of the y fractions above. */
    private long[] xy;

    /** Sum of the z fractions below, number of points above. */
    private long[] zn;

    /** Cell of each voxel, and which of its sub-voxels it is. */
    private int[] cell;

    private int[] within;
    private int size;

    CellSums(int capacity) {
        this.xy = new long[capacity + 1];
        this.zn = new long[capacity + 1];
        this.cell = new int[capacity + 1];
        this.within = new int[capacity + 1];
    }

    /** The cells of a chunk themselves. */
    static CellSums of(InitialCells cells, int chunk, int from, int to) {
        CellRuns runs = cells.runs[chunk];
        CellSums sums = new CellSums(cells.local[chunk].size());
        for (int c = 1; c <= cells.local[chunk].size(); c++) {
            sums.open(c, 0);
        }
        PlaceBlock block = new PlaceBlock(cells.lattice);
        int number = 0;
        for (int at = from; at < to; at += PlaceBlock.SIZE) {
            block.load(cells.points, at, Math.min(PlaceBlock.SIZE, to - at));
            block.addUp();
            sums.add(block, runs.end(), runs.cell(), runs.first(number), runs.first(number + 1));
            number++;
        }
        return sums;
    }

    /** A voxel more: the one with the next number. */
    void open(int cellOfIt, int withinCell) {
        size++;
        if (size == xy.length) {
            xy = Arrays.copyOf(xy, 2 * size);
            zn = Arrays.copyOf(zn, 2 * size);
            cell = Arrays.copyOf(cell, 2 * size);
            within = Arrays.copyOf(within, 2 * size);
        }
        cell[size] = cellOfIt;
        within[size] = withinCell;
    }

    /** Adds runs of points of a block, whose fractions have been added up, to their voxels. */
    void add(PlaceBlock block, int[] end, int[] voxel, int first, int stop) {
        long[] a = xy;
        long[] b = zn;
        int start = 0;
        for (int run = first; run < stop; run++) {
            long sum = block.sum(start, end[run]);
            int v = voxel[run];
            a[v] += (long) PlaceBlock.sumY(sum) << 32 | PlaceBlock.sumX(sum);
            b[v] += (long) (end[run] - start) << 32 | PlaceBlock.sumZ(sum);
            start = end[run];
        }
    }

    /** Number of voxels; the highest number. */
    int size() {
        return size;
    }

    int cell(int voxel) {
        return cell[voxel];
    }

    int within(int voxel) {
        return within[voxel];
    }

    int count(int voxel) {
        return (int) (zn[voxel] >>> 32);
    }

    long x(int voxel) {
        return xy[voxel] & LOW;
    }

    long y(int voxel) {
        return xy[voxel] >>> 32;
    }

    long z(int voxel) {
        return zn[voxel] & LOW;
    }
}
