package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;
import org.lacuna.synthesis.internal.DefectSpec.Colour;

import java.util.ArrayList;
import java.util.List;

/** Defects that change the colour alone. */
final class ColourDefects {
    private ColourDefects() {}

    /** Colour soaked in, its border soft. */
    static Defect stain(
            Site site, double size, double contrast, Colour colour, SeededRandom random) {
        Blob blob = new Blob(site, size * random.uniform(1, 1.5), size, 0.35, random);
        int seed = Part.noiseSeed(random);
        return new Defect(site, blob.reachMm()) {
            @Override
            void material(double u, double v, Material m) {
                double q = blob.share(u, v);
                double w = Sdf.smooth(1, 0.35, q);
                if (w > 0) {
                    w *= Sdf.clamp(0.85 + 0.3 * Noise.fractal(u * 0.4, v * 0.4, 3, seed), 0.3, 1);
                    m.cover(colour.red(), colour.green(), colour.blue(), contrast * w);
                    m.gloss *= 1 - 0.9 * contrast * w;
                }
            }
        };
    }

    /** Colour on the surface, its border sharp. */
    static Defect paint(
            Site site, double size, double contrast, Colour colour, SeededRandom random) {
        Blob blob = new Blob(site, size * random.uniform(1, 1.4), size, 0.3, random);
        return new Defect(site, blob.reachMm()) {
            @Override
            void material(double u, double v, Material m) {
                double w = contrast * Sdf.smooth(1, 0.85, blob.share(u, v));
                m.cover(colour.red(), colour.green(), colour.blue(), w);
            }
        };
    }

    /** Many small dots. */
    static Defect specks(
            Site site, double size, double contrast, Colour colour, SeededRandom random) {
        List<Blob> dots = new ArrayList<>();
        int count = 4 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            double angle = random.uniform(0, 2 * Math.PI);
            double r = 0.5 * size * Math.sqrt(random.nextDouble());
            Site place =
                    new Site(
                            site.u() + r * StrictMath.cos(angle),
                            site.v() + r * StrictMath.sin(angle),
                            1,
                            0);
            double dot = size * random.uniform(0.22, 0.5);
            dots.add(new Blob(place, dot, dot, 0.3, random));
        }
        int seed = Part.noiseSeed(random);
        return new Defect(site, size) {
            @Override
            void material(double u, double v, Material m) {
                double w = 0;
                for (Blob dot : dots) {
                    w = Math.max(w, Sdf.smooth(1, 0.4, dot.share(u, v)));
                }
                if (w > 0) {
                    w *= contrast * Sdf.clamp(0.8 + 0.5 * Noise.fractal(u, v, 2, seed), 0.3, 1);
                    m.cover(colour.red(), colour.green(), colour.blue(), w);
                }
            }
        };
    }

    /** Print gone. */
    static Defect inkLoss(Site site, double size, double contrast, SeededRandom random) {
        Blob blob = new Blob(site, size * random.uniform(1, 1.5), size, 0.3, random);
        return new Defect(site, blob.reachMm()) {
            @Override
            void material(double u, double v, Material m) {
                double left = 1 - contrast * Sdf.smooth(1, 0.75, blob.share(u, v));
                m.ink *= left;
                m.accent *= left;
            }
        };
    }

    /** Print wiped in the direction of the site. */
    static Defect inkSmear(
            Part part, Site site, double size, double contrast, SeededRandom random) {
        Blob blob = new Blob(site, size * 1.4, size, 0.2, random);
        double reach = size * random.uniform(0.4, 0.6);
        int seed = Part.noiseSeed(random);
        return new Defect(site, blob.reachMm()) {
            private static final int STEPS = 10;

            @Override
            void material(double u, double v, Material m) {
                double w = contrast * Sdf.smooth(1, 0.7, blob.share(u, v));
                if (w == 0) {
                    return;
                }
                double ink = 0;
                double accent = 0;
                for (int k = 1; k <= STEPS; k++) {
                    double back = reach * k / STEPS;
                    double fade = 1 - 0.08 * k;
                    double pu = u - back * site.dirU();
                    double pv = v - back * site.dirV();
                    ink = Math.max(ink, fade * part.ink(pu, pv));
                    accent = Math.max(accent, fade * part.accent(pu, pv));
                }
                double across = v * site.dirU() - u * site.dirV();
                double streak = 0.75 + 0.4 * Noise.at(across * 1.6, 0.3, seed);
                m.ink = Math.max(m.ink, Sdf.clamp(w * ink * streak, 0, 1));
                m.accent = Math.max(m.accent, Sdf.clamp(w * accent * streak, 0, 1));
            }
        };
    }
}
