package org.lacuna.memorybank;

import java.util.Arrays;

/**
 * The inner loops of distances, in the shape that C2 turns into vector code without the incubator
 * module: plain counted loops over {@code float[]}, all arrays with one shared index, and fused
 * multiply-adds written out. The loops of products with many vectors: {@link ProductKernel}.
 *
 * <p>Each element goes through the same operations in the same order whether it runs in a vector or
 * in a scalar tail, so the bits do not depend on the machine's vector width. Needs a processor with
 * fused multiply-add (x86-64 since 2013, every 64-bit ARM) to be fast.
 */
final class DotKernel {
    /**
     * Longest rows that are narrow: these have loops of their own. C2 unrolls a loop no further
     * than it ran on average before it was compiled, so a few short rows at the start would make
     * the kernel half as fast for long ones, for good.
     */
    static final int NARROW = 64;

    private DotKernel() {}

    /** The greatest of four values of each query, and what the query has so far. */
    static void raise4(float[] m, float[] a, float[] b, float[] c, float[] d, int to) {
        for (int j = 0; j < to; j++) {
            m[j] = Math.max(m[j], Math.max(Math.max(a[j], b[j]), Math.max(c[j], d[j])));
        }
    }

    /** The greatest of four values of each query. */
    static void greatest4(float[] m, float[] a, float[] b, float[] c, float[] d, int to) {
        for (int j = 0; j < to; j++) {
            m[j] = Math.max(Math.max(a[j], b[j]), Math.max(c[j], d[j]));
        }
    }

    /** The greater of a value of each query and what the query has so far. */
    static void raise(float[] m, float[] a, int to) {
        for (int j = 0; j < to; j++) {
            m[j] = Math.max(m[j], a[j]);
        }
    }

    /** As {@link #raise}, for few queries: see {@link #NARROW}. */
    static void raiseNarrow(float[] m, float[] a, int to) {
        for (int j = 0; j < to; j++) {
            m[j] = Math.max(m[j], a[j]);
        }
    }

    /**
     * Dot products of one row with few vectors.
     *
     * @param q holds the row at {@code at}
     * @param w an array of each dimension of the vectors, a multiple of four
     * @param start what each product begins with
     * @param width how many vectors
     */
    static void narrowDots(float[] q, int at, float[][] w, float start, int width, float[] c) {
        Arrays.fill(c, 0, width, start);
        for (int k = 0; k < w.length; k += 4) {
            float[] w0 = w[k];
            float[] w1 = w[k + 1];
            float[] w2 = w[k + 2];
            float[] w3 = w[k + 3];
            float a0 = q[at + k];
            float a1 = q[at + k + 1];
            float a2 = q[at + k + 2];
            float a3 = q[at + k + 3];
            for (int j = 0; j < width; j++) {
                float x = Math.fma(a1, w1[j], Math.fma(a0, w0[j], c[j]));
                c[j] = Math.fma(a3, w3[j], Math.fma(a2, w2[j], x));
            }
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

    /**
     * Smallest {@code norm - 2 dot} of one segment. One expression, value and minimum: C2 leaves a
     * minimum over plain loads scalar.
     */
    static float leastOfSegment(float[] dot, int at, float[] norm, int segment) {
        int to = Math.min(norm.length, (segment + 1) * SEGMENT);
        float m = Float.POSITIVE_INFINITY;
        for (int j = segment * SEGMENT; j < to; j++) {
            m = Math.min(m, Math.fma(-2f, dot[at + j], norm[j]));
        }
        return m;
    }
}
