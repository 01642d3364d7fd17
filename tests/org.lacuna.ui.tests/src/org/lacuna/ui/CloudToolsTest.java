package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.commands.Command;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.XMLMemento;
import org.eclipse.ui.commands.ICommandService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lacuna.acquisition.TiffFiles;
import org.lacuna.core.Modality;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.rendering.Box;
import org.lacuna.rendering.Frame;
import org.lacuna.rendering.Projection;
import org.lacuna.rendering.Vector3;
import org.lacuna.ui.internal.cloud.ClipBox;
import org.lacuna.ui.internal.cloud.CloudLegend;
import org.lacuna.ui.internal.cloud.Measurement;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Tools of the cloud view, used by events and commands as a person does. */
class CloudToolsTest {
    private static final String COMMAND = "org.lacuna.ui.cloud.";

    @TempDir Path folder;

    private Stage stage;
    private CloudCanvas canvas;

    @BeforeEach
    void open() throws Exception {
        stage = Stage.open();
        stage.show(DentedDome.item(folder, "000"));
        canvas = stage.cloud.canvas();
        stage.page.activate(stage.cloud);
        canvas.fit();
        rested();
    }

    @AfterEach
    void reset() {
        canvas.measure().setOn(false);
        canvas.lasso().setOn(false);
        if (canvas.look().clips()) {
            stage.cloud.tools().clip();
        }
        canvas.setLook(CloudLook.defaults());
    }

    private void command(String name) throws Exception {
        stage.command(COMMAND + name);
    }

    private Frame rested() {
        stage.rest();
        Screen.waitFor(
                "the picture as wanted",
                () ->
                        stage.cloud
                                .shownFrame()
                                .filter(
                                        f ->
                                                f.options().clip().isPresent()
                                                        == canvas.look().clips())
                                .filter(f -> f.options().pointSize() == canvas.look().pointSize())
                                .filter(
                                        f ->
                                                f.options().eyeDomeLighting() > 0
                                                        == canvas.look().eyeDome())
                                .filter(f -> isLegendOf(canvas.look().colouring()))
                                .isPresent());
        return stage.cloud.shownFrame().orElseThrow();
    }

    private boolean isLegendOf(CloudColouring colouring) {
        return canvas.legend()
                .orElseThrow()
                .title()
                .equals(canvas.cloud().orElseThrow().legend(colouring).title());
    }

    private Vector3 place(int column, int row) {
        return canvas.cloud().orElseThrow().place(column, row).orElseThrow();
    }

    private void click(Vector3 place) {
        Point at = canvas.seen(place).orElseThrow();
        click(at.x, at.y);
    }

    private void click(int x, int y) {
        Stage.mouse(canvas, SWT.MouseMove, x, y, 0, 0);
        Stage.mouse(canvas, SWT.MouseDown, x, y, 1, 0);
        Stage.mouse(canvas, SWT.MouseUp, x, y, 1, SWT.BUTTON1);
    }

    private void shot(String name) throws Exception {
        Screen.shot(stage.page.getWorkbenchWindow().getShell(), name);
    }

    @Test
    void measure_twoClicks_giveDistanceAndHeightStep() throws Exception {
        command("measure");
        assertTrue(canvas.measure().isOn());
        assertEquals("Measure: click the first point", canvas.measure().text().orElseThrow());
        Vector3 table = place(10, 100);
        Vector3 top = place(80, 80);
        click(table);
        assertEquals("Measure: click the second point", canvas.measure().text().orElseThrow());
        click(top);
        Measurement result = canvas.measure().result().orElseThrow();
        double spacing = canvas.cloud().orElseThrow().scene().spacingMm();
        assertEquals(top.minus(table).length(), result.distanceMm(), 3 * spacing);
        assertEquals(30, result.heightStepMm(), 3 * spacing);
        String text = canvas.measure().text().orElseThrow();
        assertTrue(text.startsWith("distance 4") && text.contains("height step +"), text);
        shot("cloud-measure.png");
        // A drag turns the cloud and leaves the measurement where it is, in space.
        Stage.mouse(canvas, SWT.MouseDown, 60, 60, 1, 0);
        Stage.mouse(canvas, SWT.MouseMove, 100, 60, 0, SWT.BUTTON1);
        Stage.mouse(canvas, SWT.MouseUp, 100, 60, 1, SWT.BUTTON1);
        rested();
        assertEquals(result, canvas.measure().result().orElseThrow());
        click(place(100, 80));
        assertTrue(canvas.measure().result().isEmpty(), "a third click begins anew");
        stage.key(canvas, SWT.ESC);
        assertEquals("Measure: click the first point", canvas.measure().text().orElseThrow());
    }

    @Test
    void measure_besideTheCloud_doesNothing() throws Exception {
        command("measure");
        click(2, 60);
        assertEquals("Measure: click the first point", canvas.measure().text().orElseThrow());
    }

    @Test
    void measureAndLasso_takeTurns() throws Exception {
        command("measure");
        command("lasso");
        assertTrue(canvas.lasso().isOn());
        assertFalse(canvas.measure().isOn());
        command("measure");
        assertFalse(canvas.lasso().isOn());
        assertTrue(canvas.measure().isOn());
        command("measure");
        assertFalse(canvas.measure().isOn());
    }

