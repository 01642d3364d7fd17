package org.lacuna.ui;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.lacuna.annotation.Annotation;
import org.lacuna.annotation.Origin;
import org.lacuna.core.DefectRegion;
import org.lacuna.ui.internal.Numbers;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.annotating.Labels;
import org.lacuna.ui.internal.annotating.Subject;
import org.lacuna.ui.internal.viewing.Finding;
import org.lacuna.ui.internal.viewing.Messages;

import java.util.Optional;
import java.util.function.Function;

/** The columns of the defects view: what they say of regions and annotations. UI thread only. */
final class DefectColumns {
    private static final String NOTHING = "\u2013";

    /** What the table shows, from left to right. */
    enum Column {
        WHAT(16, 110),
        SEVERITY(9, 76),
        STATE(9, 70),
        PEAK(6, 50),
        MEAN(6, 54),
        AREA(7, 78),
        EXTENT(7, 84),
        DEPTH(7, 78),
        PLACE(14, 134),
        PIXEL(7, 66),
        AREA_PX(6, 66),
        COMMENT(16, 90);

        private final int weight;
        private final int minimum;

        Column(int weight, int minimum) {
            this.weight = weight;
            this.minimum = minimum;
        }

        int weight() {
            return weight;
        }

        int minimum() {
            return minimum;
        }

        String title() {
            return switch (this) {
                case WHAT -> Messages.Defects_what;
                case SEVERITY -> Messages.Defects_severity;
                case STATE -> Messages.Defects_state;
                case PEAK -> Messages.Defects_peak;
                case MEAN -> Messages.Defects_mean;
                case AREA -> Messages.Defects_area;
                case EXTENT -> Messages.Defects_extent;
                case DEPTH -> Messages.Defects_depth;
                case PLACE -> Messages.Defects_place;
                case PIXEL -> Messages.Defects_pixel;
                case AREA_PX -> Messages.Defects_areaPx;
                case COMMENT -> Messages.Defects_comment;
            };
        }
    }

    private final TableViewer viewer;
    private final AnnotationDesk desk;
    private final LocalResourceManager images;

    DefectColumns(TableViewer viewer, AnnotationDesk desk) {
        this.viewer = viewer;
        this.desk = desk;
        this.images = new LocalResourceManager(JFaceResources.getResources(), viewer.getTable());
    }

    /** Fills a column and, where annotations can be edited in it, lets them. */
    void install(Column column, TableViewerColumn shown) {
        shown.setLabelProvider(
                new ColumnLabelProvider() {
                    @Override
                    public String getText(Object element) {
                        return text(column, (Finding) element);
                    }

                    @Override
                    public Image getImage(Object element) {
                        return column == Column.WHAT ? chip((Finding) element) : null;
                    }

                    @Override
                    public String getToolTipText(Object element) {
                        return annotation((Finding) element)
                                .map(a -> a.details().comment())
                                .filter(c -> !c.isEmpty())
                                .orElse(null);
                    }
                });
        DefectEditing.of(column, viewer, desk).ifPresent(shown::setEditingSupport);
    }

    private Optional<Annotation> annotation(Finding finding) {
        return finding instanceof Finding.Marked m
                ? desk.part().flatMap(p -> p.find(m.id()))
                : Optional.empty();
    }

    String text(Column column, Finding finding) {
        return switch (finding) {
            case Finding.Region r -> text(column, r);
            case Finding.Marked m -> annotation(m).map(a -> text(column, a)).orElse("");
        };
    }

    private String text(Column column, Finding.Region finding) {
        DefectRegion r = finding.region();
        return switch (column) {
            case WHAT -> NLS.bind(Messages.Defects_region, finding.index() + 1);
            case SEVERITY, COMMENT -> "";
            case STATE -> decision(finding);
            case PEAK -> number(r.peakScore(), "%.2f");
            case MEAN -> number(r.meanScore(), "%.2f");
            case AREA -> metric(r, DefectRegion.Metric::areaMm2, "%.1f");
            case EXTENT -> metric(r, DefectRegion.Metric::extentMm, "%.1f");
            case DEPTH -> metric(r, DefectRegion.Metric::depthDeviationMm, "%+.2f");
            case PLACE ->
                    r.metric()
                            .map(m -> Numbers.list("%.1f", m.xMm(), m.yMm(), m.zMm()))
                            .orElse(NOTHING);
            case PIXEL -> Numbers.format("%.0f, %.0f", r.centreColumn(), r.centreRow());
            case AREA_PX -> Integer.toString(r.areaPx());
        };
    }

    /** What a person has decided about a region: the state of the annotation made from it. */
    private String decision(Finding.Region region) {
        Optional<Subject> subject = desk.subject().filter(s -> s.id().equals(region.part()));
        return subject.flatMap(s -> s.maskOf(region))
                .flatMap(
                        mask ->
                                desk.part().orElseThrow().annotations().stream()
                                        .filter(a -> a.origin() == Origin.REGION)
                                        .filter(a -> !a.mask().intersect(mask).isEmpty())
                                        .findFirst())
                .map(a -> Labels.of(a.details().state()))
                .orElse(Messages.Defects_open);
    }

    private static String text(Column column, Annotation a) {
        return switch (column) {
            case WHAT -> a.className();
            case SEVERITY -> Labels.of(a.details().severity());
            case STATE -> Labels.of(a.details().state());
            case PIXEL ->
                    a.mask().isEmpty()
                            ? NOTHING
                            : (a.mask().bounds().column() + a.mask().bounds().width() / 2)
                                    + ", "
                                    + (a.mask().bounds().row() + a.mask().bounds().height() / 2);
            case AREA_PX -> Integer.toString(a.mask().count());
            case COMMENT -> a.details().comment();
            default -> NOTHING;
        };
    }

    private static String metric(
            DefectRegion r, Function<DefectRegion.Metric, Double> value, String format) {
        return r.metric().map(m -> number(value.apply(m), format)).orElse(NOTHING);
    }

    private static String number(double value, String format) {
        return Double.isNaN(value) ? NOTHING : Numbers.format(format, value);
    }

    /** A piece of the class's colour. */
    private Image chip(Finding finding) {
        return annotation(finding)
                .flatMap(a -> desk.part().flatMap(p -> p.classes().find(a.className())))
                .map(c -> images.create(new Chip(c.colour())))
                .orElse(null);
    }

    /** Equal for equal colours, so that the manager keeps one image of each. */
    private static final class Chip extends ImageDescriptor {
        private static final int SIZE = 12;

        private final int rgb;

        Chip(int rgb) {
            this.rgb = rgb;
        }

        @Override
        public ImageData getImageData(int zoom) {
            int size = SIZE * zoom / 100;
            ImageData data = new ImageData(size, size, 24, new PaletteData(0xff0000, 0xff00, 0xff));
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    data.setPixel(x, y, rgb);
                }
            }
            return data;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Chip c && c.rgb == rgb;
        }

        @Override
        public int hashCode() {
            return rgb;
        }
    }
}
