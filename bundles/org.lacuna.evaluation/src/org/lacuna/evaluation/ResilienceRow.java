package org.lacuna.evaluation;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * What inspection came to on parts of which something is missing: one category, or the mean of all,
 * with one model and one degradation.
 *
 * @param student whether the model has a student (distillation)
 * @param level strength of the degradation, in its unit; 0 = whole data
 * @param metrics category, modalities that the inspection was given, and figures
 * @param defectiveReleased share of the defective parts with the verdict OK, in [0, 1]; NaN without
 *     any
 * @param goodStopped share of the good parts with another verdict than OK, in [0, 1]; NaN without
 *     any
 */
public record ResilienceRow(
        boolean student,
        double level,
        MetricsRow metrics,
        double defectiveReleased,
        double goodStopped) {
    public ResilienceRow {
        Objects.requireNonNull(metrics, "metrics");
        check("level", level, Double.MAX_VALUE);
        check("defectiveReleased", defectiveReleased, 1);
        check("goodStopped", goodStopped, 1);
    }

    private static void check(String field, double value, double max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(
                    field + ": " + value + ", expected 0.." + max + " or NaN");
        }
    }

    public String category() {
        return metrics.category();
    }

    /**
     * The mean row; shares are plain means over the categories that define them.
     *
     * @param rows at least one, all of the same modalities, level and kind of model
     */
    static ResilienceRow mean(List<ResilienceRow> rows) {
        return new ResilienceRow(
                rows.getFirst().student,
                rows.getFirst().level,
                MetricsRow.mean(rows.stream().map(ResilienceRow::metrics).toList()),
                mean(rows, ResilienceRow::defectiveReleased),
                mean(rows, ResilienceRow::goodStopped));
    }

    private static double mean(List<ResilienceRow> rows, ToDoubleFunction<ResilienceRow> share) {
        return rows.stream()
                .mapToDouble(share)
                .filter(v -> !Double.isNaN(v))
                .average()
                .orElse(Double.NaN);
    }
}
