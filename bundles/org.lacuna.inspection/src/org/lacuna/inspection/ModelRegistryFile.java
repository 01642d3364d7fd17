package org.lacuna.inspection;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import org.lacuna.core.ModelException;
import org.lacuna.core.StorageException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Model registries on disk (docs/formats.md, 'Model registry'): a head line, a line for each
 * promotion, and a line with the SHA-256 of what is before it. Written wholly or not at all, read
 * strictly.
 */
public final class ModelRegistryFile {
    /** Name of the file in a folder of models. */
    public static final String NAME = "models.registry";

    private static final SealedLines LINES =
            new SealedLines("model registry", "lacuna.registry", 1);

    /** What every such file of any version begins with. */
    public static final String SIGNATURE = LINES.signature();

    private ModelRegistryFile() {}

    /** Where the registry of a folder lies. */
    public static Path in(Path folder) {
        return folder.resolve(NAME);
    }

    /**
     * Writes the registry. One that is there already must be an earlier state of it: promotions
     * that somebody else has made meanwhile are not lost.
     *
     * @throws ModelException when the file holds something else, or promotions that are not in the
     *     registry
     * @throws StorageException when it cannot be written; an older file then stays as it was
     */
    public static void write(Path file, ModelRegistry registry)
            throws ModelException, StorageException {
        if (Files.exists(file) && !registry.continues(read(file))) {
            throw new ModelException(
                    file
                            + ": holds promotions that are not among the "
                            + registry.history().size()
                            + " to write: somebody else has promoted a model meanwhile, look at"
                            + " the registry again");
        }
        SealedLines.write(file, body(registry));
    }

    /**
     * @throws ModelException when the file is no registry, damaged, or of another version
     * @throws StorageException when it cannot be read
     */
    public static ModelRegistry read(Path file) throws ModelException, StorageException {
        return LINES.read(
                file,
                ModelRegistryFile::promotion,
                (head, history) -> new ModelRegistry(history),
                ModelRegistryFile::body);
    }

    private static String body(ModelRegistry registry) {
        return SealedLines.body(
                LINES.head(), registry.history().stream().map(ModelRegistryFile::json).toList());
    }

    private static JsonObject json(Promotion p) {
        JsonObject line = new JsonObject();
        line.addProperty("promotion", p.number());
        line.addProperty("time", p.time().toString());
        line.addProperty("user", p.user());
        line.addProperty("action", p.action().key());
        line.addProperty("file", p.file());
        line.addProperty("model", p.modelId());
        line.addProperty("category", p.category());
        JsonObject figures = new JsonObject();
        p.figures().forEach(figures::addProperty);
        line.add("figures", figures);
        line.addProperty("reason", p.reason());
        return line;
    }

    private static Promotion promotion(JsonObject json) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> e : json.getAsJsonObject("figures").entrySet()) {
            figures.put(e.getKey(), e.getValue().getAsDouble());
        }
        return new Promotion(
                json.get("promotion").getAsInt(),
                Instant.parse(json.get("time").getAsString()),
                json.get("user").getAsString(),
                Promotion.Action.parse(json.get("action").getAsString()),
                json.get("file").getAsString(),
                json.get("model").getAsString(),
                json.get("category").getAsString(),
                figures,
                json.get("reason").getAsString());
    }
}
