package org.lacuna.inspection;

import java.util.Objects;

/**
 * Where a model comes from. Holds no time stamp: the same data, parameters and software give the
 * same model file, bit for bit.
 *
 * @param dataSha256 fingerprint of the training and calibration samples
 * @param trainParts good parts in the memory banks
 * @param calibrationParts good parts that thresholds come from; never part of the banks
 * @param calibrationHeldOut whether calibration parts were taken from the training split, since the
 *     data set has no validation split
 * @param softwareVersion version of Lacuna that trained
 */
public record Provenance(
        String dataSha256,
        int trainParts,
        int calibrationParts,
        boolean calibrationHeldOut,
        String softwareVersion) {
    public Provenance {
        Objects.requireNonNull(dataSha256, "dataSha256");
        Objects.requireNonNull(softwareVersion, "softwareVersion");
        if (trainParts < 1 || calibrationParts < 1) {
            throw new IllegalArgumentException(
                    "trainParts: "
                            + trainParts
                            + ", calibrationParts: "
                            + calibrationParts
                            + ", expected at least 1");
        }
    }
}
