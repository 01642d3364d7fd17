package org.lacuna.acquisition.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;

import java.util.Arrays;

class LzwDecoderTest {
    private static void assertRoundTrip(byte[] data) {
        byte[] packed = LzwEncoder.encode(data);
        byte[] out = new byte[data.length];
        assertEquals(data.length, new LzwDecoder().decode(packed, packed.length, out, data.length));
        assertArrayEquals(data, out);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 255, 256, 257, 400, 5000, 100_003})
    void decode_randomBytes_givesThemBack(int length) {
        SeededRandom random = new SeededRandom(length);
        for (int alphabet : new int[] {1, 2, 5, 256}) {
            byte[] data = new byte[length];
            for (int i = 0; i < length; i++) {
                data[i] = (byte) random.nextInt(alphabet);
            }
            assertRoundTrip(data);
        }
    }

    @Test
    void decode_stringThatRepeatsItself_usesACodeInTheMoment() {
        // 'aaa...' makes each code refer to the one being made.
        byte[] data = new byte[10_000];
        Arrays.fill(data, (byte) 'a');
        assertRoundTrip(data);
        assertRoundTrip("abababababababababababababa".getBytes(US_ASCII));
    }

    @Test
    void decode_sameInstanceTwice_forgetsTheFirstSegment() {
        LzwDecoder decoder = new LzwDecoder();
        byte[] a = LzwEncoder.encode("mississippi mississippi".getBytes(US_ASCII));
        byte[] b = LzwEncoder.encode("tennessee tennessee tenn".getBytes(US_ASCII));
        byte[] out = new byte[24];
        decoder.decode(a, a.length, out, 23);
        decoder.decode(b, b.length, out, 24);
        assertEquals("tennessee tennessee tenn", new String(out, US_ASCII));
    }

    @Test
    void decode_cutData_tellsHowMuchItGot() {
        byte[] data = new byte[3000];
        byte[] packed = LzwEncoder.encode(data);
        byte[] out = new byte[3000];
        int got = new LzwDecoder().decode(packed, packed.length / 2, out, 3000);
        assertTrue(got > 0 && got < 3000, "got " + got);
    }

    @Test
    void decode_moreThanWanted_stopsAtTheEndOfTheOutput() {
        byte[] packed = LzwEncoder.encode(new byte[3000]);
        byte[] out = new byte[100];
        assertEquals(100, new LzwDecoder().decode(packed, packed.length, out, 100));
    }

    @Test
    void decode_undefinedCode_isRefused() {
        // Clear, then code 300 where only 0..255 can be.
        byte[] packed = {(byte) 0x80, 0x4b, 0, 0};
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new LzwDecoder().decode(packed, 4, new byte[50], 50));
        assertTrue(e.getMessage().contains("before it was defined"), e.getMessage());
    }

    @Test
    void decode_anyBytes_neverLeavesTheArrays() {
        SeededRandom random = new SeededRandom(99);
        LzwDecoder decoder = new LzwDecoder();
        for (int trial = 0; trial < 3000; trial++) {
            byte[] in = new byte[random.nextInt(200)];
            for (int i = 0; i < in.length; i++) {
                in[i] = (byte) random.nextLong();
            }
            byte[] out = new byte[random.nextInt(1000)];
            try {
                int got = decoder.decode(in, in.length, out, out.length);
                assertTrue(got >= 0 && got <= out.length);
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage().startsWith("LZW code"), e.getMessage());
            }
        }
    }
}
