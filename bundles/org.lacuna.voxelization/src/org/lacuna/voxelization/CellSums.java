package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * Numbers and sums of the points of one chunk in each of its voxels, numbered from 1 on; voxel 0 is
 * for entries without a point and counts nothing.
 */
final class CellSums {
    private static final long LOW = 0xffff_ffffL;

    /** A scan has more in voxels of the size of a few spacings. */
    private static final int POINTS_A_VOXEL = 8;

    /** Sum of the x fractions below, of the y fractions above. */
    private long[] xy;

    /** Sum of the z fractions below, number of points above. */
    private long[] zn;

    /** Cell of each voxel, and which of its sub-voxels it is. */
    private int[] cell;

    private int[] within;
    private int size;

    /**
     * @param points of the chunk
     */
    CellSums(int points) {
        int expected = 2 + points / POINTS_A_VOXEL;
        this.xy = new long[expected];
        this.zn = new long[expected];
        this.cell = new int[expected];
        this.within = new int[expected];
    }

    /** Voxels up to this number, each of them a cell of its own. */
    void openUpTo(int number) {
        while (size < number) {
            open(size + 1, 0);
        }
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
