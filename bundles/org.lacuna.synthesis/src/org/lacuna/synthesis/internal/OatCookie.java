package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;

/**
 * An oat cookie with chocolate chips: outline, dome, lumps, natural cracks, chips and browning are
 * drawn anew for each.
 */
final class OatCookie extends Part {
    private static final double MAX_RADIUS = 47;

    private final double radius;
    private final double thickness;
    private final double elongation;
    private final double outlineAmount;
    private final double brown;
    private final double crackAmount;
    private final int outlineSeed;
    private final int lumpSeed;
    private final int crackSeed;
    private final int oatSeed;
    private final int crumbSeed;
    private final double[] chips;
    private final double[] cell = new double[4];

    OatCookie(SeededRandom random, double wallMm) {
        super(wallMm);
        radius = random.uniform(33.5, 39.5);
        thickness = random.uniform(8.0, 11.0);
        elongation = random.uniform(0.94, 1.06);
        outlineAmount = random.uniform(0.05, 0.10);
        brown = random.uniform(0.82, 1.15);
        crackAmount = random.uniform(0.2, 0.8);
        outlineSeed = noiseSeed(random);
        lumpSeed = noiseSeed(random);
        crackSeed = noiseSeed(random);
        oatSeed = noiseSeed(random);
        crumbSeed = noiseSeed(random);
        int count = 9 + random.nextInt(8);
        chips = new double[6 * count];
        for (int i = 0; i < chips.length; i += 6) {
            double angle = random.uniform(0, 2 * Math.PI);
            double r = 0.86 * radius * Math.sqrt(random.nextDouble());
            double turn = random.uniform(0, Math.PI);
            chips[i] = r * StrictMath.cos(angle);
            chips[i + 1] = r * StrictMath.sin(angle);
            chips[i + 2] = StrictMath.cos(turn);
            chips[i + 3] = StrictMath.sin(turn);
            chips[i + 4] = random.uniform(1.8, 3.6);
            chips[i + 5] = random.uniform(0.65, 1.0);
        }
    }

    @Override
    double radiusMm() {
        return MAX_RADIUS;
    }

    @Override
    double maxHeightMm() {
        return 16;
    }

    @Override
    PoseRange poseRange() {
        return new PoseRange(Math.PI, 7, 0.02);
    }

    /** Distance to the centre as a share of the outline's distance in that direction. */
    private double share(double u, double v) {
        double r = Math.sqrt(u * u * elongation + v * v / elongation);
        double safe = Math.max(r, 1e-6);
        double wobble = Noise.fractal(1.6 * u / safe, 1.6 * v / safe, 3, outlineSeed);
        double fringe = 0.012 * Noise.at(u * 0.35, v * 0.35, outlineSeed + 9);
        return r / (radius * (1 + outlineAmount * wobble) * (1 + fringe));
    }

    /** Whether a chip covers the place: its share of the chip's radius, above 1 outside. */
    private double chip(double u, double v) {
        double best = 9;
        for (int i = 0; i < chips.length; i += 6) {
            double du = u - chips[i];
            double dv = v - chips[i + 1];
            if (du * du + dv * dv < 20) {
                double a = (du * chips[i + 2] + dv * chips[i + 3]) / chips[i + 4];
                double b = (dv * chips[i + 2] - du * chips[i + 3]) / (chips[i + 4] * chips[i + 5]);
                best = Math.min(best, Math.sqrt(a * a + b * b));
            }
        }
        return best + 0.12 * Noise.at(u * 0.9, v * 0.9, crumbSeed + 5);
    }

    /** An oat flake: 1 on it, 0 off; each cell holds one, turned at random. */
    private double oat(double u, double v) {
        int name = Noise.cell(u * 0.23, v * 0.23, oatSeed, cell);
        if ((name & 3) == 0) {
            return 0;
        }
        double c = (name >>> 4 & 255) / 127.5 - 1;
        double s = Math.sqrt(Math.max(0, 1 - c * c));
        double a = (cell[2] * c + cell[3] * s) / 0.46;
        double b = (cell[3] * c - cell[2] * s) / 0.24;
        return Sdf.smooth(1.05, 0.75, a * a + b * b);
    }

