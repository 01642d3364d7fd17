package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;

/**
 * A milled aluminium bracket: chamfered plate, bored boss, pocket, clamping rib and two countersunk
 * holes. Tool marks follow the tool's path: arcs of a face mill on the plate, offset lines in the
 * pocket, rings on the boss.
 */
final class MachinedBracket extends Part {
    private static final double HALF_U = 45;
    private static final double HALF_V = 29;
    private static final double PLATE = 8;
    private static final double BOSS_U = -24;
    private static final double BOSS_V = 3;
    private static final double BOSS_RADIUS = 14;
    private static final double BOSS_TOP = 17;
    private static final double BORE_RADIUS = 7.5;
    private static final double HOLE_U = 34;
    private static final double HOLE_V = 17;
    private static final double HOLE_RADIUS = 3.2;
    private static final double SINK_RADIUS = 5.8;
    private static final double POCKET_U = 14;
    private static final double POCKET_V = 6;
    private static final double RIB_V = -21.5;
    private static final double MILL_RADIUS = 26;

    private final double chamferMm;
    private final double pocketFloor;
    private final double holeRadius;
    private final double toneRed;
    private final double tone;
    private final double toneBlue;
    private final double feedMm;
    private final double feedPhase;
    private final double feedDepth;
    private final double millV;
    private final int grain;
    private final int film;
    private final double filmAmount;
    private final double[] marks;

    MachinedBracket(SeededRandom random, double wallMm) {
        super(wallMm);
        chamferMm = random.uniform(0.6, 1.0);
        pocketFloor = random.uniform(3.8, 4.2);
        holeRadius = HOLE_RADIUS + random.uniform(-0.1, 0.1);
        tone = random.uniform(0.155, 0.20);
        toneRed = tone * random.uniform(0.98, 1.03);
        toneBlue = tone * random.uniform(0.98, 1.04);
        feedMm = random.uniform(1.2, 1.6);
        feedPhase = random.uniform(0, feedMm);
        feedDepth = random.uniform(0.06, 0.11);
        millV = random.uniform(-6, 6);
        grain = noiseSeed(random);
        film = noiseSeed(random);
        filmAmount = random.uniform(0.03, 0.12);
        int count = 3 + random.nextInt(7);
        marks = new double[5 * count];
        for (int i = 0; i < marks.length; i += 5) {
            double u = random.uniform(-40, 40);
            double v = random.uniform(-25, 25);
            double angle = random.uniform(0, 2 * Math.PI);
            double length = random.uniform(2, 12);
            marks[i] = u;
            marks[i + 1] = v;
            marks[i + 2] = u + length * StrictMath.cos(angle);
            marks[i + 3] = v + length * StrictMath.sin(angle);
            marks[i + 4] = random.uniform(0.03, 0.12);
        }
    }

    @Override
    double radiusMm() {
        return 54;
    }

    @Override
    double maxHeightMm() {
        return BOSS_TOP;
    }

    @Override
    PoseRange poseRange() {
        return new PoseRange(0.1, 4, 0.004);
    }

    private static double outline(double u, double v) {
        return Sdf.box(u, v, HALF_U, HALF_V, 7);
    }

    private static double pocket(double u, double v) {
        return Sdf.box(u - POCKET_U, v - POCKET_V, 13, 12, 4);
    }

    private static double hole(double u, double v) {
        double dv = Math.abs(v) - HOLE_V;
        return Math.sqrt((u - HOLE_U) * (u - HOLE_U) + dv * dv);
    }

    private static double boss(double u, double v) {
        return Math.sqrt((u - BOSS_U) * (u - BOSS_U) + (v - BOSS_V) * (v - BOSS_V));
    }

    private static double rib(double u, double v) {
        return Sdf.box(u - 2, v - RIB_V, 22, 3.5, 3);
    }

    @Override
    double heightMm(double u, double v) {
        double d = outline(u, v);
        double side = wall(d);
        if (side == 0) {
            return 0;
        }
        double h = PLATE - Sdf.chamfer(d, chamferMm);
        double dp = pocket(u, v);
        if (dp < 2) {
            double floor = pocketFloor + Sdf.round(-dp - 1.2, 1.2);
            h = Sdf.lerp(h - Sdf.chamfer(-dp, 0.4), floor, wall(dp));
        }
        double dr = rib(u, v);
        if (dr < 2) {
            h = Sdf.smoothMax(h, wall(dr) * (13 - Sdf.chamfer(dr, chamferMm)), 1.2);
        }
        double rb = boss(u, v);
        double db = rb - BOSS_RADIUS;
        if (db < 3) {
            double foot = PLATE - 1.5 * db;
            h = Math.max(h, Math.min(foot, PLATE + 1.5 * wall(db - 1)));
            h = Sdf.smoothMax(h, wall(db) * (BOSS_TOP - Sdf.chamfer(db, chamferMm)), 1.5);
            h -= Sdf.chamfer(BORE_RADIUS - rb, 1.0);
            h *= 1 - wall(rb - BORE_RADIUS);
        }
        double rh = hole(u, v);
        if (rh < SINK_RADIUS + 1) {
            h -= Math.max(0, SINK_RADIUS - rh);
            h *= 1 - wall(rh - holeRadius);
        }
        return Math.max(0, h) * side;
    }

