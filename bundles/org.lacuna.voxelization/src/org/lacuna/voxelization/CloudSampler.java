package org.lacuna.voxelization;

import org.lacuna.core.Workers;

/**
 * Reduces a cloud to fewer points. Implementations are immutable, thread-safe and deterministic:
 * the same points give the same bits, for any number of workers.
 */
public interface CloudSampler {
    /**
     * @param points any number of points, none included; coordinates finite, or NaN for no point
     * @return empty when there is no point
     */
    SampledCloud sample(Points points, Workers workers);
}
