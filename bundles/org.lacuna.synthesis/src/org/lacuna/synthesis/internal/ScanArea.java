package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;

/**
 * Extent of a defect on the sensor grid.
 *
 * @param share 0 in its middle, 1 on its border, more outside
 * @param reachPx nothing of it is farther from its place
 */
record ScanArea(Share share, double reachPx) {
    @FunctionalInterface
    interface Share {
        double at(double u, double v);
    }

    /** A roundish area of the site's size. */
    static ScanArea blob(ScanSite site, SeededRandom random) {
        double across = site.sizePx();
        Blob blob =
                new Blob(
                        site.place(),
                        across * random.uniform(1, 1.7),
                        across,
                        random.uniform(0.05, 0.4),
                        random);
        return new ScanArea(blob::share, blob.reachMm());
    }

    /**
     * A line through the site.
     *
     * @param width pixels
     * @param jag how much it jumps from point to point, radians
     */
    static ScanArea line(ScanSite site, double width, double jag, SeededRandom random) {
        double length = site.sizePx() * random.uniform(1.2, 3);
        Stroke stroke =
                Stroke.through(site.place(), length, width, random.uniform(0, 1.2), jag, random);
        return new ScanArea(stroke::share, stroke.reachMm(site.place()));
    }
}