    @Test
    void clipBox_cutsWhatTheSlidersSay_andResets() throws Exception {
        long all = shownPoints(rested());
        command("clip");
        assertTrue(stage.cloud.clipPanel().isVisible());
        Frame whole = rested();
        assertTrue(shownPoints(whole) > all / 2, "nothing is cut away yet");
        slide(5, 50); // away: what is deeper than a quarter
        slide(0, 60);
        Frame cut = rested();
        Box bounds = cut.scene().bounds();
        double deepest = bounds.min().z() + 0.25 * (bounds.max().z() - bounds.min().z());
        double leftmost = bounds.min().x() + 0.3 * (bounds.max().x() - bounds.min().x());
        assertTrue(shownPoints(cut) > 100, "the top of the dome is left");
        for (int point : cut.point()) {
            if (point != Frame.NONE) {
                Vector3 p = cut.scene().place(point);
                assertTrue(p.z() <= deepest + 1e-3 && p.x() >= leftmost - 1e-3, p.toString());
            }
        }
        shot("cloud-clip.png");
        command("clip-reset");
        Screen.waitFor("everything again", () -> shownPoints(rested()) == shownPoints(whole));
        assertEquals(200, stage.cloud.clipPanel().scale(5).getSelection());
        slide(5, 50);
        command("clip");
        assertFalse(stage.cloud.clipPanel().isVisible());
        Screen.waitFor("everything again", () -> shownPoints(rested()) == all);
    }

    private void slide(int face, int position) {
        Scale scale = stage.cloud.clipPanel().scale(face);
        scale.setSelection(position);
        scale.notifyListeners(SWT.Selection, new org.eclipse.swt.widgets.Event());
        Screen.waitFor(
                "the cut",
                () ->
                        rested().options()
                                .clip()
                                .equals(
                                        java.util.Optional.of(
                                                canvas.look()
                                                        .clip()
                                                        .in(rested().scene().bounds()))));
    }

    private static long shownPoints(Frame frame) {
        return Arrays.stream(frame.point()).filter(p -> p != Frame.NONE).distinct().count();
    }

    @ParameterizedTest
    @EnumSource(CloudColouring.class)
    void everyColouring_saysWhatItsColoursMean(CloudColouring colouring) throws Exception {
        command(colouring.name().toLowerCase(java.util.Locale.ROOT));
        assertEquals(colouring, canvas.look().colouring());
        rested();
        CloudLegend legend = canvas.legend().orElseThrow();
        assertFalse(legend.title().isBlank());
        switch (colouring) {
            case COLOUR -> assertTrue(legend.ticks().isEmpty());
            case HEIGHT -> assertEquals("30.0", legend.ticks().getLast().text());
            case ANOMALY -> assertEquals("threshold 0.90", legend.ticks().get(1).text());
            case AVAILABILITY -> assertEquals("100", legend.ticks().getLast().text());
        }
        rested();
        shot("cloud-" + colouring.name().toLowerCase(java.util.Locale.ROOT) + ".png");
    }

    /** A hole that ends inside patches, of which it leaves a part. */
    @Test
    void availability_tellsPatchesAtHolesFromWholeOnes() throws Exception {
        PartItem item = DentedDome.item(folder, "001");
        OrganizedCloud dome = DentedDome.cloud();
        float[] z = dome.z().clone();
        for (int row = 60; row < 101; row++) {
            Arrays.fill(z, row * DentedDome.SIDE + 60, row * DentedDome.SIDE + 101, Float.NaN);
        }
        TiffFiles.writeCloud(
                item.files().get(Modality.XYZ),
                new OrganizedCloud(DentedDome.SIDE, DentedDome.SIDE, dome.x(), dome.y(), z),
                TiffFiles.METRES);
        stage.show(item);
        PartCloud cloud = canvas.cloud().orElseThrow();
        int[] argb = cloud.argb(CloudColouring.AVAILABILITY);
        Set<Integer> atHole = new HashSet<>();
        int whole = 0;
        for (int i = 0; i < argb.length; i++) {
            int column = cloud.scene().pixel(i) % DentedDome.SIDE;
            int row = cloud.scene().pixel(i) / DentedDome.SIDE;
            if (column > 110) {
                assertEquals(0xffc6e2f5, argb[i], column + ", " + row);
                whole++;
            } else if (column >= 101 && column < 103 && row > 65 && row < 95) {
                atHole.add(argb[i]);
            }
        }
        assertTrue(whole > 1000);
        assertFalse(atHole.isEmpty());
        assertFalse(atHole.contains(0xffc6e2f5), atHole.toString());
        command("availability");
        rested();
        shot("cloud-availability-hole.png");
    }

