package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;

/**
 * A power lead: moulded plug with two pins and grip ribs, ribbed strain relief, a cable with
 * braided sleeve, and three stripped conductors at its other end. No two lie alike.
 */
final class PowerLead extends Part {
    private static final double CABLE = 6.2;
    private static final double CONDUCTOR = 2.2;
    private static final double WIRE = 1.5;
    private static final double STRIPPED = 6.5;
    private static final double PLUG_U = 24;
    private static final double PLUG_HALF_U = 16;
    private static final double PLUG_HALF_V = 14.5;
    private static final double PLUG_HEIGHT = 18;
    private static final double PIN = 2.6;
    private static final double PIN_V = 7.5;
    private static final double RELIEF = 15;

    private final Tube cable;
    private final Tube[] conductors = new Tube[3];
    private final double plugV;
    private final Braid braid;
    private final double plugTone;
    private final int grain;
    private final int patch;

    PowerLead(SeededRandom random, double wallMm) {
        super(wallMm);
        plugV = random.uniform(-6, 6);
        double endV = random.uniform(-10, 10);
        double bend = random.uniform(-9, 9);
        double endU = random.uniform(-34, -30);
        cable = new Tube(9.8, 10, plugV, -4, plugV, -16, endV + bend, endU, endV);
        // The conductors fan out in the direction in which the sleeve ends.
        double du = endU + 16;
        double dv = -bend;
        double norm = Math.sqrt(du * du + dv * dv);
        du /= norm;
        dv /= norm;
        for (int k = 0; k < 3; k++) {
            double fan = 4.5 * (k - 1);
            double open = (k - 1) * random.uniform(7.2, 8.2) + random.uniform(-0.4, 0.4);
            double reach = random.uniform(18.5, 19.5);
            double curl = random.uniform(-0.7, 0.7);
            conductors[k] =
                    new Tube(
                            3.2,
                            endU - 1.5 * du - fan * 0.5 * dv,
                            endV - 1.5 * dv + fan * 0.5 * du,
                            endU + 0.35 * reach * du - fan * dv,
                            endV + 0.35 * reach * dv + fan * du,
                            endU + 0.7 * reach * du - (open + curl) * dv,
                            endV + 0.7 * reach * dv + (open + curl) * du,
                            endU + reach * du - open * dv,
                            endV + reach * dv + open * du);
        }
        braid = new Braid(CABLE, random);
        plugTone = random.uniform(0.030, 0.045);
        grain = noiseSeed(random);
        patch = noiseSeed(random);
    }

    @Override
    double radiusMm() {
        return 57;
    }

    @Override
    double maxHeightMm() {
        return PLUG_HEIGHT + 0.5;
    }

    @Override
    PoseRange poseRange() {
        return new PoseRange(0.12, 2, 0.002);
    }

    /** Height of a round bar that rests on the table, 0 beside it. */
    private double bar(double lateral, double radius, double centre) {
        double a = Math.abs(lateral);
        double side = wall(a - radius);
        if (side == 0) {
            return 0;
        }
        double q = Math.min(1, a / radius);
        return (centre + radius * Math.sqrt(1 - q * q)) * side;
    }

    private double plug(double u, double v) {
        return Sdf.box(u - PLUG_U, v - plugV, PLUG_HALF_U, PLUG_HALF_V, 4);
    }

    private double plugHeight(double u, double v) {
        double d = plug(u, v);
        double side = wall(d);
        if (side == 0) {
            return 0;
        }
        double h = PLUG_HEIGHT - Sdf.round(d, 4);
        double w = (u - PLUG_U + 2) / 3.0;
        double f = Math.abs(w - Math.floor(w) - 0.5);
        boolean grip = Math.abs(u - PLUG_U + 2) < 9 && Math.abs(v - plugV) < 9;
        if (grip) {
            h -= 0.8 * Sdf.smooth(0.16, 0.30, f) * Sdf.smooth(9, 8.4, Math.abs(v - plugV));
        }
        double arrow = Sdf.circle(u - PLUG_U - 11, v - plugV, 2.0);
        h += 0.4 * Sdf.smooth(0.5, 0, Math.abs(arrow));
        h += 0.03 * Noise.at(u * 1.7, v * 1.7, grain);
        return h * side;
    }

    private static boolean isPin(double u, double w) {
        return u > PLUG_U + PLUG_HALF_U - 1 && Math.abs(Math.abs(w) - PIN_V) < PIN + 0.4;
    }

    private double pinHeight(double u, double v) {
        double w = v - plugV;
        if (!isPin(u, w)) {
            return 0;
        }
        double tip = u - (PLUG_U + PLUG_HALF_U + 11.5);
        double r = PIN - Sdf.round(tip, 1.2);
        double lateral = Math.abs(w) - PIN_V;
        return bar(lateral, Math.max(0.3, r), PLUG_HEIGHT / 2) * wall(tip);
    }

    /** Radius of sleeve or strain relief at that arc length. */
    private double cableRadius(double along) {
        if (along >= RELIEF) {
            return CABLE;
        }
        double t = along / RELIEF;
        double w = along / 2.9;
        double f = Math.abs(w - Math.floor(w) - 0.5);
        return Sdf.lerp(9.2, 6.9, t) - 0.7 * Sdf.smooth(0.20, 0.32, f);
    }

