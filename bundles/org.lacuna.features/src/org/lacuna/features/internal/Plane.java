package org.lacuna.features.internal;

/**
 * One channel of an image, row-major. Beyond the border the image goes on as its mirror image, with
 * the border pixel repeated ({@code c b a | a b c | c b a}), so that a filter sees no edge where
 * the image ends.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param data {@code width * height} values; owned by whoever made the plane
 */
record Plane(int width, int height, float[] data) {
    Plane {
        if (width < 1 || height < 1 || data.length != width * height) {
            throw new IllegalArgumentException(
                    "plane: " + width + " x " + height + ", " + data.length + " values");
        }
    }

    static Plane of(int width, int height) {
        return new Plane(width, height, new float[width * height]);
    }

    /** Index in 0..size-1 of the mirrored position; any integer is legal. */
    static int mirror(int index, int size) {
        int period = 2 * size;
        int i = Math.floorMod(index, period);
        return i < size ? i : period - 1 - i;
    }

    /**
     * Half the size (rounded up): the mean of each 2 x 2 block, so pixel i has its centre at {@code
     * 2 i + 1} of this plane.
     */
    Plane halved() {
        int w = (width + 1) / 2;
        int h = (height + 1) / 2;
        Plane out = of(w, h);
        for (int y = 0; y < h; y++) {
            int r0 = 2 * y * width;
            int r1 = mirror(2 * y + 1, height) * width;
            for (int x = 0; x < w; x++) {
                int x0 = 2 * x;
                int x1 = mirror(x0 + 1, width);
                out.data[y * w + x] =
                        0.25f * (data[r0 + x0] + data[r0 + x1] + data[r1 + x0] + data[r1 + x1]);
            }
        }
        return out;
    }
}
