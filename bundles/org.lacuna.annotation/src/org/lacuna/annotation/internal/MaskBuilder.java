package org.lacuna.annotation.internal;

import org.lacuna.annotation.GridSize;
import org.lacuna.annotation.RunMask;

import java.util.BitSet;

/**
 * Collects the pixels of a mask in any order. Takes one bit for each pixel up to the last one set,
 * so at most 8 MiB. Not thread-safe.
 */
public final class MaskBuilder {
    private final GridSize grid;
    private final BitSet bits = new BitSet();

    public MaskBuilder(GridSize grid) {
        this.grid = grid;
    }

    /** Sets columns {@code from} to {@code to - 1} of a row; all of them inside the grid. */
    public void span(int row, int from, int to) {
        bits.set(row * grid.width() + from, row * grid.width() + to);
    }

    /** Sets pixels by number, rows one after the other: {@code from} to {@code to - 1}. */
    public void pixels(int from, int to) {
        bits.set(from, to);
    }

    public void pixel(int pixel) {
        bits.set(pixel);
    }

    public boolean get(int pixel) {
        return bits.get(pixel);
    }

    /** O(pixels / 64 + runs). */
    public RunMask build() {
        IntList edges = new IntList();
        for (int at = bits.nextSetBit(0); at >= 0; ) {
            int end = bits.nextClearBit(at);
            edges.add(at);
            edges.add(end);
            at = bits.nextSetBit(end);
        }
        return RunMask.ofEdges(grid, edges.toArray());
    }
}
