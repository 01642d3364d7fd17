package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;

/**
 * The braided sleeve of a cable: two families of strands wind round it in opposite directions and
 * pass over and under each other. Not thread-safe.
 */
final class Braid {
    private static final int COLOURS = 6;

    private final double radiusMm;
    private final double pitchMm;
    private final double phaseMm;
    private final int tracer;
    private final double tone;
    private final int fibre;

    /** Number of the strand on top, and the place across it, -1..1. Set by {@link #lift}. */
    private int strand;

    private double across;

    Braid(double radiusMm, SeededRandom random) {
        this.radiusMm = radiusMm;
        pitchMm = random.uniform(3.9, 4.3);
        phaseMm = random.uniform(0, 20);
        tracer = random.nextInt(COLOURS);
        tone = random.uniform(0.045, 0.07);
        fibre = Part.noiseSeed(random);
    }

    /**
     * Height of the strand on top, 0..1.
     *
     * @param along the cable, millimetres
     * @param lateral distance to its middle line as seen from above, signed
     */
    double lift(double along, double lateral) {
        double q = Sdf.clamp(lateral / radiusMm, -0.98, 0.98);
        // Three terms of the arc sine: the way round the cable, in radians.
        double turn = q * (1 + q * q * (1 / 6.0 + 0.16 * q * q));
        double s = (along + phaseMm) / pitchMm;
        double a = s + 1.45 * turn;
        double b = s - 1.45 * turn;
        double wholeA = Math.floor(a);
        double wholeB = Math.floor(b);
        double restA = 2 * (a - wholeA) - 1;
        double restB = 2 * (b - wholeB) - 1;
        boolean first = Math.floorMod((int) (wholeA + wholeB), 2) == 0;
        strand = (int) (first ? wholeA : -wholeB - 1);
        across = first ? restA : restB;
        double length = first ? restB : restA;
        return (1 - across * across) * (1 - 0.6 * length * length);
    }

    /**
     * @param fine noise of the place, for the finest texture
     */
    void material(double along, double lateral, double fine, Material out) {
        double lift = lift(along, lateral);
        double thread = Noise.at(across * 3.2 + strand * 7, along * 0.8, fibre);
        if (Math.floorMod(strand, COLOURS) == tracer) {
            out.set(0.52, 0.50, 0.45, 0.02, 0.7);
        } else if (Math.floorMod(strand, 2) == 0) {
            out.set(tone, tone, tone * 1.1, 0.025, 0.6);
        } else {
            out.set(tone * 1.9, tone * 1.95, tone * 2.2, 0.025, 0.6);
        }
        out.scale((0.62 + 0.42 * lift) * (1 + 0.22 * thread + 0.10 * fine));
    }
}
