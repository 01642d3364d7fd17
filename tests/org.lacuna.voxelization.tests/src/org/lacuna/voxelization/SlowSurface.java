package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The definitions of {@link SurfaceNormals} and {@link EdgeResponse}, pixel by pixel, in double and
 * without a thought for speed.
 */
final class SlowSurface {
    private static final double LEAST_WEIGHT = 15.5;
    private static final double LEAST_WIDTH = 0.0016;

    private final OrganizedCloud cloud;
    private final double linkMm;

    /**
     * The surface around a pixel.
     *
     * @param normal of either sign
     * @param lambda eigenvalues, ascending
     * @param pixels how many pixels of equal weight would count as much
     */
    record Shape(double[] normal, double[] lambda, double pixels) {
        double trace() {
            return lambda[0] + lambda[1] + lambda[2];
        }

        /** How far apart the two eigenvalues are between which the normal could turn. */
        double gap() {
            return lambda[1] - lambda[0];
        }
    }

    SlowSurface(OrganizedCloud cloud, double linkMm) {
        this.cloud = cloud;
        this.linkMm = linkMm;
    }

    /** Whether there are such pixels, both with a point, not further apart than the link. */
    boolean linked(int column, int row, int otherColumn, int otherRow) {
        return inside(column, row)
                && inside(otherColumn, otherRow)
                && distance(column, row, otherColumn, otherRow) <= linkMm;
    }

    private boolean inside(int column, int row) {
        return column >= 0
                && row >= 0
                && column < cloud.width()
                && row < cloud.height()
                && cloud.isValid(row * cloud.width() + column);
    }

