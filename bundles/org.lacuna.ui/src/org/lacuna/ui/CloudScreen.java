package org.lacuna.ui;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.lacuna.rendering.Frame;
import org.lacuna.rendering.Vector3;
import org.lacuna.rendering.ViewSize;
import org.lacuna.rendering.ViewTransform;
import org.lacuna.ui.internal.cloud.CloudLegend;
import org.lacuna.ui.internal.viewing.Raster;

import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The frame on screen and its pixels. Frames are made in pixels of the screen, which are finer than
 * those that SWT counts in, its points, where the monitor is scaled. UI thread only.
 */
final class CloudScreen {
    private final Canvas control;
    private Frame frame;
    private CloudColouring colouring = CloudLook.defaults().colouring();
    private Image image;

    CloudScreen(Canvas control) {
        this.control = control;
        control.addDisposeListener(e -> disposeImage());
    }

    private int zoom() {
        return control.getMonitor().getZoom();
    }

    /** Of the picture, above the legend, in pixels. */
    ViewSize size() {
        Rectangle area = control.getClientArea();
        return new ViewSize(
                Math.clamp(area.width * zoom() / 100, 1, 8192),
                Math.clamp((area.height - CloudLegend.HEIGHT) * zoom() / 100, 1, 4096));
    }

    double pixels(double points) {
        return points * zoom() / 100;
    }

    private int points(double pixels) {
        return (int) Math.round(pixels * 100 / zoom());
    }

    /** A frame is done. */
    void show(Frame made, CloudColouring of) {
        frame = made;
        colouring = of;
        disposeImage();
        // A coarse frame with just a pixel for each point is scaled by who paints, in less time.
        boolean coarse = made.options().detail().divisor() * 100 == zoom();
        image =
                Raster.image(
                        control.getDisplay(),
                        coarse ? made.size().width() : made.viewSize().width(),
                        coarse ? made.size().height() : made.viewSize().height(),
                        coarse ? made.argb() : made.argbOfView(),
                        coarse ? 100 : zoom());
        control.redraw();
    }

    /** There is nothing to show. */
    void clear() {
        frame = null;
        disposeImage();
        control.redraw();
    }

    Optional<Frame> frame() {
        return Optional.ofNullable(frame);
    }

    Optional<Image> image() {
        return Optional.ofNullable(image);
    }

    /** What the colours of the frame show. */
    CloudColouring colouring() {
        return colouring;
    }

    /** From the scan to the pixels of the frame; empty while there is none. */
    Optional<ViewTransform> view() {
        return frame().map(f -> f.camera().in(f.viewSize()));
    }

    /** Where a place is seen in the frame, in points. */
    Optional<Point> seen(Vector3 place) {
        return view().flatMap(
                        view ->
                                Optional.of(view.project(place))
                                        .filter(p -> view.sees(p.depthMm()))
                                        .map(p -> new Point(points(p.xPx()), points(p.yPx()))));
    }

    /** The frame and what a painter adds, in pixels; empty while there is none. */
    Optional<ImageData> picture(BiConsumer<GC, Image> painter) {
        if (image == null) {
            return Optional.empty();
        }
        Rectangle area = control.getClientArea();
        Image copy = new Image(control.getDisplay(), area.width, area.height);
        GC gc = new GC(copy);
        gc.setFont(control.getFont());
        painter.accept(gc, image);
        gc.dispose();
        ImageData data = copy.getImageData(zoom());
        copy.dispose();
        return Optional.of(data);
    }

    private void disposeImage() {
        if (image != null) {
            image.dispose();
            image = null;
        }
    }
}
