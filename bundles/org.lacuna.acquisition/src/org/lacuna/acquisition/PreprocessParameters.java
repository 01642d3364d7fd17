package org.lacuna.acquisition;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Parameters of {@link Preprocessor} (method.md 1).
 *
 * @param background how the background is found
 * @param nearestMm points with a smaller z are no part, whatever the background; minus infinity for
 *     no limit
 * @param farthestMm points with a larger z are no part, whatever the background; infinity for no
 *     limit
 * @param marginMm height above the background plane up to which a point is background; empty = from
 *     the data: {@code max(marginFloorMm, marginSpreads * robust spread of the plane's residuals)}
 * @param marginFloorMm smallest automatic margin, at least 0
 * @param marginSpreads automatic margin in robust standard deviations of the residuals, above 0
 * @param depthJumpSpacings two neighbouring pixels belong together if their points are no farther
 *     apart than this many times the local point spacing, above 1
 * @param minComponentShare a connected component is kept if it has at least this share of the
 *     largest one's points, in [0, 1]; 1 keeps the largest alone
 * @param minRemainingShare background removal that would leave a smaller share of the valid points
 *     is refused: the plane is then the part itself; in [0, 1)
 * @param overExposedLevel a pixel with all channels at or above it is over-exposed, 1..256 (256 =
 *     never)
 * @param underExposedLevel a pixel with all channels at or below it is under-exposed, -1..254 (-1 =
 *     never)
 * @param seed of the plane search
 */
public record PreprocessParameters(
        Background background,
        double nearestMm,
        double farthestMm,
        OptionalDouble marginMm,
        double marginFloorMm,
        double marginSpreads,
        double depthJumpSpacings,
        double minComponentShare,
        double minRemainingShare,
        int overExposedLevel,
        int underExposedLevel,
        long seed) {
    /** Margin of the paper's preset: 0.005 m (Xu et al. 2025, 4.1.2). */
    public static final double PAPER_MARGIN_MM = 5;

    public PreprocessParameters {
        Objects.requireNonNull(background, "background");
        if (!(nearestMm < farthestMm)) {
            throw new IllegalArgumentException(
                    "nearestMm: " + nearestMm + ", expected below farthestMm = " + farthestMm);
        }
        if (marginMm.isPresent()
                && !(marginMm.getAsDouble() >= 0 && marginMm.getAsDouble() < 1e6)) {
            throw new IllegalArgumentException(
                    "marginMm: " + marginMm.getAsDouble() + ", expected 0..1e6");
        }
        check("marginFloorMm", marginFloorMm, marginFloorMm >= 0 && marginFloorMm < 1e6, "0..1e6");
        check("marginSpreads", marginSpreads, marginSpreads > 0 && marginSpreads < 1e3, "0..1000");
        check(
                "depthJumpSpacings",
                depthJumpSpacings,
                depthJumpSpacings > 1 && depthJumpSpacings < 1e6,
                "1..1e6");
        check(
                "minComponentShare",
                minComponentShare,
                minComponentShare >= 0 && minComponentShare <= 1,
                "0..1");
        check(
                "minRemainingShare",
                minRemainingShare,
                minRemainingShare >= 0 && minRemainingShare < 1,
                "0..1");
        check(
                "overExposedLevel",
                overExposedLevel,
                overExposedLevel >= 1 && overExposedLevel <= 256,
                "1..256");
        check(
                "underExposedLevel",
                underExposedLevel,
                underExposedLevel >= -1 && underExposedLevel <= 254,
                "-1..254");
    }

    private static void check(String field, double value, boolean good, String expected) {
        if (!good) {
            throw new IllegalArgumentException(field + ": " + value + ", expected " + expected);
        }
    }

    /** Background plane with a margin from the data; thin plates survive. */
    public static PreprocessParameters defaults() {
        return new PreprocessParameters(
                Background.PLANE,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                OptionalDouble.empty(),
                0.3,
                4,
                8,
                0.02,
                0.02,
                250,
                2,
                0);
    }

    /** As the paper: 5 mm margin, the largest component alone. */
    public static PreprocessParameters paper() {
        PreprocessParameters d = defaults();
        return new PreprocessParameters(
                d.background,
                d.nearestMm,
                d.farthestMm,
                OptionalDouble.of(PAPER_MARGIN_MM),
                d.marginFloorMm,
                d.marginSpreads,
                d.depthJumpSpacings,
                1,
                d.minRemainingShare,
                d.overExposedLevel,
                d.underExposedLevel,
                d.seed);
    }
}
