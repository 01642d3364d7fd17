package org.lacuna.synthesis.internal;

import org.lacuna.core.RgbImage;

import java.util.Map;
import java.util.TreeMap;

/**
 * An image taken while the part moved: the mean along a line, of light and not of stored values
 * (sRGB, IEC 61966-2-1). Beyond the image its border goes on. O(pixels x length). Thread-safe.
 */
public final class MotionBlur {
    private static final int CHANNELS = 3;
    private static final double[] LIGHT = new double[256];

    /** Light from which on a value is stored, for 1..255. */
    private static final double[] FROM = new double[256];

    static {
        for (int v = 0; v < 256; v++) {
            LIGHT[v] = light(v / 255.0);
            FROM[v] = v == 0 ? 0 : light((v - 0.5) / 255);
        }
    }

    private final int[] dx;
    private final int[] dy;
    private final double[] weight;

    /**
     * @param lengthPx length of the line, above 0
     * @param angle of the line, radians
     */
    public MotionBlur(double lengthPx, double angle) {
        // A pixel apart along the line; the ends count half. Between pixels: bilinear.
        int steps = (int) Math.ceil(lengthPx);
        Map<Integer, Map<Integer, Double>> taps = new TreeMap<>();
        for (int s = 0; s <= steps; s++) {
            double t = lengthPx * ((double) s / steps - 0.5);
            double share = (s == 0 || s == steps ? 0.5 : 1) / steps;
            double u = t * StrictMath.cos(angle);
            double v = t * StrictMath.sin(angle);
            int iu = (int) Math.floor(u);
            int iv = (int) Math.floor(v);
            double fu = u - iu;
            double fv = v - iv;
            add(taps, iu, iv, share * (1 - fu) * (1 - fv));
            add(taps, iu + 1, iv, share * fu * (1 - fv));
            add(taps, iu, iv + 1, share * (1 - fu) * fv);
            add(taps, iu + 1, iv + 1, share * fu * fv);
        }
        int n = taps.values().stream().mapToInt(Map::size).sum();
        dx = new int[n];
        dy = new int[n];
        weight = new double[n];
        int i = 0;
        for (Map.Entry<Integer, Map<Integer, Double>> row : taps.entrySet()) {
            for (Map.Entry<Integer, Double> tap : row.getValue().entrySet()) {
                dy[i] = row.getKey();
                dx[i] = tap.getKey();
                weight[i++] = tap.getValue();
            }
        }
    }

    private static void add(Map<Integer, Map<Integer, Double>> taps, int u, int v, double weight) {
        if (weight > 0) {
            taps.computeIfAbsent(v, k -> new TreeMap<>()).merge(u, weight, Double::sum);
        }
    }

    public RgbImage apply(RgbImage image) {
        int width = image.width();
        int height = image.height();
        float[] light = new float[image.data().length];
        for (int i = 0; i < light.length; i++) {
            light[i] = (float) LIGHT[image.data()[i] & 0xff];
        }
        byte[] out = new byte[light.length];
        int[] column = new int[weight.length];
        for (int x = 0; x < width; x++) {
            for (int k = 0; k < weight.length; k++) {
                column[k] = CHANNELS * Math.clamp(x + (long) dx[k], 0, width - 1);
            }
            for (int y = 0; y < height; y++) {
                double r = 0;
                double g = 0;
                double b = 0;
                for (int k = 0; k < weight.length; k++) {
                    int row = Math.clamp(y + (long) dy[k], 0, height - 1);
                    int at = CHANNELS * width * row + column[k];
                    r += weight[k] * light[at];
                    g += weight[k] * light[at + 1];
                    b += weight[k] * light[at + 2];
                }
                int to = CHANNELS * (y * width + x);
                out[to] = stored(r);
                out[to + 1] = stored(g);
                out[to + 2] = stored(b);
            }
        }
        return new RgbImage(width, height, out);
    }

    private static double light(double stored) {
        return stored <= 0.04045 ? stored / 12.92 : StrictMath.pow((stored + 0.055) / 1.055, 2.4);
    }

    /** The nearest value; by bisection, as a power for each pixel would take longer. */
    private static byte stored(double light) {
        int low = 0;
        int high = 255;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (light >= FROM[middle]) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return (byte) low;
    }
}
