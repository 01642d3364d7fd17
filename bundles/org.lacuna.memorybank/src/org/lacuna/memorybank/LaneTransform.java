package org.lacuna.memorybank;

import java.util.Arrays;

/** Rows times a matrix, with the rows side by side. Working memory of one thread. */
final class LaneTransform {
    private final int target;
    private final double[] mean;
    private final RowBlock block;
    private final QueryTile tile;
    private final LaneProducts products;
    private final float[][] values;

    /**
     * @param matrix row-major {@code target * mean.length}
     * @param mean what is taken off each row
     */
    LaneTransform(float[] matrix, int target, double[] mean) {
        this.target = target;
        this.mean = mean;
        this.block = new RowBlock(matrix, new float[target], mean.length);
        float[][] arrays =
                new float[RowBlock.MOST + block.stride()][LaneSpan.length(QueryTile.MOST)];
        this.values = Arrays.copyOf(arrays, RowBlock.MOST);
        this.tile =
                new QueryTile(
                        mean.length, Arrays.copyOfRange(arrays, RowBlock.MOST, arrays.length));
        this.products = new LaneProducts(tile);
    }

    /** Bytes that one takes. */
    static long bytes(int dim) {
        return 4L * LaneSpan.length(QueryTile.MOST) * (RowBlock.MOST + dim + 3L)
                + 4L * RowBlock.MOST * (dim + 4L);
    }

    /**
     * Transforms n rows, at most {@link QueryTile#MOST}.
     *
     * @param rows the first one lies at {@code at}
     * @param out receives {@code target} values of each row, those of the first at {@code outAt}
     */
    void run(float[] rows, int at, int n, float[] out, int outAt) {
        tile.load(rows, at, n, mean);
        products.begin(n);
        for (int first = 0; first < target; first += RowBlock.MOST) {
            int some = Math.min(RowBlock.MOST, target - first);
            block.load(first, some);
            products.products(block, values);
            QueryTile.turnBack(values, some, n, out, outAt + first, target);
        }
    }
}
