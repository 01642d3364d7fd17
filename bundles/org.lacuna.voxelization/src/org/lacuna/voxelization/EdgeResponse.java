package org.lacuna.voxelization;

import org.lacuna.core.Workers;

/**
 * Edge response of every point of an organized cloud (Xu et al. 2025, eq. 10):
 *
 * <pre>E(p) = mean over q in N(p) of arccos |n_p . n_q|</pre>
 *
 * in radians, 0 on a plane, up to pi/2. N(p) are the 12 pixels at a grid distance of at most 2, as
 * far as their normal is defined and linked steps lead there (from the upper of the two along its
 * row, then down; see {@link SurfaceNormals} on links). The absolute value because signs of normals
 * are arbitrary in the paper (method.md 2).
 *
 * <p>That sees where normals turn within a surface; at a depth jump, a hole or the border of the
 * scan a surface just ends, and its normals do not turn. Averaging such points makes the surface
 * shrink, or puts points into the air. So {@link #withOutlines} lets them count as edges, too.
 *
 * <p>The angle is computed from the chord, {@code 2 asin(min(|n_p - n_q|, |n_p + n_q|) / 2)}, which
 * is the same angle and keeps its digits where the arccosine loses them, near 0; the arcsine is a
 * polynomial with an error below 2e-6 rad. Angles are summed in fixed point, exactly. Each pair of
 * pixels is looked at once. O(pixels); deterministic for any number of workers; thread-safe.
 */
public final class EdgeResponse {
    /**
     * Response of an outline: far above noise, but less than most creases have, so that where both
     * meet in a voxel the crease is what counts as strongest.
     */
    public static final float OUTLINE_RAD = 0.4f;

    private static final int TILES_A_CHUNK = 2;

    private final ScratchPool<EdgeTile> kernels;

    /** Of surfaces alone, as in the paper; see {@link #withOutlines}. */
    public EdgeResponse() {
        this(0);
    }

    private EdgeResponse(float outlineRad) {
        this.kernels = new ScratchPool<>(() -> new EdgeTile(outlineRad));
    }

    /**
     * The same, but at least {@link #OUTLINE_RAD} on outlines. A pixel is on an outline when one of
     * its four neighbours holds no point, lies outside the scan or is further away than the longest
     * link. It has a response then, whether its normal is defined or not.
     */
    public EdgeResponse withOutlines() {
        return new EdgeResponse(OUTLINE_RAD);
    }

    /**
     * @param surface of an organized cloud, from {@link SurfaceNormals}
     * @return one value a pixel; NaN where the normal is undefined, 0 where it has no neighbour
     * @throws IllegalArgumentException for a surface that is not on a grid
     */
    public float[] compute(SurfaceField surface, Workers workers) {
        if (surface.links == null) {
            throw new IllegalArgumentException(
                    "surface: " + surface.size() + " points without a grid, expected a scan's");
        }
        float[] response = new float[surface.size()];
        workers.forEachChunk(
                TilePlace.tiles(surface.width, surface.height),
                TILES_A_CHUNK,
                (chunk, from, to) -> {
                    EdgeTile kernel = kernels.take();
                    for (int tile = from; tile < to; tile++) {
                        kernel.compute(surface, tile, response);
                    }
                    kernels.give(kernel);
                });
        return response;
    }

    /** asin(u) / u as a polynomial in t = u^2 on [0, 0.5], a Chebyshev fit. */
    static float arc(float t) {
        float poly = 0.09635391f;
        poly = poly * t - 0.02421635f;
        poly = poly * t + 0.06088737f;
        poly = poly * t + 0.07292635f;
        poly = poly * t + 0.16676094f;
        return poly * t + 0.99999932f;
    }
}
