package org.lacuna.rendering.gl.internal;

import com.jogamp.opengl.GL3;

import org.lacuna.rendering.Box;
import org.lacuna.rendering.Frame;
import org.lacuna.rendering.PointCloudScene;
import org.lacuna.rendering.Splatting;
import org.lacuna.rendering.Vector3;
import org.lacuna.rendering.ViewTransform;

/** The first pass: which point is nearest at each pixel. For the thread with the context. */
public final class SplatPass {
    private final Program program;

    public SplatPass(GL3 gl) {
        program = new Program(gl, "splat");
    }

    public void draw(GL3 gl, Frame frame, ViewTransform transform, PointBuffers points, int drawn) {
        PointCloudScene scene = frame.scene();
        Vector3 centre = scene.bounds().centre();
        Vector3 fromEye = centre.minus(transform.eye());
        int width = frame.size().width();
        int height = frame.size().height();
        // Points whose middle is beyond the edge reach into the picture: a viewport that is
        // larger all around keeps them from being clipped.
        int margin = Splatting.MAX_EDGE;
        gl.glViewport(-margin, -margin, width + 2 * margin, height + 2 * margin);
        gl.glEnable(GL3.GL_PROGRAM_POINT_SIZE);
        program.use(gl);
        program.set(gl, "toRight", transform.right(), transform.right().dot(fromEye));
        program.set(gl, "toDown", transform.down(), transform.down().dot(fromEye));
        program.set(gl, "toForward", transform.forward(), transform.forward().dot(fromEye));
        program.set(gl, "perspective", transform.isPerspective());
        program.set(gl, "nearMm", transform.nearMm());
        program.set(gl, "focalPx", transform.focalPx());
        program.set(gl, "middle", transform.middleX(), transform.middleY());
        program.set(gl, "size", width, height);
        program.set(gl, "margin", (double) margin);
        program.set(gl, "pointMm", frame.options().pointMm(scene));
        program.set(gl, "hasNormals", scene.hasNormals());
        program.set(gl, "maxSlopeFactor", PointCloudScene.MAX_SLOPE_FACTOR);
        program.set(gl, "largestSquare", (double) Splatting.LARGEST_SQUARE);
        program.set(gl, "maxEdge", (double) Splatting.MAX_EDGE);
        program.set(gl, "maxSlope", Splatting.MAX_SLOPE);
        program.set(gl, "tiltedGrowth", Splatting.TILTED_GROWTH);
        program.set(gl, "discMarginPx", Splatting.DISC_MARGIN_PX);
        program.set(gl, "bulgeShare", Splatting.BULGE);
        program.set(gl, "clips", frame.options().clip().isPresent());
        frame.options()
                .clip()
                .ifPresent(
                        box -> {
                            program.set(gl, "clipMin", box.min().minus(centre));
                            program.set(gl, "clipMax", box.max().minus(centre));
                        });
        double[] depths = depths(frame, transform);
        program.set(gl, "depths", depths[0], 1 / (depths[1] - depths[0]));
        points.draw(gl, drawn);
    }

    /** Least and largest depth of the scene, with room for discs that are tilted. */
    private static double[] depths(Frame frame, ViewTransform transform) {
        Box box = frame.scene().bounds();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < 8; i++) {
            double depth = transform.project(box.corner(i)).depthMm();
            low = Math.min(low, depth);
            high = Math.max(high, depth);
        }
        double room = 8 * frame.options().pointMm(frame.scene()) + 1e-3 * (high - low);
        double nearest = low - room;
        return new double[] {
            transform.isPerspective() ? Math.max(0, nearest) : nearest,
            Math.max(high + room, transform.nearMm())
        };
    }
}
