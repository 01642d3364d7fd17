package org.lacuna.headless.internal;

import org.lacuna.memorybank.MemoryBank;
import org.lacuna.memorybank.ProjectionRule;

import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;

/** Tells people what is in a memory bank. */
final class BankText {
    /** Parts that are named one by one. */
    private static final int PARTS = 10;

    private BankText() {}

    static String of(MemoryBank bank) {
        LongSummaryStatistics weights = bank.weights();
        StringBuilder text = new StringBuilder();
        text.append("metric        ").append(MetricConverter.name(bank.metric())).append('\n');
        text.append("channels      ").append(bank.inputDim()).append(", kept ");
        text.append(bank.entryDim()).append(bank.isProjected() ? " (projected)\n" : "\n");
        text.append("entries       ").append(bank.entries()).append(", may learn up to ");
        text.append(bank.maxEntries()).append('\n');
        text.append("stand for     ").append(weights.getSum()).append(" patches, ");
        text.append(weights(bank)).append(" an entry\n");
        text.append("come from     ").append(bank.parts().size()).append(" parts");
        parts(bank, text);
        return text.toString();
    }

    private static void parts(MemoryBank bank, StringBuilder text) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int e = 0; e < bank.entries(); e++) {
            bank.origin(e).ifPresent(o -> counts.merge(o.part(), 1, Integer::sum));
        }
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(PARTS)
                .forEach(
                        e ->
                                text.append("\n  ")
                                        .append(e.getKey())
                                        .append(": ")
                                        .append(e.getValue()));
        if (counts.size() > PARTS) {
            text.append("\n  and ").append(counts.size() - PARTS).append(" more with fewer each");
        }
    }

    /** By which rule features are projected, and what that does to their distances. */
    static String projection(MemoryBank bank, ProjectionRule rule, double distortion) {
        return bank.isProjected()
                ? String.format(Locale.ROOT, "%s, distortion %.3f", rule, distortion)
                : "none";
    }

    /** Smallest and largest weight. */
    static String weights(MemoryBank bank) {
        LongSummaryStatistics weights = bank.weights();
        return weights.getMin() + ".." + weights.getMax();
    }
}
