package org.lacuna.synthesis.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

class PrintTest {
    @Test
    void text_everyGlyph_staysInItsCell() {
        String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-./:+";
        for (int i = 0; i < all.length(); i++) {
            AtomicInteger strokes = new AtomicInteger();
            String glyph = all.substring(i, i + 1);
            StrokeFont.write(
                    glyph,
                    (x0, y0, x1, y1) -> {
                        strokes.incrementAndGet();
                        assertTrue(Math.min(x0, x1) >= 0 && Math.max(x0, x1) <= 4, glyph);
                        assertTrue(Math.min(y0, y1) >= 0 && Math.max(y0, y1) <= 6, glyph);
                    });
            assertTrue(strokes.get() > 0, glyph + " has no stroke");
        }
    }

    @Test
    void text_unknownCharacter_leavesAGap() {
        AtomicInteger strokes = new AtomicInteger();
        StrokeFont.write(
                " ~I",
                (x0, y0, x1, y1) -> {
                    strokes.incrementAndGet();
                    assertTrue(Math.min(x0, x1) >= 2 * StrokeFont.ADVANCE);
                });
        assertEquals(3, strokes.get());
    }

    @Test
    void at_besideALine_fallsFromOneToZeroWithinTwoCells() {
        PrintLayer layer = new PrintLayer(-5, -5, 5, 5);
        layer.line(-3, 0, 3, 0, 1);
        assertEquals(1, layer.at(0, 0), 1e-6);
        assertEquals(1, layer.at(0, 0.5 - PrintLayer.CELL), 0.2);
        assertEquals(0, layer.at(0, 0.5 + 2 * PrintLayer.CELL), 1e-6);
        assertEquals(0.5, layer.at(1, 0.5), 0.1);
    }

    @Test
    void at_outsideTheRaster_isZero() {
        PrintLayer layer = new PrintLayer(-1, -1, 1, 1);
        layer.fill(-1, -1, 1, 1, (u, v) -> -1);
        assertEquals(1, layer.at(0.99, 0.99), 1e-6);
        assertEquals(0, layer.at(1.2, 0));
        assertEquals(0, layer.at(0, -1.01));
        assertEquals(0, layer.at(Double.NaN, 0));
    }

    @Test
    void clear_partOfAShape_takesOnlyThat() {
        PrintLayer layer = new PrintLayer(-5, -5, 5, 5);
        layer.fill(-4, -4, 4, 4, (u, v) -> Sdf.circle(u, v, 4));
        layer.clear(-4, -4, 4, 4, (u, v) -> Sdf.circle(u, v, 2));
        assertEquals(0, layer.at(0, 0), 1e-6);
        assertEquals(1, layer.at(3, 0), 1e-6);
    }

    @Test
    void fill_shapeBeyondTheRaster_isClipped() {
        PrintLayer layer = new PrintLayer(0, 0, 2, 2);
        layer.fill(-10, -10, 10, 10, (u, v) -> u - 1);
        assertEquals(1, layer.at(0.5, 1), 1e-6);
        assertEquals(0, layer.at(1.5, 1), 1e-6);
    }
}
