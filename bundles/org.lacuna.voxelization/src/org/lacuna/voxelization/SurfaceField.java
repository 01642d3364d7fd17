package org.lacuna.voxelization;

/**
 * What the neighbourhood of each pixel of an organized cloud looks like: result of {@link
 * SurfaceNormals}. Row-major fields of {@code width * height} values, NaN in all of them where the
 * surface is undefined: no point, or too few neighbours that are not on one line.
 *
 * <p>Immutable; the arrays are owned by the field, nobody may write to them.
 */
public final class SurfaceField {
    private final int width;
    private final int height;
    private final double radiusMm;

    /** Unit normals, towards the sensor. */
    final float[] nx;

    final float[] ny;
    final float[] nz;

    /** Eigenvalues of the neighbourhood's covariance, ascending, mm^2. */
    final float[] lambda0;

    final float[] lambda1;
    final float[] lambda2;

    /** Signed distance of the point to the plane of its neighbourhood. */
    final float[] offsetMm;

    /**
     * Distance along the surface from the point to its neighbourhood's centroid, over the radius.
     */
    final float[] shift;

    SurfaceField(int width, int height, double radiusMm) {
        this.width = width;
        this.height = height;
        this.radiusMm = radiusMm;
        int n = width * height;
        this.nx = new float[n];
        this.ny = new float[n];
        this.nz = new float[n];
        this.lambda0 = new float[n];
        this.lambda1 = new float[n];
        this.lambda2 = new float[n];
        this.offsetMm = new float[n];
        this.shift = new float[n];
    }

    void undefine(int pixel) {
        nx[pixel] = Float.NaN;
        ny[pixel] = Float.NaN;
        nz[pixel] = Float.NaN;
        lambda0[pixel] = Float.NaN;
        lambda1[pixel] = Float.NaN;
        lambda2[pixel] = Float.NaN;
        offsetMm[pixel] = Float.NaN;
        shift[pixel] = Float.NaN;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Radius of the neighbourhoods. */
    public double radiusMm() {
        return radiusMm;
    }

    /** Whether the surface is defined at this pixel. */
    public boolean isDefined(int pixel) {
        return !Float.isNaN(nx[pixel]);
    }

    public float[] nx() {
        return nx;
    }

    public float[] ny() {
        return ny;
    }

    public float[] nz() {
        return nz;
    }

    /** Smallest eigenvalue of the covariance, mm^2: spread across the surface. */
    public float[] lambda0() {
        return lambda0;
    }

    /** Middle eigenvalue, mm^2. */
    public float[] lambda1() {
        return lambda1;
    }

    /** Largest eigenvalue, mm^2. */
    public float[] lambda2() {
        return lambda2;
    }

    /**
     * Signed distance in mm of the point to the plane through its neighbourhood's centroid:
     * positive where the surface bulges towards the sensor, negative in a dent. About mean
     * curvature times radius^2 / 6 on smooth surfaces.
     */
    public float[] offsetMm() {
        return offsetMm;
    }

    /**
     * How far the centroid of the neighbourhood lies beside the point, along the surface, as a
     * fraction of the radius: 0 inside a surface, about 0.34 on a straight border, more at a
     * corner.
     */
    public float[] shift() {
        return shift;
    }
}
