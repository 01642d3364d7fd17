package org.lacuna.evaluation.internal;

import org.lacuna.core.PixelMask;

import java.util.Arrays;

/**
 * The connected regions of a ground-truth mask: pixels that touch at an edge or a corner belong
 * together (8-connected), as in the evaluation code published with MVTec 3D-AD; with 4-connectivity
 * a thin oblique scratch would fall into many regions, each with full weight in the per-region
 * overlap.
 *
 * @param label 0 outside the mask, else 1..count, row-major; numbered in the order of each region's
 *     first pixel
 * @param size number of pixels of region {@code i + 1}
 */
public record RegionLabels(int[] label, int[] size) {
    public int count() {
        return size.length;
    }

    /** O(pixels) time and memory. Deterministic, thread-safe. */
    public static RegionLabels of(PixelMask mask) {
        int width = mask.width();
        int height = mask.height();
        int[] label = new int[width * height];
        int[] size = new int[16];
        int[] stack = new int[64];
        int count = 0;
        for (int seed = 0; seed < label.length; seed++) {
            if (!mask.get(seed) || label[seed] != 0) {
                continue;
            }
            if (count == size.length) {
                size = Arrays.copyOf(size, 2 * count);
            }
            count++;
            label[seed] = count;
            stack[0] = seed;
            int depth = 1;
            while (depth > 0) {
                int pixel = stack[--depth];
                size[count - 1]++;
                int column = pixel % width;
                int row = pixel / width;
                if (depth + 8 > stack.length) {
                    stack = Arrays.copyOf(stack, 2 * stack.length);
                }
                for (int y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y++) {
                    for (int x = Math.max(0, column - 1);
                            x <= Math.min(width - 1, column + 1);
                            x++) {
                        int next = y * width + x;
                        if (mask.get(next) && label[next] == 0) {
                            label[next] = count;
                            stack[depth++] = next;
                        }
                    }
                }
            }
        }
        return new RegionLabels(label, Arrays.copyOf(size, count));
    }
}
