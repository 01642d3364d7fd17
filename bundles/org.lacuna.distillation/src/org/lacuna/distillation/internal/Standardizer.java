package org.lacuna.distillation.internal;

import org.lacuna.core.ModelException;
import org.lacuna.core.Workers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/**
 * Brings each column to mean 0 and standard deviation 1 by the rows it was fitted to, and back. A
 * column that was constant there is only shifted: its scale is 1. Immutable and thread-safe.
 */
public final class Standardizer {
    private static final int VERSION = 1;
    private static final int CHUNK = 1024;

    /** Below this share of the mean, a deviation is the rounding of float32. */
    private static final double CONSTANT = 1e-7;

    private final float[] mean;
    private final float[] scale;
    private final float[] inverse;

    /**
     * @param mean of each column, finite
     * @param scale what a column is divided by, finite, above 0
     */
    public Standardizer(float[] mean, float[] scale) {
        Check.range("columns", mean.length, 1, Layer.MAX_WIDTH);
        Check.equal("scales", scale.length, mean.length);
        Check.finite("mean", mean);
        this.mean = mean.clone();
        this.scale = scale.clone();
        inverse = new float[scale.length];
        for (int k = 0; k < scale.length; k++) {
            Check.number("scale of column " + k, scale[k], 1e-30, 1e30);
            inverse[k] = 1 / scale[k];
        }
    }

    /**
     * Mean and standard deviation (divided by the number of rows) of each column, summed in double
     * in chunks of fixed size: the same bits for any number of threads.
     *
     * @param rows at least 1, at most {@link Layer#MAX_WIDTH} columns
     * @throws IllegalArgumentException when a number is not finite
     */
    public static Standardizer fit(Batch rows, Workers workers) {
        Check.range("rows", rows.rows(), 1, Integer.MAX_VALUE);
        int columns = rows.columns();
        Check.range("columns", columns, 1, Layer.MAX_WIDTH);
        double[] mean = means(rows, new double[columns], 1, workers);
        double[] variance = means(rows, mean, 2, workers);
        float[] center = new float[columns];
        float[] scale = new float[columns];
        for (int k = 0; k < columns; k++) {
            double deviation = Math.sqrt(variance[k]);
            boolean constant = deviation <= Math.max(1e-30, CONSTANT * Math.abs(mean[k]));
            center[k] = (float) mean[k];
            scale[k] = constant ? 1 : (float) Math.min(1e30, deviation);
        }
        return new Standardizer(center, scale);
    }

    /** For each column the mean of {@code (value - center)^power}, power 1 or 2. */
    private static double[] means(Batch rows, double[] center, int power, Workers workers) {
        int columns = center.length;
        double[][] sums = new double[Workers.chunks(rows.rows(), CHUNK)][];
        workers.forEachChunk(
                rows.rows(),
                CHUNK,
                (c, from, to) -> {
                    double[] sum = new double[columns];
                    for (int r = from; r < to; r++) {
                        addRow(rows, r, center, power, sum);
                    }
                    sums[c] = sum;
                });
        double[] total = new double[columns];
        for (double[] sum : sums) {
            for (int k = 0; k < columns; k++) {
                total[k] += sum[k];
            }
        }
        return Arrays.stream(total).map(t -> t / rows.rows()).toArray();
    }

    private static void addRow(Batch rows, int r, double[] center, int power, double[] sum) {
        float[] values = rows.values();
        int at = r * sum.length;
        for (int k = 0; k < sum.length; k++) {
            float v = values[at + k];
            if (!Float.isFinite(v)) {
                throw Check.notFinite("rows", r, k, v);
            }
            double d = v - center[k];
            sum[k] += power == 1 ? d : d * d;
        }
    }

    public int columns() {
        return mean.length;
    }

    /** Mean of each column. */
    public float[] mean() {
        return mean.clone();
    }

    /** What each column is divided by. */
    public float[] scale() {
        return scale.clone();
    }

    /** {@code out = (in - mean) / scale}; both may be the same. */
    public void apply(Batch in, Batch out) {
        requireShapes(in, out);
        float[] from = in.values();
        float[] to = out.values();
        for (int r = 0, at = 0; r < in.rows(); r++) {
            for (int k = 0; k < mean.length; k++, at++) {
                to[at] = (from[at] - mean[k]) * inverse[k];
            }
        }
    }

    /** {@code out = in * scale + mean}, the inverse but for rounding; both may be the same. */
    public void invert(Batch in, Batch out) {
        requireShapes(in, out);
        float[] from = in.values();
        float[] to = out.values();
        for (int r = 0, at = 0; r < in.rows(); r++) {
            for (int k = 0; k < mean.length; k++, at++) {
                to[at] = Math.fma(from[at], scale[k], mean[k]);
            }
        }
    }

    private void requireShapes(Batch in, Batch out) {
        in.requireShape("input", in.rows(), mean.length);
        out.requireShape("output", in.rows(), mean.length);
    }

    /** Writes version, number of columns, means, scales; big-endian. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(VERSION);
        out.writeInt(mean.length);
        for (float m : mean) {
            out.writeFloat(m);
        }
        for (float s : scale) {
            out.writeFloat(s);
        }
    }

    /**
     * @throws ModelException when the content is no standardizer, damaged, cut off or of another
     *     version
     */
    public static Standardizer read(DataInput in) throws IOException, ModelException {
        try {
            int version = in.readInt();
            if (version != VERSION) {
                throw new ModelException(
                        "standardizer: version " + version + ", expected " + VERSION);
            }
            int columns = in.readInt();
            Check.range("columns", columns, 1, Layer.MAX_WIDTH);
            float[] mean = new float[columns];
            float[] scale = new float[columns];
            for (int k = 0; k < columns; k++) {
                mean[k] = in.readFloat();
            }
            for (int k = 0; k < columns; k++) {
                scale[k] = in.readFloat();
            }
            return new Standardizer(mean, scale);
        } catch (IllegalArgumentException e) {
            throw new ModelException("standardizer: " + e.getMessage(), e);
        } catch (EOFException e) {
            throw new ModelException(
                    "standardizer: cut off, expected more bytes than there are", e);
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Standardizer s
                && Arrays.equals(mean, s.mean)
                && Arrays.equals(scale, s.scale);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(scale);
    }
}
