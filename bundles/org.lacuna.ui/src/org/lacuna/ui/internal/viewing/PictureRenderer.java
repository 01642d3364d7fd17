package org.lacuna.ui.internal.viewing;

import org.lacuna.annotation.RunMask;

import java.util.Arrays;
import java.util.List;

/**
 * Paints the visible piece of a picture, pixel by pixel of the screen: nothing that is out of sight
 * is touched but the runs of masks. O(pixels of the view + runs). Holds scratch memory; for one
 * thread.
 */
public final class PictureRenderer {
    private static final int HATCH_PERIOD = 7;
    private static final int HATCH_RGB = 0x868e96;
    private static final int HATCH_ALPHA = 150;

    private int[] argb = new int[0];
    private short[] mark = new short[0];
    private int line = 1;

    /**
     * @param lineWidth of borders and hatching, in pixels of the screen: 1 at 100 %, 2 at 200 %
     * @param outside colour where there is no picture, {@code 0xRRGGBB}
     * @return {@code 0xFFRRGGBB} of each pixel of the view, row-major; may be longer than needed,
     *     and is overwritten by the next call
     */
    public int[] paint(PictureLayers layers, Viewport view, int lineWidth, int outside) {
        line = lineWidth;
        int pixels = view.width() * view.height();
        if (argb.length < pixels) {
            argb = new int[pixels];
            mark = new short[pixels];
        }
        Arrays.fill(argb, 0, pixels, 0xff000000 | outside);
        int left = edge(view.x(0), view.width());
        int right = edge(view.x(layers.base().width()), view.width());
        int top = edge(view.y(0), view.height());
        int bottom = edge(view.y(layers.base().height()), view.height());
        if (left >= right || top >= bottom) {
            return argb;
        }
        Part part = new Part(view, left, right, top, bottom);
        picture(layers.base(), part, 255);
        layers.overlay()
                .filter(o -> layers.opacity() > 0)
                .ifPresent(o -> picture(o, part, (int) Math.round(255 * layers.opacity())));
        layers.hatched().ifPresent(m -> hatch(m, part));
        marks(layers.marks(), part);
        return argb;
    }

    /** The piece of the view that the picture covers. */
    private record Part(Viewport view, int left, int right, int top, int bottom) {}

    /** First pixel of the screen whose centre is not below the coordinate. */
    private static int edge(double at, int size) {
        return (int) Math.clamp(Math.ceil(at - 0.5), 0, size);
    }

    private void picture(Pyramid pyramid, Part part, int alpha) {
        Viewport view = part.view();
        int k = pyramid.levelFor(view.zoom());
        Pyramid.Level level = pyramid.level(k);
        double zoom = view.zoom() * (1 << k);
        int[] columns = new int[part.right()];
        for (int x = part.left(); x < part.right(); x++) {
            columns[x] = place((x + 0.5 - view.originX()) / zoom, level.width());
        }
        for (int y = part.top(); y < part.bottom(); y++) {
            int from = place((y + 0.5 - view.originY()) / zoom, level.height()) * level.width();
            int to = y * view.width();
            for (int x = part.left(); x < part.right(); x++) {
                int c = level.argb()[from + columns[x]];
                int a = (c >>> 24) * alpha / 255;
                argb[to + x] = a == 255 ? c : a == 0 ? argb[to + x] : mix(argb[to + x], c, a);
            }
        }
    }

    private static int place(double at, int size) {
        return Math.clamp((long) Math.floor(at), 0, size - 1);
    }

    /** Two channels at once: none overflows into the next. */
    private static int mix(int below, int above, int alpha) {
        int redBlue = below & 0xff00ff;
        int green = below & 0xff00;
        redBlue += ((above & 0xff00ff) - redBlue) * alpha >> 8;
        green += ((above & 0xff00) - green) * alpha >> 8;
        return 0xff000000 | redBlue & 0xff00ff | green & 0xff00;
    }

    private void hatch(RunMask mask, Part part) {
        lay(List.of(new PictureLayers.Mark(mask, 0, 0)), part, 0);
        int width = part.view().width();
        for (int y = part.top(); y < part.bottom(); y++) {
            for (int x = part.left(); x < part.right(); x++) {
                if (mark[y * width + x] != 0 && (x + y) % (HATCH_PERIOD * line) < line) {
                    argb[y * width + x] = mix(argb[y * width + x], HATCH_RGB, HATCH_ALPHA);
                }
            }
        }
    }

    private void marks(List<PictureLayers.Mark> marks, Part part) {
        if (marks.isEmpty()) {
            return;
        }
        lay(marks, part, line);
        int width = part.view().width();
        for (int y = part.top(); y < part.bottom(); y++) {
            for (int x = part.left(); x < part.right(); x++) {
                int at = y * width + x;
                int m = mark[at];
                if (m != 0) {
                    PictureLayers.Mark shown = marks.get(m - 1);
                    boolean border =
                            x - line < part.left()
                                    || x + line >= part.right()
                                    || y - line < part.top()
                                    || y + line >= part.bottom()
                                    || mark[at - line] != m
                                    || mark[at + line] != m
                                    || mark[at - line * width] != m
                                    || mark[at + line * width] != m;
                    argb[at] =
                            border
                                    ? 0xff000000 | shown.rgb()
                                    : mix(argb[at], shown.rgb(), (int) (255 * shown.fill()));
                }
            }
        }
    }

    /**
     * Which mask is seen at each pixel, counted from 1.
     *
     * @param least pixels of the screen that a row of a mask takes at least, so that small ones are
     *     seen from afar
     */
    private void lay(List<PictureLayers.Mark> marks, Part part, int least) {
        Viewport view = part.view();
        Arrays.fill(mark, 0, view.width() * view.height(), (short) 0);
        for (int i = 0; i < marks.size(); i++) {
            short number = (short) (i + 1);
            marks.get(i)
                    .mask()
                    .forEachSpan((row, from, to) -> span(row, from, to, number, part, least));
        }
    }

    private void span(int row, int from, int to, short number, Part part, int least) {
        Viewport view = part.view();
        int top = edge(view.y(row), view.height());
        int bottom = Math.max(top + least, edge(view.y(row + 1), view.height()));
        bottom = Math.min(bottom, part.bottom());
        if (top >= bottom) {
            return;
        }
        int left = edge(view.x(from), view.width());
        int right = Math.max(left + least, edge(view.x(to), view.width()));
        right = Math.min(right, part.right());
        for (int y = top; left < right && y < bottom; y++) {
            Arrays.fill(mark, y * view.width() + left, y * view.width() + right, number);
        }
    }
}
