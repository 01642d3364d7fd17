package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lacuna.core.Availability;
import org.lacuna.core.CancelledException;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;
import org.lacuna.memorybank.BankParameters.Method;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

class BankBuilderTest {
    private static BankParameters parameters(Method method, int entries) {
        return new BankParameters(
                2000, method, entries, 8, 128, ProjectionRule.defaultRule(), 0.02, 10, 11);
    }

    private static BankBuild build(BankParameters p, float[] rows, int count, int dim) {
        return new BankBuilder(p).build(rows, count, dim, Progress.NONE, Workers.sequential());
    }

    private static float[] distances(MemoryBank bank, float[] rows, int count) {
        float[] distance = new float[count];
        bank.nearest(rows, count, distance, new int[count], Workers.sequential());
        return distance;
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void entries_areTrainingVectors(Method method) {
        int count = 900;
        int dim = 7;
        float[] rows = Vectors.gaussian(count, dim, 1);
        MemoryBank bank = build(parameters(method, 50), rows, count, dim).bank();
        assertEquals(50, bank.entries());
        float[] distance = distances(bank, rows, count);
        boolean[] hit = new boolean[50];
        int[] index = new int[count];
        bank.nearest(rows, count, distance, index, Workers.sequential());
        for (int i = 0; i < count; i++) {
            if (distance[i] < 1e-5) {
                hit[index[i]] = true;
            }
        }
        for (int e = 0; e < 50; e++) {
            assertTrue(hit[e], "entry " + e + " is no training vector");
        }
    }

    @ParameterizedTest
    @CsvSource({"default, 6", "dim:3, 3"})
    void nearest_agreesWithTheStepsOneByOne(ProjectionRule projection, int entryDim) {
        int dim = 6;
        int count = 400;
        float[] rows = Vectors.gaussian(count, dim, 2);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = 5 + (1 + i % dim) * rows[i];
        }
        MemoryBank bank =
                build(parameters(Method.KMEANS, 30).withProjection(projection), rows, count, dim)
                        .bank();
        assertEquals(entryDim, bank.entryDim());
        float[] white = new float[rows.length];
        Whitening.fit(rows, count, dim, 0.02).apply(rows, count, white);
        // Without projection the entries live in the whitened space itself.
        if (entryDim == dim) {
            float[] distance = distances(bank, rows, count);
            for (int i = 0; i < count; i++) {
                double best = Double.MAX_VALUE;
                for (int e = 0; e < bank.entries(); e++) {
                    best = Math.min(best, Vectors.squared(white, i, bank.entry(e), 0, dim));
                }
                assertEquals(Math.sqrt(best), distance[i], 1e-4);
            }
        } else {
            // A projection shortens every distance.
            BankBuild whole = build(parameters(Method.KMEANS, 400), rows, count, dim);
            BankBuild projected =
                    build(
                            parameters(Method.KMEANS, 400).withProjection(projection),
                            rows,
                            count,
                            dim);
            float[] far = Vectors.gaussian(20, dim, 3);
            for (int i = 0; i < far.length; i++) {
                far[i] *= 40;
            }
            float[] a = distances(whole.bank(), far, 20);
            float[] b = distances(projected.bank(), far, 20);
            for (int i = 0; i < 20; i++) {
                assertTrue(b[i] <= a[i] * 1.0001, b[i] + " after " + a[i]);
            }
            assertTrue(projected.distortion() > 0.05);
            assertEquals(0, whole.distortion());
        }
    }

    @Test
    void elbow_isKeptAndObeyed() {
        BankBuild b =
                build(parameters(Method.KMEANS, 0), Vectors.clustered(1800, 5, 32, 4), 1800, 5);
        assertEquals(32, b.curve().orElseThrow().chosenK());
        assertEquals(32, b.bank().entries());
        assertEquals(1800, b.trainingVectors());
        assertTrue(
                build(parameters(Method.KMEANS, 9), Vectors.gaussian(60, 2, 1), 60, 2)
                        .curve()
                        .isEmpty());
    }

    @Test
    void coreset_keepsTheRadiusAfterEachNumberOfEntries() {
        int dim = 5;
        int count = 700;
        float[] rows = Vectors.gaussian(count, dim, 31);
        BankBuild whole = build(parameters(Method.CORESET, 512), rows, count, dim);
        ElbowCurve curve = whole.curve().orElseThrow();
        assertEquals(ElbowCurve.Measure.COVERING_RADIUS, curve.measure());
        assertEquals(512, curve.chosenK());
        assertEquals(512, curve.k()[curve.k().length - 1]);
        for (int i = 0; i < curve.k().length; i++) {
            // The first entries of a greedy choice are the choice of fewer.
            BankBuild fewer = build(parameters(Method.CORESET, curve.k()[i]), rows, count, dim);
            double radius = fewer.coveringRadius();
            assertEquals(radius, curve.values()[i], 1e-4 * radius, "k = " + curve.k()[i]);
            for (int e = 0; e < curve.k()[i]; e++) {
                assertArrayEquals(fewer.bank().entry(e), whole.bank().entry(e));
            }
        }
    }

