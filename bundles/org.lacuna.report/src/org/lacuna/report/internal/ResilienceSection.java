package org.lacuna.report.internal;

import static org.lacuna.report.internal.Html.escape;
import static org.lacuna.report.internal.Html.format;

import org.lacuna.core.ModalitySet;
import org.lacuna.evaluation.DegradationKind;
import org.lacuna.evaluation.MetricsRow;
import org.lacuna.evaluation.Resilience;
import org.lacuna.evaluation.ResilienceRow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What missing data cost: a table for whole modalities, curves for pieces of them. */
public final class ResilienceSection {
    /** Chance: what lies below says nothing more. */
    private static final double LOW = 0.5;

    private ResilienceSection() {}

    /** The section, with its heading. */
    public static String html(Resilience resilience) {
        StringBuilder html = new StringBuilder("<h2 id=\"resilience\">Modality resilience</h2>");
        html.append(table(resilience));
        html.append(
                """
                <p class="note">With student: models with distillation. Banks alone: models of the same parts without it.</p>
                """);
        List<String> categories = new ArrayList<>(resilience.categories());
        // The mean of one category is that category.
        if (categories.size() == 2) {
            categories.remove(MetricsRow.MEAN);
        }
        String first = categories.removeLast();
        html.append(
                format(
                        """
                        <h3>Test parts made worse%s</h3>
                        <p class="note">Both modalities are there, and test parts lose more and more of them: points in holes,
                        image pixels in highlights, sharpness by motion. Dashed: the same parts with one modality alone, whole.
                        A hollow dot lies below the axis. Inspections that end as NOT_INSPECTED count in no I-AUROC; point at a dot
                        for its value and how many they are.</p>
                        """,
                        first.equals(MetricsRow.MEAN) ? ", mean of all categories" : ""));
        html.append(charts(resilience, first));
        for (String category : categories) {
            html.append(
                    format(
                            """
                            <details class="list"><summary>Curves of %s</summary>%s</details>
                            """,
                            escape(category), charts(resilience, category)));
        }
        return html.toString();
    }

    private record Figure(String name, ToDoubleFunction<ResilienceRow> of) {}

    private static final List<Figure> FIGURES =
            List.of(
                    new Figure("I-AUROC", r -> r.metrics().metrics().iAuroc()),
                    new Figure("AUPRO@0.3", r -> r.metrics().metrics().aupro30()));

