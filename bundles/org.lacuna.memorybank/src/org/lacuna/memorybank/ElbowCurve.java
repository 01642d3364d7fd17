package org.lacuna.memorybank;

import org.lacuna.core.ModelException;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Within-cluster sum of squares (WCSS) over the number of clusters, with the knee: how the size of
 * a bank was chosen (Xu et al. 2025, 3.4.1).
 *
 * <p>Rule: the knee is the point farthest below the straight line from the first to the last point,
 * with both axes scaled to [0, 1] (Satopää et al. 2011, 'kneedle'); the smaller k wins a tie. With
 * fewer than three points, or a curve that does not fall, the last point is taken: without a curve
 * to judge by, the larger bank is the safe one.
 *
 * <p>The arrays are owned by the curve once handed over: nobody may write to them.
 *
 * @param k numbers of clusters, ascending, at least one
 * @param wcss finite, not negative; same length
 * @param chosen index of the knee
 */
public record ElbowCurve(int[] k, double[] wcss, int chosen) {
    private static final int MAX_POINTS = 10_000;

    public ElbowCurve {
        if (k.length < 1 || k.length > MAX_POINTS || wcss.length != k.length) {
            throw new IllegalArgumentException(
                    "points: "
                            + k.length
                            + " k, "
                            + wcss.length
                            + " wcss, expected equal and 1.."
                            + MAX_POINTS);
        }
        for (int i = 0; i < k.length; i++) {
            if (k[i] < 1 || i > 0 && k[i] <= k[i - 1]) {
                throw new IllegalArgumentException(
                        "k[" + i + "]: " + k[i] + ", expected positive and ascending");
            }
            if (!(wcss[i] >= 0 && wcss[i] <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "wcss[" + i + "]: " + wcss[i] + ", expected finite, at least 0");
            }
        }
        if (chosen < 0 || chosen >= k.length) {
            throw new IllegalArgumentException(
                    "chosen: " + chosen + ", expected 0.." + (k.length - 1));
        }
    }

    /** A curve with the knee chosen by the rule. */
    public static ElbowCurve withKnee(int[] k, double[] wcss) {
        return new ElbowCurve(k, wcss, knee(k, wcss));
    }

    private static int knee(int[] k, double[] wcss) {
        int last = k.length - 1;
        if (last < 2 || !(wcss[last] < wcss[0])) {
            return Math.max(0, last);
        }
        int best = last;
        double most = 0;
        for (int i = 1; i < last; i++) {
            double x = (double) (k[i] - k[0]) / (k[last] - k[0]);
            double y = (wcss[i] - wcss[last]) / (wcss[0] - wcss[last]);
            double below = 1 - x - y;
            if (below > most) {
                most = below;
                best = i;
            }
        }
        return best;
    }

    /** The chosen number of clusters. */
    public int chosenK() {
        return k[chosen];
    }

    /**
     * Writes number of points, chosen index, then k (int) and wcss (double) of each point,
     * big-endian.
     */
    public void write(DataOutput out) throws IOException {
        out.writeInt(k.length);
        out.writeInt(chosen);
        for (int i = 0; i < k.length; i++) {
            out.writeInt(k[i]);
            out.writeDouble(wcss[i]);
        }
    }

    /**
     * @throws ModelException when the numbers make no curve
     */
    public static ElbowCurve read(DataInput in) throws IOException, ModelException {
        int n = Numbers.readInt(in, 1, MAX_POINTS, "elbow curve: points");
        int chosen = in.readInt();
        int[] k = new int[n];
        double[] wcss = new double[n];
        for (int i = 0; i < n; i++) {
            k[i] = in.readInt();
            wcss[i] = in.readDouble();
        }
        try {
            return new ElbowCurve(k, wcss, chosen);
        } catch (IllegalArgumentException e) {
            throw new ModelException("elbow curve: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ElbowCurve c
                && chosen == c.chosen
                && Arrays.equals(k, c.k)
                && Arrays.equals(wcss, c.wcss);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(k) + Arrays.hashCode(wcss)) + chosen;
    }

    @Override
    public String toString() {
        return "ElbowCurve["
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
