package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lacuna.core.Availability;
import org.lacuna.core.CancelledException;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.ModelException;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.memorybank.BankUpdate.Learned;

import java.io.ByteArrayOutputStream;
import java.util.stream.IntStream;

class BankUpdateTest {
    private static final int DIM = 5;
    private static final UpdateParameters DEFAULTS = UpdateParameters.defaults();

    private static MemoryBank bank(Metric metric, int entries, int maxEntries) {
        VectorSample sample = new VectorSample(DIM, 4000, 1);
        for (int p = 0; p < 2; p++) {
            float[] values = normal(PatchGrid.PATCHES, 10 + p);
            sample.add("train/" + p, new FeatureMap(DIM, values, Availability.full()), 0);
        }
        BankParameters p =
                new BankParameters(
                        4000,
                        BankParameters.Method.KMEANS,
                        entries,
                        1,
                        maxEntries,
                        ProjectionRule.none(),
                        0.02,
                        8,
                        3,
                        metric);
        return new BankBuilder(p).build(sample, Progress.NONE, Workers.sequential()).bank();
    }

    /** Clouds around eight places, so that some directions are empty. */
    private static float[] normal(int count, long seed) {
        float[] centres = Vectors.gaussian(8, DIM, 99);
        float[] rows = Vectors.gaussian(count, DIM, seed);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = 3 * centres[i / DIM % 8 * DIM + i % DIM] + 0.3f * rows[i];
        }
        return rows;
    }

    /** A part that looks like training but for a tenth of its patches. */
    private static float[] part(int count, long seed) {
        float[] rows = normal(count, seed);
        for (int i = 0; i < count; i += 10) {
            rows[i * DIM] += 6;
            rows[i * DIM + 1] -= 5;
        }
        return rows;
    }

    private static Learned learn(MemoryBank bank, String part, float[] rows, UpdateParameters p) {
        int count = rows.length / DIM;
        return BankUpdate.learn(
                bank,
                part,
                rows,
                IntStream.range(0, count).toArray(),
                count,
                p,
                Progress.NONE,
                Workers.sequential());
    }

    private static double[] scores(MemoryBank bank, float[] rows) {
        int count = rows.length / DIM;
        float[] distance = new float[count];
        int[] index = new int[count];
        bank.nearest(rows, count, distance, index, Workers.sequential());
        return IntStream.range(0, count)
                .mapToDouble(
                        i -> 1 + (distance[i] - (double) bank.spread(index[i])) / bank.meanSpread())
                .toArray();
    }

    private static float[] distances(MemoryBank bank, float[] rows) {
        float[] distance = new float[rows.length / DIM];
        bank.nearest(
                rows, distance.length, distance, new int[distance.length], Workers.sequential());
        return distance;
    }

    private static byte[] bytes(MemoryBank bank) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BankFile.write(out, bank);
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void learn_coversEveryVectorOfThePart(Metric metric) throws Exception {
        MemoryBank bank = bank(metric, 80, 4096);
        byte[] before = bytes(bank);
        float[] rows = part(500, 20);
        double limit = 1 + DEFAULTS.tolerance();
        long uncovered = java.util.Arrays.stream(scores(bank, rows)).filter(s -> s > limit).count();
        Learned learned = learn(bank, "new", rows, DEFAULTS);
        assertTrue(uncovered > 20, "nothing to learn");
        assertEquals(uncovered, learned.uncovered());
        assertEquals(500, learned.vectors());
        assertEquals(0, learned.left());
        assertEquals(0, learned.removed());
        assertTrue(learned.added() > 0 && learned.added() <= uncovered);
        assertEquals(80 + learned.added(), learned.bank().entries());
        for (double s : scores(learned.bank(), rows)) {
            assertTrue(s <= limit + 1e-9, "score " + s);
        }
        assertTrue(learned.farthestAfter() < learned.farthestBefore());
        assertEquals(bank.weights().getSum() + 500, learned.bank().weights().getSum());
        assertEquals(bank.meanSpread(), learned.bank().meanSpread());
        assertArrayEquals(before, bytes(bank), "the old bank stays as it was");
    }

    @Test
    void learnedEntries_areVectorsOfThePart() {
        MemoryBank bank = bank(Metric.EUCLIDEAN, 80, 4096);
        float[] rows = part(500, 21);
        MemoryBank learned = learn(bank, "new", rows, DEFAULTS).bank();
        assertEquals("new", learned.parts().getLast());
        float[] vectors = bank.transform().apply(rows, 500, Workers.sequential());
        for (int e = 0; e < 80; e++) {
            assertArrayEquals(bank.entry(e), learned.entry(e));
            assertEquals(bank.origin(e), learned.origin(e));
            assertTrue(learned.spread(e) >= bank.spread(e));
        }
        for (int e = 80; e < learned.entries(); e++) {
            Origin from = learned.origin(e).orElseThrow();
            assertEquals("new", from.part());
            assertEquals(
                    0, Vectors.squared(vectors, from.patch(), learned.entry(e), 0, DIM), "" + e);
        }
    }

    @Test
    void learningTwice_addsNothingTheSecondTime() {
        float[] rows = part(700, 22);
        Learned first = learn(bank(Metric.EUCLIDEAN, 60, 4096), "new", rows, DEFAULTS);
        Learned second = learn(first.bank(), "new", rows, DEFAULTS);
        assertTrue(first.added() > 0);
        assertEquals(0, second.added());
        assertEquals(0, second.uncovered());
        assertEquals(first.bank().entries(), second.bank().entries());
    }

    @Test
    void distancesOfOtherVectors_neverGrow() {
        for (Metric metric : Metric.values()) {
            MemoryBank bank = bank(metric, 60, 4096);
            Learned learned = learn(bank, "new", part(900, 23), DEFAULTS);
            assertEquals(0, learned.removed());
            assertTrue(learned.added() > 0);
            float[] probe = Vectors.gaussian(2000, DIM, 24);
            for (int i = 0; i < probe.length; i++) {
                probe[i] *= 2;
            }
            float[] before = distances(bank, probe);
            float[] after = distances(learned.bank(), probe);
            int nearer = 0;
            for (int i = 0; i < before.length; i++) {
                assertTrue(after[i] <= before[i], before[i] + " became " + after[i]);
                nearer += after[i] < before[i] ? 1 : 0;
            }
            assertTrue(nearer > 0);
            assertScoresGrowBySpreadsAlone(bank, learned.bank(), probe);
        }
    }

    /**
     * Where the nearest entry is the same, no score grows; where it is a new one, by no more than
     * its spread is smaller.
     */
    private static void assertScoresGrowBySpreadsAlone(
            MemoryBank old, MemoryBank learned, float[] probe) {
        int n = probe.length / DIM;
        int[] oldIndex = new int[n];
        int[] newIndex = new int[n];
        old.nearest(probe, n, new float[n], oldIndex, Workers.sequential());
        learned.nearest(probe, n, new float[n], newIndex, Workers.sequential());
        double[] before = scores(old, probe);
        double[] after = scores(learned, probe);
        for (int i = 0; i < n; i++) {
            double smaller = old.spread(oldIndex[i]) - learned.spread(newIndex[i]);
            double allowed = Math.max(0, smaller) / old.meanSpread();
            assertTrue(after[i] <= before[i] + allowed + 1e-9);
        }
    }

    @Test
    void budget_isKeptAndWhatIsLeftIsSaid() {
        Learned learned =
                learn(
                        bank(Metric.EUCLIDEAN, 60, 4096),
                        "new",
                        part(900, 25),
                        new UpdateParameters(0.2, 3));
        assertEquals(3, learned.added());
        assertTrue(learned.left() > 0 && learned.left() < learned.uncovered());
        Learned none =
                learn(
                        bank(Metric.EUCLIDEAN, 60, 4096),
                        "new",
                        part(900, 25),
                        new UpdateParameters(0.2, 0));
        assertEquals(0, none.added());
        assertFalse(none.bank().parts().contains("new"));
    }

    @Test
    void fullBank_givesUpEntriesThatOthersCoverOrAddsLess() {
        // Entries lie close together, so many of them can be given up.
        MemoryBank bank = bank(Metric.EUCLIDEAN, 1600, 1);
        assertEquals(2000, bank.maxEntries());
        int all = bank.maxEntries();
        UpdateParameters p = new UpdateParameters(2, 4000);
        int removed = 0;
        for (int i = 0; i < 4; i++) {
            float[] rows = Vectors.gaussian(700, DIM, 30 + i);
            for (int k = 0; k < rows.length; k++) {
                rows[k] = rows[k] * 3 + 20 * i;
            }
            long sum = bank.weights().getSum();
            Learned learned = learn(bank, "p" + i, rows, p);
            assertTrue(learned.bank().entries() <= all);
            assertEquals(
                    bank.entries() + learned.added() - learned.removed(), learned.bank().entries());
            assertEquals(sum + 700, learned.bank().weights().getSum());
            removed += learned.removed();
            if (learned.removed() > 0) {
                assertEquals(all, learned.bank().entries());
                int own = 0;
                for (int e = 0; e < all; e++) {
                    own += learned.bank().origin(e).orElseThrow().part().equals("p" + i) ? 1 : 0;
                }
                assertEquals(learned.added(), own, "what was added stays");
                assertSupported(bank, learned.bank(), p);
            }
            bank = learned.bank();
        }
        assertTrue(removed > 0, "nothing was given up");
    }

    /** Every old entry's vector, given up or not, is covered by the new bank. */
    private static void assertSupported(MemoryBank old, MemoryBank now, UpdateParameters p) {
        for (int e = 0; e < old.entries(); e++) {
            double[] squared = new double[1];
            int[] index = new int[1];
            now.nearestOf(old.entry(e), 1, squared, index, Workers.sequential());
            double beyond = Math.sqrt(squared[0]) - now.spread(index[0]);
            assertTrue(beyond <= p.tolerance() * now.meanSpread() + 1e-6, "entry " + e);
        }
    }

    @Test
    void fullBankWithoutSpareEntries_keepsThemAndAddsLess() {
        MemoryBank bank = bank(Metric.EUCLIDEAN, 8, 8);
        assertEquals(10, bank.maxEntries());
        Learned learned = learn(bank, "new", part(400, 40), new UpdateParameters(0, 100));
        assertTrue(learned.bank().entries() <= 10);
        assertEquals(8 - learned.removed() + learned.added(), learned.bank().entries());
        assertTrue(learned.left() > 0);
    }

    @Test
    void learn_hasTheSameBitsForAnyThreads() throws Exception {
        MemoryBank bank = bank(Metric.COSINE, 80, 4096);
        float[] rows = part(900, 50);
        byte[] one = bytes(learn(bank, "new", rows, DEFAULTS).bank());
        try (Workers three = Workers.of(3)) {
            Learned learned =
                    BankUpdate.learn(
                            bank,
                            "new",
                            rows,
                            IntStream.range(0, 900).toArray(),
                            900,
                            DEFAULTS,
                            Progress.NONE,
                            three);
            assertArrayEquals(one, bytes(learned.bank()));
        }
    }

    @Test
    void forget_removesThePartAlone() throws Exception {
        MemoryBank bank = bank(Metric.EUCLIDEAN, 80, 4096);
        Learned learned = learn(bank, "new", part(500, 60), DEFAULTS);
        BankUpdate.Forgotten forgotten = BankUpdate.forget(learned.bank(), "new");
        assertEquals(learned.added(), forgotten.removed());
        assertEquals(bank.parts(), forgotten.bank().parts());
        for (int e = 0; e < 80; e++) {
            assertArrayEquals(bank.entry(e), forgotten.bank().entry(e));
        }
        BankUpdate.Forgotten half = BankUpdate.forget(forgotten.bank(), "train/0");
        assertEquals(java.util.List.of("train/1"), half.bank().parts());
        ModelException last =
                assertThrows(ModelException.class, () -> BankUpdate.forget(half.bank(), "train/1"));
        assertTrue(last.getMessage().contains("expected at least one of another part"));
        ModelException unknown =
                assertThrows(ModelException.class, () -> BankUpdate.forget(bank, "nobody"));
        assertTrue(unknown.getMessage().startsWith("part 'nobody': no entry"));
    }

    @Test
    void noVectors_changeNothing() throws Exception {
        MemoryBank bank = bank(Metric.EUCLIDEAN, 20, 64);
        Learned learned = learn(bank, "new", new float[0], DEFAULTS);
        assertArrayEquals(bytes(bank), bytes(learned.bank()));
        assertEquals(0, learned.farthestBefore());
    }

    @Test
    void badInput_isRefused() {
        MemoryBank bank = bank(Metric.EUCLIDEAN, 20, 64);
        assertThrows(IllegalArgumentException.class, () -> learn(bank, " ", part(5, 1), DEFAULTS));
        float[] nan = part(5, 1);
        nan[7] = Float.NaN;
        assertThrows(IllegalArgumentException.class, () -> learn(bank, "a", nan, DEFAULTS));
        for (int[] patches : new int[][] {{0}, {0, -1}}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            BankUpdate.learn(
                                    bank,
                                    "a",
                                    part(2, 1),
                                    patches,
                                    2,
                                    DEFAULTS,
                                    Progress.NONE,
                                    Workers.sequential()));
        }
        assertThrows(IllegalArgumentException.class, () -> new UpdateParameters(-1, 5));
        assertThrows(IllegalArgumentException.class, () -> new UpdateParameters(Double.NaN, 5));
        assertThrows(IllegalArgumentException.class, () -> new UpdateParameters(1, -1));
    }

    @Test
    void cancelled_stops() {
        MemoryBank bank = bank(Metric.EUCLIDEAN, 20, 64);
        float[] rows = part(300, 2);
        assertThrows(
                CancelledException.class,
                () ->
                        BankUpdate.learn(
                                bank,
                                "a",
                                rows,
                                new int[300],
                                300,
                                DEFAULTS,
                                new Cancel(0),
                                Workers.sequential()));
    }
}
