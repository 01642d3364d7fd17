package org.lacuna.report.internal;

import org.lacuna.core.PixelMask;

/**
 * The border of a mask as an SVG path in sensor pixels: exact along pixel edges, so it can be laid
 * over a picture of any size. Straight runs of edges become one stroke each; the strokes are not
 * joined to loops, which nobody sees.
 */
public final class MaskOutline {
    private MaskOutline() {}

    /**
     * @param maxLength of the path in characters; a longer one is drawn on pixels twice, four times
     *     ... as large
     * @return value for the attribute {@code d}; empty when the mask is
     */
    public static String path(PixelMask mask, int maxLength) {
        for (int cell = 1; ; cell *= 2) {
            String path = onCells(mask, cell);
            if (path.length() <= maxLength || cell >= Math.max(mask.width(), mask.height())) {
                return path;
            }
        }
    }

    private static String onCells(PixelMask mask, int cellPx) {
        int columns = (mask.width() + cellPx - 1) / cellPx;
        int rows = (mask.height() + cellPx - 1) / cellPx;
        // One cell of margin on each side spares all border cases.
        int stride = columns + 2;
        boolean[] set = new boolean[stride * (rows + 2)];
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                if (mask.get(x, y)) {
                    set[(y / cellPx + 1) * stride + x / cellPx + 1] = true;
                }
            }
        }
        StringBuilder path = new StringBuilder();
        strokes(path, set, rows + 1, columns + 1, stride, 1, cellPx, true);
        strokes(path, set, columns + 1, rows + 1, 1, stride, cellPx, false);
        return path.toString();
    }

    /**
     * Strokes along one direction.
     *
     * @param lines number of grid lines along which strokes may run
     * @param length number of cells along a line, plus one
     * @param across index step from a cell to the one on the other side of the line
     * @param along index step along the line
     */
    private static void strokes(
            StringBuilder path,
            boolean[] set,
            int lines,
            int length,
            int across,
            int along,
            int cellPx,
            boolean horizontal) {
        for (int line = 0; line < lines; line++) {
            int start = -1;
            for (int i = 1; i <= length; i++) {
                int cell = line * across + i * along;
                boolean border = i < length && set[cell] != set[cell + across];
                if (border && start < 0) {
                    start = i;
                } else if (!border && start >= 0) {
                    int from = (start - 1) * cellPx;
                    int at = line * cellPx;
                    path.append('M')
                            .append(horizontal ? from : at)
                            .append(' ')
                            .append(horizontal ? at : from)
                            .append(horizontal ? 'h' : 'v')
                            .append((i - start) * cellPx);
                    start = -1;
                }
            }
        }
    }
}
