package org.lacuna.annotation.internal;

import java.util.Objects;

/**
 * The one rule on texts that people type: what every file format here can hold, XML above all. No
 * control characters, no half of a surrogate pair, a bounded length.
 */
public final class Texts {
    private Texts() {}

    /** A single line that is not blank. */
    public static void checkName(String field, String value, int maxLength) {
        check(field, value, maxLength, false);
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + ": blank, expected a name");
        }
    }

    /** Any text; line feeds and tabs are allowed, and so is no text at all. */
    public static void checkText(String field, String value, int maxLength) {
        check(field, value, maxLength, true);
    }

    /** A foreign text without what {@link #checkText} refuses. */
    static String cleaned(String text, int maxLength) {
        String clean =
                text.replace("\r\n", "\n")
                        .replaceAll("[\\p{Cntrl}\\p{Cs}\\uFFFE\\uFFFF&&[^\\n\\t]]", " ");
        if (clean.length() <= maxLength) {
            return clean;
        }
        int end =
                Character.isHighSurrogate(clean.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
        return clean.substring(0, end);
    }

    private static void check(String field, String value, int maxLength, boolean lines) {
        Objects.requireNonNull(value, field);
        if (value.length() > maxLength) {
            throw new IllegalArgumentException(
                    field + ": " + value.length() + " characters, expected at most " + maxLength);
        }
        for (int i = 0; i < value.length(); ) {
            int c = value.codePointAt(i);
            boolean line = lines && (c == '\n' || c == '\t');
            if (Character.isISOControl(c) && !line
                    || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                    || c == 0xfffe
                    || c == 0xffff) {
                throw new IllegalArgumentException(
                        field
                                + ": character "
                                + String.format("U+%04X", c)
                                + " at "
                                + i
                                + ", expected "
                                + (lines ? "printable text" : "one line of printable text"));
            }
            i += Character.charCount(c);
        }
    }
}
