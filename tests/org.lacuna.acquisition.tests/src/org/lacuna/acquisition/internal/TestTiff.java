package org.lacuna.acquisition.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Writes TIFF files that say what a test wants them to say, true or not: LONG values, classic. */
public final class TestTiff {
    private final TreeMap<Integer, long[]> tags = new TreeMap<>();
    private byte[] data = new byte[0];

    /** A 4 x 3 float image of three channels in one uncompressed strip at byte 1000. */
    public TestTiff() {
        tags.put(256, new long[] {4});
        tags.put(257, new long[] {3});
        tags.put(258, new long[] {32, 32, 32});
        tags.put(259, new long[] {1});
        tags.put(262, new long[] {2});
        tags.put(273, new long[] {1000});
        tags.put(277, new long[] {3});
        tags.put(278, new long[] {3});
        tags.put(279, new long[] {144});
        tags.put(339, new long[] {3, 3, 3});
        data = new byte[144];
    }

    public TestTiff tag(int tag, long... values) {
        tags.put(tag, values);
        return this;
    }

    public TestTiff without(int tag) {
        tags.remove(tag);
        return this;
    }

    public TestTiff data(byte[] bytes) {
        data = bytes;
        return this;
    }

    public Path write(Path file) throws IOException {
        ByteBuffer b = ByteBuffer.allocate(1000 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        b.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        b.putShort((short) tags.size());
        int extra = 8 + 2 + 12 * tags.size() + 4;
        for (Map.Entry<Integer, long[]> e : tags.entrySet()) {
            long[] values = e.getValue();
            b.putShort(e.getKey().shortValue()).putShort((short) 4).putInt(values.length);
            b.putInt(values.length == 1 ? (int) values[0] : extra);
            for (int i = 0; values.length > 1 && i < values.length; i++) {
                b.putInt(extra, (int) values[i]);
                extra += 4;
            }
        }
        b.putInt(0);
        b.position(1000);
        b.put(data);
        Files.write(file, b.array());
        return file;
    }
}
