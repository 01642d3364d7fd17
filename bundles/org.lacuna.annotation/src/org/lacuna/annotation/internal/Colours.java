package org.lacuna.annotation.internal;

/** Colours as {@code #rrggbb}. */
final class Colours {
    private Colours() {}

    static int parse(String text) {
        if (!isColour(text)) {
            throw new IllegalArgumentException(
                    "colour: '"
                            + (text.length() > 20 ? text.substring(0, 20) + "..." : text)
                            + "', expected #rrggbb");
        }
        return Integer.parseInt(text.substring(1), 16);
    }

    static boolean isColour(String text) {
        return text.matches("#[0-9a-fA-F]{6}");
    }
}
