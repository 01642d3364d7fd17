package org.lacuna.headless.internal;

import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.Annotation;
import org.lacuna.annotation.AnnotationClass;
import org.lacuna.annotation.AnnotationFile;
import org.lacuna.annotation.ReviewState;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What is in an annotation file, for people. */
final class AnnotationText {
    private AnnotationText() {}

    static String of(AnnotationFile.Latest latest) {
        AnnotatedPart part = latest.part();
        Map<ReviewState, Integer> states = new EnumMap<>(ReviewState.class);
        int empty = 0;
        for (Annotation a : part.annotations()) {
            states.merge(a.details().state(), 1, Integer::sum);
            empty += a.mask().isEmpty() ? 1 : 0;
        }
        int truth = part.truth().count();
        StringBuilder text = new StringBuilder("annotations of part " + part.name());
        text.append("\ngrid          ").append(part.grid());
        text.append("\nclasses       ").append(classes(part));
        text.append("\nannotations   ").append(part.annotations().size());
        if (!states.isEmpty()) {
            text.append(": ")
                    .append(
                            states.entrySet().stream()
                                    .map(e -> e.getValue() + " " + name(e.getKey()))
                                    .collect(Collectors.joining(", ")));
        }
        if (empty > 0) {
            text.append("\nwithout mask  ").append(empty);
        }
        text.append("\nmarked        ").append(truth).append(" px, ");
        text.append(String.format(Locale.ROOT, "%.2f %%", 100.0 * truth / part.grid().pixels()));
        text.append("\njournal       ");
        text.append(
                latest.unsavedEdits() == 0
                        ? "nothing that is not in the file"
                        : latest.unsavedEdits()
                                + (latest.unsavedEdits() == 1 ? " edit" : " edits")
                                + " not in the file yet");
        latest.messages().forEach(m -> text.append("\nproblem       ").append(m));
        return text.toString();
    }

    private static String classes(AnnotatedPart part) {
        return part.classes().classes().isEmpty()
                ? "none"
                : part.classes().classes().stream()
                        .map(AnnotationText::name)
                        .collect(Collectors.joining(", "));
    }

    private static String name(AnnotationClass c) {
        return c.name() + (c.hotKey() > 0 ? " (key " + c.hotKey() + ")" : "");
    }

    private static String name(ReviewState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
