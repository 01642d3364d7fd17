package org.lacuna.acquisition.internal;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.SeededRandom;

/**
 * Finds the plane on which a part lies (method.md 1.1).
 *
 * <p>Parts lie in the middle of the picture, so the plane is looked for among the points of a frame
 * along its border. RANSAC with the score of least median of squares (Rousseeuw 1984): the plane
 * through three random points whose median distance to the others is least. It bears almost half of
 * the points being something else, and needs no threshold, so no guess about the sensor's noise.
 * The median gives the spread of the residuals; points within 2.5 spreads are refined by least
 * squares and the spread is measured again; the last fit takes such points from the whole picture.
 *
 * <p>A plane is accepted if its spread is small against its extent. If the border is no plane (it
 * sees floor and wall, or the part reaches over most of it), the whole picture is searched in the
 * same way. O(pixels) with a constant number of trials; deterministic for a seed.
 */
final class PlaneSearch {
    /** Width of the frame along the border, as a share of the shorter edge. */
    private static final double FRAME_SHARE = 0.05;

    /** A frame with less than this share of valid points says nothing: its background is gone. */
    private static final double MIN_FRAME_SHARE = 0.05;

    private static final int MIN_POINTS = 12;

    /** If half of the points are background, all trials fail with probability 0.875^240 = 1e-14. */
    private static final int TRIALS = 240;

    private static final int SAMPLE = 500;

    /** Points of the whole picture that take part in the last fit. */
    private static final int SCENE_POINTS = 20_000;

    private static final int REFINEMENTS = 30;

    /** Normal residuals beyond this many spreads are 1.2 % of all. */
    private static final double INLIER_SPREADS = 2.5;

    /** From a median absolute deviation to the standard deviation of a normal distribution. */
    private static final double MAD_TO_SIGMA = 1.4826;

    /** Largest spread of a plane, as a share of the diagonal of its points' bounding box. */
    private static final double MAX_SPREAD_SHARE = 0.01;

    private final OrganizedCloud cloud;
    private final boolean[] usable;
    private final int[] everywhere;
    private final SeededRandom random;

    /**
     * @param usable pixels that hold a point
     */
    PlaneSearch(OrganizedCloud cloud, boolean[] usable, long seed) {
        this.cloud = cloud;
        this.usable = usable;
        this.everywhere = everywhere(usable);
        this.random = new SeededRandom(seed);
    }

    /**
     * @return the plane, its normal to an arbitrary side; null if there is none
     */
    Plane find() {
        int[] frame = frame();
        if (frame == null) {
            return null;
        }
        Plane plane = search(frame);
        return plane != null ? plane : search(everywhere);
    }

    /** Usable pixels along the border; null if they are too few to speak of. */
    private int[] frame() {
        int width = cloud.width();
        int height = cloud.height();
        int edge = (int) Math.max(1, Math.round(FRAME_SHARE * Math.min(width, height)));
        int[] found = new int[cloud.size()];
        int n = 0;
        int pixels = 0;
        for (int y = 0; y < height; y++) {
            boolean whole = y < edge || y >= height - edge;
            for (int x = 0; x < width; x++) {
                if (!whole && x == edge && width - edge > x) {
                    x = width - edge;
                }
                pixels++;
                if (usable[y * width + x]) {
                    found[n++] = y * width + x;
                }
            }
        }
        boolean enough = n >= MIN_POINTS && n >= MIN_FRAME_SHARE * pixels;
        return enough ? java.util.Arrays.copyOf(found, n) : null;
    }

    /** Usable pixels of the whole picture, evenly thinned out to about as many as are needed. */
    private static int[] everywhere(boolean[] usable) {
        int count = 0;
        for (boolean u : usable) {
            count += u ? 1 : 0;
        }
        int step = Math.max(1, count / SCENE_POINTS);
        int[] found = new int[(count + step - 1) / step];
        int seen = 0;
        for (int i = 0; i < usable.length; i++) {
            if (usable[i] && seen++ % step == 0) {
                found[(seen - 1) / step] = i;
            }
        }
        return found;
    }

    private Plane search(int[] pixels) {
        int[] sample = pixels;
        if (pixels.length > SAMPLE) {
            sample = new int[SAMPLE];
            for (int i = 0; i < SAMPLE; i++) {
                sample[i] = pixels[random.nextInt(pixels.length)];
            }
        }
        double most = MAX_SPREAD_SHARE * extent(sample);
        Plane plane = grow(leastMedian(sample), pixels, most);
        return plane == null || pixels == everywhere ? plane : grow(plane, everywhere, most);
    }

