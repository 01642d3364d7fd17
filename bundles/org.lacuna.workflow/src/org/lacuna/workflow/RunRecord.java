package org.lacuna.workflow;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import org.lacuna.core.Software;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

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

    /** The record, with the time it took up to now. */
    public JsonObject json() {
        json.addProperty("seconds", Math.round((System.nanoTime() - begin) / 1e8) / 10.0);
        return json;
    }
}
