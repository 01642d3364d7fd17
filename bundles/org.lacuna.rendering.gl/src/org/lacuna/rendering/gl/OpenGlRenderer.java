package org.lacuna.rendering.gl;

import com.jogamp.opengl.GL;
import com.jogamp.opengl.GL3;

import org.lacuna.core.CancelledException;
import org.lacuna.core.Progress;
import org.lacuna.rendering.Camera;
import org.lacuna.rendering.CloudRenderer;
import org.lacuna.rendering.Frame;
import org.lacuna.rendering.PointCloudScene;
import org.lacuna.rendering.RenderOptions;
import org.lacuna.rendering.ViewSize;
import org.lacuna.rendering.ViewTransform;
import org.lacuna.rendering.gl.internal.OffscreenContext;
import org.lacuna.rendering.gl.internal.PointBuffers;
import org.lacuna.rendering.gl.internal.ShadePass;
import org.lacuna.rendering.gl.internal.SplatPass;
import org.lacuna.rendering.gl.internal.Targets;

/**
 * Draws with OpenGL 3.3 core, off screen. The first pass draws each point as a sprite and keeps,
 * for each pixel, which point is nearest and how deep; the second lights those pixels and adds the
 * shadows of eye-dome lighting. Both follow {@link org.lacuna.rendering.SoftwareRenderer} rule by
 * rule, so that a view may change between the two without anybody seeing it.
 *
 * <p>The points of the last scene stay on the card (20 bytes each), and 28 bytes for each pixel of
 * the largest picture. Every method throws {@link OpenGlException} when the device fails.
 */
public final class OpenGlRenderer implements CloudRenderer {
    private final OffscreenContext context = new OffscreenContext();
    private final PointBuffers points;
    private final Targets targets = new Targets();
    private final SplatPass splat;
    private final ShadePass shade;

    /** Opens a context of its own. Takes some time: not for a UI thread. */
    public OpenGlRenderer() {
        try {
            points = context.call(PointBuffers::new);
            splat = context.call(SplatPass::new);
            shade = context.call(ShadePass::new);
        } catch (RuntimeException | LinkageError e) {
            context.close();
            throw failure(e);
        }
    }

    @Override
    public Frame render(
            PointCloudScene scene,
            int[] argb,
            Camera camera,
            ViewSize size,
            RenderOptions options,
            Progress progress) {
        if (argb.length != scene.size()) {
            throw new IllegalArgumentException(
                    "argb: "
                            + argb.length
                            + " colours, expected "
                            + scene.size()
                            + ", one for each point");
        }
        try {
            return context.call(gl -> draw(gl, scene, argb, camera, size, options, progress));
        } catch (CancelledException | OpenGlException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw failure(e);
        }
    }

    private static OpenGlException failure(Throwable e) {
        return e instanceof OpenGlException known
                ? known
                : new OpenGlException("OpenGL: " + e.getMessage(), e);
    }

    private Frame draw(
            GL3 gl,
            PointCloudScene scene,
            int[] argb,
            Camera camera,
            ViewSize view,
            RenderOptions options,
            Progress progress) {
        int divisor = options.detail().divisor();
        ViewSize size = view.dividedBy(divisor);
        ViewTransform transform = camera.in(view, divisor);
        int drawn = scene.size(options.detail().level());
        points.upload(gl, scene, argb, drawn, progress);
        targets.resize(gl, size);
        Frame frame =
                new Frame(
                        scene,
                        camera,
                        view,
                        options,
                        size,
                        new int[size.pixels()],
                        new float[size.pixels()],
                        new int[size.pixels()]);
        targets.beginPoints(gl);
        splat.draw(gl, frame, transform, points, drawn);
        progress.throwIfCancelled();
        targets.beginPicture(gl);
        shade.draw(gl, frame, transform, targets);
        targets.read(gl, frame);
        int error = gl.glGetError();
        if (error != GL.GL_NO_ERROR) {
            throw new OpenGlException(
                    "OpenGL: error 0x"
                            + Integer.toHexString(error)
                            + " after a picture of "
                            + size.width()
                            + " x "
                            + size.height()
                            + " pixels with "
                            + drawn
                            + " points");
        }
        return frame;
    }

    /** Gives the context back, and with it all that is on the card. */
    @Override
    public void close() {
        context.close();
    }
}
