package org.lacuna.headless.internal;

import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.AnnotationExchange;
import org.lacuna.core.DataException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.workflow.Folders;
import org.lacuna.workflow.OutputFiles;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Writes annotations where nothing of the same name is, or over it when forced: they are somebody's
 * work, whoever wrote the file. A folder gets its files when all of them are complete. No {@code
 * run.json}: the folder may be one of a data set, which would take it for a part.
 */
final class AnnotationOutput {
    private static final String STAGING_PREFIX = ".lacuna-partial-";

    private final Session session;
    private final CommandSpec command;
    private final AnnotationPlace place;
    private final boolean force;

    AnnotationOutput(Session session, CommandSpec command, AnnotationPlace place, boolean force) {
        this.session = session;
        this.command = command;
        this.place = place;
        this.force = force;
    }

    /** Finds out before the work what is known to go wrong after it. */
    void check() throws StorageException {
        if (place.isFile()) {
            OutputFiles.check(place.path());
            checkFree(place.path());
        } else if (Files.exists(place.path()) && !Files.isDirectory(place.path())) {
            throw new StorageException(place.path() + ": is a file, expected a folder", null);
        }
    }

    /**
     * @return what the format cannot hold
     */
    List<String> write(List<AnnotatedPart> parts, Progress progress)
            throws DataException, StorageException {
        if (!place.isFile()) {
            return folder(parts, progress);
        }
        if (place.format().onePart() && parts.size() != 1) {
            throw new ParameterException(
                    command.commandLine(),
                    "--to: "
                            + place.path()
                            + " holds one part and there are "
                            + parts.size()
                            + "; name a folder");
        }
        return AnnotationExchange.writeFile(place.format(), place.path(), parts);
    }

    private List<String> folder(List<AnnotatedPart> parts, Progress progress)
            throws DataException, StorageException {
        Path folder = place.path().toAbsolutePath().normalize();
        for (AnnotatedPart part : parts) {
            checkFree(folder.resolve(fileName(part)));
        }
        boolean made = !Files.exists(folder);
        Path staging = folder.resolve(STAGING_PREFIX + ProcessHandle.current().pid());
        session.cancellation().onAbandon(() -> takeBack(staging, made));
        try {
            List<String> notes =
                    AnnotationExchange.writeFolder(place.format(), staging, parts, progress);
            for (AnnotatedPart part : parts) {
                String name = fileName(part);
                Files.move(
                        staging.resolve(name),
                        folder.resolve(name),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            return notes;
        } catch (IOException e) {
            throw StorageException.of(folder, "written", e);
        } finally {
            takeBack(staging, made);
        }
    }

    private String fileName(AnnotatedPart part) {
        return part.name() + place.format().extension();
    }

    private void checkFree(Path file) {
        if (!force && Files.exists(file)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--to: "
                            + file
                            + " is there; choose another name, or add --force to replace it");
        }
    }

    /** What is not moved by now was not finished. */
    private static void takeBack(Path staging, boolean made) {
        try {
            Folders.deleteTree(staging);
            if (made) {
                // Refused by the system when the files have arrived.
                Files.deleteIfExists(staging.getParent());
            }
        } catch (IOException e) {
            // Hidden and harmless.
        }
    }
}
