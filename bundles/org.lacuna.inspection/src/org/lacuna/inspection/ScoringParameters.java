package org.lacuna.inspection;

import java.util.List;

/**
 * How patch distances become evidence and status.
 *
 * @param minPatchAvailability patches with a smaller usable fraction are not scored, in (0, 1]
 * @param minPeakAvailability patches with a smaller usable fraction are in the map, but cannot be
 *     the place that decides about the part, in [minPatchAvailability, 1]
 * @param peakSigmaPatches standard deviation of the Gaussian mean before the largest patch score is
 *     taken, patches; 0 = single patches as in the paper, at most 8
 * @param reweightNeighbours entries that PatchCore's weight of the part score looks at (Roth et al.
 *     2022, eq. 7), 2..1000; 0 = the score as it is
 * @param minRegionPx smaller regions above the pixel threshold are not reported, sensor pixels, at
 *     least 1
 * @param unusableBelow a modality with a smaller usable fraction (relative to good parts) does not
 *     take part, in [0, 1)
 * @param degradedBelow a cloud with a smaller usable fraction counts as degraded, in
 *     [unusableBelow, 1]; good parts differ, too, in size and in what the sensor misses
 * @param imageDegradedBelow the same for an image, of which good parts lose next to nothing
 * @param holeMarginPatches in a degraded cloud, patches around a lost one that are left out, too,
 *     0..8
 * @param glareMarginPatches the same in a degraded image, 0..16, plus the radius of the highlight
 * @param minCoverage an OK needs at least this share of the patches that are scored on good parts,
 *     in (0, 1]
 * @param sizeTolerance how far a sensor grid may differ from those seen in training, relative to
 *     its longer edge, in [0, 1]
 * @param blurPx lengths of motion blur that thresholds of their own are learned for, working
 *     pixels, ascending, each in (0, 32]; empty = an image is judged as sharp however blurred it is
 */
public record ScoringParameters(
        double minPatchAvailability,
        double minPeakAvailability,
        double peakSigmaPatches,
        int reweightNeighbours,
        int minRegionPx,
        double unusableBelow,
        double degradedBelow,
        double imageDegradedBelow,
        int holeMarginPatches,
        int glareMarginPatches,
        double minCoverage,
        double sizeTolerance,
        List<Double> blurPx) {
    /** Longest blur that can be asked for: nothing of a patch is left. */
    public static final double MAX_BLUR_PX = 32;

    public ScoringParameters {
        range("minPatchAvailability", minPatchAvailability, Double.MIN_VALUE, 1);
        range("minPeakAvailability", minPeakAvailability, minPatchAvailability, 1);
        range("peakSigmaPatches", peakSigmaPatches, 0, 8);
        range("unusableBelow", unusableBelow, 0, 1);
        range("degradedBelow", degradedBelow, unusableBelow, 1);
        range("imageDegradedBelow", imageDegradedBelow, unusableBelow, 1);
        range("holeMarginPatches", holeMarginPatches, 0, 8);
        range("glareMarginPatches", glareMarginPatches, 0, 16);
        range("minCoverage", minCoverage, Double.MIN_VALUE, 1);
        range("sizeTolerance", sizeTolerance, 0, 1);
        blurPx = List.copyOf(blurPx);
        double before = Double.MIN_VALUE;
        for (double length : blurPx) {
            range("blurPx", length, before, MAX_BLUR_PX);
            before = Math.nextUp(length);
        }
        if (reweightNeighbours != 0 && (reweightNeighbours < 2 || reweightNeighbours > 1000)) {
            throw new IllegalArgumentException(
                    "reweightNeighbours: " + reweightNeighbours + ", expected 0 or 2..1000");
        }
        if (minRegionPx < 1) {
            throw new IllegalArgumentException(
                    "minRegionPx: " + minRegionPx + ", expected at least 1");
        }
    }

    private static void range(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    name + ": " + value + ", expected " + low + ".." + high);
        }
    }

    public static ScoringParameters defaults() {
        return new ScoringParameters(
                0.5, 0.75, 0.7, 0, 12, 0.3, 0.95, 0.98, 2, 6, 0.97, 0.1, List.of(1.25, 2.25, 3.5));
    }

    /** The same with another {@code reweightNeighbours}. */
    public ScoringParameters withReweighting(int neighbours) {
        return new ScoringParameters(
                minPatchAvailability,
                minPeakAvailability,
                peakSigmaPatches,
                neighbours,
                minRegionPx,
                unusableBelow,
                degradedBelow,
                imageDegradedBelow,
                holeMarginPatches,
                glareMarginPatches,
                minCoverage,
                sizeTolerance,
                blurPx);
    }

    /** The same with other lengths of blur; none = blurred images are judged as sharp ones. */
    public ScoringParameters withBlur(List<Double> lengthsPx) {
        return new ScoringParameters(
                minPatchAvailability,
                minPeakAvailability,
                peakSigmaPatches,
                reweightNeighbours,
                minRegionPx,
                unusableBelow,
                degradedBelow,
                imageDegradedBelow,
                holeMarginPatches,
                glareMarginPatches,
                minCoverage,
                sizeTolerance,
                lengthsPx);
    }
}
