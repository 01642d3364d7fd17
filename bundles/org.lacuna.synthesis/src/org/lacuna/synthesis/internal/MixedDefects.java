package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;
import org.lacuna.synthesis.internal.DefectSpec.Colour;

/** Defects that change shape and colour. */
final class MixedDefects {
    private MixedDefects() {}

    /** Jagged groove with a branch, dark. */
    static Defect crack(
            Site site,
            double width,
            double depth,
            double contrast,
            Colour colour,
            SeededRandom random) {
        double length = width * random.uniform(9, 14);
        Stroke main = Stroke.through(site, length, width, 0.7, 0.65, random);
        double turn = random.uniform(0.5, 0.9);
        double c = StrictMath.cos(turn);
        double s = StrictMath.sin(turn);
        Site fork =
                new Site(
                        site.u() + 0.15 * length * site.dirU(),
                        site.v() + 0.15 * length * site.dirV(),
                        c * site.dirU() - s * site.dirV(),
                        s * site.dirU() + c * site.dirV());
        Stroke branch = Stroke.through(fork, length / 2, width * 0.7, 0.4, 0.6, random);
        return new Defect(site, Math.max(main.reachMm(site), branch.reachMm(site))) {
            private double weight(double u, double v) {
                double q = Math.min(main.share(u, v), branch.share(u, v));
                return q < 1 ? 1 - q * q : 0;
            }

            @Override
            double heightMm(double u, double v, double height) {
                return height > 0 ? ShapeDefects.lowered(height, depth * weight(u, v)) : height;
            }

            @Override
            void material(double u, double v, Material m) {
                double w = contrast * Math.min(1, 2 * weight(u, v));
                m.cover(colour.red(), colour.green(), colour.blue(), w);
                m.gloss *= 1 - w;
            }
        };
    }

    /** Short gash across the feature that bares another colour. */
    static Defect cut(
            Site site,
            double width,
            double depth,
            double contrast,
            Colour colour,
            SeededRandom random) {
        // Across the feature, slightly aslant.
        double turn = Math.PI / 2 + random.uniform(-0.6, 0.6);
        double c = StrictMath.cos(turn);
        double s = StrictMath.sin(turn);
        Site across =
                new Site(
                        site.u(),
                        site.v(),
                        c * site.dirU() - s * site.dirV(),
                        s * site.dirU() + c * site.dirV());
        Stroke stroke = Stroke.through(across, 2.5 + 3 * width, width, 0.3, 0.1, random);
        return new Defect(site, stroke.reachMm(site)) {
            @Override
            double heightMm(double u, double v, double height) {
                double q = height > 0 ? stroke.share(u, v) : 9;
                return q < 1 ? ShapeDefects.lowered(height, depth * (1 - q * q)) : height;
            }

            @Override
            void material(double u, double v, Material m) {
                double w = contrast * Sdf.smooth(1, 0.6, stroke.share(u, v));
                m.cover(colour.red(), colour.green(), colour.blue(), w);
            }
        };
    }

    /** Foreign matter on the surface. */
    static Defect lump(
            Site site,
            double size,
            double rise,
            double contrast,
            Colour colour,
            SeededRandom random) {
        Blob blob = new Blob(site, size * random.uniform(1, 1.6), size, 0.3, random);
        int seed = Part.noiseSeed(random);
        return new Defect(site, blob.reachMm()) {
            @Override
            double heightMm(double u, double v, double height) {
                double q = height > 0 ? blob.share(u, v) : 9;
                if (q >= 1) {
                    return height;
                }
                double rough = 0.8 + 0.35 * Noise.fractal(u * 0.7, v * 0.7, 3, seed);
                return height + rise * Math.sqrt(1 - q * q) * Math.max(0.2, rough);
            }

            @Override
            void material(double u, double v, Material m) {
                double w = contrast * Sdf.smooth(1, 0.85, blob.share(u, v));
                if (w > 0) {
                    double shade = 1 + 0.18 * Noise.fractal(u, v, 3, seed + 9);
                    m.cover(colour.red() * shade, colour.green() * shade, colour.blue() * shade, w);
                    m.ink *= 1 - w;
                    m.accent *= 1 - w;
                }
            }
        };
    }

    /** A hole filled with rough debris up to {@code recess} below the surface around it. */
    static Defect clog(
            Part part,
            Site site,
            double recess,
            double contrast,
            Colour colour,
            SeededRandom random) {
        double around = site.sizeMm() + 1.2;
        double level = part.heightMm(site.u() - around, site.v());
        int seed = Part.noiseSeed(random);
        return new Defect(site, site.sizeMm()) {
            @Override
            double heightMm(double u, double v, double height) {
                double du = u - site.u();
                double dv = v - site.v();
                if (du * du + dv * dv > site.sizeMm() * site.sizeMm()) {
                    return height;
                }
                double rough = 0.9 * Noise.fractal(u * 0.45, v * 0.45, 3, seed);
                return Math.max(height, level - recess + rough);
            }

            @Override
            void material(double u, double v, Material m) {
                double du = u - site.u();
                double dv = v - site.v();
                double w =
                        contrast * Sdf.smooth(1, 0.8, Math.sqrt(du * du + dv * dv) / site.sizeMm());
                double shade = 1 + 0.4 * Noise.fractal(u, v, 3, seed + 9);
                m.cover(colour.red() * shade, colour.green() * shade, colour.blue() * shade, w);
                m.gloss *= 1 - w;
            }
        };
    }
}
