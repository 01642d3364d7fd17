package org.lacuna.fusion;

import org.lacuna.core.Modality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * Fuses the scores of the modalities into one: scaled (gamma and delta), then weighed by a
 * one-class SVM (Xu et al. 2025, 3.4.2). There is one for parts and one for patches.
 *
 * @param scale factor of each modality's scores, in the order of {@link Modality}, above 0
 * @param svm weights of the scaled scores, at least 0
 */
record ModalityFusion(double[] scale, OneClassSvm svm) {
    private static final int MODALITIES = Modality.values().length;

    ModalityFusion {
        scale = scale.clone();
        if (scale.length != MODALITIES
                || Arrays.stream(scale).anyMatch(s -> !(s > 0 && Double.isFinite(s)))) {
            throw new IllegalArgumentException(
                    "scale: "
                            + Arrays.toString(scale)
                            + ", expected "
                            + MODALITIES
                            + " finite numbers above 0");
        }
        double[] w = svm.weights();
        if (w.length != MODALITIES || Arrays.stream(w).anyMatch(v -> v < 0)) {
            throw new IllegalArgumentException(
                    "weights: "
                            + Arrays.toString(w)
                            + ", expected "
                            + MODALITIES
                            + " numbers of at least 0");
        }
    }

    /** What one unit of a modality's score adds to the fused score. */
    double factor(Modality modality) {
        return scale[modality.ordinal()] * svm.weights()[modality.ordinal()];
    }

    /** Fused score; a modality that is not there adds nothing. */
    double score(Map<Modality, Double> scores) {
        double[] x = new double[MODALITIES];
        scores.forEach((m, s) -> x[m.ordinal()] = scale[m.ordinal()] * s);
        return svm.score(x);
    }

    void write(DataOutput out) throws IOException {
        for (double s : scale) {
            out.writeDouble(s);
        }
        for (double w : svm.weights()) {
            out.writeDouble(w);
        }
        out.writeDouble(svm.offset());
    }

    /**
     * @throws IllegalArgumentException when the values make no sense
     */
    static ModalityFusion read(DataInput in) throws IOException {
        double[] scale = readDoubles(in);
        double[] weights = readDoubles(in);
        return new ModalityFusion(scale, new OneClassSvm(weights, in.readDouble()));
    }

    /** One for each modality. */
    static double[] readDoubles(DataInput in) throws IOException {
        double[] values = new double[MODALITIES];
        for (int m = 0; m < MODALITIES; m++) {
            values[m] = in.readDouble();
        }
        return values;
    }

    @Override
    public double[] scale() {
        return scale.clone();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ModalityFusion f && Arrays.equals(scale, f.scale) && svm.equals(f.svm);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(scale), svm);
    }
}
