package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** What a person in front of the screen does: waits, and looks. UI thread only. */
public final class Screen {
    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final long DRAWING_NANOS = 500_000_000L;

    private Screen() {}

    /** Lets events be handled until the condition holds. */
    public static void waitFor(String what, BooleanSupplier condition) {
        Display display = Display.getCurrent();
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "20 s waited for: " + what);
            if (!display.readAndDispatch()) {
                display.timerExec(20, () -> {});
                display.sleep();
            }
        }
    }

    /**
     * Writes the window as it is, in pixels of the screen, to a file for people to look at, and
     * gives its pixels at 100 %.
     */
    public static ImageData shot(Shell shell, String name) throws Exception {
        Display display = shell.getDisplay();
        shell.setActive();
        long end = System.nanoTime() + DRAWING_NANOS;
        while (System.nanoTime() < end) {
            if (!display.readAndDispatch()) {
                Thread.sleep(10);
            }
        }
        Image image = new Image(display, shell.getClientArea().width, shell.getClientArea().height);
        GC gc = new GC(shell);
        gc.copyArea(image, 0, 0);
        gc.dispose();
        ImageData data = image.getImageData();
        ImageLoader loader = new ImageLoader();
        loader.data = new ImageData[] {image.getImageData(shell.getMonitor().getZoom())};
        image.dispose();
        Path target = Files.createDirectories(Path.of("target"));
        loader.save(target.resolve(name).toString(), SWT.IMAGE_PNG);
        return data;
    }

    public static long colours(ImageData data) {
        return IntStream.range(0, data.width * data.height)
                .map(p -> data.getPixel(p % data.width, p / data.width))
                .distinct()
                .count();
    }
}
