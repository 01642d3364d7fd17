package org.lacuna.memorybank;

import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * k-means: k-means++ seeds (Arthur and Vassilvitskii 2007) and exact, bounded Lloyd iterations
 * ({@code Lloyd}).
 *
 * <p>O(k count dim) for an iteration at most, less once centres settle. Immutable and thread-safe;
 * the same rows and parameters give the same bits for any number of threads.
 */
public final class KMeans {
    private static final int PER_CLUSTER = 8;

    private final KMeansParameters parameters;

    public KMeans(KMeansParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Clusters the rows.
     *
     * @param rows row-major {@code count * dim} finite values
     * @param count at least 1; with fewer different rows than k there are fewer clusters
     * @param progress advanced by the way; cancellation is seen within some ten milliseconds
     * @throws IllegalArgumentException for sizes that do not fit or values that are not finite
     */
    public Clustering fit(float[] rows, int count, int dim, Progress progress, Workers workers) {
        Rows.check(rows, count, dim, 1);
        Rows.checkFinite(rows, count, dim);
        SeededRandom random = new SeededRandom(parameters.seed());
        int wanted =
                (int)
                        Math.max(
                                parameters.seedingVectors(),
                                Math.min((long) PER_CLUSTER * parameters.k(), count));
        int[] sample = sample(count, wanted, random.fork(0));
        PackedVectors packed = new PackedVectors(gather(rows, dim, sample), sample.length, dim);
        float[] seeds = new float[Math.min(parameters.k(), sample.length) * dim];
        int k = extend(seeds, 0, packed, new Spread(packed, workers), random.fork(1), progress);
        return new Lloyd(rows, count, dim, progress, workers)
                .run(seeds, k, parameters.maxIterations(), parameters.tolerance());
    }

    /**
     * Appends k-means++ seeds until the array is full or every vector is a centre.
     *
     * @param centres row-major, the first {@code k} are there already and {@code spread} knows them
     * @return number of centres now
     */
    static int extend(
            float[] centres,
            int k,
            PackedVectors vectors,
            Spread spread,
            SeededRandom random,
            Progress progress) {
        int dim = vectors.dim();
        int n = k;
        while (n * dim < centres.length) {
            progress.throwIfCancelled();
            int drawn = n == 0 ? random.nextInt(vectors.count()) : spread.draw(random);
            if (drawn < 0) {
                break;
            }
            System.arraycopy(vectors.rows(), drawn * dim, centres, n * dim, dim);
            spread.add(drawn);
            n++;
        }
        return n;
    }

    /**
     * Seeded sample without replacement, ascending; all when {@code wanted} is not below {@code
     * count}.
     */
    static int[] sample(int count, int wanted, SeededRandom random) {
        int[] all = new int[count];
        for (int i = 0; i < count; i++) {
            all[i] = i;
        }
        if (wanted >= count) {
            return all;
        }
        for (int i = 0; i < wanted; i++) {
            int j = i + random.nextInt(count - i);
            int t = all[i];
            all[i] = all[j];
            all[j] = t;
        }
        int[] chosen = Arrays.copyOf(all, wanted);
        Arrays.sort(chosen);
        return chosen;
    }

    static float[] gather(float[] rows, int dim, int[] indices) {
        float[] out = new float[indices.length * dim];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(rows, indices[i] * dim, out, i * dim, dim);
        }
        return out;
    }
}
