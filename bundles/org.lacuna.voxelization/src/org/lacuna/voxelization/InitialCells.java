package org.lacuna.voxelization;

import org.lacuna.core.Workers;

/**
 * Step one of {@link DynamicVoxelizer}: which cell of a {@link Lattice} each point lies in, and how
 * many lie in each. Immutable once made.
 *
 * <p>The points are handled in chunks, each with cells of its own, numbered from 1 on as its points
 * meet them; 0 is for entries without a point.
 */
final class InitialCells {
    /** Few enough that sums of fractions over a chunk fit in 32 bits ({@link Lattice}). */
    static final int CHUNK = 1 << 32 - Lattice.MOST_FRACTION_BITS;

    final Points points;
    final Lattice lattice;

    /** For each chunk the cells of its points, as numbered there. */
    final CellRuns[] runs;

    /** The cells of each chunk. */
    final CellTable[] local;

    /** For each chunk the sums of its cells' points; null where they were not asked for. */
    final CellSums[] sums;

    /** The same cells over all chunks, and for each chunk's cell its number there. */
    final CellTable all;

    final int[][] global;

    /** Cells to be cut. */
    static InitialCells of(Points points, double edgeMm, Workers workers) {
        return new InitialCells(points, edgeMm, false, workers);
    }

    /** Cells that are voxels themselves. */
    static InitialCells summed(Points points, double edgeMm, Workers workers) {
        return new InitialCells(points, edgeMm, true, workers);
    }

    private InitialCells(Points points, double edgeMm, boolean summed, Workers workers) {
        this.points = points;
        this.lattice = new Lattice(points, edgeMm);
        int chunks = Workers.chunks(points.size(), CHUNK);
        this.runs = new CellRuns[chunks];
        this.local = new CellTable[chunks];
        this.sums = summed ? new CellSums[chunks] : null;
        workers.forEachChunk(points.size(), CHUNK, this::assign);
        this.global = new int[chunks][];
        this.all = chunks == 1 ? local[0] : merge();
        if (chunks == 1) {
            global[0] = identity(all.size() + 1);
        }
    }

    /** 0, 1, 2 and so on. */
    static int[] identity(int n) {
        int[] result = new int[n];
        for (int i = 0; i < n; i++) {
            result[i] = i;
        }
        return result;
    }

    private CellTable merge() {
        CellTable merged = new CellTable(lattice.keys(), points.size());
        for (int k = 0; k < local.length; k++) {
            global[k] = new int[local[k].size() + 1];
            for (int c = 1; c < global[k].length; c++) {
                global[k][c] = merged.number(local[k].key(c));
                merged.raise(global[k][c], local[k].count(c));
            }
        }
        return merged;
    }

    private void assign(int chunk, int from, int to) {
        CellTable table = new CellTable(lattice.keys(), to - from);
        CellRuns found = new CellRuns(to - from);
        CellSums added = new CellSums(sums == null ? 0 : to - from);
        PlaceBlock block = new PlaceBlock(lattice);
        for (int at = from; at < to; at += PlaceBlock.SIZE) {
            block.load(points, at, Math.min(PlaceBlock.SIZE, to - at));
            int first = found.openBlock();
            int n = block.runsOfCells(found.end(), first);
            number(block, table, found.end(), found.cell(), first, n);
            if (sums != null) {
                added.openUpTo(table.size());
                block.addUp();
                added.add(block, found.end(), found.cell(), first, first + n);
            }
            found.closeBlock(first + n);
        }
        if (sums != null) {
            sums[chunk] = added;
        }
        local[chunk] = table;
        runs[chunk] = found;
    }

    private static void number(
            PlaceBlock block, CellTable table, int[] end, int[] cell, int first, int n) {
        int start = 0;
        for (int run = first; run < first + n; run++) {
            int c = 0;
            if (block.x[start] >= 0) {
                c = table.number(block.key(start));
                table.raise(c, end[run] - start);
            }
            cell[run] = c;
            start = end[run];
        }
    }

    /** Median number of points of the cells that have any; 0 where there is none. */
    int medianCount() {
        int most = 0;
        for (int c = 1; c <= all.size(); c++) {
            most = Math.max(most, all.count(c));
        }
        int[] cellsOfCount = new int[most + 1];
        for (int c = 1; c <= all.size(); c++) {
            cellsOfCount[all.count(c)]++;
        }
        int median = 0;
        int below = cellsOfCount[0];
        while (below <= all.size() / 2 && median < most) {
            below += cellsOfCount[++median];
        }
        return median;
    }
}
