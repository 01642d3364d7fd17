package org.lacuna.ui;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.lacuna.rendering.Box;
import org.lacuna.rendering.Camera;
import org.lacuna.rendering.Detail;
import org.lacuna.rendering.Frame;
import org.lacuna.rendering.Pick;
import org.lacuna.rendering.Projection;
import org.lacuna.rendering.RenderOptions;
import org.lacuna.rendering.StandardView;
import org.lacuna.rendering.ViewSize;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.viewing.Flight;
import org.lacuna.ui.internal.viewing.GridPixel;
import org.lacuna.ui.internal.viewing.PictureLayers;
import org.lacuna.ui.internal.viewing.Raster;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A part's point cloud. Left button turns it, middle button or Shift moves it, the wheel zooms at
 * the mouse, double click fits; arrow keys turn, + and - zoom, F fits, 1 to 6 are the standard
 * views. Frames are made by {@link FrameMaker}, with less detail while something moves.
 */
final class CloudCanvas extends Canvas {
    private static final double TURN_A_PIXEL_RAD = 0.008;
    private static final double TURN_A_KEY_RAD = Math.toRadians(5);
    private static final double ZOOM_STEP = 1.2;
    private static final int PICK_RADIUS_PX = 6;

    /** So long after the last movement the picture gets all its detail. */
    private static final int REST_MS = 150;

    private final Consumer<String> statusLine;
    private final FrameMaker maker;
    private final Runnable rest = () -> ask(false);
    private Optional<PartItem> part = Optional.empty();
    private Optional<PartCloud> cloud = Optional.empty();
    private CloudColouring colouring = CloudColouring.COLOUR;
    private Projection projection = Projection.PERSPECTIVE;
    private String message = "Select a part.";
    private String readOut = "";
    private Camera camera;
    private boolean fitted = true;
    private Frame frame;
    private Image image;
    private Point dragFrom;
    private boolean dragMoves;
    private boolean dragged;
    private boolean mouseHere;
    private List<PictureLayers.Mark> marks = List.of();
    private final AnnotationDesk desk;
    private final CloudLasso lasso;
    private final Flight flight;

    CloudCanvas(Composite parent, Consumer<String> statusLine, AnnotationDesk desk) {
        super(parent, SWT.NO_BACKGROUND | SWT.DOUBLE_BUFFERED);
        this.statusLine = statusLine;
        this.desk = desk;
        this.lasso = new CloudLasso(this, desk);
        this.flight = new Flight(this);
        this.maker = new FrameMaker(f -> later(() -> show(f)));
        addPaintListener(e -> paint(e.gc));
        addListener(SWT.Resize, e -> resized());
        addListener(SWT.MouseDown, this::press);
        addListener(SWT.MouseUp, this::release);
        addListener(SWT.MouseMove, this::move);
        addListener(SWT.MouseExit, e -> leave());
        addListener(SWT.MouseWheel, this::wheel);
        addListener(SWT.MouseDoubleClick, e -> fit());
        addListener(SWT.KeyDown, this::key);
        addDisposeListener(
                e -> {
                    maker.close();
                    disposeImage();
                });
        getAccessible()
                .addAccessibleListener(
                        new AccessibleAdapter() {
                            @Override
                            public void getName(AccessibleEvent e) {
                                e.result =
                                        "Point cloud" + part.map(p -> " of " + p.id()).orElse("");
                            }
                        });
    }

    private void later(Runnable action) {
        if (!isDisposed()) {
            getDisplay()
                    .asyncExec(
                            () -> {
                                if (!isDisposed()) {
                                    action.run();
                                }
                            });
        }
    }

    /** Shows a part. The view stays while scans have the same grid, to compare parts. */
    void setCloud(PartItem item, PartCloud shown) {
        boolean comparable =
                camera != null
                        && cloud.map(c -> c.scene().width() == shown.scene().width()).orElse(false);
        part = Optional.of(item);
        cloud = Optional.of(shown);
        if (fitted || !comparable) {
            camera = Camera.of(shown.focus(), size()).withProjection(projection);
            camera = tilted(camera).fit(shown.focus(), size());
            fitted = true;
        }
        ask(false);
    }

    /** From above the lower edge of the scan: shows at once that it is no image. */
    private static Camera tilted(Camera straight) {
        return straight.orbit(0.35, -0.75);
    }

    void setMessage(PartItem item, String text) {
        part = Optional.of(item);
        cloud = Optional.empty();
        frame = null;
        message = text;
        disposeImage();
        redraw();
    }

    /** Shows masks in colours; the picture follows soon. */
    void setMarks(List<PictureLayers.Mark> other) {
        if (!marks.equals(other)) {
            marks = List.copyOf(other);
            ask(false);
        }
    }

