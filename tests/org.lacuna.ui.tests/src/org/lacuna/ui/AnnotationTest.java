package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.keys.IBindingService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.Annotation;
import org.lacuna.annotation.AnnotationFile;
import org.lacuna.annotation.Brush;
import org.lacuna.annotation.Origin;
import org.lacuna.annotation.RegionMasks;
import org.lacuna.annotation.ReviewState;
import org.lacuna.annotation.RunMask;
import org.lacuna.annotation.Severity;
import org.lacuna.core.DefectRegion;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.annotating.AnnotationPreferences;
import org.lacuna.ui.internal.annotating.Marking;
import org.lacuna.ui.internal.viewing.Attention;
import org.lacuna.ui.internal.viewing.Finding;
import org.lacuna.ui.internal.viewing.GridPixel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Annotating a part in the running workbench, with mouse, keys and commands. */
class AnnotationTest {
    private static final String COMMAND = "org.lacuna.ui.annotation.";
    private static final String UNDO = "org.eclipse.ui.edit.undo";
    private static final String REDO = "org.eclipse.ui.edit.redo";

    @TempDir Path folder;

    private Stage stage;
    private PartItem item;

    @BeforeEach
    void show() throws Exception {
        stage = Stage.open();
        item = DentedDome.item(folder, "000");
        stage.show(item);
        stage.image.canvas().fit();
        stage.cloud.canvas().fit();
        stage.rest();
        stage.page.activate(stage.image);
    }

    @AfterEach
    void save() throws Exception {
        stage.command(COMMAND + "tool-select");
        stage.command(COMMAND + "save");
        settle();
        stage.desk.dismissNotice();
    }

    /** Waits until everything is on disk. */
    private void settle() {
        Screen.waitFor("the disk", stage.desk::isIdle);
    }

    private AnnotatedPart part() {
        return stage.desk.part().orElseThrow();
    }

    private Annotation only() {
        assertEquals(1, part().annotations().size());
        return part().annotations().getFirst();
    }

    private AnnotatedPart onDisk() throws Exception {
        settle();
        return AnnotationFile.readLatest(stage.desk.file()).part();
    }

    private void tool(String name) throws Exception {
        stage.command(COMMAND + "tool-" + name);
    }

    @Test
    void rectangle_isDrawn_kept_andUndoneAndRedone() throws Exception {
        tool("rectangle");
        stage.drag(0, new int[] {40, 50}, new int[] {60, 70});
        Annotation drawn = only();
        assertEquals(20 * 20, drawn.mask().count(), 45);
        assertTrue(drawn.mask().contains(50, 60));
        assertEquals(Origin.DRAWN, drawn.origin());
        assertEquals(
                Optional.of(new Finding.Marked(item.id(), drawn.id())), stage.attention.focus());
        assertEquals(List.of(drawn), onDisk().annotations());
        stage.command(UNDO);
        assertTrue(part().annotations().isEmpty());
        assertTrue(onDisk().annotations().isEmpty());
        stage.command(REDO);
        assertEquals(drawn, only());
        assertEquals(List.of(drawn), onDisk().annotations());
    }

    @Test
    void anotherPartInBetween_undoAndRedoGoOnWhereTheyWere() throws Exception {
        tool("rectangle");
        stage.drag(0, new int[] {40, 50}, new int[] {60, 70});
        stage.drag(0, new int[] {100, 50}, new int[] {120, 70});
        stage.command(UNDO);
        Annotation first = only();
        PartItem other = DentedDome.item(folder, "001");
        stage.show(other);
        tool("rectangle");
        stage.drag(0, new int[] {80, 90}, new int[] {90, 99});
        Annotation onOther = only();
        stage.show(item);
        assertEquals(first, only());
        stage.command(REDO);
        assertEquals(2, part().annotations().size());
        stage.command(UNDO);
        stage.command(UNDO);
        assertTrue(part().annotations().isEmpty());
        assertTrue(onDisk().annotations().isEmpty());
        stage.show(other);
        assertEquals(onOther, only());
        stage.command(UNDO);
        assertTrue(onDisk().annotations().isEmpty());
    }

