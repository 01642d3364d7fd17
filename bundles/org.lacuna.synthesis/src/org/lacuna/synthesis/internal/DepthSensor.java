package org.lacuna.synthesis.internal;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.SeededRandom;

/**
 * Turns a frame into the cloud that a structured-light scanner delivers. No point where the
 * projector does not reach, where too little of its pattern comes back, where glare blinds the
 * camera, and at many pixels on a depth edge (a few of those float between both depths instead).
 * Else the true point with noise along the line of sight that grows with slope and darkness, a
 * ripple left by the fringes, and quantisation.
 */
final class DepthSensor {
    /** Deviation on a bright surface that faces the camera. */
    private static final double NOISE_MM = 0.016;

    private static final double MAX_NOISE_MM = 0.22;
    private static final double RIPPLE_MM = 0.007;
    private static final double RIPPLE_PERIOD_MM = 2.3;
    private static final double STEP_MM = 0.01;
    private static final double DARK = 0.0095;
    private static final double BLINDING = 1.5;
    private static final double STEEP = 3.2;
    private static final double EDGE_MM = 1.2;

    private final Rig rig;
    private final int seed;
    private final double phase;

    DepthSensor(Rig rig, SeededRandom random) {
        this.rig = rig;
        this.seed = Part.noiseSeed(random);
        this.phase = random.nextDouble();
    }

    OrganizedCloud measure(Frame frame) {
        int w = frame.width;
        int h = frame.height;
        float[] x = new float[w * h];
        float[] y = new float[w * h];
        float[] z = new float[w * h];
        float[] noise = smoothNoise(w, h);
        for (int row = 0; row < h; row++) {
            double rayY = rig.rayY(row);
            for (int column = 0; column < w; column++) {
                int i = row * w + column;
                double rayX = rig.rayX(column);
                double depth = depth(frame, column, row, rayX, noise[i]);
                x[i] = (float) (rayX * depth);
                y[i] = (float) (rayY * depth);
                z[i] = (float) depth;
            }
        }
        return new OrganizedCloud(w, h, x, y, z);
    }

    /** Measured depth, NaN without measurement. */
    private double depth(Frame frame, int column, int row, double rayX, double unit) {
        int i = row * frame.width + column;
        if (!frame.lit[i]) {
            return Double.NaN;
        }
        // Drop-outs come in clumps: half the chance is shared with the neighbourhood.
        double chance =
                0.5
                        + 0.42 * Noise.at(column / 2.9, row / 2.9, seed)
                        + 0.15 * Noise.gaussian(column, row, seed + 1);
        double pattern = frame.pattern[i];
        double trouble =
                0.9 * Sdf.smooth(2.2 * DARK, 0.55 * DARK, pattern)
                        + Sdf.smooth(0.55 * BLINDING, 1.4 * BLINDING, frame.glare[i])
                        + Sdf.smooth(0.55 * STEEP, 1.3 * STEEP, frame.slope[i]);
        double jump = frame.jumpMm(column, row);
        double edge = Math.abs(jump) > EDGE_MM ? 0.36 : 0;
        if (trouble + edge + 0.012 > chance + 0.10) {
            return Double.NaN;
        }
        double depth = frame.depthMm[i];
        if (edge > 0) {
            double u = Noise.unit(Noise.hash(column, row, seed + 2));
            if (u < 0.08) {
                depth += jump * u / 0.16;
            }
        }
        double noise =
                NOISE_MM
                        * (1 + 0.55 * frame.slope[i] * frame.slope[i])
                        * Math.sqrt(0.25 / Math.max(0.006, pattern));
        depth += Math.min(MAX_NOISE_MM, noise) * unit;
        double fringe = rayX * depth / RIPPLE_PERIOD_MM + phase;
        depth += RIPPLE_MM * wave(fringe + 0.008 * row);
        return Math.rint(depth / STEP_MM) * STEP_MM;
    }

    /** White noise seen through the scanner's decoding window (binomial, 3 x 3), deviation 1. */
    private float[] smoothNoise(int w, int h) {
        float[] white = new float[(w + 2) * (h + 2)];
        for (int i = 0; i < white.length; i++) {
            white[i] = (float) Noise.gaussian(i, 5, seed + 3);
        }
        float[] out = new float[w * h];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int i = y * (w + 2) + x;
                int j = i + w + 2;
                int k = j + w + 2;
                float sum = white[i] + white[i + 2] + white[k] + white[k + 2];
                sum += 2 * (white[i + 1] + white[j] + white[j + 2] + white[k + 1]);
                out[y * w + x] = (sum + 4 * white[j + 1]) / 6;
            }
        }
        return out;
    }

    /** A sine of that many turns, as two parabolas: close enough, and the same on every machine. */
    private static double wave(double turns) {
        double f = turns - Math.floor(turns);
        return f < 0.5 ? 16 * f * (0.5 - f) : -16 * (f - 0.5) * (1 - f);
    }
}
