package org.lacuna.synthesis.internal;

import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;
import org.lacuna.core.SeededRandom;

import java.util.Optional;

/** A colour image being changed, pixel by pixel. */
final class ScanColours {
    private static final int CHANNELS = 3;

    /** A channel has changed noticeably by this much, or by this share of its value. */
    private static final int NOTICEABLE = 9;

    private static final double NOTICEABLE_SHARE = 0.12;

    private static final int TRIES = 30;

    /** Pixels of the surroundings that a colour is taken from. */
    private static final int AROUND = 6;

    private final RgbImage before;
    private final PixelMask part;
    private final byte[] data;
    private final int width;

    private int backgroundShift;
    private double[] backgroundColour = {};

    ScanColours(RgbImage image, PixelMask part) {
        this.before = image;
        this.part = part;
        this.data = image.data().clone();
        this.width = image.width();
    }

    RgbImage image() {
        return new RgbImage(width, before.height(), data);
    }

    boolean changed(int pixel) {
        for (int c = 0; c < CHANNELS; c++) {
            int was = before.data()[CHANNELS * pixel + c] & 0xff;
            int is = data[CHANNELS * pixel + c] & 0xff;
            if (Math.abs(is - was) > Math.max(NOTICEABLE, NOTICEABLE_SHARE * was)) {
                return true;
            }
        }
        return false;
    }

    /** Brighter or darker. */
    void scale(int pixel, double factor) {
        for (int c = 0; c < CHANNELS; c++) {
            int at = CHANNELS * pixel + c;
            data[at] = toByte((data[at] & 0xff) * factor);
        }
    }

    /** Blends in a colour, of three values 0..255. */
    void cover(int pixel, double[] colour, double weight) {
        for (int c = 0; c < CHANNELS; c++) {
            int at = CHANNELS * pixel + c;
            data[at] = toByte(Sdf.lerp(data[at] & 0xff, colour[c], weight));
        }
    }

    /** A colour that differs from the one around the pixel. */
    double[] other(int pixel, SeededRandom random) {
        double[] colour = around(pixel);
        double gain =
                random.nextDouble() < 0.6 ? random.uniform(0.1, 0.7) : random.uniform(1.3, 2.5);
        double tint = random.nextDouble() < 0.5 ? 0.12 : 0.6;
        double bright = (colour[0] + colour[1] + colour[2]) / CHANNELS;
        for (int c = 0; c < CHANNELS; c++) {
            // Black times anything stays black: something is added as well.
            double base = Sdf.lerp(colour[c], bright, random.nextDouble()) + 8;
            colour[c] = Sdf.clamp(base * gain * (1 + random.uniform(-tint, tint)), 0, 255);
        }
        return colour;
    }

    private double[] around(int pixel) {
        double[] mean = new double[CHANNELS];
        int n = 0;
        int cx = pixel % width;
        int cy = pixel / width;
        for (int y = Math.max(0, cy - AROUND);
                y <= Math.min(before.height() - 1, cy + AROUND);
                y++) {
            for (int x = Math.max(0, cx - AROUND); x <= Math.min(width - 1, cx + AROUND); x++) {
                n++;
                for (int c = 0; c < CHANNELS; c++) {
                    mean[c] += before.data()[CHANNELS * (y * width + x) + c] & 0xff;
                }
            }
        }
        for (int c = 0; c < CHANNELS; c++) {
            mean[c] /= n;
        }
        return mean;
    }

    /**
     * Another place of the part, not just beside that one.
     *
     * @return column and row; empty when the part is too small
     */
    Optional<int[]> elsewhere(int pixel, double farPx, SeededRandom random) {
        for (int t = 0; t < TRIES * TRIES; t++) {
            int x = random.nextInt(width);
            int y = random.nextInt(before.height());
            double far = Math.hypot(x - pixel % width, y - (double) (pixel / width));
            if (part.get(x, y) && far > farPx) {
                return Optional.of(new int[] {x, y});
            }
        }
        return Optional.empty();
    }

    /** Blends in what lies at an offset from another place, turned by quarter turns. */
    void copy(int pixel, int[] from, int dx, int dy, int turns, double weight) {
        int x = from[0];
        int y = from[1];
        switch (turns) {
            case 0 -> {
                x += dx;
                y += dy;
            }
            case 1 -> {
                x -= dy;
                y += dx;
            }
            case 2 -> {
                x -= dx;
                y -= dy;
            }
            default -> {
                x += dy;
                y -= dx;
            }
        }
        if (x < 0 || x >= width || y < 0 || y >= before.height() || !part.get(x, y)) {
            return;
        }
        int source = y * width + x;
        cover(
                pixel,
                new double[] {before.red(source), before.green(source), before.blue(source)},
                weight);
    }

    /** Looks for background as large as the area, to be seen where the part is gone. */
    void background(int pixel, double reach, SeededRandom random) {
        backgroundColour = meanBackground(pixel);
        backgroundShift = 0;
        int r = (int) Math.ceil(reach);
        int cx = pixel % width;
        int cy = pixel / width;
        for (int t = 0; t < TRIES * 4; t++) {
            int x = random.nextInt(width);
            int y = random.nextInt(before.height());
            if (x >= r
                    && x < width - r
                    && y >= r
                    && y < before.height() - r
                    && clear(x - r, y - r)
                    && clear(x + r, y - r)
                    && clear(x, y)
                    && clear(x - r, y + r)
                    && clear(x + r, y + r)) {
                backgroundShift = (y - cy) * width + x - cx;
                return;
            }
        }
    }

    private boolean clear(int x, int y) {
        return !part.get(x, y);
    }

    /** Black when the image shows the part alone. */
    private double[] meanBackground(int pixel) {
        double[] mean = new double[CHANNELS];
        double n = 0;
        for (int i = 0; i < part.set().length; i += 7) {
            if (!part.get(i)) {
                n++;
                for (int c = 0; c < CHANNELS; c++) {
                    mean[c] += before.data()[CHANNELS * i + c] & 0xff;
                }
            }
        }
        for (int c = 0; c < CHANNELS; c++) {
            mean[c] = n == 0 ? around(pixel)[c] * 0.1 : mean[c] / n;
        }
        return mean;
    }

    /** Shows the background instead of the part. */
    void uncover(int pixel, boolean gone) {
        if (!gone) {
            return;
        }
        int source = pixel + backgroundShift;
        boolean seen =
                backgroundShift != 0
                        && source >= 0
                        && source < part.set().length
                        && !part.get(source);
        cover(
                pixel,
                seen
                        ? new double[] {
                            before.red(source), before.green(source), before.blue(source)
                        }
                        : backgroundColour,
                1);
    }

    private static byte toByte(double value) {
        return (byte) Math.round(Sdf.clamp(value, 0, 255));
    }
}
