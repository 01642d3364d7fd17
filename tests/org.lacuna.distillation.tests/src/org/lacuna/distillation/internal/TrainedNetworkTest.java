package org.lacuna.distillation.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.lacuna.core.ModelException;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

class TrainedNetworkTest {
    private static final Network NETWORK =
            Network.input(3).dense(4).layerNorm().gelu().dropout(0.25).dense(2).relu().build();

    private final TrainedNetwork trained =
            new TrainedNetwork(NETWORK, Reference.parameters(NETWORK, 1));

    private static byte[] bytes(TrainedNetwork n) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        n.write(new DataOutputStream(out));
        return out.toByteArray();
    }

    private static TrainedNetwork read(byte[] bytes) throws IOException, ModelException {
        return TrainedNetwork.read(
                new DataInputStream(new ByteArrayInputStream(bytes)), bytes.length);
    }

    @Test
    void writeAndRead_same() throws Exception {
        byte[] bytes = bytes(trained);
        TrainedNetwork again = read(bytes);
        assertEquals(trained, again);
        assertEquals(NETWORK, again.network());
        assertArrayEquals(bytes, bytes(again));
        Batch rows = Reference.normal(10, 3, 2);
        assertArrayEquals(
                trained.apply(rows, Workers.sequential()).values(),
                again.apply(rows, Workers.sequential()).values());
    }

    /** What follows in the file is left to whoever wrote it. */
    @Test
    void read_stopsAtItsEnd() throws Exception {
        byte[] bytes = bytes(trained);
        DataInputStream in =
                new DataInputStream(
                        new ByteArrayInputStream(Arrays.copyOf(bytes, bytes.length + 5)));
        TrainedNetwork.read(in, bytes.length + 5L);
        assertEquals(5, in.available());
    }

    @Test
    void parameters_areCopied() {
        float[] p = trained.parameters();
        p[0]++;
        assertNotEquals(p[0], trained.parameters()[0]);
        assertNotEquals(trained, new TrainedNetwork(NETWORK, p));
    }

    @Test
    void cutOff_refused() throws IOException {
        byte[] bytes = bytes(trained);
        int parameters = bytes.length - 4 * NETWORK.parameterCount();
        for (int n = 0; n < bytes.length; n++) {
            byte[] cut = Arrays.copyOf(bytes, n);
            assertEquals(
                    n < parameters || n >= 4 * NETWORK.parameterCount()
                            ? "network: cut off, expected more bytes than there are"
                            : "network: bytes of the parameters: 136, expected 0.." + n,
                    assertThrows(ModelException.class, () -> read(cut)).getMessage());
            // Whoever does not know how many bytes there are learns it from the end.
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(cut));
            assertEquals(
                    "network: cut off, expected more bytes than there are",
                    assertThrows(ModelException.class, () -> TrainedNetwork.read(in, 1 << 20))
                            .getMessage());
        }
    }

    @Test
    void hostileBytes_refused() throws IOException {
        byte[] good = bytes(trained);
        assertRefused(good, 0, 7, "network: version 7, expected 1");
        assertRefused(good, 4, Integer.MAX_VALUE, "network: layers: 2147483647, expected 1..256");
        assertRefused(good, 4, -1, "network: layers: -1, expected 1..256");
        assertRefused(good, 9, 0, "network: layer 0: dense inputs: 0, expected 1..65536");
        assertRefused(
                good,
                13,
                Integer.MAX_VALUE,
                "network: layer 0: dense outputs: 2147483647, expected 1..65536");
        assertRefused(good, 13, 5, "network: layer 1: inputs: 4, expected 5");
        assertRefused(
                good,
                22,
                0x7ff80000,
                "network: layer 1: layer norm epsilon: NaN, expected 1.1754943508222875E-38..1.0");
        int parameters = good.length - 4 * NETWORK.parameterCount();
        assertRefused(good, parameters - 4, 35, "network: parameters: 35, expected 34");
        assertRefused(
                good,
                parameters + 8,
                Float.floatToIntBits(Float.NEGATIVE_INFINITY),
                "network: parameters[2]: -Infinity, expected a finite number");
        byte[] kind = good.clone();
        kind[8] = 9;
        assertEquals(
                "network: layer 0: kind 9, expected 1..5",
                assertThrows(ModelException.class, () -> read(kind)).getMessage());
    }

    /** Random changes either still make a network or are refused as a model, nothing else. */
    @Test
    void randomDamage_neverAnythingButAModelException() throws Exception {
        byte[] good = bytes(trained);
        SeededRandom random = new SeededRandom(1);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] bad = good.clone();
            for (int k = 0; k <= random.nextInt(3); k++) {
                bad[random.nextInt(90)] = (byte) random.nextLong();
            }
            try {
                read(bad);
            } catch (ModelException e) {
                refused++;
            }
        }
        assertNotEquals(0, refused);
    }

    /** A large network that is announced must not be allocated. */
    @Test
    void moreParametersThanBytes_refused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(1);
        data.writeInt(1);
        data.writeByte(1);
        data.writeInt(8000);
        data.writeInt(8000);
        data.writeInt(64_008_000);
        data.write(new byte[100]);
        assertEquals(
                "network: bytes of the parameters: 256032000, expected 0..121",
                assertThrows(ModelException.class, () -> read(out.toByteArray())).getMessage());
    }

    private static void assertRefused(byte[] good, int at, int value, String message) {
        byte[] bad = good.clone();
        ByteBuffer.wrap(bad).putInt(at, value);
        assertEquals(message, assertThrows(ModelException.class, () -> read(bad)).getMessage());
    }

    @Test
    void badParameters_refused() {
        GradientTest.assertMessage(
                "length of parameters: 3, expected 34",
                () -> new TrainedNetwork(NETWORK, new float[3]));
        float[] p = trained.parameters();
        p[33] = Float.NaN;
        GradientTest.assertMessage(
                "parameters[33]: NaN, expected a finite number",
                () -> new TrainedNetwork(NETWORK, p));
    }
}
