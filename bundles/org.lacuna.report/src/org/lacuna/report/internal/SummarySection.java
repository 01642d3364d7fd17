package org.lacuna.report.internal;

import static org.lacuna.report.internal.Html.escape;
import static org.lacuna.report.internal.Html.format;

import org.lacuna.core.Inspection;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Verdict;
import org.lacuna.evaluation.MetricsRow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The first screen: what came out, for each setting, and the figures. */
public final class SummarySection {
    private static final List<Verdict> ORDER =
            List.of(Verdict.OK, Verdict.REVIEW, Verdict.NOK, Verdict.NOT_INSPECTED);

    private SummarySection() {}

    /** The settings that occur, in the order of reports. */
    public static Set<ModalitySet> settings(Collection<PartEntry> parts) {
        Set<ModalitySet> seen = new LinkedHashSet<>();
        parts.forEach(p -> seen.addAll(p.views().keySet()));
        Set<ModalitySet> ordered = new LinkedHashSet<>();
        for (ModalitySet s : ModalitySet.SETTINGS) {
            if (seen.contains(s)) {
                ordered.add(s);
            }
        }
        ordered.addAll(seen);
        return ordered;
    }

    /** The inspections of one setting. */
    public static List<Inspection> of(ModalitySet setting, Collection<PartEntry> parts) {
        List<Inspection> inspections = new ArrayList<>();
        for (PartEntry p : parts) {
            PartEntry.View view = p.views().get(setting);
            if (view != null) {
                inspections.add(view.inspection());
            }
        }
        return inspections;
    }

    /** One box a setting with the verdicts as stacked bars. */
    public static String verdicts(Collection<PartEntry> parts, boolean labelled) {
        StringBuilder html = new StringBuilder("<div class=\"boxes\">");
        for (ModalitySet setting : settings(parts)) {
            List<Inspection> all = of(setting, parts);
            html.append("<section class=\"box\"><h3>").append(setting.label()).append("</h3>");
            if (labelled) {
                List<Inspection> good = all.stream().filter(i -> i.id().isGood()).toList();
                List<Inspection> defective = all.stream().filter(i -> !i.id().isGood()).toList();
                bar(html, "good parts", good);
                bar(html, "defective parts", defective);
                long released = count(good, Verdict.OK);
                long stopped = defective.size() - count(defective, Verdict.OK);
                html.append(
                        format(
                                """
                                <p class="say"><b>%d of %d</b> defective parts stopped, <b>%d of %d</b> good parts released</p>\
                                """,
                                stopped, defective.size(), released, good.size()));
            } else {
                bar(html, "parts", all);
                html.append(
                        format(
                                """
                                <p class="say"><b>%d</b> OK, <b>%d</b> to review, <b>%d</b> NOK, <b>%d</b> not inspected</p>\
                                """,
                                count(all, Verdict.OK),
                                count(all, Verdict.REVIEW),
                                count(all, Verdict.NOK),
                                count(all, Verdict.NOT_INSPECTED)));
            }
            html.append("</section>");
        }
        return html.append("</div>").toString();
    }

    private static long count(List<Inspection> inspections, Verdict verdict) {
        return inspections.stream().filter(i -> i.verdict() == verdict).count();
    }

    private static void bar(StringBuilder html, String what, List<Inspection> inspections) {
        StringBuilder segments = new StringBuilder();
        for (Verdict v : ORDER) {
            long n = count(inspections, v);
            if (n > 0) {
                segments.append(
                        format(
                                """
                                <span class="seg v-%s" style="flex-grow:%d" title="%2$d %s">%2$d</span>\
                                """,
                                v, n, Marks.name(v)));
            }
        }
        html.append(
                format(
                        """
                        <div class="stackrow"><span class="what">%d %s</span><span class="stack">%s</span></div>
                        """,
                        inspections.size(), what, segments));
    }

    /** Key to the colours of verdicts. */
    public static String verdictKey() {
        StringBuilder html = new StringBuilder("<p class=\"key\">");
        for (Verdict v : ORDER) {
            html.append(Marks.verdict(v));
            html.append(
                    switch (v) {
                        case OK -> "released ";
                        case REVIEW -> "a person decides ";
                        case NOK -> "defect found ";
                        case NOT_INSPECTED -> "no usable data ";
                    });
        }
        return html.append("</p>").toString();
    }

