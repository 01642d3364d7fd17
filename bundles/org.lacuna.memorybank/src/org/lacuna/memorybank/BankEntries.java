package org.lacuna.memorybank;

/**
 * The entries of a bank. The arrays are owned by the record once handed over: nobody may write to
 * them.
 *
 * @param vectors row-major {@code count * dim}, whitened, projected, scaled as the metric asks
 * @param spread typical distance of normal vectors from each entry, above 0
 * @param weight number of normal vectors that each entry stands for
 * @param origins where each entry comes from
 */
record BankEntries(float[] vectors, float[] spread, long[] weight, Origins origins) {
    int count() {
        return spread.length;
    }

    /** Some of the entries, in the order given. */
    BankEntries select(int[] chosen) {
        int dim = vectors.length / spread.length;
        float[] newSpread = new float[chosen.length];
        long[] newWeight = new long[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            newSpread[i] = spread[chosen[i]];
            newWeight[i] = weight[chosen[i]];
        }
        return new BankEntries(
                KMeans.gather(vectors, dim, chosen), newSpread, newWeight, origins.select(chosen));
    }
}
