package org.lacuna.inspection;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import org.lacuna.core.AtomicFile;
import org.lacuna.core.ModelException;
import org.lacuna.core.StorageException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A kind of file in which people keep a history: a head line, a line for each entry, and a line
 * with the SHA-256 of what is before it, each a JSON object. Written wholly or not at all. Read
 * strictly: a file that is not byte for byte as it would be written is refused.
 *
 * @param name of such a file, for people
 * @param family what the schema begins with, before the slash
 * @param version of the schema
 */
record SealedLines(String name, String family, int version) {
    private static final long MAX_BYTES = 1L << 26;
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    /** What every such file of any version begins with. */
    String signature() {
        return "{\"schema\":\"" + family + "/";
    }

    String schema() {
        return family + "/" + version;
    }

    /** A head line without further members. */
    JsonObject head() {
        JsonObject head = new JsonObject();
        head.addProperty("schema", schema());
        return head;
    }

    /** What is sealed: the lines, each ended by a line feed. */
    static String body(JsonObject head, List<JsonObject> entries) {
        StringBuilder text = new StringBuilder(GSON.toJson(head)).append('\n');
        entries.forEach(e -> text.append(GSON.toJson(e)).append('\n'));
        return text.toString();
    }

    static String sha256(String body) {
        MessageDigest digest = DataHash.sha256();
        return HexFormat.of().formatHex(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] encode(String body) {
        return (body + seal(sha256(body))).getBytes(StandardCharsets.UTF_8);
    }

    private static String seal(String digest) {
        return "{\"sha256\":\"" + digest + "\"}\n";
    }

    /**
     * @throws StorageException when it cannot be written; an older file then stays as it was
     */
    static void write(Path file, String body) throws StorageException {
        byte[] bytes = encode(body);
        AtomicFile.writeAlone(file, out -> out.write(bytes));
    }

    /**
     * @param entry what a line between head and seal says
     * @param whole what head and entries say together
     * @param body the lines that say the same, to compare with
     * @throws ModelException when the file is of another kind or version, or damaged
     * @throws StorageException when it cannot be read
     */
    <E, T> T read(
            Path file,
            Function<JsonObject, E> entry,
            BiFunction<JsonObject, List<E>, T> whole,
            Function<T, String> body)
            throws ModelException, StorageException {
        byte[] bytes = bytes(file);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.startsWith(signature())) {
            throw new ModelException(file + ": no " + name + " of Lacuna");
        }
        requireVersion(file, text);
        requireWhole(file, text);
        List<String> lines = text.lines().toList();
        T value = decode(file, lines.subList(0, lines.size() - 1), entry, whole);
        if (!Arrays.equals(bytes, encode(body.apply(value)))) {
            throw new ModelException(
                    file + ": not as Lacuna writes it, expected no other members or spaces");
        }
        return value;
    }

    private static byte[] bytes(Path file) throws ModelException, StorageException {
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new ModelException(
                        file + ": " + size + " bytes, expected at most " + MAX_BYTES);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw StorageException.of(file, "read", e);
        }
    }

    private void requireVersion(Path file, String text) throws ModelException {
        int end = text.indexOf('"', signature().length());
        String found = end < 0 ? "none" : family + "/" + text.substring(signature().length(), end);
        if (!found.equals(schema())) {
            throw new ModelException(file + ": schema " + found + ", expected " + schema());
        }
    }

    private static void requireWhole(Path file, String text) throws ModelException {
        int last = text.lastIndexOf("{\"sha256\":\"");
        if (last < 0 || !text.endsWith("\"}\n")) {
            throw new ModelException(
                    file + ": no checksum at the end, expected one: the file is cut off");
        }
        String expected = sha256(text.substring(0, last));
        if (!text.substring(last).equals(seal(expected))) {
            throw new ModelException(
                    file
                            + ": checksum does not fit: the file is damaged or was altered by"
                            + " something else than Lacuna, found "
                            + text.substring(last).strip()
                            + ", expected "
                            + expected);
        }
    }

    private static <E, T> T decode(
            Path file,
            List<String> lines,
            Function<JsonObject, E> entry,
            BiFunction<JsonObject, List<E>, T> whole)
            throws ModelException {
        int number = 1;
        try {
            JsonObject head = object(lines.getFirst());
            List<E> entries = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                number++;
                entries.add(entry.apply(object(line)));
            }
            number = 1;
            return whole.apply(head, entries);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ModelException(file + ", line " + number + ": " + e.getMessage(), e);
        } catch (JsonParseException
                | NullPointerException
                | IllegalStateException
                | ClassCastException
                | UnsupportedOperationException e) {
            // Gson has an exception of another kind for each way in which a member can be wrong.
            throw new ModelException(
                    file + ", line " + number + ": a member is missing or of another type", e);
        }
    }

    private static JsonObject object(String line) {
        return JsonParser.parseString(line).getAsJsonObject();
    }
}
