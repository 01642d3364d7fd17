package org.lacuna.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.ModalitySet;
import org.lacuna.evaluation.Metrics;
import org.lacuna.evaluation.MetricsRow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

class MetricsOutputTest {
    private static final MetricsRow BAGEL =
            new MetricsRow(
                    "bagel",
                    ModalitySet.BOTH,
                    new Metrics(0.9996, 0.75, Double.NaN, 0.5, 1),
                    7.1,
                    40,
                    0);
    private static final MetricsRow ROPE =
            new MetricsRow(
                    "rope",
                    ModalitySet.BOTH,
                    new Metrics(0.5, 0.25, 0.1, 0.5, 1),
                    Double.NaN,
                    10,
                    1);
    private static final List<MetricsRow> ROWS =
            List.of(
                    BAGEL,
                    ROPE,
                    MetricsRow.mean(List.of(BAGEL, ROPE)),
                    new MetricsRow(
                            "bagel", ModalitySet.XYZ, new Metrics(0.9, 0, 0, 0, 0), 9, 40, 0));

    @Test
    void json_rows_keepOrderNamesAndFullPrecision(@TempDir Path temp) throws Exception {
        Path file = temp.resolve("sub/metrics.json");
        MetricsJson.write(file, ROWS);
        JsonArray json = JsonParser.parseString(Files.readString(file)).getAsJsonArray();
        assertEquals(4, json.size());
        JsonObject first = json.get(0).getAsJsonObject();
        assertEquals(
                List.of(
                        "category",
                        "modalities",
                        "i_auroc",
                        "p_auroc",
                        "aupro_30",
                        "aupro_05",
                        "aupro_01",
                        "parts_per_second",
                        "parts",
                        "not_inspected"),
                List.copyOf(first.keySet()));
        assertEquals("rgb+xyz", first.get("modalities").getAsString());
        assertEquals(0.9996, first.get("i_auroc").getAsDouble());
        assertTrue(first.get("aupro_30").isJsonNull());
        assertEquals(7.1, first.get("parts_per_second").getAsDouble());
        assertEquals("mean", json.get(2).getAsJsonObject().get("category").getAsString());
        assertEquals("xyz", json.get(3).getAsJsonObject().get("modalities").getAsString());
        MetricsJson.write(file, List.of());
        assertEquals(0, JsonParser.parseString(Files.readString(file)).getAsJsonArray().size());
    }

    @Test
    void table_settings_standInBlocksWithTheMeanLast() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals(
                    """
                    RGB+3D
                      category  I-AUROC  P-AUROC  AUPRO@0.3  AUPRO@0.05  AUPRO@0.01  parts/s
                      bagel       0.999    0.750          -       0.500       1.000      7.1
                      rope        0.500    0.250      0.100       0.500       1.000        -
                    ------------------------------------------------------------------------
                      mean        0.750    0.500      0.100       0.500       1.000      7.1

                    3D
                      category  I-AUROC  P-AUROC  AUPRO@0.3  AUPRO@0.05  AUPRO@0.01  parts/s
                      bagel       0.900    0.000      0.000       0.000       0.000      9.0

                    1 inspection ended as NOT_INSPECTED and counts in no figure.
                    """,
                    MetricsTable.text(ROWS));
        } finally {
            Locale.setDefault(before);
        }
        assertEquals("", MetricsTable.text(List.of()));
    }
}
