package org.lacuna.core;

import java.util.Objects;
import java.util.Optional;

/**
 * One part as the sensors saw it: up to two modalities on one pixel grid (method.md 0). A sample
 * without any modality is legal: it is what is left when both are lost, and its verdict is {@link
 * Verdict#NOT_INSPECTED}.
 *
 * @param id which part
 * @param rgb colour image, if there
 * @param cloud organized point cloud in millimetres, if there
 */
public record Sample(SampleId id, Optional<RgbImage> rgb, Optional<OrganizedCloud> cloud) {
    public Sample {
        Objects.requireNonNull(id, "id");
        if (rgb.isPresent()
                && cloud.isPresent()
                && (rgb.get().width() != cloud.get().width()
                        || rgb.get().height() != cloud.get().height())) {
            throw new IllegalArgumentException(
                    id
                            + ": image is "
                            + rgb.get().width()
                            + " x "
                            + rgb.get().height()
                            + ", cloud is "
                            + cloud.get().width()
                            + " x "
                            + cloud.get().height()
                            + ", expected the same grid");
        }
    }

    /** The modalities that are there. */
    public ModalitySet modalities() {
        return new ModalitySet(rgb.isPresent(), cloud.isPresent());
    }

    /** This sample with every modality outside {@code kept} taken away: a simulated loss. */
    public Sample restrictedTo(ModalitySet kept) {
        return new Sample(
                id, kept.rgb() ? rgb : Optional.empty(), kept.xyz() ? cloud : Optional.empty());
    }
}
