package org.lacuna.headless.internal;

import org.lacuna.inspection.ModelRegistry;
import org.lacuna.inspection.Promotion;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells people which model of a folder is the current one, and how it came to be. */
final class RegistryText {
    private RegistryText() {}

    /** The current model and the history, the newest promotion first. */
    static String of(ModelRegistry registry) {
        StringBuilder text = new StringBuilder(current(registry));
        for (Promotion p : registry.history().reversed()) {
            text.append('\n').append(p.number()).append("  ").append(line(p));
        }
        return text.toString();
    }

    private static String current(ModelRegistry registry) {
        return registry.current()
                .map(
                        p ->
                                "current model  "
                                        + p.file()
                                        + "\ncategory       "
                                        + plain(p.category())
                                        + "\nmodel id       "
                                        + p.modelId()
                                        + "\nrolls back to  "
                                        + registry.previous().map(Promotion::file).orElse("-")
                                        + "\n")
                .orElse("current model  none was promoted");
    }

    /** A promotion in one line. */
    static String line(Promotion p) {
        return p.time()
                + "  "
                + plain(p.user())
                + "  "
                + (p.action() == Promotion.Action.PROMOTED ? "promoted " : "rolled back to ")
                + p.file()
                + " "
                + p.modelId().substring(0, 12)
                + figures(p.figures())
                + "; "
                + plain(p.reason());
    }

    private static String figures(Map<String, Double> figures) {
        return figures.isEmpty()
                ? ""
                : figures.entrySet().stream()
                        .map(e -> e.getKey() + " " + number(e.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.3f", value);
    }

    /** Files may come from others: no line feeds, and nothing that a terminal obeys. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
