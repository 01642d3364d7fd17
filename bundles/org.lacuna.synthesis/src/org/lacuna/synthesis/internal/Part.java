package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;
import org.lacuna.synthesis.PartKind;

/**
 * A part without defect, as a height field over its own coordinates (u, v) in millimetres, origin
 * in its middle. Everything that varies between good parts is drawn in the constructor from the
 * part's seed. Not thread-safe (scratch memory): each scan builds its own.
 */
abstract class Part {
    /** Vertical walls are ramps of this width, so that the sampled height field has no jaggies. */
    private final double wallMm;

    Part(double wallMm) {
        this.wallMm = wallMm;
    }

    /**
     * @param wallMm width of the ramps that stand for vertical walls, millimetres
     */
    static Part create(PartKind kind, SeededRandom random, double wallMm) {
        return switch (kind) {
            case MACHINED_BRACKET -> new MachinedBracket(random, wallMm);
            case OAT_COOKIE -> new OatCookie(random, wallMm);
            case PRINTED_COVER -> new PrintedCover(random, wallMm);
            case RUBBER_RING -> new RubberRing(random, wallMm);
            case POWER_LEAD -> new PowerLead(random, wallMm);
            case SINTERED_GEAR -> new SinteredGear(random, wallMm);
        };
    }

    /** Height above the table in millimetres; 0 where there is no part. */
    abstract double heightMm(double u, double v);

    /** Fills in the optical properties; defined, too, a little beside the part (walls). */
    abstract void material(double u, double v, Material out);

    /** No point of the part is farther from the origin. */
    abstract double radiusMm();

    /** No point of the part is higher. */
    abstract double maxHeightMm();

    /** How this kind of part lies under the camera. */
    abstract PoseRange poseRange();

    /** A random place of that kind. */
    abstract Site site(Site.Kind kind, SeededRandom random);

    /**
     * Distance to the outer end of a feature, negative inside.
     *
     * @param site a place of kind {@link Site.Kind#FEATURE}
     * @param amountMm length of that end
     */
    double featureEnd(Site site, double amountMm, double u, double v) {
        throw new UnsupportedOperationException(getClass() + " has no feature that can break off");
    }

    /**
     * Puts the inks of {@link Material} on the surface, after a defect has had its way with them.
     */
    void applyInk(Material out) {}

    /** Cover of dark ink there, 0..1. */
    double ink(double u, double v) {
        return 0;
    }

    /** Cover of accent ink there, 0..1. */
    double accent(double u, double v) {
        return 0;
    }

    /** 1 inside, 0 outside, a ramp at the border. */
    final double wall(double distance) {
        return Sdf.clamp(0.5 - distance / wallMm, 0, 1);
    }

    /** A reproducible seed for {@link Noise}. */
    static int noiseSeed(SeededRandom random) {
        return (int) random.nextLong();
    }

    /**
     * Spread of the pose.
     *
     * @param rotationRad the part is turned by up to this much either way
     * @param shiftMm and lies up to this far from the middle, in x and y
     * @param tiltRad and is tilted by up to this much about either axis
     */
    record PoseRange(double rotationRad, double shiftMm, double tiltRad) {}
}
