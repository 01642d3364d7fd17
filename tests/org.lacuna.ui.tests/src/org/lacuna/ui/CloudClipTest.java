package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.ui.IWorkbenchPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lacuna.rendering.Box;
import org.lacuna.rendering.Camera;
import org.lacuna.rendering.Frame;
import org.lacuna.rendering.Projection;
import org.lacuna.rendering.StandardView;
import org.lacuna.rendering.Vector3;
import org.lacuna.ui.internal.cloud.ClipBox;
import org.lacuna.ui.internal.cloud.ClipFace;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The clip box of the cloud view, by its handles. */
class CloudClipTest {
    @TempDir Path folder;

    private Stage stage;
    private CloudCanvas canvas;

    @BeforeEach
    void open() throws Exception {
        stage = Stage.open();
        stage.show(DentedDome.item(folder, "000"));
        canvas = stage.cloud.canvas();
        stage.page.activate(stage.cloud);
        canvas.setLook(CloudLook.defaults());
        canvas.fit();
        stage.command("org.lacuna.ui.cloud.clip");
        rest();
    }

    @AfterEach
    void reset() {
        canvas.measure().setOn(false);
        if (canvas.look().clips()) {
            stage.cloud.tools().clip();
        }
        canvas.setLook(CloudLook.defaults());
    }

    private void rest() {
        stage.rest();
        Screen.waitFor(
                "the cut",
                () ->
                        stage.cloud
                                .shownFrame()
                                .filter(f -> f.options().clip().equals(canvas.clip().box()))
                                .isPresent());
        stage.rest();
    }

    private ClipFace face(int face) {
        return canvas.clip().handles().stream()
                .filter(f -> f.face() == face)
                .findAny()
                .orElseThrow(() -> new AssertionError("no handle of face " + face));
    }

    private Point at(Vector3 place) {
        return canvas.seen(place).orElseThrow();
    }

    private void mouse(int type, Point p, int button, int stateMask) {
        Stage.mouse(canvas, type, p.x, p.y, button, stateMask);
    }

    /** Grabs a handle; whoever calls moves on and lets go. */
    private void grab(int face) {
        Point at = at(face(face).middle());
        mouse(SWT.MouseMove, at, 0, 0);
        mouse(SWT.MouseDown, at, 1, 0);
    }

    private void drag(int face, Point to) {
        grab(face);
        Point from = at(face(face).middle());
        for (int step = 1; step <= 4; step++) {
            mouse(
                    SWT.MouseMove,
                    new Point(
                            from.x + (to.x - from.x) * step / 4,
                            from.y + (to.y - from.y) * step / 4),
                    0,
                    SWT.BUTTON1);
        }
        mouse(SWT.MouseUp, to, 1, SWT.BUTTON1);
    }

    @ParameterizedTest
    @EnumSource(Projection.class)
    void draggedHandle_takesItsFaceToTheMouse_andTheSliderWithIt(Projection projection)
            throws Exception {
        canvas.setProjection(projection);
        rest();
        Camera camera = canvas.camera();
        ClipBox before = canvas.look().clip();
        Vector3 middle = face(0).middle();
        Vector3 wanted = middle.plus(new Vector3(25, 0, 0));
        drag(0, at(wanted));
        ClipBox after = canvas.look().clip();
        Box bounds = canvas.cloud().orElseThrow().scene().bounds();
        double footprint =
                canvas.shownView().orElseThrow().footprintMm(camera.distanceMm())
                        * canvas.pixels(1);
        assertEquals(wanted.x(), after.in(bounds).min().x(), 4 * footprint);
        assertEquals(before.with(0, after.lowX()), after, "no other face has moved");
        assertEquals(
                Math.round(200 * after.lowX()),
                stage.cloud.clipPanel().scale(0).getSelection(),
                "the slider follows");
        assertEquals(camera, canvas.camera(), "the cloud stays where it is");
        rest();
        Frame cut = stage.cloud.shownFrame().orElseThrow();
        double least = Double.POSITIVE_INFINITY;
        for (int point : cut.point()) {
            if (point != Frame.NONE) {
                least = Math.min(least, cut.scene().place(point).x());
            }
        }
        assertEquals(after.in(bounds).min().x(), least, 1.0, "points end at the face");
        Screen.shot(
                stage.page.getWorkbenchWindow().getShell(),
                "cloud-clip-" + projection.name().toLowerCase(Locale.ROOT) + ".png");
    }

    @Test
    void handleUnderTheMouse_isMarked_andSaysWhereItsFaceIs() throws Exception {
        Point at = at(face(0).middle());
        mouse(SWT.MouseMove, at, 0, 0);
        assertTrue(canvas.clip().isHot(0));
        assertSame(canvas.getDisplay().getSystemCursor(SWT.CURSOR_HAND), canvas.getCursor());
        String text = canvas.clip().text().orElseThrow();
        assertTrue(text.matches("Clip box: X from -40\\.0 mm"), text);
        Screen.shot(stage.page.getWorkbenchWindow().getShell(), "cloud-clip-hover.png");
        mouse(SWT.MouseMove, new Point(at.x + 3 * CloudClip.REACH, at.y), 0, 0);
        assertFalse(canvas.clip().isHot());
        assertEquals(Optional.empty(), canvas.clip().text());
    }

