package org.lacuna.ui;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.lacuna.core.DefectRegion;
import org.lacuna.core.Inspection;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Paints a part's picture: base, heat map, region outlines and legend; zooms at the mouse with the
 * wheel, drags with the left button, fits on double click.
 */
final class PictureCanvas extends Canvas {
    private static final double ZOOM_STEP = 1.25;
    private static final double MAX_ZOOM = 32;

    private final Consumer<String> statusLine;
    private Optional<PartItem> part = Optional.empty();
    private Optional<PartPicture> picture = Optional.empty();
    private String message = "Select a part.";
    private Image base;
    private Image overlay;
    private boolean heat = true;
    private boolean regions = true;
    private boolean fitted = true;
    private double zoom = 1;
    private double originX;
    private double originY;
    private Point dragFrom;

    PictureCanvas(Composite parent, Consumer<String> statusLine) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_REDRAW_RESIZE);
        this.statusLine = statusLine;
        addPaintListener(e -> paint(e.gc));
        addListener(
                SWT.Resize,
                e -> {
                    if (fitted) {
                        fit();
                    }
                    redraw();
                });
        addListener(SWT.MouseWheel, this::wheel);
        addListener(SWT.MouseDoubleClick, e -> fit());
        addListener(SWT.MouseDown, e -> dragFrom = e.button == 1 ? new Point(e.x, e.y) : null);
        addListener(SWT.MouseUp, e -> dragFrom = null);
        addListener(SWT.MouseMove, this::move);
        addListener(SWT.MouseExit, e -> statusLine.accept(null));
        addDisposeListener(e -> disposeImages());
    }

    void show(boolean withHeat, boolean withRegions) {
        heat = withHeat;
        regions = withRegions;
        redraw();
    }

    void setPicture(PartItem item, PartPicture shown) {
        boolean sameSize =
                picture.map(p -> p.width() == shown.width() && p.height() == shown.height())
                        .orElse(false);
        disposeImages();
        part = Optional.of(item);
        picture = Optional.of(shown);
        base = new Image(getDisplay(), opaque(shown));
        overlay =
                shown.overlay()
                        .map(o -> new Image(getDisplay(), transparent(shown, o)))
                        .orElse(null);
        // Comparing parts at the same place is what people do: keep the zoom as long as the grid is
        // the same.
        if (fitted || !sameSize) {
            fit();
        }
        redraw();
    }

    void setMessage(PartItem item, String text) {
        disposeImages();
        part = Optional.of(item);
        picture = Optional.empty();
        message = text;
        redraw();
    }

    Optional<PartItem> shownPart() {
        return picture.isPresent() ? part : Optional.empty();
    }

    void fit() {
        fitted = true;
        Rectangle area = getClientArea();
        picture.ifPresent(
                p -> {
                    int room = Math.max(1, area.height - Legend.HEIGHT);
                    zoom =
                            Math.max(
                                    1e-3,
                                    Math.min(
                                            (double) area.width / p.width(),
                                            (double) room / p.height()));
                    originX = (area.width - p.width() * zoom) / 2;
                    originY = (room - p.height() * zoom) / 2;
                });
        redraw();
    }

    private void wheel(Event e) {
        if (picture.isEmpty() || e.count == 0) {
            return;
        }
        double wanted =
                Math.clamp(zoom * (e.count > 0 ? ZOOM_STEP : 1 / ZOOM_STEP), 0.05, MAX_ZOOM);
        originX = e.x - (e.x - originX) * wanted / zoom;
        originY = e.y - (e.y - originY) * wanted / zoom;
        zoom = wanted;
        fitted = false;
        redraw();
    }

    private void move(Event e) {
        if (dragFrom != null) {
            originX += e.x - dragFrom.x;
            originY += e.y - dragFrom.y;
            dragFrom = new Point(e.x, e.y);
            fitted = false;
            redraw();
        }
        picture.ifPresent(
                p ->
                        statusLine.accept(
                                p.describe(
                                        (int) Math.floor((e.x - originX) / zoom),
                                        (int) Math.floor((e.y - originY) / zoom))));
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        if (picture.isEmpty()) {
            gc.drawText(message, 12, 12, true);
            return;
        }
        PartPicture p = picture.get();
        int x = (int) Math.round(originX);
        int y = (int) Math.round(originY);
        int w = (int) Math.round(p.width() * zoom);
        int h = (int) Math.round(p.height() * zoom);
        gc.setInterpolation(zoom < 1 ? SWT.HIGH : SWT.NONE);
        gc.drawImage(base, 0, 0, p.width(), p.height(), x, y, w, h);
        if (heat && overlay != null) {
            gc.setInterpolation(SWT.HIGH);
            gc.drawImage(overlay, 0, 0, p.width(), p.height(), x, y, w, h);
        }
        Optional<Inspection> inspection = part.flatMap(PartItem::inspection);
        if (regions) {
            inspection.ifPresent(i -> i.regions().forEach(r -> outline(gc, r)));
        }
        if (heat && overlay != null) {
            inspection.ifPresent(i -> Legend.paint(gc, area, i.thresholds()));
        }
    }

    private void outline(GC gc, DefectRegion r) {
        int x = (int) Math.floor(originX + r.column() * zoom) - 2;
        int y = (int) Math.floor(originY + r.row() * zoom) - 2;
        int w = (int) Math.ceil(r.width() * zoom) + 4;
        int h = (int) Math.ceil(r.height() * zoom) + 4;
        gc.setLineWidth(3);
        gc.setForeground(getDisplay().getSystemColor(SWT.COLOR_BLACK));
        gc.drawRectangle(x, y, w, h);
        gc.setLineWidth(1);
        gc.setForeground(getDisplay().getSystemColor(SWT.COLOR_WHITE));
        gc.drawRectangle(x, y, w, h);
    }

    private void disposeImages() {
        if (base != null) {
            base.dispose();
            base = null;
        }
        if (overlay != null) {
            overlay.dispose();
            overlay = null;
        }
    }

    private static ImageData opaque(PartPicture p) {
        ImageData data =
                new ImageData(p.width(), p.height(), 24, new PaletteData(0xff0000, 0xff00, 0xff));
        fill(data, p, p.base());
        return data;
    }

    private static ImageData transparent(PartPicture p, int[] argb) {
        ImageData data =
                new ImageData(p.width(), p.height(), 24, new PaletteData(0xff0000, 0xff00, 0xff));
        data.alphaData = new byte[argb.length];
        for (int i = 0; i < argb.length; i++) {
            data.alphaData[i] = (byte) (argb[i] >>> 24);
        }
        fill(data, p, argb);
        return data;
    }

    private static void fill(ImageData data, PartPicture p, int[] argb) {
        for (int row = 0; row < p.height(); row++) {
            data.setPixels(0, row, p.width(), argb, row * p.width());
        }
    }
}
