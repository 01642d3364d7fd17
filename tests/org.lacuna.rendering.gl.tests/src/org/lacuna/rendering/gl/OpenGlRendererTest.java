package org.lacuna.rendering.gl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lacuna.core.CancelledException;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.rendering.Box;
import org.lacuna.rendering.Camera;
import org.lacuna.rendering.CloudRenderer;
import org.lacuna.rendering.Detail;
import org.lacuna.rendering.Frame;
import org.lacuna.rendering.Pick;
import org.lacuna.rendering.PointCloudScene;
import org.lacuna.rendering.PointColours;
import org.lacuna.rendering.Projection;
import org.lacuna.rendering.RenderOptions;
import org.lacuna.rendering.SceneParameters;
import org.lacuna.rendering.SoftwareRenderer;
import org.lacuna.rendering.StandardView;
import org.lacuna.rendering.Vector3;
import org.lacuna.rendering.ViewSize;

import java.util.Arrays;
import java.util.Optional;

/**
 * Pictures of the graphics card against those made in plain Java. Needs an OpenGL 3.3, for which
 * one that computes on the processor will do; skipped, with the reason, where there is none.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenGlRendererTest {
    private static final int SIDE = 150;
    private static final ViewSize VIEW = new ViewSize(401, 300);

    private final Workers workers = Workers.sequential();
    private final CloudRenderer java = new SoftwareRenderer(workers);
    private OpenGlRenderer gl;

    @BeforeAll
    void open() {
        OpenGl.Probe probe = OpenGl.probe();
        assumeTrue(probe.works(), "no OpenGL 3.3 here: " + probe.problem());
        gl = new OpenGlRenderer();
    }

    @AfterAll
    void close() {
        if (gl != null) {
            gl.close();
        }
        java.close();
        workers.close();
    }

    /** A dome with a step on a table. */
    static OrganizedCloud dome(int side) {
        float[] x = new float[side * side];
        float[] y = new float[side * side];
        float[] z = new float[side * side];
        for (int p = 0; p < x.length; p++) {
            double dx = (p % side - side / 2.0) * 80 / side;
            double dy = (p / side - side / 2.0) * 80 / side;
            double squared = 30 * 30 - dx * dx - dy * dy;
            x[p] = (float) dx;
            y[p] = (float) dy;
            z[p] = (float) (300 - (squared > 0 ? 8 + Math.sqrt(squared) : 0));
        }
        return new OrganizedCloud(side, side, x, y, z);
    }

    private PointCloudScene scene() {
        return PointCloudScene.of(dome(SIDE), SceneParameters.defaults(), workers, Progress.NONE);
    }

    private static int[] colours(PointCloudScene scene) {
        return PointColours.height(scene, Vector3.TOWARDS_SENSOR);
    }

    private static Camera tilted(PointCloudScene scene) {
        return Camera.of(scene.bounds(), VIEW).orbit(0.4, -0.8).fit(scene.bounds(), VIEW);
    }

    private void assertAlike(PointCloudScene scene, Camera camera, RenderOptions options) {
        int[] argb = colours(scene);
        Frame a = java.render(scene, argb, camera, VIEW, options, Progress.NONE);
        Frame b = gl.render(scene, argb, camera, VIEW, options, Progress.NONE);
        assertEquals(a.size(), b.size());
        int shown = 0;
        int samePoint = 0;
        double difference = 0;
        double depth = 0;
        for (int i = 0; i < a.point().length; i++) {
            difference += distance(a.argb()[i], b.argb()[i]);
            assertEquals(0xff, b.argb()[i] >>> 24);
            assertEquals(b.point()[i] == Frame.NONE, Float.isInfinite(b.depthMm()[i]));
            if (a.point()[i] != Frame.NONE && b.point()[i] != Frame.NONE) {
                shown++;
                samePoint += a.point()[i] == b.point()[i] ? 1 : 0;
                depth += Math.abs(a.depthMm()[i] - b.depthMm()[i]);
            }
        }
        assertTrue(shown > a.point().length / 40, "something is shown: " + shown);
        double mean = difference / a.point().length;
        assertTrue(mean < 0.5, "mean difference of channels, of 255: " + mean);
        assertTrue(samePoint > 0.97 * shown, "same points: " + samePoint + " of " + shown);
        assertTrue(depth / shown < 0.01, "mean difference of depth, mm: " + depth / shown);
    }

    private static double distance(int a, int b) {
        double sum = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            sum += Math.abs((a >>> shift & 0xff) - (b >>> shift & 0xff));
        }
        return sum / 3;
    }

    @ParameterizedTest
    @EnumSource(StandardView.class)
    void standardViews_lookAlike(StandardView view) {
        PointCloudScene scene = scene();
        assertAlike(
                scene,
                Camera.of(scene.bounds(), VIEW).view(view).fit(scene.bounds(), VIEW),
                RenderOptions.defaults());
    }

    /** Small squares, discs in the surface, and some so large that they are limited. */
    @ParameterizedTest
    @CsvSource({"0.2, 1", "1.45, 1", "4, 1", "1.45, 6", "20, 30"})
    void sizesAndDistances_lookAlike(double pointSize, double zoom) {
        PointCloudScene scene = scene();
        assertAlike(
                scene, tilted(scene).zoom(zoom), RenderOptions.defaults().withPointSize(pointSize));
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 1", "false, 0", "true, 5"})
    void light_looksAlike(boolean lighting, double eyeDome) {
        PointCloudScene scene = scene();
        assertAlike(
                scene,
                tilted(scene),
                RenderOptions.defaults().withLighting(lighting).withEyeDomeLighting(eyeDome));
    }

    @Test
    void orthographic_looksAlike() {
        PointCloudScene scene = scene();
        assertAlike(
                scene,
                tilted(scene).withProjection(Projection.ORTHOGRAPHIC),
                RenderOptions.defaults());
    }

    @Test
    void clip_looksAlike() {
        PointCloudScene scene = scene();
        Box box = new Box(new Vector3(-10, -40, 200), new Vector3(40, 20, 299));
        assertAlike(scene, tilted(scene), RenderOptions.defaults().withClip(Optional.of(box)));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "3, 2", "5, 3"})
    void detail_looksAlike(int level, int divisor) {
        PointCloudScene scene = scene();
        assertAlike(
                scene,
                tilted(scene),
                RenderOptions.defaults().withDetail(new Detail(level, divisor)));
    }

    @Test
    void cameraInsideTheScene_looksAlike() {
        PointCloudScene scene = scene();
        assertAlike(scene, tilted(scene).zoom(40), RenderOptions.defaults());
    }

    @Test
    void withoutGrid_looksAlike() {
        OrganizedCloud d = dome(SIDE);
        PointCloudScene scene =
                PointCloudScene.of(
                        d.x(), d.y(), d.z(), SceneParameters.defaults(), workers, Progress.NONE);
        assertAlike(scene, tilted(scene), RenderOptions.defaults());
        assertAlike(scene(), tilted(scene), RenderOptions.defaults());
    }

    @Test
    void picks_areTheSame() {
        PointCloudScene scene = scene();
        Camera camera = tilted(scene);
        int[] argb = colours(scene);
        RenderOptions options = RenderOptions.defaults();
        Frame a = java.render(scene, argb, camera, VIEW, options, Progress.NONE);
        Frame b = gl.render(scene, argb, camera, VIEW, options, Progress.NONE);
        int found = 0;
        for (int x = 5; x < VIEW.width(); x += 20) {
            for (int y = 5; y < VIEW.height(); y += 20) {
                Optional<Pick> pick = Pick.at(a, x, y, 4);
                assertEquals(pick, Pick.at(b, x, y, 4), x + ", " + y);
                found += pick.isPresent() ? 1 : 0;
            }
        }
        assertTrue(found > 50, "picks: " + found);
    }

    @Test
    void transparentPoints_areLeftOut() {
        PointCloudScene scene = scene();
        int[] argb = colours(scene);
        for (int i = 0; i < argb.length; i++) {
            argb[i] = scene.pixel(i) % SIDE < SIDE / 2 ? argb[i] & 0xffffff : argb[i];
        }
        Frame frame =
                gl.render(
                        scene, argb, tilted(scene), VIEW, RenderOptions.defaults(), Progress.NONE);
        assertTrue(Arrays.stream(frame.point()).anyMatch(p -> p != Frame.NONE));
        assertTrue(
                Arrays.stream(frame.point())
                        .filter(p -> p != Frame.NONE)
                        .allMatch(p -> scene.pixel(p) % SIDE >= SIDE / 2));
    }

    @Test
    void nothingToShow_isBackdrop() {
        PointCloudScene scene =
                PointCloudScene.of(
                        new float[0],
                        new float[0],
                        new float[0],
                        SceneParameters.defaults(),
                        workers,
                        Progress.NONE);
        Camera camera = Camera.of(scene.bounds(), VIEW);
        RenderOptions options = RenderOptions.defaults();
        assertArrayEquals(
                java.render(scene, new int[0], camera, VIEW, options, Progress.NONE).argb(),
                gl.render(scene, new int[0], camera, VIEW, options, Progress.NONE).argb());
    }

    @Test
    void otherSizesAndScenes_oneAfterTheOther() {
        for (int side : new int[] {40, 90, 10}) {
            PointCloudScene scene =
                    PointCloudScene.of(
                            dome(side), SceneParameters.defaults(), workers, Progress.NONE);
            ViewSize size = new ViewSize(3 * side, 2 * side + 1);
            Camera camera = Camera.of(scene.bounds(), size);
            int[] argb = colours(scene);
            RenderOptions options = RenderOptions.defaults();
            Frame a = java.render(scene, argb, camera, size, options, Progress.NONE);
            Frame b = gl.render(scene, argb, camera, size, options, Progress.NONE);
            assertArrayEquals(a.point(), b.point(), "side " + side);
        }
    }

    @Test
    void cancelled_stops_andTheNextPictureIsWhole() {
        PointCloudScene scene = scene();
        Progress cancelled =
                new Progress() {
                    @Override
                    public void begin(String task, long steps) {}

                    @Override
                    public void advance(long steps) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        assertThrows(
                CancelledException.class,
                () ->
                        gl.render(
                                scene,
                                colours(scene),
                                tilted(scene),
                                VIEW,
                                RenderOptions.defaults(),
                                cancelled));
        assertAlike(scene, tilted(scene), RenderOptions.defaults());
    }

    @Test
    void wrongNumberOfColours_isRefused() {
        PointCloudScene scene = scene();
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                gl.render(
                                        scene,
                                        new int[7],
                                        tilted(scene),
                                        VIEW,
                                        RenderOptions.defaults(),
                                        Progress.NONE));
        assertTrue(e.getMessage().startsWith("argb: 7 colours"), e.getMessage());
    }

    @Test
    void closedRenderer_fails_withoutEndingTheProcess() {
        PointCloudScene scene = scene();
        OpenGlRenderer closed = new OpenGlRenderer();
        closed.close();
        closed.close();
        assertThrows(
                OpenGlException.class,
                () ->
                        closed.render(
                                scene,
                                colours(scene),
                                tilted(scene),
                                VIEW,
                                RenderOptions.defaults(),
                                Progress.NONE));
    }

    @Test
    void probe_namesTheDriver() {
        OpenGl.Probe probe = OpenGl.probe();
        assertTrue(probe.works());
        assertFalse(probe.renderer().isBlank());
        assertFalse(probe.version().isBlank());
    }
}
