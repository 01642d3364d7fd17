package org.lacuna.ui.internal.viewing;

import org.lacuna.core.Progress;

import java.util.ArrayList;
import java.util.List;

/**
 * A picture and its halves, quarters and so on, so that any piece of it can be painted at any size
 * in a time that depends on the view alone. Takes a third more memory than the picture. Immutable.
 */
public final class Pyramid {
    /** Smaller levels are of no use. */
    private static final int LEAST_EDGE = 64;

    /**
     * One size of the picture.
     *
     * @param width pixels
     * @param height pixels
     * @param argb {@code 0xAARRGGBB}, row-major; belongs to the pyramid
     */
    record Level(int width, int height, int[] argb) {}

    private final List<Level> levels;

    private Pyramid(List<Level> levels) {
        this.levels = List.copyOf(levels);
    }

    /**
     * Takes as long as looking at every pixel: not for the UI thread.
     *
     * @param argb {@code 0xAARRGGBB}, row-major; belongs to the pyramid once handed over
     */
    public static Pyramid of(int width, int height, int[] argb, Progress progress) {
        if (argb.length != width * height) {
            throw new IllegalArgumentException(
                    "argb: " + argb.length + ", expected " + width + " x " + height);
        }
        List<Level> levels = new ArrayList<>();
        Level level = new Level(width, height, argb);
        levels.add(level);
        while (Math.min(level.width(), level.height()) >= 2 * LEAST_EDGE) {
            level = half(level, progress);
            levels.add(level);
        }
        return new Pyramid(levels);
    }

    public int width() {
        return levels.getFirst().width();
    }

    public int height() {
        return levels.getFirst().height();
    }

    int levels() {
        return levels.size();
    }

    Level level(int k) {
        return levels.get(k);
    }

    /** The smallest level that still has a pixel for each pixel of the screen. */
    int levelFor(double zoom) {
        int k = 0;
        while (k + 1 < levels.size() && zoom * (2 << k) <= 1) {
            k++;
        }
        return k;
    }

    /** Means of four, weighted by how much they cover. */
    private static Level half(Level level, Progress progress) {
        int width = (level.width() + 1) / 2;
        int height = (level.height() + 1) / 2;
        int[] half = new int[width * height];
        for (int row = 0; row < height; row++) {
            progress.throwIfCancelled();
            int upper = 2 * row * level.width();
            int lower = Math.min(2 * row + 1, level.height() - 1) * level.width();
            for (int column = 0; column < width; column++) {
                int left = 2 * column;
                int right = Math.min(left + 1, level.width() - 1);
                half[row * width + column] =
                        mean(
                                level.argb()[upper + left],
                                level.argb()[upper + right],
                                level.argb()[lower + left],
                                level.argb()[lower + right]);
            }
        }
        return new Level(width, height, half);
    }

    private static int mean(int a, int b, int c, int d) {
        int wa = a >>> 24;
        int wb = b >>> 24;
        int wc = c >>> 24;
        int wd = d >>> 24;
        int weight = wa + wb + wc + wd;
        if (weight == 0) {
            return 0;
        }
        int mean = (weight + 2) / 4 << 24;
        for (int shift = 0; shift < 24; shift += 8) {
            int sum =
                    wa * (a >>> shift & 0xff)
                            + wb * (b >>> shift & 0xff)
                            + wc * (c >>> shift & 0xff)
                            + wd * (d >>> shift & 0xff);
            mean |= (sum + weight / 2) / weight << shift;
        }
        return mean;
    }
}
