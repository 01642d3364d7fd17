package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.acquisition.TiffFiles;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.ModalityStatus.State;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.SampleId;
import org.lacuna.core.Verdict;
import org.lacuna.rendering.Camera;
import org.lacuna.rendering.Detail;
import org.lacuna.rendering.Frame;
import org.lacuna.rendering.Projection;
import org.lacuna.rendering.StandardView;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cloud view in the running workbench, moved by events as a person's hand makes them. */
class CloudViewTest {
    private static final int SIDE = 160;

    @TempDir Path folder;

    private IWorkbenchPage page;
    private CloudView view;

    @BeforeEach
    void openPerspective() throws Exception {
        page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
        PlatformUI.getWorkbench()
                .showPerspective(
                        LacunaPerspective.ID, PlatformUI.getWorkbench().getActiveWorkbenchWindow());
        page.resetPerspective();
        view = (CloudView) page.showView(CloudView.ID);
    }

    /** A dome on a table, seen from above. */
    private static OrganizedCloud dome() {
        float[] x = new float[SIDE * SIDE];
        float[] y = new float[SIDE * SIDE];
        float[] z = new float[SIDE * SIDE];
        for (int p = 0; p < x.length; p++) {
            double dx = (p % SIDE - SIDE / 2.0) / 2;
            double dy = (p / SIDE - SIDE / 2.0) / 2;
            double squared = 30 * 30 - dx * dx - dy * dy;
            x[p] = (float) dx;
            y[p] = (float) dy;
            z[p] = (float) (300 - (squared > 0 ? Math.sqrt(squared) : 0));
        }
        return new OrganizedCloud(SIDE, SIDE, x, y, z);
    }

    private PartItem item(String name, boolean withImage, boolean withScan) throws Exception {
        Map<Modality, Path> files = new HashMap<>();
        if (withImage) {
            files.put(Modality.RGB, TestImages.gradient(folder.resolve(name + ".png"), SIDE));
        }
        if (withScan) {
            Path scan = folder.resolve(name + ".tiff");
            TiffFiles.writeCloud(scan, dome(), TiffFiles.METRES);
            files.put(Modality.XYZ, scan);
        }
        float[] map = new float[SIDE * SIDE];
        for (int p = 0; p < map.length; p++) {
            double distance = Math.hypot(p % SIDE - 100, p / SIDE - 60);
            map[p] = (float) (1.8 * Math.exp(-distance * distance / 100));
        }
        Path mapFile = folder.resolve(name + "-map.tiff");
        TiffFiles.writeMap(mapFile, new AnomalyMap(SIDE, SIDE, map));
        SampleId id = new SampleId("dome", "dent", name);
        Inspection inspection =
                new Inspection(
                        id,
                        Verdict.NOK,
                        "made for a test",
                        1.8,
                        0.1,
                        Double.NaN,
                        new Inspection.Thresholds(0.8, 1, 0.9),
                        ModalitySet.BOTH,
                        new ModalityStatus(State.USED, 1, 1.8),
                        new ModalityStatus(State.USED, 1, 1.2),
                        List.of(),
                        Optional.empty(),
                        Map.of());
        return new PartItem("test", id, files, Optional.of(inspection), Optional.of(mapFile));
    }

    /** Selects a part of its own and waits for its picture in full detail. */
    private Frame shown(PartItem item) throws Exception {
        view.selected(item);
        Screen.waitFor("the cloud", () -> view.shownPart().equals(Optional.of(item)));
        return rested();
    }

    private Frame rested() {
        Screen.waitFor(
                "all detail",
                () ->
                        view.shownFrame()
                                .filter(f -> f.options().detail().equals(Detail.FULL))
                                .filter(f -> f.camera().equals(view.canvas().camera()))
                                .isPresent());
        return view.shownFrame().orElseThrow();
    }

    private void event(int type, int x, int y, int button, int stateMask, int count) {
        Event e = new Event();
        e.x = x;
        e.y = y;
        e.button = button;
        e.stateMask = stateMask;
        e.count = count;
        view.canvas().notifyListeners(type, e);
    }

    private void press(int keyCode) {
        Event e = new Event();
        e.keyCode = keyCode;
        view.canvas().notifyListeners(SWT.KeyDown, e);
    }

    private void drag(int button, int stateMask, int dx, int dy) {
        event(SWT.MouseDown, 50, 50, button, stateMask, 1);
        event(SWT.MouseMove, 50 + dx / 2, 50 + dy / 2, 0, SWT.BUTTON1, 0);
        event(SWT.MouseMove, 50 + dx, 50 + dy, 0, SWT.BUTTON1, 0);
        event(SWT.MouseUp, 50 + dx, 50 + dy, button, SWT.BUTTON1, 1);
    }

    private static long points(Frame frame) {
        return Arrays.stream(frame.point()).filter(p -> p != Frame.NONE).count();
    }

