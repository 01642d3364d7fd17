package org.lacuna.ui;

import org.lacuna.rendering.Box;
import org.lacuna.rendering.Camera;
import org.lacuna.rendering.Projection;
import org.lacuna.rendering.StandardView;
import org.lacuna.ui.internal.viewing.Attention;
import org.lacuna.ui.internal.viewing.Flight;

import java.util.function.UnaryOperator;

/**
 * From where the cloud of a view is seen: moved by hand, by command, or in a flight. Asks the
 * canvas for a picture whenever that changes, and tells the other views of the window when it was
 * the person who moved. UI thread only.
 */
final class CloudCamera {
    private final CloudCanvas canvas;
    private final Attention attention;
    private final Flight flight;
    private Camera camera;
    private boolean fitted = true;

    CloudCamera(CloudCanvas canvas, Attention attention) {
        this.canvas = canvas;
        this.attention = attention;
        this.flight = new Flight(canvas);
    }

    /** From where the next picture is taken; null before the first part. */
    Camera camera() {
        return camera;
    }

    /**
     * Another part is shown.
     *
     * @param comparable whether the part before had the same grid: then the view stays where the
     *     person moved it, to compare parts
     */
    void show(PartCloud cloud, boolean comparable) {
        if (fitted || camera == null || !comparable) {
            camera =
                    tilted(
                                    Camera.of(cloud.focus(), canvas.size())
                                            .withProjection(canvas.look().projection()))
                            .fit(cloud.focus(), canvas.size());
            fitted = true;
        }
    }

    /** From above the lower edge of the scan: shows at once that it is no image. */
    private static Camera tilted(Camera straight) {
        return straight.orbit(0.35, -0.75);
    }

    /** The view has another size; who sees everything goes on to do so. */
    void resized() {
        canvas.cloud()
                .filter(c -> fitted)
                .ifPresent(c -> camera = camera.fit(c.focus(), canvas.size()));
    }

    void setProjection(Projection other) {
        if (camera != null) {
            camera = camera.withProjection(other);
        }
    }

    /** Turns to a box from the same direction, within a moment. */
    void flyTo(Box box) {
        if (camera == null || canvas.cloud().isEmpty()) {
            return;
        }
        Camera from = camera;
        Camera to = from.fit(box, canvas.size());
        fitted = false;
        flight.begin(
                t -> {
                    camera = t == 1 ? to : between(from, to, t);
                    canvas.ask(t < 1);
                });
    }

    private static Camera between(Camera from, Camera to, double share) {
        double factor = Math.pow(from.distanceMm() / to.distanceMm(), share);
        return from.zoom(factor)
                .withTarget(from.target().plus(to.target().minus(from.target()).times(share)));
    }

    boolean isFlying() {
        return flight.isUnderWay();
    }

    /** Shows a box from the same direction, at once. */
    void lookAt(Box box) {
        if (canvas.cloud().isPresent()) {
            change(c -> c.fit(box, canvas.size()), false);
            fitted = false;
        }
    }

    void look(StandardView view) {
        flight.stop();
        canvas.cloud()
                .ifPresent(
                        c -> {
                            change(old -> old.view(view).fit(c.focus(), canvas.size()), true);
                            fitted = false;
                            moved();
                        });
    }

    void fit() {
        flight.stop();
        canvas.cloud().ifPresent(c -> change(old -> old.fit(c.focus(), canvas.size()), true));
        fitted = true;
        moved();
    }

    /** The person moves the camera. */
    void move(UnaryOperator<Camera> movement) {
        flight.stop();
        change(movement, false);
        fitted = false;
        moved();
    }

    private void moved() {
        canvas.cloud().ifPresent(c -> attention.moveCloud(c.areaSeen(camera, canvas.size())));
    }

    /**
     * @param atOnce with all detail
     */
    private void change(UnaryOperator<Camera> movement, boolean atOnce) {
        if (camera != null) {
            camera = movement.apply(camera);
            canvas.ask(!atOnce);
        }
    }
}
