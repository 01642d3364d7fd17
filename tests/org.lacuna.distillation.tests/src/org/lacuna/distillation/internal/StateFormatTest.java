package org.lacuna.distillation.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.distillation.Epoch;
import org.lacuna.distillation.internal.NetworkState.Member;
import org.lacuna.distillation.internal.StateFormat.UnusableException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

class StateFormatTest {
    private static final byte[] KEY = new byte[StateKey.BYTES];
    private static final StateFormat FORMAT = new StateFormat("student", KEY);
    private static final int[] LENGTHS = {3, 1};
    private static final int EPOCHS = 8 + 4 + StateKey.BYTES;

    private static NetworkState state() {
        return new NetworkState(
                List.of(
                        new Epoch("student", 1, 0.5, 0.75),
                        new Epoch("student", 2, 0.25, Double.NaN)),
                0.75,
                1,
                List.of(member(1, 2, 3), member(-4)));
    }

    private static Member member(float... values) {
        float[] squares = values.clone();
        for (int i = 0; i < squares.length; i++) {
            squares[i] *= squares[i];
        }
        return new Member(
                values, squares, new Adam.Moments(values.clone(), squares.clone(), 0.9, 0.999));
    }

    /** With a checksum that fits again. */
    private static byte[] signed(byte[] bytes) {
        int end = bytes.length - StateKey.BYTES;
        System.arraycopy(StateKey.sha256(bytes, end), 0, bytes, end, StateKey.BYTES);
        return bytes;
    }

    private static void assertRefused(String message, byte[] bytes) {
        UnusableException e =
                assertThrows(UnusableException.class, () -> FORMAT.decode(bytes, LENGTHS, 12));
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }

    private static byte[] with(int position, int value) {
        byte[] bytes = FORMAT.encode(state());
        ByteBuffer.wrap(bytes).putInt(position, value);
        return signed(bytes);
    }

    @Test
    void encodeDecode_givesTheSame() throws UnusableException {
        byte[] bytes = FORMAT.encode(state());
        NetworkState read = FORMAT.decode(bytes, LENGTHS, 12);
        assertEquals(state().epochs(), read.epochs());
        assertEquals(0.75, read.highest());
        assertEquals(1, read.epochsWithoutGain());
        assertArrayEquals(new float[] {1, 2, 3}, read.members().get(0).parameters());
        assertArrayEquals(new float[] {1, 4, 9}, read.members().get(0).best());
        assertArrayEquals(new float[] {-4}, read.members().get(1).moments().mean());
        assertArrayEquals(new float[] {16}, read.members().get(1).moments().square());
        assertEquals(0.999, read.members().get(1).moments().power2());
        assertArrayEquals(bytes, FORMAT.encode(read));
    }

    /** Sizes that are not true, with a checksum that is. */
    @Test
    void decode_hostileSizes_areRefusedBeforeAnythingIsAllocated() {
        assertRefused("epochs: 2147483647, expected 1..12", with(EPOCHS, Integer.MAX_VALUE));
        assertRefused("epochs: -1, expected 1..12", with(EPOCHS, -1));
        assertRefused("epochs: 0, expected 1..12", with(EPOCHS, 0));
        int size = FORMAT.encode(state()).length;
        assertRefused(size + " bytes, expected " + (size + 16), with(EPOCHS, 3));
        int without = EPOCHS + 4 + 2 * 16 + 8;
        assertRefused("epochs without gain: 3, expected 0..2", with(without, 3));
        assertRefused("networks: 1073741824, expected 2", with(without + 4, 1 << 30));
        assertRefused("parameters: 2147483647, expected 3", with(without + 8, Integer.MAX_VALUE));
    }

    @Test
    void decode_numbersThatNoTrainingHas_areRefused() {
        int first = EPOCHS + 4 + 2 * 16 + 8 + 4 + 4 + 4;
        int nan = Float.floatToIntBits(Float.NaN);
        assertRefused("parameter NaN, expected a finite number", with(first, nan));
        assertRefused("best parameter NaN", with(first + 12, nan));
        assertRefused("mean of the gradient NaN", with(first + 24, nan));
        assertRefused(
                "square of the gradient -1.0, expected 0 or more",
                with(first + 36, Float.floatToIntBits(-1)));
        assertRefused("power", with(first + 48, 0x7ff00000));
    }

    @Test
    void decode_otherFrame_isRefused() {
        byte[] good = FORMAT.encode(state());
        assertRefused("0 bytes without the signature", new byte[0]);
        assertRefused("format 2, expected 1", with(8, 2));
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThrows(UnusableException.class, () -> FORMAT.decode(cut, LENGTHS, 12));
            if (length > 200) {
                assertThrows(
                        UnusableException.class, () -> FORMAT.decode(signed(cut), LENGTHS, 12));
            }
        }
        for (int bit = 0; bit < 8 * good.length; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(UnusableException.class, () -> FORMAT.decode(bad, LENGTHS, 12));
        }
        assertRefused("learned from other patches or with other parameters", with(12, 1));
    }
}