    @Test
    void selectedPart_isDrawnAndFitsIntoTheView() throws Exception {
        Frame frame = shown(item("000", true, true));
        assertEquals(SIDE * SIDE, frame.scene().size());
        assertTrue(points(frame) > frame.size().pixels() / 10, "the cloud fills the view");
        Screen.shot(PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell(), "cloud.png");
    }

    @Test
    void mouse_turnsMovesAndZooms_andDoubleClickFits() throws Exception {
        Camera before = shown(item("000", true, true)).camera();
        drag(1, 0, 40, 10);
        Camera turned = rested().camera();
        assertNotEquals(before.orientation(), turned.orientation());
        assertEquals(before.target(), turned.target());
        drag(1, SWT.SHIFT, 30, 0);
        Camera moved = rested().camera();
        assertEquals(turned.orientation(), moved.orientation());
        assertNotEquals(turned.target(), moved.target());
        event(SWT.MouseWheel, 60, 60, 0, 0, 3);
        Camera zoomed = rested().camera();
        assertEquals(moved.distanceMm() / 1.2, zoomed.distanceMm(), 1e-9);
        event(SWT.MouseDoubleClick, 60, 60, 1, 0, 2);
        Camera fitted = rested().camera();
        assertEquals(zoomed.orientation(), fitted.orientation());
        assertEquals(before.target(), fitted.target(), "the whole cloud again");
    }

    @Test
    void keys_giveStandardViewsAndTurn() throws Exception {
        shown(item("000", true, true));
        for (StandardView side : StandardView.values()) {
            press('1' + side.ordinal());
            assertEquals(side.orientation(), rested().camera().orientation(), side.name());
        }
        press('1');
        Camera top = rested().camera();
        press(SWT.ARROW_LEFT);
        assertNotEquals(top.orientation(), rested().camera().orientation());
        press('+');
        assertTrue(rested().camera().distanceMm() < top.distanceMm());
    }

    @Test
    void nextPart_keepsWhereOneLooked() throws Exception {
        shown(item("000", true, true));
        drag(1, 0, 25, 25);
        Camera chosen = rested().camera();
        assertEquals(chosen, shown(item("001", true, true)).camera());
    }

    @Test
    void colouring_changesColoursAndNothingElse() throws Exception {
        Frame colour = shown(item("000", true, true));
        view.canvas().setColouring(CloudColouring.ANOMALY);
        Screen.waitFor(
                "other colours",
                () -> !Arrays.equals(colour.argb(), view.shownFrame().orElseThrow().argb()));
        Frame anomaly = rested();
        assertEquals(colour.camera(), anomaly.camera());
        assertTrue(Arrays.equals(colour.point(), anomaly.point()));
        Screen.shot(
                PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell(),
                "cloud-anomaly.png");
        view.canvas().setColouring(CloudColouring.HEIGHT);
        Screen.waitFor(
                "other colours",
                () -> !Arrays.equals(anomaly.argb(), view.shownFrame().orElseThrow().argb()));
        view.canvas().setColouring(CloudColouring.COLOUR);
        rested();
    }

    @Test
    void projection_orthographic_isKept() throws Exception {
        shown(item("000", true, true));
        view.canvas().setProjection(Projection.ORTHOGRAPHIC);
        assertEquals(Projection.ORTHOGRAPHIC, rested().camera().projection());
        press('3');
        assertEquals(Projection.ORTHOGRAPHIC, rested().camera().projection());
        view.canvas().setProjection(Projection.PERSPECTIVE);
        rested();
    }

    @Test
    void pointUnderTheMouse_isReadOut() throws Exception {
        shown(item("000", true, true));
        press('1');
        rested();
        Rectangle area = view.canvas().getClientArea();
        event(SWT.MouseMove, area.width / 2, area.height / 2, 0, 0, 0);
        String text = view.canvas().shownText();
        assertTrue(text.startsWith("pixel ") && text.contains(" mm   score "), text);
        event(SWT.MouseMove, 1, 1, 0, 0, 0);
        assertEquals("", view.canvas().shownText(), "background");
    }

    @Test
    void partWithoutScan_saysSo() throws Exception {
        PartItem flat = item("002", true, false);
        view.selected(flat);
        Screen.waitFor("the message", () -> view.canvas().shownText().contains("no 3D scan"));
        assertFalse(view.shownPart().isPresent());
    }

    @Test
    void damagedScan_isNamed() throws Exception {
        PartItem item = item("003", true, true);
        Files.write(item.files().get(Modality.XYZ), new byte[] {'I', 'I', 42, 0, 1});
        view.selected(item);
        Screen.waitFor("the message", () -> view.canvas().shownText().contains("003.tiff"));
    }

    @Test
    void view_openedAndClosed_leavesNoThread() throws Exception {
        for (int i = 0; i < 5; i++) {
            page.hideView(view);
            view = (CloudView) page.showView(CloudView.ID);
            shown(item("00" + i, false, true));
        }
        page.hideView(view);
        Screen.waitFor(
                "drawing threads to end",
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(t -> t.getName().equals(FrameMaker.THREAD)));
        view = (CloudView) page.showView(CloudView.ID);
    }
}
