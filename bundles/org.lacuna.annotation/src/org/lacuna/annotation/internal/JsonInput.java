package org.lacuna.annotation.internal;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;

import org.lacuna.core.DataException;
import org.lacuna.core.StorageException;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON from somebody else piece by piece: strict syntax, UTF-8, at most 255 levels, no member
 * twice. Every error is one line with file, line, column, member, what was found and expected.
 * Memory is bounded by the longest text in the file. Not thread-safe.
 */
public final class JsonInput {
    /** Reads a whole file, or one value. */
    @FunctionalInterface
    public interface Body {
        void read(JsonInput in) throws IOException, DataException;
    }

    /** Reads the value of one member, or calls {@link JsonInput#skip}. */
    @FunctionalInterface
    public interface Member {
        void read(String name) throws IOException, DataException;
    }

    /** Reads one item of an array. */
    @FunctionalInterface
    public interface Item {
        void read(int index) throws IOException, DataException;
    }

    /** Longest literal of a number that means anything. */
    private static final int MAX_NUMBER = 64;

    private static final int MAX_NAME = 1000;
    private static final Pattern AT = Pattern.compile(" at line (\\d+) column (\\d+) path ");

    private final Path file;
    private final JsonReader reader;

    private JsonInput(Path file, JsonReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /**
     * Reads one JSON value and nothing behind it.
     *
     * @param file for messages
     * @param in is not closed
     */
    public static void read(Path file, InputStream in, Body body)
            throws DataException, StorageException {
        JsonReader reader =
                new JsonReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
        reader.setStrictness(Strictness.STRICT);
        JsonInput input = new JsonInput(file, reader);
        try {
            body.read(input);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw input.wrong("more behind the end", "one JSON value");
            }
        } catch (MalformedJsonException | EOFException e) {
            throw input.wrong(syntax(e), "JSON", e);
        } catch (CharacterCodingException e) {
            throw input.wrong("bytes that are no UTF-8", "UTF-8", e);
        } catch (IOException e) {
            throw StorageException.of(file, "read", e);
        }
    }

    /** Gson's reason without its advice and its own position. */
    private static String syntax(IOException e) {
        String text = String.valueOf(e.getMessage());
        int end = text.indexOf(" at line ");
        text = (end < 0 ? text : text.substring(0, end)).lines().findFirst().orElse("");
        if (e instanceof EOFException) {
            return "the end of the file";
        }
        return "broken syntax ("
                + text.replaceFirst("^Use JsonReader.*?malformed JSON", "malformed")
                + ")";
    }

    /** Members in any order; each name once. */
    public void object(Member member) throws IOException, DataException {
        expect(JsonToken.BEGIN_OBJECT, "an object");
        reader.beginObject();
        Set<String> names = new HashSet<>();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (name.length() > MAX_NAME) {
                throw wrong("a name of " + name.length() + " characters", "at most " + MAX_NAME);
            }
            if (!names.add(name)) {
                throw wrong("member '" + shown(name) + "' twice", "each member once");
            }
            member.read(name);
        }
        reader.endObject();
    }

    public void array(Item item) throws IOException, DataException {
        expect(JsonToken.BEGIN_ARRAY, "an array");
        reader.beginArray();
        for (int i = 0; reader.hasNext(); i++) {
            item.read(i);
        }
        reader.endArray();
    }

    public void skip() throws IOException {
        reader.skipValue();
    }

    public boolean isNull() throws IOException {
        return reader.peek() == JsonToken.NULL;
    }

    public boolean isText() throws IOException {
        return reader.peek() == JsonToken.STRING;
    }

    public boolean isArray() throws IOException {
        return reader.peek() == JsonToken.BEGIN_ARRAY;
    }

    public boolean isObject() throws IOException {
        return reader.peek() == JsonToken.BEGIN_OBJECT;
    }

    public String text(int maxLength) throws IOException, DataException {
        expect(JsonToken.STRING, "a text");
        String text = reader.nextString();
        if (text.length() > maxLength) {
            throw wrongValue("a text of " + text.length() + " characters", "at most " + maxLength);
        }
        return text;
    }

    /** A finite number. */
    public double number() throws IOException, DataException {
        return value(literal());
    }

    /** A whole number; {@code 5.0} is one. */
    public long integer(long min, long max) throws IOException, DataException {
        String literal = literal();
        double value = value(literal);
        if (value != Math.rint(value) || value < min || value > max) {
            throw wrongValue("number " + literal, "a whole number in " + min + ".." + max);
        }
        return (long) value;
    }

    private String literal() throws IOException, DataException {
        expect(JsonToken.NUMBER, "a number");
        return reader.nextString();
    }

    private double value(String literal) throws DataException {
        double value = literal.length() > MAX_NUMBER ? Double.NaN : Double.parseDouble(literal);
        if (!Double.isFinite(value)) {
            throw wrongValue("number " + shown(literal), "a finite number");
        }
        return value;
    }

    public int integer(int min, int max) throws IOException, DataException {
        return (int) integer((long) min, (long) max);
    }

    /** One of the constants, in small letters. */
    public <E extends Enum<E>> E constant(E[] values) throws IOException, DataException {
        String text = text(MAX_NAME);
        StringBuilder all = new StringBuilder();
        for (E value : values) {
            String name = JsonOutput.name(value);
            if (name.equals(text)) {
                return value;
            }
            all.append(all.isEmpty() ? "" : ", ").append(name);
        }
        throw wrongValue("'" + shown(text) + "'", "one of " + all);
    }

    private void expect(JsonToken type, String expected) throws IOException, DataException {
        JsonToken found = reader.peek();
        if (found != type) {
            throw wrong(
                    switch (found) {
                        case BEGIN_ARRAY -> "an array";
                        case BEGIN_OBJECT -> "an object";
                        case STRING -> "a text";
                        case NUMBER -> "a number";
                        case BOOLEAN -> "true or false";
                        case NULL -> "null";
                        default -> "nothing";
                    },
                    expected);
        }
    }

    public DataException wrong(String found, String expected) {
        return wrong(found, expected, null);
    }

    private DataException wrong(String found, String expected, Throwable cause) {
        return DataException.of(file, position(reader.getPath()) + found, expected, cause);
    }

    /** As {@link #wrong}, when the value has been read already. */
    private DataException wrongValue(String found, String expected) {
        return DataException.of(file, position(reader.getPreviousPath()) + found, expected);
    }

    /** A rule of the model that the values at hand break. */
    public DataException broken(IllegalArgumentException rule) {
        return new DataException(
                file + ": " + position(reader.getPath()) + rule.getMessage(), rule);
    }

    /** {@code line 3, column 14, $.annotations[2].runs: }. */
    private String position(String path) {
        // Gson tells line and column in this text only.
        Matcher at = AT.matcher(reader.toString());
        return (at.find() ? "line " + at.group(1) + ", column " + at.group(2) + ", " : "")
                + shown(path)
                + ": ";
    }

    private static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 57) + "..." : text;
    }
}
