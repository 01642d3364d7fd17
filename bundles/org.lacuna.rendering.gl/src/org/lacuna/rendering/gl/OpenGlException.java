package org.lacuna.rendering.gl;

/**
 * OpenGL, its driver or the graphics card failed. The renderer that throws it is of no use any
 * more; another one may be.
 */
public final class OpenGlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public OpenGlException(String message) {
        super(message);
    }

    public OpenGlException(String message, Throwable cause) {
        super(message, cause);
    }
}
