package org.lacuna.rendering.gl;

import com.jogamp.opengl.GL;

import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.rendering.Camera;
import org.lacuna.rendering.Frame;
import org.lacuna.rendering.PointCloudScene;
import org.lacuna.rendering.RenderOptions;
import org.lacuna.rendering.SceneParameters;
import org.lacuna.rendering.ViewSize;
import org.lacuna.rendering.gl.internal.OffscreenContext;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** What OpenGL there is on this machine. */
public final class OpenGl {
    /** Drivers without a graphics card: slower than drawing in plain Java. */
    private static final String[] RASTERIZERS = {
        "llvmpipe",
        "softpipe",
        "swiftshader",
        "swrast",
        "gdi generic",
        "basic render",
        "software rasterizer",
        "apple software renderer"
    };

    private OpenGl() {}

    /**
     * What was found.
     *
     * @param works whether pictures can be made
     * @param renderer the driver's name of itself and of the card; empty when it does not work
     * @param version of OpenGL, as the driver says it; empty when it does not work
     * @param problem why it does not work; empty when it does
     */
    public record Probe(boolean works, String renderer, String version, String problem) {
        public Probe {
            Objects.requireNonNull(renderer, "renderer");
            Objects.requireNonNull(version, "version");
            Objects.requireNonNull(problem, "problem");
        }

        /** Whether the driver computes on the processor, without a graphics card. */
        public boolean isSoftware() {
            return isSoftware(renderer);
        }

        static boolean isSoftware(String renderer) {
            String name = renderer.toLowerCase(Locale.ROOT);
            return Stream.of(RASTERIZERS).anyMatch(name::contains);
        }
    }

    /**
     * Opens a context, asks who draws, draws a first small picture, and closes it. The first call
     * starts JOGL, which takes up to some seconds: not for a UI thread. Never throws because of the
     * machine: what goes wrong is in the result.
     */
    public static Probe probe() {
        Probe found;
        try (OffscreenContext context = new OffscreenContext()) {
            found =
                    context.call(
                            gl ->
                                    new Probe(
                                            true,
                                            String.valueOf(gl.glGetString(GL.GL_RENDERER)),
                                            String.valueOf(gl.glGetString(GL.GL_VERSION)),
                                            ""));
        } catch (RuntimeException | LinkageError e) {
            return new Probe(false, "", "", reason(e));
        }
        try (OpenGlRenderer renderer = new OpenGlRenderer()) {
            drawOnePoint(renderer);
            return found;
        } catch (RuntimeException | LinkageError e) {
            return new Probe(false, "", "", found.renderer() + ": " + reason(e));
        }
    }

    /** Drivers that refuse a shader, or a picture of points and depths, do so here. */
    private static void drawOnePoint(OpenGlRenderer renderer) {
        float[] zero = new float[1];
        PointCloudScene scene =
                PointCloudScene.of(
                        zero,
                        zero,
                        zero,
                        SceneParameters.defaults(),
                        Workers.sequential(),
                        Progress.NONE);
        ViewSize size = new ViewSize(8, 8);
        Frame frame =
                renderer.render(
                        scene,
                        new int[] {0xffffffff},
                        Camera.of(scene.bounds(), size),
                        size,
                        RenderOptions.defaults(),
                        Progress.NONE);
        if (Arrays.stream(frame.point()).noneMatch(p -> p == 0)) {
            throw new OpenGlException("a point was drawn and is not in the picture");
        }
    }

    /** The innermost message: wrappers say only that something failed. */
    private static String reason(Throwable e) {
        Throwable inner = e;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner.getMessage() == null
                ? inner.getClass().getSimpleName()
                : inner.getMessage().lines().findFirst().orElse("").strip();
    }
}
