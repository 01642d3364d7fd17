package org.lacuna.annotation.internal;

import org.lacuna.annotation.GridSize;

import java.util.BitSet;

/**
 * Fills closed polygons by the even-odd rule, edge by edge: each edge flips a bit where it crosses
 * the centre line of a row, and a scan along the row turns set bits into runs. Edges that are run
 * through twice cancel, so bridges between rings leave no trace. O(rows crossed by edges + pixels /
 * 64); takes one bit a pixel. Not thread-safe.
 */
public final class EvenOddFill {
    private final GridSize grid;
    private final int stride;

    /** Bit {@code row * stride + column}: 'inside' changes to the left of that column. */
    private final BitSet changes = new BitSet();

    private long budget;

    /**
     * @param budget rows that the edges may cross altogether
     */
    public EvenOddFill(GridSize grid, long budget) {
        this.grid = grid;
        this.stride = grid.width() + 1;
        this.budget = budget;
    }

    /**
     * @param xy x and y of each corner in turn, finite; the last is joined with the first
     */
    public void add(double[] xy) {
        int last = xy.length - 2;
        for (int i = 0; i < xy.length; i += 2) {
            double x0 = xy[last];
            double y0 = xy[last + 1];
            if (y0 < xy[i + 1]) {
                edge(x0, y0, xy[i], xy[i + 1]);
            } else if (y0 > xy[i + 1]) {
                edge(xy[i], xy[i + 1], x0, y0);
            }
            last = i;
        }
    }

    /** An edge with y0 below y1. The row's centre counts at the upper end and not at the lower. */
    private void edge(double x0, double y0, double x1, double y1) {
        int from = (int) Math.max(0, Math.min(grid.height(), Math.ceil(y0 - 0.5)));
        int to = (int) Math.max(0, Math.min(grid.height(), Math.ceil(y1 - 0.5)));
        budget -= Math.max(0, to - from);
        if (budget < 0) {
            throw new IllegalArgumentException(
                    "polygon: too many long edges, expected a simpler one");
        }
        for (int row = from; row < to; row++) {
            int column = Crossing.column(x0, y0, x1, y1, row + 0.5, grid.width());
            changes.flip(row * stride + column);
        }
    }

    /** Sets the pixels inside. */
    public void into(MaskBuilder mask) {
        for (int at = changes.nextSetBit(0); at >= 0; at = changes.nextSetBit(at + 1)) {
            int row = at / stride;
            int from = at - row * stride;
            // Every closed ring crosses a row an even number of times, so there is a second one.
            at = changes.nextSetBit(at + 1);
            int to = at - row * stride;
            mask.span(row, from, to);
        }
    }
}
