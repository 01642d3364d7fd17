package org.lacuna.memorybank;

import org.lacuna.core.ModelException;
import org.lacuna.core.Workers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What normal looks like: representative feature vectors of good parts, and the distance of any
 * vector to the nearest of them (Xu et al. 2025, 3.4.1 and the score A(X, M) of 3.4.2).
 *
 * <p>A query is whitened, projected and compared with every entry by Euclidean distance; the
 * nearest entry is exact (see {@code NearestSearch}). Rows without data are left out by the caller:
 * a bank knows no availability.
 *
 * <p>Immutable and thread-safe; results have the same bits for any number of threads. A search
 * costs {@code 2 count entries entryDim} floating-point operations, at more than half of a core's
 * peak.
 */
public final class MemoryBank {
    /** Largest number of entries. */
    public static final int MAX_ENTRIES = 1 << 20;

    /** Largest length of a feature vector. */
    public static final int MAX_DIM = 2048;

    private final Whitening whitening;
    private final Optional<OrthogonalProjection> projection;
    private final PackedVectors entries;
    private final double[] mean;
    private final PackedVectors transform;
    private final float[] spread;
    private final double meanSpread;

    /**
     * @param entries row-major {@code count * entryDim}, whitened and projected; kept
     * @param spread typical distance of normal vectors from each entry, above 0; kept
     */
    MemoryBank(
            Whitening whitening,
            Optional<OrthogonalProjection> projection,
            float[] entries,
            float[] spread) {
        int count = spread.length;
        this.spread = spread;
        this.meanSpread = mean(spread);
        this.whitening = whitening;
        this.projection = projection;
        int dim = whitening.dim();
        int entryDim = projection.map(OrthogonalProjection::target).orElse(dim);
        this.entries = new PackedVectors(entries, count, entryDim);
        this.mean = whitening.mean();
        this.transform = new PackedVectors(compose(whitening, projection), entryDim, dim);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    /** Projection times whitening factor as one matrix, row-major {@code entryDim * dim}. */
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

    /** Length of the raw feature vectors. */
    public int inputDim() {
        return whitening.dim();
    }

    /** Length of an entry, after projection. */
    public int entryDim() {
        return entries.dim();
    }

    /** Number of entries, at least 1. */
    public int entries() {
        return entries.count();
    }

    /** A copy of one entry, whitened and projected. */
    public float[] entry(int index) {
        int d = entries.dim();
        return Arrays.copyOfRange(entries.rows(), index * d, (index + 1) * d);
    }

    /**
     * How far normal vectors typically lie from the entry that is nearest to them, above 0: the
     * root mean square over the training vectors of its cell, drawn to that of all cells where a
     * cell holds few. Some places of a part vary more than others (silhouettes, textures,
     * highlights); a distance means little until it is compared with this.
     */
    public float spread(int index) {
        return spread[index];
    }

    /** Mean of the {@link #spread} of all entries, above 0: the bank's unit of distance. */
    public double meanSpread() {
        return meanSpread;
    }

    /**
     * Distance of each row to its nearest entry.
     *
     * @param rawRows row-major {@code count * inputDim} finite values, as the extractor gives them
     * @param count at least 0
     * @param distanceOut Euclidean distance (not squared) of each row, finite
     * @param indexOut the nearest entry of each row, the lowest of equally near ones
     * @throws IllegalArgumentException for arrays too short or a value that is not finite
     */
    public void nearest(
            float[] rawRows, int count, float[] distanceOut, int[] indexOut, Workers workers) {
        Rows.check(rawRows, count, inputDim(), 0);
        Rows.checkFinite(rawRows, count, inputDim());
        if (distanceOut.length < count || indexOut.length < count) {
            throw new IllegalArgumentException(
                    "out: "
                            + distanceOut.length
                            + " distances, "
                            + indexOut.length
                            + " indices, expected at least "
                            + count);
        }
        double[] squared = new double[count];
        entries.nearest(
                transform(rawRows, count, mean, transform, workers),
                count,
                squared,
                indexOut,
                null,
                workers);
        for (int i = 0; i < count; i++) {
            distanceOut[i] = (float) Math.min(Float.MAX_VALUE, Math.sqrt(squared[i]));
        }
    }

    /**
     * PatchCore's weight of a vector's score (Roth et al. 2022, eq. 7): {@code 1 - exp(d*) / sum
     * exp(d)} over the entries next to the nearest one, itself among them, with distances in units
     * of {@link #meanSpread}. It lowers the score of a vector whose nearest entry lies in a crowd
     * that is hardly farther away.
     *
     * @param rawRow {@code inputDim} finite values
     * @param neighbours entries to compare with, at least 2; at most {@link #entries} are used
     * @return in [0, 1 - 1 / neighbours] where the nearest entry is the nearest of its neighbours;
     *     0 for a bank of one entry
     */
    public double reweighting(float[] rawRow, int neighbours) {
        Rows.check(rawRow, 1, inputDim(), 1);
        Rows.checkFinite(rawRow, 1, inputDim());
        if (neighbours < 2) {
            throw new IllegalArgumentException(
                    "neighbours: " + neighbours + ", expected at least 2");
        }
        Workers here = Workers.sequential();
        float[] row = transform(rawRow, 1, mean, transform, here);
        double[] squared = new double[1];
        int[] nearest = new int[1];
        entries.nearest(row, 1, squared, nearest, null, here);
        int k = Math.min(neighbours, entries());
        int[] next = new int[k];
        entries.nearest(entry(nearest[0]), 1, k, new double[k], next, here);
        double least = Math.sqrt(squared[0]) / meanSpread;
        double sum = 0;
        for (int e : next) {
            // The quotient of the two exponentials, so that neither can overflow alone.
            sum += Math.exp(Math.sqrt(entries.exact(row, 0, e)) / meanSpread - least);
        }
        return 1 - 1 / sum;
    }

    /** Whitens and projects rows, float32, as a bank made of these parts does. */
    static float[] transform(
            Whitening whitening,
            Optional<OrthogonalProjection> projection,
            float[] rawRows,
            int count,
            Workers workers) {
        int dim = whitening.dim();
        int target = projection.map(OrthogonalProjection::target).orElse(dim);
        return transform(
                rawRows,
                count,
                whitening.mean(),
                new PackedVectors(compose(whitening, projection), target, dim),
                workers);
    }

    private static float[] transform(
            float[] rawRows, int count, double[] mean, PackedVectors matrix, Workers workers) {
        int dim = mean.length;
        float[] centred = new float[count * dim];
        for (int r = 0, at = 0; r < count; r++) {
            for (int k = 0; k < dim; k++, at++) {
                centred[at] = (float) (rawRows[at] - mean[k]);
            }
        }
        float[] out = new float[count * matrix.count()];
        matrix.products(centred, count, out, workers);
        // A wild input may leave the float range: it is then as far away as a float can tell.
        for (int i = 0; i < out.length; i++) {
            if (!Float.isFinite(out[i])) {
                out[i] = out[i] < 0 ? -Float.MAX_VALUE : Float.MAX_VALUE;
            }
        }
        return out;
    }

    /**
     * Writes the bank, big-endian: input dimension, entry dimension, entries (int each), 1 byte
     * whether projected, mean and whitening factor (double), projection matrix (double) if any,
     * entries and their spreads (float). Magic, version and checksum are the envelope's business.
     */
    public void write(DataOutput out) throws IOException {
        out.writeInt(inputDim());
        out.writeInt(entryDim());
        out.writeInt(entries());
        out.writeBoolean(projection.isPresent());
        whitening.write(out);
        if (projection.isPresent()) {
            projection.get().write(out);
        }
        Numbers.writeFloats(out, entries.rows());
        Numbers.writeFloats(out, spread);
    }

    /**
     * Reads what {@link #write} wrote. Sizes are checked before memory is taken.
     *
     * @param maxBytes bytes that the input can hold at most (the rest of the file)
     * @throws ModelException when the content is no bank: sizes out of range or larger than the
     *     input, numbers not finite
     * @throws IOException when the input ends early or cannot be read
     */
    public static MemoryBank read(DataInput in, long maxBytes) throws IOException, ModelException {
        int dim = Numbers.readInt(in, 1, MAX_DIM, "memory bank: feature dimension");
        int target = Numbers.readInt(in, 1, dim, "memory bank: entry dimension");
        int count = Numbers.readInt(in, 1, MAX_ENTRIES, "memory bank: entries");
        int projected = in.readUnsignedByte();
        if (projected > 1 || projected == 0 && target != dim) {
            throw new ModelException(
                    "memory bank: projection flag "
                            + projected
                            + " with dimensions "
                            + dim
                            + " and "
                            + target
                            + ", expected 0 (equal dimensions) or 1");
        }
        long needed =
                13
                        + 8L * dim
                        + 4L * dim * (dim + 1)
                        + projected * 8L * dim * target
                        + 4L * count * target
                        + 4L * count;
        if (needed > maxBytes || (long) count * target > Integer.MAX_VALUE - 8) {
            throw new ModelException(
                    "memory bank: "
                            + count
                            + " entries of "
                            + target
                            + " need "
                            + needed
                            + " bytes, expected at most "
                            + maxBytes);
        }
        Whitening whitening = Whitening.read(in, dim);
        Optional<OrthogonalProjection> projection =
                projected == 1
                        ? Optional.of(OrthogonalProjection.read(in, dim, target))
                        : Optional.empty();
        float[] entries = Numbers.readFloats(in, count * target, "memory bank: entries");
        float[] spread = Numbers.readFloats(in, count, "memory bank: spreads");
        for (float v : spread) {
            if (!(v > 0)) {
                throw new ModelException("memory bank: spread " + v + ", expected above 0");
            }
        }
        return new MemoryBank(whitening, projection, entries, spread);
    }

    @Override
    public String toString() {
        return "MemoryBank[" + entries() + " entries, " + inputDim() + " -> " + entryDim() + "]";
    }
}