    private double crack(double u, double v) {
        double bend = 3 * Noise.at(u * 0.09, v * 0.09, crackSeed + 3);
        double line = Noise.ridge((u + bend) * 0.055, (v - bend) * 0.055, crackSeed);
        double where = Sdf.smooth(-0.05, 0.4, Noise.at(u * 0.05, v * 0.05, crackSeed + 1));
        return Sdf.smooth(0.80, 1, line) * where * crackAmount;
    }

    @Override
    double heightMm(double u, double v) {
        double q = share(u, v);
        double d = (q - 1) * radius;
        double side = wall(d);
        if (side == 0) {
            return 0;
        }
        double dome = 1 - q * q * q * q;
        double rim = Math.sqrt(Sdf.clamp(-d / 5, 0, 1));
        double h = thickness * (0.30 + 0.42 * rim + 0.28 * Math.max(0, dome));
        Noise.cell(u * 0.13, v * 0.13, lumpSeed, cell);
        h += 1.5 * (0.45 - cell[0]);
        h += 0.55 * Noise.fractal(u * 0.35, v * 0.35, 3, lumpSeed + 3);
        h -= 1.5 * crack(u, v);
        h += 0.45 * oat(u, v);
        double chip = chip(u, v);
        if (chip < 1) {
            h += 1.1 * Math.sqrt(1 - Math.max(0, chip) * Math.max(0, chip));
        }
        h += 0.07 * Noise.at(u * 2.1, v * 2.1, crumbSeed);
        return Sdf.clamp(h, 0.8, 16) * side;
    }

    @Override
    void material(double u, double v, Material out) {
        double q = share(u, v);
        double tan = 0.16 * Noise.fractal(u * 0.06, v * 0.06, 4, crumbSeed + 20);
        double baked = Sdf.smooth(0.62, 1.02, q) * 0.55 - tan;
        double chip = chip(u, v);
        if (chip < 1) {
            out.set(0.040, 0.022, 0.014, 0.03, 0.6);
            out.scale(0.8 + 0.5 * Noise.fractal(u * 0.9, v * 0.9, 2, crumbSeed + 6));
            return;
        }
        out.set(0.44, 0.245, 0.105, 0.012, 0.7);
        out.scale(
                brown * (1 - 0.45 * baked), brown * (1 - 0.62 * baked), brown * (1 - 0.72 * baked));
        double flake = oat(u, v);
        out.cover(0.56, 0.40, 0.22, 0.50 * flake * brown);
        double crumb = Noise.fractal(u * 0.9, v * 0.9, 4, crumbSeed);
        out.scale(1 + 0.22 * crumb);
        double pores = Sdf.smooth(0.35, 0.9, Noise.at(u * 1.3, v * 1.3, crumbSeed + 30));
        out.scale(1 - 0.35 * pores);
        // Cracks show the paler inside, dark in their depth.
        double crack = crack(u, v);
        out.cover(0.40, 0.25, 0.13, 0.6 * Sdf.clamp(crack, 0, 1));
    }

    @Override
    Site site(Site.Kind kind, SeededRandom random) {
        double angle = random.uniform(0, 2 * Math.PI);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        if (kind == Site.Kind.EDGE) {
            double r = radius / share(radius * cos, radius * sin);
            return new Site(r * cos, r * sin, cos, sin);
        }
        double r = 0.8 * radius * Math.sqrt(random.nextDouble());
        double turn = random.uniform(0, 2 * Math.PI);
        return new Site(r * cos, r * sin, StrictMath.cos(turn), StrictMath.sin(turn));
    }
}
