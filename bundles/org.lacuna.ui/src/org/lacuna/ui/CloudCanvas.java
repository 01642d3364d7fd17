package org.lacuna.ui;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.lacuna.rendering.Camera;
import org.lacuna.rendering.Detail;
import org.lacuna.rendering.Frame;
import org.lacuna.rendering.Projection;
import org.lacuna.rendering.Vector3;
import org.lacuna.rendering.ViewSize;
import org.lacuna.rendering.ViewTransform;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.cloud.ClipBox;
import org.lacuna.ui.internal.cloud.CloudLegend;
import org.lacuna.ui.internal.viewing.GridPixel;
import org.lacuna.ui.internal.viewing.Messages;
import org.lacuna.ui.internal.viewing.PictureLayers;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A part's point cloud: what is shown of it, and when it has to be drawn anew. {@link CloudCamera}
 * knows from where it is seen, {@link CloudHands} moves it, {@link CloudLasso} draws in it. Frames
 * are made by {@link FrameMaker}, with less detail while something moves, and are then on {@link
 * CloudScreen}.
 */
final class CloudCanvas extends Canvas {
    /** So long after the last movement the picture gets all its detail. */
    private static final int REST_MS = 150;

    private final FrameMaker maker;
    private final Runnable rest = () -> ask(false);
    private final AnnotationDesk desk;
    private final CloudScreen screen;
    private final CloudCamera camera;
    private final CloudLasso lasso;
    private final CloudHands hands;
    private final CloudMeasure measure;
    private final CloudClip clip;
    private final CloudAccessible accessible;
    private final CloudPainter painter = new CloudPainter(this);
    private Optional<PartItem> part = Optional.empty();
    private Optional<PartCloud> cloud = Optional.empty();
    private CloudLook look = CloudLook.defaults();
    private String message = Messages.View_selectPart;
    private List<PictureLayers.Mark> marks = List.of();
    private Runnable clipMoved = () -> {};

    CloudCanvas(Composite parent, Consumer<String> statusLine, AnnotationDesk desk) {
        super(parent, SWT.NO_BACKGROUND | SWT.DOUBLE_BUFFERED);
        this.desk = desk;
        this.screen = new CloudScreen(this);
        this.camera = new CloudCamera(this, desk.attention());
        this.lasso = new CloudLasso(this, desk);
        this.measure = new CloudMeasure(this);
        this.clip = new CloudClip(this);
        this.hands = new CloudHands(this, lasso, desk, statusLine);
        this.accessible = CloudAccessible.of(this);
        this.maker = new FrameMaker((shot, f) -> later(() -> show(shot, f)));
        addPaintListener(e -> painter.paint(e.gc, screen.image()));
        addListener(SWT.Resize, e -> resized());
        hands.listen();
        addDisposeListener(e -> maker.close());
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
                cloud.map(c -> c.scene().width() == other.scene().width()).orElse(false);
        part = Optional.of(item);
        accessible.setPart(item);
        cloud = Optional.of(other);
        measure.forget();
        clip.forget();
        camera.show(other, comparable);
        ask(false);
    }

    void setMessage(PartItem item, String text) {
        part = Optional.of(item);
        accessible.setPart(item);
        cloud = Optional.empty();
        clip.forget();
        message = text;
        screen.clear();
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

    /** The handles of the clip box. */
    CloudClip clip() {
        return clip;
    }

    /**
     * @param listener is run after each move of the clip box, by whichever hand
     */
    void onClip(Runnable listener) {
        clipMoved = listener;
    }

    /** What is said of a measurement, or of the point under the mouse, has changed. */
    void told() {
        accessible.told();
    }

    boolean isMouseHere() {
        return hands.isMouseHere();
    }

    /** What is said of a part without picture. */
    String message() {
        return message;
    }

    /** From where the cloud is seen. */
    CloudCamera eye() {
        return camera;
    }

    boolean isFlying() {
        return camera.isFlying();
    }

    CloudLook look() {
        return look;
    }

    void setLook(CloudLook other) {
        look = other;
        camera.setProjection(other.projection());
        ask(false);
        redraw();
        clipMoved.run();
    }

    /** The person drags a face of the clip box. */
    void moveClip(ClipBox box) {
        look = look.withClip(true, box);
        ask(true);
        redraw();
        clipMoved.run();
    }

    void setColouring(CloudColouring other) {
        setLook(look.with(other));
    }

    void setProjection(Projection other) {
        setLook(look.with(other));
    }

    void fit() {
        camera.fit();
    }

    /** The part whose picture is on screen; empty while it is made. */
    Optional<PartItem> shownPart() {
        return screen.frame()
                .filter(f -> cloud.isPresent() && f.scene() == cloud.get().scene())
                .flatMap(f -> part);
    }

    /** From where the next picture is taken; null before the first part. */
    Camera camera() {
        return camera.camera();
    }

    /** What is said of the point under the mouse, or of a part without picture; for tests. */
    String shownText() {
        return cloud.isPresent() ? hands.readOut() : message;
    }

    /** The picture on screen. */
    Optional<Frame> shownFrame() {
        return screen.frame();
    }

    /** From the scan to the pixels of the picture on screen. */
    Optional<ViewTransform> shownView() {
        return screen.view();
    }

    /** Of the picture, above the legend, in pixels of the screen. */
    ViewSize size() {
        return screen.size();
    }

    /** Pixels of the screen, which may be finer than the points that SWT counts in. */
    double pixels(double points) {
        return screen.pixels(points);
    }

    private void resized() {
        camera.resized();
        ask(false);
    }

    /**
     * Asks for a picture.
     *
     * @param moving whether something moves: less detail now, all of it at rest
     */
    void ask(boolean moving) {
        if (cloud.isEmpty() || isDisposed()) {
            return;
        }
        PartCloud c = cloud.get();
        Detail detail = moving ? Detail.moving(c.scene(), size()) : Detail.FULL;
        maker.ask(
                new FrameMaker.Shot(
                        c,
                        look.colouring(),
                        marks,
                        camera(),
                        size(),
                        look.options(c.scene().bounds()).withDetail(detail)));
        // A timer that runs already starts anew.
        getDisplay().timerExec(moving ? REST_MS : -1, rest);
    }

    private void show(FrameMaker.Shot shot, Frame made) {
        if (cloud.isPresent() && made.scene() == cloud.get().scene()) {
            screen.show(made, shot.colouring());
        }
    }

    /** What the colours on screen mean; empty while no cloud is shown. */
    Optional<CloudLegend> legend() {
        return cloud.map(c -> c.legend(screen.colouring()));
    }

    /** The picture on screen with legend, scale and measurement; empty while there is none. */
    Optional<ImageData> picture() {
        return screen.picture(painter::picture);
    }

    /** The pixel of the shown part that is pointed at, in whichever view. */
    private Optional<GridPixel> cursor() {
        return cloud.flatMap(
                c -> desk.attention().cursor().filter(p -> p.part().equals(c.subject().id())));
    }

    /** What is known of the pixel that is pointed at, in whichever view. */
    Optional<String> described() {
        return cursor().flatMap(p -> cloud.orElseThrow().describe(p.column(), p.row()));
    }

    /** Where the pixel is seen that another view points at; of the window. */
    Optional<Point> cross() {
        return cursor().flatMap(p -> cloud.orElseThrow().place(p.column(), p.row()))
                .flatMap(screen::seen);
    }

    /** Where a place is seen in the picture on screen; of the window. */
    Optional<Point> seen(Vector3 place) {
        return screen.seen(place);
    }
}
