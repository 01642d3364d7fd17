package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Resource;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Views that are opened and closed leave nothing behind. */
class DisposalTest {
    /** Enough to see what each of them leaves; the environment may ask for more. */
    private static final int CYCLES =
            Integer.parseInt(System.getenv().getOrDefault("LACUNA_UI_CYCLES", "40"));

    @TempDir Path folder;

    private final List<Error> leaks = Collections.synchronizedList(new ArrayList<>());
    private IWorkbenchPage page;

    @BeforeEach
    void watch() throws Exception {
        Stage.open();
        page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
        collect();
        Resource.setNonDisposeHandler(leaks::add);
    }

    @AfterEach
    void stop() {
        Resource.setNonDisposeHandler(null);
    }

    private static void collect() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ImageView.ID,
                CloudView.ID,
                DefectsView.ID,
                PartsView.ID,
                "org.lacuna.ui.scores",
                "org.lacuna.ui.model",
                "org.lacuna.ui.compare",
                "org.lacuna.ui.training",
                "org.lacuna.ui.firstSteps"
            })
    void openedAndClosedAgainAndAgain_leavesNoResource(String id) throws Exception {
        PartItem item = DentedDome.item(folder, "000");
        page.hideView(page.showView(id));
        for (int i = 0; i < CYCLES; i++) {
            IViewPart view = page.showView(id);
            // Some of them with all that a part brings, the others as fast as it goes.
            if (i % 40 == 0) {
                show(view, item);
            }
            page.hideView(view);
            while (view.getSite().getShell().getDisplay().readAndDispatch()) {
                // What opening and closing leaves to be done.
            }
        }
        collect();
        List<String> ours =
                leaks.stream().filter(DisposalTest::isOurs).map(DisposalTest::text).toList();
        assertEquals(List.of(), ours);
        page.showView(id);
    }

    @Test
    void imageThatNobodyDisposes_isNoticed() throws Exception {
        forget();
        collect();
        assertFalse(leaks.isEmpty(), "the test above can fail");
    }

    private static void forget() {
        assertFalse(new Image(Display.getCurrent(), 8, 8).isDisposed());
    }

    private static void show(IViewPart view, PartItem item) {
        switch (view) {
            case ImageView v -> {
                v.selected(item);
                Screen.waitFor("the picture", () -> v.shownPart().equals(Optional.of(item)));
            }
            case CloudView v -> {
                v.selected(item);
                Screen.waitFor("the cloud", () -> v.shownPart().equals(Optional.of(item)));
            }
            case DefectsView v -> v.selected(item);
            default -> {
                // Shows no part, or only those of a folder.
            }
        }
    }

    private static boolean isOurs(Error leak) {
        for (StackTraceElement e : leak.getStackTrace()) {
            if (e.getClassName().startsWith("org.lacuna.ui")
                    && !e.getClassName().endsWith("Test")) {
                return true;
            }
        }
        return false;
    }

    private static String text(Error leak) {
        StringBuilder text = new StringBuilder(leak.toString());
        for (StackTraceElement e : leak.getStackTrace()) {
            text.append("\n  ").append(e);
        }
        return text.toString();
    }
}