    @Test
    void brush_addsToTheSelected_eraserTakesAway_eachStrokeOneStep() throws Exception {
        tool("brush");
        stage.drag(0, new int[] {80, 80}, new int[] {90, 80}, new int[] {100, 80});
        int first = only().mask().count();
        stage.drag(0, new int[] {80, 100}, new int[] {100, 100});
        int both = only().mask().count();
        assertTrue(both > first, "the second stroke belongs to the first");
        tool("eraser");
        stage.drag(0, new int[] {80, 80}, new int[] {100, 80});
        assertFalse(only().mask().contains(90, 80));
        assertTrue(only().mask().contains(90, 100));
        for (int i = 0; i < 2; i++) {
            stage.command(UNDO);
        }
        assertEquals(first, only().mask().count());
        stage.key(stage.image.canvas(), SWT.ESC);
        tool("brush");
        stage.drag(0, new int[] {30, 120}, new int[] {40, 120});
        assertEquals(2, part().annotations().size(), "Escape ended the first annotation");
    }

    @Test
    void polygon_endsWithDoubleClickEnterOrItsFirstCorner_andEscapeGivesItUp() throws Exception {
        tool("polygon");
        for (int end = 0; end < 3; end++) {
            stage.click(40, 40);
            stage.click(80, 40);
            stage.click(60, 80);
            assertEquals(end, part().annotations().size(), "not before its end");
            switch (end) {
                case 0 ->
                        Stage.mouse(
                                stage.image.canvas(),
                                SWT.MouseDoubleClick,
                                stage.x(60),
                                stage.y(80),
                                1,
                                0);
                case 1 -> stage.key(stage.image.canvas(), SWT.CR);
                default -> stage.click(40, 40);
            }
            assertEquals(end + 1, part().annotations().size());
            assertEquals(40 * 40 / 2, part().annotations().get(end).mask().count(), 60);
        }
        stage.click(100, 100);
        stage.click(120, 100);
        stage.key(stage.image.canvas(), SWT.ESC);
        stage.key(stage.image.canvas(), SWT.CR);
        assertEquals(3, part().annotations().size());
    }

    @Test
    void lasso_withModifiers_addsAndCuts() throws Exception {
        tool("lasso");
        stage.drag(
                0, new int[] {40, 40}, new int[] {80, 40}, new int[] {80, 80}, new int[] {40, 80});
        int before = only().mask().count();
        stage.drag(
                SWT.SHIFT,
                new int[] {80, 40},
                new int[] {90, 40},
                new int[] {90, 80},
                new int[] {80, 80});
        assertTrue(only().mask().contains(85, 60));
        stage.drag(
                SWT.MOD1,
                new int[] {40, 40},
                new int[] {60, 40},
                new int[] {60, 80},
                new int[] {40, 80});
        assertFalse(only().mask().contains(50, 60));
        assertTrue(only().mask().count() < before);
    }

    @Test
    void wand_takesTheHotSpotByScore() throws Exception {
        stage.command(COMMAND + "wand-score");
        int[] spot = DentedDome.SPOTS[0];
        stage.click(spot[0], spot[1]);
        Screen.waitFor("the wand", () -> part().annotations().size() == 1);
        assertTrue(only().mask().contains(spot[0], spot[1]));
        int few = only().mask().count();
        assertTrue(few < 300, "not the whole part: " + few);
        stage.command(UNDO);
        stage.command(COMMAND + "larger");
        stage.click(spot[0], spot[1]);
        Screen.waitFor("the wand", () -> part().annotations().size() == 1);
        assertTrue(only().mask().count() > few, "a larger tolerance takes more");
        stage.command(COMMAND + "smaller");
    }

    @Test
    void keysOfTheImageView_chooseToolsSizesAndClasses() throws Exception {
        PictureCanvas canvas = stage.image.canvas();
        stage.image.setFocus();
        stage.key(canvas, 'b');
        assertEquals("BRUSH", stage.desk.settings().tool().name());
        double radius = stage.desk.settings().radiusPx();
        stage.key(canvas, ']');
        assertEquals(radius * 1.25, stage.desk.settings().radiusPx(), 1e-9);
        stage.key(canvas, '[');
        assertEquals(radius, stage.desk.settings().radiusPx(), 1e-9);
        stage.key(canvas, '2');
        assertEquals(2, stage.desk.currentClass().orElseThrow().hotKey());
        stage.drag(0, new int[] {80, 80}, new int[] {90, 80});
        assertEquals(part().classes().ofKey(2).orElseThrow().name(), only().details().className());
        stage.key(canvas, '3');
        assertEquals(
                part().classes().ofKey(3).orElseThrow().name(),
                only().details().className(),
                "of the selected one, too");
        stage.key(canvas, SWT.DEL);
        assertTrue(part().annotations().isEmpty());
    }

