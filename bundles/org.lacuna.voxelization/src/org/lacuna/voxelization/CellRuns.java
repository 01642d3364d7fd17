package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * Which cell each of a chunk of points lies in, written as runs: a scan stays in a cell for several
 * points, so runs are a fraction of the points and cost a fraction of the look-ups. A cloud in
 * random order has runs of one point. Runs never go over the border of a {@link PlaceBlock}.
 */
final class CellRuns {
    /** In voxels of the size of a few spacings a scan has more. */
    private static final int POINTS_A_RUN = 3;

    private int[] end;
    private int[] cell;
    private int size;

    /** Number of runs before each block, and after the last. */
    private final int[] before;

    private int blocks;

    /**
     * @param points of the chunk
     */
    CellRuns(int points) {
        int expected = points / POINTS_A_RUN + PlaceBlock.SIZE;
        this.end = new int[expected];
        this.cell = new int[expected];
        this.before = new int[Math.ceilDiv(points, PlaceBlock.SIZE) + 1];
    }

    /** Makes room for one more block's runs, and returns where the first of them goes. */
    int openBlock() {
        if (size + PlaceBlock.SIZE > end.length) {
            int more = Math.max(2 * end.length, size + PlaceBlock.SIZE);
            end = Arrays.copyOf(end, more);
            cell = Arrays.copyOf(cell, more);
        }
        return size;
    }

    /** Run by run: the place after its last point in the block, and its cell, 0 for none. */
    int[] end() {
        return end;
    }

    int[] cell() {
        return cell;
    }

    /** Takes the runs from {@link #openBlock} up to here. */
    void closeBlock(int runs) {
        size = runs;
        before[++blocks] = runs;
    }

    /** Number of the first run of a block. */
    int first(int block) {
        return before[block];
    }

    /**
     * Writes a number for each point.
     *
     * @param numbers by cell
     * @param from the chunk's first point
     * @param to the one after its last
     */
    void spread(int[] numbers, int from, int to, int[] numberOf) {
        int[] block = new int[PlaceBlock.SIZE];
        for (int k = 0; k < blocks; k++) {
            int at = from + k * PlaceBlock.SIZE;
            int n = Math.min(PlaceBlock.SIZE, to - at);
            spread(k, n, numbers, block);
            System.arraycopy(block, 0, numberOf, at, n);
        }
    }

    /**
     * Writes a number for each point of a block: the difference to the number before where a run
     * begins, then all of them added up. Runs are too short and too different for loops of their
     * own.
     *
     * @param n points of the block
     */
    void spread(int block, int n, int[] numbers, int[] result) {
        Arrays.fill(result, 0, n, 0);
        int start = 0;
        int before = 0;
        for (int run = first(block); run < first(block + 1); run++) {
            int number = numbers[cell[run]];
            result[start] = number - before;
            before = number;
            start = end[run];
        }
        int sum = 0;
        for (int i = 0; i < n; i++) {
            sum += result[i];
            result[i] = sum;
        }
    }
}
