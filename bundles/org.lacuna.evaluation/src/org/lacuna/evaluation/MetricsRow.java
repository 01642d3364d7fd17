package org.lacuna.evaluation;

import org.lacuna.core.ModalitySet;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * One row of the results: a category, or the mean of all, in one availability setting.
 *
 * @param category name of the category, {@link #MEAN} for the mean row
 * @param modalities the setting: which modalities the inspection was given
 * @param metrics the figures
 * @param partsPerSecond inspected parts by wall time of the inspection, loading included, delivery
 *     of the results excluded; NaN when nothing was inspected
 * @param parts parts of the test split
 * @param notInspected how many of them got the verdict NOT_INSPECTED; these have no score and are
 *     left out of the figures, so a reader has to see them
 */
public record MetricsRow(
        String category,
        ModalitySet modalities,
        Metrics metrics,
        double partsPerSecond,
        int parts,
        int notInspected) {
    /** Category of the mean row. */
    public static final String MEAN = "mean";

    public MetricsRow {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(modalities, "modalities");
        Objects.requireNonNull(metrics, "metrics");
        if (parts < 0 || notInspected < 0 || notInspected > parts) {
            throw new IllegalArgumentException(
                    "parts: "
                            + parts
                            + ", notInspected: "
                            + notInspected
                            + ", expected 0 <= notInspected <= parts");
        }
    }

    public boolean isMean() {
        return category.equals(MEAN);
    }

    /**
     * The mean row of one setting: each figure is the plain mean over the categories that define it
     * (NaN when none does), as in the published tables; the rate is all parts by all time, since a
     * mean of rates is no rate.
     *
     * @param rows at least one, all of the same setting
     */
    public static MetricsRow mean(List<MetricsRow> rows) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("rows: none, expected at least one");
        }
        ModalitySet setting = rows.get(0).modalities();
        int parts = 0;
        int notInspected = 0;
        int timedParts = 0;
        double seconds = 0;
        for (MetricsRow row : rows) {
            if (!row.modalities().equals(setting)) {
                throw new IllegalArgumentException(
                        "rows: setting " + row.modalities() + ", expected " + setting + " in all");
            }
            parts += row.parts();
            notInspected += row.notInspected();
            if (row.partsPerSecond() > 0) {
                timedParts += row.parts();
                seconds += row.parts() / row.partsPerSecond();
            }
        }
        Metrics metrics =
                new Metrics(
                        mean(rows, Metrics::iAuroc),
                        mean(rows, Metrics::pAuroc),
                        mean(rows, Metrics::aupro30),
                        mean(rows, Metrics::aupro05),
                        mean(rows, Metrics::aupro01));
        double rate = seconds > 0 ? timedParts / seconds : Double.NaN;
        return new MetricsRow(MEAN, setting, metrics, rate, parts, notInspected);
    }

    private static double mean(List<MetricsRow> rows, ToDoubleFunction<Metrics> figure) {
        double sum = 0;
        int defined = 0;
        for (MetricsRow row : rows) {
            double value = figure.applyAsDouble(row.metrics());
            if (!Double.isNaN(value)) {
                sum += value;
                defined++;
            }
        }
        return defined == 0 ? Double.NaN : Math.min(1, sum / defined);
    }
}
