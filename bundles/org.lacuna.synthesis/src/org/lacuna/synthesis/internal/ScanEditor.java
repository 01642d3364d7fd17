package org.lacuna.synthesis.internal;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.SeededRandom;
import org.lacuna.synthesis.DefectEffect;
import org.lacuna.synthesis.ScanDefect;

import java.util.Optional;
import java.util.function.IntPredicate;

/** Puts one defect into a copy of a scan. Not thread-safe. */
public final class ScanEditor {
    /** Share of the largest shift from which a point counts as changed. */
    private static final double NOTICEABLE_SHIFT = 0.1;

    private final Sample good;
    private final PixelMask part;
    private final ScanSite site;
    private final DefectEffect effect;
    private final ScanColours colours;
    private final ScanSurface surface;

    public ScanEditor(Sample good, PixelMask part, ScanSite site, DefectEffect effect) {
        this.good = good;
        this.part = part;
        this.site = site;
        this.effect = effect;
        this.colours = good.rgb().map(image -> new ScanColours(image, part)).orElse(null);
        this.surface = good.cloud().map(cloud -> new ScanSurface(cloud, part, site)).orElse(null);
    }

    public void apply(ScanDefect kind, SeededRandom random) {
        switch (kind) {
            case BULGE -> shift(ScanArea.blob(site, random), Profile.BUMP, 1, random);
            case DENT -> shift(ScanArea.blob(site, random), Profile.BUMP, -1, random);
            case CRACK -> crack(random);
            case HOLE -> hole(random);
            case SCRATCH -> scratch(random);
            case STAIN -> stain(random);
            case MISSING_MATERIAL -> remove(ScanArea.blob(site, random), random);
            case EXTRA_MATERIAL -> extra(random);
            case TEXTURE_SWAP -> swap(ScanArea.blob(site, random), random);
        }
    }

    /** How far a surface moves, as a share of the height, against the share of the extent. */
    private enum Profile {
        BUMP {
            @Override
            double at(double q) {
                return Sdf.bump(q);
            }
        },
        PLATEAU {
            @Override
            double at(double q) {
                return Sdf.smooth(1, 0.75, q);
            }
        };

        abstract double at(double q);
    }

    private void crack(SeededRandom random) {
        double width = lineWidth(random, 0.06, 0.16);
        ScanArea line = ScanArea.line(site, width, 0.7, random);
        boolean lost = random.nextDouble() < 0.5;
        if (shape()) {
            move(line, Profile.BUMP, -width * unit() * random.uniform(0.5, 1.5));
            if (lost && surface != null) {
                forEach(line, (i, q, u, v) -> surface.lose(i, q < 0.4));
            }
        }
        if (colour()) {
            double dark = random.uniform(0.1, 0.6);
            forEach(line, (i, q, u, v) -> colours.scale(i, 1 - (1 - dark) * Sdf.smooth(1, 0.3, q)));
        }
    }

    private void scratch(SeededRandom random) {
        double width = lineWidth(random, 0.05, 0.2);
        ScanArea line = ScanArea.line(site, width, 0.08, random);
        if (shape()) {
            move(line, Profile.BUMP, -width * unit() * random.uniform(0.15, 0.5));
        }
        if (colour()) {
            double gain =
                    random.nextDouble() < 0.6
                            ? random.uniform(1.2, 2.2)
                            : random.uniform(0.35, 0.8);
            forEach(line, (i, q, u, v) -> colours.scale(i, 1 + (gain - 1) * Sdf.smooth(1, 0.5, q)));
        }
    }

    /** Narrower than a third of a patch it would drown in the sensor's noise. */
    private double lineWidth(SeededRandom random, double low, double high) {
        double smallest = Math.max(part.width(), part.height()) / 160.0;
        return Math.max(smallest, site.sizePx() * random.uniform(low, high));
    }

    private void hole(SeededRandom random) {
        ScanArea blob = ScanArea.blob(site, random);
        double rim = random.uniform(0.6, 0.9);
        if (shape()) {
            move(blob, Profile.PLATEAU, -site.sizePx() * unit() * random.uniform(0.1, 0.4));
            if (surface != null) {
                forEach(blob, (i, q, u, v) -> surface.lose(i, q < rim));
            }
        }
        if (colour()) {
            double dark = random.uniform(0.05, 0.5);
            forEach(blob, (i, q, u, v) -> colours.scale(i, 1 - (1 - dark) * Sdf.smooth(1, rim, q)));
        }
    }

    private void stain(SeededRandom random) {
        ScanArea blob = ScanArea.blob(site, random);
        double[] colour = colours.other(pixel(), random);
        double contrast = random.uniform(0.35, 1);
        double soft = random.uniform(0.2, 0.9);
        int seed = Part.noiseSeed(random);
        double wave = 3 / site.sizePx();
        forEach(
                blob,
                (i, q, u, v) -> {
                    double cloudy = 0.8 + 0.4 * Noise.fractal(u * wave, v * wave, 3, seed);
                    colours.cover(
                            i, colour, contrast * Sdf.smooth(1, soft, q) * Sdf.clamp(cloudy, 0, 1));
                });
    }

