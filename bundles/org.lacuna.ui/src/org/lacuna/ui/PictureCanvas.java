package org.lacuna.ui;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.viewing.Flight;
import org.lacuna.ui.internal.viewing.GridArea;
import org.lacuna.ui.internal.viewing.GridPixel;
import org.lacuna.ui.internal.viewing.Messages;
import org.lacuna.ui.internal.viewing.Viewport;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A part's picture with heat map, regions and annotations: what of it is seen, and when it has to
 * be painted anew. {@link PictureHands} moves it, {@link PictureDrawing} draws in it.
 */
final class PictureCanvas extends Canvas {
    private final AnnotationDesk desk;
    private final PicturePainter painter;
    private final PictureDrawing drawing;
    private final PictureHands hands;
    private final Flight flight;
    private Optional<PartItem> part = Optional.empty();
    private Optional<PartPicture> picture = Optional.empty();
    private String message = Messages.View_selectPart;
    private PictureLook look = PictureLook.defaults();
    private boolean fitted = true;
    private Viewport view = new Viewport(1, 1, 0, 0, 1);
    private long paintNanos;

    PictureCanvas(Composite parent, Consumer<String> statusLine, AnnotationDesk desk) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        this.desk = desk;
        this.painter = new PicturePainter(this, desk);
        this.drawing = new PictureDrawing(this, desk);
        this.hands = new PictureHands(this, drawing, desk, statusLine);
        this.flight = new Flight(this);
        addPaintListener(e -> paint(e.gc));
        addListener(SWT.Resize, e -> resized());
        hands.listen();
        new PictureLinks(this, desk).listen();
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
    double scale() {
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

    /** The person moves the picture. */
    void change(Viewport other) {
        flight.stop();
        fitted = false;
        look(other);
    }

    /** Something else is to be seen. */
    void repaint() {
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

    /** Moves within a moment to where an area of the grid is in the middle. */
    void flyTo(GridArea area, double mostZoom) {
        Viewport from = view;
        Viewport to =
                view.on(area.column(), area.row(), area.width(), area.height(), mostZoom * scale());
        fitted = false;
        flight.begin(t -> look(t == 1 ? to : from.towards(to, t)));
    }

    /** Shows an area of the grid, at once and as large as possible. */
    void lookAt(GridArea area) {
        change(view.on(area.column(), area.row(), area.width(), area.height(), Viewport.MAX_ZOOM));
    }

    PictureLook pictureLook() {
        return look;
    }

    PictureDrawing drawing() {
        return drawing;
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
        hands.mouse().ifPresent(m -> painter.brush(gc, m, view, scale()));
        desk.attention()
                .cursor()
                .filter(c -> c.part().equals(p.subject().id()))
                .ifPresent(c -> pointedAt(gc, p, c, area.height - Legend.HEIGHT));
        painter.tool(gc);
        if (look.heat() && p.overlay().isPresent()) {
            part.flatMap(PartItem::inspection)
                    .ifPresent(
                            i ->
                                    Legend.paint(
                                            gc,
                                            area,
                                            i.thresholds(),
                                            getBackground(),
                                            getForeground()));
        }
        paintNanos = System.nanoTime() - start;
    }

    private void pointedAt(GC gc, PartPicture p, GridPixel pixel, int bottom) {
        if (hands.mouse().isEmpty()) {
            painter.cross(gc, pixel, view, scale());
        }
        PicturePainter.readOut(
                gc, p.describe(pixel.column(), pixel.row()), getClientArea().width, bottom);
    }
}
