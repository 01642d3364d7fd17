package org.lacuna.ui;

import org.lacuna.ui.internal.cloud.ClipBox;

/** Turns tools of the cloud view on and off: of those that take the mouse, one at a time. */
final class CloudTools {
    private final CloudCanvas canvas;
    private final CloudClipPanel panel;

    CloudTools(CloudCanvas canvas, CloudClipPanel panel) {
        this.canvas = canvas;
        this.panel = panel;
    }

    void lasso() {
        boolean on = !canvas.lasso().isOn();
        canvas.measure().setOn(false);
        canvas.lasso().setOn(on);
        canvas.clip().forget();
    }

    void measure() {
        boolean on = !canvas.measure().isOn();
        canvas.lasso().setOn(false);
        canvas.measure().setOn(on);
        canvas.clip().forget();
    }

    /** Shows the clip box, or puts it away; then everything is seen. */
    void clip() {
        canvas.clip().forget();
        CloudLook look = canvas.look();
        canvas.setLook(look.withClip(!look.clips(), look.clip()));
        panel.setShown(!look.clips());
    }

    void resetClip() {
        canvas.setLook(canvas.look().withClip(canvas.look().clips(), ClipBox.WHOLE));
    }
}