    @Test
    void everyToolAndReviewCommand_hasAKey() {
        IBindingService bindings =
                stage.page.getWorkbenchWindow().getService(IBindingService.class);
        for (String name :
                List.of(
                        "tool-select",
                        "tool-rectangle",
                        "tool-polygon",
                        "tool-lasso",
                        "tool-brush",
                        "tool-eraser",
                        "tool-wand",
                        "larger",
                        "smaller",
                        "delete",
                        "save",
                        "submit",
                        "accept",
                        "reject",
                        "correct")) {
            assertTrue(bindings.getActiveBindingsFor(COMMAND + name).length > 0, name);
        }
    }

    @Test
    void regionsOfTheVerdict_areAcceptedRejectedAndCorrected() throws Exception {
        DefectRegion region = item.inspection().orElseThrow().regions().getFirst();
        RunMask mask = RegionMasks.find(DentedDome.map(), region, 0.9).orElseThrow();
        stage.click(DentedDome.SPOTS[0][0], DentedDome.SPOTS[0][1]);
        stage.command(COMMAND + "accept");
        assertEquals(mask, only().mask());
        assertEquals(Origin.REGION, only().origin());
        assertEquals(ReviewState.ACCEPTED, only().details().state());
        stage.click(DentedDome.SPOTS[1][0], DentedDome.SPOTS[1][1]);
        stage.command(COMMAND + "reject");
        assertEquals(ReviewState.REJECTED, part().annotations().get(1).details().state());
        assertEquals(mask, part().truth(), "what was rejected is no ground truth");
        stage.command(UNDO);
        stage.click(DentedDome.SPOTS[1][0], DentedDome.SPOTS[1][1]);
        stage.command(COMMAND + "correct");
        Annotation corrected = part().annotations().get(1);
        assertEquals(ReviewState.DRAFT, corrected.details().state());
        stage.drag(SWT.MOD1, DentedDome.SPOTS[1], new int[] {70, 110});
        assertTrue(part().require(corrected.id()).mask().count() < corrected.mask().count());
        assertEquals(4, stage.defects.rows().size(), "two annotations above two regions");
    }

    @Test
    void whatIsSaidOfAnAnnotation_isChangedInOneUndoableStep() throws Exception {
        tool("rectangle");
        stage.drag(0, new int[] {40, 50}, new int[] {60, 70});
        Annotation.Details plain = only().details();
        Annotation.Details said =
                new Annotation.Details(
                        plain.className(), Severity.MAJOR, "deep", ReviewState.SUBMITTED);
        new Marking(stage.desk).describe(only().id(), said);
        assertEquals(said, onDisk().annotations().getFirst().details());
        stage.command(UNDO);
        assertEquals(plain, only().details());
    }

    @Test
    void comment_isWrittenInTheTable_andRegionsHaveNone() throws Exception {
        tool("rectangle");
        stage.drag(0, new int[] {40, 50}, new int[] {60, 70});
        stage.page.activate(stage.defects);
        List<Finding> rows = stage.defects.rows();
        int column = DefectColumns.Column.COMMENT.ordinal();
        stage.defects.viewer().editElement(rows.getLast(), column);
        assertFalse(stage.defects.viewer().isCellEditorActive(), "a region of the verdict");
        stage.defects.viewer().editElement(rows.getFirst(), column);
        Text editor =
                Arrays.stream(stage.defects.viewer().getTable().getChildren())
                        .filter(Text.class::isInstance)
                        .map(Text.class::cast)
                        .findFirst()
                        .orElseThrow();
        editor.setText("deep");
        editor.notifyListeners(SWT.DefaultSelection, new Event());
        assertEquals("deep", only().details().comment());
    }

