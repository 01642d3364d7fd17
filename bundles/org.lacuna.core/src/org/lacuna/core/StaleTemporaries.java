package org.lacuna.core;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Temporary files of {@link AtomicFile} whose process was killed while it wrote. They are removed
 * when the same file is next written, so at most one a killed process is ever left.
 *
 * <p>Looks for processes of this machine only: where several machines write one file of a shared
 * folder at the same time, one may lose its temporary file and say that it cannot write; the file
 * itself stays whole.
 */
final class StaleTemporaries {
    private static final Pattern OWNER = Pattern.compile("(\\d{1,18})-\\d+\\.tmp");

    private StaleTemporaries() {}

    static String name(Path target) {
        return prefix(target)
                + ProcessHandle.current().pid()
                + "-"
                + Thread.currentThread().threadId()
                + ".tmp";
    }

    private static String prefix(Path target) {
        return "." + target.getFileName() + ".";
    }

    /** Removes what it can; a left-over file is harmless. */
    static void remove(Path target) {
        if (target.getFileName() == null || !Files.isDirectory(target.getParent())) {
            return;
        }
        String prefix = prefix(target);
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(
                        target.getParent(), f -> f.getFileName().toString().startsWith(prefix))) {
            for (Path file : files) {
                Matcher owner =
                        OWNER.matcher(file.getFileName().toString().substring(prefix.length()));
                if (owner.matches() && ProcessHandle.of(Long.parseLong(owner.group(1))).isEmpty()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Not this write's business.
        }
    }
}
