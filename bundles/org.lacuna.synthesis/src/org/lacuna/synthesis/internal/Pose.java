package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;

/** How a part lies on the table. */
final class Pose {
    private final double cos;
    private final double sin;
    private final double shiftX;
    private final double shiftY;
    private final double slopeU;
    private final double slopeV;
    private final double lift;

    Pose(Part part, SeededRandom random) {
        Part.PoseRange range = part.poseRange();
        double angle = random.uniform(-1, 1) * range.rotationRad();
        cos = StrictMath.cos(angle);
        sin = StrictMath.sin(angle);
        shiftX = random.uniform(-1, 1) * range.shiftMm();
        shiftY = random.uniform(-1, 1) * range.shiftMm();
        // Slopes this small equal angles.
        slopeU = random.uniform(-1, 1) * range.tiltRad();
        slopeV = random.uniform(-1, 1) * range.tiltRad();
        lift = part.radiusMm() * Math.sqrt(slopeU * slopeU + slopeV * slopeV);
    }

    /** Part coordinate of a place on the table. */
    double u(double x, double y) {
        return cos * (x - shiftX) + sin * (y - shiftY);
    }

    /** Part coordinate of a place on the table. */
    double v(double x, double y) {
        return cos * (y - shiftY) - sin * (x - shiftX);
    }

    /** World x of a direction in part coordinates. */
    double directionX(double u, double v) {
        return cos * u - sin * v;
    }

    /** World y of a direction in part coordinates. */
    double directionY(double u, double v) {
        return sin * u + cos * v;
    }

    /** By how much the tilt raises the part there; nowhere below the table. */
    double liftMm(double u, double v) {
        return lift + slopeU * u + slopeV * v;
    }

    /** The most that the tilt raises the part anywhere. */
    double maxLiftMm() {
        return 2 * lift;
    }
}
