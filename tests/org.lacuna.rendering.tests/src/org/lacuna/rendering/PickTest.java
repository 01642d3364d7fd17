package org.lacuna.rendering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;

import java.util.Arrays;
import java.util.Optional;

class PickTest {
    private static final ViewSize SIZE = new ViewSize(580, 380);

    private static Frame frame(PointCloudScene scene, Camera camera) {
        return Surfaces.render(scene, camera, SIZE, RenderOptions.defaults());
    }

    /** How far from a visible point the one lies that a click on it gives, in spacings. */
    @ParameterizedTest
    @ValueSource(doubles = {0, -0.85, -1.2})
    void clickOnAVisiblePoint_givesItOrANeighbour(double tilt) {
        PointCloudScene scene = Surfaces.scene(300, 250, Surfaces::hills);
        Camera camera = Camera.of(scene.bounds(), SIZE).orbit(0.4, tilt).fit(scene.bounds(), SIZE);
        Frame frame = frame(scene, camera);
        ViewTransform t = camera.in(SIZE);
        SeededRandom random = new SeededRandom(7);
        double[] errors = new double[400];
        int n = 0;
        while (n < errors.length) {
            int point = random.nextInt(scene.size());
            ViewTransform.Projected p = t.project(scene.place(point));
            int at = ((int) p.yPx()) * SIZE.width() + (int) p.xPx();
            if (p.depthMm() > frame.depthMm()[at] + 2 * scene.spacingMm()) {
                continue; // hidden
            }
            Pick pick = Pick.at(frame, p.xPx(), p.yPx(), 3).orElseThrow();
            assertEquals(scene.pixel(pick.point()), pick.pixel());
            errors[n++] = Measure.distanceMm(scene.place(point), pick.place()) / scene.spacingMm();
        }
        Arrays.sort(errors);
        assertTrue(errors[n / 2] <= 1.5, "median " + errors[n / 2]);
        assertTrue(errors[n * 95 / 100] <= 5, "95 % " + errors[n * 95 / 100]);
    }

    @Test
    void zoomedIn_theClickedPointItselfIsFound() {
        PointCloudScene scene = Surfaces.scene(60, 50, (x, y) -> 0.5 * x);
        Camera camera = Camera.of(scene.bounds(), SIZE).orbit(0.3, -0.6);
        Frame frame = frame(scene, camera);
        ViewTransform t = camera.in(SIZE);
        for (int point = 0; point < scene.size(); point += 11) {
            ViewTransform.Projected p = t.project(scene.place(point));
            if (p.xPx() > 10 && p.yPx() > 10 && p.xPx() < 570 && p.yPx() < 370) {
                assertEquals(point, Pick.at(frame, p.xPx(), p.yPx(), 6).orElseThrow().point());
            }
        }
    }

    @Test
    void surfaceUnderTheCursor_isMeant_notANearerOneNextToIt() {
        // Right half is 40 mm nearer to the camera.
        PointCloudScene scene = Surfaces.scene(60, 50, (x, y) -> x > 0 ? 40 : 0);
        Camera camera = Camera.of(scene.bounds(), SIZE);
        Frame frame = frame(scene, camera);
        int row = SIZE.height() / 2;
        for (int column = 200; column < 400; column++) {
            int shown = frame.point()[row * SIZE.width() + column];
            if (shown != Frame.NONE) {
                Pick pick = Pick.at(frame, column + 0.5, row + 0.5, 12).orElseThrow();
                assertEquals(scene.place(shown).z(), pick.place().z(), 1e-9);
            }
        }
    }

    @Test
    void besideThePart_theRadiusDecides() {
        PointCloudScene scene = Surfaces.scene(new float[] {0}, new float[] {0}, new float[] {9});
        Camera camera = Camera.of(scene.bounds(), SIZE);
        Frame frame =
                Surfaces.render(scene, camera, SIZE, RenderOptions.defaults().withPointSize(0.1));
        int last = SIZE.width() / 2;
        while (frame.point()[SIZE.height() / 2 * SIZE.width() + last + 1] != Frame.NONE) {
            last++;
        }
        double y = SIZE.height() / 2 + 0.5;
        assertEquals(0, Pick.at(frame, last + 1 + 4.9, y, 5).orElseThrow().pixel());
        assertEquals(Optional.empty(), Pick.at(frame, last + 1 + 5.1, y, 5));
        assertEquals(Optional.empty(), Pick.at(frame, 2, 2, 0));
        assertEquals(Optional.empty(), Pick.at(frame, -500, 1e9, Pick.MAX_RADIUS_PX));
        assertThrows(IllegalArgumentException.class, () -> Pick.at(frame, 0, 0, 65));
    }

    @Test
    void coarsePicture_takesPixelsOfTheView() {
        PointCloudScene scene = Surfaces.scene(60, 50, (x, y) -> 0);
        Camera camera = Camera.of(scene.bounds(), SIZE);
        Frame half =
                Surfaces.render(
                        scene, camera, SIZE, RenderOptions.defaults().withDetail(new Detail(5, 2)));
        for (int point = 0; point < scene.size(); point += 17) {
            ViewTransform.Projected p = camera.in(SIZE).project(scene.place(point));
            Pick pick = Pick.at(half, p.xPx(), p.yPx(), 4).orElseThrow();
            assertEquals(point, pick.point());
        }
    }
}
