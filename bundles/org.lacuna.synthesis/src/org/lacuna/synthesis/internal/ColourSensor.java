package org.lacuna.synthesis.internal;

import org.lacuna.core.RgbImage;
import org.lacuna.core.SeededRandom;

/**
 * Turns light into an 8-bit sRGB image: lens fall-off and blur, exposure and white balance of this
 * scan, shot and read noise, clipping.
 */
final class ColourSensor {
    private static final double EXPOSURE = 1.02;
    private static final double READ_NOISE = 0.0022;
    private static final double SHOT_NOISE = 0.00006;

    /** Weights of the lens blur over a pixel and its two neighbours, deviation 0.6 px. */
    private static final float SIDE = 0.17f;

    private static final byte[] SRGB = new byte[4096];

    static {
        for (int i = 0; i < SRGB.length; i++) {
            double v = (i + 0.5) / SRGB.length;
            double s = v <= 0.0031308 ? 12.92 * v : 1.055 * StrictMath.pow(v, 1 / 2.4) - 0.055;
            SRGB[i] = (byte) Math.round(255 * s);
        }
    }

    private final double[] gain = new double[3];
    private final int seed;

    ColourSensor(SeededRandom random) {
        double exposure = EXPOSURE * random.uniform(0.93, 1.07);
        gain[0] = exposure * random.uniform(0.985, 1.015);
        gain[1] = exposure;
        gain[2] = exposure * random.uniform(0.985, 1.015);
        seed = Part.noiseSeed(random);
    }

    RgbImage expose(Frame frame) {
        int w = frame.width;
        int h = frame.height;
        float[] sharp = frame.light.clone();
        fallOff(sharp, w, h);
        float[] blurred = blur(sharp, w, h);
        byte[] out = new byte[blurred.length];
        for (int i = 0; i < blurred.length; i++) {
            double v = gain[i % 3] * blurred[i];
            double noise = Math.sqrt(READ_NOISE * READ_NOISE + SHOT_NOISE * v);
            v += noise * Noise.gaussian(i, 17, seed);
            out[i] = SRGB[(int) Sdf.clamp(v * SRGB.length, 0, SRGB.length - 1)];
        }
        return new RgbImage(w, h, out);
    }

    private static void fallOff(float[] light, int w, int h) {
        double scale = 2.0 / Math.min(w, h);
        for (int y = 0; y < h; y++) {
            double dy = (y - h / 2.0) * scale;
            for (int x = 0; x < w; x++) {
                double dx = (x - w / 2.0) * scale;
                float f = (float) (1 - 0.10 * Math.min(3, dx * dx + dy * dy));
                int i = 3 * (y * w + x);
                light[i] *= f;
                light[i + 1] *= f;
                light[i + 2] *= f;
            }
        }
    }

    private static float[] blur(float[] in, int w, int h) {
        float middle = 1 - 2 * SIDE;
        float[] rows = new float[in.length];
        int stride = 3 * w;
        for (int y = 0; y < h; y++) {
            int base = y * stride;
            for (int k = 0; k < stride; k++) {
                int left = base + (k >= 3 ? k - 3 : k);
                int right = base + (k + 3 < stride ? k + 3 : k);
                rows[base + k] = middle * in[base + k] + SIDE * (in[left] + in[right]);
            }
        }
        float[] out = new float[in.length];
        for (int y = 0; y < h; y++) {
            int base = y * stride;
            int up = y > 0 ? base - stride : base;
            int down = y + 1 < h ? base + stride : base;
            for (int k = 0; k < stride; k++) {
                out[base + k] = middle * rows[base + k] + SIDE * (rows[up + k] + rows[down + k]);
            }
        }
        return out;
    }
}
