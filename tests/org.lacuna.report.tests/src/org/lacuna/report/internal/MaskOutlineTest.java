package org.lacuna.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.PixelMask;
import org.lacuna.core.SeededRandom;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class MaskOutlineTest {
    @Test
    void path_singlePixel_isItsSquare() {
        PixelMask mask =
                new PixelMask(
                        3,
                        3,
                        new boolean[] {
                            false, false, false, false, true, false, false, false, false
                        });
        assertEquals("M1 1h1M1 2h1M1 1v1M2 1v1", MaskOutline.path(mask, 1000));
    }

    @Test
    void path_fullMask_isTheFrame() {
        assertEquals("M0 0h4M0 3h4M0 0v3M4 0v3", MaskOutline.path(PixelMask.full(4, 3), 1000));
    }

    @Test
    void path_emptyMask_isEmpty() {
        assertEquals("", MaskOutline.path(new PixelMask(5, 5, new boolean[25]), 1000));
    }

    @Test
    void path_randomMask_coversExactlyTheBorderEdges() {
        SeededRandom random = new SeededRandom(1);
        for (int trial = 0; trial < 40; trial++) {
            int width = 1 + random.nextInt(9);
            int height = 1 + random.nextInt(9);
            boolean[] set = new boolean[width * height];
            for (int i = 0; i < set.length; i++) {
                set[i] = random.nextInt(2) == 0;
            }
            PixelMask mask = new PixelMask(width, height, set);
            assertEquals(edges(mask), unitEdges(MaskOutline.path(mask, 1_000_000)));
        }
    }

    @Test
    void path_tooLong_isDrawnCoarser() {
        boolean[] set = new boolean[64 * 64];
        for (int i = 0; i < set.length; i++) {
            set[i] = (i % 64 + i / 64) % 2 == 0;
        }
        String path = MaskOutline.path(new PixelMask(64, 64, set), 200);
        assertTrue(path.length() <= 200, path);
        assertEquals("M0 0h64M0 64h64M0 0v64M64 0v64", path);
    }

    private static boolean at(PixelMask mask, int x, int y) {
        return x >= 0 && y >= 0 && x < mask.width() && y < mask.height() && mask.get(x, y);
    }

    /** Unit edges between a set pixel and one that is not, by definition. */
    private static Set<String> edges(PixelMask mask) {
        Set<String> edges = new TreeSet<>();
        for (int y = 0; y <= mask.height(); y++) {
            for (int x = 0; x <= mask.width(); x++) {
                if (at(mask, x, y) != at(mask, x, y - 1)) {
                    edges.add("h " + x + " " + y);
                }
                if (at(mask, x, y) != at(mask, x - 1, y)) {
                    edges.add("v " + x + " " + y);
                }
            }
        }
        return edges;
    }

    private static Set<String> unitEdges(String path) {
        Set<String> edges = new TreeSet<>();
        Matcher m = Pattern.compile("M(\\d+) (\\d+)([hv])(\\d+)").matcher(path);
        int end = 0;
        while (m.find()) {
            assertEquals(end, m.start(), "nothing but strokes");
            end = m.end();
            for (int i = 0; i < Integer.parseInt(m.group(4)); i++) {
                boolean h = m.group(3).equals("h");
                int x = Integer.parseInt(m.group(1)) + (h ? i : 0);
                int y = Integer.parseInt(m.group(2)) + (h ? 0 : i);
                assertTrue(edges.add(m.group(3) + " " + x + " " + y), "no edge twice");
            }
        }
        assertEquals(end, path.length());
        return edges;
    }
}
