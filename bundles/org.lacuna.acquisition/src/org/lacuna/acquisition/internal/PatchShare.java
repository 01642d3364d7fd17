package org.lacuna.acquisition.internal;

import org.lacuna.core.Availability;
import org.lacuna.core.GridTransform;
import org.lacuna.core.PatchGrid;

/**
 * Share of usable sensor pixels in each patch: a sensor pixel belongs to the patch in which its
 * centre lies. Where the sensor is so coarse that a patch inside it holds no centre, the pixel
 * under the patch's centre decides. Patches in the padding get 0. O(pixels).
 */
final class PatchShare {
    private PatchShare() {}

    static Availability of(GridTransform transform, boolean[] usable) {
        int width = transform.sensorWidth();
        int height = transform.sensorHeight();
        int[] patchColumn = new int[width];
        for (int x = 0; x < width; x++) {
            patchColumn[x] = transform.patchColumn(x);
        }
        int[] all = new int[PatchGrid.PATCHES];
        int[] good = new int[PatchGrid.PATCHES];
        for (int y = 0; y < height; y++) {
            int row = transform.patchRow(y);
            if (row < 0 || row >= PatchGrid.SIDE) {
                continue;
            }
            for (int x = 0; x < width; x++) {
                int column = patchColumn[x];
                if (column >= 0 && column < PatchGrid.SIDE) {
                    int patch = row * PatchGrid.SIDE + column;
                    all[patch]++;
                    good[patch] += usable[y * width + x] ? 1 : 0;
                }
            }
        }
        float[] share = new float[PatchGrid.PATCHES];
        for (int p = 0; p < share.length; p++) {
            share[p] = all[p] > 0 ? (float) good[p] / all[p] : underCentre(transform, usable, p);
        }
        return new Availability(share);
    }

    private static float underCentre(GridTransform transform, boolean[] usable, int patch) {
        int column = patch % PatchGrid.SIDE;
        int row = patch / PatchGrid.SIDE;
        double workingX = (column + 0.5) * PatchGrid.PATCH_PX;
        double workingY = (row + 0.5) * PatchGrid.PATCH_PX;
        int x = (int) Math.floor(transform.toSensorX(workingX));
        int y = (int) Math.floor(transform.toSensorY(workingY));
        boolean inside =
                x >= 0 && x < transform.sensorWidth() && y >= 0 && y < transform.sensorHeight();
        return inside && usable[y * transform.sensorWidth() + x] ? 1 : 0;
    }
}
