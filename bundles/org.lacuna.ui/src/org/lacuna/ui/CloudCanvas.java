package org.lacuna.ui;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.lacuna.rendering.Box;
import org.lacuna.rendering.Camera;
import org.lacuna.rendering.Detail;
import org.lacuna.rendering.Frame;
import org.lacuna.rendering.Projection;
import org.lacuna.rendering.RenderOptions;
import org.lacuna.rendering.StandardView;
import org.lacuna.rendering.Vector3;
import org.lacuna.rendering.ViewSize;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.cloud.ClipBox;
import org.lacuna.ui.internal.cloud.CloudLegend;
import org.lacuna.ui.internal.viewing.Flight;
import org.lacuna.ui.internal.viewing.Messages;
import org.lacuna.ui.internal.viewing.PictureLayers;
import org.lacuna.ui.internal.viewing.Raster;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A part's point cloud: from where it is seen, and when it has to be drawn anew. {@link CloudHands}
 * moves it, {@link CloudLasso} draws in it. Frames are made by {@link FrameMaker}, with less detail
 * while something moves.
 */
final class CloudCanvas extends Canvas {
    /** So long after the last movement the picture gets all its detail. */
    private static final int REST_MS = 150;

    private final FrameMaker maker;
    private final Runnable rest = () -> ask(false);
    private Optional<PartItem> part = Optional.empty();
    private Optional<PartCloud> cloud = Optional.empty();
    private CloudLook look = CloudLook.defaults();
    private String message = Messages.View_selectPart;
    private Camera camera;
    private boolean fitted = true;
    private Frame frame;
    private CloudColouring shown = look.colouring();
    private Image image;
    private List<PictureLayers.Mark> marks = List.of();
    private final AnnotationDesk desk;
    private final CloudLasso lasso;
    private final CloudHands hands;
    private final CloudMeasure measure;
    private final CloudPainter painter = new CloudPainter(this);
    private final Flight flight;

    CloudCanvas(Composite parent, Consumer<String> statusLine, AnnotationDesk desk) {
        super(parent, SWT.NO_BACKGROUND | SWT.DOUBLE_BUFFERED);
        this.desk = desk;
        this.lasso = new CloudLasso(this, desk);
        this.measure = new CloudMeasure(this);
        this.hands = new CloudHands(this, lasso, desk, statusLine);
        this.flight = new Flight(this);
        this.maker = new FrameMaker((shot, f) -> later(() -> show(shot, f)));
        addPaintListener(e -> painter.paint(e.gc, image));
        addListener(SWT.Resize, e -> resized());
        hands.listen();
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
                                        part.map(
                                                        p ->
                                                                NLS.bind(
                                                                        org.lacuna.ui.internal.cloud
                                                                                .Messages
                                                                                .Cloud_nameOf,
                                                                        p.id()))
                                                .orElse(
                                                        org.lacuna.ui.internal.cloud.Messages
                                                                .Cloud_name);
                            }

