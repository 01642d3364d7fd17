package org.lacuna.ui;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.Annotation;
import org.lacuna.annotation.ReviewState;
import org.lacuna.core.DefectRegion;
import org.lacuna.ui.internal.Numbers;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.annotating.Drawing;
import org.lacuna.ui.internal.annotating.DrawingSettings;
import org.lacuna.ui.internal.annotating.Messages;
import org.lacuna.ui.internal.annotating.Subject;
import org.lacuna.ui.internal.annotating.Tool;
import org.lacuna.ui.internal.viewing.Finding;
import org.lacuna.ui.internal.viewing.GridPixel;
import org.lacuna.ui.internal.viewing.PictureLayers;
import org.lacuna.ui.internal.viewing.PictureRenderer;
import org.lacuna.ui.internal.viewing.Raster;
import org.lacuna.ui.internal.viewing.ReadOut;
import org.lacuna.ui.internal.viewing.Viewport;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Paints the image view: the picture with its masks, kept as an image until something of it
 * changes, and over it what follows the mouse. UI thread only.
 */
final class PicturePainter {
    private static final int CROSS_REACH = 14;
    private static final int CROSS_GAP = 4;
    private static final int HUD_MARGIN = 8;

    private final Control control;
    private final AnnotationDesk desk;
    private final PictureRenderer renderer = new PictureRenderer();
    private Image image;

    PicturePainter(Control control, AnnotationDesk desk) {
        this.control = control;
        this.desk = desk;
        control.addDisposeListener(e -> invalidate());
    }

    /** The picture has to be painted anew. */
    void invalidate() {
        if (image != null) {
            image.dispose();
            image = null;
        }
    }

    /**
     * The picture itself.
     *
     * @param look how it is to be shown
     */
    void picture(GC gc, PartPicture picture, PictureLook look, Viewport view, int monitorZoom) {
        if (image == null) {
            Color outside = control.getBackground();
            int rgb = outside.getRed() << 16 | outside.getGreen() << 8 | outside.getBlue();
            PictureLayers layers =
                    new PictureLayers(
                            picture.base(),
                            picture.overlay().filter(o -> look.heat()),
                            look.opacity(),
                            picture.invalid().filter(m -> look.invalid()),
                            marks(picture.subject()));
            int[] argb =
                    renderer.paint(layers, view, Math.max(1, Math.round(monitorZoom / 100f)), rgb);
            image =
                    Raster.image(
                            control.getDisplay(), view.width(), view.height(), argb, monitorZoom);
        }
        gc.drawImage(image, 0, 0);
    }

    private List<PictureLayers.Mark> marks(Subject subject) {
        Optional<AnnotatedPart> part =
                desk.subject().filter(subject::equals).flatMap(s -> desk.part());
        Optional<Annotation> selected = desk.selected();
        List<PictureLayers.Mark> marks = new ArrayList<>();
        part.ifPresent(p -> p.annotations().forEach(a -> marks.add(mark(p, a, selected))));
        return marks;
    }

    private static PictureLayers.Mark mark(
            AnnotatedPart part, Annotation a, Optional<Annotation> selected) {
        boolean chosen = selected.filter(s -> s.id().equals(a.id())).isPresent();
        boolean rejected = a.details().state() == ReviewState.REJECTED;
        int rgb = part.classes().find(a.className()).map(c -> c.colour()).orElse(0xffffff);
        return new PictureLayers.Mark(a.mask(), rgb, rejected ? 0.06 : chosen ? 0.6 : 0.35);
    }

    /** Boxes around the regions of the verdict; the selected one stands out. */
    void regions(GC gc, Subject subject, Viewport view, double scale) {
        Optional<Finding> focus = desk.attention().focus();
        for (Subject.Region r : subject.regions()) {
            boolean chosen = focus.filter(r.finding()::equals).isPresent();
            DefectRegion box = r.finding().region();
            int x = (int) Math.floor(view.x(box.column()) / scale) - 2;
            int y = (int) Math.floor(view.y(box.row()) / scale) - 2;
            int w = (int) Math.ceil(box.width() * view.zoom() / scale) + 4;
            int h = (int) Math.ceil(box.height() * view.zoom() / scale) + 4;
            gc.setLineWidth(chosen ? 5 : 3);
            gc.setForeground(system(SWT.COLOR_BLACK));
            gc.drawRectangle(x, y, w, h);
            gc.setLineWidth(chosen ? 3 : 1);
            gc.setForeground(system(chosen ? SWT.COLOR_LIST_SELECTION : SWT.COLOR_WHITE));
            gc.drawRectangle(x, y, w, h);
        }
    }

