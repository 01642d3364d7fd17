package org.lacuna.distillation.internal;

import java.util.Arrays;

/**
 * A dense layer's weights in the order in which {@link MatrixKernel#multiply} reads them: sixteen
 * for each block of four by four, with zeros beyond the borders. Packed once for a batch, shared by
 * all its chunks.
 */
final class PackedWeights {
    private static final PackedWeights NONE = new PackedWeights(0, 0, 0, 0, 0);

    private final int offset;
    private final int rows;
    private final int columns;
    private final int rowStride;
    private final int columnStride;
    private final float[] values;

    private PackedWeights(int offset, int rows, int columns, int rowStride, int columnStride) {
        this.offset = offset;
        this.rows = rows;
        this.columns = columns;
        this.rowStride = rowStride;
        this.columnStride = columnStride;
        long size = ((long) rows + 3) / 4 * (((long) columns + 3) / 4) * 16;
        values = new float[Math.toIntExact(size)];
    }

    /** One for each layer, from inputs to outputs; empty ones for layers without weights. */
    static PackedWeights[] forwardOf(Network network) {
        PackedWeights[] all = new PackedWeights[network.layers().size()];
        Arrays.setAll(
                all,
                l ->
                        network.layers().get(l) instanceof Layer.Dense d
                                ? new PackedWeights(
                                        network.offset(l), d.outputs(), d.inputs(), d.inputs(), 1)
                                : NONE);
        return all;
    }

    /** The same transposed: from gradients of outputs to gradients of inputs. */
    static PackedWeights[] backwardOf(Network network) {
        PackedWeights[] all = new PackedWeights[network.layers().size()];
        Arrays.setAll(
                all,
                l ->
                        network.layers().get(l) instanceof Layer.Dense d
                                ? new PackedWeights(
                                        network.offset(l), d.inputs(), d.outputs(), 1, d.inputs())
                                : NONE);
        return all;
    }

    static void pack(PackedWeights[] all, float[] parameters) {
        for (PackedWeights one : all) {
            one.pack(parameters);
        }
    }

    private void pack(float[] parameters) {
        int at = 0;
        for (int i = 0; i < rows; i += 4) {
            for (int k = 0; k < columns; k += 4) {
                for (int b = 0; b < 16; b++) {
                    int row = i + b / 4;
                    int column = k + b % 4;
                    if (row < rows && column < columns) {
                        values[at + b] =
                                parameters[offset + row * rowStride + column * columnStride];
                    }
                }
                at += 16;
            }
        }
    }

    float[] values() {
        return values;
    }
}