    @Test
    void eyeDomeLighting_andPointSize_changeThePicture() throws Exception {
        int[] usual = rested().argb();
        command("eye-dome");
        assertFalse(canvas.look().eyeDome());
        assertFalse(Arrays.equals(usual, rested().argb()));
        command("eye-dome");
        assertArrayEquals(usual, rested().argb());
        command("larger");
        assertTrue(rested().options().pointSize() > CloudLook.defaults().pointSize());
        for (int i = 0; i < 20; i++) {
            command("smaller");
        }
        assertEquals(CloudLook.SMALLEST, rested().options().pointSize());
    }

    @Test
    void savedPicture_isThePictureWithItsLegend() throws Exception {
        command("height");
        rested();
        ImageData picture = canvas.picture().orElseThrow();
        Path file = folder.resolve("dome.png");
        Job job = stage.cloud.pictures().save(picture, file);
        Screen.waitFor("the file", () -> job.getResult() != null);
        assertTrue(job.getResult().isOK(), job.getResult().toString());
        ImageData read = new ImageData(file.toString());
        assertEquals(
                canvas.getClientArea().width, read.width * 100 / canvas.getMonitor().getZoom());
        assertTrue(
                colours(read, read.height - CloudLegend.HEIGHT, read.height) > 100,
                "the scale of the legend");
        assertTrue(colours(read, 0, read.height - CloudLegend.HEIGHT) > 500, "the cloud");
        try (var files = Files.list(folder)) {
            assertTrue(files.noneMatch(f -> f.toString().endsWith(".part")));
        }
        Files.copy(
                file,
                Path.of("target/cloud-picture.png"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static int colours(ImageData data, int from, int to) {
        Set<RGB> found = new HashSet<>();
        for (int y = from; y < to; y++) {
            for (int x = 0; x < data.width; x++) {
                found.add(data.palette.getRGB(data.getPixel(x, y)));
            }
        }
        return found.size();
    }

    @Test
    void pictureThatCannotBeWritten_saysWhereAndWhatToDo() {
        Path file = folder.resolve("missing").resolve("dome.png");
        Job job = stage.cloud.pictures().save(canvas.picture().orElseThrow(), file);
        Screen.waitFor("the end", () -> job.getResult() != null);
        assertEquals(IStatus.ERROR, job.getResult().getSeverity());
        assertTrue(job.getResult().getMessage().contains(file.toString()));
        assertTrue(job.getResult().getMessage().contains("Choose a folder"));
    }

    @Test
    void copiedPicture_isInTheClipboard() throws Exception {
        command("copy-picture");
        Clipboard clipboard = new Clipboard(canvas.getDisplay());
        Object found = clipboard.getContents(ImageTransfer.getInstance());
        clipboard.dispose();
        ImageData data = (ImageData) found;
        assertNotNull(data);
        assertEquals(canvas.picture().orElseThrow().width, data.width);
        assertEquals(canvas.picture().orElseThrow().height, data.height);
    }

    @Test
    void look_isKeptOverRestarts() {
        CloudLook chosen =
                new CloudLook(
                        CloudColouring.AVAILABILITY,
                        Projection.ORTHOGRAPHIC,
                        false,
                        2,
                        true,
                        new ClipBox(0.25, 1, 0, 0.5, 0, 0.75));
        canvas.setLook(chosen);
        XMLMemento memento = XMLMemento.createWriteRoot("view");
        stage.cloud.saveState(memento);
        assertEquals(chosen, CloudLook.read(memento));
        assertEquals(CloudLook.defaults(), CloudLook.read(XMLMemento.createWriteRoot("view")));
        memento.putString("colouring", "INFRARED");
        memento.putFloat("pointSize", 1000);
        memento.putString("clip", "0.5 0.2 0 1 0 1");
        CloudLook known = CloudLook.read(memento);
        assertEquals(CloudColouring.COLOUR, known.colouring());
        assertEquals(CloudLook.defaults().pointSize(), known.pointSize());
        assertEquals(ClipBox.WHOLE, known.clip());
    }

    @ParameterizedTest
    @EnumSource(CloudAction.class)
    void everyAction_isACommandWithAName(CloudAction action) throws Exception {
        Command command =
                PlatformUI.getWorkbench()
                        .getService(ICommandService.class)
                        .getCommand(action.command());
        assertTrue(command.isDefined(), action.command());
        assertTrue(command.isEnabled(), action.command());
        assertFalse(command.getName().startsWith("%"), command.getName());
    }

    @Test
    void darkTheme_legendAndSlidersAreDark() throws Exception {
        IThemeEngine engine = canvas.getDisplay() == null ? null : themes();
        String before = engine.getActiveTheme().getId();
        engine.setTheme("org.eclipse.e4.ui.css.theme.e4_dark", false);
        try {
            command("height");
            command("clip");
            rested();
            shot("cloud-dark.png");
            ImageData picture = canvas.picture().orElseThrow();
            RGB corner =
                    picture.palette.getRGB(picture.getPixel(picture.width - 2, picture.height - 2));
            assertTrue(corner.red + corner.green + corner.blue < 300, corner.toString());
        } finally {
            engine.setTheme(before, false);
        }
    }

    private static IThemeEngine themes() {
        return PlatformUI.getWorkbench().getService(IThemeEngine.class);
    }
}
