package org.lacuna.headless.internal.bench;

import org.lacuna.core.SeededRandom;
import org.lacuna.memorybank.RowSource;

/**
 * Seeded vectors with the structure of patch features: a few hundred smooth, curved patches of 4 to
 * 8 dimensions, some seen often and most rarely, whose extents fall from one dimension to the next,
 * and noise in every channel (about a fifth of the variance within a patch). Each vector is made
 * from its number alone, so any range can be had without those before it. Immutable and
 * thread-safe.
 */
final class PatchVectors implements RowSource {
    private static final int LEAST_LATENT = 4;
    private static final int MOST_LATENT = 8;
    private static final double CENTRE = 0.7;
    private static final double EXTENT = 0.6;
    private static final double CURVATURE = 0.2;
    private static final double NOISE = 0.25;

    /** Noise comes from a table, since a normal number costs more than the rest of a value. */
    private static final int TABLE = 1 << 16;

    private final int count;
    private final int dim;
    private final SeededRandom rows;
    private final float[][] centres;

    /** Per patch, for each latent dimension a direction and a curvature. */
    private final float[][][] bases;

    private final double[] cumulated;
    private final float[] noise;

    /**
     * @param patches number of patches, at least 1
     */
    PatchVectors(int count, int dim, int patches, long seed) {
        this.count = count;
        this.dim = dim;
        SeededRandom random = new SeededRandom(seed);
        this.rows = random.fork(1);
        this.centres = new float[patches][];
        this.bases = new float[patches][][];
        this.cumulated = new double[patches];
        double total = 0;
        for (int p = 0; p < patches; p++) {
            total += 1.0 / (p + 20);
            cumulated[p] = total;
            centres[p] = gaussian(dim, CENTRE, random);
            int latent = LEAST_LATENT + random.nextInt(MOST_LATENT - LEAST_LATENT + 1);
            bases[p] = new float[2 * latent][];
            for (int l = 0; l < latent; l++) {
                double extent = EXTENT / Math.sqrt(1 + l);
                bases[p][2 * l] = gaussian(dim, extent, random);
                bases[p][2 * l + 1] = gaussian(dim, CURVATURE * extent, random);
            }
        }
        this.noise = gaussian(TABLE + dim, NOISE, random);
    }

    private static float[] gaussian(int n, double sigma, SeededRandom random) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (sigma * random.nextGaussian());
        }
        return values;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int dim() {
        return dim;
    }

    @Override
    public void read(int first, int n, float[] out, int at) {
        for (int i = 0; i < n; i++) {
            make(rows.fork(first + i), out, at + i * dim);
        }
    }

    private void make(SeededRandom random, float[] out, int at) {
        double target = random.nextDouble() * cumulated[cumulated.length - 1];
        int p = 0;
        while (p < cumulated.length - 1 && cumulated[p] < target) {
            p++;
        }
        int shift = random.nextInt(TABLE);
        for (int d = 0; d < dim; d++) {
            out[at + d] = centres[p][d] + noise[shift + d];
        }
        for (int l = 0; l < bases[p].length; l += 2) {
            float z = (float) random.uniform(-1, 1);
            // Its mean taken off, so that curvature does not move the patch.
            float bend = z * z - 1f / 3;
            float[] direction = bases[p][l];
            float[] curve = bases[p][l + 1];
            for (int d = 0; d < dim; d++) {
                out[at + d] += z * direction[d] + bend * curve[d];
            }
        }
    }
}
