package org.lacuna.report;

import org.lacuna.core.ModalitySet;
import org.lacuna.evaluation.Metrics;
import org.lacuna.evaluation.MetricsRow;
import org.lacuna.report.internal.Figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results as text for a console: one block a setting, one line a category, the mean last. */
public final class MetricsTable {
    private static final List<String> HEAD =
            List.of(
                    "category",
                    "I-AUROC",
                    "P-AUROC",
                    "AUPRO@0.3",
                    "AUPRO@0.05",
                    "AUPRO@0.01",
                    "parts/s");

    private MetricsTable() {}

    /**
     * @param rows as an evaluation gives them; rows of one setting stand together
     * @return lines with line feeds, the last one included; a figure that the data do not define
     *     shows as a dash
     */
    public static String text(List<MetricsRow> rows) {
        int first = HEAD.get(0).length();
        for (MetricsRow row : rows) {
            first = Math.max(first, row.category().length());
        }
        StringBuilder text = new StringBuilder();
        ModalitySet setting = null;
        int notInspected = 0;
        for (MetricsRow row : rows) {
            if (!row.modalities().equals(setting)) {
                text.append(setting == null ? "" : "\n");
                setting = row.modalities();
                text.append(setting.label()).append('\n');
                line(text, first, HEAD);
            } else if (row.isMean()) {
                text.append("-".repeat(line(first, HEAD).length())).append('\n');
            }
            line(text, first, cells(row));
            notInspected += row.isMean() ? 0 : row.notInspected();
        }
        if (notInspected > 0) {
            text.append('\n').append(Figures.notInspected(notInspected)).append('\n');
        }
        return text.toString();
    }

    private static List<String> cells(MetricsRow row) {
        Metrics m = row.metrics();
        List<String> cells = new ArrayList<>();
        cells.add(row.category());
        for (double figure :
                new double[] {m.iAuroc(), m.pAuroc(), m.aupro30(), m.aupro05(), m.aupro01()}) {
            cells.add(Figures.unit(figure));
        }
        cells.add(Figures.rate(row.partsPerSecond()));
        return cells;
    }

    private static void line(StringBuilder text, int first, List<String> cells) {
        text.append(line(first, cells)).append('\n');
    }

    private static String line(int first, List<String> cells) {
        StringBuilder line = new StringBuilder();
        line.append(String.format(Locale.ROOT, "  %-" + first + "s", cells.get(0)));
        for (int i = 1; i < cells.size(); i++) {
            line.append(
                    String.format(Locale.ROOT, "  %" + HEAD.get(i).length() + "s", cells.get(i)));
        }
        return line.toString();
    }
}
