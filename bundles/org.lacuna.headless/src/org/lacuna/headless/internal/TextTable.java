package org.lacuna.headless.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in plain text: first column to the left, the others to the right. Not thread-safe. */
public final class TextTable {
    private final List<String[]> rows = new ArrayList<>();

    /**
     * @param header of each column
     */
    public TextTable(String... header) {
        rows.add(header);
    }

    /** Adds a row with as many cells as the header. */
    public TextTable row(String... cells) {
        if (cells.length != rows.getFirst().length) {
            throw new IllegalArgumentException(
                    "cells: " + cells.length + ", expected " + rows.getFirst().length);
        }
        rows.add(cells);
        return this;
    }

    /** A figure between 0 and 1 as a cell; a dash where it is not defined. */
    public static String share(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    @Override
    public String toString() {
        int[] width = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int c = 0; c < width.length; c++) {
                width[c] = Math.max(width[c], row[c].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < width.length; c++) {
                String cell = rows.get(r)[c];
                String pad = " ".repeat(width[c] - cell.length());
                line.append(c == 0 ? "" : "  ").append(c == 0 ? cell + pad : pad + cell);
            }
            text.append(line.toString().stripTrailing()).append('\n');
            if (r == 0) {
                int total = 2 * (width.length - 1);
                for (int w : width) {
                    total += w;
                }
                text.append("-".repeat(total)).append('\n');
            }
        }
        return text.substring(0, text.length() - 1);
    }
}
