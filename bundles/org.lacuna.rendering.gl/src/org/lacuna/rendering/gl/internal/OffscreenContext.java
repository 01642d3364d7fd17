package org.lacuna.rendering.gl.internal;

import com.jogamp.opengl.GL3;
import com.jogamp.opengl.GLCapabilities;
import com.jogamp.opengl.GLContext;
import com.jogamp.opengl.GLDrawableFactory;
import com.jogamp.opengl.GLOffscreenAutoDrawable;
import com.jogamp.opengl.GLProfile;

import org.lacuna.rendering.gl.OpenGlException;

import java.util.function.Function;

/**
 * A context of OpenGL 3.3 core without a window. Used by one thread at a time, which it belongs to
 * only during {@link #call}.
 */
public final class OffscreenContext implements AutoCloseable {
    static {
        // The libraries are used where they lie: nothing is copied into a folder for temporary
        // files. Read once, when JOGL starts.
        if (System.getProperty("jogamp.gluegen.UseTempJarCache") == null) {
            System.setProperty("jogamp.gluegen.UseTempJarCache", "false");
        }
    }

    private final GLOffscreenAutoDrawable drawable;
    private boolean closed;

    /**
     * @throws RuntimeException or {@link LinkageError} where there is no such OpenGL
     */
    public OffscreenContext() {
        GLProfile profile = GLProfile.get(GLProfile.GL3);
        GLCapabilities wanted = new GLCapabilities(profile);
        wanted.setOnscreen(false);
        wanted.setFBO(true);
        wanted.setDoubleBuffered(false);
        wanted.setDepthBits(0);
        drawable =
                GLDrawableFactory.getFactory(profile)
                        .createOffscreenAutoDrawable(null, wanted, null, 1, 1);
        try {
            drawable.display();
        } catch (RuntimeException | LinkageError e) {
            drawable.destroy();
            throw e;
        }
    }

    /** Runs what needs the context, on this thread. */
    public <T> T call(Function<GL3, T> action) {
        GLContext context = drawable.getContext();
        if (context == null || context.makeCurrent() == GLContext.CONTEXT_NOT_CURRENT) {
            throw new OpenGlException("OpenGL: the context cannot be made current");
        }
        try {
            return action.apply(context.getGL().getGL3());
        } finally {
            context.release();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            drawable.destroy();
        }
    }
}
