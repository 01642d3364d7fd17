package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Many clusters, rows that are not in one array, limits. */
class KMeansScaleTest {
    private static final int DIM = 24;

    @TempDir Path folder;

    /** Rows that are made when they are read. */
    private record Made(float[] values, int count, int dim) implements RowSource {
        @Override
        public void read(int first, int n, float[] out, int at) {
            System.arraycopy(values, first * dim, out, at, n * dim);
        }
    }

    private static void assertSame(Clustering expected, Clustering actual) {
        assertArrayEquals(expected.centres(), actual.centres());
        assertArrayEquals(expected.assignment(), actual.assignment());
        assertArrayEquals(expected.squaredDistance(), actual.squaredDistance());
        assertEquals(expected.wcss(), actual.wcss());
        assertEquals(expected.iterations(), actual.iterations());
    }

    private FeatureFile file(float[] rows, int count, int dim) throws Exception {
        Path path = folder.resolve("rows.lfv");
        FeatureFile.write(path, dim, w -> w.add(rows, count));
        return FeatureFile.open(path);
    }

    /** Textbook iterations; squared distances at the end. */
    private static double[] plainLloyd(
            float[] rows, int count, int dim, float[] centres, int k, int iterations) {
        int[] nearest = new int[count];
        double[] squared = new double[count];
        for (int it = 0; it <= iterations; it++) {
            double[] sum = new double[k * dim];
            int[] size = new int[k];
            for (int i = 0; i < count; i++) {
                nearest[i] = Vectors.nearest(rows, i, centres, k, dim);
                squared[i] = Vectors.squared(rows, i, centres, nearest[i], dim);
                size[nearest[i]]++;
                for (int d = 0; d < dim; d++) {
                    sum[nearest[i] * dim + d] += rows[i * dim + d];
                }
            }
            for (int j = 0; j < k * dim && it < iterations; j++) {
                assertTrue(size[j / dim] > 0, "the test data let a cluster run empty");
                centres[j] = (float) (sum[j] / size[j / dim]);
            }
        }
        return squared;
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 0", "3, 5", "3, 2000"})
    void groupsOfCentres_changeNoBit(int groups, float offset) {
        int count = 2500;
        int k = 400;
        float[] rows = Vectors.clustered(count, DIM, 40, 1);
        for (int i = 0; i < rows.length; i++) {
            rows[i] += offset;
        }
        float[] start = Arrays.copyOf(rows, k * DIM);
        Clustering fast =
                new Lloyd(
                                RowSource.of(rows, count, DIM),
                                groups,
                                Progress.NONE,
                                Workers.sequential())
                        .run(start, k, 9, 0);
        assertTrue(fast.iterations() > 2);
        float[] centres = start.clone();
        double[] squared = plainLloyd(rows, count, DIM, centres, k, fast.iterations());
        assertArrayEquals(centres, fast.centres());
        assertArrayEquals(squared, fast.squaredDistance());
    }

    @ParameterizedTest
    @ValueSource(floats = {1e-30f, 1e-20f, 1e-12f, 1e9f, 1e18f, 1e30f})
    void scaleOfTheRows_changesNoAssignment(float scale) {
        int count = 2000;
        float[] rows = Vectors.gaussian(count, DIM, 2);
        float[] scaled = new float[rows.length];
        float two = (float) Math.scalb(1.0, Math.getExponent(scale));
        for (int i = 0; i < rows.length; i++) {
            scaled[i] = rows[i] * two;
        }
        Clustering plain = lloyd(rows, count, 300);
        Clustering other = lloyd(scaled, count, 300);
        assertArrayEquals(plain.assignment(), other.assignment());
    }

    private static Clustering lloyd(float[] rows, int count, int k) {
        return new Lloyd(rows, count, DIM, Progress.NONE, Workers.sequential())
                .run(Arrays.copyOf(rows, k * DIM), k, 8, 0);
    }

    @Test
    void streamedFromAFile_hasTheBitsOfAnArrayForAnyThreads() throws Exception {
        // More than four times 32 rows a cluster: seeds are settled on a sample first.
        int count = 4 * 32 * 40 + 77;
        float[] rows = Vectors.gaussian(count, DIM, 3);
        KMeansParameters parameters = new KMeansParameters(40, 1000, 15, 1e-5, 4);
        assertTrue(KMeans.refiningRows(count, DIM, parameters) > 0);
        KMeans means = new KMeans(parameters);
        Clustering inMemory = means.fit(rows, count, DIM, Progress.NONE, Workers.sequential());
        MiniBatchKMeans batches = new MiniBatchKMeans(parameters, 1000, 9);
        RowSource array = RowSource.of(rows, count, DIM);
        Clustering inBatches = batches.fit(array, Progress.NONE, Workers.sequential());
        for (int threads = 1; threads <= 3; threads++) {
            try (FeatureFile file = file(rows, count, DIM);
                    Workers workers = Workers.of(threads)) {
                assertSame(inMemory, means.fit(file, Progress.NONE, workers));
                assertSame(inBatches, batches.fit(file, Progress.NONE, workers));
            }
        }
    }

    @Test
    void whiteNoise_takesBoundsUpAndGivesThemUp_withoutChangingABit() {
        int count = 6000;
        int dim = 48;
        float[] rows = Vectors.gaussian(count, dim, 8);
        float[] start = Arrays.copyOf(rows, 400 * dim);
        RowSource source = RowSource.of(rows, count, dim);
        double[] textbook = plainLloyd(rows, count, dim, start.clone(), 400, 40);
        Clustering expected =
                new Lloyd(source, 1, Progress.NONE, Workers.sequential()).run(start, 400, 40, 0);
        assertArrayEquals(textbook, expected.squaredDistance());
        try (Workers three = Workers.of(3)) {
            for (Workers workers : new Workers[] {Workers.sequential(), three}) {
                Lloyd lloyd = new Lloyd(source, 4, Progress.NONE, workers);
                assertSame(expected, lloyd.run(start, 400, 40, 0));
                assertTrue(lloyd.switches() >= 3, "given up and taken up again");
                // A second run begins anew.
                assertSame(expected, lloyd.run(start, 400, 40, 0));
            }
        }
        // What has structure keeps its bounds.
        float[] clusters = Vectors.clustered(count, dim, 400, 8);
        Lloyd kept =
                new Lloyd(
                        RowSource.of(clusters, count, dim), 4, Progress.NONE, Workers.sequential());
        kept.run(Arrays.copyOf(clusters, 400 * dim), 400, 10, 0);
        assertEquals(1, kept.switches());
    }

    @Test
    void emptyClusters_areRefilledFromAFileToo() throws Exception {
        float[] rows = Vectors.clustered(3000, 3, 30, 5);
        // All centres far on one side: all rows go to one of them.
        float[] start = new float[90];
        for (int c = 0; c < 30; c++) {
            start[c * 3] = 100 + c;
        }
        Clustering array =
                new Lloyd(rows, 3000, 3, Progress.NONE, Workers.sequential()).run(start, 30, 50, 0);
        assertEquals(30, array.k());
        try (FeatureFile file = file(rows, 3000, 3);
                Workers two = Workers.of(2)) {
            assertSame(array, new Lloyd(file, 1, Progress.NONE, two).run(start, 30, 50, 0));
        }
    }

    @Test
    void miniBatches_comeNearToFullIterations() throws Exception {
        int count = 20_000;
        RowSource rows = RowSource.of(Vectors.clustered(count, 8, 60, 6), count, 8);
        KMeansParameters parameters = new KMeansParameters(50, 1000, 50, 1e-4, 7);
        double seeds =
                new MiniBatchKMeans(new KMeansParameters(50, 1000, 0, 0, 7), 2000, 0)
                        .fit(rows, Progress.NONE, Workers.sequential())
                        .wcss();
        Clustering mini =
                new MiniBatchKMeans(new KMeansParameters(50, 1000, 0, 0, 7), 2000, 20)
                        .fit(rows, Progress.NONE, Workers.sequential());
        double full = new KMeans(parameters).fit(rows, Progress.NONE, Workers.sequential()).wcss();
        assertTrue(mini.wcss() < seeds, mini.wcss() + " against " + seeds);
        assertTrue(mini.wcss() < 1.1 * full, mini.wcss() + " against " + full);
        assertEquals(20, mini.iterations());
        assertDescribesItself(mini, rows);
    }

    private static void assertDescribesItself(Clustering c, RowSource source) throws Exception {
        int dim = source.dim();
        float[] rows = new float[source.count() * dim];
        source.read(0, source.count(), rows, 0);
        double wcss = 0;
        for (int i = 0; i < source.count(); i++) {
            int nearest = Vectors.nearest(rows, i, c.centres(), c.k(), dim);
            assertEquals(nearest, c.assignment()[i]);
            wcss += Vectors.squared(rows, i, c.centres(), nearest, dim);
        }
        assertEquals(wcss, c.wcss(), 1e-9 * wcss);
        assertTrue(Arrays.stream(c.sizes()).min().orElse(0) > 0);
    }

    @Test
    void starvedCentre_goesToADistantRowOfTheBatch() {
        float[] centres = {0, 100, 50};
        ClusterSums sums = new ClusterSums(3, 1);
        sums.startFrom(centres, 32);
        float[] rows = {0, 100, 107, 0};
        double[] squared = {0, 0, 49, 0};
        MiniBatchKMeans.reassign(
                new boolean[] {true, true, false},
                centres,
                sums,
                rows,
                squared,
                4,
                new SeededRandom(8));
        assertArrayEquals(new float[] {0, 100, 107}, centres);
        assertEquals(1, sums.size(2));
        // The next row moves it by a half, while the others keep their weight.
        sums.add(2, new float[] {109});
        sums.add(0, new float[] {33});
        sums.means(centres);
        assertArrayEquals(new float[] {1, 100, 108}, centres);
    }

    @Test
    void batches_bringEachRunOnceBeforeAnyAgain() {
        int count = 64 * 10 + 5;
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        BatchRows order = new BatchRows(new Made(values, count, 1), 64, new SeededRandom(9));
        float[] out = new float[256];
        for (int epoch = 0; epoch < 2; epoch++) {
            boolean[] seen = new boolean[count];
            int n = 0;
            for (int b = 0; b < 3; b++) {
                int some = order.next(out, 4, Progress.NONE, Workers.sequential());
                for (int i = 0; i < some; i++) {
                    assertTrue(!seen[(int) out[i]], "twice");
                    seen[(int) out[i]] = true;
                }
                n += some;
            }
            assertEquals(count, n);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 3, 5", "9, 1, 1", "9, 1, 9", "9, 2, 500", "200, 1, 30"})
    void smallAndOneDimensional_work(int count, int dim, int k) throws Exception {
        float[] rows = Vectors.gaussian(count, dim, 10);
        RowSource source = new Made(rows, count, dim);
        KMeansParameters parameters = new KMeansParameters(k, 16, 30, 0, 11);
        Clustering c = new KMeans(parameters).fit(source, Progress.NONE, Workers.sequential());
        assertEquals(Math.min(k, count), c.k());
        assertDescribesItself(c, source);
        Clustering m =
                new MiniBatchKMeans(parameters, 4, 3)
                        .fit(source, Progress.NONE, Workers.sequential());
        assertDescribesItself(m, source);
    }

    @Test
    void oneCluster_isTheMean() {
        float[] rows = {1, 10, 2, 20, 6, 60};
        Clustering c =
                new KMeans(KMeansParameters.defaults(1, 1))
                        .fit(rows, 3, 2, Progress.NONE, Workers.sequential());
        assertArrayEquals(new float[] {3, 30}, c.centres());
        assertEquals(14 * 101, c.wcss());
    }

    @Test
    void equalAndDuplicateRows_giveFewerClusters() throws Exception {
        float[] equal = new float[5000];
        Arrays.fill(equal, 2.5f);
        float[] five = new float[5000];
        for (int i = 0; i < five.length; i++) {
            five[i] = i % 5;
        }
        KMeansParameters parameters = new KMeansParameters(8, 16, 30, 0, 12);
        for (RowSource rows : new RowSource[] {new Made(equal, 5000, 1), new Made(five, 5000, 1)}) {
            int different = rows.equals(new Made(equal, 5000, 1)) ? 1 : 5;
            Clustering c = new KMeans(parameters).fit(rows, Progress.NONE, Workers.sequential());
            Clustering m =
                    new MiniBatchKMeans(parameters, 500, 12)
                            .fit(rows, Progress.NONE, Workers.sequential());
            assertEquals(different, c.k());
            assertEquals(0, c.wcss());
            assertEquals(different, m.k());
            assertEquals(0, m.wcss());
        }
    }

    @Test
    void notANumber_isRefusedWithRowAndColumn() {
        float[] rows = Vectors.gaussian(9000, 4, 13);
        rows[8001 * 4 + 2] = Float.NaN;
        RowSource source = new Made(rows, 9000, 4);
        KMeansParameters parameters = new KMeansParameters(5, 16, 30, 0, 14);
        for (int way = 0; way < 3; way++) {
            int w = way;
            IllegalArgumentException e =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> {
                                switch (w) {
                                    case 0 ->
                                            new KMeans(parameters)
                                                    .fit(
                                                            rows,
                                                            9000,
                                                            4,
                                                            Progress.NONE,
                                                            Workers.sequential());
                                    case 1 ->
                                            new KMeans(parameters)
                                                    .fit(
                                                            source,
                                                            Progress.NONE,
                                                            Workers.sequential());
                                    default ->
                                            new MiniBatchKMeans(parameters, 500, 2)
                                                    .fit(
                                                            source,
                                                            Progress.NONE,
                                                            Workers.sequential());
                                }
                            });
            assertEquals("rows: row 8001, column 2: NaN, expected a finite number", e.getMessage());
        }
    }

    @Test
    void noRowsAndTooManyValues_areRefused() {
        KMeans means = new KMeans(KMeansParameters.defaults(3, 1));
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                means.fit(
                                        new Made(new float[0], 0, 3),
                                        Progress.NONE,
                                        Workers.sequential()));
        assertEquals("count: 0, expected at least 1", e.getMessage());
        e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                new KMeans(KMeansParameters.defaults(1 << 20, 1))
                                        .fit(
                                                new Made(new float[0], 2_000_000, 2048),
                                                Progress.NONE,
                                                Workers.sequential()));
        assertEquals("k: 1048576 centres of 2048, expected 1..1048575", e.getMessage());
        KMeansParameters p = KMeansParameters.defaults(3, 1);
        assertThrows(IllegalArgumentException.class, () -> new MiniBatchKMeans(p, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new MiniBatchKMeans(p, 1, -1));
        assertThrows(IllegalArgumentException.class, () -> p.withMaxBytes(0));
    }

    @Test
    void damagedFile_isTheErrorOfTheFile() throws Exception {
        Path path = folder.resolve("damaged.lfv");
        FeatureFile.write(path, 2048, w -> w.add(Vectors.gaussian(600, 2048, 15), 600));
        byte[] bytes = Files.readAllBytes(path);
        bytes[64 + 500 * 2048 * 4] ^= 1;
        Files.write(path, bytes);
        try (FeatureFile file = FeatureFile.open(path);
                Workers two = Workers.of(2)) {
            KMeansParameters parameters = new KMeansParameters(4, 16, 5, 0, 16);
            DataException e =
                    assertThrows(
                            DataException.class,
                            () -> new KMeans(parameters).fit(file, Progress.NONE, two));
            assertTrue(
                    e.getMessage().contains("rows 384 to 511 that were altered"), e.getMessage());
            assertThrows(
                    DataException.class,
                    () ->
                            new MiniBatchKMeans(parameters, 64, 1)
                                    .fit(file, Progress.NONE, Workers.sequential()));
        }
    }

    @Test
    void lessMemory_changesNoBitUntilItIsRefused() throws Exception {
        int count = 20_000;
        RowSource rows = RowSource.of(Vectors.gaussian(count, DIM, 17), count, DIM);
        KMeansParameters free = new KMeansParameters(300, 1000, 4, 0, 18);
        long most = KMeansMemory.bytes(count, DIM, free, 1, 3);
        long least = KMeansMemory.bytes(count, DIM, free, 1, 1);
        assertTrue(least < most);
        Clustering expected = new KMeans(free).fit(rows, Progress.NONE, Workers.sequential());
        KMeansParameters tight = free.withMaxBytes(least);
        assertEquals(1, KMeansMemory.groups(rows, tight, 1));
        assertSame(expected, new KMeans(tight).fit(rows, Progress.NONE, Workers.sequential()));
        KMeansParameters less = free.withMaxBytes(least - 1);
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new KMeans(less).fit(rows, Progress.NONE, Workers.sequential()));
        assertTrue(
                e.getMessage()
                        .startsWith("k-means of 20000 rows of 24 into 300 clusters on 1 threads: "),
                e.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new MiniBatchKMeans(less, 100, 1)
                                .fit(rows, Progress.NONE, Workers.sequential()));
    }

