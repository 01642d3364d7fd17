package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;

/**
 * The moulded lid of a small controller: a plate 2 mm thick with a low border ridge, counterbored
 * screw holes and vent slots, screen printed with a logo, text, a warning sign and a bar code. The
 * serial number, the bar code and the register of the print differ from part to part.
 */
final class PrintedCover extends Part {
    private static final double HALF_U = 48;
    private static final double HALF_V = 30;
    private static final double PLATE = 2;
    private static final double RIDGE = 0.5;
    private static final double SCREW_U = 43;
    private static final double SCREW_V = 25;
    private static final double SLOT_U = 28;
    private static final double SLOT_V = -12.5;
    private static final int SLOTS = 4;
    private static final double SLOT_FLOOR = 0.9;
    private static final double SLOT_PITCH = 4.6;

    private final double bowU;
    private final double bowV;
    private final double tone;
    private final double warmth;
    private final double inkTone;
    private final int grain;
    private final int patch;
    private final int wear;
    private final PrintLayer dark = new PrintLayer(-44, -26, 44, 26);
    private final PrintLayer bright = new PrintLayer(-44, -26, 44, 26);

    PrintedCover(SeededRandom random, double wallMm) {
        super(wallMm);
        bowU = random.uniform(-0.12, 0.22);
        bowV = random.uniform(-0.06, 0.10);
        tone = random.uniform(0.40, 0.48);
        warmth = random.uniform(0.97, 1.03);
        inkTone = random.uniform(0.018, 0.035);
        grain = noiseSeed(random);
        patch = noiseSeed(random);
        wear = noiseSeed(random);
        print(random);
    }

    private void print(SeededRandom random) {
        double du = random.uniform(-0.5, 0.5);
        double dv = random.uniform(-0.5, 0.5);
        double weight = random.uniform(0.92, 1.08);
        // Logo: a disc with a gap (lacuna) cut out of it.
        double lu = -31 + du;
        double lv = 12 + dv;
        bright.fill(lu - 8, lv - 8, lu + 8, lv + 8, (u, v) -> Sdf.circle(u - lu, v - lv, 7.2));
        bright.clear(
                lu - 8,
                lv - 8,
                lu + 8,
                lv + 8,
                (u, v) -> Sdf.circle(u - lu - 1.6, v - lv - 1.2, 3.4));
        bright.clear(
                lu,
                lv - 2,
                lu + 9,
                lv + 6,
                (u, v) -> Sdf.segment(u, v, lu + 2, lv + 1.6, lu + 9, lv + 5) - 0.9);
        dark.text("LC-40", -20 + du, 11 + dv, 7, 1.15 * weight);
        dark.text("LINEAR CONTROLLER", -20 + du, 6 + dv, 2.5, 0.42 * weight);
        dark.line(-39 + du, 2.6 + dv, 12 + du, 2.6 + dv, 0.4);
        dark.text("IN  24V  2.5A  DC", -39 + du, -2 + dv, 2.6, 0.45 * weight);
        dark.text("OUT  5V  8.0A  DC", -39 + du, -6.4 + dv, 2.6, 0.45 * weight);
        barCode(random, du, dv);
        warningSign(31 + du, 10 + dv);
    }

    private void barCode(SeededRandom random, double du, double dv) {
        StringBuilder serial = new StringBuilder("SN 26");
        double u = -39 + du;
        double end = -8 + du;
        while (u < end) {
            double bar = 0.35 * (1 + random.nextInt(3));
            double low = u;
            double high = u + bar;
            dark.fill(
                    low,
                    -18 + dv,
                    high,
                    -10 + dv,
                    (x, y) -> Sdf.box(x - (low + high) / 2, y + 14 - dv, (high - low) / 2, 4, 0));
            u = high + 0.35 * (1 + random.nextInt(3));
        }
        for (int i = 0; i < 6; i++) {
            serial.append((char) ('0' + random.nextInt(10)));
        }
        dark.text(serial.toString(), -38 + du, -22.5 + dv, 2.9, 0.45);
    }

    private void warningSign(double cu, double cv) {
        double r = 7.5;
        bright.fill(cu - 9, cv - 6, cu + 9, cv + 10, (u, v) -> triangle(u - cu, v - cv, r) - 0.6);
        bright.clear(cu - 9, cv - 6, cu + 9, cv + 10, (u, v) -> triangle(u - cu, v - cv, r - 2.2));
        dark.line(cu + 0.9, cv + 4.2, cu - 1.3, cv + 0.6, 0.9);
        dark.line(cu - 1.3, cv + 0.6, cu + 1.2, cv + 0.8, 0.8);
        dark.line(cu + 1.2, cv + 0.8, cu - 0.8, cv - 2.6, 0.9);
    }

    /** Equilateral triangle, point up, by its circumradius. */
    private static double triangle(double u, double v, double radius) {
        double side = 0.8660254037844386 * Math.abs(u) + 0.5 * v;
        return Math.max(side, -v) - radius / 2;
    }

    @Override
    double radiusMm() {
        return 57.5;
    }

