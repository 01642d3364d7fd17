package org.lacuna.features.internal;

import org.lacuna.core.Workers;
import org.lacuna.voxelization.FarthestPointSampler;
import org.lacuna.voxelization.KdTree;
import org.lacuna.voxelization.Points;

import java.util.Arrays;

/**
 * A cloud in groups, as Point-MAE takes it (Pang et al. 2022, 3.1): centres by farthest point
 * sampling, around each the nearest points, the centre among them, sorted by distance. The frame is
 * that of its training: centroid at 0, the farthest point at 1; a group is shifted to its centre
 * but not scaled by itself, so size stays visible.
 *
 * <p>A cloud with fewer points than a group or than centres repeats them in order: a group's points
 * are pooled by their maximum, which repetition does not change. Repeated centres carry no new
 * place; {@link #centres} counts the real ones.
 *
 * <p>Deterministic for any number of workers. The arrays are owned by the object: nobody may write
 * to them.
 */
public final class PointGroups {
    private static final int GROUPS_A_CHUNK = 32;

    private final float[] neighbours;
    private final float[] places;
    private final int[] centre;

    private PointGroups(float[] neighbours, float[] places, int[] centre) {
        this.neighbours = neighbours;
        this.places = places;
        this.centre = centre;
    }

    /**
     * @param cloud at least one point, all entries valid
     * @param groups at least 1
     * @param groupSize points a group, at least 1
     */
    public static PointGroups of(Points cloud, int groups, int groupSize, Workers workers) {
        int n = cloud.size();
        if (n == 0 || cloud.validCount() != n) {
            throw new IllegalArgumentException(
                    "cloud: " + cloud.validCount() + " of " + n + " valid, expected all, and one");
        }
        int[] centre =
                new FarthestPointSampler(groups, FarthestPointSampler.Method.ACCELERATED)
                        .sample(cloud, workers)
                        .source();
        double[] frame = frame(cloud);
        float[] neighbours = new float[groups * groupSize * 3];
        float[] places = new float[groups * 3];
        KdTree tree = new KdTree(cloud);
        workers.forEachChunk(
                groups,
                GROUPS_A_CHUNK,
                (chunk, from, to) -> {
                    KdTree.TreeSearch search = tree.search();
                    int[] member = new int[groupSize];
                    for (int g = from; g < to; g++) {
                        int c = centre[g % centre.length];
                        members(search, c, member);
                        for (int k = 0; k < groupSize; k++) {
                            int at = (g * groupSize + k) * 3;
                            int p = member[k];
                            double scale = frame[3];
                            neighbours[at] =
                                    (float) (((double) cloud.x()[p] - cloud.x()[c]) * scale);
                            neighbours[at + 1] =
                                    (float) (((double) cloud.y()[p] - cloud.y()[c]) * scale);
                            neighbours[at + 2] =
                                    (float) (((double) cloud.z()[p] - cloud.z()[c]) * scale);
                        }
                        places[3 * g] = (float) ((cloud.x()[c] - frame[0]) * frame[3]);
                        places[3 * g + 1] = (float) ((cloud.y()[c] - frame[1]) * frame[3]);
                        places[3 * g + 2] = (float) ((cloud.z()[c] - frame[2]) * frame[3]);
                    }
                });
        return new PointGroups(neighbours, places, centre);
    }

    /** The centre and its nearest points; repeated from the beginning where there are too few. */
    private static void members(KdTree.TreeSearch search, int centre, int[] member) {
        member[0] = centre;
        int found = member.length == 1 ? 0 : search.nearest(centre, member.length - 1);
        for (int k = 1; k < member.length; k++) {
            member[k] = k <= found ? search.neighbour(k - 1) : member[k % (found + 1)];
        }
    }

    /** Centroid, and 1 / largest distance from it (1 where all points are one). */
    private static double[] frame(Points cloud) {
        double[] frame = new double[4];
        int n = cloud.size();
        for (int i = 0; i < n; i++) {
            frame[0] += cloud.x()[i];
            frame[1] += cloud.y()[i];
            frame[2] += cloud.z()[i];
        }
        for (int d = 0; d < 3; d++) {
            frame[d] /= n;
        }
        double farthest = 0;
        for (int i = 0; i < n; i++) {
            double dx = cloud.x()[i] - frame[0];
            double dy = cloud.y()[i] - frame[1];
            double dz = cloud.z()[i] - frame[2];
            farthest = Math.max(farthest, dx * dx + dy * dy + dz * dz);
        }
        frame[3] = farthest > 0 ? 1 / Math.sqrt(farthest) : 1;
        return frame;
    }

    /** {@code groups * groupSize * 3} coordinates relative to the centres. */
    public float[] neighbours() {
        return neighbours;
    }

    /** {@code groups * 3} coordinates of the centres. */
    public float[] places() {
        return places;
    }

    /** Entries of the real centres in the cloud, in the order of the groups. */
    public int[] centres() {
        return Arrays.copyOf(centre, centre.length);
    }
}
