package org.lacuna.ui;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.lacuna.rendering.Detail;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.viewing.Attention;
import org.lacuna.ui.internal.viewing.Viewport;

import java.util.Optional;

/** The views of a part in the running workbench, and hands that move mouse and keys in them. */
final class Stage {
    final IWorkbenchPage page;
    final ImageView image;
    final CloudView cloud;
    final DefectsView defects;
    final Attention attention;
    final AnnotationDesk desk;

    private long slowestNanos;

    private Stage(IWorkbenchPage page) throws Exception {
        this.page = page;
        cloud = (CloudView) page.showView(CloudView.ID);
        defects = (DefectsView) page.showView(DefectsView.ID);
        image = (ImageView) page.showView(ImageView.ID);
        attention = page.getWorkbenchWindow().getService(Attention.class);
        desk = page.getWorkbenchWindow().getService(AnnotationDesk.class);
    }

    /** The perspective as it is at the first start. */
    static Stage open() throws Exception {
        IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
        PlatformUI.getWorkbench().showPerspective(LacunaPerspective.ID, page.getWorkbenchWindow());
        page.resetPerspective();
        return new Stage(page);
    }

    /** Selects a part in all views and waits until it is seen and can be annotated. */
    void show(PartItem item) {
        image.selected(item);
        cloud.selected(item);
        defects.selected(item);
        Screen.waitFor("the picture", () -> image.shownPart().equals(Optional.of(item)));
        Screen.waitFor("the cloud", () -> cloud.shownPart().equals(Optional.of(item)));
        Screen.waitFor("its annotations", desk::isReady);
        rest();
    }

    /** Waits until nothing moves any more. */
    void rest() {
        Screen.waitFor(
                "rest",
                () ->
                        !image.canvas().isFlying()
                                && !cloud.canvas().isFlying()
                                && cloud.shownFrame()
                                        .filter(f -> f.options().detail().equals(Detail.FULL))
                                        .filter(f -> f.camera().equals(cloud.canvas().camera()))
                                        .isPresent());
    }

    /** Runs a command as Quick Access, a menu or a key does. */
    void command(String id) throws Exception {
        // Undo and redo become possible with the events behind an edit.
        while (image.canvas().getDisplay().readAndDispatch()) {
            // All of them.
        }
        page.getWorkbenchWindow().getService(IHandlerService.class).executeCommand(id, null);
    }

    /** Where a pixel of the grid is in the image view: the middle of it. */
    int x(double column) {
        Viewport view = image.canvas().viewport();
        return (int) Math.round(view.x(column + 0.5) * 100 / image.canvas().getMonitor().getZoom());
    }

    int y(double row) {
        Viewport view = image.canvas().viewport();
        return (int) Math.round(view.y(row + 0.5) * 100 / image.canvas().getMonitor().getZoom());
    }

    static void mouse(Control control, int type, int x, int y, int button, int stateMask) {
        Event e = new Event();
        e.x = x;
        e.y = y;
        e.button = button;
        e.stateMask = stateMask;
        e.count = 1;
        control.notifyListeners(type, e);
    }

    /** Presses the left button at the first pixel, moves over the others, and lets go. */
    void drag(int stateMask, int[]... pixels) {
        draw(SWT.MouseMove, pixels[0], 0, stateMask);
        draw(SWT.MouseDown, pixels[0], 1, stateMask);
        for (int[] p : pixels) {
            draw(SWT.MouseMove, p, 0, stateMask | SWT.BUTTON1);
        }
        draw(SWT.MouseUp, pixels[pixels.length - 1], 1, stateMask | SWT.BUTTON1);
    }

    private void draw(int type, int[] pixel, int button, int stateMask) {
        timed(() -> mouse(image.canvas(), type, x(pixel[0]), y(pixel[1]), button, stateMask));
    }

    /** Runs what answers an event, and remembers how long the slowest one took. */
    void timed(Runnable event) {
        long start = System.nanoTime();
        event.run();
        slowestNanos = Math.max(slowestNanos, System.nanoTime() - start);
    }

    double slowestMillis() {
        return slowestNanos / 1e6;
    }

    void forgetTimes() {
        slowestNanos = 0;
    }

    void click(int column, int row) {
        drag(0, new int[] {column, row});
    }

    void key(Control control, int keyCode) {
        Event e = new Event();
        e.keyCode = keyCode;
        e.character = (char) (keyCode & 0xffff);
        control.notifyListeners(SWT.KeyDown, e);
    }
}
