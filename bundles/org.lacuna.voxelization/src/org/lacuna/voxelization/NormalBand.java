package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;

/**
 * A {@link PaddedBand} of points and their normals, in which a point without a normal is nobody's
 * neighbour.
 */
final class NormalBand {
    /** Coordinates 0-2, normals 3-5. */
    static final int FIELDS = 6;

    private final PaddedBand band;
    private final float[][] fields;

    NormalBand(OrganizedCloud cloud, SurfaceField normals, int from, int to, WindowRadius radius) {
        this.band = new PaddedBand(cloud, from, to, radius.halfWidthPx());
        float[] nx = band.pad(normals.nx, 0);
        float[] ny = band.pad(normals.ny, 0);
        float[] nz = band.pad(normals.nz, 0);
        for (int i = 0; i < nx.length; i++) {
            if (Float.isNaN(nx[i])) {
                nx[i] = 0;
                ny[i] = 0;
                nz[i] = 0;
                band.x[i] = PaddedBand.FAR;
                band.y[i] = PaddedBand.FAR;
                band.z[i] = PaddedBand.FAR;
            }
        }
        this.fields = new float[][] {band.x, band.y, band.z, nx, ny, nz};
    }

    int at(int column, int row) {
        return band.at(column, row);
    }

    int stride() {
        return band.stride;
    }

    /** Whether none of n places in a row has a point with a normal. */
    boolean isEmpty(int at, int n) {
        for (int i = at; i < at + n; i++) {
            if (band.z[i] != PaddedBand.FAR) {
                return false;
            }
        }
        return true;
    }

    void copy(int at, float[][] target, int n) {
        for (int f = 0; f < FIELDS; f++) {
            System.arraycopy(fields[f], at, target[f], 0, n);
        }
    }
}
