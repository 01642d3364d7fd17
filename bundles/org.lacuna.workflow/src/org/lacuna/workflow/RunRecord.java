package org.lacuna.workflow;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import org.lacuna.core.Software;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Collects what {@code run.json} says about a run: how its output came about. Not thread-safe. */
public final class RunRecord {
    private final long begin = System.nanoTime();
    private final JsonObject json = new JsonObject();

    /**
     * @param command name of the task, e.g. {@code inspect}
     * @param arguments as typed on a command line; what a command line would say, for a workbench
     */
    public RunRecord(String command, List<String> arguments) {
        json.addProperty("command", command);
        JsonArray list = new JsonArray();
        arguments.forEach(list::add);
        json.add("arguments", list);
        json.addProperty("software", Software.VERSION);
        json.addProperty("java", Runtime.version().toString());
        json.addProperty("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    public RunRecord put(String name, String value) {
        json.addProperty(name, value);
        return this;
    }

    public RunRecord put(String name, Number value) {
        json.addProperty(name, value);
        return this;
    }

    /** What the user called the model; empty when there is no record, or it names none. */
    private static Optional<String> model(Path results) {
        try {
            JsonElement name =
                    JsonParser.parseString(Files.readString(results.resolve(StagedOutput.RUN_FILE)))
                            .getAsJsonObject()
                            .get("model");
            return name == null || !name.isJsonPrimitive()
                    ? Optional.empty()
                    : Optional.of(name.getAsString());
        } catch (IOException | JsonParseException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /**
     * The file of the model of an inspection: where the record says, or, when both have moved,
     * beside its results.
     *
     * @return empty when it is at neither place
     */
    public static Optional<Path> modelFile(Path results) {
        Optional<Path> said = modelPath(results);
        return said.filter(Files::isRegularFile)
                .map(p -> p.toAbsolutePath().normalize())
                .or(
                        () ->
                                said.map(Path::getFileName)
                                        .map(results::resolveSibling)
                                        .filter(Files::isRegularFile));
    }

    /** What the record names as the model; empty when that is no path on this system. */
    public static Optional<Path> modelPath(Path results) {
        try {
            return model(results).map(Path::of);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The record, with the time it took up to now. */
    public JsonObject json() {
        json.addProperty("seconds", Math.round((System.nanoTime() - begin) / 1e8) / 10.0);
        return json;
    }
}