    @Override
    double heightMm(double u, double v) {
        double h = Math.max(plugHeight(u, v), pinHeight(u, v));
        if (cable.locate(u, v)) {
            double along = cable.along;
            double end = along - cable.lengthMm();
            double r = cableRadius(along);
            double c = bar(cable.lateral, r, CABLE) * wall(end) * wall(-along - 6);
            if (c > 0 && along >= RELIEF) {
                c += 0.28 * (braid.lift(along, cable.lateral) - 0.5) * Math.min(1, c / CABLE);
            }
            h = Math.max(h, c);
        }
        for (Tube t : conductors) {
            if (t.locate(u, v)) {
                boolean bare = t.along > t.lengthMm() - STRIPPED;
                double r = bare ? WIRE : CONDUCTOR;
                double rise = 3.4 * Sdf.smooth(6, 0, t.along);
                h =
                        Math.max(
                                h,
                                bar(t.lateral, r, CONDUCTOR + rise)
                                        * wall(t.along - t.lengthMm())
                                        * wall(-t.along));
            }
        }
        return h;
    }

    @Override
    void material(double u, double v, Material out) {
        double fine = Noise.fractal(u * 1.6, v * 1.6, 2, grain);
        if (plug(u, v) < 0.4) {
            plugMaterial(u, v, fine, out);
            return;
        }
        if (isPin(u, v - plugV)) {
            out.set(0.40, 0.37, 0.31, 0.45, 0.36);
            out.scale(1 + 0.10 * Noise.at(u * 0.7, v * 3.5, grain));
            return;
        }
        // Where cable and conductor overlap, the higher one shows.
        double top = 0;
        boolean onCable = false;
        double along = 0;
        double lateral = 0;
        if (cable.locate(u, v) && cable.along < cable.lengthMm() + 0.3) {
            onCable = true;
            along = cable.along;
            lateral = cable.lateral;
            top = bar(lateral, cableRadius(along) + 0.4, CABLE);
        }
        int best = -1;
        for (int k = 0; k < 3; k++) {
            Tube t = conductors[k];
            if (t.locate(u, v) && t.along > -0.3) {
                double c = bar(t.lateral, CONDUCTOR + 0.4, CONDUCTOR);
                if (c > top) {
                    top = c;
                    best = k;
                }
            }
        }
        if (best >= 0) {
            conductorMaterial(conductors[best], best, fine, out);
        } else if (onCable && along < RELIEF) {
            plugMaterial(u, v, fine, out);
        } else {
            braid.material(along, lateral, fine, out);
        }
    }

    private void plugMaterial(double u, double v, double fine, Material out) {
        out.set(plugTone, plugTone, plugTone * 1.06, 0.05, 0.5);
        double dust = Sdf.smooth(0.2, 0.9, Noise.fractal(u * 0.2, v * 0.2, 3, patch));
        out.scale(1 + 0.14 * fine + 0.35 * dust);
        out.slopeU = 0.08 * Noise.at(u * 2.1, v * 2.1, grain + 40);
        out.slopeV = 0.08 * Noise.at(u * 2.1, v * 2.1, grain + 50);
    }

    private static void conductorMaterial(Tube t, int k, double fine, Material out) {
        if (t.along > t.lengthMm() - STRIPPED) {
            // Stranded copper: the strands run round the wire at a slant.
            double w = (t.along * 0.6 + t.lateral * 1.3);
            double f = Math.abs(w - Math.floor(w) - 0.5) * 2;
            out.set(0.52, 0.24, 0.12, 0.32, 0.42);
            out.scale(0.7 + 0.4 * f + 0.1 * fine);
            return;
        }
        colour(k, t.lateral, out);
        out.scale(1 + 0.07 * fine);
    }

    /** Colour of conductor k: brown, green and yellow, blue. */
    static void colour(int k, double lateral, Material out) {
        switch (k) {
            case 0 -> out.set(0.115, 0.052, 0.030, 0.06, 0.4);
            case 1 -> {
                if (Math.abs(lateral) < 0.8) {
                    out.set(0.52, 0.42, 0.05, 0.06, 0.4);
                } else {
                    out.set(0.06, 0.22, 0.07, 0.06, 0.4);
                }
            }
            default -> out.set(0.035, 0.10, 0.33, 0.06, 0.4);
        }
    }

    @Override
    double featureEnd(Site site, double amountMm, double u, double v) {
        Tube t = conductors[site.feature()];
        if (!t.locate(u, v)) {
            return Double.MAX_VALUE;
        }
        double beyond = t.along - (t.lengthMm() - amountMm);
        return Math.max(-beyond, Math.abs(t.lateral) - CONDUCTOR - 0.3);
    }

    @Override
    Site site(Site.Kind kind, SeededRandom random) {
        return switch (kind) {
            case FEATURE -> {
                int k = random.nextInt(3);
                yield conductors[k].at(random.uniform(0.25, 0.6), k);
            }
            case EDGE -> {
                double side = random.nextInt(2) == 0 ? 1 : -1;
                double u = PLUG_U + random.uniform(-10, 10);
                yield new Site(u, plugV + side * PLUG_HALF_V, 0, side);
            }
            default -> {
                if (random.nextInt(4) == 0) {
                    double u = PLUG_U + random.uniform(-9, 9);
                    double v = plugV + random.uniform(-9, 9);
                    yield new Site(u, v, 1, 0);
                }
                double share = random.uniform(RELIEF / cable.lengthMm() + 0.08, 0.94);
                Site m = cable.at(share, 0);
                double off = random.uniform(-0.4, 0.4) * CABLE;
                yield new Site(m.u() - off * m.dirV(), m.v() + off * m.dirU(), m.dirU(), m.dirV());
            }
        };
    }
}
