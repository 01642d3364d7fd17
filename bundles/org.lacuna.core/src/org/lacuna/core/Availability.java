package org.lacuna.core;

import java.util.Arrays;

/**
 * How much of one modality can be used, patch by patch: the fraction of usable pixels in each of
 * the 56 x 56 patches, in [0, 1], row-major. An absent modality is a map of zeros; nothing
 * downstream knows a special case 'modality missing' (method.md 0).
 *
 * <p>The array is owned by the map once handed over: nobody may write to it.
 *
 * @param fraction {@link PatchGrid#PATCHES} values in [0, 1]
 */
public record Availability(float[] fraction) {
    public Availability {
        if (fraction.length != PatchGrid.PATCHES) {
            throw new IllegalArgumentException(
                    "fraction: " + fraction.length + " values, expected " + PatchGrid.PATCHES);
        }
        for (int i = 0; i < fraction.length; i++) {
            if (!(fraction[i] >= 0 && fraction[i] <= 1)) {
                throw new IllegalArgumentException(
                        "fraction[" + i + "]: " + fraction[i] + ", expected 0..1");
            }
        }
    }

    public static Availability none() {
        return new Availability(new float[PatchGrid.PATCHES]);
    }

    public static Availability full() {
        float[] f = new float[PatchGrid.PATCHES];
        Arrays.fill(f, 1f);
        return new Availability(f);
    }

    public float at(int patch) {
        return fraction[patch];
    }

    /** Number of patches with any usable pixel. */
    public int usablePatches() {
        int n = 0;
        for (float f : fraction) {
            if (f > 0) {
                n++;
            }
        }
        return n;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Availability a && Arrays.equals(fraction, a.fraction);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fraction);
    }

    @Override
    public String toString() {
        return "Availability[" + usablePatches() + " of " + PatchGrid.PATCHES + " patches]";
    }
}
