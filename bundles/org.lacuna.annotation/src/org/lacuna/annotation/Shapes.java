package org.lacuna.annotation;

import org.lacuna.annotation.internal.EvenOddFill;
import org.lacuna.annotation.internal.MaskBuilder;

import java.util.List;

/**
 * Shapes that are drawn, as masks. Coordinates are pixels, x to the right and y down, (0, 0) is the
 * upper left corner of the upper left pixel; shapes may reach over the edge of the grid.
 *
 * <p><b>The rule:</b> a pixel is set when its centre (column + 0.5, row + 0.5) is inside the shape.
 * A polygon's inside follows the even-odd rule: where it crosses itself, what is enclosed twice is
 * outside. A centre that lies exactly on an edge counts as inside for a left or upper edge and as
 * outside for a right or lower one, so shapes that share an edge share no pixel and leave none out.
 * Decided exactly, not up to rounding: the same corners give the same mask on every machine, in any
 * direction of turning and from any corner on.
 */
public final class Shapes {
    /** Corners that all rings of one shape may have together. */
    public static final int MAX_CORNERS = 1 << 20;

    /** Largest absolute value of a coordinate. */
    public static final double MAX_COORDINATE = 1e9;

    /** Rows that edges may cross altogether: seconds of work. */
    private static final long MAX_WORK = 1L << 28;

    private Shapes() {}

    /**
     * The rectangle between two opposite corners. O(rows).
     *
     * @param x0 any corner
     * @param y0 of the same corner
     * @param x1 the corner opposite
     * @param y1 of the same corner
     */
    public static RunMask rectangle(GridSize grid, double x0, double y0, double x1, double y1) {
        checkCoordinates("rectangle", x0, y0, x1, y1);
        int left = firstCentre(Math.min(x0, x1), grid.width());
        int right = firstCentre(Math.max(x0, x1), grid.width());
        int bottom = firstCentre(Math.max(y0, y1), grid.height());
        MaskBuilder mask = new MaskBuilder(grid);
        for (int row = firstCentre(Math.min(y0, y1), grid.height()); row < bottom; row++) {
            mask.span(row, left, right);
        }
        return mask.build();
    }

    /** The first pixel whose centre is not below the coordinate. */
    private static int firstCentre(double coordinate, int size) {
        return (int) Math.max(0, Math.min(size, Math.ceil(coordinate - 0.5)));
    }

    /**
     * A polygon, or the way of a lasso: the last point is joined with the first.
     *
     * @param xy x and y of each corner in turn, at least 3 corners
     */
    public static RunMask polygon(GridSize grid, double[] xy) {
        return evenOdd(grid, List.of(xy));
    }

    /**
     * Several closed rings as one shape, by the even-odd rule over all of them: a ring inside
     * another is a hole. O(corners + rows crossed by edges + pixels / 64).
     *
     * @param rings x and y of each corner in turn, at least 3 corners each
     */
    public static RunMask evenOdd(GridSize grid, List<double[]> rings) {
        EvenOddFill fill = new EvenOddFill(grid, MAX_WORK);
        int corners = 0;
        for (double[] xy : rings) {
            if (xy.length < 6 || xy.length % 2 != 0) {
                throw new IllegalArgumentException(
                        "polygon: "
                                + xy.length
                                + " coordinates, expected an even number of at least 6");
            }
            corners += xy.length / 2;
            if (corners > MAX_CORNERS) {
                throw new IllegalArgumentException(
                        "polygon: more than " + MAX_CORNERS + " corners, expected at most as many");
            }
            checkCoordinates("polygon", xy);
            fill.add(xy);
        }
        MaskBuilder mask = new MaskBuilder(grid);
        fill.into(mask);
        return mask.build();
    }

    static void checkCoordinates(String shape, double... values) {
        for (double v : values) {
            if (!(Math.abs(v) <= MAX_COORDINATE)) {
                throw new IllegalArgumentException(
                        shape
                                + ": coordinate "
                                + v
                                + ", expected -"
                                + MAX_COORDINATE
                                + " to "
                                + MAX_COORDINATE);
            }
        }
    }
}