    /** What is shown; empty for a part without scan. */
    Optional<PartCloud> cloud() {
        return cloud;
    }

    /** The lasso, which takes the left button while it is on. */
    CloudLasso lasso() {
        return lasso;
    }

    /** Turns to a box from the same direction, within a moment. */
    void flyTo(Box box) {
        if (camera == null || cloud.isEmpty()) {
            return;
        }
        Camera from = camera;
        Camera to = from.fit(box, size());
        fitted = false;
        flight.begin(
                t -> {
                    camera = t == 1 ? to : between(from, to, t);
                    ask(t < 1);
                });
    }

    private static Camera between(Camera from, Camera to, double share) {
        double factor = Math.pow(from.distanceMm() / to.distanceMm(), share);
        return from.zoom(factor)
                .withTarget(from.target().plus(to.target().minus(from.target()).times(share)));
    }

    /** Shows a box from the same direction, at once. */
    void lookAt(Box box) {
        if (cloud.isPresent()) {
            change(c -> c.fit(box, size()), false);
            fitted = false;
        }
    }

    boolean isFlying() {
        return flight.isUnderWay();
    }

    void setColouring(CloudColouring other) {
        colouring = other;
        ask(false);
    }

    void setProjection(Projection other) {
        projection = other;
        change(c -> c.withProjection(other), true);
    }

    void look(StandardView view) {
        cloud.ifPresent(
                c -> {
                    change(old -> old.view(view).fit(c.focus(), size()), true);
                    fitted = false;
                });
    }

    void fit() {
        cloud.ifPresent(c -> change(old -> old.fit(c.focus(), size()), true));
        fitted = true;
    }

    /** The part whose picture is on screen; empty while it is made. */
    Optional<PartItem> shownPart() {
        return frame != null && cloud.isPresent() && frame.scene() == cloud.get().scene()
                ? part
                : Optional.empty();
    }

    /** From where the next picture is taken; null before the first part. */
    Camera camera() {
        return camera;
    }

    /** What is said of the point under the mouse, or of a part without picture; for tests. */
    String shownText() {
        return cloud.isPresent() ? readOut : message;
    }

    /** The picture on screen. */
    Optional<Frame> shownFrame() {
        return Optional.ofNullable(frame);
    }

    /** Pixels of the screen: more than points of the window on a fine one. */
    private ViewSize size() {
        Rectangle area = getClientArea();
        return new ViewSize(
                Math.clamp(area.width * zoom() / 100, 1, 8192),
                Math.clamp(area.height * zoom() / 100, 1, 4096));
    }

    private int zoom() {
        return getMonitor().getZoom();
    }

    double pixels(double points) {
        return points * zoom() / 100;
    }

    private void resized() {
        cloud.filter(c -> fitted).ifPresent(c -> camera = camera.fit(c.focus(), size()));
        ask(false);
    }

    private void press(Event e) {
        setFocus();
        flight.stop();
        if (e.button == 1 && cloud.isPresent() && lasso.press(e)) {
            return;
        }
        dragged = false;
        dragFrom = e.button <= 2 ? new Point(e.x, e.y) : null;
        dragMoves = e.button == 2 || (e.stateMask & SWT.SHIFT) != 0;
    }

    private void release(Event e) {
        lasso.release(e);
        if (dragFrom != null && !dragged && e.button == 1) {
            pick(e).ifPresentOrElse(
                            p -> lasso.click(p.pixel() % width(), p.pixel() / width()),
                            () -> desk.attention().focusOn(Optional.empty(), false));
        }
        dragFrom = null;
    }

    private int width() {
        return cloud.orElseThrow().scene().width();
    }

    private void leave() {
        mouseHere = false;
        statusLine.accept(null);
        desk.attention().pointAt(Optional.empty());
    }

    private void move(Event e) {
        mouseHere = true;
        lasso.move(e);
        if (dragFrom == null) {
            point(e);
            return;
        }
        dragged |= Math.abs(e.x - dragFrom.x) + Math.abs(e.y - dragFrom.y) > 2;
        if (!dragged) {
            return;
        }
        double dx = e.x - dragFrom.x;
        double dy = e.y - dragFrom.y;
        dragFrom = new Point(e.x, e.y);
        if (dragMoves) {
            change(c -> c.pan(pixels(dx), pixels(dy), size()), false);
        } else {
            change(c -> c.orbit(dx * TURN_A_PIXEL_RAD, dy * TURN_A_PIXEL_RAD), false);
        }
        fitted = false;
    }

