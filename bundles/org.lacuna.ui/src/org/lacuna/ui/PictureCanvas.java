package org.lacuna.ui;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.lacuna.annotation.RunMask;
import org.lacuna.core.DefectRegion;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.annotating.Tool;
import org.lacuna.ui.internal.viewing.Attention;
import org.lacuna.ui.internal.viewing.Finding;
import org.lacuna.ui.internal.viewing.Flight;
import org.lacuna.ui.internal.viewing.GridArea;
import org.lacuna.ui.internal.viewing.GridPixel;
import org.lacuna.ui.internal.viewing.Messages;
import org.lacuna.ui.internal.viewing.Viewport;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A part's picture with heat map, regions and annotations. The wheel zooms at the mouse; with the
 * select tool the left button moves the picture and selects, with others it draws ({@link
 * PictureDrawing}); middle and right button always move. Double click fits; arrow keys move, + and
 * - zoom, F fits.
 */
final class PictureCanvas extends Canvas {
    private static final double ZOOM_STEP = 1.25;
    private static final int KEY_PAN = 48;

    /** So much larger than a finding is what is shown of it. */
    private static final double SURROUNDINGS = 3;

    private static final double FINDING_ZOOM = 12;

    private final Consumer<String> statusLine;
    private final AnnotationDesk desk;
    private final PicturePainter painter;
    private final PictureDrawing drawing;
    private final Flight flight;
    private Optional<PartItem> part = Optional.empty();
    private Optional<PartPicture> picture = Optional.empty();
    private String message = Messages.View_selectPart;
    private PictureLook look = PictureLook.defaults();
    private boolean fitted = true;
    private Viewport view = new Viewport(1, 1, 0, 0, 1);
    private Point dragFrom;
    private boolean dragged;
    private Point mouse;
    private long paintNanos;

