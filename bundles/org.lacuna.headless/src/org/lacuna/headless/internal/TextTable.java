package org.lacuna.headless.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in plain text: first column to the left, the others to the right. Not thread-safe. */
public final class TextTable {
    private final List<String[]> rows = new ArrayList<>();
    private final boolean numbers;

    /**
     * @param header of each column
     */
    public TextTable(String... header) {
        this(header, true);
    }

    private TextTable(String[] header, boolean numbers) {
        this.numbers = numbers;
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

    /**
     * Rows as columns, for few things of which much is to be told; all cells to the left, since a
     * column then holds words as well as numbers.
     */
    public TextTable transposed() {
        TextTable turned = new TextTable(column(0), false);
        for (int c = 1; c < rows.getFirst().length; c++) {
            turned.row(column(c));
        }
        return turned;
    }

    private String[] column(int c) {
        return rows.stream().map(row -> row[c]).toArray(String[]::new);
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
                line.append(c == 0 ? "" : "  ").append(c > 0 && numbers ? pad + cell : cell + pad);
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