    private double distance(int column, int row, int otherColumn, int otherRow) {
        int p = row * cloud.width() + column;
        int q = otherRow * cloud.width() + otherColumn;
        double dx = (double) cloud.x()[p] - cloud.x()[q];
        double dy = (double) cloud.y()[p] - cloud.y()[q];
        double dz = (double) cloud.z()[p] - cloud.z()[q];
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    /** Whether a step around the pixel is so nearly as long as a link that rounding decides. */
    boolean isClose(int p, double share) {
        int column = p % cloud.width();
        int row = p / cloud.width();
        for (int r = row - 2; r <= row + 2; r++) {
            for (int c = column - 2; c <= column + 2; c++) {
                if (inside(c, r)
                        && (inside(c + 1, r) && isClose(distance(c, r, c + 1, r), share)
                                || inside(c, r + 1) && isClose(distance(c, r, c, r + 1), share))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isClose(double mm, double share) {
        return Math.abs(mm - linkMm) <= share * linkMm;
    }

    /** Whether rounding decides that the pixel has a surface at all. */
    boolean isNearlyALine(int p, double share) {
        double least = LEAST_WIDTH * linkMm * linkMm;
        List<Integer> window = window(p);
        return weight(p, window) >= LEAST_WEIGHT
                && Math.abs(shape(p, window).lambda[1] - least) <= share * least;
    }

    /** The pixels of the window that hang together with this one. */
    List<Integer> window(int p) {
        List<Integer> window = new ArrayList<>();
        int column = p % cloud.width();
        int row = p / cloud.width();
        for (int dc = -2; dc <= 2; dc++) {
            for (int dr = -2; dr <= 2; dr++) {
                if (isReached(column, row, dc, dr)) {
                    window.add((row + dr) * cloud.width() + column + dc);
                }
            }
        }
        return window;
    }

    /** Along the row, then along the column. */
    private boolean isReached(int column, int row, int dc, int dr) {
        boolean reached = inside(column, row);
        for (int k = 0; k < Math.abs(dc); k++) {
            int c = column + Integer.signum(dc) * k;
            reached = reached && linked(c, row, c + Integer.signum(dc), row);
        }
        for (int k = 0; k < Math.abs(dr); k++) {
            int r = row + Integer.signum(dr) * k;
            reached = reached && linked(column + dc, r, column + dc, r + Integer.signum(dr));
        }
        return reached;
    }

    /** The surface around a pixel; null where it is undefined. */
    Shape shape(int p) {
        List<Integer> window = window(p);
        if (weight(p, window) < LEAST_WEIGHT) {
            return null;
        }
        Shape shape = shape(p, window);
        boolean isLine = shape.lambda[1] < LEAST_WIDTH * linkMm * linkMm;
        return isLine || isOfOneRowOrColumn(window) ? null : shape;
    }

    private boolean isOfOneRowOrColumn(List<Integer> window) {
        int first = window.get(0);
        return window.stream().allMatch(q -> q / cloud.width() == first / cloud.width())
                || window.stream().allMatch(q -> q % cloud.width() == first % cloud.width());
    }

    private double weight(int p, List<Integer> window) {
        return window.stream().mapToDouble(q -> weight(p, q)).sum();
    }

    /** Of two moves from p to q's column, and two from there to q, each a linked step or none. */
    private double weight(int p, int q) {
        int column = p % cloud.width();
        int row = p / cloud.width();
        int other = q % cloud.width();
        boolean left = linked(column, row, column - 1, row);
        boolean right = linked(column, row, column + 1, row);
        boolean up = linked(other, row, other, row - 1);
        boolean down = linked(other, row, other, row + 1);
        return (double) ways(Math.abs(column - other), left, right)
                * ways(Math.abs(row - q / cloud.width()), up, down);
    }

    private static int ways(int steps, boolean back, boolean on) {
        return steps > 0 ? 3 - steps : 1 + (back ? 1 : 0) + (on ? 1 : 0);
    }

    private Shape shape(int p, List<Integer> window) {
        double all = weight(p, window);
        float[][] axes = {cloud.x(), cloud.y(), cloud.z()};
        int origin = window.get(0);
        double[] mean = new double[3];
        for (int q : window) {
            for (int i = 0; i < 3; i++) {
                mean[i] += weight(p, q) * ((double) axes[i][q] - axes[i][origin]) / all;
            }
        }
        double[][] c = new double[3][3];
        for (int q : window) {
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    double di = (double) axes[i][q] - axes[i][origin] - mean[i];
                    double dj = (double) axes[j][q] - axes[j][origin] - mean[j];
                    c[i][j] += weight(p, q) * di * dj / all;
                }
            }
        }
        double[][] vectors = jacobi(c);
        Integer[] order = {0, 1, 2};
        Arrays.sort(order, Comparator.comparingDouble(k -> c[k][k]));
        double[] normal = new double[3];
        double[] lambda = new double[3];
        for (int i = 0; i < 3; i++) {
            normal[i] = vectors[i][order[0]];
            lambda[i] = Math.max(0, c[order[i]][order[i]]);
        }
        double squares = window.stream().mapToDouble(q -> weight(p, q) * weight(p, q)).sum();
        return new Shape(normal, lambda, all * all / squares);
    }

    /** Makes a symmetric matrix diagonal; the columns of the result are its eigenvectors. */
    private static double[][] jacobi(double[][] c) {
        double[][] v = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        for (int sweep = 0; sweep < 30; sweep++) {
            for (int p = 0; p < 2; p++) {
                for (int q = p + 1; q < 3; q++) {
                    double angle = 0.5 * Math.atan2(2 * c[p][q], c[q][q] - c[p][p]);
                    double cos = Math.cos(angle);
                    double sin = Math.sin(angle);
                    for (int k = 0; k < 3; k++) { // C R
                        double a = c[k][p];
                        double b = c[k][q];
                        c[k][p] = cos * a - sin * b;
                        c[k][q] = sin * a + cos * b;
                    }
                    for (int k = 0; k < 3; k++) { // R' C R
                        double a = c[p][k];
                        double b = c[q][k];
                        c[p][k] = cos * a - sin * b;
                        c[q][k] = sin * a + cos * b;
                    }
                    for (int k = 0; k < 3; k++) {
                        double a = v[k][p];
                        double b = v[k][q];
                        v[k][p] = cos * a - sin * b;
                        v[k][q] = sin * a + cos * b;
                    }
                }
            }
        }
        return v;
    }

    /** Mean angle to the 12 pixels at a grid distance of at most 2; NaN without a normal. */
    double edgeResponse(SurfaceField n, int p) {
        if (!n.isDefined(p)) {
            return Double.NaN;
        }
        int column = p % cloud.width();
        int row = p / cloud.width();
        double sum = 0;
        int count = 0;
        for (int dr = -2; dr <= 2; dr++) {
            for (int dc = -2; dc <= 2; dc++) {
                int steps = Math.abs(dc) + Math.abs(dr);
                if (steps == 0 || steps > 2) {
                    continue;
                }
                boolean reached =
                        dr < 0
                                ? isPair(n, column + dc, row + dr, -dc, -dr)
                                : isPair(n, column, row, dc, dr);
                if (reached) {
                    sum += angle(n, p, (row + dr) * cloud.width() + column + dc);
                    count++;
                }
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /** From the upper pixel along its row, then down, over pixels with a normal. */
    private boolean isPair(SurfaceField n, int column, int row, int dc, int dr) {
        if (!isReached(column, row, dc, dr)) {
            return false;
        }
        for (int k = 0; k <= Math.abs(dc); k++) {
            if (!n.isDefined(row * cloud.width() + column + Integer.signum(dc) * k)) {
                return false;
            }
        }
        for (int k = 0; k <= dr; k++) {
            if (!n.isDefined((row + k) * cloud.width() + column + dc)) {
                return false;
            }
        }
        return true;
    }

    /** Between two normals, whatever their signs. */
    private static double angle(SurfaceField n, int p, int q) {
        double x = (double) n.ny[p] * n.nz[q] - (double) n.nz[p] * n.ny[q];
        double y = (double) n.nz[p] * n.nx[q] - (double) n.nx[p] * n.nz[q];
        double z = (double) n.nx[p] * n.ny[q] - (double) n.ny[p] * n.nx[q];
        double dot =
                (double) n.nx[p] * n.nx[q]
                        + (double) n.ny[p] * n.ny[q]
                        + (double) n.nz[p] * n.nz[q];
        return Math.atan2(Math.sqrt(x * x + y * y + z * z), Math.abs(dot));
    }
}
