package org.lacuna.rendering.gl.internal;

import com.jogamp.common.nio.Buffers;
import com.jogamp.opengl.GL;
import com.jogamp.opengl.GL2ES2;
import com.jogamp.opengl.GL2ES3;
import com.jogamp.opengl.GL3;

import org.lacuna.rendering.Frame;
import org.lacuna.rendering.ViewSize;
import org.lacuna.rendering.gl.OpenGlException;

import java.nio.IntBuffer;

/**
 * What is drawn into: for the points a picture of (point, bits of the depth in mm) and one of
 * (colour, normal), with a depth buffer; for what is seen a picture of colours. Row 0 is the upper
 * one, as in a {@link Frame}. For the thread with the context.
 */
public final class Targets {
    private ViewSize size;
    private int pointsBuffer;
    private int pictureBuffer;
    private final int[] textures = new int[4];
    private IntBuffer read;

    public void resize(GL3 gl, ViewSize wanted) {
        if (wanted.equals(size)) {
            return;
        }
        dispose(gl);
        gl.glGenTextures(textures.length, textures, 0);
        size = wanted;
        texture(gl, 0, GL3.GL_RG32UI, GL2ES3.GL_RG_INTEGER, GL.GL_UNSIGNED_INT);
        texture(gl, 1, GL3.GL_RG32UI, GL2ES3.GL_RG_INTEGER, GL.GL_UNSIGNED_INT);
        texture(gl, 2, GL3.GL_DEPTH_COMPONENT32F, GL2ES2.GL_DEPTH_COMPONENT, GL.GL_FLOAT);
        texture(gl, 3, GL.GL_RGBA8, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE);
        int[] ids = new int[2];
        gl.glGenFramebuffers(2, ids, 0);
        pointsBuffer = ids[0];
        pictureBuffer = ids[1];
        gl.glBindFramebuffer(GL.GL_FRAMEBUFFER, pointsBuffer);
        attach(gl, GL.GL_COLOR_ATTACHMENT0, 0);
        attach(gl, GL2ES2.GL_COLOR_ATTACHMENT0 + 1, 1);
        attach(gl, GL.GL_DEPTH_ATTACHMENT, 2);
        gl.glDrawBuffers(
                2, new int[] {GL.GL_COLOR_ATTACHMENT0, GL2ES2.GL_COLOR_ATTACHMENT0 + 1}, 0);
        check(gl);
        gl.glBindFramebuffer(GL.GL_FRAMEBUFFER, pictureBuffer);
        attach(gl, GL.GL_COLOR_ATTACHMENT0, 3);
        check(gl);
        read = Buffers.newDirectIntBuffer(2 * size.pixels());
    }

    private void texture(GL3 gl, int index, int format, int layout, int type) {
        gl.glBindTexture(GL.GL_TEXTURE_2D, textures[index]);
        gl.glTexParameteri(GL.GL_TEXTURE_2D, GL.GL_TEXTURE_MIN_FILTER, GL.GL_NEAREST);
        gl.glTexParameteri(GL.GL_TEXTURE_2D, GL.GL_TEXTURE_MAG_FILTER, GL.GL_NEAREST);
        gl.glTexImage2D(
                GL.GL_TEXTURE_2D, 0, format, size.width(), size.height(), 0, layout, type, null);
    }

    private void attach(GL3 gl, int attachment, int index) {
        gl.glFramebufferTexture2D(
                GL.GL_FRAMEBUFFER, attachment, GL.GL_TEXTURE_2D, textures[index], 0);
    }

    private void check(GL3 gl) {
        int status = gl.glCheckFramebufferStatus(GL.GL_FRAMEBUFFER);
        if (status != GL.GL_FRAMEBUFFER_COMPLETE) {
            throw new OpenGlException(
                    "OpenGL: framebuffer of "
                            + size.width()
                            + " x "
                            + size.height()
                            + " pixels: status 0x"
                            + Integer.toHexString(status));
        }
    }

    private void dispose(GL3 gl) {
        if (size != null) {
            gl.glDeleteFramebuffers(2, new int[] {pointsBuffer, pictureBuffer}, 0);
            gl.glDeleteTextures(textures.length, textures, 0);
            size = null;
        }
    }

    /** Draws points from here on, before nothing. */
    public void beginPoints(GL3 gl) {
        gl.glBindFramebuffer(GL.GL_FRAMEBUFFER, pointsBuffer);
        int[] nothing = {Frame.NONE, Float.floatToRawIntBits(Float.POSITIVE_INFINITY), 0, 0};
        gl.glClearBufferuiv(GL2ES3.GL_COLOR, 0, nothing, 0);
        gl.glClearBufferuiv(GL2ES3.GL_COLOR, 1, new int[4], 0);
        gl.glClearBufferfv(GL2ES3.GL_DEPTH, 0, new float[] {1}, 0);
        gl.glEnable(GL.GL_DEPTH_TEST);
        gl.glDepthFunc(GL.GL_LESS); // at equal depth the first point stays
    }

    /** Draws colours from here on. */
    public void beginPicture(GL3 gl) {
        gl.glBindFramebuffer(GL.GL_FRAMEBUFFER, pictureBuffer);
        gl.glViewport(0, 0, size.width(), size.height());
        gl.glDisable(GL.GL_DEPTH_TEST);
    }

    /** Offers what the points left to a shader: as textures 0 and 1. */
    void offer(GL3 gl) {
        for (int i = 1; i >= 0; i--) {
            gl.glActiveTexture(GL.GL_TEXTURE0 + i);
            gl.glBindTexture(GL.GL_TEXTURE_2D, textures[i]);
        }
    }

    /** Fetches the picture, and puts the backdrop behind it. */
    public void read(GL3 gl, Frame frame) {
        int width = size.width();
        int height = size.height();
        gl.glPixelStorei(GL.GL_PACK_ALIGNMENT, 4);
        gl.glBindFramebuffer(GL.GL_FRAMEBUFFER, pointsBuffer);
        gl.glReadBuffer(GL.GL_COLOR_ATTACHMENT0);
        gl.glReadPixels(
                0, 0, width, height, GL2ES3.GL_RG_INTEGER, GL.GL_UNSIGNED_INT, read.clear());
        for (int i = 0; i < frame.point().length; i++) {
            frame.point()[i] = read.get(2 * i);
            frame.depthMm()[i] = Float.intBitsToFloat(read.get(2 * i + 1));
        }
        gl.glBindFramebuffer(GL.GL_FRAMEBUFFER, pictureBuffer);
        gl.glReadBuffer(GL.GL_COLOR_ATTACHMENT0);
        gl.glReadPixels(
                0, 0, width, height, GL.GL_BGRA, GL3.GL_UNSIGNED_INT_8_8_8_8_REV, read.clear());
        read.get(frame.argb());
        for (int row = 0; row < height; row++) {
            int background = frame.options().backdrop().argb(row, height);
            for (int at = row * width; at < (row + 1) * width; at++) {
                if (frame.point()[at] == Frame.NONE) {
                    frame.argb()[at] = background;
                }
            }
        }
    }
}
