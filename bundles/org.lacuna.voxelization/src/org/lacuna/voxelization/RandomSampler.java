package org.lacuna.voxelization;

import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

/**
 * Keeps points drawn at random without replacement: every subset of that many points is equally
 * likely. They come out in ascending order of their entries. The same points and seed give the same
 * bits for ever.
 *
 * <p>Points dropped are represented by none. O(n), on the calling thread; immutable and
 * thread-safe.
 */
public final class RandomSampler implements CloudSampler {
    /** How many to keep, or -1 where the share decides. */
    private final int count;

    private final double share;
    private final long seed;

    private RandomSampler(int count, double share, long seed) {
        this.count = count;
        this.share = share;
        this.seed = seed;
    }

    /**
     * Keeps a number of points; all where there are fewer.
     *
     * @param count at least 1
     */
    public static RandomSampler ofCount(int count, long seed) {
        Picks.checkCount(count);
        return new RandomSampler(count, 1, seed);
    }

    /**
     * Keeps a share of the points, to the nearest whole number, but at least one of any.
     *
     * @param share in (0, 1]
     */
    public static RandomSampler ofShare(double share, long seed) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + ", expected in (0, 1]");
        }
        return new RandomSampler(-1, share, seed);
    }

    @Override
    public SampledCloud sample(Points points, Workers workers) {
        int left = points.validCount();
        long asked = count < 0 ? Math.max(1, Math.round(share * left)) : count;
        int wanted = (int) Math.min(asked, left);
        int[] source = new int[wanted];
        int kept = 0;
        SeededRandom random = new SeededRandom(seed);
        // Selection sampling: a point is taken with the chance (still wanted) / (still left).
        for (int i = 0; kept < wanted; i++) {
            if (points.isValid(i) && random.nextInt(left--) < wanted - kept) {
                source[kept++] = i;
            }
        }
        return Picks.of(points, source);
    }
}
