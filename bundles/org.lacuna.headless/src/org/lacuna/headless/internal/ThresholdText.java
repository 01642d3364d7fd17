package org.lacuna.headless.internal;

import org.lacuna.core.ModalitySet;
import org.lacuna.inspection.ScoreLimits;
import org.lacuna.inspection.ThresholdBook;
import org.lacuna.inspection.ThresholdChange;

import java.util.Locale;

/** Tells people what is in a threshold book. */
final class ThresholdText {
    private ThresholdText() {}

    static String of(ThresholdBook book) {
        StringBuilder text = new StringBuilder();
        text.append("category      ").append(book.category()).append('\n');
        text.append("of the model  ").append(book.modelId()).append('\n');
        text.append("book id       ").append(book.sha256()).append("\n\n");
        TextTable table =
                new TextTable("available", "review above", "NOK above", "model: review", "NOK");
        for (ModalitySet pattern : book.patterns()) {
            ScoreLimits now = book.inForce(pattern);
            ScoreLimits own = book.model().get(pattern);
            table.row(
                    pattern.label(),
                    number(now.review()),
                    number(now.reject()),
                    number(own.review()),
                    number(own.reject()));
        }
        text.append(table);
        for (ThresholdChange c : book.history()) {
            text.append('\n')
                    .append(c.number())
                    .append("  ")
                    .append(c.time())
                    .append("  ")
                    .append(c.user())
                    .append("  ")
                    .append(c.pattern().label())
                    .append(": review ")
                    .append(step(c.before().review(), c.after().review()))
                    .append(", NOK ")
                    .append(step(c.before().reject(), c.after().reject()))
                    .append("; ")
                    .append(c.reason().replaceAll("\\R", " "));
        }
        return text.toString();
    }

    private static String step(double before, double after) {
        return before == after ? number(after) : number(before) + " -> " + number(after);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
