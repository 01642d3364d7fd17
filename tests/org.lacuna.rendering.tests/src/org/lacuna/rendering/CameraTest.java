package org.lacuna.rendering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lacuna.core.SeededRandom;

class CameraTest {
    private static final ViewSize SIZE = new ViewSize(640, 480);
    private static final Box BOX = new Box(new Vector3(-40, -20, 300), new Vector3(30, 25, 322));

    private static void assertNear(Vector3 expected, Vector3 actual, double toleranceMm) {
        assertTrue(
                expected.minus(actual).length() <= toleranceMm, () -> expected + " and " + actual);
    }

    private static void assertSame(Camera expected, Camera actual) {
        assertNear(expected.target(), actual.target(), 1e-9);
        assertNear(expected.orientation().right(), actual.orientation().right(), 1e-12);
        assertNear(expected.orientation().down(), actual.orientation().down(), 1e-12);
        assertEquals(expected.distanceMm(), actual.distanceMm(), 1e-9);
    }

    private static Camera any(SeededRandom random, Projection projection) {
        return Camera.of(BOX, SIZE)
                .orbit(random.uniform(-4, 4), random.uniform(-4, 4))
                .zoom(random.uniform(0.3, 3))
                .pan(random.uniform(-50, 50), random.uniform(-50, 50), SIZE)
                .withProjection(projection);
    }

