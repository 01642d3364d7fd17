package org.lacuna.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;

import org.lacuna.core.DataException;
import org.lacuna.core.DefectRegion;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Verdict;
import org.lacuna.report.internal.JsonFields;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One inspection as one line of JSON, the format of {@code verdicts.jsonl} and of the lines that
 * {@code lacuna inspect} prints. Schema: {@code docs/formats.md}; members are only ever added
 * within a version of the schema, readers ignore those that they do not know. Numbers keep full
 * precision; NaN is null. Thread-safe.
 */
public final class VerdictJson {
    /** Value of the member {@code schema}. */
    public static final String SCHEMA = "lacuna.verdict/1";

    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private VerdictJson() {}

    /**
     * @param source where the part came from
     * @param inspection with or without its map, which is not written
     * @param mapFile the map's file relative to the folder of the line, with forward slashes
     * @return the line, without line end
     */
    public static String line(
            SampleSource source,
            Inspection inspection,
            Optional<String> mapFile,
            String modelId,
            String softwareVersion) {
        return line(source, inspection, mapFile, modelId, Optional.empty(), softwareVersion);
    }

    /**
     * @param mapFile as above
     * @param thresholdBook SHA-256 of the threshold book that was in force; empty for the model's
     *     own thresholds
     * @return the line, without line end
     */
    public static String line(
            SampleSource source,
            Inspection inspection,
            Optional<String> mapFile,
            String modelId,
            Optional<String> thresholdBook,
            String softwareVersion) {
        JsonObject json = new JsonObject();
        json.addProperty("schema", SCHEMA);
        json.addProperty("category", inspection.id().category());
        json.addProperty("defect", inspection.id().defect());
        json.addProperty("id", inspection.id().name());
        json.addProperty("verdict", inspection.verdict().name());
        json.addProperty("reason", inspection.reason());
        json.add("score", number(inspection.score()));
        json.add("p_value", number(inspection.pValue()));
        json.add("detection_rate", number(inspection.detectionRate()));
        JsonObject thresholds = new JsonObject();
        thresholds.add("review", number(inspection.thresholds().review()));
        thresholds.add("defect", number(inspection.thresholds().defect()));
        thresholds.add("pixel", number(inspection.thresholds().pixel()));
        json.add("thresholds", thresholds);
        json.addProperty("modalities", inspection.modalities().key());
        JsonObject status = new JsonObject();
        for (Modality m : Modality.values()) {
            ModalityStatus s = inspection.status(m);
            JsonObject one = new JsonObject();
            one.addProperty("state", s.state().name().toLowerCase(Locale.ROOT));
            one.add("usable_fraction", number(s.usableFraction()));
            if (m == Modality.RGB) {
                one.add("sharpness", number(s.sharpness()));
            }
            one.add("score", number(s.score()));
            status.add(m.key(), one);
        }
        json.add("status", status);
        JsonArray regions = new JsonArray();
        inspection.regions().forEach(r -> regions.add(region(r)));
        json.add("regions", regions);
        json.add("map", mapFile.<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE));
        JsonObject files = new JsonObject();
        for (Modality m : Modality.values()) {
            Path file = source.files().get(m);
            if (file != null) {
                files.addProperty(m.key(), file.toAbsolutePath().normalize().toString());
            }
        }
        json.add("files", files);
        source.alteration().ifPresent(a -> json.addProperty("alteration", a));
        JsonObject timings = new JsonObject();
        inspection.stageMillis().forEach((stage, ms) -> timings.add(stage, number(ms)));
        json.add("timings_ms", timings);
        json.addProperty("model", modelId);
        thresholdBook.ifPresent(t -> json.addProperty("threshold_book", t));
        json.addProperty("software", softwareVersion);
        return GSON.toJson(json);
    }

    private static JsonObject region(DefectRegion r) {
        JsonObject json = new JsonObject();
        json.addProperty("column", r.column());
        json.addProperty("row", r.row());
        json.addProperty("width", r.width());
        json.addProperty("height", r.height());
        json.addProperty("area_px", r.areaPx());
        json.add("centre_column", number(r.centreColumn()));
        json.add("centre_row", number(r.centreRow()));
        json.add("peak_score", number(r.peakScore()));
        json.add("mean_score", number(r.meanScore()));
        json.add(
                "metric",
                r.metric().<JsonElement>map(VerdictJson::metric).orElse(JsonNull.INSTANCE));
        return json;
    }

    private static JsonObject metric(DefectRegion.Metric m) {
        JsonObject json = new JsonObject();
        json.add("x_mm", number(m.xMm()));
        json.add("y_mm", number(m.yMm()));
        json.add("z_mm", number(m.zMm()));
        json.add("extent_mm", number(m.extentMm()));
        json.add("area_mm2", number(m.areaMm2()));
        json.add("depth_deviation_mm", number(m.depthDeviationMm()));
        return json;
    }

    private static JsonElement number(double value) {
        return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
    }

    /**
     * Reads a line back.
     *
     * @param folder folder of the file, against which the map's file is resolved
     * @param where file and line number, for messages
     * @throws DataException when the line is no JSON, of another schema, or a member is missing or
     *     wrong
     */
    public static VerdictRecord parse(String line, Path folder, String where) throws DataException {
        JsonElement element;
        try {
            element = JsonParser.parseString(line);
        } catch (JsonParseException e) {
            throw new DataException(where + ": no JSON, expected one object a line", e);
        }
        if (!element.isJsonObject()) {
            throw new DataException(where + ": no JSON object, expected one a line");
        }
        JsonFields json = new JsonFields(element.getAsJsonObject(), where);
        String schema = json.text("schema");
        if (!schema.equals(SCHEMA)) {
            throw json.wrong("schema", schema, SCHEMA);
        }
        try {
            return new VerdictRecord(
                    inspection(json),
                    map(json, folder),
                    files(json),
                    json.text("model"),
                    json.names().contains("threshold_book")
                            ? Optional.of(json.text("threshold_book"))
                            : Optional.empty(),
                    json.text("software"));
        } catch (IllegalArgumentException e) {
            // The records check what belongs together; here a file, not a caller, is to blame.
            throw new DataException(where + ": " + e.getMessage(), e);
        }
    }

    private static Inspection inspection(JsonFields json) throws DataException {
        SampleId id = new SampleId(json.text("category"), json.text("defect"), json.text("id"));
        JsonFields thresholds = json.fields("thresholds");
        List<DefectRegion> regions = new ArrayList<>();
        for (JsonFields r : json.list("regions")) {
            regions.add(region(r));
        }
        Map<String, Double> timings = new LinkedHashMap<>();
        JsonFields stages = json.fields("timings_ms");
        for (String stage : stages.names()) {
            timings.put(stage, stages.number(stage, Double.NaN));
        }
        String modalities = json.text("modalities");
        JsonFields status = json.fields("status");
        return new Inspection(
                id,
                json.constant("verdict", Verdict.class),
                json.text("reason"),
                json.number("score", Double.NaN),
                json.number("p_value", Double.NaN),
                // Added later: lines of older releases have none.
                json.newerNumber("detection_rate"),
                new Inspection.Thresholds(
                        thresholds.number("review", Double.POSITIVE_INFINITY),
                        thresholds.number("defect", Double.POSITIVE_INFINITY),
                        thresholds.number("pixel", Double.POSITIVE_INFINITY)),
                modalities.equals(ModalitySet.NONE.key())
                        ? ModalitySet.NONE
                        : ModalitySet.parse(modalities),
                status(status.fields(Modality.RGB.key())),
                status(status.fields(Modality.XYZ.key())),
                regions,
                Optional.empty(),
                timings);
    }

    private static ModalityStatus status(JsonFields json) throws DataException {
        return new ModalityStatus(
                json.constant("state", ModalityStatus.State.class),
                json.number("usable_fraction"),
                json.newerNumber("sharpness"),
                json.number("score", Double.NaN));
    }

    private static DefectRegion region(JsonFields json) throws DataException {
        Optional<DefectRegion.Metric> metric = Optional.empty();
        if (!json.isNull("metric")) {
            JsonFields m = json.fields("metric");
            metric =
                    Optional.of(
                            new DefectRegion.Metric(
                                    m.number("x_mm", Double.NaN),
                                    m.number("y_mm", Double.NaN),
                                    m.number("z_mm", Double.NaN),
                                    m.number("extent_mm", Double.NaN),
                                    m.number("area_mm2", Double.NaN),
                                    m.number("depth_deviation_mm", Double.NaN)));
        }
        return new DefectRegion(
                json.integer("column"),
                json.integer("row"),
                json.integer("width"),
                json.integer("height"),
                json.integer("area_px"),
                json.number("centre_column"),
                json.number("centre_row"),
                json.number("peak_score"),
                json.number("mean_score"),
                metric);
    }

    private static Optional<Path> map(JsonFields json, Path folder) throws DataException {
        if (json.isNull("map")) {
            return Optional.empty();
        }
        String text = json.text("map");
        try {
            Path base = folder.toAbsolutePath().normalize();
            Path file = base.resolve(text).normalize();
            // A forged line must not make a viewer open files elsewhere.
            if (!file.startsWith(base)) {
                throw json.wrong("map", text, "a file inside the folder");
            }
            return Optional.of(file);
        } catch (InvalidPathException e) {
            throw json.wrong("map", text, "a path");
        }
    }

    private static Map<Modality, Path> files(JsonFields json) throws DataException {
        JsonFields members = json.fields("files");
        Map<Modality, Path> files = new EnumMap<>(Modality.class);
        for (Modality m : Modality.values()) {
            if (members.names().contains(m.key())) {
                String text = members.text(m.key());
                try {
                    files.put(m, Path.of(text));
                } catch (InvalidPathException e) {
                    throw members.wrong(m.key(), text, "a path");
                }
            }
        }
        return files;
    }
}