    @Override
    void material(double u, double v, Material out) {
        out.set(toneRed, tone, toneBlue, 0.18, 0.50);
        double along;
        double across;
        double dirU;
        double dirV;
        double pitch = feedMm;
        double depth = feedDepth;
        double rb = boss(u, v);
        double dp = pocket(u, v);
        if (rb < BOSS_RADIUS + 0.6) {
            along = rb;
            across = 0.1 * (u + v);
            double safe = Math.max(rb, 0.1);
            dirU = (u - BOSS_U) / safe;
            dirV = (v - BOSS_V) / safe;
            pitch = 0.62;
            depth *= 1.3;
        } else if (dp < 0) {
            along = dp;
            across = 0.3 * (u - v);
            boolean wide = Math.abs(u - POCKET_U) - 13 > Math.abs(v - POCKET_V) - 12;
            dirU = wide ? Math.signum(u - POCKET_U) : 0;
            dirV = wide ? 0 : Math.signum(v - POCKET_V);
            pitch = 1.7;
        } else {
            double w = v - millV;
            double root = Math.sqrt(Math.max(4, MILL_RADIUS * MILL_RADIUS - w * w));
            along = u - root;
            across = w;
            dirU = root / MILL_RADIUS;
            dirV = w / MILL_RADIUS;
        }
        // Feed marks: a rounded sawtooth, its depth uneven along the cut, plus fine tearing.
        double s = (along + feedPhase) / pitch;
        double saw = s - Math.floor(s) - 0.5;
        double uneven = 0.6 + 0.8 * Noise.at(along * 0.21, across * 0.06, grain + 7);
        double fine = Noise.at(along * 4.1, across * 0.5, grain);
        double slope = depth * (2.2 * saw * uneven + 0.9 * fine);
        out.slopeU = slope * dirU;
        out.slopeV = slope * dirV;
        out.scale(1 + 0.20 * saw * uneven + 0.16 * fine);
        // Oil film and finger marks dull the gloss in patches.
        double patch = Noise.fractal(u * 0.045, v * 0.045, 3, film);
        double smear = Sdf.smooth(0.05, 0.7, patch) * filmAmount;
        out.scale(1 - smear, 1 - 1.1 * smear, 1 - 1.6 * smear);
        out.roughness += 0.5 * smear;
        out.scale(1 + 0.05 * patch);
        for (int i = 0; i < marks.length; i += 5) {
            double d = Sdf.segment(u, v, marks[i], marks[i + 1], marks[i + 2], marks[i + 3]);
            if (d < 0.25) {
                out.scale(1 + marks[i + 4] * (1 - 4 * d));
            }
        }
    }

    @Override
    Site site(Site.Kind kind, SeededRandom random) {
        return switch (kind) {
            case EDGE -> edge(random);
            case FEATURE -> {
                double v = random.nextInt(2) == 0 ? HOLE_V : -HOLE_V;
                yield new Site(HOLE_U, v, 1, 0, SINK_RADIUS, 0);
            }
            default -> face(random);
        };
    }

    private static Site face(SeededRandom random) {
        while (true) {
            double u = random.uniform(-HALF_U, HALF_U);
            double v = random.uniform(-HALF_V, HALF_V);
            double bore = boss(u, v);
            boolean open =
                    outline(u, v) < -3
                            && Math.abs(bore - BORE_RADIUS) > 2
                            && bore > BORE_RADIUS
                            && Math.abs(bore - BOSS_RADIUS) > 2
                            && hole(u, v) > SINK_RADIUS + 1.5
                            && Math.abs(pocket(u, v)) > 2
                            && Math.abs(rib(u, v)) > 1.5;
            if (open) {
                double angle = random.uniform(0, 2 * Math.PI);
                return new Site(u, v, StrictMath.cos(angle), StrictMath.sin(angle));
            }
        }
    }

    private static Site edge(SeededRandom random) {
        double s = random.uniform(-0.75, 0.75);
        return switch (random.nextInt(4)) {
            case 0 -> new Site(s * HALF_U, HALF_V, 0, 1);
            case 1 -> new Site(s * HALF_U, -HALF_V, 0, -1);
            case 2 -> new Site(HALF_U, s * HALF_V, 1, 0);
            default -> new Site(-HALF_U, s * HALF_V, -1, 0);
        };
    }
}
