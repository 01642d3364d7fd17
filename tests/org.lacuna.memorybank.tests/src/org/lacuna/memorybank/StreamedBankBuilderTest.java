package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.memorybank.BankParameters.Method;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

class StreamedBankBuilderTest {
    private static final int COUNT = 20_000;
    private static final int DIM = 9;

    @TempDir Path folder;

    private static BankParameters parameters(int entries, Metric metric) {
        return new BankParameters(
                COUNT,
                Method.KMEANS,
                entries,
                16,
                128,
                ProjectionRule.defaultRule(),
                0.02,
                6,
                11,
                metric);
    }

    private Path file(float[] rows, int count) throws Exception {
        Path file = folder.resolve("rows.lfv");
        FeatureFile.write(file, DIM, w -> w.add(rows, count));
        return file;
    }

    private static BankBuild build(Path file, BankParameters p, boolean batches, Workers workers)
            throws Exception {
        try (FeatureFile rows = FeatureFile.open(file)) {
            return new StreamedBankBuilder(p, batches, 1L << 30)
                    .build(rows, Progress.NONE, workers);
        }
    }

    private static byte[] bytes(BankBuild build) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BankFile.write(out, build.bank());
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "0, default, EUCLIDEAN",
        "0, dim:5, COSINE",
        "300, none, COSINE",
        "77, ratio:2, EUCLIDEAN",
        "77, distortion:0.2, EUCLIDEAN"
    })
    void fromAFile_isTheBankOfTheSameRowsInMemory(
            int entries, ProjectionRule projection, Metric metric) throws Exception {
        float[] rows = Vectors.clustered(COUNT, DIM, 40, 3);
        BankParameters p = parameters(entries, metric).withProjection(projection);
        BankBuild expected =
                new BankBuilder(p).build(rows, COUNT, DIM, Progress.NONE, Workers.sequential());
        Path file = file(rows, COUNT);
        try (Workers three = Workers.of(3)) {
            for (Workers workers : new Workers[] {Workers.sequential(), three}) {
                BankBuild actual = build(file, p, false, workers);
                assertArrayEquals(bytes(expected), bytes(actual));
                assertEquals(expected.curve(), actual.curve());
                assertEquals(expected.distortion(), actual.distortion());
                assertEquals(expected.coveringRadius(), actual.coveringRadius());
                assertEquals(COUNT, actual.trainingVectors());
            }
        }
    }

    @Test
    void miniBatches_comeNear_forAnyThreads() throws Exception {
        float[] rows = Vectors.clustered(COUNT, DIM, 40, 3);
        Path file = file(rows, COUNT);
        BankParameters p = parameters(200, Metric.EUCLIDEAN);
        BankBuild one = build(file, p, true, Workers.sequential());
        assertEquals(200, one.bank().entries());
        BankBuild full = build(file, p, false, Workers.sequential());
        assertTrue(one.bank().meanSpread() < 1.1 * full.bank().meanSpread());
        try (Workers three = Workers.of(3)) {
            assertArrayEquals(bytes(one), bytes(build(file, p, true, three)));
        }
    }

    @Test
    void lessMemory_givesTheSameBits_andTooLittleIsRefused() throws Exception {
        float[] rows = Vectors.clustered(COUNT, DIM, 40, 3);
        Path file = file(rows, COUNT);
        BankParameters p = parameters(128, Metric.EUCLIDEAN);
        StreamedBankBuilder some = new StreamedBankBuilder(p, false, Long.MAX_VALUE);
        long least = some.memoryBytes(COUNT, DIM, 1, true);
        assertTrue(least <= some.memoryBytes(COUNT, DIM, 1, false));
        assertTrue(least < some.memoryBytes(COUNT, DIM, 2, true));
        try (FeatureFile source = FeatureFile.open(file)) {
            BankBuild tight =
                    new StreamedBankBuilder(p, false, least)
                            .build(source, Progress.NONE, Workers.sequential());
            assertArrayEquals(bytes(build(file, p, false, Workers.sequential())), bytes(tight));
            IllegalArgumentException e =
                    assertThrows(
                            IllegalArgumentException.class,
                            () ->
                                    new StreamedBankBuilder(p, false, least - 1)
                                            .build(source, Progress.NONE, Workers.sequential()));
            assertEquals(
                    "maxBytes: " + (least - 1) + ", expected at least " + least, e.getMessage());
        }
    }

    @Test
    void fewRows_work() throws Exception {
        BankBuild one =
                build(
                        file(new float[DIM], 1),
                        parameters(0, Metric.COSINE),
                        false,
                        Workers.sequential());
        assertEquals(1, one.bank().entries());
        assertEquals(0, one.coveringRadius());
        float[] equal = new float[50 * DIM];
        for (boolean batches : new boolean[] {false, true}) {
            BankBuild b =
                    build(
                            file(equal, 50),
                            parameters(7, Metric.EUCLIDEAN),
                            batches,
                            Workers.sequential());
            assertEquals(1, b.bank().entries());
            assertEquals(50, b.bank().weight(0));
        }
    }

    @Test
    void noRowsAndOtherMethods_areRefused() throws Exception {
        Path none = file(new float[0], 0);
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                build(
                                        none,
                                        parameters(5, Metric.COSINE),
                                        false,
                                        Workers.sequential()));
        assertEquals("count: 0, expected at least 1", e.getMessage());
        e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                new StreamedBankBuilder(
                                        BankParameters.defaults(1).withMethod(Method.CORESET),
                                        false,
                                        1));
        assertEquals("method: CORESET, expected KMEANS", e.getMessage());
    }

    @Test
    void damagedRows_areToldOf() throws Exception {
        // Blocks of 29,127 rows: the second one is read when the first is good.
        int count = 40_000;
        Path file = file(Vectors.gaussian(count, DIM, 1), count);
        byte[] bytes = Files.readAllBytes(file);
        bytes[64 + 35_000 * DIM * 4] ^= 1;
        Files.write(file, bytes);
        DataException e =
                assertThrows(
                        DataException.class,
                        () ->
                                build(
                                        file,
                                        parameters(5, Metric.COSINE),
                                        false,
                                        Workers.sequential()));
        assertTrue(
                e.getMessage().contains("rows 29127 to 39999 that were altered"), e.getMessage());
    }

    @Test
    void cancelled_ends() throws Exception {
        Path file = file(Vectors.gaussian(3000, DIM, 1), 3000);
        for (int after : new int[] {0, 20, 60, 150}) {
            try (FeatureFile rows = FeatureFile.open(file)) {
                assertThrows(
                        CancelledException.class,
                        () ->
                                new StreamedBankBuilder(
                                                parameters(0, Metric.COSINE), false, 1L << 30)
                                        .build(rows, new AfterSteps(after), Workers.sequential()));
            }
        }
    }

    /** Cancelled when it was asked so many times. */
    private static final class AfterSteps implements Progress {
        private int left;

        AfterSteps(int steps) {
            left = steps;
        }

        @Override
        public void begin(String task, long total) {}

        @Override
        public void advance(long n) {}

        @Override
        public boolean isCancelled() {
            return --left < 0;
        }
    }
}
