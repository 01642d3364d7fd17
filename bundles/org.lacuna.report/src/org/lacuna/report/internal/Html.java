package org.lacuna.report.internal;

import java.util.Locale;

/** Text for HTML: everything that was not written by us goes through {@link #escape}. */
public final class Html {
    private Html() {}

    /** The text for element content and quoted attributes; control characters are replaced. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n', '\t' -> out.append(c);
                default -> out.append(Character.isISOControl(c) ? '\ufffd' : c);
            }
        }
        return out.toString();
    }

    /** {@link String#format} with a point as decimal mark, whatever the machine's language. */
    public static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }

    /** CSS colour of a packed {@code 0xAARRGGBB} value, its alpha ignored. */
    public static String colour(int argb) {
        return format("#%06x", argb & 0xffffff);
    }

    /** {@code 1 part}, {@code 2 parts}. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
