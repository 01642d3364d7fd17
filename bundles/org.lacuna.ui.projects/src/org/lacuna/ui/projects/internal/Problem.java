package org.lacuna.ui.projects.internal;

import org.lacuna.workflow.SurveyedPart;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that a check has found.
 *
 * @param file file or folder that it is about
 * @param error whether work fails or misleads because of it; else it is worth knowing
 * @param message for the user
 * @param place where in the data set, for the user; empty for none
 * @param part the part of a data set that can be left out; empty for none
 */
record Problem(
        Path file, boolean error, String message, String place, Optional<SurveyedPart> part) {
    Problem {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(part, "part");
    }

    /**
     * The view shows the file in columns of its own, so a message that begins with its path, as
     * those of readers do, goes without.
     */
    static String without(Path file, String message) {
        return message.replace(file + ": ", "");
    }

    static Problem error(Path file, String message) {
        return new Problem(file, true, message, "", Optional.empty());
    }

    static Problem warning(Path file, String message) {
        return new Problem(file, false, message, "", Optional.empty());
    }
}
