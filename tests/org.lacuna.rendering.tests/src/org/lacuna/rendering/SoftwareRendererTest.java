package org.lacuna.rendering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lacuna.core.CancelledException;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.Optional;

class SoftwareRendererTest {
    private static final ViewSize SIZE = new ViewSize(160, 120);
    private static final RenderOptions BARE =
            RenderOptions.defaults()
                    .withLighting(false)
                    .withEyeDomeLighting(0)
                    .withBackdrop(Backdrop.plain(0x102030));

    private static Camera oblique(PointCloudScene scene) {
        return Camera.of(scene.bounds(), SIZE).orbit(0.5, -0.8).fit(scene.bounds(), SIZE);
    }

    private static PointCloudScene random(int points, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[][] xyz = new float[3][points];
        for (float[] axis : xyz) {
            for (int i = 0; i < points; i++) {
                axis[i] = (float) random.uniform(-30, 30);
            }
        }
        return Surfaces.scene(xyz[0], xyz[1], xyz[2]);
    }

    private static int shown(Frame frame) {
        return (int) Arrays.stream(frame.point()).filter(p -> p != Frame.NONE).count();
    }

    /** Squares of up to three pixels: every pixel asks every point, in double precision. */
    @ParameterizedTest
    @EnumSource(Projection.class)
    void squares_areThoseOfBruteForce(Projection projection) {
        PointCloudScene scene = random(400, 1);
        Camera camera = oblique(scene).withProjection(projection);
        Frame frame = Surfaces.render(scene, camera, SIZE, BARE.withPointSize(0.3));
        ViewTransform t = camera.in(SIZE);
        int different = 0;
        for (int at = 0; at < SIZE.pixels(); at++) {
            int expected = Frame.NONE;
            double nearest = Double.POSITIVE_INFINITY;
            for (int i = 0; i < scene.size(); i++) {
                ViewTransform.Projected p = t.project(scene.place(i));
                double edge =
                        Math.max(
                                1, Math.ceil(0.3 * scene.spacingMm() / t.footprintMm(p.depthMm())));
                assertTrue(edge < 4, "squares only");
                double left = Math.floor(p.xPx() - edge / 2 + 0.5);
                double top = Math.floor(p.yPx() - edge / 2 + 0.5);
                int column = at % SIZE.width();
                int row = at / SIZE.width();
                if (column >= left
                        && column < left + edge
                        && row >= top
                        && row < top + edge
                        && p.depthMm() < nearest) {
                    nearest = p.depthMm();
                    expected = i;
                }
            }
            if (expected == frame.point()[at]) {
                assertEquals(nearest, frame.depthMm()[at], 1e-3);
            } else {
                different++;
            }
        }
        // A point in single precision may fall on the other side of a pixel's border.
        assertTrue(different <= 4, different + " pixels differ");
        assertTrue(shown(frame) > 500);
    }

    /** Discs in the surface: each pixel's ray is cut with the tangent plane of every point. */
    @Test
    void tiltedDiscs_areThoseOfBruteForce() {
        PointCloudScene scene = Surfaces.scene(12, 10, (x, y) -> 0.2 * x + 0.3 * Math.sin(y));
        Camera camera = oblique(scene).withProjection(Projection.ORTHOGRAPHIC);
        Frame frame = Surfaces.render(scene, camera, SIZE, BARE);
        ViewTransform t = camera.in(SIZE);
        double mm = t.footprintMm(1);
        Vector3 sight = camera.orientation().forward();
        int different = 0;
        for (int at = 0; at < SIZE.pixels(); at++) {
            double x = at % SIZE.width() + 0.5;
            double y = at / SIZE.width() + 0.5;
            Vector3 start = t.unproject(x, y, 0);
            int expected = Frame.NONE;
            double nearest = Double.POSITIVE_INFINITY;
            for (int i = 0; i < scene.size(); i++) {
                Vector3 normal = scene.normal(i);
                double depth = scene.place(i).minus(start).dot(normal) / sight.dot(normal);
                Vector3 cut = start.plus(sight.times(depth));
                double size =
                        RenderOptions.DEFAULT_POINT_SIZE
                                * scene.spacingMm()
                                * PackedNormal.factor(scene.packedNormal[i]);
                double radius = size / 2 * 1.2 + 0.3 * mm;
                double distance = cut.minus(scene.place(i)).length();
                depth += 0.05 * distance * distance / radius;
                if (distance <= radius && depth < nearest) {
                    nearest = depth;
                    expected = i;
                }
            }
            if (expected == frame.point()[at]) {
                assertEquals(nearest, frame.depthMm()[at], 1e-3);
            } else {
                different++;
            }
        }
        assertTrue(shown(frame) > 5000);
        assertTrue(different < 0.005 * shown(frame), different + " pixels differ");
    }

