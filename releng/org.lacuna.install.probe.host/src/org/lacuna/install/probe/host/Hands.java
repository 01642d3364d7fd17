package org.lacuna.install.probe.host;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Eyes and hands in front of a workbench: finds what is on the screen by its text, presses the
 * mouse there, and waits. Knows nothing of Lacuna. For a thread other than the UI thread.
 */
final class Hands {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final int DRAG_STEPS = 8;

    private final Display display;
    private final Path folder;

    /**
     * @param folder for pictures
     */
    Hands(Display display, Path folder) {
        this.display = display;
        this.folder = folder;
    }

    /** Does something on the UI thread and gives what came out. */
    <T> T look(Supplier<T> what) {
        List<T> found = new ArrayList<>();
        display.syncExec(() -> found.add(what.get()));
        return found.getFirst();
    }

    /** Waits until the condition, asked on the UI thread, holds. */
    void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!look(condition::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for: " + what);
            }
            pause(50);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The window's shell. UI thread. */
    static Shell window() {
        IWorkbenchWindow active = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        return (active == null ? PlatformUI.getWorkbench().getWorkbenchWindows()[0] : active)
                .getShell();
    }

    private static String plain(String text) {
        return text.replace("&", "").replaceAll("\t.*", "");
    }

    /** Chooses an item of the window's menu by its path. */
    void menu(String... path) {
        MenuItem leaf =
                look(
                        () -> {
                            Menu menu = window().getMenuBar();
                            MenuItem item = null;
                            for (String text : path) {
                                menu.notifyListeners(SWT.Show, new Event());
                                item = item(menu, text);
                                menu = item.getMenu();
                            }
                            return item;
                        });
        display.asyncExec(() -> leaf.notifyListeners(SWT.Selection, new Event()));
    }

    private static MenuItem item(Menu menu, String text) {
        List<String> there = new ArrayList<>();
        for (MenuItem item : menu.getItems()) {
            there.add(plain(item.getText()));
            if (plain(item.getText()).equals(text)) {
                if (!item.isEnabled()) {
                    throw new AssertionError("menu item is disabled: " + text);
                }
                return item;
            }
        }
        throw new AssertionError("menu item " + text + ", found " + there);
    }

    /** Waits for a dialog with this title. */
    Shell dialog(String title) {
        await("dialog " + title, () -> shell(title).isPresent());
        return look(() -> shell(title).orElseThrow());
    }

    private Optional<Shell> shell(String title) {
        for (Shell s : display.getShells()) {
            if (!s.isDisposed() && s.isVisible() && s.getText().equals(title)) {
                return Optional.of(s);
            }
        }
        return Optional.empty();
    }

    /** All visible controls in it, in their order. UI thread. */
    static <T extends Control> List<T> all(Composite parent, Class<T> kind) {
        List<T> all = new ArrayList<>();
        for (Control c : parent.getChildren()) {
            if (kind.isInstance(c) && c.isVisible()) {
                all.add(kind.cast(c));
            }
            if (c instanceof Composite inner) {
                all.addAll(all(inner, kind));
            }
        }
        return all;
    }

    /** Puts text into the field behind a label. */
    void type(Shell shell, String label, String text) {
        Text field =
                look(
                        () -> {
                            List<Control> all = all(shell, Control.class);
                            for (int i = 0; i + 1 < all.size(); i++) {
                                if (all.get(i) instanceof Label l
                                        && plain(l.getText()).equals(label)
                                        && all.get(i + 1) instanceof Text t) {
                                    return t;
                                }
                            }
                            throw new AssertionError("no field " + label);
                        });
        display.syncExec(() -> field.setText(text));
    }

    /** Waits until the button can be pressed, and presses it with the mouse. */
    void press(Shell shell, String label) {
        await(
                "button " + label + " in " + look(shell::getText),
                () -> button(shell, label).filter(Control::isEnabled).isPresent());
        Button button = look(() -> button(shell, label).orElseThrow());
        click(look(() -> middle(button, button.getSize())));
    }

    /** Takes the tick off a box. */
    void untick(Shell shell, String label) {
        Button box = look(() -> button(shell, label).orElseThrow());
        if (look(box::getSelection)) {
            click(look(() -> box.toDisplay(10, box.getSize().y / 2)));
            await("no tick at " + label, () -> !box.getSelection());
        }
    }

    private static Optional<Button> button(Shell shell, String label) {
        return shell.isDisposed()
                ? Optional.empty()
                : all(shell, Button.class).stream()
                        .filter(b -> plain(b.getText()).equals(label))
                        .findFirst();
    }

    private static Point middle(Control control, Point size) {
        return control.toDisplay(size.x / 2, size.y / 2);
    }

    /** The control under a tab of the window, when it is there and shown. UI thread. */
    static Optional<Composite> view(String title) {
        for (CTabFolder tabs : all(window(), CTabFolder.class)) {
            CTabItem shown = tabs.getSelection();
            if (shown != null
                    && shown.getText().equals(title)
                    && shown.getControl() instanceof Composite content) {
                return Optional.of(content);
            }
        }
        return Optional.empty();
    }

    /** Waits for a view with this tab in front, and for something in it. */
    <T> T inView(String title, String what, Function<Composite, Optional<T>> find) {
        await(what + " in the view " + title, () -> view(title).flatMap(find).isPresent());
        return look(() -> view(title).flatMap(find).orElseThrow());
    }

    /** Presses and releases the left button. */
    void click(Point at) {
        post(SWT.MouseMove, at);
        post(SWT.MouseDown, at);
        post(SWT.MouseUp, at);
    }

    /**
     * Moves over a control with the left button down. The button is pressed by events of the
     * control: those that SWT posts on GTK say nothing of where.
     */
    void drag(Control control, Point from, Point to) {
        post(SWT.MouseMove, look(() -> control.toDisplay(from)));
        button(control, SWT.MouseDown, from);
        for (int i = 1; i <= DRAG_STEPS; i++) {
            Point at =
                    new Point(
                            from.x + (to.x - from.x) * i / DRAG_STEPS,
                            from.y + (to.y - from.y) * i / DRAG_STEPS);
            post(SWT.MouseMove, look(() -> control.toDisplay(at)));
        }
        button(control, SWT.MouseUp, to);
    }

    private void button(Control control, int type, Point at) {
        Event e = new Event();
        e.x = at.x;
        e.y = at.y;
        e.button = 1;
        e.count = 1;
        e.stateMask = type == SWT.MouseUp ? SWT.BUTTON1 : 0;
        display.syncExec(() -> control.notifyListeners(type, e));
    }

    private void post(int type, Point at) {
        Event e = new Event();
        e.type = type;
        e.x = at.x;
        e.y = at.y;
        e.button = type == SWT.MouseMove ? 0 : 1;
        if (!look(() -> display.post(e))) {
            throw new AssertionError("the mouse does not move");
        }
        // As a hand does; and the event comes back through the X server.
        pause(60);
    }

    /** Writes the screen to a file for people to look at. */
    void shot(String name) {
        pause(300);
        display.syncExec(
                () -> {
                    Rectangle bounds = display.getBounds();
                    Image image = new Image(display, bounds.width, bounds.height);
                    GC gc = new GC(display);
                    gc.copyArea(image, 0, 0);
                    gc.dispose();
                    ImageLoader loader = new ImageLoader();
                    loader.data = new ImageData[] {image.getImageData()};
                    image.dispose();
                    loader.save(folder.resolve(name).toString(), SWT.IMAGE_PNG);
                });
    }
}
