package org.lacuna.ui.internal.annotating;

import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.AnnotationSession;
import org.lacuna.core.LacunaException;
import org.lacuna.core.StorageException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Begins to annotate parts, whether or not somebody has before. Not for the UI thread. */
final class Sessions {
    private Sessions() {}

    /** A new file, in a folder that is made when it is not there. */
    static AnnotationSession create(Path file, AnnotatedPart fresh) throws LacunaException {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw StorageException.of(file.getParent(), "written", e);
        }
        return AnnotationSession.create(file, fresh);
    }

    /**
     * @param ifAbsent state of a part that nobody has annotated
     */
    static AnnotationSession open(Path file, AnnotatedPart ifAbsent) throws LacunaException {
        return Files.exists(file) ? AnnotationSession.open(file) : create(file, ifAbsent);
    }
}
