package org.lacuna.memorybank;

import org.lacuna.core.ModelException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The header of a bank file and where its sections lie (docs/formats.md, 'Memory bank'). Everything
 * follows from the counts and the length of the names, so a file says each thing twice, and a
 * reader takes only what agrees.
 *
 * @param metric ordinal as in the file
 * @param projected whether there is a projection matrix
 * @param inputDim length of a raw vector
 * @param entryDim length of an entry
 * @param entries number of entries
 * @param maxEntries bound for learning
 * @param parts number of part names
 * @param meanSpread unit of distance
 * @param nameBytes length of the section of names
 */
record BankLayout(
        int metric,
        boolean projected,
        int inputDim,
        int entryDim,
        int entries,
        int maxEntries,
        int parts,
        double meanSpread,
        long nameBytes) {
    static final byte[] MAGIC = {'L', 'A', 'C', 'U', 'N', 'A', 'M', 'B'};
    static final int VERSION = 1;
    static final int HEADER_BYTES = 256;
    static final int HASH_BYTES = 32;
    static final int ALIGNMENT = 64;

    /** Of a part's name in UTF-8. */
    static final int MAX_NAME_BYTES = 3 * VectorSample.MAX_NAME;

    private static final int TABLE = 64;

    /** Sections in the order of the file. */
    enum Section {
        NAMES,
        ORIGINS,
        WEIGHTS,
        SPREADS,
        MEAN,
        WHITENING,
        PROJECTION,
        ENTRIES
    }

    static BankLayout of(MemoryBank bank, long nameBytes) {
        return new BankLayout(
                bank.metric().ordinal(),
                bank.isProjected(),
                bank.inputDim(),
                bank.entryDim(),
                bank.entries(),
                bank.maxEntries(),
                bank.parts().size(),
                bank.meanSpread(),
                nameBytes);
    }

    /** Bytes of a section, without padding. */
    long length(Section section) {
        return switch (section) {
            case NAMES -> nameBytes;
            case ORIGINS, WEIGHTS -> 8L * entries;
            case SPREADS -> 4L * entries;
            case MEAN -> 8L * inputDim;
            case WHITENING -> 4L * inputDim * (inputDim + 1);
            case PROJECTION -> projected ? 8L * inputDim * entryDim : 0;
            case ENTRIES -> 4L * entries * entryDim;
        };
    }

    /** First byte of a section. */
    long offset(Section section) {
        long at = HEADER_BYTES;
        for (int i = 0; i < section.ordinal(); i++) {
            at = align(at + length(Section.values()[i]));
        }
        return at;
    }

    /** Bytes of the whole file. */
    long fileBytes() {
        return align(offset(Section.ENTRIES) + length(Section.ENTRIES)) + HASH_BYTES;
    }

    static long align(long at) {
        return (at + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    byte[] encode() {
        ByteBuffer b = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        b.put(MAGIC).putInt(VERSION).putInt(HEADER_BYTES).putLong(fileBytes());
        b.putInt(metric).putInt(projected ? 1 : 0);
        b.putInt(inputDim).putInt(entryDim).putInt(entries).putInt(maxEntries);
        b.putDouble(meanSpread).putInt(parts).putInt(Section.values().length);
        for (Section s : Section.values()) {
            b.putLong(offset(s)).putLong(length(s));
        }
        return b.array();
    }

    /**
     * Reads and checks a header.
     *
     * @param b little-endian, from the first byte of the bank to its last
     * @param name of the file, for messages
     */
    static BankLayout decode(ByteBuffer b, String name) throws ModelException {
        byte[] magic = new byte[Math.min(MAGIC.length, b.limit())];
        b.get(0, magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new ModelException(
                    name
                            + ": byte 0: "
                            + b.limit()
                            + " bytes without the signature LACUNAMB, expected a memory bank");
        }
        if (b.limit() < HEADER_BYTES + HASH_BYTES) {
            throw new ModelException(
                    name
                            + ": "
                            + b.limit()
                            + " bytes, expected a memory bank of at least "
                            + (HEADER_BYTES + HASH_BYTES));
        }
        Reader in = new Reader(b, name);
        in.require(8, b.getInt(8), VERSION, "format version");
        in.require(12, b.getInt(12), HEADER_BYTES, "length of the header");
        in.require(16, b.getLong(16), b.limit(), "length of the file");
        int inputDim = in.ranged(32, 1, MemoryBank.MAX_DIM, "feature dimension");
        int entries = in.ranged(40, 1, MemoryBank.MAX_ENTRIES, "entries");
        BankLayout layout =
                new BankLayout(
                        in.ranged(24, 0, Metric.values().length - 1, "metric"),
                        in.ranged(28, 0, 1, "flags") == 1,
                        inputDim,
                        in.ranged(36, 1, inputDim, "entry dimension"),
                        entries,
                        in.ranged(44, entries, MemoryBank.MAX_ENTRIES, "bound of entries"),
                        in.ranged(56, 0, entries, "parts"),
                        b.getDouble(48),
                        b.getLong(TABLE + 8));
        layout.check(in);
        return layout;
    }

    private void check(Reader in) throws ModelException {
        if (!projected && entryDim != inputDim) {
            throw in.wrong(36, "entry dimension", entryDim, inputDim + ", since not projected");
        }
        if (!(meanSpread > 0 && meanSpread <= Float.MAX_VALUE)) {
            throw in.wrong(48, "mean spread", meanSpread, "a finite number above 0");
        }
        in.require(60, in.bytes.getInt(60), Section.values().length, "number of sections");
        long most = (long) parts * (4 + MAX_NAME_BYTES);
        if (nameBytes < 5L * parts || nameBytes > most) {
            throw in.wrong(TABLE + 8, "bytes of names", nameBytes, 5L * parts + ".." + most);
        }
        for (Section s : Section.values()) {
            int at = TABLE + 16 * s.ordinal();
            in.require(at, in.bytes.getLong(at), offset(s), "begin of section " + s);
            in.require(at + 8, in.bytes.getLong(at + 8), length(s), "length of section " + s);
        }
        for (int at = TABLE + 16 * Section.values().length; at < HEADER_BYTES; at += 8) {
            in.require(at, in.bytes.getLong(at), 0, "reserved bytes");
        }
        in.require(16, in.bytes.limit(), fileBytes(), "length of the file");
    }

    /** Fields with their positions. */
    private record Reader(ByteBuffer bytes, String name) {
        int ranged(int at, int low, int high, String what) throws ModelException {
            int v = bytes.getInt(at);
            if (v < low || v > high) {
                throw wrong(at, what, v, low + ".." + high);
            }
            return v;
        }

        void require(int at, long found, long expected, String what) throws ModelException {
            if (found != expected) {
                throw wrong(at, what, found, Long.toString(expected));
            }
        }

        ModelException wrong(int at, String what, Object found, String expected) {
            return new ModelException(
                    name + ": byte " + at + ": " + what + ": " + found + ", expected " + expected);
        }
    }
}
