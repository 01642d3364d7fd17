package org.lacuna.distillation.internal;

/**
 * The matrix products of dense layers, in the shape that C2 turns into vector code: plain counted
 * loops over {@code float[]}, all arrays with one shared index, and fused multiply-adds written out
 * (compare {@code DotKernel} in the memory bank). Sixteen multiply-adds for every 12 loads and
 * stores.
 *
 * <p>Each element goes through the same operations in the same order whether it runs in a vector or
 * in a scalar tail: bits do not depend on the vector width, nor on where in a chunk a row lies.
 */
final class MatrixKernel {
    /** Rows of w that stay in the first-level cache while all of c passes by: 24 KiB. */
    private static final int DEPTH = 48;

    private MatrixKernel() {}

    /** What stands in for rows beyond the last one of a matrix. */
    static final class Spare {
        private final float[] zeros;
        private final float[][] waste;

        /**
         * @param length of the longest row
         */
        Spare(int length) {
            zeros = new float[length];
            waste = new float[4][length];
        }

        float[] source(float[][] rows, int index, int count) {
            return index < count ? rows[index] : zeros;
        }

        float[] target(float[][] rows, int index, int count) {
            return index < count ? rows[index] : waste[index & 3];
        }
    }

    /**
     * {@code c[i][j] += sum over k of factor(i, k) w[k][j]}, k ascending for every element.
     *
     * @param cCount rows of c
     * @param wCount rows of w
     * @param factors from {@link PackedWeights}: 16 for each four rows of c and four of w
     * @param width columns
     */
    static void multiply(
            float[][] c,
            int cCount,
            float[][] w,
            int wCount,
            float[] factors,
            int width,
            Spare spare) {
        int groups = (wCount + 3) / 4;
        for (int first = 0; first < wCount; first += DEPTH) {
            int end = Math.min(wCount, first + DEPTH);
            for (int i = 0; i < cCount; i += 4) {
                float[] c0 = c[i];
                float[] c1 = spare.target(c, i + 1, cCount);
                float[] c2 = spare.target(c, i + 2, cCount);
                float[] c3 = spare.target(c, i + 3, cCount);
                int at = (i / 4 * groups + first / 4) * 16;
                for (int k = first; k < end; k += 4, at += 16) {
                    add4x4(
                            c0,
                            c1,
                            c2,
                            c3,
                            w[k],
                            spare.source(w, k + 1, wCount),
                            spare.source(w, k + 2, wCount),
                            spare.source(w, k + 3, wCount),
                            width,
                            factors[at],
                            factors[at + 1],
                            factors[at + 2],
                            factors[at + 3],
                            factors[at + 4],
                            factors[at + 5],
                            factors[at + 6],
                            factors[at + 7],
                            factors[at + 8],
                            factors[at + 9],
                            factors[at + 10],
                            factors[at + 11],
                            factors[at + 12],
                            factors[at + 13],
                            factors[at + 14],
                            factors[at + 15]);
                }
            }
        }
    }

    /**
     * {@code c[i][j] += sum over r of s[i][r] t[r][j]}, r ascending for every element.
     *
     * @param count rows of c and s
     * @param rows columns of s that count and rows of t
     * @param width columns of c and t
     */
    static void addOuter(
            float[][] c, int count, float[][] s, float[][] t, int rows, int width, Spare spare) {
        for (int i = 0; i < count; i += 4) {
            float[] s0 = s[i];
            float[] s1 = spare.source(s, i + 1, count);
            float[] s2 = spare.source(s, i + 2, count);
            float[] s3 = spare.source(s, i + 3, count);
            float[] c0 = c[i];
            float[] c1 = spare.target(c, i + 1, count);
            float[] c2 = spare.target(c, i + 2, count);
            float[] c3 = spare.target(c, i + 3, count);
            for (int r = 0; r < rows; r += 4) {
                add4x4(
                        c0,
                        c1,
                        c2,
                        c3,
                        t[r],
                        spare.source(t, r + 1, rows),
                        spare.source(t, r + 2, rows),
                        spare.source(t, r + 3, rows),
                        width,
                        s0[r],
                        get(s0, r + 1, rows),
                        get(s0, r + 2, rows),
                        get(s0, r + 3, rows),
                        s1[r],
                        get(s1, r + 1, rows),
                        get(s1, r + 2, rows),
                        get(s1, r + 3, rows),
                        s2[r],
                        get(s2, r + 1, rows),
                        get(s2, r + 2, rows),
                        get(s2, r + 3, rows),
                        s3[r],
                        get(s3, r + 1, rows),
                        get(s3, r + 2, rows),
                        get(s3, r + 3, rows));
            }
        }
    }

    private static float get(float[] values, int index, int count) {
        return index < count ? values[index] : 0f;
    }

    private static void add4x4(
            float[] c0,
            float[] c1,
            float[] c2,
            float[] c3,
            float[] w0,
            float[] w1,
            float[] w2,
            float[] w3,
            int width,
            float a0,
            float a1,
            float a2,
            float a3,
            float b0,
            float b1,
            float b2,
            float b3,
            float d0,
            float d1,
            float d2,
            float d3,
            float e0,
            float e1,
            float e2,
            float e3) {
        for (int j = 0; j < width; j++) {
            float x0 = w0[j];
            float x1 = w1[j];
            float x2 = w2[j];
            float x3 = w3[j];
            c0[j] = Math.fma(a3, x3, Math.fma(a2, x2, Math.fma(a1, x1, Math.fma(a0, x0, c0[j]))));
            c1[j] = Math.fma(b3, x3, Math.fma(b2, x2, Math.fma(b1, x1, Math.fma(b0, x0, c1[j]))));
            c2[j] = Math.fma(d3, x3, Math.fma(d2, x2, Math.fma(d1, x1, Math.fma(d0, x0, c2[j]))));
            c3[j] = Math.fma(e3, x3, Math.fma(e2, x2, Math.fma(e1, x1, Math.fma(e0, x0, c3[j]))));
        }
    }
}
