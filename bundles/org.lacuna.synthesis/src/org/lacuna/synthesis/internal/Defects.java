package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;
import org.lacuna.synthesis.internal.DefectSpec.Colour;

import java.util.ArrayList;
import java.util.List;

/** Makes the defects that a {@link DefectSpec} describes. */
final class Defects {
    /** No defect lowers the part to less than this, except where it takes all. */
    private static final double SKIN = 0.15;

    private Defects() {}

    /**
     * @param severity 0..1
     * @param random draws place, outline and colour
     */
    static Defect create(DefectSpec spec, Part part, double severity, SeededRandom random) {
        Site site = part.site(spec.site(), random);
        double size = spec.size().at(severity) * random.uniform(0.93, 1.07);
        double depth = spec.depth().at(severity) * random.uniform(0.93, 1.07);
        double contrast = spec.contrast().at(severity);
        Colour colour =
                spec.colours().length == 0
                        ? new Colour(0, 0, 0)
                        : spec.colours()[random.nextInt(spec.colours().length)];
        return switch (spec.form()) {
            case DENT -> dent(site, size, -depth, random);
            case BULGE -> dent(site, size, depth, random);
            case PIT -> pit(site, size, depth, random);
            case SCRATCH -> scratch(site, size, depth, random);
            case BURR -> burr(part, site, size, depth, random);
            case PLUG -> plug(part, site, depth, random);
            case BREAK -> broken(part, site, size, random);
            case CRACK -> crack(site, size, depth, contrast, colour, random);
            case CUT -> cut(site, size, depth, contrast, colour, random);
            case LUMP -> lump(site, size, depth, contrast, colour, random);
            case STAIN -> stain(site, size, contrast, colour, random);
            case PAINT -> paint(site, size, contrast, colour, random);
            case SPECKS -> specks(site, size, contrast, colour, random);
            case INK_LOSS -> inkLoss(site, size, contrast, random);
            case INK_SMEAR -> inkSmear(part, site, size, contrast, random);
        };
    }

    private static double lowered(double height, double by) {
        return by <= 0 ? height : Math.max(height - by, Math.min(height, SKIN));
    }

    private static Defect dent(Site site, double size, double rise, SeededRandom random) {
        Blob blob = new Blob(site, size * random.uniform(1, 1.35), size, 0.15, random);
        return new Defect(site, 0.8 * size) {
            @Override
            double heightMm(double u, double v, double height) {
                double w = height > 0 ? Sdf.bump(blob.share(u, v)) : 0;
                return rise < 0 ? lowered(height, -rise * w) : height + rise * w;
            }
        };
    }

    private static Defect pit(Site site, double size, double depth, SeededRandom random) {
        Blob blob = new Blob(site, size * random.uniform(0.9, 1.2), size, 0.3, random);
        int seed = Part.noiseSeed(random);
        return new Defect(site, 0.9 * size) {
            @Override
            double heightMm(double u, double v, double height) {
                double w = height > 0 ? Sdf.smooth(1.05, 0.70, blob.share(u, v)) : 0;
                if (w == 0) {
                    return height;
                }
                double floor = 1 + 0.3 * Noise.fractal(u * 0.7, v * 0.7, 3, seed);
                return lowered(height, depth * w * floor);
            }
        };
    }

    private static Defect scratch(Site site, double width, double depth, SeededRandom random) {
        double length = width * random.uniform(7, 14);
        Stroke stroke = Stroke.through(site, length, width, 0.5, 0.04, random);
        return new Defect(site, 0.6 * length + width) {
            @Override
            double heightMm(double u, double v, double height) {
                double q = height > 0 ? stroke.share(u, v) : 9;
                return q < 1 ? lowered(height, depth * (1 - q * q)) : height;
            }
        };
    }

    private static Defect burr(
            Part part, Site site, double length, double height, SeededRandom random) {
        Site along =
                new Site(
                        site.u() - 0.15 * site.dirU(),
                        site.v() - 0.15 * site.dirV(),
                        -site.dirV(),
                        site.dirU());
        double width = 1.1 + 0.5 * height;
        Stroke stroke = Stroke.through(along, length, width, 0.02, 0.03, random);
        double edge = part.heightMm(site.u() - 1.6 * site.dirU(), site.v() - 1.6 * site.dirV());
        int seed = Part.noiseSeed(random);
        return new Defect(site, 0.6 * length + 2) {
            @Override
            double heightMm(double u, double v, double base) {
                double q = stroke.share(u, v);
                if (q >= 1) {
                    return base;
                }
                double ragged = 0.75 + 0.6 * Noise.at(u * 0.9, v * 0.9, seed);
                double top = edge - 0.8 + (0.8 + height * ragged) * (1 - q * q);
                return Math.max(base, top);
            }
        };
    }

