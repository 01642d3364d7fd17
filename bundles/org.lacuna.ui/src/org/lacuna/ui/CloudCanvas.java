package org.lacuna.ui;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.lacuna.rendering.Camera;
import org.lacuna.rendering.Detail;
import org.lacuna.rendering.Frame;
import org.lacuna.rendering.Pick;
import org.lacuna.rendering.Projection;
import org.lacuna.rendering.RenderOptions;
import org.lacuna.rendering.StandardView;
import org.lacuna.rendering.ViewSize;

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

    CloudCanvas(Composite parent, Consumer<String> statusLine) {
        super(parent, SWT.NO_BACKGROUND | SWT.DOUBLE_BUFFERED);
        this.statusLine = statusLine;
        this.maker = new FrameMaker(f -> later(() -> show(f)));
        addPaintListener(e -> paint(e.gc));
        addListener(SWT.Resize, e -> resized());
        addListener(SWT.MouseDown, this::press);
        addListener(SWT.MouseUp, e -> dragFrom = null);
        addListener(SWT.MouseMove, this::move);
        addListener(SWT.MouseExit, e -> statusLine.accept(null));
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

    private double pixels(double points) {
        return points * zoom() / 100;
    }

    private void resized() {
        cloud.filter(c -> fitted).ifPresent(c -> camera = camera.fit(c.focus(), size()));
        ask(false);
    }

    private void press(Event e) {
        setFocus();
        dragFrom = e.button <= 2 ? new Point(e.x, e.y) : null;
        dragMoves = e.button == 2 || (e.stateMask & SWT.SHIFT) != 0;
    }

    private void move(Event e) {
        if (dragFrom == null) {
            point(e);
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

    private void point(Event e) {
        if (shownPart().isPresent()) {
            readOut =
                    Pick.at(frame, pixels(e.x), pixels(e.y), PICK_RADIUS_PX)
                            .map(cloud.get()::describe)
                            .orElse("");
            statusLine.accept(readOut.isEmpty() ? null : readOut);
        }
    }

    private void wheel(Event e) {
        if (e.count != 0) {
            double factor = e.count > 0 ? ZOOM_STEP : 1 / ZOOM_STEP;
            change(c -> c.zoom(factor, pixels(e.x), pixels(e.y), size()), false);
            fitted = false;
        }
    }

    private void key(Event e) {
        switch (e.keyCode) {
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
                        c, colouring, camera, size(), RenderOptions.defaults().withDetail(detail)));
        // A timer that runs already starts anew.
        getDisplay().timerExec(moving ? REST_MS : -1, rest);
    }

    private void show(Frame made) {
        if (cloud.isEmpty() || made.scene() != cloud.get().scene()) {
            return;
        }
        frame = made;
        disposeImage();
        ImageData data = data(made);
        int zoom = zoom();
        image =
                new Image(
                        getDisplay(),
                        (ImageDataProvider)
                                wanted ->
                                        wanted == zoom
                                                ? data
                                                : data.scaledTo(
                                                        Math.max(1, data.width * wanted / zoom),
                                                        Math.max(1, data.height * wanted / zoom)));
        redraw();
    }

    private static ImageData data(Frame frame) {
        int width = frame.viewSize().width();
        int height = frame.viewSize().height();
        ImageData data = new ImageData(width, height, 24, new PaletteData(0xff0000, 0xff00, 0xff));
        int[] argb = frame.argbOfView();
        for (int row = 0; row < height; row++) {
            data.setPixels(0, row, width, argb, row * width);
        }
        return data;
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        if (image == null) {
            gc.fillRectangle(area);
            gc.drawText(cloud.isPresent() ? "Drawing the point cloud..." : message, 12, 12, true);
            return;
        }
        gc.drawImage(image, 0, 0);
        if (colouring == CloudColouring.ANOMALY
                && cloud.filter(c -> c.has(colouring)).isPresent()) {
            part.flatMap(PartItem::inspection)
                    .ifPresent(i -> Legend.paint(gc, area, i.thresholds()));
        }
    }

    private void disposeImage() {
        if (image != null) {
            image.dispose();
            image = null;
        }
    }
}
