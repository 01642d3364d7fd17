package org.lacuna.rendering;

import static org.lacuna.rendering.Splatting.BULGE;
import static org.lacuna.rendering.Splatting.DISC_MARGIN_PX;
import static org.lacuna.rendering.Splatting.LARGEST_SQUARE;
import static org.lacuna.rendering.Splatting.MAX_EDGE;
import static org.lacuna.rendering.Splatting.MAX_SLOPE;
import static org.lacuna.rendering.Splatting.TILTED_GROWTH;

/**
 * Draws points of a scene into a buffer of nearest points: for each pixel one long, whose upper
 * half is the depth, as an int in the same order as the float, and whose lower half is the point.
 * So the smaller long is the nearer point, or the first one at equal depth.
 *
 * <p>Points of up to three pixels are squares that face the camera. Larger ones are discs, and
 * where there are normals, discs that lie in the surface, as in surface splatting (Zwicker et al.
 * 2001): they overlap without steps, and end at outlines. Immutable; each buffer by one thread at a
 * time.
 */
final class Splatter {
    /** Behind every point. */
    static final long EMPTY = (long) ordered(Float.POSITIVE_INFINITY) << 32 | 0xffffffffL;

    private final float[] xyz;
    private final int[] packedNormal;
    private final int[] argb;
    private final int width;
    private final int height;
    private final boolean perspective;
    private final float nearMm;
    private final float focalPx;
    private final float middleX;
    private final float middleY;
    private final float pointMm;

    /** Rows of the matrix from the scene's middle to the camera: right, down, forward. */
    private final float[] matrix = new float[12];

    private final Box clip;
    private final Vector3 centre;

    Splatter(Frame frame, int[] argb, ViewTransform transform) {
        PointCloudScene scene = frame.scene();
        RenderOptions options = frame.options();
        this.xyz = scene.xyz;
        this.packedNormal = scene.packedNormal;
        this.argb = argb;
        this.width = frame.size().width();
        this.height = frame.size().height();
        this.perspective = transform.isPerspective();
        this.nearMm = (float) transform.nearMm();
        this.focalPx = (float) transform.focalPx();
        this.middleX = (float) transform.middleX();
        this.middleY = (float) transform.middleY();
        this.pointMm = (float) options.pointMm(scene);
        this.centre = scene.bounds().centre();
        Vector3 fromEye = centre.minus(transform.eye());
        setRow(0, transform.right(), fromEye);
        setRow(1, transform.down(), fromEye);
        setRow(2, transform.forward(), fromEye);
        this.clip = options.clip().orElse(null);
    }

    private void setRow(int row, Vector3 axis, Vector3 fromEye) {
        matrix[4 * row] = (float) axis.x();
        matrix[4 * row + 1] = (float) axis.y();
        matrix[4 * row + 2] = (float) axis.z();
        matrix[4 * row + 3] = (float) axis.dot(fromEye);
    }

    /** An int that is larger for a larger float; its own inverse. */
    private static int ordered(int bits) {
        return bits ^ bits >> 31 & 0x7fffffff;
    }

    private static int ordered(float value) {
        return ordered(Float.floatToRawIntBits(value));
    }

    /** Infinite for {@link #EMPTY}. */
    static float depthMm(long nearest) {
        return Float.intBitsToFloat(ordered((int) (nearest >> 32)));
    }

    /** {@link Frame#NONE} for {@link #EMPTY}. */
    static int point(long nearest) {
        return (int) nearest;
    }