    private static Defect plug(Part part, Site site, double recess, SeededRandom random) {
        double around = site.sizeMm() + 1.2;
        double level = part.heightMm(site.u() - around, site.v());
        int seed = Part.noiseSeed(random);
        return new Defect(site, site.sizeMm() + 0.5) {
            @Override
            double heightMm(double u, double v, double height) {
                double du = u - site.u();
                double dv = v - site.v();
                if (du * du + dv * dv > site.sizeMm() * site.sizeMm()) {
                    return height;
                }
                double rough = 0.12 * Noise.fractal(u * 0.8, v * 0.8, 2, seed);
                return Math.max(height, level - recess + rough * Math.min(1, recess));
            }
        };
    }

    private static Defect broken(Part part, Site site, double amount, SeededRandom random) {
        int seed = Part.noiseSeed(random);
        return new Defect(site, amount + site.sizeMm() + 3) {
            @Override
            double heightMm(double u, double v, double height) {
                if (height == 0) {
                    return 0;
                }
                double ragged = 0.45 * Noise.fractal(u * 0.6, v * 0.6, 2, seed);
                double d = part.featureEnd(site, amount, u, v) + ragged;
                return height * (1 - part.wall(d));
            }
        };
    }

    private static Defect crack(
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
        return new Defect(site, 0.8 * length + width) {
            private double weight(double u, double v) {
                double q = Math.min(main.share(u, v), branch.share(u, v));
                return q < 1 ? 1 - q * q : 0;
            }

            @Override
            double heightMm(double u, double v, double height) {
                return height > 0 ? lowered(height, depth * weight(u, v)) : height;
            }

            @Override
            void material(double u, double v, Material m) {
                double w = contrast * Math.min(1, 2 * weight(u, v));
                m.cover(colour.red(), colour.green(), colour.blue(), w);
                m.gloss *= 1 - w;
            }
        };
    }

    private static Defect cut(
            Site site,
            double width,
            double depth,
            double contrast,
            Colour colour,
            SeededRandom random) {
        // Across the cable, slightly aslant.
        double turn = Math.PI / 2 + random.uniform(-0.6, 0.6);
        double c = StrictMath.cos(turn);
        double s = StrictMath.sin(turn);
        Site across =
                new Site(
                        site.u(),
                        site.v(),
                        c * site.dirU() - s * site.dirV(),
                        s * site.dirU() + c * site.dirV());
        Stroke stroke = Stroke.through(across, 2.2 + 2 * width, width, 0.3, 0.1, random);
        return new Defect(site, 2.5 + 2 * width) {
            @Override
            double heightMm(double u, double v, double height) {
                double q = height > 0 ? stroke.share(u, v) : 9;
                return q < 1 ? lowered(height, depth * (1 - q * q)) : height;
            }

            @Override
            void material(double u, double v, Material m) {
                double w = contrast * Sdf.smooth(1, 0.6, stroke.share(u, v));
                m.cover(colour.red(), colour.green(), colour.blue(), w);
            }
        };
    }

    private static Defect lump(
            Site site,
            double size,
            double rise,
            double contrast,
            Colour colour,
            SeededRandom random) {
        Blob blob = new Blob(site, size * random.uniform(1, 1.6), size, 0.3, random);
        int seed = Part.noiseSeed(random);
        return new Defect(site, 1.2 * size) {
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

    private static Defect stain(
            Site site, double size, double contrast, Colour colour, SeededRandom random) {
        Blob blob = new Blob(site, size * random.uniform(1, 1.5), size, 0.35, random);
        int seed = Part.noiseSeed(random);
        return new Defect(site, 1.3 * size) {
            @Override
            void material(double u, double v, Material m) {
                double q = blob.share(u, v);
                double w = Sdf.smooth(1, 0.35, q);
                if (w > 0) {
                    w *= Sdf.clamp(0.85 + 0.3 * Noise.fractal(u * 0.4, v * 0.4, 3, seed), 0.3, 1);
                    m.cover(colour.red(), colour.green(), colour.blue(), contrast * w);
                    m.gloss *= 1 - 0.6 * contrast * w;
                }
            }
        };
    }

    private static Defect paint(
            Site site, double size, double contrast, Colour colour, SeededRandom random) {
        Blob blob = new Blob(site, size * random.uniform(1, 1.4), size, 0.3, random);
        return new Defect(site, 1.1 * size) {
            @Override
            void material(double u, double v, Material m) {
                double w = contrast * Sdf.smooth(1, 0.85, blob.share(u, v));
                m.cover(colour.red(), colour.green(), colour.blue(), w);
            }
        };
    }

    private static Defect specks(
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
        return new Defect(site, 1.0 * size) {
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

    private static Defect inkLoss(Site site, double size, double contrast, SeededRandom random) {
        Blob blob = new Blob(site, size * random.uniform(1, 1.5), size, 0.3, random);
        return new Defect(site, 1.1 * size) {
            @Override
            void material(double u, double v, Material m) {
                double left = 1 - contrast * Sdf.smooth(1, 0.75, blob.share(u, v));
                m.ink *= left;
                m.accent *= left;
            }
        };
    }

    private static Defect inkSmear(
            Part part, Site site, double size, double contrast, SeededRandom random) {
        Blob blob = new Blob(site, size * 1.4, size, 0.2, random);
        double reach = random.uniform(2.5, 4.5);
        int seed = Part.noiseSeed(random);
        return new Defect(site, 1.1 * size) {
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
