package org.lacuna.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.ModelException;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

class NetworkFileTest {
    private static byte[] numbers(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    @Test
    void inMemory_isReadLikeAFile() throws Exception {
        byte[] bytes = numbers(100);
        SeekableByteChannel channel = NetworkFile.of("a.onnx", bytes).open();
        assertEquals(100, channel.size());
        ByteBuffer buffer = ByteBuffer.allocate(64);
        assertEquals(64, channel.read(buffer));
        buffer.clear();
        assertEquals(36, channel.read(buffer));
        assertArrayEquals(Arrays.copyOfRange(bytes, 64, 100), Arrays.copyOf(buffer.array(), 36));
        buffer.clear();
        assertEquals(-1, channel.read(buffer));
        channel.position(98);
        assertEquals(2, channel.read(buffer));
        channel.position(1000);
        assertEquals(-1, channel.read(buffer));
        channel.close();
        assertThrows(ClosedChannelException.class, () -> channel.read(buffer));
    }

    @Test
    void inMemory_damaged_isNamedInTheError() {
        for (int length : new int[] {0, 1, 50}) {
            NetworkFile file = NetworkFile.of("bundled.onnx", numbers(length));
            ModelException e = assertThrows(ModelException.class, () -> OnnxFile.read(file));
            assertTrue(e.getMessage().startsWith("bundled.onnx: "), e.getMessage());
        }
    }
}
