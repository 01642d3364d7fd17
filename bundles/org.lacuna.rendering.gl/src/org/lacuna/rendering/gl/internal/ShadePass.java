package org.lacuna.rendering.gl.internal;

import com.jogamp.opengl.GL;
import com.jogamp.opengl.GL3;

import org.lacuna.rendering.Frame;
import org.lacuna.rendering.Shading;
import org.lacuna.rendering.Vector3;
import org.lacuna.rendering.ViewTransform;

/** The second pass: light and shadow of each pixel. For the thread with the context. */
public final class ShadePass {
    private final Program program;

    /** Without attributes: one triangle over everything comes from the number of the corner. */
    private final int array;

    public ShadePass(GL3 gl) {
        program = new Program(gl, "shade");
        int[] ids = new int[1];
        gl.glGenVertexArrays(1, ids, 0);
        array = ids[0];
    }

    public void draw(GL3 gl, Frame frame, ViewTransform transform, Targets targets) {
        program.use(gl);
        program.set(gl, "points", 0);
        program.set(gl, "looks", 1);
        boolean lit = frame.options().lighting() && frame.scene().hasNormals();
        program.set(gl, "lit", lit);
        program.set(gl, "toRight", transform.right());
        program.set(gl, "toDown", transform.down());
        program.set(gl, "toForward", transform.forward());
        program.set(gl, "perspective", transform.isPerspective());
        program.set(gl, "footprint", 1 / transform.focalPx());
        program.set(gl, "strength", frame.options().eyeDomeLighting());
        program.set(
                gl,
                "reach",
                Shading.reachPx(frame.scene(), frame.camera(), transform, frame.size().height()));
        program.set(gl, "light", new Vector3(Shading.LIGHT_X, Shading.LIGHT_Y, Shading.LIGHT_Z));
        program.set(gl, "halfway", new Vector3(Shading.HALF_X, Shading.HALF_Y, Shading.HALF_Z));
        program.set(gl, "lights", new Vector3(Shading.AMBIENT, Shading.DIFFUSE, Shading.HIGHLIGHT));
        program.set(gl, "stepBiasPx", Shading.STEP_BIAS_PX);
        program.set(gl, "stepCapPx", Shading.STEP_CAP_PX);
        program.set(gl, "shadow", Shading.SHADOW);
        program.set(gl, "darkest", Shading.DARKEST);
        targets.offer(gl);
        gl.glBindVertexArray(array);
        gl.glDrawArrays(GL.GL_TRIANGLES, 0, 3);
        gl.glBindVertexArray(0);
    }
}