    /**
     * Least squares on the inliers and their spread about the new plane, again and again until it
     * stays: a plane that is a little tilted at first, since the border told little about one
     * direction, takes in more of its points with each round.
     *
     * @param mostMm spread at which it is no plane any more
     */
    private Plane grow(Plane start, int[] pixels, double mostMm) {
        Plane plane = start;
        for (int k = 0; plane != null && plane.spreadMm() <= mostMm && k < REFINEMENTS; k++) {
            Plane next = refine(plane, pixels, 1e-4 * mostMm);
            if (next == null) {
                return plane;
            }
            double turn =
                    1
                            - Math.abs(
                                    plane.nx() * next.nx()
                                            + plane.ny() * next.ny()
                                            + plane.nz() * next.nz());
            boolean still =
                    turn < 1e-12
                            && Math.abs(next.spreadMm() - plane.spreadMm())
                                    <= 1e-3 * plane.spreadMm();
            plane = next;
            if (still) {
                break;
            }
        }
        return plane != null && plane.spreadMm() <= mostMm ? plane : null;
    }

    private Plane leastMedian(int[] sample) {
        double best = Double.POSITIVE_INFINITY;
        Plane plane = null;
        double[] distance = new double[sample.length];
        for (int trial = 0; trial < TRIALS; trial++) {
            Plane p =
                    through(
                            sample[random.nextInt(sample.length)],
                            sample[random.nextInt(sample.length)],
                            sample[random.nextInt(sample.length)]);
            if (p == null) {
                continue;
            }
            int within = 0;
            for (int i = 0; i < sample.length; i++) {
                distance[i] = Math.abs(height(p, sample[i]));
                within += distance[i] < best ? 1 : 0;
            }
            // Most trials are worse than the best so far, which a count shows without a selection.
            if (within > sample.length / 2) {
                double median = Selection.kth(distance, sample.length, sample.length / 2);
                if (median < best) {
                    best = median;
                    plane = p;
                }
            }
        }
        if (plane == null) {
            return null;
        }
        // Small-sample correction of Rousseeuw and Leroy (1987).
        double spread = MAD_TO_SIGMA * (1 + 5.0 / Math.max(1, sample.length - 3)) * best;
        return new Plane(plane.nx(), plane.ny(), plane.nz(), plane.offsetMm(), spread);
    }

    private Plane through(int a, int b, int c) {
        double ax = cloud.x()[b] - (double) cloud.x()[a];
        double ay = cloud.y()[b] - (double) cloud.y()[a];
        double az = cloud.z()[b] - (double) cloud.z()[a];
        double bx = cloud.x()[c] - (double) cloud.x()[a];
        double by = cloud.y()[c] - (double) cloud.y()[a];
        double bz = cloud.z()[c] - (double) cloud.z()[a];
        double nx = ay * bz - az * by;
        double ny = az * bx - ax * bz;
        double nz = ax * by - ay * bx;
        double norm = Math.sqrt(nx * nx + ny * ny + nz * nz);
        double lengths = (ax * ax + ay * ay + az * az) + (bx * bx + by * by + bz * bz);
        if (!(norm > 1e-3 * lengths)) {
            return null;
        }
        nx /= norm;
        ny /= norm;
        nz /= norm;
        double offset = -(nx * cloud.x()[a] + ny * cloud.y()[a] + nz * cloud.z()[a]);
        return new Plane(nx, ny, nz, offset, 0);
    }

    private Plane refine(Plane plane, int[] pixels, double leastMm) {
        double limit = INLIER_SPREADS * plane.spreadMm() + leastMm;
        int centre = pixels[pixels.length / 2];
        PlaneFit fit = new PlaneFit(cloud.x()[centre], cloud.y()[centre], cloud.z()[centre]);
        for (int i : pixels) {
            if (Math.abs(height(plane, i)) <= limit) {
                fit.add(cloud.x()[i], cloud.y()[i], cloud.z()[i]);
            }
        }
        Plane fitted = fit.plane(0);
        if (fitted == null) {
            return null;
        }
        double[] distance = new double[pixels.length];
        int n = 0;
        for (int i : pixels) {
            double d = Math.abs(height(fitted, i));
            if (d <= limit) {
                distance[n++] = d;
            }
        }
        double spread = n == 0 ? 0 : MAD_TO_SIGMA * Selection.kth(distance, n, n / 2);
        return new Plane(fitted.nx(), fitted.ny(), fitted.nz(), fitted.offsetMm(), spread);
    }

    private double height(Plane plane, int i) {
        return plane.height(cloud.x()[i], cloud.y()[i], cloud.z()[i]);
    }

    /** Diagonal of the box that holds the middle 90 % of the points along each axis. */
    private double extent(int[] sample) {
        double sum = 0;
        double[] values = new double[sample.length];
        for (float[] axis : new float[][] {cloud.x(), cloud.y(), cloud.z()}) {
            for (int i = 0; i < sample.length; i++) {
                values[i] = axis[sample[i]];
            }
            java.util.Arrays.sort(values);
            double edge =
                    values[sample.length - 1 - sample.length / 20] - values[sample.length / 20];
            sum += edge * edge;
        }
        return Math.sqrt(sum);
    }
}
