package org.lacuna.acquisition.internal;

import org.lacuna.acquisition.Background;
import org.lacuna.acquisition.PreprocessParameters;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

import java.util.Locale;

/**
 * Which pixels of a cloud show the part: background plane, components, enclosed pixels (method.md
 * 1.1 and 1.2; see {@link org.lacuna.acquisition.Preprocessor} for the rules).
 *
 * @param points pixels with a point of the part
 * @param part those, and the unmeasured pixels that they enclose
 * @param note what the user should know, empty if nothing
 */
public record Foreground(boolean[] points, boolean[] part, String note) {
    private static final int PIXELS_PER_CHUNK = 1 << 15;

    /** More of the eight neighbours than a pixel beside a straight edge has. */
    private static final int MOST_NEIGHBOURS = 5;

    public static Foreground of(
            OrganizedCloud cloud, PreprocessParameters parameters, Workers workers) {
        boolean[] valid = new boolean[cloud.size()];
        boolean[] wanted = new boolean[cloud.size()];
        int count = 0;
        for (int i = 0; i < valid.length; i++) {
            float z = cloud.z()[i];
            valid[i] = !Float.isNaN(z);
            wanted[i] = z >= parameters.nearestMm() && z <= parameters.farthestMm();
            count += wanted[i] ? 1 : 0;
        }
        String note = "";
        boolean[] candidates = wanted;
        if (parameters.background() == Background.PLANE && count > 0) {
            Plane plane = new PlaneSearch(cloud, wanted, parameters.seed()).find();
            if (plane != null) {
                boolean[] above = above(cloud, wanted, plane, parameters, workers);
                int left = count(above);
                if (left >= parameters.minRemainingShare() * count && left > 0) {
                    candidates = above;
                } else {
                    note = refused(left, count, parameters);
                }
            }
        }
        boolean[] kept =
                Components.of(cloud, candidates, parameters.depthJumpSpacings())
                        .atLeast(parameters.minComponentShare());
        boolean[] background = new boolean[valid.length];
        for (int i = 0; i < valid.length; i++) {
            background[i] = valid[i] && !candidates[i];
        }
        boolean[] enclosed = Enclosure.of(cloud.width(), cloud.height(), kept, background);
        boolean[] part = new boolean[valid.length];
        for (int i = 0; i < part.length; i++) {
            kept[i] |= enclosed[i] && candidates[i];
            part[i] = kept[i] || enclosed[i];
        }
        return new Foreground(kept, part, note);
    }

    /**
     * Wanted points on the sensor's side of the plane, farther from it than the margin; and those
     * above half of the margin among such points: on a thin plate, noise lifts or lowers single
     * points over the margin.
     */
    private static boolean[] above(
            OrganizedCloud cloud,
            boolean[] wanted,
            Plane found,
            PreprocessParameters parameters,
            Workers workers) {
        double margin =
                parameters
                        .marginMm()
                        .orElse(
                                Math.max(
                                        parameters.marginFloorMm(),
                                        parameters.marginSpreads() * found.spreadMm()));
        Plane plane = towardsSensor(cloud, wanted, found, margin);
        boolean[] above = new boolean[wanted.length];
        boolean[] nearly = new boolean[wanted.length];
        workers.forEachChunk(
                wanted.length,
                PIXELS_PER_CHUNK,
                (chunk, from, to) -> {
                    for (int i = from; i < to; i++) {
                        if (wanted[i]) {
                            double height = plane.height(cloud.x()[i], cloud.y()[i], cloud.z()[i]);
                            above[i] = height > margin;
                            nearly[i] = !above[i] && height > margin / 2;
                        }
                    }
                });
        boolean[] all = above.clone();
        int width = cloud.width();
        for (int i = 0; i < all.length; i++) {
            all[i] |= nearly[i] && neighbours(above, i, width) >= MOST_NEIGHBOURS;
        }
        return all;
    }

    private static int neighbours(boolean[] set, int pixel, int width) {
        int x = pixel % width;
        int n = 0;
        for (int row = pixel - x - width; row <= pixel - x + width; row += width) {
            for (int c = Math.max(0, x - 1); c <= Math.min(width - 1, x + 1); c++) {
                n += row >= 0 && row < set.length && set[row + c] ? 1 : 0;
            }
        }
        return n;
    }

    /**
     * In a camera's frame, where all z have the same sign, the sensor is the origin. Otherwise z is
     * a height and the part is where more points are off the plane.
     */
    private static Plane towardsSensor(
            OrganizedCloud cloud, boolean[] wanted, Plane plane, double margin) {
        boolean positive = true;
        boolean negative = true;
        long above = 0;
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i]) {
                positive &= cloud.z()[i] > 0;
                negative &= cloud.z()[i] < 0;
                double height = plane.height(cloud.x()[i], cloud.y()[i], cloud.z()[i]);
                above += height > margin ? 1 : height < -margin ? -1 : 0;
            }
        }
        boolean up = positive || negative ? plane.offsetMm() >= 0 : above >= 0;
        return up ? plane : plane.flipped();
    }

    private static int count(boolean[] set) {
        int n = 0;
        for (boolean b : set) {
            n += b ? 1 : 0;
        }
        return n;
    }

    private static String refused(int left, int all, PreprocessParameters parameters) {
        return String.format(
                Locale.ROOT,
                "background plane kept: without it %.1f %% of the points would be left, less than"
                        + " %.1f %%, so it is taken for the part itself",
                100.0 * left / all,
                100 * parameters.minRemainingShare());
    }
}
