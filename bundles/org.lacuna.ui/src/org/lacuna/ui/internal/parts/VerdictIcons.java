package org.lacuna.ui.internal.parts;

import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.widgets.Display;
import org.lacuna.core.Verdict;
import org.lacuna.report.Colours;

import java.util.EnumMap;
import java.util.Map;

/**
 * Small signs for verdicts. Each has a shape of its own, so that colour is never the only
 * difference: disc = OK, cross = NOK, triangle = REVIEW, ring = NOT_INSPECTED. Sharp at every zoom.
 * A light rim, which does not show on a light background, keeps them apart from a dark one.
 */
public final class VerdictIcons {
    private static final int SIZE = 16;

    /** Width of the rim, in half icons. */
    private static final double RIM = 0.16;

    private static final int RIM_COLOUR = 0xf2f2f2;

    private final Map<Verdict, Image> images = new EnumMap<>(Verdict.class);

    public VerdictIcons(Display display) {
        for (Verdict v : Verdict.values()) {
            images.put(v, new Image(display, (ImageDataProvider) zoom -> draw(v, zoom)));
        }
    }

    public Image of(Verdict verdict) {
        return images.get(verdict);
    }

    public void dispose() {
        images.values().forEach(Image::dispose);
    }

    /**
     * Painted by a signed distance for each pixel: needs no device resources that differ by
     * platform.
     */
    private static ImageData draw(Verdict verdict, int zoom) {
        int n = SIZE * zoom / 100;
        ImageData data = new ImageData(n, n, 32, new PaletteData(0xff0000, 0xff00, 0xff));
        data.alphaData = new byte[n * n];
        int colour = Colours.verdict(verdict) & 0xffffff;
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                double x = (column + 0.5) / n * 2 - 1;
                double y = (row + 0.5) / n * 2 - 1;
                double distance = distance(verdict, x, y);
                double inside = coverage(distance, n);
                double rimmed = coverage(distance - RIM, n);
                data.setPixel(column, row, mix(RIM_COLOUR, colour, inside));
                data.alphaData[row * n + column] = (byte) Math.round(255 * rimmed);
            }
        }
        return data;
    }

    /** Share of a pixel that lies inside, by the distance of its centre from the outline. */
    private static double coverage(double distance, int pixels) {
        return Math.clamp(0.5 - distance * pixels / 2, 0.0, 1.0);
    }

    private static int mix(int from, int to, double share) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int a = from >> shift & 0xff;
            int b = to >> shift & 0xff;
            mixed |= (int) Math.round(a + (b - a) * share) << shift;
        }
        return mixed;
    }

    /** Signed distance to the sign's outline in the square [-1, 1]^2, negative inside. */
    private static double distance(Verdict verdict, double x, double y) {
        double radius = Math.hypot(x, y);
        return switch (verdict) {
            case OK -> radius - 0.7;
            case NOT_INSPECTED -> Math.abs(radius - 0.58) - 0.14;
            case REVIEW -> Math.max(y - 0.6, (Math.abs(x) * 2 - y - 0.75) / Math.sqrt(5));
            case NOK ->
                    Math.max(
                            Math.max(Math.abs(x), Math.abs(y)) - 0.7,
                            Math.abs(Math.abs(x) - Math.abs(y)) / Math.sqrt(2) - 0.2);
        };
    }
}
