package org.lacuna.fusion;

import org.lacuna.core.AnomalyMap;
import org.lacuna.core.DefectRegion;
import org.lacuna.core.OrganizedCloud;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds connected regions of high score and measures them (method.md 6). 8-connected flood fill,
 * O(pixels); deterministic, stateless.
 */
public final class DefectRegions {
    private DefectRegions() {}

    /**
     * @param threshold pixels with a score above it belong to a region, at least 0
     * @param minAreaPx smaller regions are left out, at least 1
     * @param cloud points on the same grid for sizes in millimetres; empty = sizes in pixels only
     * @return highest peak first; ties by position, top left first
     */
    public static List<DefectRegion> find(
            AnomalyMap map, double threshold, int minAreaPx, Optional<OrganizedCloud> cloud) {
        if (!(threshold >= 0) || minAreaPx < 1) {
            throw new IllegalArgumentException(
                    "threshold: "
                            + threshold
                            + ", minAreaPx: "
                            + minAreaPx
                            + ", expected at least 0 and 1");
        }
        cloud.ifPresent(
                c -> {
                    if (c.width() != map.width() || c.height() != map.height()) {
                        throw new IllegalArgumentException(
                                "cloud: " + c + ", expected the grid of " + map);
                    }
                });
        int width = map.width();
        int height = map.height();
        float[] score = map.score();
        int first = 0;
        while (first < score.length && !(score[first] > threshold)) {
            first++;
        }
        List<DefectRegion> regions = new ArrayList<>();
        if (first == score.length) {
            return regions;
        }
        boolean[] seen = new boolean[score.length];
        int[] stack = new int[64];
        for (int start = first; start < score.length; start++) {
            if (!(score[start] > threshold) || seen[start]) {
                continue;
            }
            // The stack is never popped below 'next', so it ends as the list of the region's
            // pixels.
            int next = 0;
            int count = 0;
            stack[count++] = start;
            seen[start] = true;
            while (next < count) {
                int pixel = stack[next++];
                int row = pixel / width;
                int column = pixel % width;
                for (int r = Math.max(0, row - 1); r <= Math.min(height - 1, row + 1); r++) {
                    for (int c = Math.max(0, column - 1);
                            c <= Math.min(width - 1, column + 1);
                            c++) {
                        int neighbour = r * width + c;
                        if (score[neighbour] > threshold && !seen[neighbour]) {
                            seen[neighbour] = true;
                            if (count == stack.length) {
                                stack = Arrays.copyOf(stack, 2 * count);
                            }
                            stack[count++] = neighbour;
                        }
                    }
                }
            }
            if (count >= minAreaPx) {
                regions.add(region(map, Arrays.copyOf(stack, count), threshold, cloud));
            }
        }
        regions.sort(
                Comparator.comparingDouble(DefectRegion::peakScore)
                        .reversed()
                        .thenComparingInt(DefectRegion::row)
                        .thenComparingInt(DefectRegion::column));
        return regions;
    }

    private static DefectRegion region(
            AnomalyMap map, int[] pixels, double threshold, Optional<OrganizedCloud> cloud) {
        int width = map.width();
        int minColumn = Integer.MAX_VALUE;
        int maxColumn = -1;
        int minRow = Integer.MAX_VALUE;
        int maxRow = -1;
        double sum = 0;
        double sumColumn = 0;
        double sumRow = 0;
        double peak = 0;
        for (int pixel : pixels) {
            int column = pixel % width;
            int row = pixel / width;
            minColumn = Math.min(minColumn, column);
            maxColumn = Math.max(maxColumn, column);
            minRow = Math.min(minRow, row);
            maxRow = Math.max(maxRow, row);
            double s = map.score()[pixel];
            sum += s;
            sumColumn += s * column;
            sumRow += s * row;
            peak = Math.max(peak, s);
        }
        return new DefectRegion(
                minColumn,
                minRow,
                maxColumn - minColumn + 1,
                maxRow - minRow + 1,
                pixels.length,
                sumColumn / sum,
                sumRow / sum,
                peak,
                sum / pixels.length,
                cloud.flatMap(c -> RegionMetrics.measure(c, map, threshold, pixels)));
    }
}
