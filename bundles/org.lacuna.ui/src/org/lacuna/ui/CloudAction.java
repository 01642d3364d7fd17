package org.lacuna.ui;

import org.lacuna.rendering.Projection;
import org.lacuna.rendering.StandardView;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What commands do with the cloud view. */
enum CloudAction implements ViewAction<CloudView> {
    COLOUR(CloudColouring.COLOUR),
    HEIGHT(CloudColouring.HEIGHT),
    ANOMALY(CloudColouring.ANOMALY),
    AVAILABILITY(CloudColouring.AVAILABILITY),
    FIT(v -> v.canvas().fit()),
    TOP(StandardView.TOP),
    BOTTOM(StandardView.BOTTOM),
    FRONT(StandardView.FRONT),
    BACK(StandardView.BACK),
    LEFT(StandardView.LEFT),
    RIGHT(StandardView.RIGHT),
    ORTHOGRAPHIC(
            v ->
                    v.canvas()
                            .setProjection(
                                    isOrthographic(v)
                                            ? Projection.PERSPECTIVE
                                            : Projection.ORTHOGRAPHIC),
            CloudAction::isOrthographic),
    EYE_DOME(
            v -> v.canvas().setLook(v.canvas().look().withEyeDome(!v.canvas().look().eyeDome())),
            v -> v.canvas().look().eyeDome()),
    LARGER(v -> v.canvas().setLook(v.canvas().look().withPoints(true))),
    SMALLER(v -> v.canvas().setLook(v.canvas().look().withPoints(false))),
    LASSO(v -> v.tools().lasso(), v -> v.canvas().lasso().isOn()),
    MEASURE(v -> v.tools().measure(), v -> v.canvas().measure().isOn()),
    CLIP(v -> v.tools().clip(), v -> v.canvas().look().clips()),
    CLIP_RESET(v -> v.tools().resetClip()),
    FOLLOW(v -> v.links().setFollows(!v.links().follows()), v -> v.links().follows()),
    SAVE_PICTURE(v -> v.pictures().save()),
    COPY_PICTURE(v -> v.pictures().copy());

    private final Consumer<CloudView> action;
    private final Predicate<CloudView> checked;

    CloudAction(Consumer<CloudView> action, Predicate<CloudView> checked) {
        this.action = action;
        this.checked = checked;
    }

    CloudAction(Consumer<CloudView> action) {
        this(action, v -> false);
    }

    CloudAction(CloudColouring colouring) {
        this(
                v -> v.canvas().setColouring(colouring),
                v -> v.canvas().look().colouring() == colouring);
    }

    CloudAction(StandardView side) {
        this(v -> v.canvas().eye().look(side));
    }

    private static boolean isOrthographic(CloudView view) {
        return view.canvas().look().projection() == Projection.ORTHOGRAPHIC;
    }

    /** Identifier of the command. */
    String command() {
        return "org.lacuna.ui.cloud." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void run(CloudView view) {
        action.accept(view);
    }

    @Override
    public boolean isChecked(CloudView view) {
        return checked.test(view);
    }
}
