package org.lacuna.features.internal;

import org.lacuna.core.Availability;
import org.lacuna.core.GridTransform;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PatchGrid;
import org.lacuna.voxelization.SurfaceField;
import org.lacuna.voxelization.SurfacePoints;

import java.util.Arrays;

/**
 * Places of a scan's surface at which features are interpolated, and the patch that each belongs
 * to. The arrays are owned by the record: nobody may write to them.
 *
 * @param points the places with their normals
 * @param patch for each of them 0..3135
 */
public record SurfacePlaces(SurfacePoints points, int[] patch) {
    private static final double PLACES_A_PATCH_EDGE = 3.5;

    /** About {@value #PLACES_A_PATCH_EDGE} places a patch edge where the surface is defined. */
    public static SurfacePlaces of(
            OrganizedCloud cloud, SurfaceField surface, GridTransform transform) {
        int step = step(transform);
        int capacity = Math.ceilDiv(cloud.width(), step) * Math.ceilDiv(cloud.height(), step);
        float[][] place = new float[6][capacity];
        int[] group = new int[capacity];
        int n = 0;
        for (int row = 0; row < cloud.height(); row += step) {
            for (int column = 0; column < cloud.width(); column += step) {
                int pixel = row * cloud.width() + column;
                int patch = patch(transform, column, row);
                if (patch >= 0 && surface.isDefined(pixel)) {
                    place[0][n] = cloud.x()[pixel];
                    place[1][n] = cloud.y()[pixel];
                    place[2][n] = cloud.z()[pixel];
                    place[3][n] = surface.nx()[pixel];
                    place[4][n] = surface.ny()[pixel];
                    place[5][n] = surface.nz()[pixel];
                    group[n++] = patch;
                }
            }
        }
        for (int k = 0; k < place.length; k++) {
            place[k] = Arrays.copyOf(place[k], n);
        }
        return new SurfacePlaces(
                new SurfacePoints(place[0], place[1], place[2], place[3], place[4], place[5]),
                Arrays.copyOf(group, n));
    }

    /**
     * Sensor pixels between the places. The weights of the interpolation change over several point
     * spacings, so the mean over a patch does not notice what lies between.
     */
    private static int step(GridTransform transform) {
        double patchPx = PatchGrid.PATCH_PX * transform.scale();
        return Math.max(1, (int) Math.round(patchPx / PLACES_A_PATCH_EDGE));
    }

    /** Share of a patch's sensor pixels at which the surface is defined. */
    public static Availability availability(
            OrganizedCloud cloud, SurfaceField surface, GridTransform transform) {
        int[] defined = new int[PatchGrid.PATCHES];
        int[] all = new int[PatchGrid.PATCHES];
        for (int row = 0; row < cloud.height(); row++) {
            for (int column = 0; column < cloud.width(); column++) {
                int patch = patch(transform, column, row);
                if (patch >= 0) {
                    all[patch]++;
                    defined[patch] += surface.isDefined(row * cloud.width() + column) ? 1 : 0;
                }
            }
        }
        float[] share = new float[PatchGrid.PATCHES];
        for (int p = 0; p < share.length; p++) {
            share[p] = all[p] == 0 ? 0 : (float) defined[p] / all[p];
        }
        return new Availability(share);
    }

    private static int patch(GridTransform transform, int column, int row) {
        int x = transform.patchColumn(column);
        int y = transform.patchRow(row);
        return x < 0 || y < 0 || x >= PatchGrid.SIDE || y >= PatchGrid.SIDE
                ? -1
                : y * PatchGrid.SIDE + x;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof SurfacePlaces s
                && points.equals(s.points)
                && Arrays.equals(patch, s.patch);
    }

    @Override
    public int hashCode() {
        return 31 * points.hashCode() + Arrays.hashCode(patch);
    }

    @Override
    public String toString() {
        return "SurfacePlaces[" + patch.length + "]";
    }
}
