package org.lacuna.ui.internal.annotating;

import org.lacuna.annotation.GridSize;
import org.lacuna.annotation.RegionMasks;
import org.lacuna.annotation.RunMask;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.Inspection;
import org.lacuna.core.SampleId;
import org.lacuna.ui.internal.viewing.Finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A part that can be annotated.
 *
 * @param id which part
 * @param grid of its image and scan
 * @param place where its annotations lie
 * @param regions what the inspection found
 */
public record Subject(SampleId id, GridSize grid, AnnotationPlace place, List<Region> regions) {
    /**
     * A region of the verdict.
     *
     * @param mask its pixels; empty when the anomaly map has no such region
     */
    public record Region(Finding.Region finding, Optional<RunMask> mask) {
        /** Whether a pixel belongs to it; without mask, to its bounding box. */
        boolean contains(int column, int row) {
            return mask.map(m -> m.contains(column, row))
                    .orElseGet(
                            () -> {
                                var r = finding.region();
                                return column >= r.column()
                                        && row >= r.row()
                                        && column < r.column() + r.width()
                                        && row < r.row() + r.height();
                            });
        }
    }

    public Subject {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(grid, "grid");
        Objects.requireNonNull(place, "place");
        regions = List.copyOf(regions);
    }

    /** Finds the pixels of regions again, so not for the UI thread. */
    public static List<Region> regions(
            SampleId id, Optional<Inspection> inspection, Optional<AnomalyMap> map) {
        List<Region> regions = new ArrayList<>();
        inspection.ifPresent(
                i ->
                        i.regions()
                                .forEach(
                                        r ->
                                                regions.add(
                                                        new Region(
                                                                new Finding.Region(
                                                                        id, regions.size(), r),
                                                                map.flatMap(
                                                                        m ->
                                                                                RegionMasks.find(
                                                                                        m,
                                                                                        r,
                                                                                        i.thresholds()
                                                                                                .pixel()))))));
        return regions;
    }

    /** The pixels of a region, if they are known. */
    public Optional<RunMask> maskOf(Finding.Region region) {
        return regions.stream()
                .filter(r -> r.finding().equals(region))
                .findFirst()
                .flatMap(Region::mask);
    }
}
