package org.lacuna.headless.internal.bench;

import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.memorybank.Clustering;
import org.lacuna.memorybank.KMeans;
import org.lacuna.memorybank.KMeansParameters;

import java.util.List;

/**
 * k-means as a large bank needs it: a million vectors with the structure of patch features to 4,096
 * clusters, seeding included. One run, since it takes minutes.
 */
final class KMeansBenchmark {
    private static final int ROWS = 1_000_000;
    private static final int DIM = 256;
    private static final int CLUSTERS = 4096;
    private static final int PATCHES = 400;

    private KMeansBenchmark() {}

    /**
     * Measures {@code build-1m} in seconds, and what came out.
     *
     * @param heapBytes how large the heap may grow
     * @return empty when the rows and what k-means takes do not fit the heap
     */
    static List<Measurement> measure(long heapBytes, Progress progress, Workers workers) {
        long needed =
                (long) ROWS * DIM * Float.BYTES
                        + KMeans.memoryBytes(ROWS, DIM, CLUSTERS, workers.threads());
        return needed > heapBytes
                ? List.of()
                : measure("build-1m", ROWS, DIM, CLUSTERS, progress, workers);
    }

    static List<Measurement> measure(
            String name, int count, int dim, int k, Progress progress, Workers workers) {
        progress.begin("k-means: making " + count + " vectors", 0);
        PatchVectors vectors = new PatchVectors(count, dim, PATCHES, 1);
        float[] rows = new float[count * dim];
        workers.forEachChunk(
                count,
                1024,
                (chunk, from, to) -> {
                    progress.throwIfCancelled();
                    vectors.read(from, to - from, rows, from * dim);
                });
        progress.begin("k-means: " + count + " vectors to " + k + " clusters", 0);
        KMeans means = new KMeans(KMeansParameters.defaults(k, 1));
        long t = System.nanoTime();
        Clustering clustering = means.fit(rows, count, dim, progress, workers);
        double seconds = (System.nanoTime() - t) / 1e9;
        return List.of(
                Measurement.of(name, "s", seconds),
                Measurement.of(name + ".iterations", "", clustering.iterations()),
                Measurement.of(name + ".error", "", Math.sqrt(clustering.wcss() / count)));
    }
}
