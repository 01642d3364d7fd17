package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.annotation.GridSize;
import org.lacuna.annotation.RunMask;
import org.lacuna.annotation.Shapes;
import org.lacuna.core.Progress;
import org.lacuna.ui.internal.viewing.PictureLayers;
import org.lacuna.ui.internal.viewing.PictureRenderer;
import org.lacuna.ui.internal.viewing.Pyramid;
import org.lacuna.ui.internal.viewing.Viewport;

import java.util.List;
import java.util.Optional;

/** The picture of the image view, pixel by pixel. */
class PictureRendererTest {
    private static final int OUTSIDE = 0x123456;
    private static final int RED = 0xd00000;

    private static Pyramid picture(int width, int height) {
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xff000000 | i % width << 16 | i / width << 8;
        }
        return Pyramid.of(width, height, argb, Progress.NONE);
    }

    private static PictureLayers layers(Pyramid base, PictureLayers.Mark... marks) {
        return new PictureLayers(base, Optional.empty(), 1, Optional.empty(), List.of(marks));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.25, 2, 3.7, 16})
    void magnified_eachPixelOfTheScreenShowsTheGridPixelUnderIt(double zoom) {
        Pyramid base = picture(40, 30);
        Viewport view = new Viewport(64, 48, -7.3, 11.6, zoom);
        int[] argb = new PictureRenderer().paint(layers(base), view, 1, OUTSIDE);
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 64; x++) {
                int column = (int) Math.floor(view.column(x + 0.5));
                int row = (int) Math.floor(view.row(y + 0.5));
                boolean inside = column >= 0 && row >= 0 && column < 40 && row < 30;
                int expected = inside ? column << 16 | row << 8 : OUTSIDE;
                assertEquals(0xff000000 | expected, argb[y * 64 + x], x + ", " + y);
            }
        }
    }

    @Test
    void fromAfar_colourIsTheMeanOfWhatIsUnderAPixel() {
        int[] argb = new int[256 * 256];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = (i % 256 + i / 256) % 2 == 0 ? 0xff000000 : 0xffffffff;
        }
        Pyramid base = Pyramid.of(256, 256, argb, Progress.NONE);
        Viewport view = new Viewport(128, 128, 0, 0, 0.5);
        int[] shown = new PictureRenderer().paint(layers(base), view, 1, OUTSIDE);
        for (int i = 0; i < 128 * 128; i++) {
            assertEquals(128, shown[i] & 0xff, 1.0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void mask_isFilledAndOutlined_whereItIs_asWideAsTheScreenIsFine(int line) {
        GridSize grid = new GridSize(40, 30);
        RunMask mask = Shapes.rectangle(grid, 10, 10, 20, 20);
        Viewport view = new Viewport(160, 120, 0, 0, 4);
        int[] argb =
                new PictureRenderer()
                        .paint(
                                layers(
                                        Pyramid.of(40, 30, new int[1200], Progress.NONE),
                                        new PictureLayers.Mark(mask, RED, 0.5)),
                                view,
                                line,
                                0);
        for (int y = 0; y < 120; y++) {
            for (int x = 0; x < 160; x++) {
                boolean inside = mask.contains(x / 4, y / 4);
                boolean border =
                        inside
                                && (x < 40 + line
                                        || x >= 80 - line
                                        || y < 40 + line
                                        || y >= 80 - line);
                int red = argb[y * 160 + x] >> 16 & 0xff;
                assertEquals(border ? 0xd0 : inside ? 0xd0 / 2 : 0, red, 2, x + ", " + y);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void hatching_looksTheSameOnEveryScreen(int line) {
        Pyramid base = Pyramid.of(40, 30, new int[1200], Progress.NONE);
        RunMask all = Shapes.rectangle(new GridSize(40, 30), 0, 0, 40, 30);
        int width = 160 * line;
        Viewport view = new Viewport(width, 120 * line, 0, 0, 4 * line);
        int[] argb =
                new PictureRenderer()
                        .paint(
                                new PictureLayers(
                                        base, Optional.empty(), 1, Optional.of(all), List.of()),
                                view,
                                line,
                                0);
        int hatched = 0;
        for (int x = 0; x < width; x++) {
            hatched += (argb[width * 8 + x] & 0xffffff) != 0 ? 1 : 0;
        }
        int stripes = 0;
        for (int x = 1; x < width; x++) {
            boolean on = (argb[width * 8 + x] & 0xffffff) != 0;
            boolean before = (argb[width * 8 + x - 1] & 0xffffff) != 0;
            stripes += on && !before ? 1 : 0;
        }
        assertEquals(160 / 7.0, stripes, 1, "as many stripes across the view");
        assertEquals(1 / 7.0, (double) hatched / width, 0.01, "as dark");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void maskOfOnePixel_isSeenFromAfar(int line) {
        GridSize grid = new GridSize(4096, 4096);
        RunMask dot = Shapes.rectangle(grid, 2001, 2001, 2002, 2002);
        Pyramid base = Pyramid.of(4096, 4096, new int[4096 * 4096], Progress.NONE);
        Viewport view = Viewport.fit(300, 300, 4096, 4096);
        int[] argb =
                new PictureRenderer()
                        .paint(layers(base, new PictureLayers.Mark(dot, RED, 0.5)), view, line, 0);
        int seen = 0;
        for (int i = 0; i < 300 * 300; i++) {
            seen += (argb[i] & 0xffffff) == RED ? 1 : 0;
        }
        assertEquals(line * line, seen);
    }

    @Test
    void zoomAt_keepsThePlaceUnderTheMouse_andEndsAtTheLimits() {
        Viewport view = Viewport.fit(300, 200, 1000, 1000);
        double column = view.column(70);
        Viewport closer = view.zoomAt(3, 70, 50);
        assertEquals(column, closer.column(70), 1e-9);
        assertEquals(Viewport.MAX_ZOOM, view.zoomAt(1e9, 0, 0).zoom());
        assertEquals(Viewport.MIN_ZOOM, view.zoomAt(1e-9, 0, 0).zoom());
    }

    @Test
    void way_beginsAndEndsWhereItShould_andGoesStraight() {
        Viewport from = Viewport.fit(300, 200, 1000, 1000);
        Viewport to = from.on(800, 700, 30, 30, 64);
        assertEquals(from.column(150), from.towards(to, 0).column(150), 1e-6);
        Viewport end = from.towards(to, 1);
        assertEquals(to.zoom(), end.zoom(), 1e-9);
        assertEquals(to.column(150), end.column(150), 1e-6);
        double last = from.column(150);
        for (int i = 1; i <= 10; i++) {
            double column = from.towards(to, i / 10.0).column(150);
            assertTrue(column > last, "step " + i);
            last = column;
        }
    }
}
