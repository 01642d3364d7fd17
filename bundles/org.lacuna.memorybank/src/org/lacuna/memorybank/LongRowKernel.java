package org.lacuna.memorybank;

/** Compiled for rows that are longer than {@value ProductKernel#SHORT}. */
final class LongRowKernel implements ProductKernel {
    @Override
    public void set4x4(
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
            c0[j] = Math.fma(a3, x3, Math.fma(a2, x2, Math.fma(a1, x1, a0 * x0)));
            c1[j] = Math.fma(b3, x3, Math.fma(b2, x2, Math.fma(b1, x1, b0 * x0)));
            c2[j] = Math.fma(d3, x3, Math.fma(d2, x2, Math.fma(d1, x1, d0 * x0)));
            c3[j] = Math.fma(e3, x3, Math.fma(e2, x2, Math.fma(e1, x1, e0 * x0)));
        }
    }

    @Override
    public void add4x4(
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
