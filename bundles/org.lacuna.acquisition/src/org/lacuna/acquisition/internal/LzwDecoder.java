package org.lacuna.acquisition.internal;

/**
 * Decoder for the LZW variant of TIFF 6.0 (section 13): codes of 9 to 12 bits, most significant bit
 * first, widened one code early. O(output). One instance decodes any number of segments; not
 * thread-safe.
 *
 * <p>The string of a code is the string of its prefix plus one byte, and that string was written to
 * the output when the code was made. So a code is kept as (position in the output, length), and
 * decoding is a copy inside the output.
 */
final class LzwDecoder {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int CODES = 4096;

    private final int[] start = new int[CODES];
    private final int[] size = new int[CODES];

    /**
     * @return how many bytes were written: {@code length}, or fewer when the data end early
     * @throws IllegalArgumentException when a code cannot be; the message says which and where
     */
    int decode(byte[] in, int inLength, byte[] out, int length) {
        int next = FIRST;
        int width = 9;
        int previousStart = 0;
        int previousSize = 0;
        int written = 0;
        long bits = 0;
        int held = 0;
        int at = 0;
        while (written < length) {
            while (held < width) {
                if (at == inLength) {
                    return written;
                }
                bits = bits << 8 | in[at++] & 0xff;
                held += 8;
            }
            int code = (int) (bits >>> held - width) & (1 << width) - 1;
            held -= width;
            if (code == END) {
                return written;
            }
            if (code == CLEAR) {
                next = FIRST;
                width = 9;
                previousSize = 0;
                continue;
            }
            int begin = written;
            int take;
            if (code < CLEAR) {
                out[written] = (byte) code;
                take = 1;
            } else {
                boolean known = code < next;
                if (!known && (code != next || previousSize == 0)) {
                    throw new IllegalArgumentException(
                            "LZW code " + code + " before it was defined, at byte " + at);
                }
                // The code just being made is the previous string plus its own first byte.
                int from = known ? start[code] : previousStart;
                take = known ? size[code] : previousSize + 1;
                int fit = Math.min(take, length - written);
                for (int i = 0; i < fit; i++) {
                    out[begin + i] = out[from + i];
                }
            }
            written = Math.min(length, begin + take);
            if (previousSize > 0 && next < CODES) {
                start[next] = previousStart;
                size[next] = previousSize + 1;
                next++;
                // TIFF's early change: the width grows one code before it must.
                if (next >= (1 << width) - 1 && width < 12) {
                    width++;
                }
            }
            previousStart = begin;
            previousSize = take;
        }
        return written;
    }
}
