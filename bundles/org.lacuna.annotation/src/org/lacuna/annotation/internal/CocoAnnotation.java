package org.lacuna.annotation.internal;

import org.lacuna.annotation.GridSize;
import org.lacuna.annotation.RunMask;
import org.lacuna.annotation.Shapes;

import java.util.List;
import java.util.Optional;

/**
 * An annotation as it stands in a COCO file, filled member by member. Of the three forms of a mask
 * one is there, or none. Not thread-safe.
 */
final class CocoAnnotation {
    /** -1 where the file has none, like all numbers here. */
    long id = -1;

    long image = -1;
    long category = -1;

    /** Pieces: x and y of each corner in turn. */
    List<double[]> polygons;

    /** Run lengths down the columns. */
    int[] counts;

    /** The same as text. */
    String compressed;

    /** Size of the grid that run lengths are for. */
    int width = -1;

    int height = -1;
    Extras extras = Extras.none();

    /**
     * @param grid of the image
     * @return empty when the file has no mask
     * @throws IllegalArgumentException when the mask does not fit
     */
    Optional<RunMask> mask(GridSize grid) {
        if (counts != null || compressed != null) {
            if (width != grid.width() || height != grid.height()) {
                throw new IllegalArgumentException(
                        "size: "
                                + height
                                + " rows, "
                                + width
                                + " columns, expected "
                                + grid.height()
                                + " and "
                                + grid.width());
            }
            int[] lengths = counts != null ? counts : CocoRle.decompress(compressed, grid.pixels());
            return Optional.of(CocoRle.mask(grid, lengths));
        }
        if (polygons == null || polygons.isEmpty()) {
            return Optional.empty();
        }
        RunMask mask = RunMask.empty(grid);
        for (double[] polygon : polygons) {
            mask = mask.union(Shapes.polygon(grid, polygon));
        }
        return Optional.of(mask);
    }
}
