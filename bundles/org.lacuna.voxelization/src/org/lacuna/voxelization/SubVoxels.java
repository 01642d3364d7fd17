package org.lacuna.voxelization;

import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * Step two of {@link DynamicVoxelizer}: cuts every initial cell into sub-voxels and sums up the
 * points of each. Voxels are numbered in the order in which the points meet them. All sums are of
 * integers, so neither chunks nor threads show in the result. Used once: {@link EdgePoints} goes on
 * with {@link #voxelOf}.
 */
final class SubVoxels {
    private final InitialCells cells;

    /** Number of voxels. */
    final int size;

    /** For each entry its voxel, -1 where there is no point. */
    final int[] voxelOf;

    /** For each voxel: number of points, key of its cell, sums of the fractions. */
    final int[] count;

    private final long[] key;
    private final long[] sumX;
    private final long[] sumY;
    private final long[] sumZ;

    /**
     * @param cuts for each cell (0 left out) into how many sub-voxels its edge is cut
     */
    SubVoxels(InitialCells cells, int[] cuts, Workers workers) {
        this.cells = cells;
        this.voxelOf = new int[cells.cellOf.length];
        Part[] parts = new Part[cells.local.length];
        workers.forEachChunk(
                voxelOf.length,
                InitialCells.CHUNK,
                (chunk, from, to) -> {
                    parts[chunk] = new Part(cells, cuts, chunk);
                    parts[chunk].cut(from, to, voxelOf);
                });
        int[][] numbers = numbers(parts, cuts);
        int most = -1;
        for (int[] part : numbers) {
            for (int v = 1; v < part.length; v++) {
                most = Math.max(most, part[v]);
            }
        }
        this.size = most + 1;
        this.count = new int[size];
        this.key = new long[size];
        this.sumX = new long[size];
        this.sumY = new long[size];
        this.sumZ = new long[size];
        for (int k = 0; k < parts.length; k++) {
            add(parts[k], numbers[k], k);
        }
        if (parts.length > 1) {
            workers.forEachChunk(
                    voxelOf.length,
                    InitialCells.CHUNK,
                    (chunk, from, to) -> {
                        for (int i = from; i < to; i++) {
                            voxelOf[i] = numbers[chunk][voxelOf[i] + 1];
                        }
                    });
        }
    }

    /** For each part's voxels, after one for 'no point', their numbers in the whole. */
    private int[][] numbers(Part[] parts, int[] cuts) {
        int[][] numbers = new int[parts.length][];
        if (parts.length == 1) {
            numbers[0] = new int[parts[0].size];
            Arrays.setAll(numbers[0], v -> v - 1);
            return numbers;
        }
        int[] base = bases(cuts);
        int[] numberAt = new int[base[base.length - 1]];
        int next = 0;
        for (int k = 0; k < parts.length; k++) {
            numbers[k] = new int[parts[k].size];
            numbers[k][0] = -1;
            for (int v = 1; v < parts[k].size; v++) {
                int cell = parts[k].cell[v];
                int slot = base[cells.global[k][cell]] + parts[k].slot[v] - parts[k].base[cell];
                if (numberAt[slot] == 0) {
                    numberAt[slot] = ++next;
                }
                numbers[k][v] = numberAt[slot] - 1;
            }
        }
        return numbers;
    }

    /** Where the sub-voxels of each cell begin; one more for the end. Slot 0 is for no point. */
    private static int[] bases(int[] cuts) {
        int[] base = new int[cuts.length + 1];
        int slots = 1;
        for (int c = 1; c < cuts.length; c++) {
            base[c] = slots;
            slots = Math.addExact(slots, cuts[c] * cuts[c] * cuts[c]);
        }
        base[cuts.length] = slots;
        return base;
    }

    private void add(Part part, int[] numbers, int chunk) {
        for (int v = 1; v < part.size; v++) {
            int to = numbers[v];
            count[to] += (int) (part.sumZ[v] >>> 32);
            sumX[to] += part.sumXy[v] & 0xffff_ffffL;
            sumY[to] += part.sumXy[v] >>> 32;
            sumZ[to] += part.sumZ[v] & 0xffff_ffffL;
            key[to] = cells.local[chunk].key(part.cell[v]);
        }
    }

    /** The centroids. */
    Points centroids() {
        float[] x = new float[size];
        float[] y = new float[size];
        float[] z = new float[size];
        for (int v = 0; v < size; v++) {
            double s = 1.0 / count[v];
            x[v] = (float) cells.lattice.x(key[v], s * sumX[v]);
            y[v] = (float) cells.lattice.y(key[v], s * sumY[v]);
            z[v] = (float) cells.lattice.z(key[v], s * sumZ[v]);
        }
        return new Points(x, y, z);
    }

    /** What one chunk of the points gives. Voxel 0 stands for entries without a point. */
    private static final class Part {
        private final InitialCells cells;

        /** Cuts of the chunk's cells and where their slots begin. */
        private final int[] cuts;

        final int[] base;

        /** Voxel at each slot, plus 1. */
        private final int[] voxelAt;

        int size = 1;

        /** For each voxel its slot, its cell among the chunk's, and sums, two in one. */
        int[] slot = new int[1024];

        int[] cell = new int[1024];

        /** Sum of the x fractions below, of the y fractions above. */
        long[] sumXy = new long[1024];

        /** Sum of the z fractions below, number of points above. */
        long[] sumZ = new long[1024];

        Part(InitialCells cells, int[] allCuts, int chunk) {
            this.cells = cells;
            this.cuts = new int[cells.local[chunk].size()];
            for (int c = 1; c < cuts.length; c++) {
                cuts[c] = allCuts[cells.global[chunk][c]];
            }
            this.base = bases(cuts);
            this.voxelAt = new int[base[cuts.length]];
            voxelAt[0] = 1;
        }

        void cut(int from, int to, int[] voxelOf) {
            Lattice lattice = cells.lattice;
            int mask = lattice.fractionMask();
            int bits = lattice.fractionBits;
            int[] x = new int[Lattice.BLOCK];
            int[] y = new int[Lattice.BLOCK];
            int[] z = new int[Lattice.BLOCK];
            int[] k = new int[Lattice.BLOCK];
            int[] first = new int[Lattice.BLOCK];
            int[] slots = new int[Lattice.BLOCK];
            long[] xy = new long[Lattice.BLOCK];
            long[] z1 = new long[Lattice.BLOCK];
            for (int at = from; at < to; at += Lattice.BLOCK) {
                int n = Math.min(Lattice.BLOCK, to - at);
                lattice.places(cells.points, at, n, x, y, z);
                gather(n, at, cells.cellOf, cuts, k);
                gather(n, at, cells.cellOf, base, first);
                layer(n, z, mask, bits, k, slots);
                within(n, y, mask, bits, k, slots);
                within(n, x, mask, bits, k, slots);
                add(n, first, slots);
                join(n, x, y, mask, xy);
                joinOne(n, z, mask, z1);
                number(n, at, slots, voxelOf);
                sum(n, at, voxelOf, xy, z1);
            }
        }

        private static void gather(int n, int at, int[] cellOf, int[] table, int[] result) {
            for (int i = 0; i < n; i++) {
                result[i] = table[cellOf[at + i]];
            }
        }

        private static void layer(int n, int[] place, int mask, int bits, int[] k, int[] slot) {
            for (int i = 0; i < n; i++) {
                slot[i] = (place[i] & mask) * k[i] >> bits;
            }
        }

        private static void within(int n, int[] place, int mask, int bits, int[] k, int[] slot) {
            for (int i = 0; i < n; i++) {
                slot[i] = slot[i] * k[i] + ((place[i] & mask) * k[i] >> bits);
            }
        }

        private static void add(int n, int[] first, int[] slot) {
            for (int i = 0; i < n; i++) {
                slot[i] += first[i];
            }
        }

        private static void join(int n, int[] low, int[] high, int mask, long[] result) {
            for (int i = 0; i < n; i++) {
                result[i] = (long) (high[i] & mask) << 32 | low[i] & mask;
            }
        }

        private static void joinOne(int n, int[] low, int mask, long[] result) {
            for (int i = 0; i < n; i++) {
                result[i] = 1L << 32 | low[i] & mask;
            }
        }

        private void number(int n, int at, int[] slots, int[] voxelOf) {
            reserve(n);
            for (int i = 0; i < n; i++) {
                int v = voxelAt[slots[i]];
                if (v == 0) {
                    slot[size] = slots[i];
                    cell[size] = cells.cellOf[at + i];
                    v = ++size;
                    voxelAt[slots[i]] = v;
                }
                voxelOf[at + i] = v - 2;
            }
        }

        private void reserve(int more) {
            if (size + more > slot.length) {
                int n = Math.max(size + more, 2 * slot.length);
                slot = Arrays.copyOf(slot, n);
                cell = Arrays.copyOf(cell, n);
                sumXy = Arrays.copyOf(sumXy, n);
                sumZ = Arrays.copyOf(sumZ, n);
            }
        }

        private void sum(int n, int at, int[] voxelOf, long[] xy, long[] z1) {
            long[] a = sumXy;
            long[] b = sumZ;
            for (int i = 0; i < n; i++) {
                int v = voxelOf[at + i] + 1;
                a[v] += xy[i];
                b[v] += z1[i];
            }
        }
    }
}
