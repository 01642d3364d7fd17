package org.lacuna.rendering;

import static org.lacuna.rendering.Shading.AMBIENT;
import static org.lacuna.rendering.Shading.DARKEST;
import static org.lacuna.rendering.Shading.DIFFUSE;
import static org.lacuna.rendering.Shading.HALF_X;
import static org.lacuna.rendering.Shading.HALF_Y;
import static org.lacuna.rendering.Shading.HALF_Z;
import static org.lacuna.rendering.Shading.HIGHLIGHT;
import static org.lacuna.rendering.Shading.LIGHT_X;
import static org.lacuna.rendering.Shading.LIGHT_Y;
import static org.lacuna.rendering.Shading.LIGHT_Z;
import static org.lacuna.rendering.Shading.SHADOW;
import static org.lacuna.rendering.Shading.STEP_BIAS_PX;
import static org.lacuna.rendering.Shading.STEP_CAP_PX;

/**
 * Gives the pixels of a frame, whose depths and points are known, their colours: that of the point,
 * lit from the upper left if it has a normal, darkened where something in front of it is near, and
 * the background elsewhere.
 *
 * <p>The shadow is that of eye-dome lighting (Boucheny 2009) with one difference: depths are
 * compared in pairs of opposite neighbours, and in units of what a pixel shows. So slopes stay as
 * bright as they are, only steps and creases darken, at any zoom and in both projections alike.
 * Immutable; rows may be shaded in any order by any thread.
 */
final class FrameShader {
    /** One of each pair of opposite neighbours. */
    private static final int[] DX = {1, 0, 1, 1};

    private static final int[] DY = {0, 1, 1, -1};

    private final Frame frame;
    private final int[] colours;
    private final int[] normals;
    private final int width;
    private final int height;
    private final int reach;
    private final float strength;
    private final boolean perspective;
    private final float footprint;

    /** The camera's axes as they are in the scene: right, down, forward. */
    private final float[] axes;

    FrameShader(Frame frame, int[] colours, ViewTransform transform) {
        this.frame = frame;
        this.colours = colours;
        this.normals = frame.options().lighting() ? frame.scene().packedNormal : null;
        this.width = frame.size().width();
        this.height = frame.size().height();
        this.reach = Shading.reachPx(frame.scene(), frame.camera(), transform, height);
        this.strength = (float) frame.options().eyeDomeLighting();
        this.perspective = transform.isPerspective();
        this.footprint = (float) (1 / transform.focalPx());
        this.axes = axes(transform.right(), transform.down(), transform.forward());
    }

    private static float[] axes(Vector3... all) {
        float[] axes = new float[9];
        for (int i = 0; i < 3; i++) {
            axes[3 * i] = (float) all[i].x();
            axes[3 * i + 1] = (float) all[i].y();
            axes[3 * i + 2] = (float) all[i].z();
        }
        return axes;
    }

    /** Shades rows {@code [from, to)}. */
    void shade(int from, int to) {
        int[] argb = frame.argb();
        for (int row = from; row < to; row++) {
            int background = frame.options().backdrop().argb(row, height);
            for (int column = 0; column < width; column++) {
                int at = row * width + column;
                int point = frame.point()[at];
                argb[at] = point == Frame.NONE ? background : colour(at, column, row, point);
            }
        }
    }

    private int colour(int at, int column, int row, int point) {
        int colour = colours[point];
        float brightness = 1;
        float highlight = 0;
        if (normals != null) {
            int packed = normals[point];
            float x = PackedNormal.x(packed);
            float y = PackedNormal.y(packed);
            float z = PackedNormal.z(packed);
            float nx = axes[0] * x + axes[1] * y + axes[2] * z;
            float ny = axes[3] * x + axes[4] * y + axes[5] * z;
            float nz = axes[6] * x + axes[7] * y + axes[8] * z;
            // Seen from behind, a surface shows its other side.
            float unit = nz > 0 ? -1 / PackedNormal.UNIT : 1 / PackedNormal.UNIT;
            float lit = (nx * LIGHT_X + ny * LIGHT_Y + nz * LIGHT_Z) * unit;
            brightness = AMBIENT + DIFFUSE * Math.max(0, lit);
            float shine = Math.max(0, (nx * HALF_X + ny * HALF_Y + nz * HALF_Z) * unit);
            shine *= shine;
            shine *= shine;
            shine *= shine;
            shine *= shine;
            highlight = HIGHLIGHT * shine * shine;
        }
        if (strength > 0) {
            float light = 1 / (1 + SHADOW * strength * steps(at, column, row));
            light = DARKEST + (1 - DARKEST) * light;
            brightness *= light;
            highlight *= light;
        }
        int red = channel((colour >>> 16 & 0xff) * brightness + highlight);
        int green = channel((colour >>> 8 & 0xff) * brightness + highlight);
        int blue = channel((colour & 0xff) * brightness + highlight);
        return 0xff000000 | red << 16 | green << 8 | blue;
    }

    private static int channel(float value) {
        return value > 255 ? 255 : (int) value;
    }

    /** How much the neighbours stand out in front of the pixel, in pixels; 0 on any plane. */
    private float steps(int at, int column, int row) {
        float[] depthMm = frame.depthMm();
        float depth = depthMm[at];
        float perMm = 1 / (reach * (perspective ? depth * footprint : footprint));
        float sum = 0;
        for (int pair = 0; pair < DX.length; pair++) {
            int dx = DX[pair] * reach;
            int dy = DY[pair] * reach;
            float step = inFront(depthMm, depth, column + dx, row + dy);
            step += inFront(depthMm, depth, column - dx, row - dy);
            step = step * perMm - STEP_BIAS_PX;
            if (step > 0) {
                sum += Math.min(step, STEP_CAP_PX);
            }
        }
        return sum;
    }

    /** How far a neighbour is in front, negative behind; 0 for background, which is nowhere. */
    private float inFront(float[] depthMm, float depth, int column, int row) {
        if (column < 0 || column >= width || row < 0 || row >= height) {
            return 0;
        }
        float other = depthMm[row * width + column];
        return other == Float.POSITIVE_INFINITY ? 0 : depth - other;
    }
}
