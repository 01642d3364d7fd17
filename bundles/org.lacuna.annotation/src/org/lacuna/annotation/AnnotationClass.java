package org.lacuna.annotation;

import org.lacuna.annotation.internal.Texts;

/**
 * A kind of defect.
 *
 * @param name one line, 1 to {@link #MAX_NAME} characters, not blank
 * @param colour sRGB, {@code 0xRRGGBB}
 * @param hotKey digit that chooses the class, 1..9, or 0 for none
 */
public record AnnotationClass(String name, int colour, int hotKey) {
    public static final int MAX_NAME = 100;

    public AnnotationClass {
        Texts.checkName("class", name, MAX_NAME);
        if (colour < 0 || colour > 0xffffff) {
            throw new IllegalArgumentException(
                    "colour of '" + name + "': " + colour + ", expected 0..0xffffff");
        }
        if (hotKey < 0 || hotKey > 9) {
            throw new IllegalArgumentException(
                    "hotKey of '" + name + "': " + hotKey + ", expected 1..9, or 0 for none");
        }
    }

    /** {@code #rrggbb}. */
    public String colourText() {
        return String.format("#%06x", colour);
    }
}
