package org.lacuna.synthesis.internal;

/** Gaussian smoothing and slopes of a field on a square grid; the border ring stays 0. */
final class SmoothGrid {
    /** Half the width of the filter, in deviations. */
    private static final double REACH = 3;

    private final int side;
    private final float[] kernel;

    SmoothGrid(int side, double deviationCells) {
        this.side = side;
        int reach = (int) Math.ceil(REACH * deviationCells);
        kernel = new float[2 * reach + 1];
        double sum = 0;
        for (int k = 0; k < kernel.length; k++) {
            double t = (k - reach) / deviationCells;
            sum += StrictMath.exp(-0.5 * t * t);
        }
        for (int k = 0; k < kernel.length; k++) {
            double t = (k - reach) / deviationCells;
            kernel[k] = (float) (StrictMath.exp(-0.5 * t * t) / sum);
        }
    }

    /** Rings of cells at the border where smoothed fields and their slopes mean nothing. */
    int border() {
        return kernel.length / 2 + 2;
    }

    /** The field smoothed; as it was where the filter would reach over the border. */
    float[] smooth(float[] field) {
        return pass(pass(field, 1), side);
    }

    /**
     * @param stride 1 to smooth along rows, the side to smooth along columns
     */
    private float[] pass(float[] in, int stride) {
        int reach = kernel.length / 2;
        float[] out = in.clone();
        for (int r = reach; r < side - reach; r++) {
            int row = r * side;
            for (int c = reach; c < side - reach; c++) {
                float sum = 0;
                int first = row + c - reach * stride;
                for (int k = 0; k < kernel.length; k++) {
                    sum += kernel[k] * in[first + k * stride];
                }
                out[row + c] = sum;
            }
        }
        return out;
    }

    /**
     * Central differences, per cell.
     *
     * @param stride 1 for the slope along rows, the side for that along columns
     */
    float[] slope(float[] field, int stride) {
        float[] out = new float[field.length];
        for (int r = 1; r < side - 1; r++) {
            for (int c = 1; c < side - 1; c++) {
                int i = r * side + c;
                out[i] = (field[i + stride] - field[i - stride]) / 2;
            }
        }
        return out;
    }
}