    /** A cross at a pixel that the mouse is over in another view. */
    void cross(GC gc, GridPixel pixel, Viewport view, double scale) {
        int x = (int) Math.round(view.x(pixel.column() + 0.5) / scale);
        int y = (int) Math.round(view.y(pixel.row() + 0.5) / scale);
        cross(gc, x, y);
    }

    /** Black and white, so that it is seen on everything; open in the middle. */
    static void cross(GC gc, int x, int y) {
        int[] widths = {3, 1};
        int[] colours = {SWT.COLOR_BLACK, SWT.COLOR_WHITE};
        for (int i = 0; i < widths.length; i++) {
            gc.setLineWidth(widths[i]);
            gc.setForeground(gc.getDevice().getSystemColor(colours[i]));
            gc.drawLine(x - CROSS_REACH, y, x - CROSS_GAP, y);
            gc.drawLine(x + CROSS_GAP, y, x + CROSS_REACH, y);
            gc.drawLine(x, y - CROSS_REACH, x, y - CROSS_GAP);
            gc.drawLine(x, y + CROSS_GAP, x, y + CROSS_REACH);
        }
    }

    /** The shape in hand. */
    void drawing(GC gc, Drawing drawing, Viewport view, double scale) {
        if (!drawing.isActive()) {
            return;
        }
        double[] path = drawing.path();
        int[] points = new int[path.length];
        for (int i = 0; i < path.length; i += 2) {
            points[i] = (int) Math.round(view.x(path[i]) / scale);
            points[i + 1] = (int) Math.round(view.y(path[i + 1]) / scale);
        }
        Color colour = classColour();
        gc.setAntialias(SWT.ON);
        switch (drawing.tool()) {
            case BRUSH, ERASER -> stroke(gc, drawing, view.zoom() / scale, points, colour);
            case RECTANGLE -> {
                int x = Math.min(points[0], points[2]);
                int y = Math.min(points[1], points[3]);
                int w = Math.abs(points[2] - points[0]);
                int h = Math.abs(points[3] - points[1]);
                gc.setBackground(colour);
                gc.setAlpha(70);
                gc.fillRectangle(x, y, w, h);
                gc.setAlpha(255);
                twice(gc, colour, () -> gc.drawRectangle(x, y, w, h));
            }
            default -> twice(gc, colour, () -> gc.drawPolygon(points));
        }
        gc.setAntialias(SWT.DEFAULT);
    }

    private void stroke(GC gc, Drawing drawing, double zoom, int[] points, Color colour) {
        boolean erases = drawing.tool() == Tool.ERASER;
        int radius = (int) Math.max(1, Math.round(drawing.radiusPx() * zoom));
        gc.setAlpha(150);
        gc.setForeground(erases ? system(SWT.COLOR_WHITE) : colour);
        gc.setBackground(gc.getForeground());
        if (points.length == 2) {
            gc.fillOval(points[0] - radius, points[1] - radius, 2 * radius, 2 * radius);
        } else {
            gc.setLineWidth(2 * radius);
            gc.setLineCap(SWT.CAP_ROUND);
            gc.setLineJoin(SWT.JOIN_ROUND);
            gc.drawPolyline(points);
            gc.setLineCap(SWT.CAP_FLAT);
            gc.setLineJoin(SWT.JOIN_MITER);
        }
        gc.setAlpha(255);
    }

    private void twice(GC gc, Color colour, Runnable line) {
        gc.setLineWidth(3);
        gc.setForeground(system(SWT.COLOR_BLACK));
        line.run();
        gc.setLineWidth(2);
        gc.setForeground(colour);
        line.run();
    }

