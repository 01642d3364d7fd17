package org.lacuna.voxelization;

import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * Improved inverse distance weighting (Xu et al. 2025, eq. 11-12): carries features from the
 * reduced cloud back to the scan, and pools them.
 *
 * <pre>f(p) = sum over q of w(p, q) f(q) / sum over q of w(p, q)
 * w(p, q) = exp(-|p - q|^2 / sigma_d^2 - |n_p - n_q|^2 / sigma_n^2)</pre>
 *
 * over the samples q within a radius of p, or the nearest one where there is none. The normals'
 * term keeps what belongs to one side of an edge on that side.
 *
 * <p>The result is asked for groups of places, such as the pixels of a patch: the mean of f(p) over
 * the group. That mean is linear in the samples' features, so the kernel first sums the weights
 * that each sample has in the whole group and touches its feature vector once: the same numbers as
 * interpolating every pixel and averaging afterwards, at a cost that does not grow with pixels
 * times channels. One group for each place gives plain interpolation.
 *
 * <p>O(places * samples in the radius + groups * samples near a group * channels). Sums in double.
 * Deterministic for any number of workers; thread-safe.
 */
public final class InverseDistanceWeighting {
    private static final int GROUPS_A_CHUNK = 28;

    private final double sigmaDistanceMm;
    private final double sigmaNormal;
    private final double radiusMm;

    /**
     * @param sigmaDistanceMm sigma_d, above 0
     * @param sigmaNormal sigma_n, above 0; normals are unit vectors, so their difference is at most
     *     2
     * @param radiusMm how far samples count, above 0; beyond 2.5 sigma_d they weigh under 0.2 %
     */
    public InverseDistanceWeighting(double sigmaDistanceMm, double sigmaNormal, double radiusMm) {
        check("sigmaDistanceMm", sigmaDistanceMm);
        check("sigmaNormal", sigmaNormal);
        check("radiusMm", radiusMm);
        this.sigmaDistanceMm = sigmaDistanceMm;
        this.sigmaNormal = sigmaNormal;
        this.radiusMm = radiusMm;
    }

    private static void check(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    name + ": " + value + ", expected finite and above 0");
        }
    }

    /**
     * @param features {@code samples.size() * channels} values, sample by sample
     * @param places where to interpolate
     * @param group for each place its group, 0..groups-1; -1 leaves the place out
     * @return {@code groups * channels} values: the mean over the places of each group; zeros for a
     *     group without places, or without samples at all
     */
    public float[] interpolate(
            SurfacePoints samples,
            float[] features,
            int channels,
            SurfacePoints places,
            int[] group,
            int groups,
            Workers workers) {
        if (features.length != (long) samples.size() * channels || group.length != places.size()) {
            throw new IllegalArgumentException(
                    "features: "
                            + features.length
                            + ", group: "
                            + group.length
                            + ", expected "
                            + (long) samples.size() * channels
                            + " and "
                            + places.size());
        }
        float[] result = new float[groups * channels];
        if (samples.size() == 0) {
            return result;
        }
        int[] start = new int[groups + 1];
        int[] members = members(group, start);
        VoxelNeighbourhoods near =
                new VoxelNeighbourhoods(samples.x(), samples.y(), samples.z(), radiusMm);
        workers.forEachChunk(
                groups,
                GROUPS_A_CHUNK,
                (chunk, from, to) -> {
                    Accumulator sum = new Accumulator(samples, near.search(), channels);
                    for (int g = from; g < to; g++) {
                        for (int k = start[g]; k < start[g + 1]; k++) {
                            sum.add(places, members[k]);
                        }
                        sum.drain(features, start[g + 1] - start[g], result, g * channels);
                    }
                });
        return result;
    }

    /** Places sorted by group, in their order inside a group; fills the groups' starts. */
    private static int[] members(int[] group, int[] start) {
        for (int g : group) {
            if (g < -1 || g >= start.length - 1) {
                throw new IllegalArgumentException(
                        "group: " + g + ", expected -1.." + (start.length - 2));
            }
            if (g >= 0) {
                start[g + 1]++;
            }
        }
        for (int g = 1; g < start.length; g++) {
            start[g] += start[g - 1];
        }
        int[] next = start.clone();
        int[] members = new int[start[start.length - 1]];
        for (int k = 0; k < group.length; k++) {
            if (group[k] >= 0) {
                members[next[group[k]]++] = k;
            }
        }
        return members;
    }

    /** Weights of the samples in one group of places. */
    private final class Accumulator {
        private final SurfacePoints samples;
        private final VoxelNeighbourhoods.VoxelSearch search;
        private final double[] weight;
        private final int[] touched;
        private int touchedCount;
        private double[] w = new double[64];
        private final double[] sum;

        Accumulator(SurfacePoints samples, VoxelNeighbourhoods.VoxelSearch search, int channels) {
            this.samples = samples;
            this.search = search;
            this.weight = new double[samples.size()];
            this.touched = new int[samples.size()];
            this.sum = new double[channels];
        }

        void add(SurfacePoints places, int p) {
            int n = search.within(places.x()[p], places.y()[p], places.z()[p], radiusMm);
            if (w.length < n) {
                w = new double[2 * n];
            }
            double total = 0;
            for (int k = 0; k < n; k++) {
                int q = search.neighbour(k);
                double nx = (double) places.nx()[p] - samples.nx()[q];
                double ny = (double) places.ny()[p] - samples.ny()[q];
                double nz = (double) places.nz()[p] - samples.nz()[q];
                w[k] =
                        Math.exp(
                                -search.squaredDistance(k) / (sigmaDistanceMm * sigmaDistanceMm)
                                        - (nx * nx + ny * ny + nz * nz)
                                                / (sigmaNormal * sigmaNormal));
                total += w[k];
            }
            if (total > 0) {
                for (int k = 0; k < n; k++) {
                    give(search.neighbour(k), w[k] / total);
                }
            } else {
                // No sample in the radius, or all so far off that their weights vanish.
                give(search.nearest(places.x()[p], places.y()[p], places.z()[p]), 1);
            }
        }

        private void give(int sample, double share) {
            if (weight[sample] == 0 && share > 0) {
                touched[touchedCount++] = sample;
            }
            weight[sample] += share;
        }

        /** Writes the mean and forgets the group. */
        void drain(float[] features, int places, float[] result, int at) {
            int channels = sum.length;
            Arrays.fill(sum, 0);
            for (int t = 0; t < touchedCount; t++) {
                int q = touched[t];
                double share = weight[q];
                weight[q] = 0;
                for (int c = 0; c < channels; c++) {
                    sum[c] += share * features[q * channels + c];
                }
            }
            touchedCount = 0;
            if (places > 0) {
                for (int c = 0; c < channels; c++) {
                    result[at + c] = (float) (sum[c] / places);
                }
            }
        }
    }
}
