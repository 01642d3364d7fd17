package org.lacuna.ui;

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
 */
final class VerdictIcons {
    private static final int SIZE = 16;

    private final Map<Verdict, Image> images = new EnumMap<>(Verdict.class);

    VerdictIcons(Display display) {
        for (Verdict v : Verdict.values()) {
            images.put(v, new Image(display, (ImageDataProvider) zoom -> draw(v, zoom)));
        }
    }

    Image of(Verdict verdict) {
        return images.get(verdict);
    }

    void dispose() {
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
                double inside = Math.clamp(0.5 - distance(verdict, x, y) * n / 2, 0.0, 1.0);
                data.setPixel(column, row, colour);
                data.alphaData[row * n + column] = (byte) Math.round(255 * inside);
            }
        }
        return data;
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
