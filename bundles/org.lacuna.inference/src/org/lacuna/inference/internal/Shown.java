package org.lacuna.inference.internal;

/** Text from a file, as a message may show it. */
public final class Shown {
    private static final int NAME = 60;

    private Shown() {}

    /** A name: short, on one line. */
    public static String name(String text) {
        return line(text, NAME);
    }

    /** The text without control characters, cut at that length. */
    static String line(String text, int length) {
        String cut = text.length() > length ? text.substring(0, length - 3) + "..." : text;
        StringBuilder clean = new StringBuilder(cut.length());
        for (int i = 0; i < cut.length(); i++) {
            char c = cut.charAt(i);
            clean.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return clean.toString();
    }
}
