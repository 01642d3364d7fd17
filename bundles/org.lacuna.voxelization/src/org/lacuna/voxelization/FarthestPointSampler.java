package org.lacuna.voxelization;

import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.Objects;

/**
 * Farthest point sampling, exact: begins with the first point and goes on picking the point that is
 * farthest from all picked ones, of equals the one with the lowest entry. Points come out in the
 * order of picking, so the first m of a longer sampling are the sampling of m.
 *
 * <p>Points dropped are represented by none. Where there are fewer points than asked for, all are
 * kept. Duplicates of picked points come last, by entry. On the calling thread; immutable and
 * thread-safe.
 *
 * @param count how many points to keep, at least 1
 * @param method how they are found; has no influence on which they are
 */
public record FarthestPointSampler(int count, Method method) implements CloudSampler {
    /** How the farthest point is found. */
    public enum Method {
        /** Every distance is computed: O(n * count), the reference. */
        PLAIN,
        /** Only where the new pick may be the nearest one: about O(n log n), see FarthestTree. */
        ACCELERATED
    }

    /** Loops of that length stay in the first-level cache. */
    private static final int BLOCK = 1024;

    public FarthestPointSampler {
        Picks.checkCount(count);
        Objects.requireNonNull(method, "method");
    }

    @Override
    public SampledCloud sample(Points points, Workers workers) {
        CompactCloud compact = CompactCloud.of(points);
        int n = Math.min(count, compact.size());
        int[] picks =
                switch (method) {
                    case PLAIN -> plain(compact, n);
                    case ACCELERATED -> new FarthestTree(compact).picks(n);
                };
        for (int k = 0; k < n; k++) {
            picks[k] = compact.pixel()[picks[k]];
        }
        return Picks.of(points, picks);
    }

    private static int[] plain(CompactCloud cloud, int count) {
        float[] x = cloud.x();
        float[] y = cloud.y();
        float[] z = cloud.z();
        // Squared distance to the nearest pick; below 0 for a pick, so that none comes twice.
        double[] squared = new double[cloud.size()];
        Arrays.fill(squared, Double.POSITIVE_INFINITY);
        int[] picks = new int[count];
        int pick = 0;
        for (int k = 0; k < count; k++) {
            picks[k] = pick;
            squared[pick] = FarthestTree.PICKED;
            int next = pick;
            double farthest = FarthestTree.PICKED;
            for (int from = 0; from < squared.length; from += BLOCK) {
                int to = Math.min(squared.length, from + BLOCK);
                lower(squared, x, y, z, from, to, x[pick], y[pick], z[pick]);
                double most = most(squared, from, to);
                if (most > farthest) {
                    farthest = most;
                    next = find(squared, from, most);
                }
            }
            pick = next;
        }
        return picks;
    }

    /**
     * Lowers the distances of points that the new pick is nearer to; the compiler makes vectors.
     */
    private static void lower(
            double[] squared,
            float[] x,
            float[] y,
            float[] z,
            int from,
            int to,
            double px,
            double py,
            double pz) {
        for (int i = from; i < to; i++) {
            double dx = x[i] - px;
            double dy = y[i] - py;
            double dz = z[i] - pz;
            squared[i] = Math.min(squared[i], dx * dx + dy * dy + dz * dz);
        }
    }

    private static double most(double[] squared, int from, int to) {
        double most = FarthestTree.PICKED;
        for (int i = from; i < to; i++) {
            most = Math.max(most, squared[i]);
        }
        return most;
    }

    private static int find(double[] squared, int from, double value) {
        int i = from;
        while (squared[i] != value) {
            i++;
        }
        return i;
    }
}
