package org.lacuna.distillation.internal;

import org.lacuna.core.Modality;
import org.lacuna.distillation.DistillationParameters;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * Fingerprint of all that a training depends on: SHA-256 over parameters and every number of the
 * patches. It also tells patches that only differ by the machine that described them. Not
 * thread-safe.
 */
final class StateKey {
    static final int BYTES = 32;

    private static final int FLOATS_AT_A_TIME = 1 << 14;

    private final MessageDigest digest = newSha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(FLOATS_AT_A_TIME * Float.BYTES);

    static byte[] sha256(byte[] bytes, int length) {
        MessageDigest digest = newSha256();
        digest.update(bytes, 0, length);
        return digest.digest();
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    StateKey add(DistillationParameters p) {
        for (double value :
                new double[] {
                    p.teacherWidth(),
                    p.studentWidth(),
                    p.generatorWidth(),
                    p.alpha(),
                    p.temperature(),
                    p.withoutRgb(),
                    p.withoutXyz(),
                    p.tailWeight(),
                    p.dropout(),
                    p.learningRate(),
                    p.weightDecay(),
                    p.batchRows(),
                    p.epochs(),
                    p.patience()
                }) {
            buffer.putDouble(value);
        }
        buffer.putLong(p.seed());
        return flush();
    }

    StateKey add(PatchTable table) {
        add(table.views());
        for (Modality m : Modality.values()) {
            add(table.available()[m.ordinal()]);
            add(table.defect()[m.ordinal()]);
        }
        return this;
    }

    StateKey add(Map<Modality, Batch> batches) {
        for (Modality m : Modality.values()) {
            if (batches.containsKey(m)) {
                buffer.putInt(m.ordinal());
                add(batches.get(m));
            }
        }
        return flush();
    }

    StateKey add(Batch batch) {
        buffer.putInt(batch.rows()).putInt(batch.columns());
        flush();
        float[] values = batch.values();
        int count = Math.multiplyExact(batch.rows(), batch.columns());
        for (int from = 0; from < count; from += FLOATS_AT_A_TIME) {
            int n = Math.min(FLOATS_AT_A_TIME, count - from);
            buffer.asFloatBuffer().put(values, from, n);
            buffer.position(n * Float.BYTES);
            flush();
        }
        return this;
    }

    private void add(boolean[] flags) {
        byte[] bytes = new byte[flags.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (flags[i] ? 1 : 0);
        }
        digest.update(bytes);
    }

    private StateKey flush() {
        digest.update(buffer.flip());
        buffer.clear();
        return this;
    }

    /** {@value #BYTES} bytes; to be asked once. */
    byte[] bytes() {
        return digest.digest();
    }
}
