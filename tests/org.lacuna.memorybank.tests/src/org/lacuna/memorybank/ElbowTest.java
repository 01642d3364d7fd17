package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lacuna.memorybank.ElbowCurve.Measure.WCSS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.util.Arrays;

class ElbowTest {
    private static BankParameters parameters(int min, int max) {
        return new BankParameters(
                40_000,
                BankParameters.Method.KMEANS,
                0,
                min,
                max,
                ProjectionRule.none(),
                0.02,
                10,
                7);
    }

    private static Elbow.Result search(float[] rows, int count, int dim, int min, int max) {
        return new Elbow(parameters(min, max))
                .search(
                        RowSource.of(rows, count, dim),
                        new SeededRandom(3),
                        Progress.NONE,
                        Workers.sequential());
    }

    @Test
    void search_findsTheNumberOfClusters() {
        // 32 tight clusters: WCSS collapses at 32 and stays flat behind it.
        Elbow.Result r = search(Vectors.clustered(10_240, 6, 32, 1), 10_240, 6, 4, 512);
        assertEquals(32, r.curve().chosenK());
        assertEquals(32 * 6, r.centres().length);
    }

    @Test
    void curve_fallsAndReportsItsCentres() {
        int count = 6000;
        float[] rows = Vectors.gaussian(count, 5, 2);
        Elbow.Result r = search(rows, count, 5, 8, 256);
        ElbowCurve c = r.curve();
        assertEquals(8, c.k()[0]);
        assertEquals(256, c.k()[c.k().length - 1]);
        for (int i = 1; i < c.k().length; i++) {
            assertTrue(c.values()[i] < c.values()[i - 1], c::toString);
        }
        // All rows fit the sample, so the chosen centres must give the chosen WCSS.
        double wcss = 0;
        for (int i = 0; i < count; i++) {
            int nearest = Vectors.nearest(rows, i, r.centres(), c.chosenK(), 5);
            wcss += Vectors.squared(rows, i, r.centres(), nearest, 5);
        }
        assertEquals(c.values()[c.chosen()], wcss, 1e-9 * wcss);
    }

    @Test
    void fewOrEqualRows_giveAShortCurve() {
        assertArrayEquals(new int[] {1}, search(new float[] {1, 2}, 1, 2, 64, 2048).curve().k());
        float[] equal = new float[300];
        Arrays.fill(equal, 4);
        assertArrayEquals(new int[] {1}, search(equal, 100, 3, 4, 50).curve().k());
        float[] three = new float[400];
        for (int i = 0; i < three.length; i++) {
            three[i] = i % 3;
        }
        ElbowCurve c = search(three, 400, 1, 2, 64).curve();
        assertEquals(3, c.chosenK());
        assertEquals(0, c.values()[c.k().length - 1]);
    }

    @Test
    void grid_isGeometricAndBounded() {
        assertArrayEquals(
                new int[] {64, 91, 128, 181, 256, 362, 512, 724, 1024, 1448, 2048},
                Elbow.grid(64, 2048, 10_000));
        int[] cut = Elbow.grid(64, 2048, 614);
        assertEquals(64, cut[0]);
        assertEquals(614, cut[cut.length - 1]);
        for (int i = 1; i < cut.length; i++) {
            assertEquals(Math.sqrt(2), (double) cut[i] / cut[i - 1], 0.1);
        }
        assertArrayEquals(new int[] {1}, Elbow.grid(64, 2048, 1));
        assertArrayEquals(new int[] {5}, Elbow.grid(5, 5, 100));
        assertArrayEquals(new int[] {1, 2}, Elbow.grid(1, 2, 100));
    }

    @Test
    void knee_isThePointFarthestBelowTheChord() {
        int[] k = {10, 20, 40, 80, 160};
        assertEquals(1, ElbowCurve.withKnee(WCSS, k, new double[] {100, 10, 9, 8, 7}).chosen());
        assertEquals(2, ElbowCurve.withKnee(WCSS, k, new double[] {100, 70, 20, 15, 10}).chosen());
        // Above the chord everywhere: no knee, so the largest.
        assertEquals(4, ElbowCurve.withKnee(WCSS, k, new double[] {100, 99, 98, 90, 0}).chosen());
        assertEquals(4, ElbowCurve.withKnee(WCSS, k, new double[] {5, 5, 5, 5, 5}).chosen());
        assertEquals(1, ElbowCurve.withKnee(WCSS, new int[] {1, 2}, new double[] {5, 1}).chosen());
        assertEquals(0, ElbowCurve.withKnee(WCSS, new int[] {3}, new double[] {0}).chosen());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.03, 0.2, 0.6, 2})
    void powerLaw_hasNoKnee_whateverTheGrid(double exponent) {
        for (int most : new int[] {512, 2048, 8192}) {
            int[] k = Elbow.grid(64, most, 1_000_000);
            double[] wcss = Arrays.stream(k).mapToDouble(v -> Math.pow(v, -exponent)).toArray();
            // A little of a bend, as measured curves have it, makes no knee.
            wcss[k.length / 2] *= 1 - 0.02 * exponent;
            assertEquals(most, ElbowCurve.withKnee(WCSS, k, wcss).chosenK());
        }
    }

    @Test
    void search_ofVectorsWithoutClusters_takesTheLargestNumber() {
        ElbowCurve c = search(Vectors.gaussian(4000, 5, 2), 4000, 5, 8, 256).curve();
        assertEquals(200, c.chosenK(), "a twentieth of the vectors");
    }

    @Test
    void roundTrip_keepsTheCurve_nonsenseIsRefused() throws Exception {
        ElbowCurve curve = ElbowCurve.withKnee(WCSS, new int[] {2, 4, 8}, new double[] {9, 3, 2});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        curve.write(new DataOutputStream(bytes));
        assertEquals(curve, read(bytes.toByteArray()));
        byte[] good = bytes.toByteArray();
        assertThrows(EOFException.class, () -> read(Arrays.copyOf(good, good.length - 1)));
        byte[] many = good.clone();
        many[1] = 0x7f;
        assertThrows(ModelException.class, () -> read(many));
        byte[] measure = good.clone();
        measure[0] = 2;
        ModelException e = assertThrows(ModelException.class, () -> read(measure));
        assertEquals("elbow curve: measure 2, expected 0..1", e.getMessage());
        byte[] chosen = good.clone();
        chosen[8] = 3;
        assertThrows(ModelException.class, () -> read(chosen));
        byte[] nan = good.clone();
        Arrays.fill(nan, 13, 21, (byte) 0xff);
        assertThrows(ModelException.class, () -> read(nan));
    }

    private static ElbowCurve read(byte[] bytes) throws Exception {
        return ElbowCurve.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void badCurves_areRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ElbowCurve(WCSS, new int[0], new double[0], 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ElbowCurve(WCSS, new int[] {2, 2}, new double[] {1, 1}, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ElbowCurve(WCSS, new int[] {1, 2}, new double[] {1, -1}, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ElbowCurve(WCSS, new int[] {1, 2}, new double[] {1, 1}, 2));
    }
}