    @ParameterizedTest
    @EnumSource(Projection.class)
    void bits_doNotDependOnThreads(Projection projection) {
        PointCloudScene scene = Surfaces.scene(420, 330, Surfaces::hills);
        int[] argb = PointColours.height(scene, Vector3.TOWARDS_SENSOR);
        Camera camera = oblique(scene).withProjection(projection);
        RenderOptions options = RenderOptions.defaults();
        Frame one = Surfaces.render(scene, argb, camera, SIZE, options);
        for (int threads : new int[] {2, 3, 7}) {
            try (Workers workers = Workers.of(threads);
                    SoftwareRenderer renderer = new SoftwareRenderer(workers)) {
                for (int repeat = 0; repeat < 3; repeat++) {
                    Frame other =
                            renderer.render(scene, argb, camera, SIZE, options, Progress.NONE);
                    assertEquals(one, other, "with " + threads + " threads");
                }
            }
        }
    }

    @Test
    void pointsAtOnePlace_showTheFirst() {
        float[] same = new float[100_000];
        PointCloudScene scene = Surfaces.scene(same, same, same);
        Camera camera = Camera.of(scene.bounds(), SIZE);
        try (Workers workers = Workers.of(3);
                SoftwareRenderer renderer = new SoftwareRenderer(workers)) {
            Frame frame =
                    renderer.render(
                            scene,
                            PointColours.plain(scene, -1),
                            camera,
                            SIZE,
                            BARE.withPointSize(0.1),
                            Progress.NONE);
            assertTrue(shown(frame) > 0);
            for (int p : frame.point()) {
                assertTrue(p == 0 || p == Frame.NONE);
            }
        }
    }

    @Test
    void emptyScene_showsTheBackdrop() {
        PointCloudScene scene = Surfaces.scene(new float[0], new float[0], new float[0]);
        Frame frame = Surfaces.render(scene, Camera.of(scene.bounds(), SIZE), SIZE, BARE);
        assertEquals(0, shown(frame));
        assertTrue(Arrays.stream(frame.argb()).allMatch(c -> c == 0xff102030));
        assertEquals(Float.POSITIVE_INFINITY, frame.depthMm()[77]);
        Frame blend =
                Surfaces.render(
                        scene,
                        Camera.of(scene.bounds(), SIZE),
                        SIZE,
                        BARE.withBackdrop(new Backdrop(0xff0000, 0x0000ff)));
        assertEquals(0xffff0000, blend.argb()[0]);
        assertEquals(0xff0000ff, blend.argb()[SIZE.pixels() - 1]);
    }

    @Test
    void onePoint_isInTheMiddleOfEveryFrame_alsoOfOnePixel() {
        PointCloudScene scene = Surfaces.scene(new float[] {3}, new float[] {4}, new float[] {5});
        for (ViewSize size : new ViewSize[] {new ViewSize(1, 1), new ViewSize(1, 50), SIZE}) {
            Frame frame = Surfaces.render(scene, Camera.of(scene.bounds(), size), size, BARE);
            int middle = size.height() / 2 * size.width() + size.width() / 2;
            assertEquals(0, frame.point()[middle]);
            assertEquals(0xffc08040, frame.argb()[middle]);
        }
    }

    @ParameterizedTest
    @EnumSource(Projection.class)
    void cameraInsideTheCloud_showsWhatIsInFront(Projection projection) {
        PointCloudScene scene = random(5000, 3);
        Camera camera = new Camera(Vector3.ZERO, Orientation.IDENTITY, 0.5, 0.9, projection);
        Frame frame = Surfaces.render(scene, camera, SIZE, BARE);
        assertTrue(shown(frame) > 0);
        for (int at = 0; at < SIZE.pixels(); at++) {
            assertTrue(projection == Projection.ORTHOGRAPHIC || frame.depthMm()[at] > 0);
        }
        // Without perspective there is no 'behind': the nearest points lie behind the camera.
        Frame all =
                Surfaces.render(
                        scene,
                        camera.withProjection(Projection.ORTHOGRAPHIC).zoom(0.001),
                        SIZE,
                        BARE);
        assertTrue(shown(all) > 0);
    }

    @Test
    void orthographicDepths_mayBeNegativeAndStayInOrder() {
        PointCloudScene scene =
                Surfaces.scene(new float[3], new float[3], new float[] {-300, -200, 100});
        Camera camera =
                new Camera(Vector3.ZERO, Orientation.IDENTITY, 50, 0.9, Projection.ORTHOGRAPHIC);
        Frame frame = Surfaces.render(scene, camera, SIZE, BARE);
        int middle = 60 * SIZE.width() + 80;
        assertEquals(-250, frame.depthMm()[middle], 0.01);
        assertEquals(0, scene.pixel(frame.point()[middle]));
    }

