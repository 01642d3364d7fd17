package org.lacuna.memorybank;

import java.util.Arrays;

/**
 * A partition of vectors into clusters.
 *
 * <p>The arrays are owned by the clustering once handed over: nobody may write to them.
 *
 * @param k number of clusters, none of them empty; fewer than asked for when there are fewer
 *     different vectors
 * @param dim length of a vector
 * @param centres row-major {@code k * dim}
 * @param assignment cluster of each vector: the nearest centre, the lowest of equally near ones
 * @param squaredDistance of each vector to its centre
 * @param wcss sum of the squared distances
 * @param iterations Lloyd iterations, or batches, that were done
 */
public record Clustering(
        int k,
        int dim,
        float[] centres,
        int[] assignment,
        double[] squaredDistance,
        double wcss,
        int iterations) {

    /**
     * The sample nearest to each centre, among the samples of its cluster (Xu et al. 2025, eq. 19);
     * the lowest index of equally near ones.
     *
     * @return index of a vector for each cluster, all different
     */
    public int[] representatives() {
        int[] nearest = new int[k];
        Arrays.fill(nearest, -1);
        for (int i = 0; i < assignment.length; i++) {
            int c = assignment[i];
            if (nearest[c] < 0 || squaredDistance[i] < squaredDistance[nearest[c]]) {
                nearest[c] = i;
            }
        }
        return nearest;
    }

    /** Number of vectors in each cluster. */
    public int[] sizes() {
        int[] sizes = new int[k];
        for (int c : assignment) {
            sizes[c]++;
        }
        return sizes;
    }
}
