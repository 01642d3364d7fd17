package org.lacuna.synthesis.internal;

/**
 * Random fields that are functions of the place: the same bits in whatever order and on whatever
 * thread they are asked for. Gradient noise after Perlin, "Improving Noise" (SIGGRAPH 2002), with
 * hashed instead of permuted lattice gradients. Stateless, thread-safe; only exactly rounded
 * arithmetic, so equal on every machine.
 */
final class Noise {
    /** Turns each octave against the one before, which hides the lattice's axes. */
    private static final double COS = 0.8;

    private static final double SIN = 0.6;

    private Noise() {}

    static int hash(int x, int y, int seed) {
        int h = seed * 0x9e3779b1 + x * 0x85ebca77 + y * 0xc2b2ae3d;
        h = (h ^ (h >>> 15)) * 0x2c1b3c6d;
        h = (h ^ (h >>> 12)) * 0x297a2d39;
        return h ^ (h >>> 15);
    }

    /** Uniform in [0, 1), from a hash value. */
    static double unit(int hash) {
        return (hash >>> 8) * 0x1.0p-24;
    }

    static int floor(double v) {
        int i = (int) v;
        return v < i ? i - 1 : i;
    }

    /** Gradient noise of unit wavelength, roughly in [-1, 1], mean 0, deviation about 0.35. */
    static double at(double x, double y, int seed) {
        int ix = floor(x);
        int iy = floor(y);
        double fx = x - ix;
        double fy = y - iy;
        double ux = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
        double uy = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
        double a = slope(hash(ix, iy, seed), fx, fy);
        double b = slope(hash(ix + 1, iy, seed), fx - 1, fy);
        double c = slope(hash(ix, iy + 1, seed), fx, fy - 1);
        double d = slope(hash(ix + 1, iy + 1, seed), fx - 1, fy - 1);
        double low = a + ux * (b - a);
        double high = c + ux * (d - c);
        return 1.7 * (low + uy * (high - low));
    }

    private static double slope(int h, double x, double y) {
        return ((h & 0xffff) * (2 / 65535.0) - 1) * x + ((h >>> 16) * (2 / 65535.0) - 1) * y;
    }

    /**
     * Sum of octaves, each of half the wavelength and half the height of the one before.
     *
     * @param octaves at least 1
     */
    static double fractal(double x, double y, int octaves, int seed) {
        double sum = 0;
        double weight = 1;
        for (int o = 0; o < octaves; o++) {
            sum += weight * at(x, y, seed + o);
            weight *= 0.5;
            double t = 2 * (COS * x - SIN * y);
            y = 2 * (SIN * x + COS * y) + 11.7;
            x = t - 5.3;
        }
        return sum;
    }

    /** Crests along winding lines: 1 on the line, falling to 0 away from it. */
    static double ridge(double x, double y, int seed) {
        double n = at(x, y, seed);
        return Math.max(0, 1 - 3 * Math.abs(n));
    }

    /**
     * Cells around one random point for each unit square (Worley, SIGGRAPH 1996).
     *
     * @param out at least 4 values: distance to the nearest point, distance to the second nearest,
     *     then the vector from the nearest point to the place
     * @return a hash that names the nearest point
     */
    static int cell(double x, double y, int seed, double[] out) {
        int ix = floor(x);
        int iy = floor(y);
        double best = Double.MAX_VALUE;
        double second = Double.MAX_VALUE;
        int name = 0;
        for (int j = -1; j <= 1; j++) {
            for (int i = -1; i <= 1; i++) {
                int h = hash(ix + i, iy + j, seed);
                double dx = x - (ix + i + (h & 0xffff) / 65536.0);
                double dy = y - (iy + j + (h >>> 16) / 65536.0);
                double q = dx * dx + dy * dy;
                if (q < best) {
                    second = best;
                    best = q;
                    name = h;
                    out[2] = dx;
                    out[3] = dy;
                } else if (q < second) {
                    second = q;
                }
            }
        }
        out[0] = Math.sqrt(best);
        out[1] = Math.sqrt(second);
        return hash(name, 0x51ed, seed);
    }

    /** White noise, nearly normal (sum of four uniform values), deviation 1. */
    static double gaussian(int x, int y, int seed) {
        int a = hash(x, y, seed);
        int b = hash(x, y, a ^ 0x5bd1e995);
        int sum = (a & 0xffff) + (a >>> 16) + (b & 0xffff) + (b >>> 16);
        return (sum - 131070) * (1.7320508075688772 / 65535);
    }
}
