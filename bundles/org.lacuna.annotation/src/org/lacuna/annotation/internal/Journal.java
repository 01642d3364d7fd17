package org.lacuna.annotation.internal;

import org.lacuna.annotation.GridSize;
import org.lacuna.core.StorageException;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The journal beside an annotation file, open for one writer. A record counts once {@link #append}
 * has returned: it is on disk then. Written through a plain file and not a channel, since an
 * interrupted thread would close a channel, and the user's next strokes with it. Not thread-safe.
 */
public final class Journal implements AutoCloseable {
    private static final String SUFFIX = ".journal";
    private static final int MAX_COPIES = 1000;

    private final Path path;
    private final RandomAccessFile file;
    private byte[] base;

    /** Byte behind the last sound record; 0 while the header is not written. */
    private long end;

    private Journal(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /** Where the journal of an annotation file lies. */
    public static Path pathOf(Path annotations) {
        return annotations.resolveSibling(annotations.getFileName() + SUFFIX);
    }

    /**
     * Opens and locks the journal of an annotation file, and makes it when it is not there. {@link
     * #resume} or {@link #restart} has to follow.
     *
     * @throws StorageException when it is in use or cannot be written
     */
    public static Journal open(Path annotations) throws StorageException {
        Path path = pathOf(annotations);
        RandomAccessFile file = null;
        try {
            file = new RandomAccessFile(path.toFile(), "rw");
            // A byte that is never there: Windows keeps everybody from reading locked ones.
            FileLock lock = file.getChannel().tryLock(Long.MAX_VALUE - 1, 1, false);
            if (lock == null) {
                throw new IOException("the annotations are open in another program");
            }
            Journal journal = new Journal(path, file);
            file = null;
            return journal;
        } catch (OverlappingFileLockException e) {
            throw new StorageException(
                    path + ": cannot be written: the annotations are open already", e);
        } catch (IOException e) {
            throw StorageException.of(path, "written", e);
        } finally {
            closeQuietly(file);
        }
    }

    /** Reads without changing anything, also while another program writes. */
    static JournalContent read(Path annotations, GridSize grid) throws StorageException {
        Path path = pathOf(annotations);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            return JournalContent.read(file, grid);
        } catch (IOException e) {
            throw StorageException.of(path, "read", e);
        }
    }

    JournalContent read(GridSize grid) throws StorageException {
        try {
            return JournalContent.read(file, grid);
        } catch (IOException e) {
            throw StorageException.of(path, "read", e);
        }
    }

    /** Goes on behind the sound records; what lies behind them is cut off. */
    void resume(JournalContent content) throws StorageException {
        try {
            base = content.base();
            end = content.soundBytes();
            if (file.length() > end) {
                file.setLength(end);
                file.getFD().sync();
            }
        } catch (IOException e) {
            throw StorageException.of(path, "written", e);
        }
    }

    /**
     * Empties the journal. To be called when the annotation file holds everything: a crash between
     * the two writes leaves a journal without header, which reads as an empty one.
     *
     * @param sha256 of the annotation file that records will go on from
     */
    public void restart(byte[] sha256) throws StorageException {
        base = sha256.clone();
        end = 0;
        try {
            file.setLength(0);
            writeHeader();
            file.getFD().sync();
        } catch (IOException e) {
            throw StorageException.of(path, "written", e);
        }
    }

    private void writeHeader() throws IOException {
        file.seek(0);
        file.write(JournalContent.header(base));
        end = JournalContent.HEADER_BYTES;
    }

    /** Writes a record behind the others and forces it to disk. On failure it is not there. */
    public void append(JournalRecord record) throws StorageException {
        byte[] payload = record.encode();
        long before = end;
        try {
            // What a write that failed before has left would look like damage.
            if (file.length() > end) {
                file.setLength(end);
            }
            if (end == 0) {
                writeHeader();
                before = end;
            }
            ByteBuffer frame =
                    ByteBuffer.allocate(JournalContent.FRAME_BYTES + payload.length)
                            .putInt(payload.length)
                            .putInt(JournalContent.checksum(end, payload))
                            .put(payload);
            file.seek(end);
            file.write(frame.array());
            file.getFD().sync();
            end += frame.capacity();
        } catch (IOException e) {
            takeBack(before);
            throw StorageException.of(path, "written", e);
        }
    }

    /** A half record at the end is cut off when the journal is read, so this may fail. */
    private void takeBack(long length) {
        try {
            file.setLength(length);
        } catch (IOException e) {
            // The first failure is the one to tell, and the next record overwrites the rest.
        }
    }

    /** Bytes of all records. */
    public long size() {
        return Math.max(0, end - JournalContent.HEADER_BYTES);
    }

    /**
     * Copies the journal as it is beside itself, where nothing overwrites it.
     *
     * @param why becomes part of the name
     * @return the copy
     */
    Path setAside(String why) throws StorageException {
        try {
            for (int i = 1; i <= MAX_COPIES; i++) {
                Path copy = path.resolveSibling(path.getFileName() + "." + why + "-" + i);
                if (!Files.exists(copy)) {
                    Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
                    return copy;
                }
            }
            throw new IOException(MAX_COPIES + " copies of damaged journals are there already");
        } catch (IOException e) {
            throw StorageException.of(path, "copied", e);
        }
    }

    @Override
    public void close() {
        closeQuietly(file);
    }

    /** Everything that counts is forced to disk already. */
    private static void closeQuietly(RandomAccessFile file) {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                // Nothing is lost.
            }
        }
    }
}
