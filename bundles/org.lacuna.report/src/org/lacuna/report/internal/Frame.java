package org.lacuna.report.internal;

import static org.lacuna.report.internal.Html.colour;
import static org.lacuna.report.internal.Html.count;
import static org.lacuna.report.internal.Html.escape;
import static org.lacuna.report.internal.Html.format;

import org.lacuna.core.ModalitySet;
import org.lacuna.core.Verdict;
import org.lacuna.report.Colours;
import org.lacuna.report.ModelSummary;
import org.lacuna.report.ReportOrigin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What stands around the results: head with style, heading, toolbar, provenance. */
public final class Frame {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private Frame() {}

    /**
     * Everything before the body's content. The policy forbids the page to load or run anything.
     */
    public static String head(String title) throws IOException {
        StringBuilder verdicts = new StringBuilder();
        for (Verdict v : Verdict.values()) {
            verdicts.append(
                    format(".v-%s{background:%2$s;fill:%2$s}\n", v, colour(Colours.verdict(v))));
        }
        try (InputStream in = Frame.class.getResourceAsStream("report.css")) {
            String css = new String(in.readAllBytes(), StandardCharsets.UTF_8) + verdicts;
            return format(
                    """
                    <!DOCTYPE html>
                    <html lang="en"><head><meta charset="utf-8">
                    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <title>%s - Lacuna</title>
                    <style>
                    %s</style></head>
                    <body>
                    """,
                    escape(title), css);
        }
    }

    public static String heading(
            String title,
            ReportOrigin origin,
            Collection<PartEntry> parts,
            int categories,
            boolean labelled) {
        return format(
                """
                <header class="top"><div class="brand"><svg viewBox="0 0 24 24" aria-hidden="true">\
                <path d="M12 2a10 10 0 1 0 10 10h-5a5 5 0 1 1-5-5z"/><circle cx="18.5" cy="5.5" r="2.5"/></svg>Lacuna</div>
                <h1>%s</h1><p class="lead">%s of %s, inspected with %s. %s</p></header>
                """,
                escape(title),
                count(parts.size(), labelled ? "test part" : "part"),
                categories == 1 ? "1 category" : categories + " categories",
                String.join(
                        ", ",
                        SummarySection.settings(parts).stream().map(ModalitySet::label).toList()),
                DATE.format(origin.created()));
    }

    /** Says that the parts are not as their files are; nothing for parts that are. */
    public static String altered(Collection<String> alterations) {
        StringBuilder html = new StringBuilder();
        for (String a : alterations) {
            html.append(
                    format(
                            """
                            <div class="top"><p class="altered"><b>Not the data as they are.</b> Parts were altered before inspection: %s.</p></div>
                            """,
                            escape(a)));
        }
        return html.toString();
    }

    /** Stays at the top of the window: what the colours mean, what is shown, where to go. */
    public static String toolbar(
            Collection<PartEntry> parts, Collection<String> categories, boolean labelled) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (PartEntry p : parts) {
            for (PartEntry.View v : p.views().values()) {
                low = Math.min(low, v.inspection().thresholds().pixel());
                high = Math.max(high, v.inspection().thresholds().pixel());
            }
        }
        StringBuilder links = new StringBuilder();
        if (categories.size() > 1) {
            links.append("<nav>");
            int number = 0;
            for (String category : categories) {
                links.append(
                        format(
                                """
                                <a href="#c%d">%s</a>\
                                """,
                                number++, escape(category)));
            }
            links.append("</nav>");
        }
        String wrong =
                """
                <label><input type="radio" name="f" id="f-wrong">wrong decisions</label>\
                """;
        return format(
                """
                <div class="toolbar"><div class="scale"><span class="lbl">pixel score<br>1 = defect threshold</span>%s</div>
                <div class="switches"><label><input type="checkbox" id="s-heat" checked>heat map</label>
                <label><input type="checkbox" id="s-rg" checked>regions</label>
                <label><input type="checkbox" id="s-gt" checked>ground truth</label></div>
                <div class="switches"><label><input type="radio" name="f" checked>all parts</label>%s
                <label><input type="radio" name="f" id="f-nok">NOK</label>
                <label><input type="radio" name="f" id="f-review">REVIEW</label></div>%s</div>
                """,
                Marks.legend(low, high), labelled ? wrong : "", links);
    }

    /** The end of the page: who made what from what. */
    public static String provenance(
            ReportOrigin origin, Collection<String> alterations, Collection<ModelSummary> models) {
        StringBuilder html = new StringBuilder();
        html.append(
                format(
                        """
                        <footer><h2>Provenance</h2><dl><dt>command</dt><dd><code>%s</code></dd>
                        <dt>data</dt><dd><code>%s</code></dd><dt>software</dt><dd>Lacuna %s</dd>
                        <dt>created</dt><dd>%s</dd>%s</dl>
                        """,
                        escape(origin.command()),
                        escape(origin.data()),
                        escape(origin.softwareVersion()),
                        origin.created(),
                        alterations.isEmpty()
                                ? ""
                                : "<dt>altered</dt><dd>"
                                        + escape(String.join("; ", alterations))
                                        + "</dd>"));
        if (!models.isEmpty()) {
            html.append(
                    """
                    <div class="scroll"><table><thead><tr><th>category</th><th>model (SHA-256)</th><th>data (SHA-256)</th>\
                    <th class="r">train parts</th><th class="r">calibration parts</th><th class="r">seed</th>\
                    <th>memory banks</th></tr></thead><tbody>
                    """);
            models.forEach(m -> html.append(row(m)));
            html.append("</tbody></table></div>");
        }
        return html.append(
                        """
                        <p>Scores are calibrated: 1 is the defect threshold of the modalities that took part. p is the conformal
                        p-value of a part's score among held-out good parts. Heat maps share one fixed scale from 0 to 2 and are
                        shrunk so that each pixel shows the highest score under it. Hatched grey in the shaded 3D pictures: no
                        measurement.</p></footer>
                        </main></body></html>
                        """)
                .toString();
    }

    private static String row(ModelSummary m) {
        List<String> banks = new ArrayList<>();
        m.banks()
                .forEach(
                        (modality, b) ->
                                banks.add(
                                        modality.label()
                                                + ": "
                                                + b.entries()
                                                + " entries, "
                                                + escape(b.extractorId())
                                                + format(
                                                        "; of %d parts, %d to %d patches an entry",
                                                        b.parts(),
                                                        b.smallestWeight(),
                                                        b.largestWeight())));
        return format(
                """
                <tr><th>%s</th><td><code>%s</code></td><td><code>%s</code></td><td class="r">%d</td>\
                <td class="r">%d%s</td><td class="r">%d</td><td>%s</td></tr>
                """,
                escape(m.category()),
                escape(m.modelId()),
                escape(m.provenance().dataSha256()),
                m.provenance().trainParts(),
                m.provenance().calibrationParts(),
                m.provenance().calibrationHeldOut() ? ", held out of train" : "",
                m.seed(),
                String.join("<br>", banks));
    }
}
