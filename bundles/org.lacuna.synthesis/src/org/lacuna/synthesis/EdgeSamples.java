package org.lacuna.synthesis;

/**
 * Edges of a surface as points along them: result of {@link PartSynthesizer#edges}. The points are
 * in no order along the lines, but always the same for the same plan.
 *
 * <p>The arrays are owned by this record, nobody may write to them.
 *
 * @param x camera's frame, millimetres, as in the cloud of the scan
 * @param y as {@code x}
 * @param z as {@code x}
 * @param lengthMm for each point the length of edge that it stands for, above 0; their sum is the
 *     length of all edges
 */
public record EdgeSamples(float[] x, float[] y, float[] z, float[] lengthMm) {
    public EdgeSamples {
        if (y.length != x.length || z.length != x.length || lengthMm.length != x.length) {
            throw new IllegalArgumentException(
                    "y: "
                            + y.length
                            + ", z: "
                            + z.length
                            + ", lengthMm: "
                            + lengthMm.length
                            + " values, expected "
                            + x.length
                            + " as in x");
        }
    }

    /** Number of points. */
    public int size() {
        return x.length;
    }

    /** Length of all edges, millimetres. */
    public double totalMm() {
        double sum = 0;
        for (float length : lengthMm) {
            sum += length;
        }
        return sum;
    }
}
