package org.lacuna.synthesis;

import org.lacuna.core.PixelMask;
import org.lacuna.core.Sample;
import org.lacuna.core.Split;

import java.util.Objects;

/**
 * A finished synthetic scan.
 *
 * @param sample image and cloud, both there; cloud in the camera's frame (x right, y down, z away
 *     from the camera), millimetres
 * @param groundTruth pixels whose surface differs from the same part without its defect; empty for
 *     a good part
 * @param split role in the data set
 */
public record SyntheticScan(Sample sample, PixelMask groundTruth, Split split) {
    public SyntheticScan {
        Objects.requireNonNull(sample, "sample");
        Objects.requireNonNull(groundTruth, "groundTruth");
        Objects.requireNonNull(split, "split");
    }
}
