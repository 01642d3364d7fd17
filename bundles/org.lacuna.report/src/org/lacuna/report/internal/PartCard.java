package org.lacuna.report.internal;

import static org.lacuna.report.internal.Html.count;
import static org.lacuna.report.internal.Html.escape;
import static org.lacuna.report.internal.Html.format;

import org.lacuna.core.DefectRegion;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;

import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One part as a card: the pictures, then the evidence and the decision for each setting. Each
 * picture is embedded once; the tiles refer to it and lay heat map, regions and ground truth over
 * it, which the page can switch off.
 */
final class PartCard {
    /** Regions drawn and listed; more would hide the part. */
    private static final int MAX_REGIONS = 8;

    private static final byte[] NO_OVERLAY = {};

    private final PartEntry part;
    private final BasePictures base;
    private final String key;
    private final boolean labelled;
    private final StringBuilder html = new StringBuilder();

    /**
     * @param key unique in the page, made by us: safe as an id
     * @param labelled whether the part's defect name is the truth
     */
    PartCard(PartEntry part, BasePictures base, String key, boolean labelled) {
        this.part = part;
        this.base = base;
        this.key = key;
        this.labelled = labelled;
    }

    String html() {
        Set<String> marks = new TreeSet<>();
        for (PartEntry.View view : part.views().values()) {
            marks.add("has-" + view.inspection().verdict());
            if (isWrong(view.inspection())) {
                marks.add("wrong");
            }
        }
        html.append(
                format(
                        """
                        <article class="part %s"><header><h3>%s</h3>\
                        """,
                        String.join(" ", marks),
                        escape(part.id().defect() + " / " + part.id().name())));
        if (labelled) {
            html.append(
                    part.id().isGood()
                            ? "<span class=\"truth\">truth: good</span>"
                            : "<span class=\"truth bad\">truth: defective</span>");
        }
        for (Modality m : Modality.values()) {
            if (part.source().files().containsKey(m)) {
                String file = String.valueOf(part.source().files().get(m).getFileName());
                html.append(
                        format(
                                """
                                <span class="file">%s %s</span>\
                                """,
                                m.label(), escape(file)));
            }
        }
        html.append("</header>");
        if (!base.problem().isEmpty()) {
            html.append(
                    format(
                            """
                            <p class="problem">Pictures are missing: %s</p>\
                            """,
                            escape(base.problem())));
        }
        definitions();
        html.append("<div class=\"tiles\">");
        if (base.rgb().length > 0) {
            html.append("<figure>");
            picture("r", NO_OVERLAY, "colour image", List.of());
            html.append("<figcaption>image</figcaption></figure>");
        }
        if (base.depth().length > 0) {
            html.append("<figure>");
            picture("d", NO_OVERLAY, "shaded relief", List.of());
            html.append("<figcaption>3D, shaded</figcaption></figure>");
        }
        part.views().forEach(this::setting);
        return html.append("</div></article>\n").toString();
    }

    private boolean isWrong(Inspection inspection) {
        return labelled && PartEntry.outcome(part.id(), inspection.verdict()).isWrong();
    }

    private void definitions() {
        html.append("<svg class=\"defs\" aria-hidden=\"true\"><defs>");
        if (base.rgb().length > 0) {
            image("id=\"" + key + "r\"", "jpeg", base.rgb());
        }
        if (base.depth().length > 0) {
            image("id=\"" + key + "d\"", "jpeg", base.depth());
        }
        if (!base.truth().isEmpty()) {
            html.append(
                    format(
                            """
                            <path id="%sg" d="%s"/>\
                            """,
                            key, base.truth()));
        }
        html.append("</defs></svg>");
    }

    private void image(String attribute, String type, byte[] file) {
        html.append(
                format(
                        """
                        <image %s width="%d" height="%d" preserveAspectRatio="none" href="data:image/%s;base64,\
                        """,
                        attribute, base.width(), base.height(), type));
        html.append(Base64.getEncoder().encodeToString(file)).append("\"/>");
    }

    /**
     * @param which {@code r} or {@code d}
     */
    private void picture(String which, byte[] overlay, String label, List<DefectRegion> regions) {
        html.append(
                format(
                        """
                        <svg class="pic" viewBox="0 0 %d %d" role="img" aria-label="%s of %s">\
                        """,
                        base.width(), base.height(), label, escape(part.id().toString())));
        boolean there = which.equals("r") ? base.rgb().length > 0 : base.depth().length > 0;
        if (there) {
            html.append(
                    format(
                            """
                            <use href="#%s%s"/>\
                            """,
                            key, which));
        }
        if (overlay.length > 0) {
            image("class=\"heat\"", "png", overlay);
        }
        if (!base.truth().isEmpty()) {
            html.append(
                    format(
                            """
                            <use class="gt0" href="#%sg"/><use class="gt" href="#%1$sg"/>\
                            """,
                            key));
        }
        boxes(regions);
        html.append("</svg>");
    }

