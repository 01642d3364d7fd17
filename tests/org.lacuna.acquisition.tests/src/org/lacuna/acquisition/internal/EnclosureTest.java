package org.lacuna.acquisition.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.SeededRandom;

class EnclosureTest {
    /** '#' part, 'b' background, '.' unmeasured; the result marks enclosed pixels 'o'. */
    private static String enclosed(String... rows) {
        int width = rows[0].length();
        String all = String.join("", rows);
        boolean[] part = new boolean[all.length()];
        boolean[] background = new boolean[all.length()];
        for (int i = 0; i < part.length; i++) {
            part[i] = all.charAt(i) == '#';
            background[i] = all.charAt(i) == 'b';
        }
        boolean[] found = Enclosure.of(width, rows.length, part, background);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < found.length; i++) {
            text.append(found[i] ? 'o' : all.charAt(i));
        }
        return text.toString();
    }

    @Test
    void of_hole_isEnclosed() {
        assertEquals(
                "....." + ".###." + ".#o#." + ".###.",
                enclosed(".....", ".###.", ".#.#.", ".###."));
    }

    @Test
    void of_holeThatTouchesTheBorderOrHasAGap_isNot() {
        assertEquals(".###." + ".#.#." + ".#.#.", enclosed(".###.", ".#.#.", ".#.#."));
        assertEquals(
                "....." + ".#.#." + ".#.#." + ".###.",
                enclosed(".....", ".#.#.", ".#.#.", ".###."));
    }

    @Test
    void of_diagonalGap_stopsTheFlood() {
        assertEquals(
                "....." + "..#.." + ".#o#." + "..#.." + ".....",
                enclosed(".....", "..#..", ".#.#.", "..#..", "....."));
    }

    @Test
    void of_backgroundInTheHole_floodsItsShadowToo() {
        assertEquals(
                "#####" + "#b..#" + "#####" + "#ooo#" + "#####",
                enclosed("#####", "#b..#", "#####", "#...#", "#####"));
    }

    @Test
    void of_onePixel_isNeverEnclosed() {
        assertEquals(".", enclosed("."));
        assertEquals("#", enclosed("#"));
    }

    @ParameterizedTest
    @CsvSource({"12, 9, 1", "7, 20, 2", "25, 25, 3", "2, 2, 4"})
    void of_randomPictures_agreesWithTheOracle(int width, int height, long seed) {
        SeededRandom random = new SeededRandom(seed);
        boolean[] part = new boolean[width * height];
        boolean[] background = new boolean[width * height];
        for (int i = 0; i < part.length; i++) {
            int kind = random.nextInt(20);
            part[i] = kind < 12;
            background[i] = kind == 12;
        }
        boolean[] reached = new boolean[part.length];
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int i = 0; i < part.length; i++) {
                int x = i % width;
                int y = i / width;
                boolean open =
                        x == 0 || y == 0 || x == width - 1 || y == height - 1 || background[i];
                open |= x > 0 && reached[i - 1];
                open |= x < width - 1 && reached[i + 1];
                open |= y > 0 && reached[i - width];
                open |= y < height - 1 && reached[i + width];
                if (open && !part[i] && !reached[i]) {
                    reached[i] = true;
                    moved = true;
                }
            }
        }
        boolean[] expected = new boolean[part.length];
        for (int i = 0; i < part.length; i++) {
            expected[i] = !part[i] && !reached[i];
        }
        assertArrayEquals(expected, Enclosure.of(width, height, part, background));
    }
}
