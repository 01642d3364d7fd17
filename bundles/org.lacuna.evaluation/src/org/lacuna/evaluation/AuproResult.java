package org.lacuna.evaluation;

/**
 * The exact ROC and PRO curves of a test set, as {@link PixelScores} found them. Immutable,
 * thread-safe.
 *
 * <p>The PRO curve (per-region overlap against false-positive rate; Bergmann et al., MVTec AD) has
 * one point for each distinct score: the share of defect-free pixels above it, and the mean over
 * regions of the share of the region above it. Its points are joined by straight lines, as in the
 * published evaluation code, which however samples a limited number of thresholds; this is the
 * limit of that code for every score as a threshold.
 */
public final class AuproResult {
    /** Defect-free pixels: bin 2i + 1 at level i, bin 2i between the levels i - 1 and i. */
    private final long[] normalBin;

    private final int[] defectCount;
    private final double[] defectWeight;
    private final long normalPixels;
    private final long defectPixels;
    private final int regions;

    AuproResult(
            long[] normalBin,
            int[] defectCount,
            double[] defectWeight,
            long normalPixels,
            long defectPixels,
            int regions) {
        this.normalBin = normalBin;
        this.defectCount = defectCount;
        this.defectWeight = defectWeight;
        this.normalPixels = normalPixels;
        this.defectPixels = defectPixels;
        this.regions = regions;
    }

    /** Number of defect-free pixels. */
    public long normalPixels() {
        return normalPixels;
    }

    /** Number of pixels in ground-truth regions. */
    public long defectPixels() {
        return defectPixels;
    }

    /** Number of 8-connected ground-truth regions. */
    public int regions() {
        return regions;
    }

    /**
     * Area under the ROC curve over all pixels, ties counting one half.
     *
     * @return in [0, 1]; NaN without defect pixels or without defect-free ones
     */
    public double pAuroc() {
        if (defectPixels == 0 || normalPixels == 0) {
            return Double.NaN;
        }
        double won = 0;
        long below = 0;
        for (int i = 0; i < defectCount.length; i++) {
            below += normalBin[2 * i];
            won += defectCount[i] * (below + 0.5 * normalBin[2 * i + 1]);
            below += normalBin[2 * i + 1];
        }
        return won / ((double) defectPixels * normalPixels);
    }

    /**
     * Area under the PRO curve up to a false-positive rate, divided by that rate, so that 1 is
     * perfect. Between two points of the curve the limit cuts the joining line (linear
     * interpolation). Costs O(distinct defect scores).
     *
     * @param limit false-positive rate in (0, 1]
     * @return in [0, 1]; NaN without defect regions or without defect-free pixels
     */
    public double aupro(double limit) {
        if (!(limit > 0 && limit <= 1)) {
            throw new IllegalArgumentException(
                    "limit: " + limit + ", expected above 0 and at most 1");
        }
        if (regions == 0 || normalPixels == 0) {
            return Double.NaN;
        }
        // x counts false-positive pixels: integers until the limit cuts one step.
        double target = limit * normalPixels;
        double x = 0;
        double overlap = 0;
        double area = 0;
        for (int i = defectCount.length; i >= 0 && x < target; i--) {
            double step = Math.min((double) normalBin[2 * i], target - x);
            area += step * overlap;
            x += step;
            if (i > 0) {
                double gain = defectWeight[i - 1];
                long tied = normalBin[2 * i - 1];
                if (tied > 0) {
                    double slope = gain / tied;
                    step = Math.min((double) tied, target - x);
                    area += step * (overlap + 0.5 * slope * step);
                    x += step;
                }
                overlap += gain;
            }
        }
        return Math.clamp(area / target, 0.0, 1.0);
    }
}
