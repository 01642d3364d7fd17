package org.lacuna.memorybank;

/**
 * Random projection with orthonormal rows: the Q of a seeded Gaussian matrix (Xu et al. 2025,
 * 3.4.1). It keeps relative distances up to an error that shrinks with the target dimension
 * (Johnson and Lindenstrauss), whatever the data.
 *
 * <p>A ratio alone ruins features of few channels: the error depends on the <em>target</em>
 * dimension, not on the ratio, and 42 channels at the paper's d / 3.5 leave 12, where single
 * distances are off by a fifth. {@link #defaultTarget} therefore has a floor of 64. {@link
 * #measuredDistortion} tells what a projection does to given data.
 *
 * <p>Immutable, thread-safe; the same seed gives the same bits.
 */
public final class OrthogonalProjection {
    /** Features of up to so many channels are not projected by default. */
    public static final int FLOOR = 64;

    private final int dim;
    private final int target;
    private final double[] rows;

    OrthogonalProjection(int dim, int target, double[] rows) {
        this.dim = dim;
        this.target = target;
        this.rows = rows;
    }

    /** The default target dimension: {@code max(dim / 3.5, min(dim, 64))}. */
    public static int defaultTarget(int dim) {
        return Math.max((int) Math.ceil(dim / 3.5), Math.min(dim, FLOOR));
    }

    /**
     * Draws a projection. O(target^2 dim). The first rows of a seed are those of its projections to
     * fewer dimensions.
     *
     * @param dim 1..{@link MemoryBank#MAX_DIM}
     * @param target 1..dim
     */
    public static OrthogonalProjection create(int dim, int target, long seed) {
        if (dim < 1 || dim > MemoryBank.MAX_DIM) {
            throw new IllegalArgumentException(
                    "dim: " + dim + ", expected 1.." + MemoryBank.MAX_DIM);
        }
        if (target < 1 || target > dim) {
            throw new IllegalArgumentException("target: " + target + ", expected 1.." + dim);
        }
        ProjectionRows rows = new ProjectionRows(dim, target, seed);
        while (rows.count() < target) {
            rows.add();
        }
        return rows.projection();
    }

    public int dim() {
        return dim;
    }

    public int target() {
        return target;
    }

    /** A copy of the matrix, row-major {@code target * dim}. */
    public double[] rows() {
        return rows.clone();
    }

    /**
     * Projects vectors; sums in double.
     *
     * @param vectors row-major {@code count * dim}
     * @param out row-major {@code count * target}; another array
     */
    public void apply(float[] vectors, int count, float[] out) {
        Rows.check(vectors, count, dim, 0);
        Rows.check(out, count, target, 0);
        for (int r = 0; r < count; r++) {
            for (int i = 0; i < target; i++) {
                double sum = 0;
                for (int k = 0; k < dim; k++) {
                    sum += rows[i * dim + k] * vectors[r * dim + k];
                }
                out[r * target + i] = (float) sum;
            }
        }
    }

    /**
     * Root mean square of {@code |P a - P b| sqrt(dim / target) / |a - b| - 1} over up to 2000
     * random pairs of different vectors; 0 when there is no such pair.
     *
     * @param vectors row-major {@code count * dim}
     */
    public double measuredDistortion(float[] vectors, int count, long seed) {
        Rows.check(vectors, count, dim, 0);
        DistortionMeter meter = new DistortionMeter(vectors, count, dim, seed);
        for (int i = 0; i < target; i++) {
            meter.add(rows, i * dim);
        }
        return meter.distortion();
    }
}
