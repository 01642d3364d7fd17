package org.lacuna.core;

import java.util.Objects;
import java.util.Optional;

/**
 * A sample after preprocessing (method.md 1): what extractors get.
 *
 * @param id which part
 * @param transform link between sensor pixels and the working image
 * @param workingRgb the colour image on the working grid, if RGB is there; padding is filled by
 *     repeating the border
 * @param foreground the full-resolution cloud in millimetres with background removed (invalid), if
 *     3D is there
 * @param part sensor pixels that belong to the part: foreground points plus the pixels without
 *     measurement that they enclose. Without 3D every sensor pixel counts as part
 * @param rgbAvailability usable fraction of the colour image in each patch (neither over- nor
 *     under-exposed, inside the sensor); zeros without RGB
 * @param xyzAvailability fraction of each patch's sensor pixels that hold a foreground point; zeros
 *     without 3D
 * @param note what the preprocessing wants the user to know (e.g. background removal refused),
 *     empty if nothing
 */
public record PreparedSample(
        SampleId id,
        GridTransform transform,
        Optional<WorkingImage> workingRgb,
        Optional<OrganizedCloud> foreground,
        PixelMask part,
        Availability rgbAvailability,
        Availability xyzAvailability,
        String note) {
    public PreparedSample {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(transform, "transform");
        Objects.requireNonNull(rgbAvailability, "rgbAvailability");
        Objects.requireNonNull(xyzAvailability, "xyzAvailability");
        Objects.requireNonNull(note, "note");
        if (part.width() != transform.sensorWidth() || part.height() != transform.sensorHeight()) {
            throw new IllegalArgumentException(
                    "part: "
                            + part
                            + ", expected the sensor grid "
                            + transform.sensorWidth()
                            + " x "
                            + transform.sensorHeight());
        }
        foreground.ifPresent(
                c -> {
                    if (c.width() != transform.sensorWidth()
                            || c.height() != transform.sensorHeight()) {
                        throw new IllegalArgumentException(
                                "foreground: "
                                        + c
                                        + ", expected the sensor grid "
                                        + transform.sensorWidth()
                                        + " x "
                                        + transform.sensorHeight());
                    }
                });
    }

    /** The modalities that are there. */
    public ModalitySet modalities() {
        return new ModalitySet(workingRgb.isPresent(), foreground.isPresent());
    }

    public Availability availability(Modality modality) {
        return modality == Modality.RGB ? rgbAvailability : xyzAvailability;
    }
}
