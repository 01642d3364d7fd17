package org.lacuna.memorybank;

/**
 * Compiled for rows that are longer than {@value ProductKernel#SHORT}.
 *
 * <p>The numbers that rows are multiplied by come as parameters, one by one, into a method that is
 * small enough to be inlined: in any other shape that was tried C2 has a register too few for the
 * eight arrays, fetches the address of one from the stack each time round, and takes twice as long.
 */
final class LongRowKernel implements ProductKernel {
    @Override
    public void add(
            float[] q,
            int stride,
            int i,
            float[] start,
            int from,
            int to,
            float[][] w,
            int lo,
            int hi,
            float[][] out,
            int at) {
        float[] c0 = out[at];
        float[] c1 = out[at + 1];
        float[] c2 = out[at + 2];
        float[] c3 = out[at + 3];
        int a = i * stride;
        int b = a + stride;
        int c = b + stride;
        int d = c + stride;
        int k = from;
        if (k == 0) {
            set4x4(
                    c0,
                    c1,
                    c2,
                    c3,
                    w[k],
                    w[k + 1],
                    w[k + 2],
                    w[k + 3],
                    lo,
                    hi,
                    q[a + k],
                    q[a + k + 1],
                    q[a + k + 2],
                    q[a + k + 3],
                    q[b + k],
                    q[b + k + 1],
                    q[b + k + 2],
                    q[b + k + 3],
                    q[c + k],
                    q[c + k + 1],
                    q[c + k + 2],
                    q[c + k + 3],
                    q[d + k],
                    q[d + k + 1],
                    q[d + k + 2],
                    q[d + k + 3],
                    start[i],
                    start[i + 1],
                    start[i + 2],
                    start[i + 3]);
            k = 4;
        }
        for (; k < to; k += 4) {
            add4x4(
                    c0,
                    c1,
                    c2,
                    c3,
                    w[k],
                    w[k + 1],
                    w[k + 2],
                    w[k + 3],
                    lo,
                    hi,
                    q[a + k],
                    q[a + k + 1],
                    q[a + k + 2],
                    q[a + k + 3],
                    q[b + k],
                    q[b + k + 1],
                    q[b + k + 2],
                    q[b + k + 3],
                    q[c + k],
                    q[c + k + 1],
                    q[c + k + 2],
                    q[c + k + 3],
                    q[d + k],
                    q[d + k + 1],
                    q[d + k + 2],
                    q[d + k + 3]);
        }
    }

    private static void set4x4(
            float[] c0,
            float[] c1,
            float[] c2,
            float[] c3,
            float[] w0,
            float[] w1,
            float[] w2,
            float[] w3,
            int from,
            int to,
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
            float e3,
            float h0,
            float h1,
            float h2,
            float h3) {
        for (int j = from & START; j < to; j++) {
            float x0 = w0[j];
            float x1 = w1[j];
            float x2 = w2[j];
            float x3 = w3[j];
            c0[j] = Math.fma(a3, x3, Math.fma(a2, x2, Math.fma(a1, x1, Math.fma(a0, x0, h0))));
            c1[j] = Math.fma(b3, x3, Math.fma(b2, x2, Math.fma(b1, x1, Math.fma(b0, x0, h1))));
            c2[j] = Math.fma(d3, x3, Math.fma(d2, x2, Math.fma(d1, x1, Math.fma(d0, x0, h2))));
            c3[j] = Math.fma(e3, x3, Math.fma(e2, x2, Math.fma(e1, x1, Math.fma(e0, x0, h3))));
        }
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
            int from,
            int to,
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
        for (int j = from & START; j < to; j++) {
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
