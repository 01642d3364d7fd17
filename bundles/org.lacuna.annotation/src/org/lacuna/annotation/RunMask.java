package org.lacuna.annotation;

import org.lacuna.annotation.internal.IntList;
import org.lacuna.core.PixelMask;

import java.util.Arrays;
import java.util.Objects;

/**
 * A set of pixels of a grid, kept as runs: 8 bytes for each run of set pixels, whatever its length.
 * Pixels are numbered row by row, and a run may go on in the next row. Immutable; equal masks have
 * equal runs. All operations are exact, and O(runs) unless they say otherwise.
 */
public final class RunMask {
    /** Receives the set pixels row by row: columns {@code from} to {@code to - 1} of a row. */
    @FunctionalInterface
    public interface SpanVisitor {
        void span(int row, int from, int to);
    }

    /**
     * The smallest rectangle that holds all set pixels.
     *
     * @param column left edge
     * @param row top edge
     * @param width columns, at least 1
     * @param height rows, at least 1
     */
    public record Bounds(int column, int row, int width, int height) {}

    @FunctionalInterface
    private interface Operation {
        boolean of(boolean a, boolean b);
    }

    private final GridSize grid;

    /** First pixel of a run and the pixel behind its last one, in turn; strictly rising. */
    private final int[] edges;

    private RunMask(GridSize grid, int[] edges) {
        this.grid = grid;
        this.edges = edges;
    }

    /** No pixel. */
    public static RunMask empty(GridSize grid) {
        return new RunMask(Objects.requireNonNull(grid, "grid"), new int[0]);
    }