    private void boxes(List<DefectRegion> regions) {
        double size = Math.max(base.width(), base.height()) / 22.0;
        for (int n = 0; n < Math.min(MAX_REGIONS, regions.size()); n++) {
            DefectRegion r = regions.get(n);
            boolean roomAbove = r.row() > 1.3 * size;
            html.append(
                    format(
                            """
                            <g class="rg"><rect x="%d" y="%d" width="%d" height="%d"/>\
                            <text x="%1$d" y="%.1f" font-size="%.1f">%d</text></g>\
                            """,
                            r.column(),
                            r.row(),
                            r.width(),
                            r.height(),
                            roomAbove ? r.row() - 0.3 * size : r.row() + r.height() + size,
                            size,
                            n + 1));
        }
    }

    private void setting(ModalitySet setting, PartEntry.View view) {
        Inspection i = view.inspection();
        String label = "heat map " + setting.label();
        html.append("<figure class=\"setting\">");
        if (view.overlay().length > 0) {
            boolean onImage = setting.rgb() && base.rgb().length > 0 || base.depth().length == 0;
            picture(onImage ? "r" : "d", view.overlay(), label, i.regions());
            if (onImage && setting.xyz() && base.depth().length > 0 && part.views().size() == 1) {
                html.append(
                        format(
                                """
                                <figcaption>%s over the image</figcaption></figure><figure class="setting">\
                                """,
                                setting.label()));
                picture("d", view.overlay(), label, i.regions());
            }
        } else {
            html.append(
                    format(
                            """
                            <p class="nomap">no heat map: %s</p>\
                            """,
                            escape(i.reason())));
        }
        html.append(
                format(
                        """
                        <figcaption><span class="line"><b>%s</b>%s\
                        """,
                        setting.label(), Marks.verdict(i.verdict())));
        if (isWrong(i)) {
            html.append(
                    format(
                            """
                            <span class="chip error">%s</span>\
                            """,
                            PartEntry.outcome(part.id(), i.verdict()).label()));
        }
        html.append("</span>");
        if (!Double.isNaN(i.score())) {
            html.append(
                    format(
                            """
                            <span class="line num" title="%s"><span>score <b>%.3f</b></span><span>p = %.3f</span></span>%s\
                            """,
                            escape(i.reason()), i.score(), i.pValue(), Marks.scoreBar(i)));
        }
        if (!Double.isNaN(i.detectionRate())) {
            html.append(
                    format(
                            """
                            <span class="line num" title="share of parts with a synthetic defect that are stopped with the same modalities, tried when the model was made">stops %.0f %% of synthetic defects</span>\
                            """,
                            100 * i.detectionRate()));
        }
        html.append("<span class=\"line chips\">");
        for (Modality m : Modality.values()) {
            html.append(Marks.modality(m.label(), i.status(m)));
        }
        html.append("</span>");
        if (!i.regions().isEmpty()) {
            regions(i.regions());
        }
        html.append("</figcaption></figure>");
    }

    private void regions(List<DefectRegion> regions) {
        html.append(
                format(
                        """
                        <details class="regions"><summary>%s, highest peak %.2f</summary><ol>\
                        """,
                        count(regions.size(), "region"), regions.get(0).peakScore()));
        for (DefectRegion r : regions.subList(0, Math.min(MAX_REGIONS, regions.size()))) {
            html.append(
                    format(
                            "<li>peak %.2f, mean %.2f; %d px at (%.0f, %.0f)%s</li>",
                            r.peakScore(),
                            r.meanScore(),
                            r.areaPx(),
                            r.centreColumn(),
                            r.centreRow(),
                            r.metric().map(PartCard::metric).orElse("")));
        }
        html.append("</ol>");
        if (regions.size() > MAX_REGIONS) {
            html.append(format("<p>and %d with lower peaks</p>", regions.size() - MAX_REGIONS));
        }
        html.append("</details>");
    }

    private static String metric(DefectRegion.Metric m) {
        String depth =
                Double.isNaN(m.depthDeviationMm())
                        ? "depth unknown"
                        : format(
                                "%.2f mm %s",
                                Math.abs(m.depthDeviationMm()),
                                m.depthDeviationMm() < 0 ? "deep" : "high");
        return format("; %.1f mm across, %.1f mm\u00b2, %s", m.extentMm(), m.areaMm2(), depth);
    }
}
