package org.lacuna.headless.internal;

import org.lacuna.core.Inspection;
import org.lacuna.core.InspectionSink;
import org.lacuna.core.SampleSource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects the stage times of many parts and shows where the time goes. Not thread-safe. */
final class StageTimings implements InspectionSink {
    private final Map<String, List<Double>> millis = new LinkedHashMap<>();

    @Override
    public void accept(SampleSource source, Inspection inspection) {
        add(inspection.stageMillis());
    }

    void add(Map<String, Double> stageMillis) {
        stageMillis.forEach(
                (stage, t) -> millis.computeIfAbsent(stage, s -> new ArrayList<>()).add(t));
    }

    /** Stages in order of first appearance. */
    List<String> stages() {
        return List.copyOf(millis.keySet());
    }

    double[] sorted(String stage) {
        return millis.get(stage).stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** A line a stage: median and least milliseconds a part, and the share of all time. */
    String table() {
        double all = 0;
        for (List<Double> times : millis.values()) {
            for (double t : times) {
                all += t;
            }
        }
        TextTable table = new TextTable("stage", "parts", "median ms", "min ms", "share");
        for (String stage : stages()) {
            double[] t = sorted(stage);
            double sum = 0;
            for (double v : t) {
                sum += v;
            }
            table.row(
                    stage,
                    Integer.toString(t.length),
                    number(median(t)),
                    number(t[0]),
                    String.format(Locale.ROOT, "%.1f %%", all > 0 ? 100 * sum / all : 0));
        }
        return table.toString();
    }

    /** Middle of sorted values; mean of the two middle ones for an even count. */
    static double median(double[] sorted) {
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