    @Test
    void escape_givesTheDragUp() {
        ClipBox before = canvas.look().clip();
        grab(0);
        Point to = at(face(0).middle().plus(new Vector3(20, 0, 0)));
        mouse(SWT.MouseMove, to, 0, SWT.BUTTON1);
        assertNotEquals(before, canvas.look().clip());
        stage.key(canvas, SWT.ESC);
        assertEquals(before, canvas.look().clip());
        assertEquals(0, stage.cloud.clipPanel().scale(0).getSelection());
        mouse(SWT.MouseMove, new Point(to.x - 20, to.y), 0, SWT.BUTTON1);
        mouse(SWT.MouseUp, to, 1, SWT.BUTTON1);
        assertEquals(before, canvas.look().clip(), "the hand has let go");
    }

    @Test
    void faceStopsAtTheOppositeOne_andAtTheEndOfTheCloud() {
        drag(0, new Point(5000, canvas.getSize().y / 2));
        assertEquals(1 - ClipBox.LEAST, canvas.look().clip().lowX(), 1e-12);
        rest();
        drag(0, new Point(-2000, canvas.getSize().y / 2));
        assertEquals(0, canvas.look().clip().lowX(), 0);
    }

    @Test
    void slider_movesTheHandle() {
        Vector3 before = face(0).middle();
        Scale slider = stage.cloud.clipPanel().scale(0);
        slider.setSelection(100);
        slider.notifyListeners(SWT.Selection, new org.eclipse.swt.widgets.Event());
        rest();
        Box bounds = canvas.cloud().orElseThrow().scene().bounds();
        assertEquals(bounds.centre().x(), face(0).middle().x(), 1e-6);
        assertTrue(at(face(0).middle()).x > at(before).x);
    }

    @Test
    void fromStraightAbove_theNearFaceIsPushedAwayByDraggingDown() {
        canvas.eye().look(StandardView.TOP);
        rest();
        Set<Integer> faces = new HashSet<>();
        canvas.clip().handles().forEach(f -> faces.add(f.face()));
        assertEquals(Set.of(0, 1, 2, 3, 4), faces);
        Point from = at(face(4).middle());
        drag(4, new Point(from.x, from.y + 30));
        assertTrue(canvas.look().clip().lowZ() > 0.05, canvas.look().clip().toString());
    }

    @Test
    void toolThatTakesTheMouse_putsTheHandlesAway() throws Exception {
        Point at = at(face(0).middle());
        stage.command("org.lacuna.ui.cloud.measure");
        assertEquals(List.of(), canvas.clip().handles());
        mouse(SWT.MouseMove, at, 0, 0);
        assertFalse(canvas.clip().isHot());
        assertSame(canvas.getDisplay().getSystemCursor(SWT.CURSOR_CROSS), canvas.getCursor());
        stage.command("org.lacuna.ui.cloud.measure");
        assertFalse(canvas.clip().handles().isEmpty());
    }

    @Test
    void besideAHandle_theCloudIsTurned() {
        Camera before = canvas.camera();
        Point at = at(face(0).middle());
        Point beside = new Point(at.x - 3 * CloudClip.REACH, at.y + 3 * CloudClip.REACH);
        mouse(SWT.MouseDown, beside, 1, 0);
        mouse(SWT.MouseMove, new Point(beside.x - 20, beside.y), 0, SWT.BUTTON1);
        mouse(SWT.MouseUp, beside, 1, SWT.BUTTON1);
        assertNotEquals(before.orientation(), canvas.camera().orientation());
        assertEquals(ClipBox.WHOLE, canvas.look().clip());
    }

    /** How many pictures a hand gets that drags for two seconds; told, since machines differ. */
    @Test
    void largeCloud_followsTheHand() throws Exception {
        PartItem large = DentedDome.item(folder, "large", 3);
        stage.show(large);
        stage.page.toggleZoom(stage.page.getReference(stage.cloud));
        try {
            canvas.fit();
            rest();
            grab(0);
            Point from = at(face(0).middle());
            Frame last = stage.cloud.shownFrame().orElseThrow();
            Frame first = last;
            int frames = 0;
            int events = 0;
            long slowest = 0;
            long start = System.nanoTime();
            while (System.nanoTime() - start < 2_000_000_000L) {
                long before = System.nanoTime();
                mouse(SWT.MouseMove, new Point(from.x + events * 2 % 200, from.y), 0, SWT.BUTTON1);
                events++;
                while (canvas.getDisplay().readAndDispatch()) {
                    // Frames arrive and are painted.
                }
                slowest = Math.max(slowest, System.nanoTime() - before);
                Frame now = stage.cloud.shownFrame().orElseThrow();
                if (!now.options().clip().equals(last.options().clip())) {
                    frames++;
                    last = now;
                }
                Thread.sleep(8);
            }
            mouse(SWT.MouseUp, from, 1, SWT.BUTTON1);
            System.out.printf(
                    Locale.ROOT,
                    "MEASURED clip drag: %d points, %d x %d pixels: %d events, %d frames in 2 s,"
                            + " slowest event %.1f ms%n",
                    last.scene().size(),
                    last.viewSize().width(),
                    last.viewSize().height(),
                    events,
                    frames,
                    slowest / 1e6);
            assertNotEquals(first.options().clip(), last.options().clip(), "seen while dragging");
        } finally {
            IWorkbenchPage page = stage.page;
            page.toggleZoom(page.getReference(stage.cloud));
        }
    }
}
