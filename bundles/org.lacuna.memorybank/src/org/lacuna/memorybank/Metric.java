package org.lacuna.memorybank;

/** How far two feature vectors are apart, after whitening and projection. */
public enum Metric {
    /** Euclidean distance, which is Mahalanobis distance of the raw features. */
    EUCLIDEAN,

    /**
     * Distance of directions: Euclidean (chord) distance {@code sqrt(2 - 2 cos)} of the vectors
     * scaled to length one, 0 to 2. It orders vectors as the cosine does, and is a metric, so that
     * k-means, spreads and eq. 19 of Xu et al. 2025 stay what they are. A vector of length 0 has no
     * direction and stays 0: at distance 1 from every direction, 0 from its like.
     */
    COSINE;

    /**
     * Scales rows to length one where the metric asks for it: length in double, result in float32.
     *
     * @param rows row-major {@code count * dim} finite values; changed
     */
    void normalise(float[] rows, int count, int dim) {
        if (this == EUCLIDEAN) {
            return;
        }
        for (int r = 0; r < count; r++) {
            double sum = 0;
            for (int k = 0; k < dim; k++) {
                double v = rows[r * dim + k];
                sum += v * v;
            }
            // The square of any float, and the sum of 2048 of the largest, are ordinary doubles.
            double length = Math.sqrt(sum);
            for (int k = 0; k < dim && length > 0; k++) {
                rows[r * dim + k] = (float) (rows[r * dim + k] / length);
            }
        }
    }
}