    /** Draws points {@code [from, to)}. */
    void draw(int from, int to, long[] nearest) {
        float rx = matrix[0];
        float ry = matrix[1];
        float rz = matrix[2];
        float rt = matrix[3];
        float dx = matrix[4];
        float dy = matrix[5];
        float dz = matrix[6];
        float dt = matrix[7];
        float fx = matrix[8];
        float fy = matrix[9];
        float fz = matrix[10];
        float ft = matrix[11];
        float right = width + MAX_EDGE;
        float bottom = height + MAX_EDGE;
        for (int i = from, k = 3 * from; i < to; i++, k += 3) {
            float px = xyz[k];
            float py = xyz[k + 1];
            float pz = xyz[k + 2];
            float depth = fx * px + fy * py + fz * pz + ft;
            if (perspective && !(depth > nearMm) || argb[i] >>> 24 == 0) {
                continue;
            }
            if (clip != null && !clip.contains(centre.x() + px, centre.y() + py, centre.z() + pz)) {
                continue;
            }
            float scale = perspective ? focalPx / depth : focalPx;
            float x = (rx * px + ry * py + rz * pz + rt) * scale + middleX;
            float y = (dx * px + dy * py + dz * pz + dt) * scale + middleY;
            if (!(x > -MAX_EDGE && x < right && y > -MAX_EDGE && y < bottom)) {
                continue;
            }
            float size = pointMm * scale;
            if (packedNormal != null) {
                size *= PackedNormal.factor(packedNormal[i]);
            }
            long key = (long) ordered(depth) << 32 | i;
            if (size > LARGEST_SQUARE) {
                disc(i, x, y, depth, Math.min(size, MAX_EDGE) / 2, 1 / scale, nearest);
            } else if (size > 1) {
                square(x, y, (int) Math.ceil(size), key, nearest);
            } else {
                square(x, y, 1, key, nearest);
            }
        }
    }

    private void square(float x, float y, int edge, long key, long[] nearest) {
        // Casts round towards zero: what they get is made positive first.
        float corner = 2 * MAX_EDGE - 0.5f * edge + 0.5f;
        int left = (int) (x + corner) - 2 * MAX_EDGE;
        int top = (int) (y + corner) - 2 * MAX_EDGE;
        int firstColumn = Math.max(0, left);
        int lastColumn = Math.min(width, left + edge);
        int lastRow = Math.min(height, top + edge);
        for (int row = Math.max(0, top); row < lastRow; row++) {
            for (int at = row * width + firstColumn; at < row * width + lastColumn; at++) {
                if (key < nearest[at]) {
                    nearest[at] = key;
                }
            }
        }
    }

    /**
     * Draws a disc that lies in the surface. How much deeper it is a pixel further to the right or
     * down follows from the normal, and with it how far a pixel is from the middle, in space.
     */
    private void disc(
            int point, float x, float y, float depth, float half, float mmAPixel, long[] nearest) {
        float slopeX = 0;
        float slopeY = 0;
        float radius = half + DISC_MARGIN_PX;
        if (packedNormal != null) {
            float nx = PackedNormal.x(packedNormal[point]);
            float ny = PackedNormal.y(packedNormal[point]);
            float nz = PackedNormal.z(packedNormal[point]);
            float across = matrix[0] * nx + matrix[1] * ny + matrix[2] * nz;
            float down = matrix[4] * nx + matrix[5] * ny + matrix[6] * nz;
            float along = matrix[8] * nx + matrix[9] * ny + matrix[10] * nz;
            float steepest = (float) Math.sqrt(across * across + down * down) / MAX_SLOPE;
            float divisor = -Math.copySign(Math.max(Math.abs(along), steepest), along);
            slopeX = across / divisor;
            slopeY = down / divisor;
            radius = half * TILTED_GROWTH + DISC_MARGIN_PX;
        }
        float bulge = BULGE / radius;
        int firstRow = (int) Math.max(0, y - radius);
        int lastRow = (int) Math.min(height - 1, y + radius);
        int firstColumn = (int) Math.max(0, x - radius);
        int lastColumn = (int) Math.min(width - 1, x + radius);
        for (int row = firstRow; row <= lastRow; row++) {
            float dy = row + 0.5f - y;
            for (int column = firstColumn; column <= lastColumn; column++) {
                float dx = column + 0.5f - x;
                float dz = slopeX * dx + slopeY * dy;
                float distance = dx * dx + dy * dy + dz * dz;
                boolean middle = Math.abs(dx) <= 0.5f && Math.abs(dy) <= 0.5f;
                if (middle || distance <= radius * radius) {
                    float at = depth + (dz + bulge * distance) * mmAPixel;
                    long key = (long) ordered(at) << 32 | point;
                    int pixel = row * width + column;
                    nearest[pixel] = Math.min(nearest[pixel], key);
                }
            }
        }
    }
}