    @Test
    void clipBox_leavesOutWhatIsOutside_itsBorderIncluded() {
        PointCloudScene scene = Surfaces.scene(101, 81, (x, y) -> 0);
        Box box = new Box(new Vector3(-10, -5, 0), new Vector3(10, 5, 1000));
        ViewSize size = new ViewSize(640, 480);
        Camera camera = Camera.of(scene.bounds(), size);
        Frame frame = Surfaces.render(scene, camera, size, BARE.withClip(Optional.of(box)));
        boolean[] seen = new boolean[scene.size()];
        for (int p : frame.point()) {
            if (p != Frame.NONE) {
                seen[p] = true;
            }
        }
        int n = 0;
        for (int i = 0; i < scene.size(); i++) {
            Vector3 v = scene.place(i);
            assertTrue(!seen[i] || box.contains(v.x(), v.y(), v.z()));
            n += seen[i] ? 1 : 0;
        }
        assertEquals(41 * 21, n);
    }

    @Test
    void transparentPoints_areLeftOut() {
        PointCloudScene scene = Surfaces.scene(60, 40, (x, y) -> 0);
        int[] argb = new int[scene.size()];
        argb[17] = 0xff00ff00;
        Frame frame = Surfaces.render(scene, argb, Camera.of(scene.bounds(), SIZE), SIZE, BARE);
        assertTrue(shown(frame) > 0);
        for (int p : frame.point()) {
            assertTrue(p == 17 || p == Frame.NONE);
        }
    }

    @Test
    void surfaces_haveNoGaps_atAnyAngleAndZoom() {
        PointCloudScene scene = Surfaces.scene(220, 220, (x, y) -> 0.9 * Math.abs(x));
        int[] argb = PointColours.plain(scene, -1);
        for (double zoom : new double[] {1, 1.7, 3, 6, 12}) {
            for (double turn : new double[] {0, 0.3, 0.8}) {
                for (double tilt : new double[] {0, -0.5, -0.9}) {
                    Camera camera =
                            Camera.of(scene.bounds(), SIZE).zoom(1.5 * zoom).orbit(turn, tilt);
                    Frame frame = Surfaces.render(scene, argb, camera, SIZE, BARE);
                    assertTrue(gaps(frame) <= 2, () -> gaps(frame) + " gaps, " + camera);
                }
            }
        }
    }

    /** Background pixels with points on all four sides. */
    private static int gaps(Frame frame) {
        int gaps = 0;
        int w = frame.size().width();
        for (int row = 1; row + 1 < frame.size().height(); row++) {
            for (int column = 1; column + 1 < w; column++) {
                int at = row * w + column;
                int[] p = frame.point();
                if (p[at] == Frame.NONE
                        && p[at - 1] != Frame.NONE
                        && p[at + 1] != Frame.NONE
                        && p[at - w] != Frame.NONE
                        && p[at + w] != Frame.NONE) {
                    gaps++;
                }
            }
        }
        return gaps;
    }

    @Test
    void lessDetail_drawsOnlyItsPoints_andShowsTheSameOutline() {
        PointCloudScene scene = Surfaces.scene(300, 300, (x, y) -> 0);
        Camera camera = Camera.of(scene.bounds(), SIZE);
        Frame full = Surfaces.render(scene, camera, SIZE, BARE);
        Frame less = Surfaces.render(scene, camera, SIZE, BARE.withDetail(new Detail(2, 1)));
        for (int p : less.point()) {
            assertTrue(p < scene.size(2));
        }
        assertEquals(shown(full), shown(less), 0.03 * shown(full));
    }

    @Test
    void halfResolution_fillsTheSameView() {
        PointCloudScene scene = Surfaces.scene(300, 300, (x, y) -> 0);
        ViewSize odd = new ViewSize(161, 119);
        Camera camera = Camera.of(scene.bounds(), odd).zoom(0.6);
        Frame full = Surfaces.render(scene, camera, odd, BARE);
        Frame half = Surfaces.render(scene, camera, odd, BARE.withDetail(new Detail(5, 2)));
        assertEquals(new ViewSize(81, 60), half.size());
        int[] view = half.argbOfView();
        assertEquals(odd.pixels(), view.length);
        int different = 0;
        for (int i = 0; i < view.length; i++) {
            different += view[i] == full.argb()[i] ? 0 : 1;
        }
        assertTrue(different < 0.04 * view.length, different + " of " + view.length);
    }