    @Test
    void lassoInTheCloud_marksThePixelsOfTheVisibleSurface() throws Exception {
        CloudCanvas canvas = stage.cloud.canvas();
        // Keys belong to the active view: 1 is a class in the image, and a side here.
        stage.page.activate(stage.cloud);
        stage.key(canvas, '1');
        stage.rest();
        stage.command(CloudAction.LASSO.command());
        int[][] corners = {{90, 50}, {110, 50}, {110, 70}, {90, 70}};
        List<Point> line = new ArrayList<>();
        for (int[] c : corners) {
            stage.attention.pointAt(Optional.of(new GridPixel(item.id(), c[0], c[1])));
            line.add(canvas.cross().orElseThrow());
        }
        Stage.mouse(canvas, SWT.MouseDown, line.get(0).x, line.get(0).y, 1, 0);
        for (Point p : line) {
            Stage.mouse(canvas, SWT.MouseMove, p.x, p.y, 0, SWT.BUTTON1);
        }
        Stage.mouse(canvas, SWT.MouseUp, line.get(3).x, line.get(3).y, 1, SWT.BUTTON1);
        Screen.waitFor("the lasso", () -> part().annotations().size() == 1);
        stage.command(CloudAction.LASSO.command());
        RunMask.Bounds box = only().mask().bounds();
        assertEquals(90, box.column(), 3);
        assertEquals(50, box.row(), 3);
        assertEquals(20 * 20, only().mask().count(), 90);
    }

    @Test
    void editsThatWereNotSaved_areRecovered_saidAndUndone() throws Exception {
        tool("rectangle");
        stage.drag(0, new int[] {40, 50}, new int[] {60, 70});
        stage.drag(0, new int[] {80, 50}, new int[] {90, 70});
        stage.command(UNDO);
        settle();
        // What a killed process leaves: the annotation file as it was, and the journal beside it.
        Path other = Files.createDirectories(folder.resolve("killed"));
        Path file = stage.desk.file();
        Path copy = other.resolve(file.getFileName());
        Files.copy(file, copy);
        Path journal = file.resolveSibling(file.getFileName() + ".journal");
        Files.copy(journal, other.resolve(journal.getFileName()));
        AnnotationPreferences.setFolder(stage.desk.subject().orElseThrow().place(), other);
        stage.desk.folderChanged();
        Screen.waitFor("the file", stage.desk::isReady);
        assertEquals(copy, stage.desk.file());
        assertEquals(1, part().annotations().size());
        assertTrue(
                stage.image.notices().text().startsWith("Recovered 3 edits"),
                stage.image.notices().text());
        stage.command(REDO);
        assertEquals(2, part().annotations().size());
        stage.command(UNDO);
        stage.command(UNDO);
        assertTrue(part().annotations().isEmpty());
    }

    @Test
    void fileThatIsNoAnnotationFile_isNamed_andLeftAlone() throws Exception {
        Path other = Files.createDirectories(folder.resolve("damaged"));
        Path file = other.resolve(stage.desk.file().getFileName());
        Files.writeString(file, "{\"schema\": \"something/1\"}");
        AnnotationPreferences.setFolder(stage.desk.subject().orElseThrow().place(), other);
        stage.desk.folderChanged();
        Screen.waitFor("the message", () -> stage.desk.notice().isPresent());
        assertTrue(stage.desk.notice().get().error());
        String text = stage.desk.notice().get().text();
        assertTrue(text.contains(file.toString()) && text.contains("lacuna.annotations/1"), text);
        assertFalse(stage.desk.isReady());
        tool("rectangle");
        stage.drag(0, new int[] {40, 50}, new int[] {60, 70});
        assertTrue(part().annotations().isEmpty(), "nothing can be drawn");
        assertEquals("{\"schema\": \"something/1\"}", Files.readString(file));
    }

