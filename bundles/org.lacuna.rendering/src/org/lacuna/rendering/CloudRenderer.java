package org.lacuna.rendering;

import org.lacuna.core.CancelledException;
import org.lacuna.core.Progress;

/**
 * Makes pictures of point clouds. Holds scratch memory, or what belongs to a graphics device, from
 * picture to picture; not thread-safe: one for each view, used by one thread at a time.
 */
public interface CloudRenderer extends AutoCloseable {
    /**
     * @param argb {@code 0xAARRGGBB} (sRGB) of each point of the scene; points whose alpha is 0 are
     *     left out, else alpha does not count
     * @param size of the view; the frame's is smaller where the options' detail says so
     * @param progress cancels a picture that nobody wants any more
     * @throws CancelledException when asked to stop
     */
    Frame render(
            PointCloudScene scene,
            int[] argb,
            Camera camera,
            ViewSize size,
            RenderOptions options,
            Progress progress);

    /** Gives back what it holds; it is of no use afterwards. */
    @Override
    void close();
}
