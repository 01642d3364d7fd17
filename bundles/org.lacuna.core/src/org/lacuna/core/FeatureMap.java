package org.lacuna.core;

import java.util.Arrays;
import java.util.Objects;

/**
 * Features of one modality: a vector for each of the 56 x 56 patches. Channel c of patch (column,
 * row) is {@code values[(row * 56 + column) * channels + c]}. A patch whose availability is 0 holds
 * zeros, and its vector means nothing: 'no data' is said by {@link #availability}, never by a
 * feature value.
 *
 * <p>The array is owned by the map once handed over: nobody may write to it.
 *
 * @param channels length of a vector, at least 1
 * @param values {@link PatchGrid#PATCHES} * channels finite values
 * @param availability fraction of usable pixels behind each vector
 */
public record FeatureMap(int channels, float[] values, Availability availability) {
    public FeatureMap {
        Objects.requireNonNull(availability, "availability");
        if (channels < 1 || values.length != (long) PatchGrid.PATCHES * channels) {
            throw new IllegalArgumentException(
                    "values: "
                            + values.length
                            + " for "
                            + channels
                            + " channels, expected "
                            + (long) PatchGrid.PATCHES * channels);
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "values[" + i + "]: " + values[i] + ", expected a finite number");
            }
        }
    }

    /** The same vectors, of which others count. */
    public FeatureMap withAvailability(Availability other) {
        return new FeatureMap(channels, values, other);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof FeatureMap f
                && channels == f.channels
                && availability.equals(f.availability)
                && Arrays.equals(values, f.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(channels, Arrays.hashCode(values), availability);
    }

    @Override
    public String toString() {
        return "FeatureMap[" + channels + " channels, " + availability + "]";
    }
}
