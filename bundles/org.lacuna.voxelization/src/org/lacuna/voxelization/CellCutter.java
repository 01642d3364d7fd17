package org.lacuna.voxelization;

/** Cuts the initial cells of one chunk of points into sub-voxels. Used once, by one thread. */
final class CellCutter {
    private final InitialCells cells;
    private final CellRuns cellRuns;

    /** For each of the chunk's cells its cuts, the key of its first sub-voxel, and its number. */
    private final int[] cuts;

    private final int[] first;
    private final int[] itself;
    private final CellTable voxels;
    private final CellSums sums;

    /** Which voxel each point lies in, numbered from 1 on as the points meet them. */
    final CellRuns runs;

    /** For each point of a block. */
    private final int[] cellOf = new int[PlaceBlock.SIZE];

    private final int[] cutsOf = new int[PlaceBlock.SIZE];
    private final int[] firstOf = new int[PlaceBlock.SIZE];
    private final int[] key = new int[PlaceBlock.SIZE + 1];

    /**
     * @param allCuts for each cell of the whole
     * @param points of the chunk
     */
    CellCutter(InitialCells cells, int[] allCuts, int chunk, int points) {
        this.cells = cells;
        this.cellRuns = cells.runs[chunk];
        this.cuts = new int[cells.local[chunk].size() + 1];
        for (int c = 1; c < cuts.length; c++) {
            cuts[c] = allCuts[cells.global[chunk][c]];
        }
        long[] firstVoxels = firstVoxels(cuts);
        this.first = new int[cuts.length];
        this.itself = InitialCells.identity(cuts.length);
        // A chunk has 2^18 points at most, a cell 2^12 voxels: keys fit.
        for (int c = 1; c < first.length; c++) {
            first[c] = (int) firstVoxels[c];
        }
        this.voxels = new CellTable(firstVoxels[cuts.length], points);
        this.sums = new CellSums(points);
        this.runs = new CellRuns(points);
    }

    /**
     * Numbers all sub-voxels of all cells.
     *
     * @param cuts of each cell (0 left out)
     * @return for each cell the number of its first, from 1 on; one more for the end
     */
    static long[] firstVoxels(int[] cuts) {
        long[] first = new long[cuts.length + 1];
        long next = 1;
        for (int c = 1; c < cuts.length; c++) {
            first[c] = next;
            next += (long) cuts[c] * cuts[c] * cuts[c];
        }
        first[cuts.length] = next;
        return first;
    }

    /** Cuts the chunk's points {@code from .. to - 1} up. */
    CellSums cut(int from, int to) {
        PlaceBlock block = new PlaceBlock(cells.lattice);
        int number = 0;
        for (int at = from; at < to; at += PlaceBlock.SIZE) {
            int n = Math.min(PlaceBlock.SIZE, to - at);
            block.load(cells.points, at, n);
            spreadCells(number++, n);
            block.within(cutsOf, key);
            add(n, firstOf, key);
            int open = runs.openBlock();
            int stop = open + block.runsOf(key, runs.end(), open);
            number(runs.end(), runs.cell(), open, stop);
            block.addUp();
            sums.add(block, runs.end(), runs.cell(), open, stop);
            runs.closeBlock(stop);
        }
        return sums;
    }

    private void spreadCells(int block, int n) {
        cellRuns.spread(block, n, itself, cellOf);
        for (int i = 0; i < n; i++) {
            int c = cellOf[i];
            cutsOf[i] = cuts[c];
            firstOf[i] = first[c];
        }
    }

    private static void add(int n, int[] firstOf, int[] key) {
        for (int i = 0; i < n; i++) {
            key[i] += firstOf[i];
        }
    }

    /** Names the voxel of each run. */
    private void number(int[] end, int[] voxel, int open, int stop) {
        int start = 0;
        for (int run = open; run < stop; run++) {
            int v = key[start] == 0 ? 0 : voxels.number(key[start]);
            if (v > sums.size()) {
                sums.open(cellOf[start], key[start] - firstOf[start]);
            }
            voxel[run] = v;
            start = end[run];
        }
    }
}
