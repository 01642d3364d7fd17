package org.lacuna.report;

import org.lacuna.core.AtomicFile;
import org.lacuna.core.StorageException;
import org.lacuna.report.internal.Csv;

import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes {@code learning-curves.csv}, a line an epoch ({@code docs/formats.md}). */
public final class LearningCurvesCsv {
    private LearningCurvesCsv() {}

    /**
     * @param models in the order of the lines
     */
    public static void write(Path file, List<ModelSummary> models) throws StorageException {
        AtomicFile.write(
                file,
                out -> {
                    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    text.write(
                            Csv.line(
                                    "category",
                                    "network",
                                    "epoch",
                                    "loss",
                                    "measure",
                                    "validation"));
                    for (ModelSummary model : models) {
                        for (ModelSummary.LearningCurve c : model.learning()) {
                            for (int i = 0; i < c.epoch().length; i++) {
                                text.write(
                                        Csv.line(
                                                model.category(),
                                                c.network(),
                                                Integer.toString(c.epoch()[i]),
                                                number(c.loss()[i]),
                                                c.measure().name().toLowerCase(Locale.ROOT),
                                                number(c.validation()[i])));
                            }
                        }
                    }
                    text.flush();
                });
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