    private static String table(Resilience resilience) {
        Set<ModalitySet> settings = new LinkedHashSet<>();
        Set<Boolean> models = new LinkedHashSet<>();
        for (ResilienceRow r : resilience.settings()) {
            settings.add(r.metrics().modalities());
            models.add(r.student());
        }
        StringBuilder html =
                new StringBuilder(
                        "<div class=\"scroll\"><table class=\"metrics\"><thead><tr><th"
                                + " rowspan=\"2\">category</th>");
        StringBuilder second = new StringBuilder();
        for (Figure f : FIGURES) {
            for (ModalitySet s : settings) {
                html.append(
                        format(
                                "<th colspan=\"%d\" class=\"group\">%s, %s</th>",
                                models.size(), f.name, s.label()));
                boolean firstOfGroup = true;
                for (boolean student : models) {
                    second.append(firstOfGroup ? "<th class=\"group sub\">" : "<th class=\"sub\">")
                            .append(student ? "with student" : "banks alone")
                            .append("</th>");
                    firstOfGroup = false;
                }
            }
        }
        html.append("</tr><tr>").append(second).append("</tr></thead><tbody>");
        for (String category : resilience.categories()) {
            html.append(category.equals(MetricsRow.MEAN) ? "<tr class=\"mean\"><th>" : "<tr><th>")
                    .append(escape(category))
                    .append("</th>");
            for (Figure f : FIGURES) {
                for (ModalitySet s : settings) {
                    boolean firstOfGroup = true;
                    for (boolean student : models) {
                        Optional<ResilienceRow> row = resilience.setting(category, s, student);
                        html.append(firstOfGroup ? "<td class=\"group\">" : "<td>")
                                .append(
                                        Figures.unit(
                                                row.map(f.of::applyAsDouble).orElse(Double.NaN)))
                                .append("</td>");
                        firstOfGroup = false;
                    }
                }
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table></div>").toString();
    }

    private static String charts(Resilience resilience, String category) {
        StringBuilder scores = new StringBuilder();
        StringBuilder decisions = new StringBuilder();
        for (DegradationKind kind : DegradationKind.values()) {
            List<ResilienceRow> curve = resilience.curve(category, kind);
            if (!curve.isEmpty()) {
                scores.append(figure(kind, scores(resilience, category, kind, curve)));
                decisions.append(figure(kind, decisions(kind, curve)));
            }
        }
        return "<div class=\"charts four\">" + scores + decisions + "</div>";
    }

    private static String figure(DegradationKind kind, String svg) {
        return format("<figure><figcaption><b>%s</b></figcaption>%s</figure>\n", title(kind), svg);
    }

    private static String title(DegradationKind kind) {
        return switch (kind) {
            case POINTS -> "Points lost";
            case BLUR -> "Image blurred by motion";
            case EXPOSURE -> "Image over-exposed";
            case POINTS_AND_EXPOSURE -> "Points lost and image over-exposed";
        };
    }

    private static String xLabel(DegradationKind kind) {
        return switch (kind) {
            case POINTS -> "share of the points, %";
            case BLUR -> "length of the blur, px";
            case EXPOSURE -> "share of the pixels, %";
            case POINTS_AND_EXPOSURE -> "share of the points, and of the pixels, %";
        };
    }

    private static String scores(
            Resilience resilience,
            String category,
            DegradationKind kind,
            List<ResilienceRow> curve) {
        LineChart chart =
                new LineChart("I-AUROC: " + title(kind), xLabel(kind), "I-AUROC", LOW, 1, "%.1f");
        ResilienceRow whole = curve.getFirst();
        for (ModalitySet s : ModalitySet.SETTINGS) {
            if (!s.equals(whole.metrics().modalities())) {
                chart.level(
                        s.label() + " only",
                        resilience
                                .setting(category, s, whole.student())
                                .map(r -> r.metrics().metrics().iAuroc())
                                .orElse(Double.NaN));
            }
        }
        add(
                chart,
                whole.metrics().modalities().label(),
                kind,
                curve,
                r -> r.metrics().metrics().iAuroc(),
                "I-AUROC %.3f");
        return chart.svg();
    }

    private static String decisions(DegradationKind kind, List<ResilienceRow> curve) {
        LineChart chart =
                new LineChart(
                        "wrong decisions: " + title(kind),
                        xLabel(kind),
                        "share of the parts, %",
                        0,
                        100,
                        "%.0f");
        add(
                chart,
                "good, not OK",
                kind,
                curve,
                r -> 100 * r.goodStopped(),
                "%.0f %% of good parts not OK");
        add(
                chart,
                "defective, OK",
                kind,
                curve,
                r -> 100 * r.defectiveReleased(),
                "%.0f %% of defective parts OK");
        return chart.svg();
    }

    private static void add(
            LineChart chart,
            String name,
            DegradationKind kind,
            List<ResilienceRow> curve,
            ToDoubleFunction<ResilienceRow> value,
            String text) {
        double[] x = new double[curve.size()];
        double[] y = new double[x.length];
        List<String> titles = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            ResilienceRow r = curve.get(i);
            x[i] = r.level();
            y[i] = value.applyAsDouble(r);
            int none = r.metrics().notInspected();
            titles.add(
                    format("%.0f %s: ", x[i], kind.unit())
                            + format(text, y[i])
                            + (none == 0
                                    ? ""
                                    : format(
                                            " (%d of %d not inspected)",
                                            none, r.metrics().parts())));
        }
        chart.line(name, x, y, titles);
    }
}
