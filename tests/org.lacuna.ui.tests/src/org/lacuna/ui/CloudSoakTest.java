package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.eclipse.ui.IWorkbenchPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lacuna.rendering.gl.OpenGl;
import org.lacuna.ui.internal.cloud.RendererPreference;
import org.lacuna.ui.internal.cloud.Renderers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The cloud view opened and closed for a long time: threads, heap and resident size. */
class CloudSoakTest {
    private static final int WARM_UP = 150;
    private static final int CYCLES = 200;

    /** Every so many cycles a part is shown, else the view closes at once. */
    private static final int SHOWN = 4;

    private static final double MIB = 1 << 20;

    /**
     * Of the platform's own: it keeps a model element for each command in tool bar and menu of a
     * view that was closed, 20 to 30 KiB for this view.
     */
    private static final double MOST_HEAP_MIB = 12;

    /** A view that stays would hold a megabyte or two each time. */
    private static final double MOST_RESIDENT_MIB = 96;

    @TempDir Path folder;

    private IWorkbenchPage page;
    private PartItem item;

    @AfterEach
    void reset() {
        Renderers.all().want(RendererPreference.AUTOMATIC);
    }

    @ParameterizedTest
    @EnumSource(
            value = RendererPreference.class,
            names = {"JAVA", "OPENGL"})
    void twoHundredCycles_leaveNoThreadAndNoMemory(RendererPreference renderer) throws Exception {
        if (renderer == RendererPreference.OPENGL) {
            OpenGl.Probe probe = OpenGl.probe();
            assumeTrue(probe.works(), "no OpenGL 3.3 here: " + probe.problem());
        }
        Renderers.all().want(renderer);
        Screen.waitFor(
                "the renderer",
                () -> Renderers.all().choice().openGl() == (renderer == RendererPreference.OPENGL));
        Stage stage = Stage.open();
        page = stage.page;
        item = DentedDome.item(folder, "000");
        stage.show(item);
        cycles(WARM_UP);
        Set<String> threads = threads();
        double heap = heapMib();
        double resident = residentMib();
        cycles(CYCLES);
        double moreHeap = heapMib() - heap;
        double moreResident = residentMib() - resident;
        System.out.printf(
                java.util.Locale.ROOT,
                "%s, %d cycles: heap %.1f %+.1f MiB, resident %.0f %+.0f MiB, %d threads%n",
                renderer,
                CYCLES,
                heap,
                moreHeap,
                resident,
                moreResident,
                threads.size());
        assertEquals(threads, threads());
        assertTrue(moreHeap < MOST_HEAP_MIB, "heap, MiB: " + moreHeap);
        assertTrue(moreResident < MOST_RESIDENT_MIB, "resident size, MiB: " + moreResident);
    }

    private void cycles(int number) throws Exception {
        for (int i = 0; i < number; i++) {
            CloudView view = (CloudView) page.findView(CloudView.ID);
            if (view != null) {
                page.hideView(view);
            }
            CloudView opened = (CloudView) page.showView(CloudView.ID);
            if (i % SHOWN == 0) {
                opened.selected(item);
                Screen.waitFor("the cloud", () -> opened.shownPart().equals(Optional.of(item)));
            }
            while (opened.canvas().getDisplay().readAndDispatch()) {
                // What opening and closing leaves to be done.
            }
        }
    }

    /** Names of those that are ours, or that may come and go with ours. */
    private static Set<String> threads() {
        Screen.waitFor(
                "drawing threads to end",
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                        .filter(t -> t.getName().equals(FrameMaker.THREAD))
                                        .count()
                                <= 1);
        Set<String> names = new TreeSet<>();
        for (Thread t : Thread.getAllStackTraces().keySet()) {
            // The platform's pool of workers breathes.
            if (!t.getName().startsWith("Worker-")) {
                names.add(t.getName().replaceAll("[0-9]+", "#") + " " + count(t.getName()));
            }
        }
        return names;
    }

    private static long count(String name) {
        String kind = name.replaceAll("[0-9]+", "#");
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().replaceAll("[0-9]+", "#").equals(kind))
                .count();
    }

    private static double heapMib() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
        }
        Runtime r = Runtime.getRuntime();
        return (r.totalMemory() - r.freeMemory()) / MIB;
    }

    /** 0 where the system does not tell. */
    private static double residentMib() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
            }
        }
        return 0;
    }
}
