package org.lacuna.annotation;

import org.lacuna.annotation.internal.RingJoiner;
import org.lacuna.annotation.internal.RingTracer;

import java.util.List;

/**
 * Masks as polygons along pixel borders. Corners are whole numbers, so {@link Shapes#polygon} and
 * {@link Shapes#evenOdd} give exactly the same mask back, whatever the mask: no centre lies on an
 * edge. O(pixels of the bounding box + length of all borders); takes one byte for each pixel of the
 * bounding box. Deterministic.
 */
public final class MaskPolygons {
    private MaskPolygons() {}

    /**
     * All borders, as closed rings: outer ones clockwise on the screen, holes the other way. Pixels
     * that touch at a corner only are separate pieces.
     *
     * @return x and y of each corner in turn, the first not repeated
     * @throws IllegalArgumentException when the borders have more than {@link Shapes#MAX_CORNERS}
     *     corners
     */
    public static List<int[]> rings(RunMask mask) {
        return new RingTracer(mask).rings();
    }

    /**
     * One polygon for each piece. Holes are joined to the outside by bridges of no width along
     * pixel borders, run through once in each direction, so formats that know no holes can hold the
     * pieces, and the union of the polygons is the mask.
     *
     * @return x and y of each corner in turn, the first not repeated
     * @throws IllegalArgumentException as in {@link #rings}
     */
    public static List<int[]> pieces(RunMask mask) {
        RingTracer tracer = new RingTracer(mask);
        return new RingJoiner(tracer, tracer.rings()).pieces();
    }
}
