package org.lacuna.inference.internal;

import org.lacuna.core.ModelException;
import org.lacuna.inference.NetworkFile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the directory of a zip archive below 2 GB (PKWARE's APPNOTE 6.3, 4.3.7, 4.3.12, 4.3.16),
 * strictly: every entry lies inside the file, none overlaps another, both of its headers agree,
 * names are unique and stay below the folder, nothing is encrypted. O(entries) time and memory.
 */
final class ZipOutline {
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;

    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL_BYTES = 46;
    private static final int END_BYTES = 22;
    private static final int END_64_BYTES = 56;
    private static final int LOCATOR_64_BYTES = 20;
    private static final int MAX_COMMENT = 0xffff;

    private static final int MAX_ENTRIES = 65_000;
    private static final int MAX_NAME_BYTES = 1024;
    private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;

    /** How an entry is written. */
    static final int STORED = 0;

    static final int DEFLATED = 8;

    private final NetworkFile file;
    private final SeekableByteChannel channel;
    private final long bytes;

    /**
     * An entry.
     *
     * @param method {@link #STORED} or {@link #DEFLATED}
     * @param packed bytes in the file
     * @param size bytes unpacked
     * @param header where its own header begins
     * @param data where its bytes begin
     */
    record Entry(String name, int method, long packed, long size, long header, long data) {
        long end() {
            return data + packed;
        }
    }

    private ZipOutline(NetworkFile file, SeekableByteChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.bytes = channel.size();
    }

    /**
     * @param file for messages
     */
    static List<Entry> read(NetworkFile file, SeekableByteChannel channel)
            throws IOException, ModelException {
        return new ZipOutline(file, channel).entries();
    }

    private List<Entry> entries() throws IOException, ModelException {
        ByteBuffer end = end();
        int count = end.getShort(10) & 0xffff;
        long size = end.getInt(12) & 0xffffffffL;
        long start = end.getInt(16) & 0xffffffffL;
        long endAt = bytes - end.capacity();
        if (end.getShort(4) != 0 || end.getShort(6) != 0 || end.getShort(8) != end.getShort(10)) {
            throw damaged("is a part of an archive in several files");
        }
        if (count > MAX_ENTRIES) {
            throw damaged("has " + count + " entries, expected at most " + MAX_ENTRIES);
        }
        // Their product is far below what the file may hold, and so is what is read here.
        if (start + size > endAt || size > (long) count * (CENTRAL_BYTES + 0x20000)) {
            throw damaged("has a directory at " + start + " of " + size + " bytes");
        }
        checkSecondEnd(endAt, count, size, start);
        return entries(slice(start, (int) size), count, start);
    }

    /** The end record, with the comment; it is the last one in the file. */
    private ByteBuffer end() throws IOException, ModelException {
        int length = (int) Math.min(bytes, END_BYTES + MAX_COMMENT);
        ByteBuffer tail = slice(bytes - length, length);
        for (int at = length - END_BYTES; at >= 0; at--) {
            if (tail.getInt(at) == END
                    && (tail.getShort(at + 20) & 0xffff) == length - at - END_BYTES) {
                return slice(bytes - length + at, length - at);
            }
        }
        throw damaged("has no end of a zip archive, so it is cut off or none");
    }

    /** PyTorch writes the record for large archives too, and reads it; it has to say the same. */
    private void checkSecondEnd(long endAt, int count, long size, long start)
            throws IOException, ModelException {
        if (endAt < LOCATOR_64_BYTES) {
            return;
        }
        ByteBuffer locator = slice(endAt - LOCATOR_64_BYTES, LOCATOR_64_BYTES);
        if (locator.getInt(0) != LOCATOR_64) {
            return;
        }
        long at = locator.getLong(8);
        if (at < 0 || at > endAt - LOCATOR_64_BYTES - END_64_BYTES) {
            throw damaged("has its second end at " + at);
        }
        ByteBuffer second = slice(at, END_64_BYTES);
        if (second.getInt(0) != END_64
                || second.getLong(24) != count
                || second.getLong(32) != count
                || second.getLong(40) != size
                || second.getLong(48) != start) {
            throw damaged("has two ends that do not agree");
        }
    }

    private List<Entry> entries(ByteBuffer directory, int count, long limit)
            throws IOException, ModelException {
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int k = 0; k < count; k++) {
            Entry entry = entry(directory, k, limit);
            if (!names.add(entry.name())) {
                throw damaged("has " + Shown.name(entry.name()) + " twice");
            }
            entries.add(entry);
        }
        List<Entry> inOrder = new ArrayList<>(entries);
        inOrder.sort(Comparator.comparingLong(Entry::header));
        for (int k = 1; k < inOrder.size(); k++) {
            if (inOrder.get(k).header() < inOrder.get(k - 1).end()) {
                throw damaged(
                        "has "
                                + Shown.name(inOrder.get(k).name())
                                + " inside of "
                                + Shown.name(inOrder.get(k - 1).name()));
            }
        }
        return entries;
    }

    /** The next entry of the directory, held against its own header. */
    private Entry entry(ByteBuffer directory, int index, long limit)
            throws IOException, ModelException {
        int at = directory.position();
        if (directory.remaining() < CENTRAL_BYTES || directory.getInt(at) != CENTRAL) {
            throw damaged("has no entry " + index + " in its directory");
        }
        int nameBytes = directory.getShort(at + 28) & 0xffff;
        int more = (directory.getShort(at + 30) & 0xffff) + (directory.getShort(at + 32) & 0xffff);
        if (directory.remaining() < CENTRAL_BYTES + nameBytes + more) {
            throw damaged("has an entry " + index + " that its directory cuts off");
        }
        String name = name(directory.slice(at + CENTRAL_BYTES, nameBytes), index);
        int method = directory.getShort(at + 10);
        if ((directory.getShort(at + 8) & ENCRYPTED) != 0) {
            throw damaged("has " + Shown.name(name) + " encrypted");
        }
        if (method != STORED && method != DEFLATED) {
            throw damaged("has " + Shown.name(name) + " packed by method " + method);
        }
        long packed = directory.getInt(at + 20) & 0xffffffffL;
        long size = directory.getInt(at + 24) & 0xffffffffL;
        long header = directory.getInt(at + 42) & 0xffffffffL;
        ByteBuffer encoded = directory.slice(at + CENTRAL_BYTES, nameBytes);
        directory.position(at + CENTRAL_BYTES + nameBytes + more);
        long data = data(header, method, name, encoded, limit);
        if (data + packed > limit) {
            throw damaged("has " + Shown.name(name) + " of " + packed + " bytes, more than it has");
        }
        if (method == STORED && packed != size) {
            throw damaged(
                    "has " + Shown.name(name) + " of " + packed + " and of " + size + " bytes");
        }
        return new Entry(name, method, packed, size, header, data);
    }

    /** Where the bytes of an entry begin. */
    private long data(long at, int method, String name, ByteBuffer encoded, long limit)
            throws IOException, ModelException {
        if (at + LOCAL_BYTES + encoded.remaining() > limit) {
            throw damaged("has " + Shown.name(name) + " at " + at + ", outside of it");
        }
        ByteBuffer header = slice(at, LOCAL_BYTES + encoded.remaining());
        int nameBytes = header.getShort(26) & 0xffff;
        if (header.getInt(0) != LOCAL
                || nameBytes != encoded.remaining()
                || header.getShort(8) != method
                || (header.getShort(6) & ENCRYPTED) != 0
                || !header.slice(LOCAL_BYTES, nameBytes).equals(encoded)) {
            throw damaged("has two headers for " + Shown.name(name) + " that do not agree");
        }
        return at + LOCAL_BYTES + nameBytes + (header.getShort(28) & 0xffff);
    }

    private String name(ByteBuffer encoded, int index) throws ModelException {
        CharBuffer name;
        try {
            name = StandardCharsets.UTF_8.newDecoder().decode(encoded.duplicate());
        } catch (CharacterCodingException e) {
            throw damaged("has an entry " + index + " whose name is no UTF-8");
        }
        String text = name.toString();
        boolean plain =
                !text.isEmpty()
                        && encoded.remaining() <= MAX_NAME_BYTES
                        && text.chars().noneMatch(c -> c < ' ' || c == '\\' || c == ':')
                        && !text.startsWith("/")
                        && !List.of(text.split("/", -1)).contains("..");
        if (!plain) {
            throw damaged("has an entry named '" + Shown.name(text) + "'");
        }
        return text;
    }

    /** Bytes of the file that are known to be there. */
    private ByteBuffer slice(long at, int length) throws IOException, ModelException {
        return bytes(file, channel, at, length);
    }

    /** Reads bytes, low ones first. */
    static ByteBuffer bytes(NetworkFile file, SeekableByteChannel channel, long at, int length)
            throws IOException, ModelException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(at);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new ModelException(file + ": became shorter while it was read");
            }
        }
        return buffer.flip();
    }

    private ModelException damaged(String what) {
        return new ModelException(file + ": " + what + ", expected a network in TorchScript");
    }
}
