package org.lacuna.inspection;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import org.lacuna.core.AtomicFile;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModelException;
import org.lacuna.core.StorageException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Threshold books on disk (docs/formats.md, 'Threshold book'): a head line, a line for each change,
 * and a line with the SHA-256 of what is before it, each a JSON object. Written wholly or not at
 * all. Read strictly: a file that is not byte for byte as it would be written is refused.
 */
public final class ThresholdBookFile {
    /** Ending of the file's name. */
    public static final String EXTENSION = ".thresholds";

    /** What every such file of any version begins with. */
    public static final String SIGNATURE = "{\"schema\":\"lacuna.thresholds/";

    private static final String SCHEMA = "lacuna.thresholds/1";
    private static final long MAX_BYTES = 1L << 26;
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private ThresholdBookFile() {}

    /** Where the book of a model lies unless the user says otherwise: beside it. */
    public static Path beside(Path modelFile) {
        return modelFile.resolveSibling(modelFile.getFileName() + EXTENSION);
    }

    /**
     * Writes the book. One that is there already must be an earlier state of it: changes that
     * somebody else has made meanwhile are not lost.
     *
     * @throws ModelException when the file holds something else, or changes that the book lacks
     * @throws StorageException when it cannot be written; an older file then stays as it was
     */
    public static void write(Path file, ThresholdBook book)
            throws ModelException, StorageException {
        if (Files.exists(file)) {
            ThresholdBook there = read(file);
            there.requireModel(file.toString(), book.modelId());
            if (!book.continues(there)) {
                throw new ModelException(
                        file
                                + ": holds "
                                + there.history().size()
                                + " changes, not all of them among the "
                                + book.history().size()
                                + " to write: somebody else has changed the thresholds meanwhile,"
                                + " open them again");
            }
        }
        byte[] bytes = encode(book);
        AtomicFile.writeAlone(file, out -> out.write(bytes));
    }

    /**
     * @throws ModelException when the file is no threshold book, damaged, or of another version
     * @throws StorageException when it cannot be read
     */
    public static ThresholdBook read(Path file) throws ModelException, StorageException {
        byte[] bytes;
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new ModelException(
                        file + ": " + size + " bytes, expected at most " + MAX_BYTES);
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw StorageException.of(file, "read", e);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.startsWith(SIGNATURE)) {
            throw new ModelException(file + ": no threshold book of Lacuna");
        }
        requireVersion(file, text);
        requireWhole(file, text);
        List<String> lines = text.lines().toList();
        ThresholdBook book = decode(file, lines.subList(0, lines.size() - 1));
        if (!Arrays.equals(bytes, encode(book))) {
            throw new ModelException(
                    file + ": not as Lacuna writes it, expected no other members or spaces");
        }
        return book;
    }

    private static void requireVersion(Path file, String text) throws ModelException {
        int end = text.indexOf('"', SIGNATURE.length());
        String schema =
                end < 0 ? "none" : "lacuna.thresholds/" + text.substring(SIGNATURE.length(), end);
        if (!schema.equals(SCHEMA)) {
            throw new ModelException(file + ": schema " + schema + ", expected " + SCHEMA);
        }
    }

    private static void requireWhole(Path file, String text) throws ModelException {
        int last = text.lastIndexOf("{\"sha256\":\"");
        if (last < 0 || !text.endsWith("\"}\n")) {
            throw new ModelException(
                    file + ": no checksum at the end, expected one: the file is cut off");
        }
        String expected = digest(text.substring(0, last));
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

    static String sha256(ThresholdBook book) {
        return digest(body(book));
    }

    private static byte[] encode(ThresholdBook book) {
        String body = body(book);
        return (body + seal(digest(body))).getBytes(StandardCharsets.UTF_8);
    }

    private static String seal(String digest) {
        return "{\"sha256\":\"" + digest + "\"}\n";
    }

    private static String digest(String body) {
        MessageDigest digest = DataHash.sha256();
        return HexFormat.of().formatHex(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String body(ThresholdBook book) {
        JsonObject head = new JsonObject();
        head.addProperty("schema", SCHEMA);
        head.addProperty("model", book.modelId());
        head.addProperty("category", book.category());
        JsonObject own = new JsonObject();
        book.model().forEach((pattern, limits) -> own.add(pattern.key(), json(limits)));
        head.add("thresholds", own);
        StringBuilder text = new StringBuilder(GSON.toJson(head)).append('\n');
        for (ThresholdChange c : book.history()) {
            JsonObject line = new JsonObject();
            line.addProperty("change", c.number());
            line.addProperty("time", c.time().toString());
            line.addProperty("user", c.user());
            line.addProperty("modalities", c.pattern().key());
            line.add("before", json(c.before()));
            line.add("after", json(c.after()));
            line.addProperty("reason", c.reason());
            text.append(GSON.toJson(line)).append('\n');
        }
        return text.toString();
    }

    private static JsonObject json(ScoreLimits limits) {
        JsonObject json = new JsonObject();
        json.addProperty("review", limits.review());
        json.addProperty("reject", limits.reject());
        return json;
    }

    private static ThresholdBook decode(Path file, List<String> lines) throws ModelException {
        int number = 1;
        try {
            JsonObject head = object(lines.getFirst());
            Map<ModalitySet, ScoreLimits> own = new LinkedHashMap<>();
            for (Map.Entry<String, JsonElement> e : head.getAsJsonObject("thresholds").entrySet()) {
                own.put(ModalitySet.parse(e.getKey()), limits(e.getValue().getAsJsonObject()));
            }
            List<ThresholdChange> history = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                number++;
                JsonObject json = object(line);
                history.add(
                        new ThresholdChange(
                                json.get("change").getAsInt(),
                                Instant.parse(json.get("time").getAsString()),
                                json.get("user").getAsString(),
                                ModalitySet.parse(json.get("modalities").getAsString()),
                                limits(json.getAsJsonObject("before")),
                                limits(json.getAsJsonObject("after")),
                                json.get("reason").getAsString()));
            }
            number = 1;
            return new ThresholdBook(
                    head.get("model").getAsString(),
                    head.get("category").getAsString(),
                    own,
                    history);
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

    private static ScoreLimits limits(JsonObject json) {
        return new ScoreLimits(json.get("review").getAsDouble(), json.get("reject").getAsDouble());
    }
}
