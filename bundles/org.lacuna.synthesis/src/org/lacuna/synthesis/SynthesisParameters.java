package org.lacuna.synthesis;

/**
 * How much synthetic data, and of which size. The field of view is the same for every size: 132 mm
 * on the table along the shorter side of the image, so more pixels mean denser points, not larger
 * parts (400 px: 0.33 mm between points).
 *
 * @param widthPx columns of the sensor, 64..4096
 * @param heightPx rows of the sensor, 64..4096
 * @param trainParts good parts to learn from, for each kind, 0..10000
 * @param validationParts good parts to calibrate with, for each kind, 0..10000
 * @param goodTestParts good parts of the test split, for each kind, 0..10000
 * @param partsPerDefect test parts of each defect class, spread from subtle to clear, 0..10000
 * @param seed everything random follows from it
 */
public record SynthesisParameters(
        int widthPx,
        int heightPx,
        int trainParts,
        int validationParts,
        int goodTestParts,
        int partsPerDefect,
        long seed) {
    private static final int MAX_PARTS = 10_000;

    public SynthesisParameters {
        check("widthPx", widthPx, 64, 4096);
        check("heightPx", heightPx, 64, 4096);
        check("trainParts", trainParts, 0, MAX_PARTS);
        check("validationParts", validationParts, 0, MAX_PARTS);
        check("goodTestParts", goodTestParts, 0, MAX_PARTS);
        check("partsPerDefect", partsPerDefect, 0, MAX_PARTS);
    }

    private static void check(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    field + ": " + value + ", expected " + min + ".." + max);
        }
    }

    /** The demo's data set: 400 x 400 pixels, seed 1. */
    public static SynthesisParameters defaults() {
        return new SynthesisParameters(400, 400, 24, 14, 12, 4, 1);
    }

    /** A square sensor of that many columns and rows. */
    public SynthesisParameters withSizePx(int sizePx) {
        return new SynthesisParameters(
                sizePx, sizePx, trainParts, validationParts, goodTestParts, partsPerDefect, seed);
    }

    /**
     * That many training parts, the other counts in the proportion of {@link #defaults()}, each at
     * least 1.
     *
     * @param trainParts 1..10000
     */
    public SynthesisParameters withParts(int trainParts) {
        check("trainParts", trainParts, 1, MAX_PARTS);
        SynthesisParameters d = defaults();
        return new SynthesisParameters(
                widthPx,
                heightPx,
                trainParts,
                scaled(d.validationParts, trainParts, d.trainParts),
                scaled(d.goodTestParts, trainParts, d.trainParts),
                scaled(d.partsPerDefect, trainParts, d.trainParts),
                seed);
    }

    private static int scaled(int count, int parts, int defaultParts) {
        return Math.max(1, (count * parts + defaultParts / 2) / defaultParts);
    }

    public SynthesisParameters withSeed(long newSeed) {
        return new SynthesisParameters(
                widthPx,
                heightPx,
                trainParts,
                validationParts,
                goodTestParts,
                partsPerDefect,
                newSeed);
    }
}
