package org.lacuna.synthesis.internal;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PixelMask;
import org.lacuna.core.Sample;
import org.lacuna.core.SeededRandom;
import org.lacuna.synthesis.ScanDefect;

import java.util.Optional;

/**
 * Where in a scan a defect goes, and how large it is.
 *
 * @param place in sensor pixels
 * @param sizePx diameter, sensor pixels
 * @param spacingMm distance of neighbouring points there, millimetres; 0 without a cloud
 * @param normal of the surface there, unit vector of either sign; empty without a cloud
 */
public record ScanSite(Site place, double sizePx, double spacingMm, double[] normal) {
    /** Diameter relative to the square root of the part's area, and to a patch. */
    private static final double SMALLEST_SHARE = 0.04;

    private static final double LARGEST_SHARE = 0.28;
    private static final double SMALLEST_PATCHES = 1.4;

    private static final int TRIES = 40;

    /** Points that a plane is fitted to, at least. */
    private static final int ENOUGH_POINTS = 12;

    /**
     * @return empty when the part has no pixel, or no place of it has points
     */
    public static Optional<ScanSite> draw(
            Sample sample, PixelMask part, ScanDefect kind, SeededRandom random) {
        int[] pixels = pixels(part, kind == ScanDefect.MISSING_MATERIAL);
        if (pixels.length == 0) {
            return Optional.empty();
        }
        double extent = Math.sqrt(part.count());
        double patch = Math.max(part.width(), part.height()) / (double) PatchGrid.SIDE;
        double low = Math.max(SMALLEST_SHARE * extent, SMALLEST_PATCHES * patch);
        double high = Math.max(LARGEST_SHARE * extent, 1.5 * low);
        for (int t = 0; t < TRIES; t++) {
            int at = pixels[random.nextInt(pixels.length)];
            double angle = random.uniform(0, 2 * Math.PI);
            double size = low * StrictMath.exp(random.nextDouble() * StrictMath.log(high / low));
            Site place =
                    new Site(
                            at % part.width() + 0.5,
                            at / part.width() + 0.5,
                            StrictMath.cos(angle),
                            StrictMath.sin(angle));
            if (sample.cloud().isEmpty()) {
                return Optional.of(new ScanSite(place, size, 0, new double[0]));
            }
            Optional<ScanSite> site = onSurface(sample.cloud().get(), part, place, size);
            if (site.isPresent()) {
                return site;
            }
        }
        return Optional.empty();
    }

    /** Pixels of the part, or of its outline. */
    private static int[] pixels(PixelMask part, boolean outline) {
        int width = part.width();
        int[] found = new int[part.count()];
        int n = 0;
        for (int i = 0; i < part.set().length; i++) {
            if (!part.get(i)) {
                continue;
            }
            int x = i % width;
            int y = i / width;
            boolean inner =
                    x > 0
                            && x < width - 1
                            && y > 0
                            && y < part.height() - 1
                            && part.get(i - 1)
                            && part.get(i + 1)
                            && part.get(i - width)
                            && part.get(i + width);
            if (!outline || !inner) {
                found[n++] = i;
            }
        }
        return java.util.Arrays.copyOf(found, n);
    }

    /** Fits {@code P(u, v) = P0 + a u + b v} to the points around the place. */
    private static Optional<ScanSite> onSurface(
            OrganizedCloud cloud, PixelMask part, Site place, double size) {
        int radius = (int) Math.max(2, Math.ceil(size / 2));
        LinearSurface surface = new LinearSurface();
        int cx = (int) place.u();
        int cy = (int) place.v();
        for (int y = Math.max(0, cy - radius);
                y <= Math.min(cloud.height() - 1, cy + radius);
                y++) {
            for (int x = Math.max(0, cx - radius);
                    x <= Math.min(cloud.width() - 1, cx + radius);
                    x++) {
                int i = y * cloud.width() + x;
                if (part.get(i) && cloud.isValid(i)) {
                    surface.add(x - cx, y - cy, cloud, i);
                }
            }
        }
        if (surface.points() < ENOUGH_POINTS || !surface.solve()) {
            return Optional.empty();
        }
        return Optional.of(new ScanSite(place, size, surface.spacingMm(), surface.normal()));
    }
}