    @ParameterizedTest
    @EnumSource(Projection.class)
    void unproject_isTheInverseOfProject(Projection projection) {
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < 500; i++) {
            ViewTransform t = any(random, projection).in(SIZE);
            double x = random.uniform(0, 640);
            double y = random.uniform(0, 480);
            double depth = random.uniform(5, 900);
            ViewTransform.Projected back = t.project(t.unproject(x, y, depth));
            assertEquals(x, back.xPx(), 1e-9);
            assertEquals(y, back.yPx(), 1e-9);
            assertEquals(depth, back.depthMm(), 1e-9);
        }
    }

    @ParameterizedTest
    @EnumSource(Projection.class)
    void movements_haveInverses(Projection projection) {
        SeededRandom random = new SeededRandom(2);
        for (int i = 0; i < 200; i++) {
            Camera camera = any(random, projection);
            double a = random.uniform(-3, 3);
            double b = random.uniform(-3, 3);
            double factor = random.uniform(0.2, 5);
            assertSame(camera, camera.orbit(a, b).orbit(-a, -b));
            assertSame(camera, camera.pan(70 * a, 90 * b, SIZE).pan(-70 * a, -90 * b, SIZE));
            assertSame(camera, camera.zoom(factor).zoom(1 / factor));
            assertSame(camera, camera.zoom(factor, 10, 400, SIZE).zoom(1 / factor, 10, 400, SIZE));
        }
    }

    @ParameterizedTest
    @EnumSource(Projection.class)
    void panAndZoom_keepWhatIsUnderTheCursor(Projection projection) {
        Camera camera = any(new SeededRandom(3), projection);
        Vector3 grabbed = camera.in(SIZE).unproject(100, 120, camera.distanceMm());
        ViewTransform.Projected panned = camera.pan(30, -50, SIZE).in(SIZE).project(grabbed);
        assertEquals(130, panned.xPx(), 1e-9);
        assertEquals(70, panned.yPx(), 1e-9);
        ViewTransform.Projected zoomed = camera.zoom(2.5, 100, 120, SIZE).in(SIZE).project(grabbed);
        assertEquals(100, zoomed.xPx(), 1e-9);
        assertEquals(120, zoomed.yPx(), 1e-9);
    }

    @ParameterizedTest
    @EnumSource(Projection.class)
    void fit_showsTheWholeBoxAndFillsTheView(Projection projection) {
        SeededRandom random = new SeededRandom(4);
        for (int i = 0; i < 100; i++) {
            Camera camera = any(random, projection).fit(BOX, SIZE);
            double fill = 0;
            for (int c = 0; c < 8; c++) {
                ViewTransform.Projected p = camera.in(SIZE).project(BOX.corner(c));
                assertTrue(p.depthMm() > 0);
                fill = Math.max(fill, Math.abs(p.xPx() - 320) / 320);
                fill = Math.max(fill, Math.abs(p.yPx() - 240) / 240);
            }
            assertTrue(fill < 1 && fill > 0.9, "filled " + fill);
        }
    }

    @Test
    void fit_toOnePoint_staysFinite() {
        Box point = new Box(new Vector3(1, 2, 3), new Vector3(1, 2, 3));
        Camera camera = Camera.of(point, SIZE);
        assertEquals(320, camera.in(SIZE).project(point.centre()).xPx(), 1e-9);
        assertEquals(1, camera.distanceMm());
    }

    /** The image's right, the image's up and the way of the line of sight. */
    @ParameterizedTest
    @CsvSource({
        "TOP,     1, 0, 0,    0,-1, 0,    0, 0, 1",
        "BOTTOM,  1, 0, 0,    0, 1, 0,    0, 0,-1",
        "FRONT,   1, 0, 0,    0, 0,-1,    0,-1, 0",
        "BACK,   -1, 0, 0,    0, 0,-1,    0, 1, 0",
        "LEFT,    0, 1, 0,    0, 0,-1,    1, 0, 0",
        "RIGHT,   0,-1, 0,    0, 0,-1,   -1, 0, 0"
    })
    void standardViews_lookAlongTheAxes(
            StandardView view,
            double rx,
            double ry,
            double rz,
            double ux,
            double uy,
            double uz,
            double fx,
            double fy,
            double fz) {
        Orientation o = Camera.of(BOX, SIZE).view(view).orientation();
        assertNear(new Vector3(rx, ry, rz), o.right(), 1e-12);
        assertNear(new Vector3(ux, uy, uz), o.down().times(-1), 1e-12);
        assertNear(new Vector3(fx, fy, fz), o.forward(), 1e-12);
        assertNear(o.forward(), o.right().cross(o.down()), 1e-12);
    }

    @Test
    void orbit_turnsWhatIsInFrontToTheRight_andTiltsItDown() {
        Camera front = Camera.of(BOX, SIZE).view(StandardView.FRONT).fit(BOX, SIZE);
        Vector3 nearest = BOX.centre().plus(new Vector3(0, 20, 0));
        assertTrue(front.orbit(0.2, 0).in(SIZE).project(nearest).xPx() > 330);
        assertTrue(front.orbit(0, 0.2).in(SIZE).project(nearest).yPx() > 250);
        // More from above: the sensor's side comes towards the viewer.
        assertTrue(front.orbit(0, 0.2).orientation().forward().z() > 0.1);
    }

    @Test
    void projections_agreeAtTheTarget() {
        Camera camera = any(new SeededRandom(5), Projection.PERSPECTIVE);
        ViewTransform a = camera.in(SIZE);
        ViewTransform b = camera.withProjection(Projection.ORTHOGRAPHIC).in(SIZE);
        assertEquals(a.footprintMm(camera.distanceMm()), b.footprintMm(camera.distanceMm()), 1e-12);
        assertTrue(a.footprintMm(2000) > a.footprintMm(1000));
        assertEquals(b.footprintMm(1000), b.footprintMm(2000));
        assertFalse(a.sees(-1));
        assertTrue(b.sees(-1));
    }

    @Test
    void zoom_endsAtLimits() {
        Camera camera = Camera.of(BOX, SIZE);
        assertEquals(Camera.MIN_DISTANCE_MM, camera.zoom(1e30).distanceMm());
        assertEquals(Camera.MAX_DISTANCE_MM, camera.zoom(1e-30).distanceMm());
    }

    @Test
    void wrongNumbers_areRefusedByName() {
        Camera camera = Camera.of(BOX, SIZE);
        assertMessage("factor: 0.0", () -> camera.zoom(0));
        assertMessage("factor: NaN", () -> camera.zoom(Double.NaN));
        assertMessage("vector: (NaN", () -> camera.withTarget(new Vector3(Double.NaN, 0, 0)));
        assertMessage(
                "distanceMm: -1.0",
                () ->
                        new Camera(
                                Vector3.ZERO, Orientation.IDENTITY, -1, 1, Projection.PERSPECTIVE));
        assertMessage(
                "fieldOfViewRad: 3.0",
                () -> new Camera(Vector3.ZERO, Orientation.IDENTITY, 1, 3, Projection.PERSPECTIVE));
        assertMessage("orientation: (0.0", () -> new Orientation(0, 0, 0, 0));
        assertMessage("axis: ", () -> Orientation.about(Vector3.ZERO, 1));
        assertMessage("size: 0 x 1", () -> new ViewSize(0, 1));
        assertMessage("size: 16384 x 16384", () -> new ViewSize(16_384, 16_384));
        assertMessage("box: min", () -> new Box(new Vector3(1, 0, 0), Vector3.ZERO));
    }

    private static void assertMessage(String start, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.startsWith(start) && message.contains("expected"), message);
    }
}
