package org.lacuna.annotation;

import org.lacuna.annotation.internal.Texts;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A marked piece of a part.
 *
 * @param id stays the same as long as the annotation lives and is given to no other of the part: 1
 *     to 64 letters, digits, {@code _}, {@code -} or {@code .}
 * @param details what is said about it
 * @param mask its pixels, for image and cloud alike; may be empty
 * @param origin where it comes from
 */
public record Annotation(String id, Details details, RunMask mask, Origin origin) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /**
     * What people say about an annotation.
     *
     * @param className name of a class of the part's catalogue
     * @param severity how bad it is
     * @param comment any text, at most {@link #MAX_COMMENT} characters
     * @param state how far the review has come
     */
    public record Details(String className, Severity severity, String comment, ReviewState state) {
        public static final int MAX_COMMENT = 10_000;

        public Details {
            Texts.checkName("class", className, AnnotationClass.MAX_NAME);
            Objects.requireNonNull(severity, "severity");
            Texts.checkText("comment", comment, MAX_COMMENT);
            Objects.requireNonNull(state, "state");
        }

        /** A draft without comment, not rated. */
        public static Details of(String className) {
            return new Details(className, Severity.UNRATED, "", ReviewState.DRAFT);
        }
    }

    public Annotation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(details, "details");
        Objects.requireNonNull(mask, "mask");
        Objects.requireNonNull(origin, "origin");
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "id: '"
                            + (id.length() > 64 ? id.substring(0, 64) + "..." : id)
                            + "', expected 1 to 64 letters, digits, '_', '-' or '.'");
        }
    }

    /** Whether the text may be an id. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    public String className() {
        return details.className();
    }

    /** The same with another mask. */
    public Annotation withMask(RunMask newMask) {
        return new Annotation(id, details, newMask, origin);
    }

    /** The same with other details. */
    public Annotation withDetails(Details newDetails) {
        return new Annotation(id, newDetails, mask, origin);
    }
}
