package org.lacuna.report.internal;

/** Comma-separated values after RFC 4180, with line feeds, which every reader accepts. */
public final class Csv {
    private Csv() {}

    /**
     * One line with its end; a field with a comma, quote or line break is quoted, quotes in it
     * doubled.
     */
    public static String line(String... fields) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < fields.length; i++) {
            if (i > 0) {
                line.append(',');
            }
            String f = fields[i];
            boolean quote = f.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            line.append(quote ? '"' + f.replace("\"", "\"\"") + '"' : f);
        }
        return line.append('\n').toString();
    }
}
