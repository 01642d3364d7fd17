package org.lacuna.synthesis.internal;

/**
 * A single-line font as engraving machines use it, on a grid 4 wide and 6 high. A glyph is a list
 * of polylines, a polyline a list of grid points, a point two digits (x, y).
 */
final class StrokeFont {
    /** Distance between the origins of two characters, in grid units. */
    static final double ADVANCE = 5.6;

    static final double HEIGHT = 6;

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-./:+";

    private static final String[] GLYPHS = {
        "0002264440 0242",
        "00063645443303 3342413000",
        "4536160501103041",
        "00062644422000",
        "46060040 0333",
        "460600 0333",
        "45361605011030414323",
        "0006 4046 0343",
        "2026 1030 1636",
        "4641301001",
        "0600 4602 1340",
        "060040",
        "0006234640",
        "00064046",
        "100105163645413010",
        "00063645443303",
        "100105163645413010 2240",
        "00063645443303 2340",
        "453616050413334241301001",
        "0646 2620",
        "060110304146",
        "062046",
        "0610233046",
        "0046 0640",
        "0623 4623 2320",
        "06460040",
        "100105163645413010 1135",
        "152620 1030",
        "05163645440040",
        "05163645443313 334241301001",
        "30360242",
        "46060333424130100001",
        "4536160501103041423303",
        "064610",
        "130405163645443313020110304142 4233",
        "0110304145361605041333",
        "1333",
        "2021",
        "0046",
        "2122 2425",
        "1333 2224"
    };

    private StrokeFont() {}

    /** Receives the straight strokes of a text, in grid units. */
    @FunctionalInterface
    interface Pen {
        void stroke(double x0, double y0, double x1, double y1);
    }

    /** Writes a line of text; characters the font lacks leave a gap. */
    static void write(String text, Pen pen) {
        for (int i = 0; i < text.length(); i++) {
            int glyph = LETTERS.indexOf(text.charAt(i));
            if (glyph >= 0) {
                for (String line : GLYPHS[glyph].split(" ")) {
                    draw(line, i * ADVANCE, pen);
                }
            }
        }
    }

    private static void draw(String line, double offset, Pen pen) {
        for (int k = 0; k + 4 <= line.length(); k += 2) {
            pen.stroke(
                    offset + line.charAt(k) - '0',
                    line.charAt(k + 1) - '0',
                    offset + line.charAt(k + 2) - '0',
                    line.charAt(k + 3) - '0');
        }
    }
}