    private void extra(SeededRandom random) {
        ScanArea blob = ScanArea.blob(site, random);
        if (shape()) {
            double sign = random.nextDouble() < 0.85 ? 1 : -1;
            move(blob, Profile.PLATEAU, sign * site.sizePx() * unit() * random.uniform(0.1, 0.5));
            shade(random);
        }
        if (colour()) {
            if (random.nextDouble() < 0.4) {
                swap(blob, random);
            } else {
                double[] colour = colours.other(pixel(), random);
                forEach(blob, (i, q, u, v) -> colours.cover(i, colour, Sdf.smooth(1, 0.8, q)));
            }
        }
    }

    private void swap(ScanArea blob, SeededRandom random) {
        Optional<int[]> other = colours.elsewhere(pixel(), site.sizePx(), random);
        if (other.isEmpty()) {
            return;
        }
        int turns = random.nextInt(4);
        int cx = (int) site.place().u();
        int cy = (int) site.place().v();
        forEach(
                blob,
                (i, q, u, v) ->
                        colours.copy(
                                i,
                                other.get(),
                                (int) u - cx,
                                (int) v - cy,
                                turns,
                                Sdf.smooth(1, 0.85, q)));
    }

    private void remove(ScanArea blob, SeededRandom random) {
        if (surface != null) {
            forEach(blob, (i, q, u, v) -> surface.background(i, q < 1));
        }
        if (colours != null) {
            colours.background(pixel(), blob.reachPx(), random);
            forEach(blob, (i, q, u, v) -> colours.uncover(i, q < 1));
        }
    }

    private void shift(ScanArea area, Profile profile, double sign, SeededRandom random) {
        move(area, profile, sign * site.sizePx() * unit() * random.uniform(0.08, 0.5));
        shade(random);
    }

    private double[] moved = {};

    /** Moves the surface along its normal; heights are kept for {@link #shade}. */
    private void move(ScanArea area, Profile profile, double heightMm) {
        moved = new double[part.set().length];
        forEach(area, (i, q, u, v) -> moved[i] = heightMm * profile.at(q));
        if (surface != null) {
            double least = NOTICEABLE_SHIFT * Math.abs(heightMm);
            forEach(area, (i, q, u, v) -> surface.shift(i, moved[i], least));
        }
    }

    /** Light from a random side on what moved. In diffuse light it shows little. */
    private void shade(SeededRandom random) {
        double angle = random.uniform(0, 2 * Math.PI);
        double strength = surface == null ? random.uniform(0.4, 1.2) : random.uniform(0, 1);
        if (colours == null) {
            return;
        }
        double lu = strength * StrictMath.cos(angle) / (2 * unit());
        double lv = strength * StrictMath.sin(angle) / (2 * unit());
        int width = part.width();
        for (int y = 1; y < part.height() - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int i = y * width + x;
                double slope =
                        lu * (moved[i + 1] - moved[i - 1])
                                + lv * (moved[i + width] - moved[i - width]);
                if (slope != 0 && part.get(i)) {
                    colours.scale(i, Sdf.clamp(1 + slope, 0.3, 2.2));
                }
            }
        }
    }

    /** One pixel in millimetres, or 1 where there is no cloud to be moved. */
    private double unit() {
        return surface == null ? 1 : site.spacingMm();
    }

    private int pixel() {
        return ((int) site.place().v()) * part.width() + (int) site.place().u();
    }

    private boolean shape() {
        return effect.changesShape();
    }

    private boolean colour() {
        return colours != null && effect.changesColour();
    }

    @FunctionalInterface
    private interface PixelEdit {
        void at(int pixel, double share, double u, double v);
    }

    /** The pixels of the part inside the area. */
    private void forEach(ScanArea area, PixelEdit edit) {
        int reach = (int) Math.ceil(area.reachPx()) + 1;
        int cx = (int) site.place().u();
        int cy = (int) site.place().v();
        for (int y = Math.max(0, cy - reach); y <= Math.min(part.height() - 1, cy + reach); y++) {
            for (int x = Math.max(0, cx - reach);
                    x <= Math.min(part.width() - 1, cx + reach);
                    x++) {
                int i = y * part.width() + x;
                double q = part.get(i) ? area.share().at(x + 0.5, y + 0.5) : 1;
                if (q < 1) {
                    edit.at(i, q, x + 0.5, y + 0.5);
                }
            }
        }
    }

    /** The scan with the defect. */
    public Sample sample() {
        Optional<RgbImage> image = good.rgb().map(i -> colours.image());
        Optional<OrganizedCloud> cloud = good.cloud().map(c -> surface.cloud());
        return new Sample(good.id(), image, cloud);
    }

    /** Points that moved noticeably, or are lost. */
    public PixelMask shapeMask() {
        return mask(i -> surface != null && surface.changed(i));
    }

    /** Colours that changed noticeably. */
    public PixelMask colourMask() {
        return mask(i -> colours != null && colours.changed(i));
    }

    private PixelMask mask(IntPredicate changed) {
        boolean[] set = new boolean[part.set().length];
        for (int i = 0; i < set.length; i++) {
            set[i] = part.get(i) && changed.test(i);
        }
        return new PixelMask(part.width(), part.height(), set);
    }
}
