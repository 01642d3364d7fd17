package org.lacuna.distillation.internal;

/** What is done to gradients between backward and the step. */
public final class Gradients {
    private Gradients() {}

    /**
     * Scales gradients down so that all of them together are no longer than {@code maxNorm}
     * (Pascanu, Mikolov and Bengio, 2013). The norm is summed in double, always in the same order.
     *
     * @param maxNorm above 0
     * @return the norm before
     * @throws IllegalArgumentException when the norm is not finite: training has diverged
     */
    public static double clip(double maxNorm, float[]... gradients) {
        Check.number("largest norm", maxNorm, Float.MIN_NORMAL, Float.MAX_VALUE);
        double sum = 0;
        for (float[] gradient : gradients) {
            sum += squares(gradient);
        }
        double norm = Math.sqrt(sum);
        if (!Double.isFinite(norm)) {
            throw new IllegalArgumentException(
                    "norm of the gradient: " + norm + ", expected a finite number");
        }
        if (norm > maxNorm) {
            float factor = (float) (maxNorm / norm);
            for (float[] gradient : gradients) {
                for (int i = 0; i < gradient.length; i++) {
                    gradient[i] *= factor;
                }
            }
        }
        return norm;
    }

    /** Four sums side by side, since each waits for its last addition. */
    private static double squares(float[] v) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int end = v.length / 4 * 4;
        for (int i = 0; i < end; i += 4) {
            s0 += (double) v[i] * v[i];
            s1 += (double) v[i + 1] * v[i + 1];
            s2 += (double) v[i + 2] * v[i + 2];
            s3 += (double) v[i + 3] * v[i + 3];
        }
        for (int i = end; i < v.length; i++) {
            s0 += (double) v[i] * v[i];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
