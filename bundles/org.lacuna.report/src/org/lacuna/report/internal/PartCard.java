package org.lacuna.report.internal;

import static org.lacuna.report.internal.Html.count;
import static org.lacuna.report.internal.Html.escape;
import static org.lacuna.report.internal.Html.format;

import org.lacuna.core.DefectRegion;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;

import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One part as a card: the pictures, then the evidence and the decision for each setting. */
public final class PartCard {
    /** Regions drawn and listed; more would hide the part. */
    private static final int MAX_REGIONS = 8;

    private final boolean labelled;

    public PartCard(boolean labelled) {
        this.labelled = labelled;
    }

    /**
     * @param key unique in the page, made by us: safe as an id
     */
    public String html(PartEntry part, BasePictures base, String key) {
        Set<String> marks = new TreeSet<>();
        boolean wrong = false;
        for (PartEntry.View view : part.views().values()) {
            marks.add("has-" + view.inspection().verdict());
            wrong |=
                    labelled && PartEntry.outcome(part.id(), view.inspection().verdict()).isWrong();
        }
        StringBuilder html = new StringBuilder();
        html.append("<article class=\"part ")
                .append(String.join(" ", marks))
                .append(wrong ? " wrong" : "")
                .append("\">");
        html.append("<header><h3>")
                .append(escape(part.id().defect() + " / " + part.id().name()))
                .append("</h3>");
        if (labelled) {
            html.append(
                    part.id().isGood()
                            ? "<span class=\"truth\">truth: good</span>"
                            : "<span class=\"truth bad\">truth: defective</span>");
        }
        for (Modality m : Modality.values()) {
            if (part.source().files().containsKey(m)) {
                html.append("<span class=\"file\">")
                        .append(m.label())
                        .append(' ')
                        .append(escape(String.valueOf(part.source().files().get(m).getFileName())))
                        .append("</span>");
            }
        }
        html.append("</header>");
        if (!base.problem().isEmpty()) {
            html.append("<p class=\"problem\">Pictures are missing: ")
                    .append(escape(base.problem()))
                    .append("</p>");
        }
        defs(html, part, base, key);
        html.append("<div class=\"tiles\">");
        if (base.rgb().length > 0) {
            html.append("<figure>")
                    .append(picture(part, base, key, "r", new byte[0], "colour image", ""));
            html.append("<figcaption>image</figcaption></figure>");
        }
        if (base.depth().length > 0) {
            html.append("<figure>")
                    .append(picture(part, base, key, "d", new byte[0], "shaded relief", ""));
            html.append("<figcaption>3D, shaded</figcaption></figure>");
        }
        boolean single = part.views().size() == 1;
        for (Map.Entry<ModalitySet, PartEntry.View> e : part.views().entrySet()) {
            setting(html, part, base, key, e.getKey(), e.getValue(), single);
        }
        return html.append("</div></article>\n").toString();
    }

    private static void defs(StringBuilder html, PartEntry part, BasePictures base, String key) {
        html.append("<svg class=\"defs\" aria-hidden=\"true\"><defs>");
        image(html, base.rgb(), key + "r", part);
        image(html, base.depth(), key + "d", part);
        if (!base.truth().isEmpty()) {
            html.append("<path id=\"")
                    .append(key)
                    .append("g\" d=\"")
                    .append(base.truth())
                    .append("\"/>");
        }
        html.append("</defs></svg>");
    }

    private static void image(StringBuilder html, byte[] jpeg, String id, PartEntry part) {
        if (jpeg.length > 0) {
            html.append(
                    format(
                            "<image id=\"%s\" width=\"%d\" height=\"%d\""
                                    + " preserveAspectRatio=\"none\" href=\"%s\"/>",
                            id, part.width(), part.height(), data("jpeg", jpeg)));
        }
    }

    private static String data(String type, byte[] file) {
        return "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(file);
    }

    /** A base picture with everything over it; what is over it can be switched off in the page. */
    private static String picture(
            PartEntry part,
            BasePictures base,
            String key,
            String which,
            byte[] overlay,
            String label,
            String regions) {
        StringBuilder svg = new StringBuilder();
        svg.append(
                format(
                        "<svg class=\"pic\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s of"
                                + " %s\">",
                        part.width(), part.height(), label, escape(part.id().toString())));
        boolean there = which.equals("r") ? base.rgb().length > 0 : base.depth().length > 0;
        svg.append(
                there
                        ? "<use href=\"#" + key + which + "\"/>"
                        : format(
                                "<rect class=\"empty\" width=\"%d\" height=\"%d\"/>",
                                part.width(), part.height()));
        if (overlay.length > 0) {
            svg.append(
                    format(
                            "<image class=\"heat\" width=\"%d\" height=\"%d\""
                                    + " preserveAspectRatio=\"none\" href=\"%s\"/>",
                            part.width(), part.height(), data("png", overlay)));
        }
        if (!base.truth().isEmpty()) {
            svg.append("<use class=\"gt0\" href=\"#").append(key).append("g\"/>");
            svg.append("<use class=\"gt\" href=\"#").append(key).append("g\"/>");
        }
        return svg.append(regions).append("</svg>").toString();
    }