                            @Override
                            public void getDescription(AccessibleEvent e) {
                                e.result = measure.text().orElse(shownText());
                            }
                        });
    }

    /** Runs on the UI thread, if the view is still there. */
    void later(Runnable action) {
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
    void setCloud(PartItem item, PartCloud other) {
        boolean comparable =
                camera != null
                        && cloud.map(c -> c.scene().width() == other.scene().width()).orElse(false);
        part = Optional.of(item);
        cloud = Optional.of(other);
        measure.forget();
        if (fitted || !comparable) {
            camera = Camera.of(other.focus(), size()).withProjection(look.projection());
            camera = tilted(camera).fit(other.focus(), size());
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

    /** The tool that measures. */
    CloudMeasure measure() {
        return measure;
    }

    /** What is said of a measurement, or of the point under the mouse, has changed. */
    void told() {
        getAccessible().sendEvent(ACC.EVENT_DESCRIPTION_CHANGED, null);
    }

    boolean isMouseHere() {
        return hands.isMouseHere();
    }

    /** What is said of a part without picture. */
    String message() {
        return message;
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

    CloudLook look() {
        return look;
    }

    void setLook(CloudLook other) {
        look = other;
        if (camera != null) {
            camera = camera.withProjection(other.projection());
        }
        ask(false);
        redraw();
    }

    /** The person drags a face of the clip box. */
    void moveClip(ClipBox box) {
        look = look.withClip(true, box);
        ask(true);
    }

    void setColouring(CloudColouring other) {
        setLook(look.with(other));
    }

    void setProjection(Projection other) {
        setLook(look.with(other));
    }

    void look(StandardView view) {
        flight.stop();
        cloud.ifPresent(
                c -> {
                    change(old -> old.view(view).fit(c.focus(), size()), true);
                    fitted = false;
                    moved();
                });
    }

    void fit() {
        flight.stop();
        cloud.ifPresent(c -> change(old -> old.fit(c.focus(), size()), true));
        fitted = true;
        moved();
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
        return cloud.isPresent() ? hands.readOut() : message;
    }

    /** The picture on screen. */
    Optional<Frame> shownFrame() {
        return Optional.ofNullable(frame);
    }

    /**
     * Of the picture, above the legend, in pixels of the screen: finer than those of the window.
     */
    ViewSize size() {
        Rectangle area = getClientArea();
        return new ViewSize(
                Math.clamp(area.width * zoom() / 100, 1, 8192),
                Math.clamp((area.height - CloudLegend.HEIGHT) * zoom() / 100, 1, 4096));
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

    /** The person moves the camera. */
    void move(UnaryOperator<Camera> movement) {
        flight.stop();
        change(movement, false);
        fitted = false;
        moved();
    }

    private void moved() {
        cloud.ifPresent(c -> desk.attention().moveCloud(c.areaSeen(camera, size())));
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
                        c, look.colouring(), marks, camera, size(), options(c).withDetail(detail)));
        // A timer that runs already starts anew.
        getDisplay().timerExec(moving ? REST_MS : -1, rest);
    }

    private RenderOptions options(PartCloud clipped) {
        return RenderOptions.defaults()
                .withEyeDomeLighting(look.eyeDome() ? 1 : 0)
                .withPointSize(look.pointSize())
                .withClip(
                        look.clips()
                                ? Optional.of(look.clip().in(clipped.scene().bounds()))
                                : Optional.empty());
    }

    private void show(FrameMaker.Shot shot, Frame made) {
        if (cloud.isEmpty() || made.scene() != cloud.get().scene()) {
            return;
        }
        frame = made;
        shown = shot.colouring();
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

    /** What the colours on screen mean; empty while no cloud is shown. */
    Optional<CloudLegend> legend() {
        return cloud.map(c -> c.legend(shown));
    }

    /** What is known of the pixel that is pointed at, in whichever view. */
    Optional<String> described() {
        return cursor().map(pixel -> cloud.orElseThrow().describe(pixel));
    }

    /** The picture on screen with legend, scale and measurement; empty while there is none. */
    Optional<ImageData> picture() {
        if (image == null) {
            return Optional.empty();
        }
        Rectangle area = getClientArea();
        Image copy = new Image(getDisplay(), area.width, area.height);
        GC gc = new GC(copy);
        gc.setFont(getFont());
        painter.picture(gc, image);
        gc.dispose();
        ImageData data = copy.getImageData(zoom());
        copy.dispose();
        return Optional.of(data);
    }

    /** The pixel of the shown part that is pointed at, in whichever view. */
    private Optional<Integer> cursor() {
        return cloud.flatMap(
                c ->
                        desk.attention()
                                .cursor()
                                .filter(p -> p.part().equals(c.subject().id()))
                                .filter(p -> c.subject().grid().contains(p.column(), p.row()))
                                .map(p -> p.row() * c.scene().width() + p.column()));
    }

    /** Where the pixel is seen that another view points at; of the window. */
    Optional<Point> cross() {
        return cloud.flatMap(
                        c ->
                                desk.attention()
                                        .cursor()
                                        .filter(p -> p.part().equals(c.subject().id()))
                                        .flatMap(p -> c.place(p.column(), p.row())))
                .flatMap(this::seen);
    }

    /** Where a place is seen in the picture on screen; of the window. */
    Optional<Point> seen(Vector3 place) {
        return Optional.ofNullable(frame)
                .map(f -> f.camera().in(f.viewSize()))
                .flatMap(
                        view ->
                                Optional.of(view.project(place))
                                        .filter(p -> view.sees(p.depthMm()))
                                        .map(p -> new Point(points(p.xPx()), points(p.yPx()))));
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
