package org.lacuna.rendering;

/**
 * A normal and the factor for slopes in one int: bits 0 to 23 hold x, y and z as signed bytes, bits
 * 24 to 31 the factor. A factor is 1 where the surface faces the sensor; on a slope the sensor's
 * points lie further apart, and each has to cover more: 1 / cosine, limited.
 */
final class PackedNormal {
    static final float UNIT = 127;
    static final float FACTOR_STEP = (PointCloudScene.MAX_SLOPE_FACTOR - 1) / 255;

    private PackedNormal() {}

    /** Of a unit vector; {@code z < 0} is towards the sensor. */
    static int pack(double x, double y, double z) {
        double factor = Math.min(PointCloudScene.MAX_SLOPE_FACTOR, 1 / Math.max(Math.abs(z), 1e-3));
        int step = (int) Math.round((factor - 1) / FACTOR_STEP);
        return signed(x) | signed(y) << 8 | signed(z) << 16 | step << 24;
    }

    private static int signed(double v) {
        return (int) Math.round(v * UNIT) & 0xff;
    }

    static float x(int packed) {
        return (byte) packed;
    }

    static float y(int packed) {
        return (byte) (packed >> 8);
    }

    static float z(int packed) {
        return (byte) (packed >> 16);
    }

    static float factor(int packed) {
        return 1 + (packed >>> 24) * FACTOR_STEP;
    }

    static Vector3 unpack(int packed) {
        Vector3 v = new Vector3(x(packed), y(packed), z(packed));
        return v.times(1 / v.length());
    }
}
