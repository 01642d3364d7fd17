package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.rendering.Camera;
import org.lacuna.rendering.Pick;
import org.lacuna.ui.internal.viewing.Finding;
import org.lacuna.ui.internal.viewing.GridArea;
import org.lacuna.ui.internal.viewing.GridPixel;
import org.lacuna.ui.internal.viewing.Viewport;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Image, cloud and defects of one part, and what one tells the others. */
class LinkedViewsTest {
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
        stage.attention.focusOn(Optional.empty(), false);
        stage.rest();
    }

    private void hoverImage(int column, int row) {
        Stage.mouse(stage.image.canvas(), SWT.MouseMove, stage.x(column), stage.y(row), 0, 0);
    }

    @Test
    void pixelUnderTheMouseInTheImage_isCrossedInTheCloud() {
        hoverImage(100, 60);
        // With the same event, so within the same frame.
        Point cross = stage.cloud.canvas().cross().orElseThrow();
        Pick under =
                Pick.at(
                                stage.cloud.shownFrame().orElseThrow(),
                                stage.cloud.canvas().pixels(cross.x),
                                stage.cloud.canvas().pixels(cross.y),
                                3)
                        .orElseThrow();
        assertEquals(100, under.pixel() % DentedDome.SIDE, 1.0);
        assertEquals(60, under.pixel() / DentedDome.SIDE, 1.0);
    }

    @Test
    void pixelWithoutPoint_hasNoCrossInTheCloud() {
        hoverImage(5, 5);
        assertEquals(Optional.of(new GridPixel(item.id(), 5, 5)), stage.attention.cursor());
        assertTrue(stage.cloud.canvas().cross().isEmpty());
    }

    @Test
    void pointUnderTheMouseInTheCloud_isThePixelOfTheImage() {
        CloudCanvas canvas = stage.cloud.canvas();
        Rectangle area = canvas.getClientArea();
        Stage.mouse(canvas, SWT.MouseMove, area.width / 2, area.height / 2, 0, 0);
        GridPixel pixel = stage.attention.cursor().orElseThrow();
        Pick pick =
                Pick.at(
                                stage.cloud.shownFrame().orElseThrow(),
                                canvas.pixels(area.width / 2),
                                canvas.pixels(area.height / 2),
                                6)
                        .orElseThrow();
        assertEquals(pick.pixel(), pixel.row() * DentedDome.SIDE + pixel.column());
        String text =
                stage.image.canvas().picture().orElseThrow().describe(pixel.column(), pixel.row());
        assertEquals(text, canvas.shownText(), "both views say the same of a pixel");
        Stage.mouse(canvas, SWT.MouseExit, 0, 0, 0, 0);
        assertEquals(Optional.empty(), stage.attention.cursor());
    }

    @Test
    void readOut_saysPlaceScoreAndWhatWasMeasured() {
        PartPicture picture = stage.image.canvas().picture().orElseThrow();
        String text = picture.describe(100, 60);
        assertTrue(
                text.startsWith("pixel 100, 60   x 10.00  y -10.00  z ")
                        && text.endsWith("   score 1.80   RGB + 3D"),
                text);
        assertEquals("pixel 5, 5   score 0.00   RGB only, no 3D point", picture.describe(5, 5));
        assertEquals("", picture.describe(DentedDome.SIDE, 0));
    }

    @Test
    void selectedRow_isFlownToAndMarkedInBothViews() throws Exception {
        Viewport before = stage.image.canvas().viewport();
        Camera camera = stage.cloud.canvas().camera();
        int[] colours = stage.cloud.shownFrame().orElseThrow().argb();
        Finding second = stage.defects.rows().get(1);
        stage.defects.viewer().setSelection(new StructuredSelection(second), true);
        assertEquals(Optional.of(second), stage.attention.focus());
        stage.rest();
        Viewport view = stage.image.canvas().viewport();
        assertTrue(view.zoom() > 2 * before.zoom(), "closer");
        int[] spot = DentedDome.SPOTS[1];
        assertEquals(spot[0], view.column(view.width() / 2.0), 2);
        assertEquals(spot[1], view.row(view.height() / 2.0), 2);
        Camera there = stage.cloud.canvas().camera();
        assertTrue(there.distanceMm() < camera.distanceMm() / 2, "closer");
        assertEquals((spot[0] - 80) / 2.0, there.target().x(), 1.5);
        assertEquals((spot[1] - 80) / 2.0, there.target().y(), 1.5);
        assertFalse(Arrays.equals(colours, stage.cloud.shownFrame().orElseThrow().argb()));
        Screen.shot(stage.page.getWorkbenchWindow().getShell(), "linked.png");
    }

    @Test
    void clickOnARegion_selectsItsRow_andDoesNotFly() {
        Viewport before = stage.image.canvas().viewport();
        stage.click(DentedDome.SPOTS[1][0], DentedDome.SPOTS[1][1]);
        assertEquals(
                List.of(stage.defects.rows().get(1)),
                stage.defects.viewer().getStructuredSelection().toList());
        assertEquals(before, stage.image.canvas().viewport());
        stage.click(140, 20);
        assertTrue(stage.defects.viewer().getStructuredSelection().isEmpty(), "nothing there");
    }

    @Test
    void clickOnARegionInTheCloud_selectsItsRow() {
        stage.attention.pointAt(
                Optional.of(
                        new GridPixel(item.id(), DentedDome.SPOTS[0][0], DentedDome.SPOTS[0][1])));
        Point at = stage.cloud.canvas().cross().orElseThrow();
        Stage.mouse(stage.cloud.canvas(), SWT.MouseDown, at.x, at.y, 1, 0);
        Stage.mouse(stage.cloud.canvas(), SWT.MouseUp, at.x, at.y, 1, SWT.BUTTON1);
        assertEquals(
                List.of(stage.defects.rows().get(0)),
                stage.defects.viewer().getStructuredSelection().toList());
    }

    @Test
    void follow_showsInTheCloudWhatTheImageShows() throws Exception {
        Camera before = stage.cloud.canvas().camera();
        for (int i = 0; i < 6; i++) {
            stage.key(stage.image.canvas(), '+');
        }
        assertEquals(before, stage.cloud.canvas().camera(), "not before it is asked to");
        stage.command(CloudAction.FOLLOW.command());
        Camera followed = stage.cloud.canvas().camera();
        assertTrue(followed.distanceMm() < before.distanceMm());
        stage.key(stage.image.canvas(), SWT.ARROW_LEFT);
        assertNotEquals(followed.target(), stage.cloud.canvas().camera().target());
        stage.command(CloudAction.FOLLOW.command());
    }

    @Test
    void imageFollow_showsInTheImageWhatTheCloudShows() throws Exception {
        Viewport before = stage.image.canvas().viewport();
        zoomCloud(6);
        assertEquals(before, stage.image.canvas().viewport(), "not before it is asked to");
        stage.command(ImageAction.FOLLOW.command());
        stage.key(stage.cloud.canvas(), '+');
        Viewport near = stage.image.canvas().viewport();
        assertTrue(near.zoom() > before.zoom());
        GridArea seen = stage.attention.inCloud().orElseThrow();
        assertTrue(seen.width() < DentedDome.SIDE, "a piece of the part: " + seen);
        assertEquals(seen.column() + seen.width() / 2, near.column(near.width() / 2.0), 0.01);
        stage.key(stage.cloud.canvas(), 'f');
        assertTrue(stage.image.canvas().viewport().zoom() < near.zoom(), "all of the cloud again");
        stage.command(ImageAction.FOLLOW.command());
    }

    @Test
    void viewsThatFollowEachOther_doNotMoveUnderTheHand() throws Exception {
        stage.command(ImageAction.FOLLOW.command());
        stage.command(CloudAction.FOLLOW.command());
        Camera start = stage.cloud.canvas().camera();
        stage.key(stage.cloud.canvas(), '+');
        Camera nearer = stage.cloud.canvas().camera();
        assertEquals(start.zoom(1.2), nearer, "just what the key asks for");
        stage.key(stage.image.canvas(), '+');
        assertNotEquals(nearer, stage.cloud.canvas().camera(), "the cloud still follows");
        stage.command(ImageAction.FOLLOW.command());
        stage.command(CloudAction.FOLLOW.command());
    }

    private void zoomCloud(int steps) {
        for (int i = 0; i < steps; i++) {
            stage.key(stage.cloud.canvas(), '+');
        }
    }
}
