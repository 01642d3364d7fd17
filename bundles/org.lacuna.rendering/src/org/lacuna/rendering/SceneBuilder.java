package org.lacuna.rendering;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

/**
 * Prepares a scene: finds the valid points, draws the level of each, and writes them level by
 * level. Every pass is cut into chunks of fixed length, and prefix sums in chunk order say where a
 * chunk writes, so the result does not depend on threads. Used once.
 */
final class SceneBuilder {
    /** Of so many points that follow each other, one is in the coarsest level. */
    private static final int BLOCK = 1 << PointCloudScene.LEVELS - 1;

    private static final int PIXELS_A_CHUNK = 1 << 15;
    private static final int POINTS_A_CHUNK = 1024 * BLOCK;

    private final float[] x;
    private final float[] y;
    private final float[] z;
    private final SeededRandom random;
    private final Workers workers;
    private final Progress progress;

    SceneBuilder(float[] x, float[] y, float[] z, long seed, Workers workers, Progress progress) {
        this.x = x;
        this.y = y;
        this.z = z;
        this.random = new SeededRandom(seed);
        this.workers = workers;
        this.progress = progress;
    }

    /**
     * @param grid the scan that the arrays belong to; null if they have no grid
     */
    PointCloudScene build(OrganizedCloud grid) {
        progress.begin("preparing the point cloud", 0);
        int[] firstOfChunk = new int[Workers.chunks(x.length, PIXELS_A_CHUNK) + 1];
        Box bounds = countAndBound(firstOfChunk);
        int n = firstOfChunk[firstOfChunk.length - 1];
        int[] valid = validPixels(firstOfChunk, n);
        double spacing = PointSpread.spacingMm(x, y, z, valid, bounds, grid);
        byte[] levels = new byte[n];
        int[][] slots = drawLevels(levels);
        int[] levelEnd = levelEnds(slots, n);
        GridNormals normals = grid == null ? null : new GridNormals(grid, spacing);
        Vector3 centre = bounds.centre();
        float[] xyz = new float[3 * n];
        int[] pixel = new int[n];
        int[] packedNormal = grid == null ? null : new int[n];
        workers.forEachChunk(
                n,
                POINTS_A_CHUNK,
                (chunk, from, to) -> {
                    progress.throwIfCancelled();
                    int[] next = slots[chunk];
                    for (int k = from; k < to; k++) {
                        int slot = next[levels[k]]++;
                        int p = valid[k];
                        pixel[slot] = p;
                        xyz[3 * slot] = (float) (x[p] - centre.x());
                        xyz[3 * slot + 1] = (float) (y[p] - centre.y());
                        xyz[3 * slot + 2] = (float) (z[p] - centre.z());
                        if (normals != null) {
                            packedNormal[slot] = normals.packed(p);
                        }
                    }
                });
        int width = grid == null ? x.length : grid.width();
        int height = grid == null ? 0 : grid.height();
        return new PointCloudScene(
                width, height, levelEnd, bounds, spacing, xyz, pixel, packedNormal);
    }

    private boolean isValid(int p) {
        return Float.isFinite(x[p]) && Float.isFinite(y[p]) && Float.isFinite(z[p]);
    }

    /** Fills in how many valid points come before each chunk; the last entry is their number. */
    private Box countAndBound(int[] firstOfChunk) {
        int chunks = firstOfChunk.length - 1;
        int[] count = new int[chunks];
        float[][] bound = new float[chunks][];
        workers.forEachChunk(
                x.length,
                PIXELS_A_CHUNK,
                (chunk, from, to) -> {
                    progress.throwIfCancelled();
                    float[] b = emptyBound();
                    for (int p = from; p < to; p++) {
                        if (isValid(p)) {
                            count[chunk]++;
                            widen(b, 0, x[p], x[p]);
                            widen(b, 1, y[p], y[p]);
                            widen(b, 2, z[p], z[p]);
                        }
                    }
                    bound[chunk] = b;
                });
        float[] all = emptyBound();
        for (int c = 0; c < chunks; c++) {
            firstOfChunk[c + 1] = firstOfChunk[c] + count[c];
            for (int axis = 0; axis < 3; axis++) {
                widen(all, axis, bound[c][axis], bound[c][axis + 3]);
            }
        }
        return firstOfChunk[chunks] == 0
                ? new Box(Vector3.ZERO, Vector3.ZERO)
                : new Box(new Vector3(all[0], all[1], all[2]), new Vector3(all[3], all[4], all[5]));
    }

    private static float[] emptyBound() {
        float inf = Float.POSITIVE_INFINITY;
        return new float[] {inf, inf, inf, -inf, -inf, -inf};
    }

    private static void widen(float[] bound, int axis, float low, float high) {
        bound[axis] = Math.min(bound[axis], low);
        bound[axis + 3] = Math.max(bound[axis + 3], high);
    }

    private int[] validPixels(int[] firstOfChunk, int n) {
        int[] valid = new int[n];
        workers.forEachChunk(
                x.length,
                PIXELS_A_CHUNK,
                (chunk, from, to) -> {
                    progress.throwIfCancelled();
                    int k = firstOfChunk[chunk];
                    for (int p = from; p < to; p++) {
                        if (isValid(p)) {
                            valid[k++] = p;
                        }
                    }
                });
        return valid;
    }

    /** Draws the level of each point; returns how many of each chunk are in each level. */
    private int[][] drawLevels(byte[] levels) {
        int[][] counts =
                new int[Workers.chunks(levels.length, POINTS_A_CHUNK)][PointCloudScene.LEVELS];
        workers.forEachChunk(
                levels.length,
                POINTS_A_CHUNK,
                (chunk, from, to) -> {
                    progress.throwIfCancelled();
                    SeededRandom draw = random.fork(chunk);
                    int[] ranks = new int[BLOCK];
                    for (int block = from; block < to; block += BLOCK) {
                        int length = Math.min(BLOCK, to - block);
                        shuffle(ranks, length, draw);
                        for (int i = 0; i < length; i++) {
                            int level = levelOf(ranks[i]);
                            levels[block + i] = (byte) level;
                            counts[chunk][level]++;
                        }
                    }
                });
        return counts;
    }

    private static void shuffle(int[] ranks, int length, SeededRandom draw) {
        for (int i = 0; i < length; i++) {
            int j = (int) ((draw.nextLong() >>> 32) * (i + 1) >>> 32); // 2^-27 from uniform
            ranks[i] = ranks[j];
            ranks[j] = i;
        }
    }

    /** Ranks 0, 1, 2 to 3, 4 to 7, 8 to 15 and 16 to 31: half of a short block, too, is last. */
    private static int levelOf(int rank) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(rank);
    }

    /** Turns counts into the first slot of each chunk in each level; returns the levels' ends. */
    private static int[] levelEnds(int[][] counts, int n) {
        int[] ends = new int[PointCloudScene.LEVELS];
        int slot = 0;
        for (int level = 0; level < PointCloudScene.LEVELS; level++) {
            for (int[] chunk : counts) {
                int count = chunk[level];
                chunk[level] = slot;
                slot += count;
            }
            ends[level] = slot;
        }
        if (slot != n) {
            throw new IllegalStateException("levels: " + slot + " points, expected " + n);
        }
        return ends;
    }
}
