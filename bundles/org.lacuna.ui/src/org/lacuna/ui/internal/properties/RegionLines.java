package org.lacuna.ui.internal.properties;

import org.eclipse.osgi.util.NLS;
import org.lacuna.annotation.Annotation;
import org.lacuna.core.DefectRegion;
import org.lacuna.ui.internal.Numbers;
import org.lacuna.ui.internal.annotating.Labels;
import org.lacuna.ui.internal.viewing.Finding;

import java.util.ArrayList;
import java.util.List;

/** What was measured of a region, and what a person said of a spot. */
final class RegionLines {
    private RegionLines() {}

    /** The region with all its numbers. */
    static List<Line> of(Finding.Region finding) {
        DefectRegion r = finding.region();
        List<Line> lines = new ArrayList<>();
        String group = NLS.bind(Messages.Region_title, finding.index() + 1);
        r.metric()
                .ifPresent(
                        m -> {
                            lines.add(new Line(group, Messages.Region_area, areaMm2(m.areaMm2())));
                            lines.add(
                                    new Line(
                                            group,
                                            Messages.Region_extent,
                                            mm("%.2f", m.extentMm())));
                            lines.add(
                                    new Line(
                                            group,
                                            Messages.Region_depth,
                                            mm("%+.3f", m.depthDeviationMm())));
                            lines.add(
                                    new Line(
                                            group,
                                            Messages.Region_centre,
                                            Numbers.list("%.2f", m.xMm(), m.yMm(), m.zMm())
                                                    + " mm"));
                        });
        lines.add(new Line(group, Messages.Region_peak, Numbers.format("%.3f", r.peakScore())));
        lines.add(new Line(group, Messages.Region_mean, Numbers.format("%.3f", r.meanScore())));
        lines.add(new Line(group, Messages.Region_areaPx, r.areaPx() + " px"));
        lines.add(
                new Line(
                        group,
                        Messages.Region_centrePx,
                        Numbers.format("%.0f, %.0f px", r.centreColumn(), r.centreRow())));
        lines.add(
                new Line(
                        group,
                        Messages.Region_box,
                        r.column()
                                + ", "
                                + r.row()
                                + ", "
                                + r.width()
                                + " \u00d7 "
                                + r.height()
                                + " px"));
        return lines;
    }

    /** The annotation as a person made it. */
    static List<Line> of(Annotation a) {
        String group = Messages.Group_annotation;
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(group, Messages.Annotation_class, a.className()));
        lines.add(new Line(group, Messages.Annotation_severity, Labels.of(a.details().severity())));
        lines.add(new Line(group, Messages.Annotation_state, Labels.of(a.details().state())));
        lines.add(new Line(group, Messages.Annotation_comment, a.details().comment()));
        lines.add(new Line(group, Messages.Region_areaPx, a.mask().count() + " px"));
        return lines;
    }

    /** The region in one line. */
    static String summary(DefectRegion r) {
        String score =
                NLS.bind(Messages.Region_summaryScore, Numbers.format("%.3f", r.peakScore()));
        return r.metric()
                .map(
                        m ->
                                score
                                        + NLS.bind(
                                                Messages.Region_summaryMetric,
                                                new Object[] {
                                                    areaMm2(m.areaMm2()),
                                                    mm("%.2f", m.extentMm()),
                                                    mm("%+.3f", m.depthDeviationMm())
                                                }))
                .orElse(score + ", " + r.areaPx() + " px");
    }

    private static String areaMm2(double value) {
        return mm("%.2f", value).replace(" mm", " mm\u00b2");
    }

    /** NaN where nothing was measured. */
    private static String mm(String format, double value) {
        return Double.isNaN(value) ? "\u2013" : Numbers.format(format, value) + " mm";
    }
}
