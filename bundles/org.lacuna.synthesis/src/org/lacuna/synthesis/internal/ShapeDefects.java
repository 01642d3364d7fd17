package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;

/** Defects that change the shape alone. */
final class ShapeDefects {
    /** No defect lowers the part to less than this, except where it takes all. */
    private static final double SKIN = 0.15;

    private ShapeDefects() {}

    static double lowered(double height, double by) {
        return by <= 0 ? height : Math.max(height - by, Math.min(height, SKIN));
    }

    /** Smooth hollow (negative rise) or swelling. */
    static Defect dent(Site site, double size, double rise, SeededRandom random) {
        Blob blob = new Blob(site, size * random.uniform(1, 1.35), size, 0.15, random);
        return new Defect(site, blob.reachMm()) {
            @Override
            double heightMm(double u, double v, double height) {
                double w = height > 0 ? Sdf.bump(blob.share(u, v)) : 0;
                return rise < 0 ? lowered(height, -rise * w) : height + rise * w;
            }
        };
    }

    /** Sharp-edged pit with a broken floor. */
    static Defect pit(Site site, double size, double depth, SeededRandom random) {
        Blob blob = new Blob(site, size * random.uniform(0.9, 1.2), size, 0.3, random);
        int seed = Part.noiseSeed(random);
        return new Defect(site, blob.reachMm()) {
            @Override
            double heightMm(double u, double v, double height) {
                double w = height > 0 ? Sdf.smooth(1, 0.68, blob.share(u, v)) : 0;
                if (w == 0) {
                    return height;
                }
                double floor = 1 + 0.3 * Noise.fractal(u * 0.7, v * 0.7, 3, seed);
                return lowered(height, depth * w * floor);
            }
        };
    }

    /** Long, straight groove. */
    static Defect scratch(Site site, double width, double depth, SeededRandom random) {
        double length = width * random.uniform(7, 14);
        Stroke stroke = Stroke.through(site, length, width, 0.5, 0.04, random);
        return new Defect(site, stroke.reachMm(site)) {
            @Override
            double heightMm(double u, double v, double height) {
                double q = height > 0 ? stroke.share(u, v) : 9;
                return q < 1 ? lowered(height, depth * (1 - q * q)) : height;
            }
        };
    }

    /** Raised ragged ridge along the outline. */
    static Defect burr(Part part, Site site, double length, double height, SeededRandom random) {
        Site along =
                new Site(
                        site.u() - 0.15 * site.dirU(),
                        site.v() - 0.15 * site.dirV(),
                        -site.dirV(),
                        site.dirU());
        double width = 1.3 + 0.6 * height;
        Stroke stroke = Stroke.through(along, length, width, 0.02, 0.03, random);
        double edge = part.heightMm(site.u() - 1.6 * site.dirU(), site.v() - 1.6 * site.dirV());
        int seed = Part.noiseSeed(random);
        return new Defect(site, stroke.reachMm(site)) {
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

    /** The end of a feature broken off. */
    static Defect broken(Part part, Site site, double amount, SeededRandom random) {
        int seed = Part.noiseSeed(random);
        return new Defect(site, amount + site.sizeMm() + 18) {
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
}