    @Override
    double maxHeightMm() {
        return PLATE + RIDGE + 0.6;
    }

    @Override
    PoseRange poseRange() {
        return new PoseRange(0.08, 3.5, 0.003);
    }

    private static double screw(double u, double v) {
        double a = Math.abs(u) - SCREW_U;
        double b = Math.abs(v) - SCREW_V;
        return Math.sqrt(a * a + b * b);
    }

    private static double slots(double u, double v) {
        double w = (v - SLOT_V) / SLOT_PITCH + SLOTS / 2.0;
        double k = Sdf.clamp(Math.floor(w), 0, SLOTS - 1);
        double centre = SLOT_V + (k + 0.5 - SLOTS / 2.0) * SLOT_PITCH;
        return Sdf.box(u - SLOT_U, v - centre, 11, 1.3, 1.2);
    }

    @Override
    double heightMm(double u, double v) {
        double d = Sdf.box(u, v, HALF_U, HALF_V, 5);
        double side = wall(d);
        if (side == 0) {
            return 0;
        }
        double h = PLATE - Sdf.round(d, 0.6);
        double a = u / HALF_U;
        double b = v / HALF_V;
        h += bowU * (1 - a * a) + bowV * (1 - b * b);
        double rs = screw(u, v);
        double ridge = Math.abs(d + 3.2) - 0.9;
        if (ridge < 1) {
            h += RIDGE * Sdf.smooth(0.4, -0.3, ridge) * Sdf.smooth(4.4, 5.4, rs);
        }
        if (rs < 4) {
            h -= 0.8 * wall(rs - 3.3);
            h *= 1 - wall(rs - 1.7);
        }
        double slot = slots(u, v);
        if (slot < 1) {
            h -= Sdf.round(-slot, 0.4);
            h -= (h - SLOT_FLOOR) * Sdf.smooth(0.25, -0.5, slot);
        }
        h += 0.018 * Noise.at(u * 1.9, v * 1.9, grain);
        return Math.max(0, h) * side;
    }

    @Override
    double ink(double u, double v) {
        return dark.at(u, v);
    }

    @Override
    double accent(double u, double v) {
        return bright.at(u, v);
    }

    @Override
    void material(double u, double v, Material out) {
        out.set(tone * warmth, tone, tone / warmth * 0.97, 0.035, 0.6);
        double spark = Noise.fractal(u * 1.7, v * 1.7, 3, grain);
        double flow = Noise.fractal(u * 0.03, v * 0.05, 2, patch);
        out.scale(1 + 0.06 * spark + 0.03 * flow);
        out.slopeU = 0.05 * Noise.at(u * 2.3, v * 2.3, grain + 40);
        out.slopeV = 0.05 * Noise.at(u * 2.3, v * 2.3, grain + 50);
        // Handling: faint grey smudges, a few specks of dust.
        double smudge = Sdf.smooth(0.3, 0.9, Noise.fractal(u * 0.11, v * 0.11, 3, wear));
        out.scale(1 - 0.07 * smudge);
        double dust = Noise.at(u * 1.1, v * 1.1, wear + 9);
        out.scale(1 - 0.18 * Sdf.smooth(0.78, 0.95, dust));
        // The ink is thin where the mesh of the screen printed badly.
        double mesh = 0.93 + 0.10 * Noise.at(u * 2.2, v * 2.2, wear + 20);
        out.ink = Sdf.clamp(dark.at(u, v) * mesh, 0, 1);
        out.accent = Sdf.clamp(bright.at(u, v) * mesh, 0, 1);
    }

    @Override
    void applyInk(Material out) {
        out.cover(0.62, 0.13, 0.012, 0.97 * out.accent);
        out.cover(inkTone, inkTone * 1.02, inkTone * 1.15, out.ink);
        out.gloss += 0.01 * Math.max(out.ink, out.accent);
    }

    @Override
    Site site(Site.Kind kind, SeededRandom random) {
        if (kind == Site.Kind.EDGE) {
            double s = random.uniform(-0.8, 0.8);
            return switch (random.nextInt(4)) {
                case 0 -> new Site(s * HALF_U, HALF_V, 0, 1);
                case 1 -> new Site(s * HALF_U, -HALF_V, 0, -1);
                case 2 -> new Site(HALF_U, s * HALF_V, 1, 0);
                default -> new Site(-HALF_U, s * HALF_V, -1, 0);
            };
        }
        while (true) {
            double u = random.uniform(-44, 44);
            double v = random.uniform(-26, 26);
            boolean printed = Math.max(dark.at(u, v), bright.at(u, v)) > 0.7;
            boolean open =
                    Sdf.box(u, v, HALF_U, HALF_V, 5) < -5
                            && slots(u, v) > 2
                            && screw(u, v) > 5
                            && (kind != Site.Kind.PRINT || printed);
            if (open) {
                double angle = random.uniform(0, 2 * Math.PI);
                return new Site(u, v, StrictMath.cos(angle), StrictMath.sin(angle));
            }
        }
    }
}
