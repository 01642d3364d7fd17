package org.lacuna.memorybank;

import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Optional;

/**
 * A projection that keeps a {@link ProjectionRule}.
 *
 * @param projection empty when all dimensions are kept
 * @param distortion measured on training vectors; 0 without a projection
 */
record FittedProjection(Optional<OrthogonalProjection> projection, double distortion) {
    private static final FittedProjection NONE = new FittedProjection(Optional.empty(), 0);

    /** Of training vectors, to measure distortion by. */
    private static final int VECTORS = 2000;

    /** Memory that {@link #fit} takes for features of so many dimensions. */
    static long bytes(ProjectionRule rule, int dim) {
        // Of the rows, those drawn, as many again while they grow, and a copy.
        return rule.keepsAll(dim)
                ? 0
                : (long) dim
                        * (Float.BYTES * VECTORS + 3 * Double.BYTES * (long) rule.mostDims(dim));
    }

    /**
     * @param rows raw features. Distortion is that of their whitened distances, since these are the
     *     ones that count
     * @param random its parts 1 and 2 are used
     * @param progress asked for cancellation alone
     */
    static FittedProjection fit(
            ProjectionRule rule,
            Whitening whitening,
            RowSource rows,
            SeededRandom random,
            Progress progress) {
        int dim = rows.dim();
        if (rule.keepsAll(dim)) {
            return NONE;
        }
        int most = rule.mostDims(dim);
        boolean measured = rule.isMeasured();
        ProjectionRows drawn =
                new ProjectionRows(dim, measured ? 1 : most, random.fork(1).nextLong());
        long seed = random.fork(2).nextLong();
        int[] some = KMeans.sample(rows.count(), VECTORS, new SeededRandom(seed));
        float[] whitened =
                KMeans.gather(rows, some, new CancelOnly(progress), Workers.sequential());
        whitening.apply(whitened, some.length, whitened);
        DistortionMeter meter = new DistortionMeter(whitened, some.length, dim, seed);
        if (measured && meter.isBlind()) {
            return NONE;
        }
        do {
            progress.throwIfCancelled();
            drawn.add();
            meter.add(drawn.values(), (drawn.count() - 1) * dim);
        } while (drawn.count() < most && !(measured && meter.distortion() <= rule.value()));
        return drawn.count() == dim
                ? NONE
                : new FittedProjection(Optional.of(drawn.projection()), meter.distortion());
    }
}
