package org.lacuna.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * PRO curves in plain, slow double arithmetic, straight from the definition: the oracle for {@link
 * PixelScores}, and a model of what the peers' code does, which samples a number of thresholds.
 */
final class ProReference {
    private final List<double[]> regions = new ArrayList<>();
    private final double[] normal;

    /**
     * @param maps one array a part, row-major
     * @param masks ground truth of the same shapes
     * @param eightConnected whether pixels that touch at a corner belong together
     */
    ProReference(double[][] maps, boolean[][] masks, int width, boolean eightConnected) {
        List<Double> ok = new ArrayList<>();
        for (int part = 0; part < maps.length; part++) {
            boolean[] open = masks[part].clone();
            for (int i = 0; i < open.length; i++) {
                if (!masks[part][i]) {
                    ok.add(maps[part][i]);
                } else if (open[i]) {
                    List<Double> scores = new ArrayList<>();
                    take(i, open, width, eightConnected, maps[part], scores);
                    regions.add(sorted(scores));
                }
            }
        }
        normal = sorted(ok);
    }

    private static void take(
            int pixel,
            boolean[] open,
            int width,
            boolean eightConnected,
            double[] map,
            List<Double> scores) {
        open[pixel] = false;
        scores.add(map[pixel]);
        for (int other = 0; other < open.length; other++) {
            int dx = Math.abs(other % width - pixel % width);
            int dy = Math.abs(other / width - pixel / width);
            boolean touches = eightConnected ? Math.max(dx, dy) == 1 : dx + dy == 1;
            if (open[other] && touches) {
                take(other, open, width, eightConnected, map, scores);
            }
        }
    }

    private static double[] sorted(List<Double> values) {
        double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(array);
        return array;
    }

    int regions() {
        return regions.size();
    }

    int normalPixels() {
        return normal.length;
    }

    private static double shareAbove(double[] sorted, double threshold) {
        int above = 0;
        for (double s : sorted) {
            above += s > threshold ? 1 : 0;
        }
        return (double) above / sorted.length;
    }

    private double overlap(double threshold) {
        double sum = 0;
        for (double[] region : regions) {
            sum += shareAbove(region, threshold);
        }
        return sum / regions.size();
    }

    /** Every distinct score as threshold, highest first, then the point (1, 1). */
    double exact(double limit) {
        TreeSet<Double> thresholds = new TreeSet<>();
        for (double s : normal) {
            thresholds.add(s);
        }
        for (double[] region : regions) {
            for (double s : region) {
                thresholds.add(s);
            }
        }
        List<double[]> curve = new ArrayList<>();
        for (double t : thresholds.descendingSet()) {
            curve.add(new double[] {shareAbove(normal, t), overlap(t)});
        }
        curve.add(new double[] {1, 1});
        return area(curve, limit);
    }

    /**
     * The peers' way (evaluation code of MVTec 3D-AD and what grew from it, e.g. 3D-ADS, M3DM):
     * thresholds are the defect-free scores at {@code thresholdCount} equidistant places of their
     * sorted list, places cut to integers; a pixel counts when it lies strictly above; the point
     * (1, 1) is added; trapezoids up to the limit, with a linear interpolation there.
     */
    double approximate(int thresholdCount, double limit) {
        List<double[]> curve = new ArrayList<>();
        curve.add(new double[] {1, 1});
        for (int i = 0; i < thresholdCount; i++) {
            int place = (int) ((double) (normal.length - 1) / (thresholdCount - 1) * i);
            if (i == thresholdCount - 1) {
                place = normal.length - 1;
            }
            double falsePositives = 1.0 - (place + 1.0) / normal.length;
            curve.add(new double[] {falsePositives, overlap(normal[place])});
        }
        java.util.Collections.reverse(curve);
        return area(curve, limit);
    }

    /** Largest step of the false-positive rate between two sampled thresholds. */
    double largestStep(int thresholdCount) {
        return (Math.floor((normal.length - 1.0) / (thresholdCount - 1)) + 1) / normal.length;
    }

    private static double area(List<double[]> curve, double limit) {
        double area = 0;
        for (int i = 1; i < curve.size(); i++) {
            double x0 = curve.get(i - 1)[0];
            double y0 = curve.get(i - 1)[1];
            double x1 = curve.get(i)[0];
            double y1 = curve.get(i)[1];
            if (x1 > limit) {
                if (x0 < limit) {
                    double cut = y0 + (y1 - y0) * (limit - x0) / (x1 - x0);
                    area += 0.5 * (y0 + cut) * (limit - x0);
                }
                break;
            }
            area += 0.5 * (y0 + y1) * (x1 - x0);
        }
        return area / limit;
    }
}
