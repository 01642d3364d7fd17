package org.lacuna.voxelization;

import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * Step one of {@link DynamicVoxelizer}: which cell of a {@link Lattice} each point lies in, and how
 * many lie in each. Immutable once made.
 *
 * <p>The points are handled in chunks, each with cells of its own, numbered as its points meet
 * them; cell 0 is for entries without a point. Scans stay in a cell for several points, so most
 * points need no look-up.
 */
final class InitialCells {
    /** Few enough that sums of fractions over a chunk fit in 32 bits ({@link Lattice}). */
    static final int CHUNK = 1 << 32 - Lattice.MOST_FRACTION_BITS;

    final Points points;
    final Lattice lattice;

    /** For each entry its cell among those of its chunk. */
    final int[] cellOf;

    /** The cells of each chunk. */
    final CellTable[] local;

    /** The same cells over all chunks, and for each chunk's cell its number there. */
    final CellTable all;

    final int[][] global;

    InitialCells(Points points, double edgeMm, Workers workers) {
        this.points = points;
        this.lattice = new Lattice(points, edgeMm);
        this.cellOf = new int[points.size()];
        this.local = new CellTable[Workers.chunks(points.size(), CHUNK)];
        workers.forEachChunk(points.size(), CHUNK, this::assign);
        this.global = new int[local.length][];
        this.all = local.length == 1 ? local[0] : merge();
        if (local.length == 1) {
            global[0] = new int[all.size()];
            Arrays.setAll(global[0], c -> c);
        }
    }

    private CellTable merge() {
        CellTable merged = new CellTable();
        merged.number(-1);
        for (int k = 0; k < local.length; k++) {
            global[k] = new int[local[k].size()];
            for (int c = 0; c < global[k].length; c++) {
                global[k][c] = merged.number(local[k].key(c));
                merged.raise(global[k][c], local[k].count(c));
            }
        }
        return merged;
    }

    private void assign(int chunk, int from, int to) {
        CellTable table = new CellTable();
        table.number(-1);
        int[] x = new int[Lattice.BLOCK];
        int[] y = new int[Lattice.BLOCK];
        int[] z = new int[Lattice.BLOCK];
        int[] mask = new int[Lattice.BLOCK];
        long[] keys = new long[Lattice.BLOCK];
        for (int at = from; at < to; at += Lattice.BLOCK) {
            int n = Math.min(Lattice.BLOCK, to - at);
            lattice.places(points, at, n, x, y, z);
            lattice.keys(points, at, n, x, y, z, mask, keys);
            look(n, keys, table, at, cellOf);
        }
        local[chunk] = table;
    }

    private static void look(int n, long[] keys, CellTable table, int at, int[] cellOf) {
        int start = 0;
        int cell = 0;
        long last = -1;
        for (int i = 0; i < n; i++) {
            long key = keys[i];
            if (key != last) {
                table.raise(cell, i - start);
                start = i;
                last = key;
                cell = table.number(key);
            }
            cellOf[at + i] = cell;
        }
        table.raise(cell, n - start);
    }

    /** Median number of points of the cells that have any; 0 where there is none. */
    int medianCount() {
        int[] sorted = new int[all.size() - 1];
        Arrays.setAll(sorted, c -> all.count(c + 1));
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
