package org.lacuna.memorybank;

import org.lacuna.core.AtomicFile;
import org.lacuna.core.ModelException;
import org.lacuna.core.StorageException;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Memory banks on disk and inside inspection models: one binary layout (docs/formats.md, 'Memory
 * bank'), little-endian, sections at multiples of 64 bytes so that programs can map them, SHA-256
 * at the end.
 *
 * <p>The same bank gives the same bytes. Holds numbers and names only: reading one never runs code
 * from it.
 */
public final class BankFile {
    private BankFile() {}

    /**
     * Writes the bank wholly or not at all ({@link AtomicFile}): a process that is killed leaves
     * the old file or the new one.
     *
     * @throws StorageException when the file cannot be written; an older file then stays as it was
     */
    public static void write(Path file, MemoryBank bank) throws StorageException {
        AtomicFile.writeAlone(file, out -> write(out, bank));
    }

    /** Writes the bytes of a bank file; does not close the stream. */
    public static void write(OutputStream out, MemoryBank bank) throws IOException {
        byte[] names = names(bank);
        BankLayout layout = BankLayout.of(bank, names.length);
        MessageDigest digest = sha256();
        BankOutput to =
                new BankOutput(
                        new BufferedOutputStream(new DigestOutputStream(out, digest), 1 << 16));
        BankEntries content = bank.content();
        to.bytes(layout.encode());
        to.bytes(names);
        to.align();
        for (int e = 0; e < content.count(); e++) {
            to.integer(content.origins().part()[e]);
            to.integer(content.origins().patch()[e]);
        }
        to.align();
        for (long w : content.weight()) {
            to.number(w);
        }
        to.align();
        to.floats(content.spread());
        to.align();
        to.doubles(bank.transform().whitening().mean());
        to.align();
        to.doubles(bank.transform().whitening().factor());
        to.align();
        if (bank.isProjected()) {
            to.doubles(bank.transform().projection().orElseThrow().rows());
        }
        to.align();
        to.floats(content.vectors());
        to.align();
        to.flush();
        out.write(digest.digest());
    }

    private static byte[] names(MemoryBank bank) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BankOutput out = new BankOutput(bytes);
        for (String part : bank.parts()) {
            byte[] name = part.getBytes(StandardCharsets.UTF_8);
            out.integer(name.length);
            out.bytes(name);
        }
        out.flush();
        return bytes.toByteArray();
    }

    /**
     * Reads a bank through a memory mapping: the only copy on the heap is the bank itself.
     *
     * @throws ModelException when the content is no bank, damaged, or of another version; names the
     *     file, the position, what was found and expected
     * @throws StorageException when the file cannot be read
     */
    public static MemoryBank open(Path file) throws ModelException, StorageException {
        if (Files.isDirectory(file)) {
            throw new StorageException(
                    file + ": is a folder, expected the file of a memory bank", null);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size > Integer.MAX_VALUE) {
                throw new ModelException(
                        file
                                + ": "
                                + size
                                + " bytes, expected a memory bank of at most "
                                + Integer.MAX_VALUE);
            }
            // An empty file cannot be mapped on every system.
            ByteBuffer bytes =
                    size == 0
                            ? ByteBuffer.allocate(0)
                            : channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
            return read(bytes, file.toString());
        } catch (IOException e) {
            throw StorageException.of(file, "read", e);
        } catch (InternalError e) {
            // What a mapping does when the file becomes shorter, or the disk fails, under it.
            throw new StorageException(file + ": cannot be read: it changed while it was read", e);
        }
    }

    /**
     * Reads a bank from its bytes. Sizes are checked before memory is taken.
     *
     * @param bytes from the first byte of the bank to its last; position and limit tell where;
     *     neither is changed
     * @param name said in messages
     */
    public static MemoryBank read(ByteBuffer bytes, String name) throws ModelException {
        ByteBuffer b = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        BankLayout layout = BankLayout.decode(b, name);
        int end = b.limit() - BankLayout.HASH_BYTES;
        MessageDigest digest = sha256();
        digest.update(b.slice(0, end));
        byte[] found = new byte[BankLayout.HASH_BYTES];
        b.get(end, found);
        byte[] expected = digest.digest();
        if (!MessageDigest.isEqual(found, expected)) {
            throw new ModelException(
                    name
                            + ": byte "
                            + end
                            + ": checksum does not fit, the file is damaged: found "
                            + HexFormat.of().formatHex(found)
                            + ", expected "
                            + HexFormat.of().formatHex(expected));
        }
        return new BankInput(b, layout, name).bank();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
