package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;

/**
 * A moulded rubber ring with a tread of skewed blocks, two running grooves, a parting line and the
 * vent pips of the mould. Dark: the projector's light hardly comes back.
 */
final class RubberRing extends Part {
    private static final double OUTER = 47;
    private static final double INNER = 24;
    private static final double HEIGHT = 15;
    private static final int BLOCKS = 40;

    private final double middle;
    private final double half;
    private final double ovalCos;
    private final double ovalSin;
    private final double grooveDepth;
    private final double grooveHalf;
    private final double tone;
    private final double bloom;
    private final int grain;
    private final int dust;
    private final int wear;
    private final int pips;

    RubberRing(SeededRandom random, double wallMm) {
        super(wallMm);
        middle = (OUTER + INNER) / 2 + random.uniform(-0.15, 0.15);
        half = (OUTER - INNER) / 2 + random.uniform(-0.2, 0.1);
        double oval = random.uniform(0, 0.5);
        double angle = random.uniform(0, 2 * Math.PI);
        ovalCos = oval * StrictMath.cos(angle);
        ovalSin = oval * StrictMath.sin(angle);
        grooveDepth = random.uniform(1.5, 1.8);
        grooveHalf = random.uniform(0.85, 1.0);
        tone = random.uniform(0.036, 0.050);
        bloom = random.uniform(0.2, 1.0);
        grain = noiseSeed(random);
        dust = noiseSeed(random);
        wear = noiseSeed(random);
        pips = noiseSeed(random);
    }

    @Override
    double radiusMm() {
        return OUTER + 1;
    }

    @Override
    double maxHeightMm() {
        return HEIGHT + 1.5;
    }

    @Override
    PoseRange poseRange() {
        return new PoseRange(Math.PI, 7, 0.01);
    }

    /** Radius with the ring's ovality taken out. */
    private double radius(double u, double v) {
        double r = Math.sqrt(u * u + v * v);
        double safe = Math.max(r, 1e-6);
        double c = u / safe;
        double s = v / safe;
        return r - ovalCos * (c * c - s * s) - ovalSin * 2 * c * s;
    }

    /**
     * Distance to the nearest cross groove's middle, in millimetres; out[0] is the block's number.
     */
    private double cross(double u, double v, double r, double s, double[] block) {
        double turns = StrictMath.atan2(v, u) / (2 * Math.PI) + 0.5;
        double skewed = turns * BLOCKS + 0.45 * s * Math.signum(s);
        double f = skewed - Math.floor(skewed);
        block[0] = Math.floor(skewed);
        return Math.abs(f - 0.5) * 2 * Math.PI * r / BLOCKS;
    }

    private final double[] block = new double[1];

    /** How deep in a groove the place is: 0 on the blocks, 1 at the bottom. */
    private double groove(double u, double v, double r, double s) {
        double a = Math.abs(s);
        if (a > 0.86) {
            return 0;
        }
        double g = Sdf.smooth(grooveHalf + 0.35, grooveHalf - 0.25, cross(u, v, r, s, block));
        double ring = Math.abs(a - 0.30) * half;
        g = Math.max(g, Sdf.smooth(1.15, 0.55, ring));
        return g * Sdf.smooth(0.86, 0.74, a);
    }

    @Override
    double heightMm(double u, double v) {
        double r = radius(u, v);
        double s = (r - middle) / half;
        double d = (Math.abs(s) - 1) * half;
        double side = wall(d);
        if (side == 0) {
            return 0;
        }
        double t = Sdf.clamp(s, -1, 1);
        double q = t * t;
        double crown = HEIGHT * Math.sqrt(Math.max(0.09, 1 - q * q * (0.35 + 0.65 * q)));
        double g = groove(u, v, r, s);
        double h = crown - grooveDepth * g;
        h += 0.10 * Noise.fractal(u * 0.13, v * 0.13, 2, wear) * (1 - g);
        h += 0.03 * Noise.at(u * 1.7, v * 1.7, grain);
        // Parting line of the mould on the shoulder, vent pips on some blocks.
        double line = Math.abs(s - 0.9) * half;
        h += 0.22 * Sdf.smooth(0.45, 0.15, line);
        if (g == 0 && Math.abs(s) < 0.25) {
            int name = Noise.hash((int) block[0], 3, pips);
            if ((name & 7) == 0) {
                double c = cross(u, v, r, s, block);
                double across = Math.PI * r / BLOCKS - c;
                double pip = Math.sqrt(across * across + s * s * half * half);
                h += 0.5 * Sdf.smooth(0.75, 0.35, pip);
            }
        }
        return h * side;
    }

    @Override
    void material(double u, double v, Material out) {
        double r = radius(u, v);
        double s = Sdf.clamp((r - middle) / half, -1, 1);
        double g = groove(u, v, r, s);
        out.set(tone, tone, tone * 1.03, 0.055, 0.6);
        double fine = Noise.fractal(u * 1.3, v * 1.3, 3, grain);
        out.scale(1 + 0.16 * fine);
        // Blooming wax greys the rubber in clouds; talc from the mould stays in the grooves.
        double cloud = Noise.fractal(u * 0.05, v * 0.05, 4, dust);
        double grey = Sdf.smooth(-0.2, 0.9, cloud) * 0.022 * bloom;
        grey += 0.009 * g * Sdf.clamp(0.4 + Noise.at(u * 0.4, v * 0.4, dust + 9), 0, 1);
        double speck = Noise.at(u * 1.5, v * 1.5, dust + 20);
        grey += 0.05 * Sdf.smooth(0.85, 1.0, speck);
        out.red += grey;
        out.green += grey * 0.98;
        out.blue += grey * 0.94;
        out.roughness -= 0.12 * Sdf.smooth(0.2, -0.4, cloud);
        out.slopeU = 0.10 * Noise.at(u * 1.9, v * 1.9, grain + 40);
        out.slopeV = 0.10 * Noise.at(u * 1.9, v * 1.9, grain + 50);
    }

    @Override
    Site site(Site.Kind kind, SeededRandom random) {
        double angle = random.uniform(0, 2 * Math.PI);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        return switch (kind) {
            case EDGE -> {
                double r = middle + half * 0.97;
                yield new Site(r * cos, r * sin, cos, sin);
            }
            case FEATURE -> {
                // A block of the tread: between two cross grooves.
                double turns = random.nextInt(BLOCKS) / (double) BLOCKS;
                double a = 2 * Math.PI * (turns - 0.5);
                double s = random.nextInt(2) == 0 ? 0.58 : -0.58;
                a -= 2 * Math.PI * 0.45 * Math.abs(s) / BLOCKS;
                double c = StrictMath.cos(a);
                double n = StrictMath.sin(a);
                double r = middle + s * half;
                yield new Site(r * c, r * n, c, n, Math.PI * r / BLOCKS, 0);
            }
            default -> {
                double r = middle + half * random.uniform(-0.75, 0.75);
                yield new Site(r * cos, r * sin, -sin, cos);
            }
        };
    }
}
