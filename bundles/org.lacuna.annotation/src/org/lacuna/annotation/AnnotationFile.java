package org.lacuna.annotation;

import org.lacuna.annotation.internal.SavedFile;
import org.lacuna.annotation.internal.Sessions;
import org.lacuna.core.DataException;
import org.lacuna.core.StorageException;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Annotation files (docs/formats.md, 'Annotation file'), without opening them for editing. The same
 * part gives the same bytes. Thread-safe.
 */
public final class AnnotationFile {
    /** End of the name of every annotation file. */
    public static final String EXTENSION = ".annotations.json";

    private AnnotationFile() {}

    /**
     * What a file and its journal say.
     *
     * @param part the last state that was finished, saved or not
     * @param unsavedEdits edits that only the journal holds
     * @param messages what of the journal could not be used, and why; empty when all is well
     */
    public record Latest(AnnotatedPart part, int unsavedEdits, List<String> messages) {
        public Latest {
            Objects.requireNonNull(part, "part");
            messages = List.copyOf(messages);
        }
    }

    /**
     * Reads what was last saved; a journal is not looked at.
     *
     * @throws DataException when the file is no annotation file, with the place and what was
     *     expected
     * @throws StorageException when it cannot be read
     */
    public static AnnotatedPart read(Path file) throws DataException, StorageException {
        return SavedFile.read(file).part();
    }

    /**
     * Reads the file and what its journal adds, and changes neither; also while a session has them
     * open.
     *
     * @throws DataException when the file is no annotation file
     * @throws StorageException when one of them cannot be read
     */
    public static Latest readLatest(Path file) throws DataException, StorageException {
        return Sessions.latest(file);
    }

    /**
     * Writes a file wholly or not at all. Not for a file that a session has open, and not where a
     * journal lies: that belongs to the file before.
     *
     * @throws StorageException when it cannot be written; an older file stays as it was then
     */
    public static void write(Path file, AnnotatedPart part) throws StorageException {
        Sessions.write(file, part);
    }
}
