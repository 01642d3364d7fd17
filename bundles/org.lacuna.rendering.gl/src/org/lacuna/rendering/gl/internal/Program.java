package org.lacuna.rendering.gl.internal;

import com.jogamp.opengl.GL2ES2;
import com.jogamp.opengl.GL3;

import org.lacuna.rendering.Vector3;
import org.lacuna.rendering.gl.OpenGlException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Shaders linked into a program, and its parameters by name. For the thread with the context. */
final class Program {
    private static final int LOG_BYTES = 2048;

    private final int id;
    private final Map<String, Integer> locations = new HashMap<>();

    /**
     * @param name of the files beside this class, without .vert and .frag
     */
    Program(GL3 gl, String name) {
        int vertex = shader(gl, GL2ES2.GL_VERTEX_SHADER, name + ".vert");
        int fragment = shader(gl, GL2ES2.GL_FRAGMENT_SHADER, name + ".frag");
        id = gl.glCreateProgram();
        gl.glAttachShader(id, vertex);
        gl.glAttachShader(id, fragment);
        gl.glLinkProgram(id);
        gl.glDeleteShader(vertex);
        gl.glDeleteShader(fragment);
        int[] linked = new int[1];
        gl.glGetProgramiv(id, GL2ES2.GL_LINK_STATUS, linked, 0);
        if (linked[0] == 0) {
            byte[] log = new byte[LOG_BYTES];
            int[] length = new int[1];
            gl.glGetProgramInfoLog(id, LOG_BYTES, length, 0, log, 0);
            throw failure(name, log, length[0]);
        }
    }

    private static int shader(GL3 gl, int type, String file) {
        int shader = gl.glCreateShader(type);
        gl.glShaderSource(shader, 1, new String[] {text(file)}, null);
        gl.glCompileShader(shader);
        int[] compiled = new int[1];
        gl.glGetShaderiv(shader, GL2ES2.GL_COMPILE_STATUS, compiled, 0);
        if (compiled[0] == 0) {
            byte[] log = new byte[LOG_BYTES];
            int[] length = new int[1];
            gl.glGetShaderInfoLog(shader, LOG_BYTES, length, 0, log, 0);
            throw failure(file, log, length[0]);
        }
        return shader;
    }

    private static OpenGlException failure(String what, byte[] log, int length) {
        return new OpenGlException(
                "OpenGL: the driver refuses the shader "
                        + what
                        + ": "
                        + new String(log, 0, length, StandardCharsets.UTF_8).strip());
    }

    private static String text(String file) {
        try (InputStream in = Program.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void use(GL3 gl) {
        gl.glUseProgram(id);
    }

    private int at(GL3 gl, String name) {
        return locations.computeIfAbsent(name, n -> gl.glGetUniformLocation(id, n));
    }

    void set(GL3 gl, String name, int value) {
        gl.glUniform1i(at(gl, name), value);
    }

    void set(GL3 gl, String name, boolean value) {
        set(gl, name, value ? 1 : 0);
    }

    void set(GL3 gl, String name, double value) {
        gl.glUniform1f(at(gl, name), (float) value);
    }

    void set(GL3 gl, String name, double x, double y) {
        gl.glUniform2f(at(gl, name), (float) x, (float) y);
    }

    void set(GL3 gl, String name, Vector3 v) {
        gl.glUniform3f(at(gl, name), (float) v.x(), (float) v.y(), (float) v.z());
    }

    void set(GL3 gl, String name, Vector3 v, double w) {
        gl.glUniform4f(at(gl, name), (float) v.x(), (float) v.y(), (float) v.z(), (float) w);
    }
}
