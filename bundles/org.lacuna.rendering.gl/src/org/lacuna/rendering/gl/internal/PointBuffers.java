package org.lacuna.rendering.gl.internal;

import com.jogamp.common.nio.Buffers;
import com.jogamp.opengl.GL;
import com.jogamp.opengl.GL2ES2;
import com.jogamp.opengl.GL3;

import org.lacuna.core.Progress;
import org.lacuna.rendering.PointCloudScene;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * The points of a scene on the card: places and normals as long as the scene is the same, colours
 * anew for each picture, as nobody says when they change. For the thread with the context.
 */
public final class PointBuffers {
    private static final int POINTS_A_CHUNK = 1 << 16;
    private static final int PLACE_BYTES = 3 * Float.BYTES;

    private final int array;
    private final int places;
    private final int normals;
    private final int colours;
    private final FloatBuffer stagedPlaces = Buffers.newDirectFloatBuffer(3 * POINTS_A_CHUNK);
    private final IntBuffer stagedNormals = Buffers.newDirectIntBuffer(POINTS_A_CHUNK);
    private PointCloudScene uploaded;

    public PointBuffers(GL3 gl) {
        int[] ids = new int[3];
        gl.glGenVertexArrays(1, ids, 0);
        array = ids[0];
        gl.glGenBuffers(3, ids, 0);
        places = ids[0];
        normals = ids[1];
        colours = ids[2];
        gl.glBindVertexArray(array);
        gl.glBindBuffer(GL.GL_ARRAY_BUFFER, places);
        gl.glVertexAttribPointer(0, 3, GL.GL_FLOAT, false, 0, 0);
        gl.glBindBuffer(GL.GL_ARRAY_BUFFER, colours);
        gl.glVertexAttribIPointer(1, 1, GL.GL_UNSIGNED_INT, 0, 0);
        gl.glBindBuffer(GL.GL_ARRAY_BUFFER, normals);
        gl.glVertexAttribIPointer(2, 1, GL.GL_UNSIGNED_INT, 0, 0);
        gl.glEnableVertexAttribArray(0);
        gl.glEnableVertexAttribArray(1);
        gl.glBindVertexArray(0);
    }

    /**
     * @param drawn how many points need colours
     */
    public void upload(GL3 gl, PointCloudScene scene, int[] argb, int drawn, Progress progress) {
        if (uploaded != scene) {
            uploaded = null; // until all of it is there
            uploadScene(gl, scene, progress);
            uploaded = scene;
        }
        gl.glBindBuffer(GL.GL_ARRAY_BUFFER, colours);
        long bytes = (long) drawn * Integer.BYTES;
        gl.glBufferData(GL.GL_ARRAY_BUFFER, bytes, null, GL2ES2.GL_STREAM_DRAW);
        gl.glBufferSubData(GL.GL_ARRAY_BUFFER, 0, bytes, IntBuffer.wrap(argb));
    }

    private void uploadScene(GL3 gl, PointCloudScene scene, Progress progress) {
        boolean lit = scene.hasNormals();
        gl.glBindBuffer(GL.GL_ARRAY_BUFFER, places);
        gl.glBufferData(
                GL.GL_ARRAY_BUFFER, (long) scene.size() * PLACE_BYTES, null, GL.GL_STATIC_DRAW);
        gl.glBindBuffer(GL.GL_ARRAY_BUFFER, normals);
        long bytes = lit ? (long) scene.size() * Integer.BYTES : 0;
        gl.glBufferData(GL.GL_ARRAY_BUFFER, bytes, null, GL.GL_STATIC_DRAW);
        for (int from = 0; from < scene.size(); from += POINTS_A_CHUNK) {
            progress.throwIfCancelled();
            int to = Math.min(scene.size(), from + POINTS_A_CHUNK);
            scene.copyPlaces(from, to, stagedPlaces.clear());
            gl.glBindBuffer(GL.GL_ARRAY_BUFFER, places);
            gl.glBufferSubData(
                    GL.GL_ARRAY_BUFFER,
                    (long) from * PLACE_BYTES,
                    (long) (to - from) * PLACE_BYTES,
                    stagedPlaces.flip());
            if (lit) {
                scene.copyNormals(from, to, stagedNormals.clear());
                gl.glBindBuffer(GL.GL_ARRAY_BUFFER, normals);
                gl.glBufferSubData(
                        GL.GL_ARRAY_BUFFER,
                        (long) from * Integer.BYTES,
                        (long) (to - from) * Integer.BYTES,
                        stagedNormals.flip());
            }
        }
        gl.glBindVertexArray(array);
        if (lit) {
            gl.glEnableVertexAttribArray(2);
        } else {
            gl.glDisableVertexAttribArray(2);
        }
        gl.glBindVertexArray(0);
    }

    void draw(GL3 gl, int points) {
        gl.glBindVertexArray(array);
        gl.glDrawArrays(GL.GL_POINTS, 0, points);
        gl.glBindVertexArray(0);
    }
}
