package org.lacuna.inference.internal;

import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.inference.ModelDescriptor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Puts a network and its descriptor into a folder: into a hidden one first, forced to disk, which
 * is then renamed. So the folder of a network is complete or not there.
 */
public final class ModelInstaller {
    private static final String PREFIX = ".add-";
    private static final int BUFFER = 1 << 18;

    private final Path models;

    /**
     * @param models the folder for all networks; made when it is not there
     */
    public ModelInstaller(Path models) {
        this.models = models;
    }

    /**
     * @return the network's folder
     * @throws ModelException when the file has changed since it was checked, or the folder is there
     */
    public Path install(ModelDescriptor descriptor, Path network, Progress progress)
            throws ModelException, StorageException {
        Path target = models.resolve(descriptor.id());
        Path hidden =
                models.resolve(PREFIX + ProcessHandle.current().pid() + "-" + descriptor.id());
        try {
            Files.createDirectories(models);
            deleteLeftOvers();
            delete(hidden);
            Files.createDirectory(hidden);
            copy(descriptor, network, hidden.resolve(descriptor.file()), progress);
            write(
                    hidden.resolve(descriptor.id() + ".json"),
                    descriptor.toJson().getBytes(StandardCharsets.UTF_8));
            Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
            return target;
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            throw new ModelException(target + ": is there already, expected a free place", e);
        } catch (IOException e) {
            throw StorageException.of(target, "written", e);
        } finally {
            deleteQuietly(hidden);
        }
    }

    private static void copy(ModelDescriptor descriptor, Path from, Path to, Progress progress)
            throws IOException, ModelException {
        MessageDigest digest = Fingerprint.sha256();
        try (InputStream in = Files.newInputStream(from);
                FileChannel out = create(to)) {
            progress.begin("copy " + from.getFileName(), Files.size(from));
            byte[] buffer = new byte[BUFFER];
            int read;
            while ((read = in.read(buffer)) > 0) {
                progress.throwIfCancelled();
                digest.update(buffer, 0, read);
                drain(ByteBuffer.wrap(buffer, 0, read), out);
                progress.advance(read);
            }
            out.force(true);
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(descriptor.sha256())) {
            throw new ModelException(from + ": has changed while it was copied");
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel out = create(file)) {
            drain(ByteBuffer.wrap(content), out);
            out.force(true);
        }
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static void drain(ByteBuffer bytes, FileChannel out) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /** Removes what processes left that ended in the middle. */
    private void deleteLeftOvers() throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(models, PREFIX + "*")) {
            for (Path p : stream) {
                String[] parts = p.getFileName().toString().substring(PREFIX.length()).split("-");
                if (parts[0].matches("[0-9]{1,18}")
                        && ProcessHandle.of(Long.parseLong(parts[0])).isEmpty()) {
                    delete(p);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
                for (Path p : stream) {
                    Files.delete(p);
                }
            }
        }
        Files.deleteIfExists(folder);
    }

    private static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            // The first failure is the one to tell; the next installation tries again.
        }
    }
}
