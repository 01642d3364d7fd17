package org.lacuna.inference;

import org.lacuna.core.StorageException;
import org.lacuna.inference.internal.ByteArrayChannel;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where the bytes of a network in ONNX format are. Messages name it as its {@code toString} does.
 */
public sealed interface NetworkFile {
    static NetworkFile of(Path path) {
        return new OnDisk(path);
    }

    /**
     * @param name for messages
     * @param bytes kept; nobody may write to them
     */
    static NetworkFile of(String name, byte[] bytes) {
        return new InMemory(name, bytes);
    }

    /** Opens the bytes for reading, from the first one on. */
    SeekableByteChannel open() throws IOException;

    /** The failure to read it, for the user. */
    default StorageException unreadable(IOException cause) {
        return switch (this) {
            case OnDisk disk -> StorageException.of(disk.path(), "read", cause);
            case InMemory memory -> new StorageException(memory + ": cannot be read", cause);
        };
    }

    /** A file. */
    record OnDisk(Path path) implements NetworkFile {
        public OnDisk {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public SeekableByteChannel open() throws IOException {
            return Files.newByteChannel(path);
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * What a bundle brings: it may be packed, and nothing is to be unpacked. Two are equal when
     * they share the array.
     */
    record InMemory(String name, byte[] bytes) implements NetworkFile {
        public InMemory {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(bytes, "bytes");
        }

        @Override
        public SeekableByteChannel open() {
            return new ByteArrayChannel(bytes);
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof InMemory m && name.equals(m.name) && bytes == m.bytes;
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, System.identityHashCode(bytes));
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
