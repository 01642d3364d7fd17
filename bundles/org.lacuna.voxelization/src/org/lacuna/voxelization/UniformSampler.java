package org.lacuna.voxelization;

import org.lacuna.core.Workers;

/**
 * Keeps every k-th point, in the order of the entries, beginning with the first: what Open3D calls
 * uniform_down_sample. Uniform in the order only: on a scan it thins along the rows.
 *
 * <p>Entries without a point do not count. Points dropped are represented by none. O(n), on the
 * calling thread; immutable and thread-safe.
 *
 * @param everyK at least 1; 1 keeps all
 */
public record UniformSampler(int everyK) implements CloudSampler {
    public UniformSampler {
        if (everyK < 1) {
            throw new IllegalArgumentException("everyK: " + everyK + ", expected at least 1");
        }
    }

    @Override
    public SampledCloud sample(Points points, Workers workers) {
        int valid = points.validCount();
        int[] source = new int[Workers.chunks(valid, everyK)];
        int seen = 0;
        int kept = 0;
        for (int i = 0; i < points.size(); i++) {
            if (points.isValid(i) && seen++ % everyK == 0) {
                source[kept++] = i;
            }
        }
        return Picks.of(points, source);
    }
}
