package org.lacuna.inspection;

import org.lacuna.core.AtomicFile;
import org.lacuna.core.DataException;
import org.lacuna.core.StorageException;
import org.lacuna.distillation.Checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A {@link Checkpoint} as a file (docs/formats.md, 'Checkpoint'): magic, format version, what the
 * training depends on, the states of its networks, SHA-256 of all that. Written anew at every save,
 * wholly or not at all. A file of another training, or a damaged one, is refused and stays as it
 * is. Not thread-safe.
 */
final class CheckpointFile implements Checkpoint {
    private static final byte[] MAGIC = "LACUNACP".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int HASH_BYTES = 32;
    private static final long MAX_BYTES = 1L << 30;
    private static final int MAX_STATES = 64;

    private final Path file;
    private final CheckpointKey key;
    private final Map<String, byte[]> states;

    private CheckpointFile(Path file, CheckpointKey key, Map<String, byte[]> states) {
        this.file = file;
        this.key = key;
        this.states = states;
    }

    /**
     * @param file need not be there; then the checkpoint is empty, and the first save makes it
     * @throws DataException when the file is no checkpoint, damaged, of another version, or of
     *     another training; says where they differ
     * @throws StorageException when it cannot be read
     */
    static CheckpointFile open(Path file, CheckpointKey key)
            throws DataException, StorageException {
        if (!Files.exists(file)) {
            return new CheckpointFile(file, key, new LinkedHashMap<>());
        }
        byte[] bytes = bytes(file);
        check(file, bytes);
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, bytes.length - HASH_BYTES);
        in.position(MAGIC.length + Integer.BYTES);
        Map<String, byte[]> states = new LinkedHashMap<>();
        try {
            CheckpointKey found = CheckpointKey.parse(text(file, "key", in));
            if (!found.isSame(key)) {
                throw new DataException(
                        file
                                + ": a checkpoint of another training, found "
                                + found.differences(key)
                                + "; name another file, or remove this one to start anew");
            }
            int count = in.getInt();
            if (count < 0 || count > MAX_STATES) {
                throw DataException.of(file, count + " networks", "0.." + MAX_STATES);
            }
            for (int i = 0; i < count; i++) {
                states.put(text(file, "name", in), block(file, "state", in));
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw DataException.of(file, "content that cannot be understood", "a checkpoint", e);
        }
        if (in.hasRemaining()) {
            throw DataException.of(file, in.remaining() + " bytes after the end", "none");
        }
        return new CheckpointFile(file, key, states);
    }

    private static byte[] bytes(Path file) throws DataException, StorageException {
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw DataException.of(
                        file, size + " bytes", "a checkpoint of at most " + MAX_BYTES);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw StorageException.of(file, "read", e);
        }
    }

    private static void check(Path file, byte[] bytes) throws DataException {
        if (bytes.length < MAGIC.length + Integer.BYTES + HASH_BYTES
                || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw DataException.of(
                    file,
                    "no signature of a checkpoint (" + bytes.length + " bytes)",
                    "a file written by 'lacuna train --checkpoint'");
        }
        int version = ByteBuffer.wrap(bytes).getInt(MAGIC.length);
        if (version != VERSION) {
            throw DataException.of(file, "checkpoint format " + version, "" + VERSION);
        }
        int end = bytes.length - HASH_BYTES;
        byte[] sum = sha256(bytes, end);
        if (!Arrays.equals(bytes, end, bytes.length, sum, 0, HASH_BYTES)) {
            throw DataException.of(
                    file,
                    "checksum does not fit: the file is damaged or cut off, found "
                            + HexFormat.of().formatHex(bytes, end, bytes.length),
                    HexFormat.of().formatHex(sum));
        }
    }

    /** The length is checked before anything is allocated. */
    private static byte[] block(Path file, String what, ByteBuffer in) throws DataException {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw DataException.of(file, what + " of " + length + " bytes", "0.." + in.remaining());
        }
        byte[] block = new byte[length];
        in.get(block);
        return block;
    }

    private static String text(Path file, String what, ByteBuffer in) throws DataException {
        return new String(block(file, what, in), StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[] bytes, int length) {
        var digest = DataHash.sha256();
        digest.update(bytes, 0, length);
        return digest.digest();
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public Optional<byte[]> load(String network) {
        return Optional.ofNullable(states.get(network));
    }

    @Override
    public void save(String network, byte[] state) throws StorageException {
        states.put(network, state);
        byte[] bytes = encode();
        AtomicFile.writeAlone(file, out -> out.write(bytes));
    }

    private byte[] encode() {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream(1 << 16);
        try {
            DataOutputStream out = new DataOutputStream(buffer);
            out.write(MAGIC);
            out.writeInt(VERSION);
            write(out, key.json().getBytes(StandardCharsets.UTF_8));
            out.writeInt(states.size());
            for (Map.Entry<String, byte[]> state : states.entrySet()) {
                write(out, state.getKey().getBytes(StandardCharsets.UTF_8));
                write(out, state.getValue());
            }
            byte[] content = buffer.toByteArray();
            buffer.write(sha256(content, content.length));
            return buffer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    private static void write(DataOutputStream out, byte[] block) throws IOException {
        out.writeInt(block.length);
        out.write(block);
    }
}