    private Optional<Pick> pick(Event e) {
        return shownPart().flatMap(p -> Pick.at(frame, pixels(e.x), pixels(e.y), PICK_RADIUS_PX));
    }

    private void point(Event e) {
        if (shownPart().isEmpty()) {
            return;
        }
        Optional<Pick> pick = pick(e);
        PartCloud c = cloud.orElseThrow();
        readOut = pick.map(c::describe).orElse("");
        statusLine.accept(readOut.isEmpty() ? null : readOut);
        desk.attention()
                .pointAt(
                        pick.map(
                                p ->
                                        new GridPixel(
                                                c.subject().id(),
                                                p.pixel() % width(),
                                                p.pixel() / width())));
    }

    private void wheel(Event e) {
        if (e.count != 0) {
            flight.stop();
            double factor = e.count > 0 ? ZOOM_STEP : 1 / ZOOM_STEP;
            change(c -> c.zoom(factor, pixels(e.x), pixels(e.y), size()), false);
            fitted = false;
        }
    }

    private void key(Event e) {
        flight.stop();
        switch (e.keyCode) {
            case SWT.ESC -> lasso.escape();
            case SWT.ARROW_LEFT -> turn(-TURN_A_KEY_RAD, 0);
            case SWT.ARROW_RIGHT -> turn(TURN_A_KEY_RAD, 0);
            case SWT.ARROW_UP -> turn(0, -TURN_A_KEY_RAD);
            case SWT.ARROW_DOWN -> turn(0, TURN_A_KEY_RAD);
            case '+', '=', SWT.KEYPAD_ADD -> change(c -> c.zoom(ZOOM_STEP), false);
            case '-', SWT.KEYPAD_SUBTRACT -> change(c -> c.zoom(1 / ZOOM_STEP), false);
            case 'f' -> fit();
            default -> {
                int view = e.keyCode - '1';
                if (view >= 0 && view < StandardView.values().length) {
                    look(StandardView.values()[view]);
                }
            }
        }
    }

    private void turn(double right, double down) {
        change(c -> c.orbit(right, down), false);
        fitted = false;
    }

    /**
     * @param atOnce with all detail
     */
    private void change(UnaryOperator<Camera> movement, boolean atOnce) {
        if (camera != null) {
            camera = movement.apply(camera);
            ask(!atOnce);
        }
    }

    private void ask(boolean moving) {
        if (cloud.isEmpty() || isDisposed()) {
            return;
        }
        PartCloud c = cloud.get();
        Detail detail = moving ? Detail.moving(c.scene(), size()) : Detail.FULL;
        maker.ask(
                new FrameMaker.Shot(
                        c,
                        colouring,
                        marks,
                        camera,
                        size(),
                        RenderOptions.defaults().withDetail(detail)));
        // A timer that runs already starts anew.
        getDisplay().timerExec(moving ? REST_MS : -1, rest);
    }

    private void show(Frame made) {
        if (cloud.isEmpty() || made.scene() != cloud.get().scene()) {
            return;
        }
        frame = made;
        disposeImage();
        image =
                Raster.image(
                        getDisplay(),
                        made.viewSize().width(),
                        made.viewSize().height(),
                        made.argbOfView(),
                        zoom());
        redraw();
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        if (image == null) {
            gc.fillRectangle(area);
            gc.drawText(cloud.isPresent() ? "Drawing the point cloud..." : message, 12, 12, true);
            return;
        }
        gc.drawImage(image, 0, 0);
        if (!mouseHere) {
            cross().ifPresent(p -> PicturePainter.cross(gc, p.x, p.y));
        }
        lasso.paint(gc);
        if (colouring == CloudColouring.ANOMALY
                && cloud.filter(c -> c.has(colouring)).isPresent()) {
            part.flatMap(PartItem::inspection)
                    .ifPresent(i -> Legend.paint(gc, area, i.thresholds()));
        }
    }

    /** Where the pixel is seen that another view points at; of the window. */
    Optional<Point> cross() {
        return cloud.flatMap(
                        c ->
                                desk.attention()
                                        .cursor()
                                        .filter(p -> p.part().equals(c.subject().id()))
                                        .flatMap(p -> c.place(p.column(), p.row())))
                .map(place -> frame.camera().in(frame.viewSize()).project(place))
                .filter(p -> frame.camera().in(frame.viewSize()).sees(p.depthMm()))
                .map(p -> new Point(points(p.xPx()), points(p.yPx())));
    }

    private int points(double pixels) {
        return (int) Math.round(pixels * 100 / zoom());
    }

    private void disposeImage() {
        if (image != null) {
            image.dispose();
            image = null;
        }
    }
}
