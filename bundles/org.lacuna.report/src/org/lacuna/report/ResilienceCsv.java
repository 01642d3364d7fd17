package org.lacuna.report;

import org.lacuna.core.AtomicFile;
import org.lacuna.core.StorageException;
import org.lacuna.evaluation.Metrics;
import org.lacuna.evaluation.Resilience;
import org.lacuna.evaluation.ResilienceRow;
import org.lacuna.report.internal.Csv;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes {@code resilience.csv}, a line a measurement ({@code docs/formats.md}). */
public final class ResilienceCsv {
    private ResilienceCsv() {}

    public static void write(Path file, Resilience resilience) throws StorageException {
        AtomicFile.write(
                file,
                out -> {
                    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    text.write(
                            Csv.line(
                                    "category",
                                    "modalities",
                                    "distillation",
                                    "degradation",
                                    "level",
                                    "unit",
                                    "i_auroc",
                                    "aupro_30",
                                    "defective_ok",
                                    "good_not_ok",
                                    "parts",
                                    "not_inspected"));
                    for (ResilienceRow row : resilience.settings()) {
                        line(text, row, "none", "");
                    }
                    for (var curve : resilience.curves().entrySet()) {
                        for (ResilienceRow row : curve.getValue()) {
                            line(text, row, curve.getKey().key(), curve.getKey().unit());
                        }
                    }
                    text.flush();
                });
    }

    private static void line(Writer text, ResilienceRow row, String degradation, String unit)
            throws IOException {
        Metrics m = row.metrics().metrics();
        text.write(
                Csv.line(
                        row.category(),
                        row.metrics().modalities().key(),
                        row.student() ? "yes" : "no",
                        degradation,
                        number(row.level()),
                        unit,
                        number(m.iAuroc()),
                        number(m.aupro30()),
                        number(row.defectiveReleased()),
                        number(row.goodStopped()),
                        Integer.toString(row.metrics().parts()),
                        Integer.toString(row.metrics().notInspected())));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