    @Test
    void coresetWithoutANumber_endsAtTheKneeOfTheRadius() {
        int dim = 5;
        // 32 tight clusters: the radius collapses at 32 and hardly falls behind it.
        float[] rows = Vectors.clustered(1800, dim, 32, 4);
        BankBuild b = build(parameters(Method.CORESET, 0), rows, 1800, dim);
        assertEquals(32, b.curve().orElseThrow().chosenK());
        assertEquals(32, b.bank().entries());
        assertEquals(
                b.curve().orElseThrow().values()[b.curve().orElseThrow().chosen()],
                b.coveringRadius(),
                1e-4 * b.coveringRadius());
        // Three different vectors: the curve ends there, with nothing left uncovered.
        float[] few = new float[400];
        for (int i = 0; i < few.length; i++) {
            few[i] = i % 3;
        }
        BankBuild three = build(parameters(Method.CORESET, 0), few, 400, 1);
        assertEquals(3, three.bank().entries());
        assertEquals(0, three.coveringRadius(), 1e-6);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void coveringRadius_boundsWhatTheBankLeavesOut(Method method) {
        int dim = 5;
        float[] rows = Vectors.gaussian(1500, dim, 21);
        BankBuild some = build(parameters(method, 60), rows, 1500, dim);
        BankBuild all = build(parameters(method, 1500), rows, 1500, dim);
        float[] toSome = distances(some.bank(), rows, 1500);
        double most = 0;
        for (float d : toSome) {
            most = Math.max(most, d);
        }
        assertEquals(most, some.coveringRadius(), 1e-4 * most);
        float[] queries = Vectors.gaussian(300, dim, 22);
        for (int i = 0; i < queries.length; i++) {
            queries[i] *= 2;
        }
        float[] near = distances(all.bank(), queries, 300);
        float[] far = distances(some.bank(), queries, 300);
        for (int i = 0; i < 300; i++) {
            assertTrue(far[i] <= near[i] + some.coveringRadius() * 1.0001);
        }
    }

    @Test
    void coreset_coversAtTwiceTheOptimalRadius() {
        // 20 tight clusters, 20 entries: a greedy k-centre choice must hit every one.
        float[] rows = Vectors.clustered(1000, 4, 20, 5);
        MemoryBank bank = build(parameters(Method.CORESET, 20), rows, 1000, 4).bank();
        for (float d : distances(bank, rows, 1000)) {
            assertTrue(d < 0.5, "distance " + d);
        }
    }

    @Test
    void moreVectorsThanAllowed_areSampled() {
        float[] rows = Vectors.gaussian(5000, 3, 6);
        BankBuild b = build(parameters(Method.RANDOM, 10_000), rows, 5000, 3);
        assertEquals(2000, b.trainingVectors());
        assertEquals(2000, b.bank().entries());
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void degenerateSizes_giveSmallBanks(Method method) {
        for (int count : new int[] {1, 2, 3}) {
            float[] rows = Vectors.gaussian(count, 4, 7);
            MemoryBank bank = build(parameters(method, 50), rows, count, 4).bank();
            assertEquals(count, bank.entries());
            for (float d : distances(bank, rows, count)) {
                assertEquals(0, d, 1e-4);
            }
        }
        float[] equal = new float[40];
        Arrays.fill(equal, 3);
        MemoryBank bank = build(parameters(method, 5), equal, 20, 2).bank();
        assertEquals(method == Method.RANDOM ? 5 : 1, bank.entries());
        assertEquals(0, distances(bank, equal, 20)[0], 1e-6);
        assertTrue(distances(bank, new float[] {4, 3}, 1)[0] > 0.5);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void build_hasTheSameBitsForAnyThreads(Method method) throws Exception {
        float[] rows = Vectors.gaussian(3000, 9, 8);
        BankParameters p =
                parameters(method, method == Method.KMEANS ? 0 : 40)
                        .withProjection(ProjectionRule.dim(4));
        byte[] one = bytes(build(p, rows, 3000, 9).bank());
        try (Workers three = Workers.of(3)) {
            assertArrayEquals(
                    one,
                    bytes(new BankBuilder(p).build(rows, 3000, 9, Progress.NONE, three).bank()));
        }
        assertFalse(Arrays.equals(one, bytes(build(p.withSeed(12), rows, 3000, 9).bank())));
    }

    @Test
    void cancelled_stopsSoon() {
        float[] rows = Vectors.gaussian(40_000, 40, 9);
        for (Method method : new Method[] {Method.KMEANS, Method.CORESET}) {
            Cancel cancel = new Cancel(300_000_000);
            BankBuilder builder =
                    new BankBuilder(
                            BankParameters.defaults(1).withMethod(method).withFixedEntries(8000));
            assertThrows(
                    CancelledException.class,
                    () -> builder.build(rows, 40_000, 40, cancel, Workers.sequential()));
            // Ten times the promise, since the machine may be busy.
            assertTrue(cancel.lateNanos() < 1_000_000_000L, "late by ns: " + cancel.lateNanos());
        }
    }

    private static byte[] bytes(MemoryBank bank) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BankFile.write(out, bank);
        return out.toByteArray();
    }

    @Test
    void nearest_ofWildOrNoRows() {
        MemoryBank bank =
                build(parameters(Method.RANDOM, 20), Vectors.gaussian(50, 3, 13), 50, 3).bank();
        assertArrayEquals(new float[0], distances(bank, new float[0], 0));
        float[] wild = {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MAX_VALUE, 1e30f, 0, 0};
        for (float d : distances(bank, wild, 2)) {
            assertTrue(d > 1e29 && d <= Float.MAX_VALUE, "distance " + d);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> distances(bank, new float[] {0, Float.NaN, 0}, 1));
        assertThrows(IllegalArgumentException.class, () -> distances(bank, new float[5], 2));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        bank.nearest(
                                new float[6], 2, new float[1], new int[2], Workers.sequential()));
    }

    @Test
    void badInput_isRefused() {
        BankParameters p = BankParameters.defaults(1);
        assertThrows(IllegalArgumentException.class, () -> build(p, new float[0], 0, 3));
        assertThrows(IllegalArgumentException.class, () -> build(p, new float[3], 1, 4));
        assertThrows(
                IllegalArgumentException.class,
                () -> build(p, new float[] {0, Float.NaN, 1}, 3, 1));
        ProjectionRule rule = ProjectionRule.none();
        assertThrows(
                IllegalArgumentException.class,
                () -> new BankParameters(1, Method.KMEANS, 0, 1, 1, rule, 0, 1, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new BankParameters(10, Method.KMEANS, 0, 9, 8, rule, 0, 1, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new BankParameters(10, Method.KMEANS, 0, 1, 8, rule, -0.1, 1, 1));
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void weights_countTheVectorsOfEachCell(Method method) {
        int n = 700;
        float[] rows = Vectors.gaussian(n, 5, 14);
        MemoryBank bank = build(parameters(method, 30), rows, n, 5).bank();
        int[] index = new int[n];
        bank.nearest(rows, n, new float[n], index, Workers.sequential());
        long[] expected = new long[bank.entries()];
        for (int i : index) {
            expected[i]++;
        }
        for (int e = 0; e < bank.entries(); e++) {
            assertEquals(expected[e], bank.weight(e));
            assertTrue(bank.origin(e).isEmpty());
        }
        assertEquals(128, bank.maxEntries());
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void origins_nameThePatchThatTheEntryIs(Method method) {
        VectorSample sample = new VectorSample(2, 2500, 1);
        FeatureMap[] maps = new FeatureMap[4];
        for (int p = 0; p < 3; p++) {
            maps[p] =
                    new FeatureMap(
                            2, Vectors.gaussian(PatchGrid.PATCHES, 2, p), Availability.full());
            sample.add("part-" + p, maps[p], 0);
        }
        // Cut down twice: by the reservoir (9408 to 2500) and by the builder (to 2000).
        MemoryBank bank =
                new BankBuilder(parameters(method, 40))
                        .build(sample, Progress.NONE, Workers.sequential())
                        .bank();
        assertEquals(3, bank.parts().size());
        float[] distance = new float[1];
        int[] index = new int[1];
        for (int e = 0; e < bank.entries(); e++) {
            Origin from = bank.origin(e).orElseThrow();
            int part = Integer.parseInt(from.part().substring(5));
            float[] row =
                    Arrays.copyOfRange(maps[part].values(), 2 * from.patch(), 2 * from.patch() + 2);
            bank.nearest(row, 1, distance, index, Workers.sequential());
            assertEquals(e, index[0]);
            assertEquals(0, distance[0]);
        }
    }

    @Test
    void bound_leavesRoomToLearn() {
        float[] rows = Vectors.gaussian(900, 2, 15);
        assertEquals(500, build(parameters(Method.RANDOM, 400), rows, 900, 2).bank().maxEntries());
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void kNearest_beginWithTheNearest_andAreSortedOverAllEntries(Metric metric) {
        int dim = 6;
        float[] rows = Vectors.gaussian(700, dim, 33);
        BankParameters p = parameters(Method.CORESET, 90).withMetric(metric);
        MemoryBank bank = build(p, rows, 700, dim).bank();
        float[] queries = Vectors.gaussian(40, dim, 34);
        float[] one = new float[40];
        int[] nearest = new int[40];
        bank.nearest(queries, 40, one, nearest, Workers.sequential());
        float[] all = new float[40 * 90];
        int[] order = new int[40 * 90];
        bank.nearest(queries, 40, 90, all, order, Workers.sequential());
        float[] five = new float[40 * 5];
        int[] first = new int[40 * 5];
        bank.nearest(queries, 40, 5, five, first, Workers.sequential());
        for (int i = 0; i < 40; i++) {
            assertEquals(nearest[i], order[i * 90]);
            assertEquals(one[i], all[i * 90]);
            assertEquals(
                    90, Arrays.stream(order, i * 90, i * 90 + 90).distinct().count(), "each once");
            for (int j = 1; j < 90; j++) {
                assertTrue(all[i * 90 + j] >= all[i * 90 + j - 1]);
            }
            assertArrayEquals(
                    Arrays.copyOfRange(all, i * 90, i * 90 + 5),
                    Arrays.copyOfRange(five, i * 5, i * 5 + 5));
            assertArrayEquals(
                    Arrays.copyOfRange(order, i * 90, i * 90 + 5),
                    Arrays.copyOfRange(first, i * 5, i * 5 + 5));
        }
        for (int k : new int[] {0, 91}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> bank.nearest(queries, 1, k, all, order, Workers.sequential()));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> bank.nearest(queries, 40, 6, five, first, Workers.sequential()));
    }

    @Test
    void reweighting_isOneLessTheSoftmaxOfTheNearestEntry() {
        int dim = 6;
        float[] rows = Vectors.gaussian(700, dim, 31);
        MemoryBank bank = build(parameters(Method.CORESET, 90), rows, 700, dim).bank();
        float[] entries = new float[90 * dim];
        for (int e = 0; e < 90; e++) {
            System.arraycopy(bank.entry(e), 0, entries, e * dim, dim);
        }
        float[] queries = Vectors.gaussian(20, dim, 32);
        float[] white = new float[queries.length];
        Whitening.fit(rows, 700, dim, 0.02).apply(queries, 20, white);
        for (int i = 0; i < 20; i++) {
            int query = i;
            int nearest = Vectors.nearest(white, i, entries, 90, dim);
            double[] near =
                    IntStream.range(0, 90)
                            .boxed()
                            .sorted(
                                    Comparator.comparingDouble(
                                            e ->
                                                    Vectors.squared(
                                                            entries, nearest, entries, e, dim)))
                            .limit(7)
                            .mapToDouble(
                                    e -> Math.sqrt(Vectors.squared(white, query, entries, e, dim)))
                            .toArray();
            double sum = 0;
            for (double d : near) {
                sum += Math.exp(d / bank.meanSpread());
            }
            double least = Math.sqrt(Vectors.squared(white, i, entries, nearest, dim));
            double expected = 1 - Math.exp(least / bank.meanSpread()) / sum;
            float[] row = Arrays.copyOfRange(queries, i * dim, (i + 1) * dim);
            assertEquals(expected, bank.reweighting(row, 7), 1e-4);
        }
        MemoryBank one = build(parameters(Method.RANDOM, 1), rows, 700, dim).bank();
        assertEquals(0, one.reweighting(new float[dim], 9));
        assertThrows(IllegalArgumentException.class, () -> bank.reweighting(new float[dim], 1));
    }

    @Test
    void spread_isLargerWhereNormalVectorsVaryMore() {
        SeededRandom random = new SeededRandom(8);
        int n = 4000;
        float[] rows = new float[2 * n];
        for (int i = 0; i < n; i++) {
            boolean wild = i % 2 == 0;
            double sigma = wild ? 1 : 0.05;
            rows[2 * i] = (float) ((wild ? 20 : -20) + sigma * random.nextGaussian());
            rows[2 * i + 1] = (float) (sigma * random.nextGaussian());
        }
        MemoryBank bank =
                new BankBuilder(BankParameters.defaults(1).withFixedEntries(40))
                        .build(rows, n, 2, Progress.NONE, Workers.sequential())
                        .bank();
        int[] index = new int[2];
        bank.nearest(new float[] {20, 0, -20, 0}, 2, new float[2], index, Workers.sequential());
        assertTrue(bank.spread(index[0]) > 2 * bank.spread(index[1]));
        double sum = 0;
        for (int e = 0; e < bank.entries(); e++) {
            assertTrue(bank.spread(e) > 0);
            sum += bank.spread(e);
        }
        assertEquals(sum / bank.entries(), bank.meanSpread(), 1e-12);
    }
}