    /** The size of the brush where the mouse is. */
    void brush(GC gc, Point mouse, Viewport view, double scale) {
        DrawingSettings settings = desk.settings();
        if (settings.tool() == Tool.BRUSH || settings.tool() == Tool.ERASER) {
            int r = (int) Math.max(1, Math.round(settings.radiusPx() * view.zoom() / scale));
            gc.setAntialias(SWT.ON);
            twice(gc, classColour(), () -> gc.drawOval(mouse.x - r, mouse.y - r, 2 * r, 2 * r));
            gc.setAntialias(SWT.DEFAULT);
        }
    }

    /** Tool, size and class, in the upper left corner. */
    void tool(GC gc) {
        DrawingSettings settings = desk.settings();
        if (settings.tool() == Tool.SELECT || desk.part().isEmpty()) {
            return;
        }
        String size =
                switch (settings.tool()) {
                    case BRUSH, ERASER ->
                            NLS.bind(
                                    Messages.Hud_radius,
                                    Numbers.format("%.1f", settings.radiusPx()));
                    case WAND ->
                            NLS.bind(
                                    Messages.Hud_tolerance,
                                    settings.source().label(),
                                    Numbers.format("%.2f", settings.tolerance()));
                    default -> "";
                };
        String text = settings.tool().label() + (size.isEmpty() ? "" : "   " + size);
        String type = desk.currentClass().map(c -> c.name()).orElse("");
        Point left = gc.textExtent(text);
        int chip = left.y - 4;
        int width = left.x + gc.textExtent(type).x + chip + 3 * HUD_MARGIN;
        panel(gc, HUD_MARGIN, HUD_MARGIN, width, left.y);
        int y = HUD_MARGIN + HUD_MARGIN / 2;
        gc.drawText(text, 2 * HUD_MARGIN, y, true);
        int x = 2 * HUD_MARGIN + left.x + 2 * HUD_MARGIN;
        gc.setBackground(classColour());
        gc.fillRectangle(x, y + 2, chip, chip);
        gc.drawText(type, x + chip + HUD_MARGIN, y, true);
    }

    /**
     * What is known of the pixel that is pointed at, in the lower left corner; in lines where the
     * view is narrow.
     */
    static void readOut(GC gc, String text, int width, int bottom) {
        StringBuilder lines = new StringBuilder();
        for (String piece : text.split(ReadOut.GAP)) {
            String longer = lines.isEmpty() ? piece : lines + ReadOut.GAP + piece;
            if (lines.isEmpty() || gc.textExtent(longer).x + 4 * HUD_MARGIN <= width) {
                lines.replace(0, lines.length(), longer);
            } else {
                lines.append('\n').append(piece);
            }
        }
        Point size = gc.textExtent(lines.toString());
        int y = bottom - size.y - 2 * HUD_MARGIN;
        panel(gc, HUD_MARGIN, y, size.x, size.y);
        gc.drawText(lines.toString(), 2 * HUD_MARGIN, y + HUD_MARGIN / 2, true);
    }

    /** Text on a panel, its upper left corner there. */
    static void label(GC gc, String text, int x, int y) {
        Point size = gc.textExtent(text);
        panel(gc, x - HUD_MARGIN, y - HUD_MARGIN / 2, size.x, size.y);
        gc.drawText(text, x, y, true);
    }

    /** What text is written on, in the colours of tool tips; readable over every picture. */
    private static void panel(GC gc, int x, int y, int width, int height) {
        gc.setAlpha(225);
        gc.setBackground(gc.getDevice().getSystemColor(SWT.COLOR_INFO_BACKGROUND));
        gc.fillRoundRectangle(x, y, width + 2 * HUD_MARGIN, height + HUD_MARGIN, 6, 6);
        gc.setAlpha(255);
        gc.setForeground(gc.getDevice().getSystemColor(SWT.COLOR_INFO_FOREGROUND));
    }

    private Color classColour() {
        int rgb = desk.currentClass().map(c -> c.colour()).orElse(0xffffff);
        return new Color(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
    }

    private Color system(int id) {
        return control.getDisplay().getSystemColor(id);
    }
}
