package org.lacuna.distillation.internal;

import org.lacuna.distillation.Epoch;
import org.lacuna.distillation.internal.NetworkState.Member;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Bytes of a {@link NetworkState}, big-endian: {@code LACUNANS}, version (int), key (32 bytes),
 * number of epochs (int), loss and validation value of each (double), highest validation value
 * (double), epochs without gain (int), number of networks (int); for each of these the number of
 * parameters (int), parameters, best parameters, means and squares of the gradient (float), and the
 * two powers of the optimizer (double); SHA-256 of everything before it.
 *
 * <p>Who reads knows the networks, so the length is known before anything is allocated.
 */
final class StateFormat {
    private static final byte[] MAGIC = "LACUNANS".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int HEAD = MAGIC.length + Integer.BYTES + StateKey.BYTES;

    private final String network;
    private final byte[] key;

    /** Bytes that are no state of this training. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    /**
     * @param network name of the network
     * @param key of the training, see {@link StateKey}
     */
    StateFormat(String network, byte[] key) {
        this.network = network;
        this.key = key.clone();
    }

    byte[] encode(NetworkState state) {
        int[] lengths = state.members().stream().mapToInt(m -> m.parameters().length).toArray();
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size(state.epochs().size(), lengths)));
        out.put(MAGIC).putInt(VERSION).put(key);
        out.putInt(state.epochs().size());
        for (Epoch e : state.epochs()) {
            out.putDouble(e.loss()).putDouble(e.validation());
        }
        out.putDouble(state.highest()).putInt(state.epochsWithoutGain());
        out.putInt(lengths.length);
        for (Member m : state.members()) {
            out.putInt(m.parameters().length);
            put(out, m.parameters());
            put(out, m.best());
            put(out, m.moments().mean());
            put(out, m.moments().square());
            out.putDouble(m.moments().power1()).putDouble(m.moments().power2());
        }
        out.put(StateKey.sha256(out.array(), out.position()));
        return out.array();
    }

    /**
     * @param lengths parameters of each network
     * @param maxEpochs most epochs that the training has
     * @throws UnusableException when the bytes are damaged, of another version, or of another
     *     training
     */
    NetworkState decode(byte[] bytes, int[] lengths, int maxEpochs) throws UnusableException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        checkFrame(in, bytes);
        int epochs = in.getInt();
        range("epochs", epochs, 1, maxEpochs);
        long size = size(epochs, lengths);
        if (bytes.length != size) {
            throw new UnusableException(bytes.length + " bytes, expected " + size);
        }
        List<Epoch> curve = new ArrayList<>();
        for (int e = 1; e <= epochs; e++) {
            curve.add(new Epoch(network, e, in.getDouble(), in.getDouble()));
        }
        double highest = in.getDouble();
        if (Double.isNaN(highest)) {
            throw new UnusableException("highest validation value NaN, expected a number");
        }
        int without = in.getInt();
        range("epochs without gain", without, 0, epochs);
        range("networks", in.getInt(), lengths.length, lengths.length);
        List<Member> members = new ArrayList<>();
        for (int length : lengths) {
            members.add(member(in, length));
        }
        return new NetworkState(curve, highest, without, members);
    }

    private void checkFrame(ByteBuffer in, byte[] bytes) throws UnusableException {
        if (bytes.length < size(0, new int[0])
                || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new UnusableException(
                    bytes.length + " bytes without the signature, expected the state of a network");
        }
        in.position(MAGIC.length);
        int version = in.getInt();
        if (version != VERSION) {
            throw new UnusableException("format " + version + ", expected " + VERSION);
        }
        int end = bytes.length - StateKey.BYTES;
        byte[] sum = StateKey.sha256(bytes, end);
        if (!Arrays.equals(bytes, end, bytes.length, sum, 0, sum.length)) {
            throw new UnusableException(
                    "checksum does not fit: damaged or cut off, found "
                            + HexFormat.of().formatHex(bytes, end, bytes.length)
                            + ", expected "
                            + HexFormat.of().formatHex(sum));
        }
        byte[] found = new byte[StateKey.BYTES];
        in.get(found);
        if (!Arrays.equals(found, key)) {
            throw new UnusableException(
                    "learned from other patches or with other parameters, found key "
                            + HexFormat.of().formatHex(found, 0, 6)
                            + "..., expected "
                            + HexFormat.of().formatHex(key, 0, 6)
                            + "...");
        }
    }

    private static Member member(ByteBuffer in, int length) throws UnusableException {
        range("parameters", in.getInt(), length, length);
        float[] parameters = finite("parameter", in, length);
        float[] best = finite("best parameter", in, length);
        float[] mean = finite("mean of the gradient", in, length);
        float[] square = finite("square of the gradient", in, length);
        for (float s : square) {
            if (s < 0) {
                throw new UnusableException("square of the gradient " + s + ", expected 0 or more");
            }
        }
        return new Member(parameters, best, new Adam.Moments(mean, square, power(in), power(in)));
    }

    private static double power(ByteBuffer in) throws UnusableException {
        double power = in.getDouble();
        if (!(power >= 0 && power < 1)) {
            throw new UnusableException("power " + power + ", expected in [0, 1)");
        }
        return power;
    }

    private static float[] finite(String what, ByteBuffer in, int length) throws UnusableException {
        float[] values = new float[length];
        in.asFloatBuffer().get(values);
        in.position(in.position() + Float.BYTES * length);
        for (float v : values) {
            if (!Float.isFinite(v)) {
                throw new UnusableException(what + " " + v + ", expected a finite number");
            }
        }
        return values;
    }

    private static void put(ByteBuffer out, float[] values) {
        out.asFloatBuffer().put(values);
        out.position(out.position() + Float.BYTES * values.length);
    }

    private static void range(String what, int found, int low, int high) throws UnusableException {
        if (found < low || found > high) {
            throw new UnusableException(
                    what + ": " + found + ", expected " + (low == high ? low : low + ".." + high));
        }
    }

    private static long size(int epochs, int[] lengths) {
        long size = HEAD + Integer.BYTES + 2L * Double.BYTES * epochs;
        size += Double.BYTES + 2 * Integer.BYTES;
        for (int length : lengths) {
            size += Integer.BYTES + 4L * Float.BYTES * length + 2 * Double.BYTES;
        }
        return size + StateKey.BYTES;
    }
}
