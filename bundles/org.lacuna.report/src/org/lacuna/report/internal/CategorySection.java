package org.lacuna.report.internal;

import static org.lacuna.report.internal.Html.count;
import static org.lacuna.report.internal.Html.escape;
import static org.lacuna.report.internal.Html.format;

import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.memorybank.ElbowCurve;
import org.lacuna.report.ModelSummary;
import org.lacuna.report.ReportParameters;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One category: its scores and thresholds, how its memory banks were sized, its parts. */
public final class CategorySection {
    private final ReportParameters parameters;
    private final Progress progress;
    private final Workers workers;

    public CategorySection(ReportParameters parameters, Progress progress, Workers workers) {
        this.parameters = parameters;
        this.progress = progress;
        this.workers = workers;
    }

    /**
     * @param number of the category in the page, from 0
     * @param model null when none is known
     */
    public void write(
            Writer html, String name, int number, CategoryEntries entries, ModelSummary model)
            throws IOException {
        List<PartEntry> all = entries.all();
        html.write(
                format(
                        """
                        <section class="category" id="c%d"><h2>%s</h2><p class="lead">%s</p>
                        """,
                        number, escape(name), describe(all)));
        html.write(charts(all, model));
        if (model != null) {
            html.write(LearningSection.html(model.learning()));
        }
        html.write(
                format(
                        """
                        <p class="note">%s%s</p>
                        """,
                        parameters.labelled()
                                ? "Parts with the smallest margin first: wrong decisions, then"
                                        + " close calls. "
                                : "Parts with the highest score first. ",
                        entries.leftOut()));
        List<PartEntry> chosen = entries.chosen();
        BasePictures[] base = new BasePictures[chosen.size()];
        workers.forEachChunk(
                base.length,
                1,
                (chunk, from, to) -> {
                    progress.throwIfCancelled();
                    base[from] = BasePictures.of(chosen.get(from), parameters);
                    progress.advance(1);
                });
        for (int i = 0; i < base.length; i++) {
            String key = "p" + number + "_" + i;
            html.write(new PartCard(chosen.get(i), base[i], key, parameters.labelled()).html());
        }
        html.write(list(all));
        html.write("</section>\n");
    }

    private String describe(List<PartEntry> parts) {
        if (!parameters.labelled()) {
            return count(parts.size(), "part");
        }
        Map<String, Integer> byDefect = new TreeMap<>();
        parts.forEach(p -> byDefect.merge(p.id().defect(), 1, Integer::sum));
        List<String> texts = new ArrayList<>();
        byDefect.forEach((defect, n) -> texts.add(n + " " + escape(defect)));
        return count(parts.size(), "test part") + ": " + String.join(", ", texts);
    }

    private String charts(List<PartEntry> parts, ModelSummary model) {
        StringBuilder html = new StringBuilder("<div class=\"charts\">");
        for (ModalitySet setting : SummarySection.settings(parts)) {
            List<Inspection> inspections = SummarySection.of(setting, parts);
            Inspection.Thresholds t = thresholds(setting, inspections);
            html.append(
                    format(
                            """
                            <figure><figcaption><b>%s</b>, pixel threshold %.2f</figcaption>%s</figure>
                            """,
                            setting.label(),
                            t.pixel(),
                            Charts.scores(inspections, t, parameters.labelled())));
        }
        if (model != null) {
            for (Map.Entry<Modality, ModelSummary.Bank> bank : model.banks().entrySet()) {
                ElbowCurve curve = bank.getValue().curve();
                if (curve != null && curve.k().length > 1) {
                    html.append(
                            format(
                                    """
                                    <figure><figcaption><b>%s</b> memory bank, %s</figcaption>%s</figure>
                                    """,
                                    bank.getKey().label(),
                                    Charts.measure(curve),
                                    Charts.elbow(curve)));
                }
            }
        }
        return html.append("</div>\n").toString();
    }

    /** Those of a part that was inspected with the whole setting, as most are. */
    private static Inspection.Thresholds thresholds(
            ModalitySet setting, List<Inspection> inspections) {
        for (Inspection i : inspections) {
            if (i.modalities().equals(setting)) {
                return i.thresholds();
            }
        }
        return inspections.get(0).thresholds();
    }

    private String list(List<PartEntry> parts) {
        Set<ModalitySet> settings = SummarySection.settings(parts);
        StringBuilder html = new StringBuilder();
        html.append(
                format(
                        """
                        <details class="list"><summary>List of all %s</summary><div class="scroll"><table><thead><tr><th>part</th>\
                        """,
                        count(parts.size(), "part")));
        for (ModalitySet s : settings) {
            html.append(
                    format(
                            """
                            <th>%s</th><th class="r">score</th><th class="r">p</th>\
                            """,
                            s.label()));
        }
        html.append(
                format(
                        "<th>reason (%s)</th></tr></thead><tbody>\n",
                        settings.iterator().next().label()));
        for (PartEntry p : parts) {
            html.append("<tr><th>")
                    .append(escape(p.id().defect() + " / " + p.id().name()))
                    .append("</th>");
            for (ModalitySet s : settings) {
                PartEntry.View view = p.views().get(s);
                html.append(
                        view == null ? "<td></td><td></td><td></td>" : cells(view.inspection()));
            }
            String reason = p.views().values().iterator().next().inspection().reason();
            html.append("<td>").append(escape(reason)).append("</td></tr>\n");
        }
        return html.append("</tbody></table></div></details>").toString();
    }

    private String cells(Inspection i) {
        PartEntry.Outcome outcome = PartEntry.outcome(i.id(), i.verdict());
        String wrong = parameters.labelled() && outcome.isWrong() ? " " + outcome.label() : "";
        String verdict = "<td>" + Marks.verdict(i.verdict()) + wrong + "</td>";
        if (Double.isNaN(i.score())) {
            return verdict + "<td class=\"r\">-</td><td class=\"r\">-</td>";
        }
        return verdict
                + format(
                        """
                        <td class="r">%.3f</td><td class="r">%.3f</td>\
                        """,
                        i.score(), i.pValue());
    }
}
