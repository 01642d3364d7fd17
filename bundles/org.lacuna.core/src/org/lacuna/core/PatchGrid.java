package org.lacuna.core;

/**
 * The fixed working sizes of the method (Xu et al. 2025, 4.1.3): 224 x 224 working pixels, 56 x 56
 * patches of 4 x 4.
 */
public final class PatchGrid {
    /** Edge of the working image in pixels. */
    public static final int WORKING_SIDE = 224;

    /** Patches along one edge. */
    public static final int SIDE = 56;

    /** Edge of one patch in working pixels. */
    public static final int PATCH_PX = WORKING_SIDE / SIDE;

    /** Patches of a sample. */
    public static final int PATCHES = SIDE * SIDE;

    private PatchGrid() {}
}
