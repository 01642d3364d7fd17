package org.lacuna.acquisition.internal;

import org.lacuna.core.OrganizedCloud;

import java.util.Arrays;

/**
 * Connected components of foreground points on the pixel grid (method.md 1.2): two of the eight
 * neighbours belong together if their points are no farther apart than a multiple of the local
 * spacing, which is the shortest distance from either to its four neighbours. Relative to the local
 * spacing, since it grows with the distance from the sensor. Flood fill, O(pixels).
 */
final class Components {
    private final int[] label;
    private final int[] size;
    private final int count;

    private Components(int[] label, int[] size, int count) {
        this.label = label;
        this.size = size;
        this.count = count;
    }

    /**
     * @param jump largest distance of connected neighbours in local spacings
     */
    static Components of(OrganizedCloud cloud, boolean[] foreground, double jump) {
        Spacing spacing = new Spacing(cloud);
        float[] limit = limits(cloud, foreground, spacing, jump);
        int width = cloud.width();
        int height = cloud.height();
        int[] label = new int[cloud.size()];
        int[] size = new int[16];
        int[] queue = new int[cloud.size()];
        int count = 0;
        for (int start = 0; start < label.length; start++) {
            if (!foreground[start] || label[start] != 0) {
                continue;
            }
            count++;
            int head = 0;
            int tail = 0;
            queue[tail++] = start;
            label[start] = count;
            while (head < tail) {
                int i = queue[head++];
                int column = i % width;
                int row = i / width;
                for (int y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y++) {
                    for (int x = Math.max(0, column - 1);
                            x <= Math.min(width - 1, column + 1);
                            x++) {
                        int j = y * width + x;
                        if (foreground[j]
                                && label[j] == 0
                                && squared(cloud, i, j) <= Math.max(limit[i], limit[j])) {
                            label[j] = count;
                            queue[tail++] = j;
                        }
                    }
                }
            }
            if (count == size.length) {
                size = Arrays.copyOf(size, 2 * count);
            }
            size[count] = tail;
        }
        return new Components(label, size, count);
    }

    /** Squared largest distance of each foreground point to a neighbour that belongs to it. */
    private static float[] limits(
            OrganizedCloud cloud, boolean[] foreground, Spacing spacing, double jump) {
        int width = cloud.width();
        float[] limit = new float[cloud.size()];
        float squaredJump = (float) (jump * jump);
        // Two points that lie on top of each other must not set the limit to nothing.
        float least = (float) (spacing.median / 4);
        for (int i = 0; i < limit.length; i++) {
            if (foreground[i]) {
                float nearest = Math.min(spacing.right[i], spacing.down[i]);
                nearest = i % width > 0 ? Math.min(nearest, spacing.right[i - 1]) : nearest;
                nearest = i >= width ? Math.min(nearest, spacing.down[i - width]) : nearest;
                nearest = nearest < Float.POSITIVE_INFINITY ? nearest : (float) spacing.median;
                limit[i] = squaredJump * (least > nearest ? least : nearest);
            }
        }
        return limit;
    }

    private static float squared(OrganizedCloud c, int i, int j) {
        float dx = c.x()[i] - c.x()[j];
        float dy = c.y()[i] - c.y()[j];
        float dz = c.z()[i] - c.z()[j];
        return dx * dx + dy * dy + dz * dz;
    }

    int count() {
        return count;
    }

    /**
     * The points of the components that have at least that share of the largest one's points; the
     * largest itself always, of several largest all.
     */
    boolean[] atLeast(double share) {
        int largest = 0;
        for (int c = 1; c <= count; c++) {
            largest = Math.max(largest, size[c]);
        }
        boolean[] kept = new boolean[label.length];
        for (int i = 0; i < label.length; i++) {
            kept[i] = label[i] > 0 && size[label[i]] >= share * largest;
        }
        return kept;
    }
}
