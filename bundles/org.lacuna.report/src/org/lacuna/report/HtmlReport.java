package org.lacuna.report;

import static org.lacuna.report.internal.Html.count;
import static org.lacuna.report.internal.Html.escape;
import static org.lacuna.report.internal.Html.format;

import org.lacuna.core.AtomicFile;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.StorageException;
import org.lacuna.core.Verdict;
import org.lacuna.core.Workers;
import org.lacuna.evaluation.MetricsRow;
import org.lacuna.report.internal.BasePictures;
import org.lacuna.report.internal.CategoryEntries;
import org.lacuna.report.internal.Charts;
import org.lacuna.report.internal.PartCard;
import org.lacuna.report.internal.PartEntry;
import org.lacuna.report.internal.SummarySection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One HTML file that shows what was inspected and why it was judged so: verdicts and figures first,
 * then each category with its scores, thresholds and pictures. It needs nothing but itself:
 * pictures are embedded, there are no scripts, and its content-security policy forbids loading
 * anything. Names from files are escaped.
 *
 * <p>Fill it while the inspection runs ({@link #addModel}, {@link #add}), then {@link #write}. Of
 * each part it keeps the verdict and, for a bounded number of parts ({@link
 * ReportParameters#picturesPerCategory}), an overlay of about 3 kB a setting; images are loaded
 * again when it is written. Not thread-safe.
 */
public final class HtmlReport {
    /** Overlays are smooth: half the width of the pictures is enough. */
    private static final int OVERLAY_SHARE = 2;

    private final String title;
    private final ReportOrigin origin;
    private final ReportParameters parameters;
    private final Map<String, CategoryEntries> categories = new LinkedHashMap<>();
    private final Map<String, ModelSummary> models = new TreeMap<>();
    private List<MetricsRow> metrics = List.of();

    /**
     * @param title heading, e.g. the name of the data set
     */
    public HtmlReport(String title, ReportOrigin origin, ReportParameters parameters) {
        this.title = title;
        this.origin = origin;
        this.parameters = parameters;
    }

    /** The model of a category. */
    public void addModel(ModelSummary model) {
        models.put(model.category(), model);
    }

    /**
     * A part in one setting. The first setting of a part decides its place in the report.
     *
     * @param setting modalities that the inspection was given
     * @param inspection with its map, which is not kept
     */
    public void add(ModalitySet setting, SampleSource source, Inspection inspection) {
        categories
                .computeIfAbsent(
                        inspection.id().category(),
                        c ->
                                new CategoryEntries(
                                        parameters.picturesPerCategory(), parameters.labelled()))
                .add(setting, source, inspection, parameters.pictureWidthPx() / OVERLAY_SHARE);
    }

    /** The figures of an evaluation, with their mean rows. */
    public void setMetrics(List<MetricsRow> rows) {
        metrics = List.copyOf(rows);
    }

    /**
     * Loads the images of the parts that get pictures and writes the file. An image that cannot be
     * read any more is told in its place.
     *
     * @param progress one step a part with pictures
     * @throws StorageException when the file cannot be written
     */
    public void write(Path file, Progress progress, Workers workers) throws StorageException {
        int pictures = 0;
        for (CategoryEntries c : categories.values()) {
            pictures += c.chosen().size();
        }
        progress.begin("write report", pictures);
        AtomicFile.write(
                file,
                out -> {
                    Writer html = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    html.write(head());
                    html.write(summary());
                    int number = 0;
                    for (Map.Entry<String, CategoryEntries> e : categories.entrySet()) {
                        category(html, e.getKey(), e.getValue(), number++, progress, workers);
                    }
                    html.write(footer());
                    html.flush();
                });
    }

    private String head() throws IOException {
        return "<!DOCTYPE html>\n"
                   + "<html lang=\"en\"><head><meta charset=\"utf-8\"><meta"
                   + " http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src"
                   + " data:; style-src 'unsafe-inline'\"><meta name=\"viewport\""
                   + " content=\"width=device-width, initial-scale=1\"><title>"
                + escape(title)
                + " - Lacuna</title>\n<style>\n"
                + css()
                + "</style></head>\n<body>\n";
    }

    private static String css() throws IOException {
        StringBuilder verdicts = new StringBuilder();
        for (Verdict v : Verdict.values()) {
            String colour = String.format(Locale.ROOT, "#%06x", Colours.verdict(v) & 0xffffff);
            verdicts.append(".v-")
                    .append(v)
                    .append("{background:")
                    .append(colour)
                    .append(";fill:")
                    .append(colour)
                    .append("}\n");
        }
        try (InputStream in = Charts.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8) + verdicts;
        }
    }

    private List<PartEntry> allParts() {
        List<PartEntry> parts = new ArrayList<>();
        categories.values().forEach(c -> parts.addAll(c.all()));
        return parts;
    }

    private String summary() {
        List<PartEntry> parts = allParts();
        Set<ModalitySet> settings = SummarySection.settings(parts);
        StringBuilder html = new StringBuilder();
        html.append("<header class=\"top\"><div class=\"brand\">")
                .append(
                        "<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"M12 2a10 10 0 1"
                            + " 0 10 10h-5a5 5 0 1 1-5-5z\"/><circle cx=\"18.5\" cy=\"5.5\""
                            + " r=\"2.5\"/></svg>")
                .append("Lacuna</div><h1>")
                .append(escape(title))
                .append("</h1><p class=\"lead\">")
                .append(count(parts.size(), parameters.labelled() ? "test part" : "part"))
                .append(" of ")
                .append(categories.size() == 1 ? "1 category" : categories.size() + " categories")
                .append(", inspected with ")
                .append(String.join(", ", settings.stream().map(ModalitySet::label).toList()))
                .append(". ")
                .append(
                        escape(
                                DateTimeFormatter.ofPattern(
                                                "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
                                        .withZone(ZoneOffset.UTC)
                                        .format(origin.created())))
                .append("</p></header>\n<main>\n<section>");
        html.append(SummarySection.verdicts(parts, parameters.labelled()));
        html.append(SummarySection.verdictKey());
        if (!metrics.isEmpty()) {
            html.append("<h2>Figures</h2>").append(SummarySection.metrics(metrics));
        }
        html.append("</section>\n");
        html.append(toolbar(parts));
        return html.toString();
    }

    /** Stays at the top of the window: what the colours mean, what is shown, where to go. */
    private String toolbar(List<PartEntry> parts) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (PartEntry p : parts) {
            for (PartEntry.View v : p.views().values()) {
                low = Math.min(low, v.inspection().thresholds().pixel());
                high = Math.max(high, v.inspection().thresholds().pixel());
            }
        }
        StringBuilder html = new StringBuilder("<div class=\"toolbar\">");
        html.append(
                        "<div class=\"scale\"><span class=\"lbl\">pixel score<br>1 = defect"
                            + " threshold</span>")
                .append(Charts.legend(low, high))
                .append("</div><div class=\"switches\">")
                .append("<label><input type=\"checkbox\" id=\"s-heat\" checked>heat map</label>")
                .append("<label><input type=\"checkbox\" id=\"s-rg\" checked>regions</label>")
                .append(
                        "<label><input type=\"checkbox\" id=\"s-gt\" checked>ground"
                            + " truth</label></div>")
                .append(
                        "<div class=\"switches\"><label><input type=\"radio\" name=\"f\""
                            + " checked>all parts</label>");
        if (parameters.labelled()) {
            html.append(
                    "<label><input type=\"radio\" name=\"f\" id=\"f-wrong\">wrong"
                        + " decisions</label>");
        }
        html.append("<label><input type=\"radio\" name=\"f\" id=\"f-nok\">NOK</label>")
                .append(
                        "<label><input type=\"radio\" name=\"f\""
                            + " id=\"f-review\">REVIEW</label></div>");
        if (categories.size() > 1) {
            html.append("<nav>");
            int number = 0;
            for (String category : categories.keySet()) {
                html.append(format("<a href=\"#c%d\">%s</a>", number++, escape(category)));
            }
            html.append("</nav>");
        }
        return html.append("</div>\n").toString();
    }

    private void category(
            Writer html,
            String name,
            CategoryEntries entries,
            int number,
            Progress progress,
            Workers workers)
            throws IOException {
        List<PartEntry> all = entries.all();
        html.write(
                format(
                        "<section class=\"category\" id=\"c%d\"><h2>%s</h2><p"
                            + " class=\"lead\">%s</p>",
                        number, escape(name), describe(all)));
        html.write("<div class=\"charts\">");
        for (ModalitySet setting : SummarySection.settings(all)) {
            List<Inspection> inspections = SummarySection.of(setting, all);
            Inspection.Thresholds t = thresholds(setting, inspections);
            html.write(
                    format(
                            "<figure><figcaption><b>%s</b> scores; pixel threshold"
                                + " %.2f</figcaption>%s</figure>",
                            setting.label(),
                            t.pixel(),
                            Charts.scores(inspections, t, parameters.labelled())));
        }
        ModelSummary model = models.get(name);
        if (model != null) {
            for (Map.Entry<Modality, ModelSummary.Bank> bank : model.banks().entrySet()) {
                if (bank.getValue().curve() != null) {
                    html.write(
                            format(
                                    "<figure><figcaption><b>%s</b> memory bank, elbow of the"
                                        + " WCSS</figcaption>%s</figure>",
                                    bank.getKey().label(), Charts.elbow(bank.getValue().curve())));
                }
            }
        }
        html.write("</div>");
        List<PartEntry> chosen = entries.chosen();
        String leftOut = entries.leftOut();
        html.write(
                format(
                        "<p class=\"note\">%s%s</p>",
                        parameters.labelled()
                                ? "Parts with the smallest margin first: wrong decisions, then"
                                      + " close calls. "
                                : "Parts with the highest score first. ",
                        escape(leftOut)));
        BasePictures[] base = new BasePictures[chosen.size()];
        workers.forEachChunk(
                base.length,
                1,
                (chunk, from, to) -> {
                    progress.throwIfCancelled();
                    base[from] = BasePictures.of(chosen.get(from), parameters);
                    progress.advance(1);
                });
        PartCard card = new PartCard(parameters.labelled());
        for (int i = 0; i < base.length; i++) {
            html.write(card.html(chosen.get(i), base[i], "p" + number + "_" + i));
        }
        html.write(table(all));
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

    private String table(List<PartEntry> parts) {
        Set<ModalitySet> settings = SummarySection.settings(parts);
        StringBuilder html = new StringBuilder();
        html.append("<details class=\"list\"><summary>List of all ")
                .append(count(parts.size(), "part"))
                .append("</summary><div class=\"scroll\"><table><thead><tr><th>part</th>");
        for (ModalitySet s : settings) {
            html.append("<th>")
                    .append(s.label())
                    .append("</th><th class=\"r\">score</th><th class=\"r\">p</th>");
        }
        html.append("<th>reason (")
                .append(settings.iterator().next().label())
                .append(")</th></tr></thead><tbody>");
        for (PartEntry p : parts) {
            html.append("<tr><th>")
                    .append(escape(p.id().defect() + " / " + p.id().name()))
                    .append("</th>");
            for (ModalitySet s : settings) {
                PartEntry.View v = p.views().get(s);
                if (v == null) {
                    html.append("<td></td><td></td><td></td>");
                    continue;
                }
                Inspection i = v.inspection();
                PartEntry.Outcome outcome = PartEntry.outcome(p.id(), i.verdict());
                html.append(
                        format(
                                "<td><span class=\"chip v-%s\">%s</span>%s</td>",
                                i.verdict(),
                                Charts.name(i.verdict()),
                                parameters.labelled() && outcome.isWrong()
                                        ? " " + outcome.label()
                                        : ""));
                html.append(
                        Double.isNaN(i.score())
                                ? "<td class=\"r\">-</td><td class=\"r\">-</td>"
                                : format(
                                        "<td class=\"r\">%.3f</td><td class=\"r\">%.3f</td>",
                                        i.score(), i.pValue()));
            }
            html.append("<td>")
                    .append(escape(p.views().values().iterator().next().inspection().reason()))
                    .append("</td></tr>");
        }
        return html.append("</tbody></table></div></details>").toString();
    }

    private String footer() {
        StringBuilder html = new StringBuilder("<footer><h2>Provenance</h2><dl>");
        item(html, "command", "<code>" + escape(origin.command()) + "</code>");
        item(html, "data", "<code>" + escape(origin.data()) + "</code>");
        item(html, "software", "Lacuna " + escape(origin.softwareVersion()));
        item(html, "created", escape(origin.created().toString()));
        html.append("</dl>");
        if (!models.isEmpty()) {
            html.append(
                    "<div class=\"scroll\"><table><thead><tr><th>category</th><th>model"
                        + " (SHA-256)</th><th>data (SHA-256)</th><th class=\"r\">train"
                        + " parts</th><th class=\"r\">calibration parts</th><th"
                        + " class=\"r\">seed</th><th>memory banks</th></tr></thead><tbody>");
            for (ModelSummary m : models.values()) {
                List<String> banks = new ArrayList<>();
                m.banks()
                        .forEach(
                                (modality, b) ->
                                        banks.add(
                                                modality.label()
                                                        + ": "
                                                        + b.entries()
                                                        + " entries, "
                                                        + escape(b.extractorId())));
                html.append(
                        format(
                                "<tr><th>%s</th><td><code>%s</code></td><td><code>%s</code></td><td"
                                    + " class=\"r\">%d</td><td class=\"r\">%d%s</td><td"
                                    + " class=\"r\">%d</td><td>%s</td></tr>",
                                escape(m.category()),
                                escape(m.modelId()),
                                escape(m.provenance().dataSha256()),
                                m.provenance().trainParts(),
                                m.provenance().calibrationParts(),
                                m.provenance().calibrationHeldOut() ? ", held out of train" : "",
                                m.seed(),
                                String.join("<br>", banks)));
            }
            html.append("</tbody></table></div>");
        }
        html.append(
                "<p>Scores are calibrated: 1 is the defect threshold of the modalities that took"
                    + " part. p is the conformal p-value of a part's score among held-out good"
                    + " parts. Heat maps share one fixed scale from 0 to 2; they are shrunk so that"
                    + " each pixel shows the highest score under it. Grey in the shaded 3D"
                    + " pictures: no measurement.</p>");
        return html.append("</footer>\n</main></body></html>\n").toString();
    }

    private static void item(StringBuilder html, String term, String value) {
        html.append("<dt>").append(term).append("</dt><dd>").append(value).append("</dd>");
    }
}
