package org.lacuna.acquisition.internal;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * The textbook encoder of TIFF 6.0, section 13, with strings as map keys: slow, and easy to check.
 */
final class LzwEncoder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long bits;
    private int held;

    static byte[] encode(byte[] data) {
        return new LzwEncoder().run(data);
    }

    private byte[] run(byte[] data) {
        Map<String, Integer> table = new HashMap<>();
        int next = reset(table);
        int width = 9;
        put(256, width);
        String omega = "";
        for (byte b : data) {
            String longer = omega + (char) (b & 0xff);
            if (table.containsKey(longer)) {
                omega = longer;
                continue;
            }
            put(table.get(omega), width);
            table.put(longer, next++);
            if (next == 512 || next == 1024 || next == 2048) {
                width++;
            }
            if (next == 4095) {
                put(256, width);
                next = reset(table);
                width = 9;
            }
            omega = "" + (char) (b & 0xff);
        }
        if (!omega.isEmpty()) {
            put(table.get(omega), width);
            // The decoder makes one more code of it, which may widen the end code.
            next++;
            width += next == 512 || next == 1024 || next == 2048 ? 1 : 0;
        }
        put(257, width);
        put(0, 7);
        return out.toByteArray();
    }

    private static int reset(Map<String, Integer> table) {
        table.clear();
        for (int i = 0; i < 256; i++) {
            table.put("" + (char) i, i);
        }
        return 258;
    }

    private void put(int code, int width) {
        bits = bits << width | code;
        held += width;
        while (held >= 8) {
            held -= 8;
            out.write((int) (bits >>> held));
        }
    }
}