    private void setting(
            StringBuilder html,
            PartEntry part,
            BasePictures base,
            String key,
            ModalitySet setting,
            PartEntry.View view,
            boolean single) {
        Inspection i = view.inspection();
        String boxes = boxes(part, i);
        boolean onImage = setting.rgb() && base.rgb().length > 0 || base.depth().length == 0;
        html.append("<figure class=\"setting\">");
        if (view.overlay().length > 0) {
            html.append(
                    picture(
                            part,
                            base,
                            key,
                            onImage ? "r" : "d",
                            view.overlay(),
                            "heat map " + setting.label(),
                            boxes));
            if (single && onImage && setting.xyz() && base.depth().length > 0) {
                html.append("<figcaption>")
                        .append(setting.label())
                        .append(" over the image</figcaption></figure>");
                html.append("<figure class=\"setting\">");
                html.append(
                        picture(
                                part,
                                base,
                                key,
                                "d",
                                view.overlay(),
                                "heat map " + setting.label(),
                                boxes));
            }
        } else {
            html.append("<p class=\"nomap\">no heat map: ")
                    .append(escape(i.reason()))
                    .append("</p>");
        }
        html.append("<figcaption>");
        PartEntry.Outcome outcome = PartEntry.outcome(part.id(), i.verdict());
        html.append("<span class=\"line\"><b>").append(setting.label()).append("</b>");
        html.append(Marks.verdict(i.verdict()));
        if (labelled && outcome.isWrong()) {
            html.append("<span class=\"chip error\">").append(outcome.label()).append("</span>");
        }
        html.append("</span>");
        if (!Double.isNaN(i.score())) {
            html.append(
                    format(
                            "<span class=\"line num\" title=\"%s\"><span>score"
                                    + " <b>%.3f</b></span><span>p = %.3f</span></span>",
                            escape(i.reason()), i.score(), i.pValue()));
            html.append(Marks.scoreBar(i));
        }
        html.append("<span class=\"line chips\">");
        for (Modality m : Modality.values()) {
            html.append(Marks.modality(m.label(), i.status(m)));
        }
        html.append("</span>");
        regions(html, i);
        html.append("</figcaption></figure>");
    }

    private static String boxes(PartEntry part, Inspection i) {
        StringBuilder svg = new StringBuilder();
        double size = Math.max(part.width(), part.height()) / 22.0;
        for (int n = 0; n < Math.min(MAX_REGIONS, i.regions().size()); n++) {
            DefectRegion r = i.regions().get(n);
            svg.append(
                    format(
                            "<g class=\"rg\"><rect x=\"%d\" y=\"%d\" width=\"%d\""
                                    + " height=\"%d\"/><text x=\"%.1f\" y=\"%.1f\""
                                    + " font-size=\"%.1f\">%d</text></g>",
                            r.column(),
                            r.row(),
                            r.width(),
                            r.height(),
                            (double) r.column(),
                            r.row() > 1.3 * size
                                    ? r.row() - 0.3 * size
                                    : r.row() + r.height() + size,
                            size,
                            n + 1));
        }
        return svg.toString();
    }

    private static void regions(StringBuilder html, Inspection i) {
        if (i.regions().isEmpty()) {
            return;
        }
        html.append("<details class=\"regions\"><summary>")
                .append(count(i.regions().size(), "region"))
                .append(
                        format(
                                ", highest peak %.2f</summary><ol>",
                                i.regions().get(0).peakScore()));
        for (int n = 0; n < Math.min(MAX_REGIONS, i.regions().size()); n++) {
            DefectRegion r = i.regions().get(n);
            html.append(
                    format(
                            "<li>peak %.2f, mean %.2f; %d px at (%.0f, %.0f)",
                            r.peakScore(),
                            r.meanScore(),
                            r.areaPx(),
                            r.centreColumn(),
                            r.centreRow()));
            r.metric()
                    .ifPresent(
                            m ->
                                    html.append(
                                            format(
                                                    "; %.1f mm across, %.1f mm\u00b2, %s",
                                                    m.extentMm(),
                                                    m.areaMm2(),
                                                    height(m.depthDeviationMm()))));
            html.append("</li>");
        }
        html.append("</ol>");
        if (i.regions().size() > MAX_REGIONS) {
            html.append("<p>and ")
                    .append(i.regions().size() - MAX_REGIONS)
                    .append(" smaller peaks</p>");
        }
        html.append("</details>");
    }

    private static String height(double deviationMm) {
        if (Double.isNaN(deviationMm)) {
            return "depth unknown";
        }
        return format("%.2f mm %s", Math.abs(deviationMm), deviationMm < 0 ? "deep" : "high");
    }
}
