package org.lacuna.inspection;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModelException;
import org.lacuna.core.StorageException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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

    private static final SealedLines LINES =
            new SealedLines("threshold book", "lacuna.thresholds", 1);

    /** What every such file of any version begins with. */
    public static final String SIGNATURE = LINES.signature();

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
        SealedLines.write(file, body(book));
    }

    /**
     * @throws ModelException when the file is no threshold book, damaged, or of another version
     * @throws StorageException when it cannot be read
     */
    public static ThresholdBook read(Path file) throws ModelException, StorageException {
        return LINES.read(
                file, ThresholdBookFile::change, ThresholdBookFile::book, ThresholdBookFile::body);
    }

    static String sha256(ThresholdBook book) {
        return SealedLines.sha256(body(book));
    }

    private static String body(ThresholdBook book) {
        JsonObject head = LINES.head();
        head.addProperty("model", book.modelId());
        head.addProperty("category", book.category());
        JsonObject own = new JsonObject();
        book.model().forEach((pattern, limits) -> own.add(pattern.key(), json(limits)));
        head.add("thresholds", own);
        return SealedLines.body(
                head, book.history().stream().map(ThresholdBookFile::json).toList());
    }

    private static JsonObject json(ThresholdChange c) {
        JsonObject line = new JsonObject();
        line.addProperty("change", c.number());
        line.addProperty("time", c.time().toString());
        line.addProperty("user", c.user());
        line.addProperty("modalities", c.pattern().key());
        line.add("before", json(c.before()));
        line.add("after", json(c.after()));
        line.addProperty("reason", c.reason());
        return line;
    }

    private static JsonObject json(ScoreLimits limits) {
        JsonObject json = new JsonObject();
        json.addProperty("review", limits.review());
        json.addProperty("reject", limits.reject());
        return json;
    }

    private static ThresholdBook book(JsonObject head, List<ThresholdChange> history) {
        Map<ModalitySet, ScoreLimits> own = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> e : head.getAsJsonObject("thresholds").entrySet()) {
            own.put(ModalitySet.parse(e.getKey()), limits(e.getValue().getAsJsonObject()));
        }
        return new ThresholdBook(
                head.get("model").getAsString(), head.get("category").getAsString(), own, history);
    }

    private static ThresholdChange change(JsonObject json) {
        return new ThresholdChange(
                json.get("change").getAsInt(),
                Instant.parse(json.get("time").getAsString()),
                json.get("user").getAsString(),
                ModalitySet.parse(json.get("modalities").getAsString()),
                limits(json.getAsJsonObject("before")),
                limits(json.getAsJsonObject("after")),
                json.get("reason").getAsString());
    }

    private static ScoreLimits limits(JsonObject json) {
        return new ScoreLimits(json.get("review").getAsDouble(), json.get("reject").getAsDouble());
    }
}