    /**
     * From the pixels where 'not set' turns into 'set' and back.
     *
     * @param edges first pixel of a run and the pixel behind its last one, in turn; strictly rising
     *     in 0..pixels; copied
     */
    public static RunMask ofEdges(GridSize grid, int[] edges) {
        Objects.requireNonNull(grid, "grid");
        if (edges.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "edges: " + edges.length + " values, expected an even number");
        }
        int last = -1;
        for (int i = 0; i < edges.length; i++) {
            if (edges[i] <= last || edges[i] > grid.pixels()) {
                throw new IllegalArgumentException(
                        "edges["
                                + i
                                + "]: "
                                + edges[i]
                                + ", expected "
                                + (last + 1)
                                + ".."
                                + grid.pixels());
            }
            last = edges[i];
        }
        return new RunMask(grid, edges.clone());
    }

    /**
     * From run lengths: pixels to skip and pixels to set, in turn. Only the first number may be 0,
     * so each mask has one form.
     *
     * @param runs even number of lengths that end inside the grid
     */
    public static RunMask ofRuns(GridSize grid, int[] runs) {
        Objects.requireNonNull(grid, "grid");
        if (runs.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "runs: " + runs.length + " values, expected an even number");
        }
        int[] edges = new int[runs.length];
        int at = 0;
        for (int i = 0; i < runs.length; i++) {
            int least = i == 0 ? 0 : 1;
            if (runs[i] < least || runs[i] > grid.pixels() - at) {
                throw new IllegalArgumentException(
                        "runs["
                                + i
                                + "]: "
                                + runs[i]
                                + ", expected "
                                + least
                                + ".."
                                + (grid.pixels() - at)
                                + " on a grid of "
                                + grid);
            }
            at += runs[i];
            edges[i] = at;
        }
        return new RunMask(grid, edges);
    }

    /** O(pixels). */
    public static RunMask of(PixelMask mask) {
        GridSize grid = new GridSize(mask.width(), mask.height());
        IntList edges = new IntList();
        boolean was = false;
        for (int i = 0; i < grid.pixels(); i++) {
            if (mask.get(i) != was) {
                was = !was;
                edges.add(i);
            }
        }
        if (was) {
            edges.add(grid.pixels());
        }
        return new RunMask(grid, edges.toArray());
    }

    public GridSize grid() {
        return grid;
    }

    public boolean isEmpty() {
        return edges.length == 0;
    }

    public int runCount() {
        return edges.length / 2;
    }

    /** First pixel of a run and the pixel behind its last one, in turn. */
    public int[] edges() {
        return edges.clone();
    }

    /** As {@link #ofRuns} takes them. */
    public int[] runs() {
        int[] runs = new int[edges.length];
        int at = 0;
        for (int i = 0; i < runs.length; i++) {
            runs[i] = edges[i] - at;
            at = edges[i];
        }
        return runs;
    }

    /** Number of set pixels. */
    public int count() {
        int n = 0;
        for (int i = 0; i < edges.length; i += 2) {
            n += edges[i + 1] - edges[i];
        }
        return n;
    }

    /** False outside the grid. O(log runs). */
    public boolean contains(int column, int row) {
        if (!grid.contains(column, row)) {
            return false;
        }
        int at = Arrays.binarySearch(edges, row * grid.width() + column);
        // A found edge is the begin of a run when its index is even; else count the edges before.
        return at >= 0 ? at % 2 == 0 : (-at - 1) % 2 == 1;
    }

    /** Pixels of either. */
    public RunMask union(RunMask other) {
        return combine(other, (a, b) -> a || b);
    }

    /** Pixels of both. */
    public RunMask intersect(RunMask other) {
        return combine(other, (a, b) -> a && b);
    }

    /** Pixels of this mask that the other has not. */
    public RunMask minus(RunMask other) {
        return combine(other, (a, b) -> a && !b);
    }

    /** Pixels of exactly one of both: applied twice it gives this mask back. */
    public RunMask xor(RunMask other) {
        return combine(other, (a, b) -> a != b);
    }

    private RunMask combine(RunMask other, Operation operation) {
        if (!other.grid.equals(grid)) {
            throw new IllegalArgumentException(
                    "other: a grid of " + other.grid + ", expected " + grid);
        }
        int[] a = edges;
        int[] b = other.edges;
        int[] out = new int[a.length + b.length];
        int i = 0;
        int j = 0;
        int n = 0;
        boolean was = false;
        while (i < a.length || j < b.length) {
            int at =
                    Math.min(
                            i < a.length ? a[i] : grid.pixels(),
                            j < b.length ? b[j] : grid.pixels());
            if (i < a.length && a[i] == at) {
                i++;
            }
            if (j < b.length && b[j] == at) {
                j++;
            }
            boolean now = operation.of(i % 2 == 1, j % 2 == 1);
            if (now != was) {
                out[n++] = at;
                was = now;
            }
        }
        return new RunMask(grid, Arrays.copyOf(out, n));
    }

    /** Visits the set pixels in rising order. O(runs + rows). */
    public void forEachSpan(SpanVisitor visitor) {
        int width = grid.width();
        for (int i = 0; i < edges.length; i += 2) {
            int at = edges[i];
            while (at < edges[i + 1]) {
                int row = at / width;
                int end = Math.min(edges[i + 1], (row + 1) * width);
                visitor.span(row, at - row * width, end - row * width);
                at = end;
            }
        }
    }

    /**
     * @throws IllegalStateException when the mask is empty
     */
    public Bounds bounds() {
        if (isEmpty()) {
            throw new IllegalStateException("an empty mask has no bounds");
        }
        int[] columns = {grid.width(), 0};
        forEachSpan(
                (row, from, to) -> {
                    columns[0] = Math.min(columns[0], from);
                    columns[1] = Math.max(columns[1], to);
                });
        int top = edges[0] / grid.width();
        int bottom = (edges[edges.length - 1] - 1) / grid.width();
        return new Bounds(columns[0], top, columns[1] - columns[0], bottom - top + 1);
    }

    /** The same, one value a pixel. O(pixels). */
    public PixelMask toPixelMask() {
        boolean[] set = new boolean[grid.pixels()];
        for (int i = 0; i < edges.length; i += 2) {
            Arrays.fill(set, edges[i], edges[i + 1], true);
        }
        return new PixelMask(grid.width(), grid.height(), set);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof RunMask m && grid.equals(m.grid) && Arrays.equals(edges, m.edges);
    }

    @Override
    public int hashCode() {
        return 31 * grid.hashCode() + Arrays.hashCode(edges);
    }

    @Override
    public String toString() {
        return "RunMask[" + grid + ", " + count() + " set]";
    }
}
