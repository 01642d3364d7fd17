package org.lacuna.voxelization;

/**
 * A few hundred points' places in a {@link Lattice}, small enough to stay in the fastest cache, and
 * the kernels on them: short loops, which HotSpot turns into vector instructions. Scratch memory of
 * one thread.
 */
final class PlaceBlock {
    /** Most points of a block. */
    static final int SIZE = 512;

    /** Longest run: as many fractions, of 14 bits at most, add up to less than 21 bits. */
    private static final int LONGEST_RUN = 128;

    private static final int SUM_BITS = 21;
    private static final int SUM_MASK = (1 << SUM_BITS) - 1;

    /** Places along the axes; -1 in x, anything in y and z, where there is no point. */
    final int[] x = new int[SIZE + 1];

    final int[] y = new int[SIZE + 1];
    final int[] z = new int[SIZE + 1];

    /** Points in the block. */
    int size;

    private final Lattice lattice;

    /** 1 where a run ends, else 0. */
    private final int[] last = new int[SIZE];

    /** Fractions along the three axes in one number, and for each point the sum of all before. */
    private final long[] packed = new long[SIZE];

    private final long[] sums = new long[SIZE + 1];

    PlaceBlock(Lattice lattice) {
        this.lattice = lattice;
    }

    /** Takes points {@code from .. from + n - 1}. */
    void load(Points points, int from, int n) {
        size = n;
        placeOrNone(points.x(), from, n, lattice.minX, lattice.scale, x);
        place(points.y(), from, n, lattice.minY, lattice.scale, y);
        place(points.z(), from, n, lattice.minZ, lattice.scale, z);
    }

    /** Key of the cell of a point. */
    long key(int point) {
        return lattice.key(x[point], y[point], z[point]);
    }

    /**
     * Where runs of points in one cell end.
     *
     * @param end gets the place after each run's last point, and is written to one place further
     * @param at where the first goes
     * @return number of runs
     */
    int runsOfCells(int[] end, int at) {
        changes(size, x, y, z, lattice.fractionBits, last);
        return runs(end, at);
    }

    /** As {@link #runsOfCells}, for equal numbers. */
    int runsOf(int[] numbers, int[] end, int at) {
        changes(size, numbers, last);
        return runs(end, at);
    }

    private int runs(int[] end, int at) {
        for (int i = LONGEST_RUN - 1; i < size; i += LONGEST_RUN) {
            last[i] = 1;
        }
        last[size - 1] = 1;
        return collect(size, last, end, at);
    }

    /** Without a branch, which could not be predicted. */
    private static int collect(int n, int[] last, int[] end, int at) {
        int runs = at;
        for (int i = 0; i < n; i++) {
            end[runs] = i + 1;
            runs += last[i];
        }
        return runs - at;
    }

    /** Gets {@link #sum} ready. */
    void addUp() {
        pack(size, x, y, z, lattice.fractionMask(), packed);
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += packed[i];
            sums[i + 1] = sum;
        }
    }

    /**
     * Sums of the fractions of a run of points, along the three axes in one number. The sums since
     * the block's beginning may have overflown; their difference has not.
     */
    long sum(int from, int to) {
        return sums[to] - sums[from];
    }

    static int sumX(long sum) {
        return (int) sum & SUM_MASK;
    }

    static int sumY(long sum) {
        return (int) (sum >>> SUM_BITS) & SUM_MASK;
    }

    static int sumZ(long sum) {
        return (int) (sum >>> 2 * SUM_BITS);
    }

    /**
     * For each point which of its cell's sub-voxels it lies in.
     *
     * @param cuts for each point into how many its cell's edge is cut
     * @param result gets {@code (z * cuts + y) * cuts + x}
     */
    void within(int[] cuts, int[] result) {
        int mask = lattice.fractionMask();
        int bits = lattice.fractionBits;
        layer(size, z, mask, bits, cuts, result);
        within(size, y, mask, bits, cuts, result);
        within(size, x, mask, bits, cuts, result);
    }

    private static void layer(int n, int[] place, int mask, int bits, int[] cuts, int[] result) {
        for (int i = 0; i < n; i++) {
            result[i] = (place[i] & mask) * cuts[i] >> bits;
        }
    }

    private static void within(int n, int[] place, int mask, int bits, int[] cuts, int[] result) {
        for (int i = 0; i < n; i++) {
            result[i] = result[i] * cuts[i] + ((place[i] & mask) * cuts[i] >> bits);
        }
    }

    private static void place(float[] v, int from, int n, float min, float scale, int[] places) {
        for (int i = 0; i < n; i++) {
            places[i] = (int) ((v[from + i] - min) * scale);
        }
    }

    private static void placeOrNone(
            float[] v, int from, int n, float min, float scale, int[] places) {
        for (int i = 0; i < n; i++) {
            int none = (int) (v[from + i] * 0f + 1f) - 1; // NaN becomes 0, so this -1
            places[i] = (int) ((v[from + i] - min) * scale) | none;
        }
    }

    private static void changes(int n, int[] x, int[] y, int[] z, int bits, int[] result) {
        for (int i = 0; i < n; i++) {
            int change = (x[i] ^ x[i + 1]) | (y[i] ^ y[i + 1]) | (z[i] ^ z[i + 1]);
            result[i] = -(change >>> bits) >>> 31;
        }
    }

    private static void changes(int n, int[] numbers, int[] result) {
        for (int i = 0; i < n; i++) {
            int change = numbers[i] ^ numbers[i + 1];
            result[i] = (change | -change) >>> 31;
        }
    }

    private static void pack(int n, int[] x, int[] y, int[] z, int mask, long[] result) {
        for (int i = 0; i < n; i++) {
            result[i] =
                    (long) (z[i] & mask) << 2 * SUM_BITS
                            | (long) (y[i] & mask) << SUM_BITS
                            | (x[i] & mask);
        }
    }
}
