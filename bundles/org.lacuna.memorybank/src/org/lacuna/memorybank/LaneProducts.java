package org.lacuna.memorybank;

/**
 * Products of a block of rows with every query of a tile, in float32: {@code start + q.b}, one
 * fused multiply-add a dimension, in order. Working memory of one thread.
 */
final class LaneProducts {
    /**
     * Dimensions that all rows of a block go through before the next ones, at most: 96 of a full
     * tile take 440 KiB of the second-level cache.
     */
    private static final int DEPTH = 96;

    private final QueryTile tile;
    private final int stride;
    private final int chunk;
    private final LaneSpan[] spans = new LaneSpan[RowBlock.MOST / 4];
    private ProductKernel kernel;
    private boolean narrow;
    private int depth;
    private int end;

    LaneProducts(QueryTile tile) {
        this.tile = tile;
        this.stride = tile.lanes().length;
        int chunks = (stride + DEPTH - 1) / DEPTH;
        this.chunk = (stride / 4 + chunks - 1) / chunks * 4;
        for (int i = 0; i < spans.length; i++) {
            spans[i] = new LaneSpan();
        }
    }

    /** Begins with a tile of n queries. */
    void begin(int n) {
        end = LaneSpan.LEAD + n;
        narrow = n <= DotKernel.NARROW;
        depth = narrow ? stride : chunk;
        kernel = ProductKernel.of(n);
        for (LaneSpan span : spans) {
            span.begin(n);
        }
    }

    /**
     * Products of each row of a block.
     *
     * @param out receives an array of each row
     */
    void products(RowBlock block, float[][] out) {
        for (int from = 0; from < stride; from += depth) {
            for (int i = 0; i < block.count(); i += 4) {
                four(block, i, from, out, i);
            }
        }
    }

    /**
     * Products of each row of a block, and the greatest of each group.
     *
     * @param out receives an array of each row
     * @param most receives an array of each group
     */
    void products(RowBlock block, float[][] out, float[][] most) {
        for (int from = 0; from < stride; from += depth) {
            for (int i = 0; i < block.count(); i += 4) {
                four(block, i, from, out, i);
                if (from + depth >= stride) {
                    // Right here, while they are in the first-level cache.
                    raise4(most[i / RowBlock.GROUP], out, i, i % RowBlock.GROUP == 0);
                }
            }
        }
    }

    /**
     * The greatest products of each group alone.
     *
     * @param four four arrays to work with
     * @param most receives an array of each group, the first one at {@code at}
     */
    void greatest(RowBlock block, float[][] four, float[][] most, int at) {
        for (int i = 0; i < block.count(); i += 4) {
            for (int from = 0; from < stride; from += depth) {
                four(block, i, from, four, 0);
            }
            raise4(most[at + i / RowBlock.GROUP], four, 0, i % RowBlock.GROUP == 0);
        }
    }

    /**
     * Raises what each query has to another value where that is greater.
     *
     * @param first whether it has nothing yet
     */
    void raise(float[] to, float[] values, boolean first) {
        if (first) {
            System.arraycopy(values, 0, to, 0, end);
        } else if (narrow) {
            DotKernel.raiseNarrow(to, values, end);
        } else {
            DotKernel.raise(to, values, end);
        }
    }

    private void raise4(float[] to, float[][] values, int at, boolean first) {
        if (narrow) {
            for (int i = 0; i < 4; i++) {
                raise(to, values[at + i], first && i == 0);
            }
        } else if (first) {
            DotKernel.greatest4(
                    to, values[at], values[at + 1], values[at + 2], values[at + 3], end);
        } else {
            DotKernel.raise4(to, values[at], values[at + 1], values[at + 2], values[at + 3], end);
        }
    }

    /** The dimensions from {@code from} on of four rows, the first of them i. */
    private void four(RowBlock block, int i, int from, float[][] out, int at) {
        if (narrow) {
            for (int r = 0; r < 4; r++) {
                DotKernel.narrowDots(
                        block.rows(),
                        (i + r) * stride,
                        tile.lanes(),
                        block.start()[i + r],
                        end,
                        out[at + r]);
            }
            return;
        }
        LaneSpan span = spans[at / 4];
        // The first dimensions only, since there may be fewer in the end.
        if (from > 0 || !span.next()) {
            four(block, i, from, span, out, at);
            return;
        }
        long begin = System.nanoTime();
        four(block, i, from, span, out, at);
        span.took(System.nanoTime() - begin);
    }

    private void four(RowBlock block, int i, int from, LaneSpan span, float[][] out, int at) {
        kernel.add(
                block.rows(),
                stride,
                i,
                block.start(),
                from,
                Math.min(stride, from + depth),
                tile.lanes(),
                span.from(),
                span.to(),
                out,
                at);
    }
}
