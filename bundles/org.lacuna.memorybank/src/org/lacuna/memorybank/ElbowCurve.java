package org.lacuna.memorybank;

import org.lacuna.core.ModelException;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * What is left uncovered over the number of entries, with the number chosen: within-cluster sum of
 * squares (WCSS) for clusters (Xu et al. 2025, 3.4.1), covering radius for a greedy coreset.
 *
 * <p>Rule: the knee is the point farthest below the straight line from the first to the last point,
 * with both axes scaled to [0, 1] (Satopää et al. 2011, 'kneedle'); the smaller k wins a tie. But
 * only if there is a knee: where vectors form no clusters, both measures fall like a power of k
 * (WCSS like {@code k^(-2/d)}, Zador 1982), and a power has such a point, too, whose place depends
 * on nothing but where the grid begins and ends. With logarithmic axes a power is a straight line;
 * where no point lies {@value #DEPTH} below that, the last one is taken: where the curve does not
 * tell, the larger bank is the safe one.
 *
 * <p>The arrays are owned by the curve once handed over: nobody may write to them.
 *
 * @param measure what the values are
 * @param k numbers of entries, ascending, at least one
 * @param values finite, not negative; same length
 * @param chosen index of the number chosen: the knee, or the last where the number was fixed
 */
public record ElbowCurve(Measure measure, int[] k, double[] values, int chosen) {
    /** What the values of a curve are. */
    public enum Measure {
        /** Sum of the squared distances of the vectors to their cluster's centre. */
        WCSS,
        /** Largest distance of a vector to its nearest entry, within the error of float32. */
        COVERING_RADIUS
    }

    private static final int MAX_POINTS = 10_000;

    /**
     * Share of logarithmic axes that a point lies below the line at least where there is a knee.
     */
    private static final double DEPTH = 0.1;

    /** What counts as nothing, compared with the first value: 0 has no logarithm. */
    private static final double NOTHING = 1e-6;

    public ElbowCurve {
        Objects.requireNonNull(measure, "measure");
        if (k.length < 1 || k.length > MAX_POINTS || values.length != k.length) {
            throw new IllegalArgumentException(
                    "points: "
                            + k.length
                            + " k, "
                            + values.length
                            + " values, expected equal and 1.."
                            + MAX_POINTS);
        }
        for (int i = 0; i < k.length; i++) {
            if (k[i] < 1 || i > 0 && k[i] <= k[i - 1]) {
                throw new IllegalArgumentException(
                        "k[" + i + "]: " + k[i] + ", expected positive and ascending");
            }
            if (!(values[i] >= 0 && values[i] <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "values[" + i + "]: " + values[i] + ", expected finite, at least 0");
            }
        }
        if (chosen < 0 || chosen >= k.length) {
            throw new IllegalArgumentException(
                    "chosen: " + chosen + ", expected 0.." + (k.length - 1));
        }
    }

    /** A curve with the knee chosen by the rule. */
    public static ElbowCurve withKnee(Measure measure, int[] k, double[] values) {
        return new ElbowCurve(measure, k, values, knee(k, values));
    }

    private static int knee(int[] k, double[] values) {
        int last = k.length - 1;
        if (last < 2 || !(values[last] < values[0])) {
            return Math.max(0, last);
        }
        double[] x = new double[k.length];
        double[] y = new double[k.length];
        double[] logX = new double[k.length];
        double[] logY = new double[k.length];
        for (int i = 0; i <= last; i++) {
            x[i] = k[i];
            y[i] = values[i];
            logX[i] = Math.log(k[i]);
            logY[i] = Math.log(Math.max(values[i] / values[0], NOTHING));
        }
        int log = farthestBelow(logX, logY);
        return below(logX, logY, log) >= DEPTH ? farthestBelow(x, y) : last;
    }

    /** Index of the point farthest below the line from the first to the last, or the last. */
    private static int farthestBelow(double[] x, double[] y) {
        int best = x.length - 1;
        for (int i = 1; i < x.length - 1; i++) {
            if (below(x, y, i) > Math.max(0, below(x, y, best))) {
                best = i;
            }
        }
        return best;
    }

    /** How far a point lies below the line, with both axes scaled to [0, 1]. */
    private static double below(double[] x, double[] y, int i) {
        int last = x.length - 1;
        return 1 - (x[i] - x[0]) / (x[last] - x[0]) - (y[i] - y[last]) / (y[0] - y[last]);
    }

    /** The chosen number of entries. */
    public int chosenK() {
        return k[chosen];
    }

    /**
     * Writes measure (byte), number of points, chosen index, then k (int) and value (double) of
     * each point, big-endian.
     */
    public void write(DataOutput out) throws IOException {
        out.writeByte(measure.ordinal());
        out.writeInt(k.length);
        out.writeInt(chosen);
        for (int i = 0; i < k.length; i++) {
            out.writeInt(k[i]);
            out.writeDouble(values[i]);
        }
    }

    /**
     * @throws ModelException when the numbers make no curve
     */
    public static ElbowCurve read(DataInput in) throws IOException, ModelException {
        int code = in.readByte();
        if (code < 0 || code >= Measure.values().length) {
            throw new ModelException(
                    "elbow curve: measure "
                            + code
                            + ", expected 0.."
                            + (Measure.values().length - 1));
        }
        int n = Numbers.readInt(in, 1, MAX_POINTS, "elbow curve: points");
        int chosen = in.readInt();
        int[] k = new int[n];
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            k[i] = in.readInt();
            values[i] = in.readDouble();
        }
        try {
            return new ElbowCurve(Measure.values()[code], k, values, chosen);
        } catch (IllegalArgumentException e) {
            throw new ModelException("elbow curve: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ElbowCurve c
                && measure == c.measure
                && chosen == c.chosen
                && Arrays.equals(k, c.k)
                && Arrays.equals(values, c.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(measure, Arrays.hashCode(k), Arrays.hashCode(values), chosen);
    }

    @Override
    public String toString() {
        return "ElbowCurve["
                + measure
                + ", "
                + k.length
                + " points, k "
                + k[0]
                + ".."
                + k[k.length - 1]
                + ", chosen "
                + chosenK()
                + "]";
    }
}
