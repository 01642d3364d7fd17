package org.lacuna.distillation.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.ModelException;
import org.lacuna.core.Workers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

class StandardizerTest {
    private static final Workers ONE = Workers.sequential();

    @Test
    void fit_knownColumns() {
        Batch rows = Batch.of(new float[] {1, 7, 3, 7, 5, 7, 7, 7}, 4, 2);
        Standardizer s = Standardizer.fit(rows, ONE);
        assertArrayEquals(new float[] {4, 7}, s.mean());
        assertArrayEquals(new float[] {(float) Math.sqrt(5), 1}, s.scale(), 1e-6f);
        Batch out = Batch.allocate(4, 2);
        s.apply(rows, out);
        float q = (float) Math.sqrt(5);
        assertArrayEquals(
                new float[] {-3 / q, 0, -1 / q, 0, 1 / q, 0, 3 / q, 0}, out.values(), 1e-6f);
        s.invert(out, out);
        assertArrayEquals(rows.values(), out.values(), 1e-5f);
    }

    /** The mean of equal floats is not always that float: what is left must not be blown up. */
    @Test
    void constantColumns_areOnlyShifted() {
        Batch rows = Batch.allocate(3000, 3);
        for (int r = 0; r < 3000; r++) {
            rows.values()[3 * r] = 0.1f;
            rows.values()[3 * r + 1] = -12345.678f;
        }
        Standardizer s = Standardizer.fit(rows, ONE);
        assertArrayEquals(new float[] {1, 1, 1}, s.scale());
        Batch out = Batch.allocate(3000, 3);
        s.apply(rows, out);
        for (float v : out.values()) {
            assertEquals(0f, v + 0f);
        }
        assertArrayEquals(
                new float[] {1}, Standardizer.fit(Batch.of(new float[] {5}, 1, 1), ONE).scale());
    }

    @Test
    void largeOffset_littleSpread_isStillSpread() {
        Batch rows = Batch.allocate(5000, 1);
        for (int r = 0; r < 5000; r++) {
            rows.values()[r] = 1000 + (r % 2 == 0 ? 0.125f : -0.125f);
        }
        Standardizer s = Standardizer.fit(rows, ONE);
        assertEquals(1000, s.mean()[0], 1e-4);
        assertEquals(0.125, s.scale()[0], 1e-6);
    }

    @Test
    void threads_sameBits() {
        Batch rows = Reference.normal(5000, 7, 1);
        try (Workers three = Workers.of(3)) {
            assertEquals(Standardizer.fit(rows, ONE), Standardizer.fit(rows, three));
        }
    }

    @Test
    void writeAndRead_same_andCutOffRefused() throws Exception {
        Standardizer s = Standardizer.fit(Reference.normal(50, 3, 1), ONE);
        byte[] bytes = bytes(s);
        assertEquals(s, read(bytes));
        for (int n = 0; n < bytes.length; n++) {
            byte[] cut = Arrays.copyOf(bytes, n);
            assertEquals(
                    "standardizer: cut off, expected more bytes than there are",
                    assertThrows(ModelException.class, () -> read(cut)).getMessage());
        }
    }

    @Test
    void hostileBytes_refused() throws IOException {
        byte[] good = bytes(Standardizer.fit(Reference.normal(50, 3, 1), ONE));
        assertRefused(good, 0, 2, "standardizer: version 2, expected 1");
        assertRefused(
                good, 4, Integer.MAX_VALUE, "standardizer: columns: 2147483647, expected 1..65536");
        assertRefused(good, 4, -1, "standardizer: columns: -1, expected 1..65536");
        assertRefused(
                good,
                8,
                Float.floatToIntBits(Float.NaN),
                "standardizer: mean[0]: NaN, expected a finite number");
        assertRefused(
                good, 20, 0, "standardizer: scale of column 0: 0.0, expected 1.0E-30..1.0E30");
    }

    private static void assertRefused(byte[] good, int at, int value, String message) {
        byte[] bad = good.clone();
        ByteBuffer.wrap(bad).putInt(at, value);
        assertEquals(message, assertThrows(ModelException.class, () -> read(bad)).getMessage());
    }

    private static byte[] bytes(Standardizer s) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        s.write(new DataOutputStream(out));
        return out.toByteArray();
    }

    private static Standardizer read(byte[] bytes) throws IOException, ModelException {
        return Standardizer.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void badArguments_refused() {
        Batch rows = Reference.normal(3, 2, 1);
        rows.values()[5] = Float.NEGATIVE_INFINITY;
        GradientTest.assertMessage(
                "rows: row 2, column 1: -Infinity, expected a finite number",
                () -> Standardizer.fit(rows, ONE));
        GradientTest.assertMessage(
                "rows: 0, expected 1..2147483647",
                () -> Standardizer.fit(Batch.allocate(0, 2), ONE));
        Standardizer s = new Standardizer(new float[2], new float[] {1, 1});
        assertTrue(s.columns() == 2);
        GradientTest.assertMessage(
                "input: 3 rows of 3, expected 3 rows of 2",
                () -> s.apply(Batch.allocate(3, 3), Batch.allocate(3, 2)));
        GradientTest.assertMessage(
                "output: 2 rows of 2, expected 3 rows of 2",
                () -> s.invert(Batch.allocate(3, 2), Batch.allocate(2, 2)));
    }
}