    @Test
    void memoryBytes_growsWithEachArgumentAndOverflowsNowhere() {
        long base = KMeans.memoryBytes(1_000_000, 256, 4096, 2);
        // 12 bytes and 32 bounds of 2 bytes a row, 24 bytes a value of the centres at least.
        assertTrue(base > 76_000_000L + 24L * 4096 * 256, "bytes: " + base);
        assertTrue(base < 400_000_000L, "bytes: " + base);
        long many = KMeans.memoryBytes(5_000_000, 256, 4096, 2);
        assertEquals(many + 76_000_000L, KMeans.memoryBytes(6_000_000, 256, 4096, 2));
        assertTrue(KMeans.memoryBytes(1_000_000, 256, 8192, 2) > base);
        assertTrue(KMeans.memoryBytes(1_000_000, 256, 4096, 16) > base);
        long largest = KMeans.memoryBytes(Integer.MAX_VALUE, 1024, 1 << 20, 64);
        assertTrue(largest > 500L * Integer.MAX_VALUE / 2, "bytes: " + largest);
    }

    @ParameterizedTest
    @ValueSource(longs = {30, 300, 900})
    void cancelled_stopsWithinASecond(long afterMillis) {
        int count = 200_000;
        float[] rows = Vectors.gaussian(count, 64, 19);
        KMeansParameters parameters = new KMeansParameters(3000, 16_384, 1000, 0, 20);
        for (boolean batches : new boolean[] {false, true}) {
            Cancel cancel = new Cancel(afterMillis * 1_000_000);
            RowSource source = RowSource.of(rows, count, 64);
            assertThrows(
                    CancelledException.class,
                    () -> {
                        if (batches) {
                            new MiniBatchKMeans(parameters, 50_000, 1000)
                                    .fit(source, cancel, Workers.sequential());
                        } else {
                            new KMeans(parameters).fit(source, cancel, Workers.sequential());
                        }
                    });
            // Ten times the promise, since the machine may be busy.
            assertTrue(cancel.lateNanos() < 10_000_000_000L, "late: " + cancel.lateNanos());
        }
    }

    @Test
    void sparseSample_isTheDenseOne() {
        // 1 in 40 is sparse, 1 in 20 dense: the beginning of the same shuffle.
        int[] few = KMeans.sample(4000, 100, new SeededRandom(21));
        int[] more = KMeans.sample(4000, 200, new SeededRandom(21));
        assertEquals(100, Arrays.stream(few).distinct().count());
        assertTrue(Arrays.stream(few).allMatch(i -> Arrays.binarySearch(more, i) >= 0));
    }
}
