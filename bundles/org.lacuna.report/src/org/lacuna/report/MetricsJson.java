package org.lacuna.report;

import com.google.gson.stream.JsonWriter;

import org.lacuna.core.AtomicFile;
import org.lacuna.core.StorageException;
import org.lacuna.evaluation.DegradationKind;
import org.lacuna.evaluation.Metrics;
import org.lacuna.evaluation.MetricsRow;
import org.lacuna.evaluation.Resilience;
import org.lacuna.evaluation.ResilienceRow;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Writes {@code metrics.json}: a list of objects, one a row, in the given order ({@code
 * docs/formats.md}). NaN is null.
 */
public final class MetricsJson {
    private MetricsJson() {}

    /** The figures of data as they are. */
    public static void write(Path file, List<MetricsRow> rows) throws StorageException {
        write(file, rows, Optional.empty(), Resilience.NONE);
    }

    /**
     * @param alteration what was done to the test parts before inspection, see {@link
     *     org.lacuna.core.SampleSource#alteration}
     * @param resilience adds a member {@code resilience} to the rows that it knows more about
     */
    public static void write(
            Path file, List<MetricsRow> rows, Optional<String> alteration, Resilience resilience)
            throws StorageException {
        AtomicFile.write(
                file,
                out -> {
                    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    JsonWriter json = new JsonWriter(text);
                    json.setIndent("  ");
                    json.beginArray();
                    for (MetricsRow row : rows) {
                        Metrics m = row.metrics();
                        json.beginObject();
                        json.name("category").value(row.category());
                        json.name("modalities").value(row.modalities().key());
                        number(json, "i_auroc", m.iAuroc());
                        number(json, "p_auroc", m.pAuroc());
                        number(json, "aupro_30", m.aupro30());
                        number(json, "aupro_05", m.aupro05());
                        number(json, "aupro_01", m.aupro01());
                        number(json, "parts_per_second", row.partsPerSecond());
                        json.name("parts").value(row.parts());
                        json.name("not_inspected").value(row.notInspected());
                        if (alteration.isPresent()) {
                            json.name("alteration").value(alteration.get());
                        }
                        if (!resilience.isEmpty()) {
                            resilience(json, row, resilience);
                        }
                        json.endObject();
                    }
                    json.endArray();
                    text.write("\n");
                    text.flush();
                });
    }

    private static void resilience(JsonWriter json, MetricsRow row, Resilience resilience)
            throws IOException {
        json.name("resilience").beginObject();
        for (boolean student : new boolean[] {true, false}) {
            Optional<ResilienceRow> setting =
                    resilience.setting(row.category(), row.modalities(), student);
            if (setting.isPresent()) {
                json.name(student ? "with_distillation" : "without_distillation");
                json.beginObject();
                figures(json, setting.get());
                json.endObject();
            }
        }
        for (DegradationKind kind : DegradationKind.values()) {
            List<ResilienceRow> curve =
                    resilience.curve(row.category(), kind).stream()
                            .filter(r -> r.metrics().modalities().equals(row.modalities()))
                            .toList();
            if (!curve.isEmpty()) {
                json.name(kind.key()).beginArray();
                for (ResilienceRow r : curve) {
                    json.beginObject();
                    number(json, "level", r.level());
                    figures(json, r);
                    json.endObject();
                }
                json.endArray();
            }
        }
        json.endObject();
    }

    private static void figures(JsonWriter json, ResilienceRow row) throws IOException {
        number(json, "i_auroc", row.metrics().metrics().iAuroc());
        number(json, "aupro_30", row.metrics().metrics().aupro30());
        number(json, "defective_ok", row.defectiveReleased());
        number(json, "good_not_ok", row.goodStopped());
        json.name("not_inspected").value(row.metrics().notInspected());
    }

    private static void number(JsonWriter json, String name, double value) throws IOException {
        json.name(name);
        if (Double.isFinite(value)) {
            json.value(value);
        } else {
            json.nullValue();
        }
    }
}
