package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;

/**
 * A sintered spur gear: toothed rim, recessed web with lightening holes and an engraved number,
 * raised hub with bore and key way. Porous, grainy grey steel.
 */
final class SinteredGear extends Part {
    private static final int TEETH = 26;
    private static final double TIP = 46;
    private static final double ROOT = 39.5;
    private static final double RIM = 34;
    private static final double HUB = 14;
    private static final double BORE = 7.5;
    private static final double FACE = 10;
    private static final double WEB = 7;
    private static final double HUB_TOP = 13;
    private static final int HOLES = 5;
    private static final double HOLE_CIRCLE = 24;
    private static final double HOLE = 4.6;

    private final double faceMm;
    private final double webMm;
    private final double chamferMm;
    private final double tone;
    private final double warmth;
    private final double rustAmount;
    private final int grain;
    private final int patch;
    private final int run;
    private final PrintLayer engraving = new PrintLayer(-16, 16, 16, 32);

    SinteredGear(SeededRandom random, double wallMm) {
        super(wallMm);
        faceMm = FACE + random.uniform(-0.1, 0.1);
        webMm = WEB + random.uniform(-0.15, 0.15);
        chamferMm = random.uniform(0.5, 0.8);
        tone = random.uniform(0.10, 0.13);
        warmth = random.uniform(0.98, 1.03);
        rustAmount = random.uniform(0, 0.22);
        grain = noiseSeed(random);
        patch = noiseSeed(random);
        run = noiseSeed(random);
        // Between the holes at 18 and 90 degrees; the stamp's wheel shows the shift.
        String text = "" + (char) ('A' + random.nextInt(6)) + (1 + random.nextInt(9));
        engraving.text(text, 9.2, 21.5, 3.4, 0.6);
    }

    @Override
    double radiusMm() {
        return TIP + 0.5;
    }

    @Override
    double maxHeightMm() {
        return HUB_TOP + 0.3;
    }

    @Override
    PoseRange poseRange() {
        return new PoseRange(0.14, 5, 0.005);
    }

    /** Distance to the outline: teeth on the root circle. */
    private static double outline(double u, double v, double r) {
        if (r < ROOT - 2) {
            return r - ROOT;
        }
        double turns = StrictMath.atan2(v, u) * (TEETH / (2 * Math.PI));
        double f = turns - Math.floor(turns) - 0.5;
        double x = Math.abs(f) * (2 * Math.PI / TEETH) * r;
        double t = Sdf.clamp((r - ROOT) / (TIP - ROOT), 0, 1);
        double half = 3.7 - 1.2 * t - 0.8 * t * t;
        double tooth = Sdf.smoothMax((x - half) * 0.94, r - TIP, 0.6);
        return Sdf.smoothMin(r - ROOT, tooth, 1.0);
    }

    private static double hole(double u, double v) {
        double best = 99;
        for (int k = 0; k < HOLES; k++) {
            double du = u - HOLE_CIRCLE * HOLE_COS[k];
            double dv = v - HOLE_CIRCLE * HOLE_SIN[k];
            best = Math.min(best, du * du + dv * dv);
        }
        return Math.sqrt(best) - HOLE;
    }

    private static final double[] HOLE_COS = new double[HOLES];
    private static final double[] HOLE_SIN = new double[HOLES];

    static {
        for (int k = 0; k < HOLES; k++) {
            double a = 2 * Math.PI * (k + 0.25) / HOLES;
            HOLE_COS[k] = StrictMath.cos(a);
            HOLE_SIN[k] = StrictMath.sin(a);
        }
    }

    private static double bore(double u, double v, double r) {
        double key = Sdf.box(u, v - BORE, 2, 2.6, 0.3);
        return Math.min(r - BORE, key);
    }

