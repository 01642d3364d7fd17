package org.lacuna.report.internal;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import org.lacuna.core.DataException;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the members of a JSON object and says which one is wrong: nothing from a file is trusted to
 * be there or to have the right type.
 */
public final class JsonFields {
    private final JsonObject object;
    private final String where;

    /**
     * @param where file and position for messages
     */
    public JsonFields(JsonObject object, String where) {
        this.object = object;
        this.where = where;
    }

    public String text(String name) throws DataException {
        JsonElement e = object.get(name);
        if (e == null || !e.isJsonPrimitive() || !e.getAsJsonPrimitive().isString()) {
            throw wrong(name, e, "a text");
        }
        return e.getAsString();
    }

    /** A finite number. */
    public double number(String name) throws DataException {
        JsonElement e = object.get(name);
        if (e == null || !e.isJsonPrimitive() || !e.getAsJsonPrimitive().isNumber()) {
            throw wrong(name, e, "a number");
        }
        return finite(name, e);
    }

    /** A number; {@code ifNull} stands for null. */
    public double number(String name, double ifNull) throws DataException {
        return isNull(name) ? ifNull : number(name);
    }

    /** A number that lines of older releases lack; NaN for that and for null. */
    public double newerNumber(String name) throws DataException {
        return object.has(name) ? number(name, Double.NaN) : Double.NaN;
    }

    public int integer(String name) throws DataException {
        double value = number(name);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw wrong(name, object.get(name), "a whole number");
        }
        return (int) value;
    }

    public boolean isNull(String name) throws DataException {
        JsonElement e = object.get(name);
        if (e == null) {
            throw wrong(name, null, "a value or null");
        }
        return e.isJsonNull();
    }

    public <E extends Enum<E>> E constant(String name, Class<E> type) throws DataException {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw wrong(name, object.get(name), "one of " + Arrays.toString(type.getEnumConstants()));
    }

    public JsonFields fields(String name) throws DataException {
        JsonElement e = object.get(name);
        if (e == null || !e.isJsonObject()) {
            throw wrong(name, e, "an object");
        }
        return new JsonFields(e.getAsJsonObject(), where + ": " + name);
    }

    /** The objects of an array. */
    public java.util.List<JsonFields> list(String name) throws DataException {
        JsonElement e = object.get(name);
        if (e == null || !e.isJsonArray()) {
            throw wrong(name, e, "an array");
        }
        java.util.List<JsonFields> list = new java.util.ArrayList<>();
        for (JsonElement item : e.getAsJsonArray()) {
            if (!item.isJsonObject()) {
                throw wrong(name + "[" + list.size() + "]", item, "an object");
            }
            list.add(
                    new JsonFields(
                            item.getAsJsonObject(), where + ": " + name + "[" + list.size() + "]"));
        }
        return list;
    }

    public Set<String> names() {
        return object.keySet();
    }

    /** Error about the member, in the form of all of them: where, found, expected. */
    public DataException wrong(String name, Object found, String expected) {
        String shown = found == null ? "nothing" : String.valueOf(found);
        if (shown.length() > 60) {
            shown = shown.substring(0, 57) + "...";
        }
        return new DataException(where + ": " + name + " is " + shown + ", expected " + expected);
    }

    private double finite(String name, JsonElement e) throws DataException {
        try {
            double value = e.getAsDouble();
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException x) {
            // Told below, like any other unusable number.
        }
        throw wrong(name, e, "a finite number");
    }
}