    @Test
    void eyeDomeLighting_darkensTheFootOfAStep_andNoPlane() {
        PointCloudScene scene = Surfaces.scene(200, 200, (x, y) -> x > 10 ? 12 : 0.6 * y);
        Camera camera = Camera.of(scene.bounds(), SIZE).withProjection(Projection.ORTHOGRAPHIC);
        RenderOptions with = BARE.withEyeDomeLighting(1);
        Frame flat = Surfaces.render(scene, camera, SIZE, BARE);
        Frame domed = Surfaces.render(scene, camera, SIZE, with);
        int darker = 0;
        for (int at = 0; at < SIZE.pixels(); at++) {
            int p = flat.point()[at];
            int before = flat.argb()[at] >>> 16 & 0xff;
            int after = domed.argb()[at] >>> 16 & 0xff;
            if (p == Frame.NONE) {
                assertEquals(before, after);
            } else if (Math.abs(scene.place(p).x() - 10) > 3) {
                assertTrue(after >= before - 6, "pixel " + at + ": " + after);
            } else if (after < 0.8 * before) {
                darker++;
            }
        }
        assertTrue(darker > 80, darker + " pixels at the step");
        assertArrayEquals(flat.point(), domed.point());
    }

    @Test
    void lighting_tellsSlopesApart() {
        PointCloudScene scene = Surfaces.scene(100, 100, (x, y) -> -Math.abs(x));
        Frame frame =
                Surfaces.render(
                        scene, Camera.of(scene.bounds(), SIZE), SIZE, BARE.withLighting(true));
        int row = 60 * SIZE.width();
        int left = frame.argb()[row + 60] >>> 16 & 0xff;
        int right = frame.argb()[row + 100] >>> 16 & 0xff;
        assertTrue(left > right + 30, "light from the left: " + left + ", " + right);
    }

    @Test
    void movingDetail_isBounded_andFullForSmallScenes() {
        PointCloudScene small = Surfaces.scene(100, 100, (x, y) -> 0);
        assertEquals(Detail.FULL, Detail.moving(small, SIZE));
        PointCloudScene large = Surfaces.scene(800, 700, (x, y) -> 0);
        Detail moving = Detail.moving(large, new ViewSize(1920, 1080));
        assertEquals(2, moving.divisor());
        assertTrue(large.size(moving.level()) <= 280_000);
        assertTrue(large.size(moving.level() + 1) > 260_000);
    }

    @Test
    void cancelled_stops_andTheNextFrameIsWhole() {
        PointCloudScene scene = Surfaces.scene(300, 200, Surfaces::hills);
        int[] argb = PointColours.plain(scene, -1);
        Camera camera = oblique(scene);
        try (SoftwareRenderer renderer = new SoftwareRenderer(Workers.sequential())) {
            for (int calls = 0; calls < 15; calls += 3) {
                Progress progress = new Surfaces.CancelAfter(calls);
                assertThrows(
                        CancelledException.class,
                        () -> renderer.render(scene, argb, camera, SIZE, BARE, progress));
            }
            assertEquals(
                    Surfaces.render(scene, argb, camera, SIZE, BARE),
                    renderer.render(scene, argb, camera, SIZE, BARE, Progress.NONE));
        }
    }

    @Test
    void renderer_goesFromSizeToSize() {
        PointCloudScene scene = Surfaces.scene(50, 40, (x, y) -> 0);
        int[] argb = PointColours.plain(scene, -1);
        try (SoftwareRenderer renderer = new SoftwareRenderer(Workers.sequential())) {
            for (ViewSize size :
                    new ViewSize[] {SIZE, new ViewSize(7, 300), new ViewSize(300, 7), SIZE}) {
                Camera camera = Camera.of(scene.bounds(), size);
                Frame frame = renderer.render(scene, argb, camera, size, BARE, Progress.NONE);
                assertEquals(Surfaces.render(scene, argb, camera, size, BARE), frame);
                assertNotEquals(0, shown(frame));
            }
        }
    }

    @Test
    void wrongParameters_areRefusedByName() {
        PointCloudScene scene = Surfaces.scene(5, 4, (x, y) -> 0);
        Camera camera = Camera.of(scene.bounds(), SIZE);
        assertMessage(
                "argb: 3 colours", () -> Surfaces.render(scene, new int[3], camera, SIZE, BARE));
        assertMessage("pointSize: 0.0", () -> BARE.withPointSize(0));
        assertMessage("eyeDomeLighting: NaN", () -> BARE.withEyeDomeLighting(Double.NaN));
        assertMessage("level: 6", () -> new Detail(6, 1));
        assertMessage("divisor: 9", () -> new Detail(5, 9));
    }

    private static void assertMessage(String start, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.startsWith(start) && message.contains("expected"), message);
    }
}
