package org.lacuna.inference.internal;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;

import org.lacuna.core.ModelException;

import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A JSON object read without trust: a member that is missing, of the wrong type, given twice or
 * unknown is an error that names it. Whoever reads an object calls {@link #end} at last, which
 * refuses members that nobody asked for. Not thread-safe.
 */
final class StrictJson {
    /** Descriptors have three levels. */
    private static final int MAX_DEPTH = 16;

    /** The text of a number, so that whole numbers of 64 bits stay exact. */
    private record Num(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    private enum Null {
        NULL;

        @Override
        public String toString() {
            return "null";
        }
    }

    private final String where;
    private final Map<String, Object> members;
    private final Set<String> unread;

    private StrictJson(String where, Map<String, Object> members) {
        this.where = where;
        this.members = members;
        this.unread = new TreeSet<>(members.keySet());
    }

    /**
     * @param text one JSON object and nothing else
     * @param where the file, for messages
     */
    static StrictJson parse(String text, String where) throws ModelException {
        try (JsonReader in = new JsonReader(new StringReader(text))) {
            in.setStrictness(Strictness.STRICT);
            if (in.peek() != JsonToken.BEGIN_OBJECT) {
                throw new ModelException(where + ": no JSON object, expected a model descriptor");
            }
            Map<String, Object> members = object(in, where, 1);
            if (in.peek() != JsonToken.END_DOCUMENT) {
                throw new ModelException(where + ": text after the end of the JSON object");
            }
            return new StrictJson(where, members);
        } catch (EOFException e) {
            throw new ModelException(
                    where + ": ends too early, expected a complete JSON object", e);
        } catch (MalformedJsonException | NumberFormatException | IllegalStateException e) {
            throw new ModelException(where + ": no valid JSON: " + firstLine(e), e);
        } catch (IOException e) {
            throw new ModelException(where + ": no valid JSON: " + firstLine(e), e);
        }
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return Shown.name(end < 0 ? message : message.substring(0, end));
    }

    private static Map<String, Object> object(JsonReader in, String where, int depth)
            throws IOException, ModelException {
        Map<String, Object> members = new LinkedHashMap<>();
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            if (members.containsKey(name)) {
                throw new ModelException(where + ": " + Shown.name(name) + " is given twice");
            }
            members.put(name, value(in, where, depth));
        }
        in.endObject();
        return members;
    }

    private static Object value(JsonReader in, String where, int depth)
            throws IOException, ModelException {
        if (depth >= MAX_DEPTH) {
            throw new ModelException(
                    where + ": nested deeper than " + MAX_DEPTH + " levels, expected at most 4");
        }
        return switch (in.peek()) {
            case BEGIN_OBJECT -> object(in, where, depth + 1);
            case BEGIN_ARRAY -> {
                List<Object> items = new ArrayList<>();
                in.beginArray();
                while (in.hasNext()) {
                    items.add(value(in, where, depth + 1));
                }
                in.endArray();
                yield items;
            }
            case STRING -> in.nextString();
            case NUMBER -> new Num(in.nextString());
            case BOOLEAN -> in.nextBoolean();
            default -> {
                in.nextNull();
                yield Null.NULL;
            }
        };
    }

    String where() {
        return where;
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    String text(String name) throws ModelException {
        return take(name) instanceof String s ? s : fail(name, "a text");
    }

    /** A finite number. */
    double number(String name) throws ModelException {
        return number(name, take(name));
    }

    int integer(String name) throws ModelException {
        long value = whole(name);
        if (value != (int) value) {
            throw wrong(name, "a number of at most " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    /** A whole number of 64 bits. */
    long whole(String name) throws ModelException {
        if (take(name) instanceof Num n) {
            try {
                return Long.parseLong(n.text());
            } catch (NumberFormatException e) {
                // Told below, like any other unusable value.
            }
        }
        return fail(name, "a whole number");
    }

    List<Double> numbers(String name) throws ModelException {
        if (!(take(name) instanceof List<?> items)) {
            return fail(name, "an array of numbers");
        }
        List<Double> values = new ArrayList<>(items.size());
        for (Object item : items) {
            values.add(number(name + "[" + values.size() + "]", item));
        }
        return values;
    }

    StrictJson object(String name) throws ModelException {
        return take(name) instanceof Map<?, ?> m ? child(name, m) : fail(name, "an object");
    }

    List<StrictJson> objects(String name) throws ModelException {
        if (!(take(name) instanceof List<?> items)) {
            return fail(name, "an array of objects");
        }
        List<StrictJson> objects = new ArrayList<>(items.size());
        for (Object item : items) {
            String at = name + "[" + objects.size() + "]";
            if (!(item instanceof Map<?, ?> m)) {
                throw wrong(at, item, "an object");
            }
            objects.add(child(at, m));
        }
        return objects;
    }

    /** Names of the members that nobody has asked for yet, in alphabetical order. */
    Set<String> unread() {
        return new TreeSet<>(unread);
    }

    /** Refuses members that nobody asked for: a misspelt name must not pass as left out. */
    void end() throws ModelException {
        if (!unread.isEmpty()) {
            throw new ModelException(
                    where
                            + ": unknown member "
                            + Shown.name(unread.iterator().next())
                            + ", expected one of "
                            + String.join(", ", read()));
        }
    }

    private Set<String> read() {
        Set<String> read = new TreeSet<>(members.keySet());
        read.removeAll(unread);
        return read;
    }

    private StrictJson child(String name, Map<?, ?> raw) {
        Map<String, Object> typed = new LinkedHashMap<>();
        raw.forEach((k, v) -> typed.put((String) k, v));
        return new StrictJson(where + ": " + name, typed);
    }

    private Object take(String name) {
        unread.remove(name);
        return members.get(name);
    }

    private double number(String name, Object value) throws ModelException {
        if (value instanceof Num n) {
            double d = Double.parseDouble(n.text());
            if (Double.isFinite(d)) {
                return d;
            }
        }
        throw wrong(name, value, "a finite number");
    }

    private <T> T fail(String name, String expected) throws ModelException {
        throw wrong(name, expected);
    }

    /** Error about a member, in the form of all of them: where, found, expected. */
    ModelException wrong(String name, String expected) {
        return wrong(name, members.get(name), expected);
    }

    private ModelException wrong(String name, Object found, String expected) {
        String shown =
                switch (found) {
                    case null -> "missing";
                    case String s -> "\"" + Shown.name(s) + "\"";
                    case Map<?, ?> m -> "an object";
                    case List<?> l -> "an array";
                    default -> Shown.name(found.toString());
                };
        return new ModelException(where + ": " + name + " is " + shown + ", expected " + expected);
    }
}
