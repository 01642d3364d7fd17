package org.lacuna.memorybank;

import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * WCSS over a geometric grid of k (two points per octave), each point started from the centres of
 * the one before: the new centres are further k-means++ draws against the old ones, so the whole
 * grid costs one seeding, and a few iterations settle each point.
 *
 * <p>It runs on a seeded sample of the training vectors: the shape of the curve, not its height,
 * decides. The grid ends where fewer than {@link #PER_CLUSTER} sample vectors would share a
 * cluster, since WCSS then falls for want of data, not by better coverage.
 */
final class Elbow {
    private static final int SAMPLE = 16_384;
    private static final int PER_CLUSTER = 4;
    private static final int ITERATIONS = 3;

    private final BankParameters parameters;

    /**
     * @param curve WCSS per k
     * @param centres of the chosen k
     */
    record Result(ElbowCurve curve, float[] centres) {}

    Elbow(BankParameters parameters) {
        this.parameters = parameters;
    }

    /** Rows of the sample. */
    static int sampleRows(int count, BankParameters parameters) {
        return (int)
                Math.min(
                        count,
                        Math.max(SAMPLE, (long) PER_CLUSTER * parameters.mostEntries(count)));
    }

    Result search(RowSource rows, SeededRandom random, Progress progress, Workers workers) {
        int count = rows.count();
        int dim = rows.dim();
        int[] chosen = KMeans.sample(count, sampleRows(count, parameters), random.fork(0));
        float[] sample = KMeans.gather(rows, chosen, new CancelOnly(progress), workers);
        int n = chosen.length;
        int[] grid =
                grid(
                        parameters.minEntries(),
                        parameters.mostEntries(count),
                        Math.max(1, n / PER_CLUSTER));
        progress.begin(
                "Finding the number of clusters",
                (long) grid.length * (ITERATIONS + 1) * Workers.chunks(n, 1024));
        PackedVectors packed = new PackedVectors(sample, n, dim);
        Spread spread = new Spread(packed, workers);
        SeededRandom draws = random.fork(1);
        int[] k = new int[grid.length];
        double[] wcss = new double[grid.length];
        float[][] centres = new float[grid.length][];
        int points = 0;
        Clustering last = null;
        for (int target : grid) {
            float[] start =
                    last == null
                            ? new float[target * dim]
                            : Arrays.copyOf(last.centres(), target * dim);
            int from = last == null ? 0 : last.k();
            int seeded = KMeans.extend(start, from, packed, spread, draws, progress);
            if (seeded == from) {
                break;
            }
            last = new Lloyd(sample, n, dim, progress, workers).run(start, seeded, ITERATIONS, 0);
            spread.startFrom(last.squaredDistance());
            if (points > 0 && last.k() <= k[points - 1]) {
                break;
            }
            k[points] = last.k();
            wcss[points] = last.wcss();
            centres[points] = last.centres();
            points++;
        }
        ElbowCurve curve =
                ElbowCurve.withKnee(
                        ElbowCurve.Measure.WCSS,
                        Arrays.copyOf(k, points),
                        Arrays.copyOf(wcss, points));
        return new Result(curve, centres[curve.chosen()]);
    }

    /** Ascending, from min to max by factors of sqrt 2, nothing above the limit. */
    static int[] grid(int min, int max, int limit) {
        int low = Math.min(min, limit);
        int high = Math.min(max, limit);
        int steps = (int) Math.round(2 * Math.log((double) high / low) / Math.log(2));
        return IntStream.rangeClosed(0, steps)
                .map(
                        i ->
                                (int)
                                        Math.round(
                                                low
                                                        * Math.pow(
                                                                (double) high / low,
                                                                steps == 0
                                                                        ? 0
                                                                        : (double) i / steps)))
                .distinct()
                .toArray();
    }
}
