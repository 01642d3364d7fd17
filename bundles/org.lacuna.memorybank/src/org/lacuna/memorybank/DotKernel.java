package org.lacuna.memorybank;

/**
 * The inner loops of distances, in the shape that C2 turns into vector code without the incubator
 * module: plain counted loops over {@code float[]}, all arrays with one shared index, and fused
 * multiply-adds written out. Four queries times four dimensions a pass keep 16 multiply-adds for
 * every 12 loads and stores.
 *
 * <p>Each element goes through the same operations in the same order whether it runs in a vector or
 * in a scalar tail, so the bits do not depend on the machine's vector width. Needs a processor with
 * fused multiply-add (x86-64 since 2013, every 64-bit ARM) to be fast.
 */
final class DotKernel {
    private DotKernel() {}

    /** Adds four dimensions to the dot products of four queries with {@code width} vectors. */
    static void add4x4(
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

    /**
     * Adds the dimensions {@code k..k+3} to the dot products of one query with {@code width}
     * vectors.
     */
    static void add1x4(
            float[] c,
            float[] w0,
            float[] w1,
            float[] w2,
            float[] w3,
            float[] q,
            int k,
            int width) {
        float a0 = q[k];
        float a1 = q[k + 1];
        float a2 = q[k + 2];
        float a3 = q[k + 3];
        for (int j = 0; j < width; j++) {
            c[j] =
                    Math.fma(
                            a3,
                            w3[j],
                            Math.fma(a2, w2[j], Math.fma(a1, w1[j], Math.fma(a0, w0[j], c[j]))));
        }
    }

    /**
     * Smallest {@code norm - 2 dot}. One expression, value and minimum: C2 leaves a minimum over
     * plain loads scalar.
     */
    static float leastValue(float[] dot, float[] norm) {
        float m = Float.POSITIVE_INFINITY;
        for (int j = 0; j < norm.length; j++) {
            m = Math.min(m, Math.fma(-2f, dot[j], norm[j]));
        }
        return m;
    }

    /**
     * Vectors that share a minimum. Looking through values one by one costs ten times as much as
     * their minimum, so that is done only where the minimum says it is worth it.
     */
    static final int SEGMENT = 128;

    /** Segments of so many vectors. */
    static int segments(int width) {
        return (width + SEGMENT - 1) / SEGMENT;
    }

    /**
     * Smallest {@code norm - 2 dot} of each segment.
     *
     * @param at where the dot products begin
     * @param out receives {@link #segments} values
     * @return the smallest of all
     */
    static float leastValues(float[] dot, int at, float[] norm, float[] out) {
        float least = Float.POSITIVE_INFINITY;
        for (int s = 0; s < segments(norm.length); s++) {
            out[s] = leastOfSegment(dot, at, norm, s);
            least = Math.min(least, out[s]);
        }
        return least;
    }

    /** Smallest {@code norm - 2 dot} of one segment. */
    static float leastOfSegment(float[] dot, int at, float[] norm, int segment) {
        int to = Math.min(norm.length, (segment + 1) * SEGMENT);
        float m = Float.POSITIVE_INFINITY;
        for (int j = segment * SEGMENT; j < to; j++) {
            m = Math.min(m, Math.fma(-2f, dot[at + j], norm[j]));
        }
        return m;
    }
}
