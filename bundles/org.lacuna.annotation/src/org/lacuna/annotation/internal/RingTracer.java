package org.lacuna.annotation.internal;

import org.lacuna.annotation.RunMask;
import org.lacuna.annotation.Shapes;

import java.util.ArrayList;
import java.util.List;

/**
 * Follows the borders of a mask with the set pixels on the right hand, on a copy of its bounding
 * box. Where two pixels touch at a corner only, the border stays with the pixel it came along, so
 * set pixels hold together by edges and the others by edges and corners. Not thread-safe.
 */
public final class RingTracer {
    private static final byte SET = 1;

    /** The upper border of this pixel is part of a ring that was followed. */
    private static final byte SEEN = 2;

    /** Right, down, left, up. */
    private static final int[] DX = {1, 0, -1, 0};

    private static final int[] DY = {0, 1, 0, -1};

    private final int column0;
    private final int row0;
    private final int width;
    private final int height;

    /** The bounding box with a margin of one pixel. */
    private final byte[] cells;

    private final int stride;
    private int corners;

    public RingTracer(RunMask mask) {
        RunMask.Bounds box = mask.isEmpty() ? new RunMask.Bounds(0, 0, 1, 1) : mask.bounds();
        column0 = box.column();
        row0 = box.row();
        width = box.width();
        height = box.height();
        stride = width + 2;
        if ((long) stride * (height + 2) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "mask: a strip of " + width + " x " + height + ", expected a smaller one");
        }
        cells = new byte[stride * (height + 2)];
        mask.forEachSpan(
                (row, from, to) -> {
                    for (int c = from; c < to; c++) {
                        cells[index(c, row)] = SET;
                    }
                });
    }

    private int index(int column, int row) {
        return (row - row0 + 1) * stride + column - column0 + 1;
    }

    /** Whether a pixel is set; at most one pixel outside the bounding box. */
    boolean isSet(int column, int row) {
        return (cells[index(column, row)] & SET) != 0;
    }

    /** In the order of their first upper border, row by row; to be called once. */
    public List<int[]> rings() {
        List<int[]> rings = new ArrayList<>();
        for (int row = row0; row < row0 + height; row++) {
            for (int column = column0; column < column0 + width; column++) {
                if (cells[index(column, row)] == SET && !isSet(column, row - 1)) {
                    rings.add(follow(column, row));
                }
            }
        }
        return rings;
    }

    /** The ring that runs along the upper border of a pixel. */
    private int[] follow(int column, int row) {
        IntList ring = new IntList();
        int x = column;
        int y = row;
        int direction = 0;
        do {
            if (direction == 0) {
                cells[index(x, y)] |= SEEN;
            }
            x += DX[direction];
            y += DY[direction];
            int turn = turn(x, y, direction);
            if (turn != 0) {
                ring.add(x);
                ring.add(y);
                if (++corners > Shapes.MAX_CORNERS) {
                    throw new IllegalArgumentException(
                            "mask: borders with more than "
                                    + Shapes.MAX_CORNERS
                                    + " corners, expected a smoother one");
                }
            }
            direction = direction + turn & 3;
        } while (x != column || y != row || direction != 0);
        return ring.toArray();
    }

    /** 1 to the right, -1 to the left, 0 straight on. */
    private int turn(int x, int y, int direction) {
        boolean right = isSet(x + RIGHT_X[direction], y + RIGHT_Y[direction]);
        if (!right) {
            return 1;
        }
        return isSet(x + LEFT_X[direction], y + LEFT_Y[direction]) ? -1 : 0;
    }

    /** The pixel ahead on the right hand, from the corner that it touches, by direction. */
    private static final int[] RIGHT_X = {0, -1, -1, 0};

    private static final int[] RIGHT_Y = {0, 0, -1, -1};

    /** The pixel ahead on the left hand. */
    private static final int[] LEFT_X = {0, 0, -1, -1};

    private static final int[] LEFT_Y = {-1, 0, 0, -1};
}