    @Override
    double heightMm(double u, double v) {
        double r = Math.sqrt(u * u + v * v);
        if (r > TIP + 1) {
            return 0;
        }
        double d = outline(u, v, r);
        double side = wall(d);
        if (side == 0) {
            return 0;
        }
        double h = faceMm - Sdf.chamfer(d, chamferMm);
        if (r < RIM + 1) {
            double recess = r - RIM;
            double floor = webMm + Sdf.round(-recess - 1.5, 1.5);
            h = Sdf.lerp(h - Sdf.chamfer(-recess, chamferMm), floor, wall(recess));
            h -= 0.35 * engraving.at(u, v);
            double dh = hole(u, v);
            if (dh < 1) {
                h -= Sdf.chamfer(-dh, 0.5);
                h *= 1 - wall(dh);
            }
            double hub = r - HUB;
            if (hub < 2) {
                h = Sdf.smoothMax(h, wall(hub) * (HUB_TOP - Sdf.chamfer(hub, chamferMm)), 1.4);
            }
            double db = bore(u, v, r);
            if (db < 1.5) {
                h -= Sdf.chamfer(-db, 0.8);
                h *= 1 - wall(db);
            }
        }
        h += 0.025 * Noise.at(u * 1.6, v * 1.6, grain);
        return Math.max(0, h) * side;
    }

    @Override
    void material(double u, double v, Material out) {
        double r = Math.sqrt(u * u + v * v);
        out.set(tone * warmth, tone, tone / warmth, 0.12, 0.55);
        double fine = Noise.fractal(u * 1.4, v * 1.4, 3, grain);
        double cloud = Noise.fractal(u * 0.06, v * 0.06, 3, patch);
        out.scale(1 + 0.15 * fine + 0.08 * cloud);
        double pore = Noise.at(u * 1.9, v * 1.9, grain + 30);
        out.scale(1 - 0.45 * Sdf.smooth(0.55, 0.95, pore));
        // Flash rust of storage: a trace of it belongs to a good part.
        double rust = Sdf.smooth(0.35, 1.0, Noise.fractal(u * 0.16, v * 0.16, 4, patch + 9));
        rust *= rustAmount;
        out.cover(0.22, 0.11, 0.055, rust);
        // The press punch leaves rings on hub and rim.
        double ring = Noise.at(r * 2.3, 0.2 * cloud, run);
        boolean pressed = r < HUB || r > RIM;
        if (pressed) {
            out.scale(1 + 0.06 * ring);
            out.gloss += 0.03;
            out.roughness -= 0.06;
        }
        double safe = Math.max(r, 0.1);
        double slope = pressed ? 0.05 * ring : 0;
        out.slopeU = slope * u / safe + 0.09 * Noise.at(u * 2.0, v * 2.0, grain + 40);
        out.slopeV = slope * v / safe + 0.09 * Noise.at(u * 2.0, v * 2.0, grain + 50);
    }

    @Override
    double featureEnd(Site site, double amountMm, double u, double v) {
        double along = (u - site.u()) * site.dirU() + (v - site.v()) * site.dirV();
        double across = (v - site.v()) * site.dirU() - (u - site.u()) * site.dirV();
        return Math.max(-amountMm - along, Math.abs(across) - site.sizeMm());
    }

    @Override
    Site site(Site.Kind kind, SeededRandom random) {
        double angle = random.uniform(0, 2 * Math.PI);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        return switch (kind) {
            case EDGE, FEATURE -> {
                double a = 2 * Math.PI * (random.nextInt(TEETH) + 0.5) / TEETH;
                double c = StrictMath.cos(a);
                double s = StrictMath.sin(a);
                double r = TIP - 0.2;
                yield new Site(r * c, r * s, c, s, 4.2, 0);
            }
            default -> {
                while (true) {
                    double u = random.uniform(-TIP, TIP);
                    double v = random.uniform(-TIP, TIP);
                    double r = Math.sqrt(u * u + v * v);
                    boolean open =
                            r < ROOT - 1
                                    && Math.abs(r - RIM) > 2
                                    && Math.abs(r - HUB) > 2
                                    && bore(u, v, r) > 2
                                    && hole(u, v) > 2;
                    if (open) {
                        yield new Site(u, v, cos, sin);
                    }
                }
            }
        };
    }
}
