package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.Availability;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.ModelException;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.memorybank.BankLayout.Section;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;

class BankFileTest {
    @TempDir Path folder;

    static MemoryBank bank(Metric metric, int projection, long seed) {
        VectorSample sample = new VectorSample(6, 3000, seed);
        for (String part : new String[] {"ring/train/good/000", "ring/train/good/ä"}) {
            float[] values = Vectors.gaussian(PatchGrid.PATCHES, 6, seed++);
            sample.add(part, new FeatureMap(6, values, Availability.full()), 0);
        }
        BankParameters p =
                new BankParameters(
                        3000,
                        BankParameters.Method.RANDOM,
                        37,
                        8,
                        64,
                        projection == 0 ? ProjectionRule.none() : ProjectionRule.dim(projection),
                        0.02,
                        5,
                        seed,
                        metric);
        return new BankBuilder(p).build(sample, Progress.NONE, Workers.sequential()).bank();
    }

    private static byte[] bytes(MemoryBank bank) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BankFile.write(out, bank);
        return out.toByteArray();
    }

    private static byte[] sealed(byte[] bytes) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(bytes, 0, bytes.length - 32);
        byte[] sealed = bytes.clone();
        System.arraycopy(digest.digest(), 0, sealed, bytes.length - 32, 32);
        return sealed;
    }

    private ModelException refused(byte[] bytes, String what) throws Exception {
        Path file = folder.resolve("bad.bank");
        Files.write(file, bytes);
        ModelException e = assertThrows(ModelException.class, () -> BankFile.open(file), what);
        assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
        assertTrue(e.getMessage().contains("expected"), e.getMessage());
        return e;
    }

    @Test
    void roundTrip_keepsEveryBit() throws Exception {
        for (Metric metric : Metric.values()) {
            for (int projection : new int[] {0, 4}) {
                MemoryBank bank = bank(metric, projection, 3);
                Path file = folder.resolve("a.bank");
                BankFile.write(file, bank);
                MemoryBank again = BankFile.open(file);
                assertArrayEquals(bytes(bank), Files.readAllBytes(file));
                assertArrayEquals(bytes(bank), bytes(again));
                assertEquals(metric, again.metric());
                assertEquals(bank.parts(), again.parts());
                assertEquals(bank.meanSpread(), again.meanSpread());
                assertEquals(64, again.maxEntries());
                for (int e = 0; e < bank.entries(); e++) {
                    assertEquals(bank.origin(e), again.origin(e));
                    assertEquals(bank.weight(e), again.weight(e));
                    assertEquals(bank.spread(e), again.spread(e));
                    assertArrayEquals(bank.entry(e), again.entry(e));
                }
                float[] probe = Vectors.gaussian(100, 6, 9);
                float[] a = new float[100];
                float[] b = new float[100];
                bank.nearest(probe, 100, a, new int[100], Workers.sequential());
                again.nearest(probe, 100, b, new int[100], Workers.sequential());
                assertArrayEquals(a, b);
            }
        }
    }

    @Test
    void layout_isWhatTheDocumentSays() throws Exception {
        byte[] bytes = bytes(bank(Metric.COSINE, 4, 3));
        ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(bytes.length, b.getLong(16));
        assertArrayEquals(
                new int[] {1, 1, 6, 4, 37, 64},
                new int[] {
                    b.getInt(24),
                    b.getInt(28),
                    b.getInt(32),
                    b.getInt(36),
                    b.getInt(40),
                    b.getInt(44)
                });
        assertEquals(2, b.getInt(56));
        long end = 256;
        for (int s = 0; s < 8; s++) {
            assertEquals((end + 63) / 64 * 64, b.getLong(64 + 16 * s), "section " + s);
            end = b.getLong(64 + 16 * s) + b.getLong(72 + 16 * s);
        }
        assertEquals(bytes.length, (end + 63) / 64 * 64 + 32);
        int names = (int) b.getLong(64);
        assertEquals(19, b.getInt(names));
        assertEquals("ring/train/good/000", new String(bytes, names + 4, 19, "UTF-8"));
    }

    @Test
    void truncated_isRefused() throws Exception {
        byte[] good = bytes(bank(Metric.EUCLIDEAN, 4, 3));
        ByteBuffer b = ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN);
        for (int s = 0; s < 8; s++) {
            int from = (int) b.getLong(64 + 16 * s);
            int to = from + (int) b.getLong(72 + 16 * s);
            for (int length : new int[] {from - 1, from, from + 1, to - 1, to, to + 1}) {
                refused(Arrays.copyOf(good, length), "length " + length);
            }
        }
        SeededRandom random = new SeededRandom(4);
        for (int i = 0; i < 200; i++) {
            refused(Arrays.copyOf(good, random.nextInt(good.length)), "random length");
        }
        for (int length = 0; length < 320; length++) {
            refused(Arrays.copyOf(good, length), "length " + length);
        }
        refused(Arrays.copyOf(good, good.length + 64), "longer");
    }

    @Test
    void flippedBytes_areNoticed() throws Exception {
        byte[] good = bytes(bank(Metric.EUCLIDEAN, 4, 3));
        SeededRandom random = new SeededRandom(5);
        for (int i = 0; i < BankLayout.HEADER_BYTES + 500; i++) {
            int at = i < BankLayout.HEADER_BYTES ? i : random.nextInt(good.length);
            byte[] bad = good.clone();
            bad[at] ^= (byte) (1 << random.nextInt(8));
            refused(bad, "byte " + at);
            if (at < BankLayout.HEADER_BYTES && !soleSource(at)) {
                refused(sealed(bad), "byte " + at + ", right checksum");
            }
        }
    }

    /** Fields that may have another value: metric, bound, mean spread. */
    private static boolean soleSource(int at) {
        return at >= 24 && at < 28 || at >= 44 && at < 56;
    }

    @Test
    void hugeClaims_areRefusedBeforeMemoryIsTaken() throws Exception {
        byte[] good = bytes(bank(Metric.EUCLIDEAN, 4, 3));
        int[] fields = {24, 28, 32, 36, 40, 44, 56, 60};
        for (int at : fields) {
            for (int value : new int[] {Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
                byte[] bad = good.clone();
                ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
                refused(sealed(bad), "int at " + at + ": " + value);
            }
        }
        for (int[] claim : new int[][] {{32, 2048}, {40, MemoryBank.MAX_ENTRIES}, {36, 6}}) {
            byte[] bad = good.clone();
            ByteBuffer b = ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN);
            b.putInt(claim[0], claim[1]).putInt(44, MemoryBank.MAX_ENTRIES);
            refused(sealed(bad), claim[0] + ": " + claim[1]);
        }
    }

    @Test
    void sectionsElsewhere_areRefused() throws Exception {
        byte[] good = bytes(bank(Metric.EUCLIDEAN, 4, 3));
        for (int s = 0; s < 8; s++) {
            for (int field : new int[] {64 + 16 * s, 72 + 16 * s}) {
                for (long value :
                        new long[] {0, 256, 320, good.length, Long.MAX_VALUE, -64, 1L << 40}) {
                    byte[] bad = good.clone();
                    ByteBuffer b = ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN);
                    if (b.getLong(field) != value) {
                        b.putLong(field, value);
                        refused(sealed(bad), "section " + s + ": " + value);
                    }
                }
            }
        }
    }

    @Test
    void nonsenseWithRightChecksum_isNamedWithItsPlace() throws Exception {
        MemoryBank bank = bank(Metric.EUCLIDEAN, 4, 3);
        byte[] good = bytes(bank);
        ByteBuffer b = ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN);
        for (Section s : Section.values()) {
            int at = (int) b.getLong(64 + 16 * s.ordinal());
            byte[] bad = good.clone();
            Arrays.fill(bad, at, at + 8, (byte) 0xff);
            if (s == Section.ORIGINS) {
                bad[at] = 2;
            }
            ModelException e = refused(sealed(bad), s.toString());
            assertTrue(e.getMessage().contains(": byte " + at), e.getMessage());
        }
        byte[] negative = good.clone();
        int spread = (int) b.getLong(64 + 16 * Section.SPREADS.ordinal());
        ByteBuffer.wrap(negative).order(ByteOrder.LITTLE_ENDIAN).putFloat(spread + 4, -1);
        assertTrue(refused(sealed(negative), "spread").getMessage().contains("value 1: -1.0"));
        byte[] padding = good.clone();
        padding[good.length - 33] = 1;
        assertTrue(refused(sealed(padding), "padding").getMessage().contains("padding"));
    }

    @Test
    void otherFiles_areRefused() throws Exception {
        byte[] version = bytes(bank(Metric.EUCLIDEAN, 0, 3));
        version[8] = 9;
        assertTrue(
                refused(sealed(version), "version")
                        .getMessage()
                        .contains("format version: 9, expected 1"));
        refused(new byte[0], "empty");
        refused(new byte[1000], "zeros");
        assertThrows(StorageException.class, () -> BankFile.open(folder));
        assertThrows(StorageException.class, () -> BankFile.open(folder.resolve("none")));
        assertThrows(
                StorageException.class, () -> BankFile.write(folder, bank(Metric.EUCLIDEAN, 0, 3)));
    }

    @Test
    void bytesInsideAnotherFile_areReadInPlace() throws Exception {
        byte[] good = bytes(bank(Metric.EUCLIDEAN, 4, 3));
        byte[] around = new byte[good.length + 17];
        System.arraycopy(good, 0, around, 5, good.length);
        MemoryBank again = BankFile.read(ByteBuffer.wrap(around, 5, good.length), "model");
        assertArrayEquals(good, bytes(again));
    }
}
