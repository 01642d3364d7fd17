package org.lacuna.annotation;

import org.lacuna.annotation.internal.IntList;
import org.lacuna.annotation.internal.MaskBuilder;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.DefectRegion;

import java.util.Optional;

/**
 * The pixels of a verdict's regions, so that people can accept and correct them as annotations. A
 * verdict keeps bounding box, area and peak of a region; its pixels are found again in the anomaly
 * map: those above the pixel threshold that hold together by edges and corners. O(pixels of the
 * bounding box). Deterministic.
 */
public final class RegionMasks {
    private RegionMasks() {}

    /**
     * @param region of a verdict
     * @param threshold pixel threshold of that verdict
     * @return empty when the map has no such region: it belongs to another inspection
     */
    public static Optional<RunMask> find(AnomalyMap map, DefectRegion region, double threshold) {
        GridSize grid = new GridSize(map.width(), map.height());
        if (region.column() < 0
                || region.row() < 0
                || region.width() > grid.width() - region.column()
                || region.height() > grid.height() - region.row()) {
            return Optional.empty();
        }
        MaskBuilder seen = new MaskBuilder(grid);
        for (int row = region.row(); row < region.row() + region.height(); row++) {
            for (int c = region.column(); c < region.column() + region.width(); c++) {
                int pixel = row * grid.width() + c;
                if (map.score()[pixel] > threshold && !seen.get(pixel)) {
                    Optional<RunMask> found = component(map, region, threshold, pixel, seen);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The pixels connected with one, if they are the region's. Never leaves its bounding box. */
    private static Optional<RunMask> component(
            AnomalyMap map, DefectRegion region, double threshold, int start, MaskBuilder seen) {
        GridSize grid = new GridSize(map.width(), map.height());
        MaskBuilder mask = new MaskBuilder(grid);
        IntList queue = new IntList();
        queue.add(start);
        seen.pixel(start);
        boolean inside = true;
        float peak = 0;
        for (int head = 0; head < queue.size(); head++) {
            int pixel = queue.get(head);
            mask.pixel(pixel);
            peak = Math.max(peak, map.score()[pixel]);
            for (int n = 0; n < 9; n++) {
                int column = pixel % grid.width() + n % 3 - 1;
                int row = pixel / grid.width() + n / 3 - 1;
                int next = row * grid.width() + column;
                if (!grid.contains(column, row) || !(map.score()[next] > threshold)) {
                    continue;
                }
                if (column < region.column()
                        || row < region.row()
                        || column >= region.column() + region.width()
                        || row >= region.row() + region.height()) {
                    inside = false;
                } else if (!seen.get(next)) {
                    seen.pixel(next);
                    queue.add(next);
                }
            }
        }
        RunMask found = mask.build();
        RunMask.Bounds box =
                new RunMask.Bounds(region.column(), region.row(), region.width(), region.height());
        // Files keep scores as they are, so the peak is the same number.
        boolean same =
                inside
                        && found.count() == region.areaPx()
                        && found.bounds().equals(box)
                        && peak == (float) region.peakScore();
        return same ? Optional.of(found) : Optional.empty();
    }
}
