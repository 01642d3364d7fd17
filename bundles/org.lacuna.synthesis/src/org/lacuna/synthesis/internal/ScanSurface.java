package org.lacuna.synthesis.internal;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;

/** A cloud being changed, point by point. */
final class ScanSurface {
    /** Points that the background plane is fitted to, at least. */
    private static final int ENOUGH_BACKGROUND = 50;

    private static final int STRIDE = 5;

    private final OrganizedCloud before;
    private final PixelMask part;
    private final double[] normal;
    private final float[] x;
    private final float[] y;
    private final float[] z;
    private final boolean[] changed;
    private LinearSurface behind;

    ScanSurface(OrganizedCloud cloud, PixelMask part, ScanSite site) {
        this.before = cloud;
        this.part = part;
        this.normal = site.normal();
        this.x = cloud.x().clone();
        this.y = cloud.y().clone();
        this.z = cloud.z().clone();
        this.changed = new boolean[cloud.size()];
    }

    OrganizedCloud cloud() {
        return new OrganizedCloud(before.width(), before.height(), x, y, z);
    }

    boolean changed(int pixel) {
        return changed[pixel];
    }

    /**
     * Moves a point along the surface's normal.
     *
     * @param leastMm a smaller shift does not count as a change
     */
    void shift(int pixel, double byMm, double leastMm) {
        x[pixel] += (float) (normal[0] * byMm);
        y[pixel] += (float) (normal[1] * byMm);
        z[pixel] += (float) (normal[2] * byMm);
        changed[pixel] |= before.isValid(pixel) && Math.abs(byMm) > leastMm;
    }

    void lose(int pixel, boolean lost) {
        if (lost) {
            changed[pixel] |= before.isValid(pixel);
            x[pixel] = Float.NaN;
            y[pixel] = Float.NaN;
            z[pixel] = Float.NaN;
        }
    }

    /** Puts the point onto the plane behind the part, or loses it when none was seen. */
    void background(int pixel, boolean gone) {
        if (!gone) {
            return;
        }
        if (behind == null) {
            behind = plane();
        }
        if (behind.points() < ENOUGH_BACKGROUND) {
            lose(pixel, true);
            return;
        }
        double u = pixel % before.width();
        double v = (double) (pixel / before.width());
        x[pixel] = (float) behind.at(0, u, v);
        y[pixel] = (float) behind.at(1, u, v);
        z[pixel] = (float) behind.at(2, u, v);
        changed[pixel] = true;
    }

    private LinearSurface plane() {
        LinearSurface plane = new LinearSurface();
        for (int i = 0; i < before.size(); i += STRIDE) {
            if (!part.get(i) && before.isValid(i)) {
                plane.add(i % before.width(), (double) (i / before.width()), before, i);
            }
        }
        return plane.solve() ? plane : new LinearSurface();
    }
}