    PictureCanvas(Composite parent, Consumer<String> statusLine, AnnotationDesk desk) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        this.statusLine = statusLine;
        this.desk = desk;
        this.painter = new PicturePainter(this, desk);
        this.drawing = new PictureDrawing(this, desk);
        this.flight = new Flight(this);
        addPaintListener(e -> paint(e.gc));
        addListener(SWT.Resize, e -> resized());
        addListener(SWT.MouseWheel, this::wheel);
        addListener(SWT.MouseDoubleClick, this::doubleClick);
        addListener(SWT.MouseDown, this::press);
        addListener(SWT.MouseUp, this::release);
        addListener(SWT.MouseMove, this::move);
        addListener(SWT.MouseExit, e -> leave());
        addListener(SWT.KeyDown, this::key);
        listen();
        getAccessible()
                .addAccessibleListener(
                        new AccessibleAdapter() {
                            @Override
                            public void getName(AccessibleEvent e) {
                                e.result = accessibleName();
                            }
                        });
    }

    /** What screen readers say. */
    String accessibleName() {
        return part.map(p -> NLS.bind(Messages.Image_nameOf, p.id())).orElse(Messages.Image_name);
    }

    private void listen() {
        Attention attention = desk.attention();
        Attention.Listener looks =
                new Attention.Listener() {
                    @Override
                    public void cursorMoved() {
                        redraw();
                    }

                    @Override
                    public void focusChanged(boolean fly) {
                        repaint();
                        if (fly) {
                            attention.focus().ifPresent(PictureCanvas.this::flyTo);
                        }
                    }
                };
        AnnotationDesk.Listener edits =
                new AnnotationDesk.Listener() {
                    @Override
                    public void annotationsChanged() {
                        repaint();
                    }

                    @Override
                    public void settingsChanged() {
                        if (desk.settings().tool() != drawing.drawing().tool()) {
                            drawing.cancel();
                        }
                        setCursor(
                                getDisplay()
                                        .getSystemCursor(
                                                desk.settings().tool() == Tool.SELECT
                                                        ? SWT.CURSOR_ARROW
                                                        : SWT.CURSOR_CROSS));
                        redraw();
                    }
                };
        attention.addListener(looks);
        desk.addListener(edits);
        addDisposeListener(
                e -> {
                    attention.removeListener(looks);
                    desk.removeListener(edits);
                    drawing.cancel();
                });
    }

    void setLook(PictureLook other) {
        look = other;
        repaint();
    }

    void setPicture(PartItem item, PartPicture shown) {
        boolean sameGrid = picture.map(p -> p.grid().equals(shown.grid())).orElse(false);
        boolean samePart = picture.map(p -> p.subject().equals(shown.subject())).orElse(false);
        part = Optional.of(item);
        picture = Optional.of(shown);
        if (!samePart) {
            drawing.cancel();
        }
        // Comparing parts at the same place is what people do: keep the zoom as long as the grid is
        // the same.
        if (fitted || !sameGrid) {
            fit();
        } else {
            look(view);
        }
    }

    void setMessage(PartItem item, String text) {
        part = Optional.of(item);
        picture = Optional.empty();
        message = text;
        drawing.cancel();
        repaint();
    }

    Optional<PartItem> shownPart() {
        return picture.isPresent() ? part : Optional.empty();
    }

    Optional<PartPicture> picture() {
        return picture;
    }

    /** What is shown of the part; lengths are pixels of the screen. */
    Viewport viewport() {
        return view;
    }

    /** How long the last painting took, for measurements. */
    long paintNanos() {
        return paintNanos;
    }

    boolean isFlying() {
        return flight.isUnderWay();
    }

    private int monitorZoom() {
        return getMonitor().getZoom();
    }

    /** Pixels of the screen in a pixel of the window. */
    private double scale() {
        return monitorZoom() / 100.0;
    }

    private int screenWidth() {
        return (int) (getClientArea().width * scale());
    }

    private int screenHeight() {
        return (int) ((getClientArea().height - Legend.HEIGHT) * scale());
    }

    double column(int x) {
        return view.column(x * scale());
    }

    double row(int y) {
        return view.row(y * scale());
    }

    void fit() {
        flight.stop();
        picture.ifPresent(
                p ->
                        look(
                                Viewport.fit(
                                        screenWidth(),
                                        screenHeight(),
                                        p.grid().width(),
                                        p.grid().height())));
        fitted = true;
    }

    private void look(Viewport other) {
        view = other;
        repaint();
        picture.ifPresent(
                p ->
                        desk.attention()
                                .show(
                                        Optional.of(
                                                new GridArea(
                                                        p.subject().id(),
                                                        view.column(0),
                                                        view.row(0),
                                                        view.width() / view.zoom(),
                                                        view.height() / view.zoom()))));
    }

    private void change(Viewport other) {
        flight.stop();
        fitted = false;
        look(other);
    }

    private void repaint() {
        painter.invalidate();
        redraw();
    }

    private void resized() {
        if (fitted) {
            fit();
        } else {
            look(view.resized(screenWidth(), screenHeight()));
        }
        repaint();
    }

    private void flyTo(Finding finding) {
        Optional<RunMask.Bounds> box =
                picture.filter(p -> p.subject().id().equals(finding.part()))
                        .flatMap(p -> bounds(finding));
        box.ifPresent(
                b -> {
                    double w = b.width() * SURROUNDINGS;
                    double h = b.height() * SURROUNDINGS;
                    Viewport from = view;
                    Viewport to =
                            view.on(
                                    b.column() + (b.width() - w) / 2,
                                    b.row() + (b.height() - h) / 2,
                                    w,
                                    h,
                                    FINDING_ZOOM * scale());
                    fitted = false;
                    flight.begin(t -> look(t == 1 ? to : from.towards(to, t)));
                });
    }

    private Optional<RunMask.Bounds> bounds(Finding finding) {
        return switch (finding) {
            case Finding.Region r -> {
                DefectRegion box = r.region();
                yield Optional.of(
                        new RunMask.Bounds(box.column(), box.row(), box.width(), box.height()));
            }
            case Finding.Marked m ->
                    desk.part()
                            .flatMap(p -> p.find(m.id()))
                            .filter(a -> !a.mask().isEmpty())
                            .map(a -> a.mask().bounds());
        };
    }

    private void wheel(Event e) {
        if (picture.isPresent() && e.count != 0) {
            double factor = e.count > 0 ? ZOOM_STEP : 1 / ZOOM_STEP;
            change(view.zoomAt(factor, e.x * scale(), e.y * scale()));
        }
    }

    private void press(Event e) {
        setFocus();
        if (e.button == 1 && drawing.press(e)) {
            return;
        }
        dragFrom = new Point(e.x, e.y);
        dragged = false;
    }

    private void release(Event e) {
        if (e.button == 1 && dragFrom != null && !dragged && picture.isPresent()) {
            drawing.click(column(e.x), row(e.y));
        }
        if (dragFrom == null && e.button == 1) {
            drawing.release();
        }
        dragFrom = null;
    }

    private void doubleClick(Event e) {
        if (!drawing.doubleClick() && desk.settings().tool() == Tool.SELECT) {
            fit();
        }
    }

    private void move(Event e) {
        mouse = new Point(e.x, e.y);
        if (dragFrom != null) {
            dragged |= Math.abs(e.x - dragFrom.x) + Math.abs(e.y - dragFrom.y) > 2;
            if (dragged && picture.isPresent()) {
                change(view.pan((e.x - dragFrom.x) * scale(), (e.y - dragFrom.y) * scale()));
                dragFrom = mouse;
            }
        } else {
            drawing.move(e);
        }
        picture.ifPresent(p -> point(p, (int) Math.floor(column(e.x)), (int) Math.floor(row(e.y))));
        if (desk.settings().tool() != Tool.SELECT) {
            redraw();
        }
    }

    private void point(PartPicture p, int column, int row) {
        boolean inside = p.grid().contains(column, row);
        statusLine.accept(inside ? p.describe(column, row) : null);
        desk.attention()
                .pointAt(
                        inside
                                ? Optional.of(new GridPixel(p.subject().id(), column, row))
                                : Optional.empty());
    }

    private void leave() {
        mouse = null;
        statusLine.accept(null);
        desk.attention().pointAt(Optional.empty());
        redraw();
    }

    private void key(Event e) {
        if (picture.isEmpty() || drawing.key(e)) {
            return;
        }
        double middleX = view.width() / 2.0;
        double middleY = view.height() / 2.0;
        switch (e.keyCode) {
            case SWT.ARROW_LEFT -> change(view.pan(KEY_PAN * scale(), 0));
            case SWT.ARROW_RIGHT -> change(view.pan(-KEY_PAN * scale(), 0));
            case SWT.ARROW_UP -> change(view.pan(0, KEY_PAN * scale()));
            case SWT.ARROW_DOWN -> change(view.pan(0, -KEY_PAN * scale()));
            case '+', '=', SWT.KEYPAD_ADD -> change(view.zoomAt(ZOOM_STEP, middleX, middleY));
            case '-', SWT.KEYPAD_SUBTRACT -> change(view.zoomAt(1 / ZOOM_STEP, middleX, middleY));
            case 'f' -> fit();
            default -> {
                // Of others, or of nobody.
            }
        }
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        if (picture.isEmpty()) {
            gc.fillRectangle(area);
            gc.drawText(message, 12, 12, true);
            return;
        }
        long start = System.nanoTime();
        PartPicture p = picture.get();
        gc.fillRectangle(0, area.height - Legend.HEIGHT, area.width, Legend.HEIGHT);
        painter.picture(gc, p, look, view, monitorZoom());
        if (look.regions()) {
            painter.regions(gc, p.subject(), view, scale());
        }
        painter.drawing(gc, drawing.drawing(), view, scale());
        if (mouse != null) {
            painter.brush(gc, mouse, view, scale());
        } else {
            desk.attention()
                    .cursor()
                    .filter(c -> c.part().equals(p.subject().id()))
                    .ifPresent(c -> painter.cross(gc, c, view, scale()));
        }
        painter.tool(gc);
        if (look.heat() && p.overlay().isPresent()) {
            part.flatMap(PartItem::inspection)
                    .ifPresent(i -> Legend.paint(gc, area, i.thresholds()));
        }
        paintNanos = System.nanoTime() - start;
    }
}
