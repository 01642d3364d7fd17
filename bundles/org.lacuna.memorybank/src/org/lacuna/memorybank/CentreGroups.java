package org.lacuna.memorybank;

import org.lacuna.core.Progress;
import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * Centres in groups of near ones, each group laid out for the blocked kernel, so that a vector is
 * compared with a whole group or not at all (Ding et al. 2015, Yinyang k-means). Which centre is in
 * which group stays; {@link #moveTo} follows the centres.
 *
 * <p>Thread-safe for reading.
 */
final class CentreGroups {
    /** Groups smaller than this would waste the kernel's time on starting. */
    static final int CENTRES = 128;

    private static final int ITERATIONS = 4;

    private final int k;
    private final int dim;

    /** Centres of each group, ascending. */
    private final int[][] members;

    private final int[] groupOf;

    /** Place of each centre within its group. */
    private final int[] placeOf;

    private final PackedVectors[] packed;
    private final float[][] norms;
    private final double[] largestNorm;

    /** How far the fastest centre of each group has gone in all, rounded up. */
    private final double[] drift;

    private float[] centres;

    /**
     * @param centres row-major {@code k * dim}; kept
     * @param atMost number of groups, at least 1
     */
    CentreGroups(float[] centres, int k, int dim, int atMost, Progress progress, Workers workers) {
        this.k = k;
        this.dim = dim;
        this.centres = centres;
        int groups = Math.min(groupsFor(k), atMost);
        this.groupOf = groups == 1 ? new int[k] : group(centres, k, dim, groups, progress, workers);
        this.placeOf = new int[k];
        this.members = members(groupOf);
        this.packed = new PackedVectors[members.length];
        this.norms = new float[members.length][];
        this.largestNorm = new double[members.length];
        this.drift = new double[members.length];
        for (int[] group : members) {
            for (int i = 0; i < group.length; i++) {
                placeOf[group[i]] = i;
            }
        }
        pack(workers);
    }

    /** Groups that so many centres are worth. */
    static int groupsFor(int k) {
        return Math.max(1, (k + CENTRES - 1) / CENTRES);
    }

    private static int[] group(
            float[] centres, int k, int dim, int groups, Progress progress, Workers workers) {
        return new Lloyd(RowSource.of(centres, k, dim), 1, new CancelOnly(progress), workers)
                .run(Arrays.copyOf(centres, groups * dim), groups, ITERATIONS, 0)
                .assignment();
    }

    private static int[][] members(int[] groupOf) {
        int[] size = new int[Arrays.stream(groupOf).max().orElse(0) + 1];
        for (int g : groupOf) {
            size[g]++;
        }
        int[][] members = new int[size.length][];
        for (int g = 0; g < size.length; g++) {
            members[g] = new int[size[g]];
        }
        Arrays.fill(size, 0);
        for (int c = 0; c < groupOf.length; c++) {
            members[groupOf[c]][size[groupOf[c]]++] = c;
        }
        return members;
    }

    /**
     * Takes over moved centres.
     *
     * @param next row-major {@code k * dim}; kept
     */
    void moveTo(float[] next, Workers workers) {
        double[] fastest = new double[members.length];
        for (int c = 0; c < k; c++) {
            double sum = 0;
            for (int d = c * dim; d < (c + 1) * dim; d++) {
                double step = (double) next[d] - centres[d];
                sum += step * step;
            }
            fastest[groupOf[c]] = Math.max(fastest[groupOf[c]], sum);
        }
        for (int g = 0; g < drift.length; g++) {
            drift[g] = (drift[g] + Math.sqrt(fastest[g])) * Bounds.SAFE;
        }
        centres = next;
        pack(workers);
    }

    private void pack(Workers workers) {
        workers.forEachChunk(
                members.length,
                1,
                (g, from, to) -> {
                    int[] group = members[g];
                    float[] rows = KMeans.gather(centres, dim, group);
                    packed[g] = new PackedVectors(rows, group.length, dim);
                    norms[g] = new float[group.length];
                    double largest = 0;
                    for (int i = 0; i < group.length; i++) {
                        double sum = 0;
                        for (int d = i * dim; d < (i + 1) * dim; d++) {
                            sum += (double) rows[d] * rows[d];
                        }
                        norms[g][i] = (float) sum;
                        largest = Math.max(largest, sum);
                    }
                    largestNorm[g] = Math.sqrt(largest);
                });
    }

    int groups() {
        return members.length;
    }

    int largestGroup() {
        return Arrays.stream(members).mapToInt(m -> m.length).max().orElse(0);
    }

    int size(int group) {
        return members[group].length;
    }

    int groupOf(int centre) {
        return groupOf[centre];
    }

    int placeOf(int centre) {
        return placeOf[centre];
    }

    int member(int group, int place) {
        return members[group][place];
    }

    /** Squared lengths of a group's centres. */
    float[] norms(int group) {
        return norms[group];
    }

    /** Length of a group's longest centre. */
    double largestNorm(int group) {
        return largestNorm[group];
    }

    /** About the largest distance to be met: some lengths of the longest centre. */
    double scale() {
        return 4 * Arrays.stream(largestNorm).max().orElse(0);
    }

    double drift(int group) {
        return drift[group];
    }

    /**
     * Dot products of n vectors with every centre of a group: {@code out[vector * size + place]}.
     */
    void products(float[] vectors, int n, int group, float[] out) {
        packed[group].products(vectors, n, out, Workers.sequential());
    }

    /** Squared distance of a row to a centre, see {@link NormedRows#squared}. */
    double exact(float[] rows, int at, int centre) {
        return NormedRows.squared(rows, at, centres, centre * dim, dim);
    }
}
