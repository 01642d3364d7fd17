package org.lacuna.memorybank;

import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.Optional;

/**
 * From raw features to the vectors that a bank compares: whitening and projection as one float32
 * matrix, then length one where the metric asks for it. Immutable and thread-safe.
 */
final class FeatureTransform {
    /** Rows of a chunk of work: a quarter of the patches of a part. */
    static final int ROWS = 784;

    private final Whitening whitening;
    private final Optional<OrthogonalProjection> projection;
    private final Metric metric;
    private final double[] mean;
    private final float[] matrix;
    private final int target;
    private final Scratch<LaneTransform> transforms;

    FeatureTransform(
            Whitening whitening, Optional<OrthogonalProjection> projection, Metric metric) {
        this.whitening = whitening;
        this.projection = projection;
        this.metric = metric;
        this.mean = whitening.mean();
        int dim = whitening.dim();
        this.target = projection.map(OrthogonalProjection::target).orElse(dim);
        this.matrix = compose(whitening, projection);
        this.transforms = new Scratch<>(() -> new LaneTransform(matrix, target, mean));
    }

    /** Projection times whitening factor as one matrix, row-major {@code target * dim}. */
    private static float[] compose(Whitening whitening, Optional<OrthogonalProjection> projection) {
        int dim = whitening.dim();
        double[] w = whitening.factor();
        int target = projection.map(OrthogonalProjection::target).orElse(dim);
        double[] p = projection.map(OrthogonalProjection::rows).orElse(null);
        float[] out = new float[target * dim];
        double[] sum = new double[dim];
        for (int i = 0; i < target; i++) {
            Arrays.fill(sum, 0);
            for (int k = 0; k < dim; k++) {
                double f = p == null ? (k == i ? 1 : 0) : p[i * dim + k];
                if (f != 0) {
                    int row = k * (k + 1) / 2;
                    for (int j = 0; j <= k; j++) {
                        sum[j] += f * w[row + j];
                    }
                }
            }
            for (int j = 0; j < dim; j++) {
                out[i * dim + j] = (float) sum[j];
            }
        }
        return out;
    }

    Whitening whitening() {
        return whitening;
    }

    Optional<OrthogonalProjection> projection() {
        return projection;
    }

    Metric metric() {
        return metric;
    }

    int inputDim() {
        return mean.length;
    }

    int outputDim() {
        return target;
    }

    /**
     * @param rawRows row-major {@code count * inputDim} finite values
     * @return row-major {@code count * outputDim} finite values
     */
    float[] apply(float[] rawRows, int count, Workers workers) {
        int dim = mean.length;
        float[] out = new float[count * target];
        workers.forEachChunk(
                count,
                ROWS,
                (c, from, to) -> {
                    transforms.use(t -> t.run(rawRows, from * dim, to - from, out, from * target));
                    for (int r = from; r < to; r++) {
                        if (!finite(out, r * target, target)) {
                            wild(rawRows, r * dim, out, r * target);
                        }
                    }
                });
        metric.normalise(out, count, target);
        return out;
    }

    private static boolean finite(float[] values, int at, int length) {
        for (int k = at; k < at + length; k++) {
            if (!Float.isFinite(values[k])) {
                return false;
            }
        }
        return true;
    }

    /**
     * A row that left the float range: computed in double, then, for directions, scaled back as a
     * whole; for distances each value is as far away as a float can tell.
     */
    private void wild(float[] rawRows, int from, float[] out, int to) {
        int dim = mean.length;
        float[] rows = matrix;
        double[] exact = new double[target];
        double largest = 0;
        for (int i = 0; i < target; i++) {
            for (int k = 0; k < dim; k++) {
                exact[i] += rows[i * dim + k] * (rawRows[from + k] - mean[k]);
            }
            largest = Math.max(largest, Math.abs(exact[i]));
        }
        double scale =
                metric == Metric.COSINE && largest > Float.MAX_VALUE
                        ? Float.MAX_VALUE / largest
                        : 1;
        for (int i = 0; i < target; i++) {
            out[to + i] = (float) Math.clamp(exact[i] * scale, -Float.MAX_VALUE, Float.MAX_VALUE);
        }
    }
}
