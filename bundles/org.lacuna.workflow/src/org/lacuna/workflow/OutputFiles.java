package org.lacuna.workflow;

import org.lacuna.core.ModelException;
import org.lacuna.core.StorageException;
import org.lacuna.inspection.ModelFolder;

import java.nio.file.Files;
import java.nio.file.Path;

/** Checks where a file goes before the work starts, not after it. */
public final class OutputFiles {
    private OutputFiles() {}

    /**
     * Checks that a file can be written later.
     *
     * @throws StorageException when a folder is in its place, or its folder cannot be written
     */
    public static void check(Path target) throws StorageException {
        Path file = target.toAbsolutePath().normalize();
        if (Files.isDirectory(file)) {
            throw new StorageException(target + ": is a folder, expected a file", null);
        }
        Path folder = file.getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new StorageException(
                    target + ": cannot be written: " + folder + " is a file", null);
        }
        if (!Files.isWritable(folder)) {
            throw new StorageException(
                    target + ": cannot be written: no permission in " + folder, null);
        }
    }

    /**
     * Whether something is there that is no inspection model, and so is nobody's to replace.
     *
     * @throws StorageException when the file cannot be read
     */
    public static boolean isForeignToModels(Path target) throws StorageException {
        return Files.exists(target) && !FileSignature.isModel(target);
    }

    /**
     * Whether a folder of models names the file as the one that its line inspects with. Replaced,
     * it is refused there until it is promoted again.
     *
     * @throws StorageException when the registry cannot be read
     * @throws ModelException when the registry is damaged
     */
    public static boolean isCurrentModel(Path target) throws ModelException, StorageException {
        return Files.exists(target)
                && ModelFolder.of(target)
                        .registry()
                        .current()
                        .filter(p -> p.file().equals(target.getFileName().toString()))
                        .isPresent();
    }
}