    @Test
    void folderThatCannotBeWritten_isSaid_andTheDrawingIsTakenBack() throws Exception {
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file");
        AnnotationPreferences.setFolder(stage.desk.subject().orElseThrow().place(), blocked);
        stage.desk.folderChanged();
        Screen.waitFor("the part", stage.desk::isReady);
        tool("rectangle");
        stage.drag(0, new int[] {40, 50}, new int[] {60, 70});
        Screen.waitFor("the message", () -> stage.desk.notice().isPresent());
        assertTrue(stage.desk.notice().get().text().contains(blocked.toString()));
        assertTrue(part().annotations().isEmpty(), "what is shown is what is kept");
    }

    @Test
    void nextPart_savesThisOne_andComesWithItsOwn() throws Exception {
        tool("rectangle");
        stage.drag(0, new int[] {40, 50}, new int[] {60, 70});
        Path file = stage.desk.file();
        Annotation drawn = only();
        stage.show(DentedDome.item(folder, "001"));
        assertTrue(part().annotations().isEmpty());
        assertEquals(List.of(drawn), AnnotationFile.read(file).annotations());
        stage.show(item);
        assertEquals(drawn, only());
    }

    @Test
    void secondWindow_hasAnnotationsOfItsOwn_andSavesThemWhenItCloses() throws Exception {
        PartItem other = DentedDome.item(folder, "002");
        IWorkbenchWindow window =
                PlatformUI.getWorkbench().openWorkbenchWindow(LacunaPerspective.ID, null);
        AnnotationDesk desk = window.getService(AnnotationDesk.class);
        assertNotSame(stage.desk, desk);
        assertNotSame(stage.attention, window.getService(Attention.class));
        ((ImageView) window.getActivePage().showView(ImageView.ID)).selected(other);
        Screen.waitFor("its annotations", desk::isReady);
        RunMask mask = Brush.stroke(part().grid(), new double[] {80, 80}, 9);
        new Marking(desk).shape("Disc", mask, Marking.Mode.NEW);
        assertTrue(part().annotations().isEmpty(), "only in that window");
        Path file = desk.file();
        window.close();
        assertEquals(mask, AnnotationFile.read(file).annotations().getFirst().mask());
    }

    @Test
    void partThatNobodyAnnotates_getsNoFile() {
        settle();
        assertFalse(Files.exists(stage.desk.file()));
    }

    /** A session as by hand; what its events take is printed, the bound only catches a collapse. */
    @Test
    void events_ofASession_areQuick() throws Exception {
        Display display = stage.image.canvas().getDisplay();
        tool("brush");
        for (int stroke = 0; stroke < 24; stroke++) {
            if (stroke == 4) {
                // What came first was compiled on the way.
                System.out.printf("MEASURED first strokes: %.1f ms%n", stage.slowestMillis());
                stage.forgetTimes();
            }
            int[][] way = new int[40][];
            for (int i = 0; i < way.length; i++) {
                way[i] =
                        new int[] {
                            20 + 3 * i, (int) (80 + 40 * Math.sin(i / 6.0 + stroke) + stroke)
                        };
            }
            stage.drag(0, way);
            boolean[] more = {true};
            while (more[0]) {
                stage.timed(() -> more[0] = display.readAndDispatch());
            }
            if (stroke % 3 == 2) {
                stage.key(stage.image.canvas(), SWT.ESC);
            }
            if (stroke % 5 == 4) {
                stage.command(UNDO);
            }
        }
        settle();
        System.out.printf("MEASURED slowest event of annotation: %.1f ms%n", stage.slowestMillis());
        assertTrue(stage.slowestMillis() < 1000, "ms: " + stage.slowestMillis());
    }

    @Test
    void annotationAtWork_forPeopleToLookAt() throws Exception {
        stage.click(DentedDome.SPOTS[0][0], DentedDome.SPOTS[0][1]);
        stage.command(COMMAND + "accept");
        stage.key(stage.image.canvas(), SWT.ESC);
        stage.key(stage.image.canvas(), '2');
        tool("brush");
        stage.drag(0, new int[] {60, 50}, new int[] {70, 62}, new int[] {74, 80});
        Stage.mouse(stage.image.canvas(), SWT.MouseMove, stage.x(90), stage.y(95), 0, 0);
        stage.rest();
        var shot = Screen.shot(stage.page.getWorkbenchWindow().getShell(), "annotation.png");
        assertTrue(Screen.colours(shot) > 100, "the window shows a picture, not an empty frame");
    }
}