    private record Figure(String name, String help, ToDoubleFunction<MetricsRow> of) {}

    private static final List<Figure> FIGURES =
            List.of(
                    new Figure(
                            "I-AUROC",
                            "area under the ROC curve over parts",
                            r -> r.metrics().iAuroc()),
                    new Figure(
                            "P-AUROC",
                            "area under the ROC curve over pixels",
                            r -> r.metrics().pAuroc()),
                    new Figure(
                            "AUPRO@0.3",
                            "per-region overlap up to 30 % false-positive pixels",
                            r -> r.metrics().aupro30()),
                    new Figure(
                            "AUPRO@0.05",
                            "per-region overlap up to 5 % false-positive pixels",
                            r -> r.metrics().aupro05()),
                    new Figure(
                            "AUPRO@0.01",
                            "per-region overlap up to 1 % false-positive pixels",
                            r -> r.metrics().aupro01()),
                    new Figure(
                            "parts/s",
                            "inspected parts a second, loading included",
                            MetricsRow::partsPerSecond));

    /**
     * Figures by category; the settings stand side by side, so that what a lost modality costs can
     * be read off.
     */
    public static String metrics(List<MetricsRow> rows) {
        Map<String, Map<ModalitySet, MetricsRow>> byCategory = new LinkedHashMap<>();
        Set<ModalitySet> settings = new LinkedHashSet<>();
        int notInspected = 0;
        for (MetricsRow row : rows) {
            settings.add(row.modalities());
            if (!row.isMean()) {
                byCategory
                        .computeIfAbsent(row.category(), c -> new LinkedHashMap<>())
                        .put(row.modalities(), row);
                notInspected += row.notInspected();
            }
        }
        for (MetricsRow row : rows) {
            if (row.isMean()) {
                byCategory
                        .computeIfAbsent(MetricsRow.MEAN, c -> new LinkedHashMap<>())
                        .put(row.modalities(), row);
            }
        }
        StringBuilder html =
                new StringBuilder(
                        "<div class=\"scroll\"><table class=\"metrics\"><thead><tr><th"
                                + " rowspan=\"2\">category</th>");
        for (Figure f : FIGURES) {
            html.append(
                    format(
                            "<th colspan=\"%d\" class=\"group\" title=\"%s\">%s</th>",
                            settings.size(), f.help, f.name));
        }
        html.append("</tr><tr>");
        for (int i = 0; i < FIGURES.size(); i++) {
            boolean first = true;
            for (ModalitySet s : settings) {
                html.append(first ? "<th class=\"group sub\">" : "<th class=\"sub\">")
                        .append(s.label())
                        .append("</th>");
                first = false;
            }
        }
        html.append("</tr></thead><tbody>");
        byCategory.forEach(
                (category, bySetting) -> {
                    html.append(
                                    category.equals(MetricsRow.MEAN)
                                            ? "<tr class=\"mean\"><th>"
                                            : "<tr><th>")
                            .append(escape(category))
                            .append("</th>");
                    for (Figure f : FIGURES) {
                        boolean first = true;
                        for (ModalitySet s : settings) {
                            MetricsRow row = bySetting.get(s);
                            cell(
                                    html,
                                    f,
                                    row == null ? Double.NaN : f.of.applyAsDouble(row),
                                    first);
                            first = false;
                        }
                    }
                    html.append("</tr>");
                });
        html.append("</tbody></table></div>");
        if (notInspected > 0) {
            html.append("<p class=\"note\">")
                    .append(Figures.notInspected(notInspected))
                    .append("</p>");
        }
        return html.toString();
    }

    private static void cell(StringBuilder html, Figure figure, double value, boolean first) {
        boolean rate = figure.name.equals("parts/s");
        String text = rate ? Figures.rate(value) : Figures.unit(value);
        boolean chance = figure.name.endsWith("AUROC") && value < 0.5;
        html.append("<td class=\"")
                .append(first ? "group" : "")
                .append(chance ? " below\" title=\"below chance" : "")
                .append("\">")
                .append(text)
                .append("</td>");
    }
}
