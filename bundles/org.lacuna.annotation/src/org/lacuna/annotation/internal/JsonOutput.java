package org.lacuna.annotation.internal;

import com.google.gson.JsonPrimitive;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Writes JSON with the line ends where one wants them: one item a line, so that versions of a file
 * can be compared, and long lists of numbers in one line. Not thread-safe.
 */
public final class JsonOutput {
    private final Writer out;

    /**
     * @param out is not closed; {@link #flush} has to be called at the end
     */
    public JsonOutput(OutputStream out) {
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    }

    /** As it is. */
    public JsonOutput raw(String json) throws IOException {
        out.write(json);
        return this;
    }

    /** {@code "name": }. */
    public JsonOutput name(String name) throws IOException {
        return raw(quoted(name)).raw(": ");
    }

    public JsonOutput text(String name, String value) throws IOException {
        return name(name).raw(quoted(value));
    }

    public JsonOutput number(String name, long value) throws IOException {
        return name(name).raw(Long.toString(value));
    }

    public JsonOutput numbers(String name, int[] values) throws IOException {
        name(name).raw("[");
        for (int i = 0; i < values.length; i++) {
            raw(i == 0 ? "" : ",").raw(Integer.toString(values[i]));
        }
        return raw("]");
    }

    public JsonOutput comma() throws IOException {
        return raw(", ");
    }

    public void flush() throws IOException {
        out.flush();
    }

    static String quoted(String text) {
        return new JsonPrimitive(text).toString();
    }

    /** A constant as files have it. */
    public static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
