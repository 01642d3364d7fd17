package org.lacuna.report;

import com.google.gson.stream.JsonWriter;

import org.lacuna.core.AtomicFile;
import org.lacuna.core.StorageException;
import org.lacuna.evaluation.Metrics;
import org.lacuna.evaluation.MetricsRow;

import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes {@code metrics.json}: a list of objects, one a row, in the given order ({@code
 * docs/formats.md}). NaN is null.
 */
public final class MetricsJson {
    private MetricsJson() {}

    public static void write(Path file, List<MetricsRow> rows) throws StorageException {
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
                        json.endObject();
                    }
                    json.endArray();
                    text.write("\n");
                    text.flush();
                });
    }

    private static void number(JsonWriter json, String name, double value)
            throws java.io.IOException {
        json.name(name);
        if (Double.isFinite(value)) {
            json.value(value);
        } else {
            json.nullValue();
        }
    }
}
