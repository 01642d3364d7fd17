package org.lacuna.inspection;

import org.lacuna.core.Availability;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PreparedSample;

import java.util.ArrayList;
import java.util.List;

/**
 * How much usable data good parts have, so that 'a piece is missing' can be told from 'the part is
 * small'. All sums over patches, which do not change when the part is shifted or turned; each is
 * the smallest among the good parts seen in training.
 *
 * @param rgbPatches sum of RGB availability; 0 when trained without RGB
 * @param xyzPatches sum of 3D availability; 0 when trained without 3D
 * @param scoredPatches number of patches that some modality scored, for the patterns of {@link
 *     ModalitySet#SETTINGS} in that order; 0 for a pattern that training never saw
 * @param shortestSidePx shortest longer edge of a sensor grid
 * @param longestSidePx longest longer edge of a sensor grid
 */
public record UsageReference(
        double rgbPatches,
        double xyzPatches,
        List<Integer> scoredPatches,
        int shortestSidePx,
        int longestSidePx) {
    public UsageReference {
        scoredPatches = List.copyOf(scoredPatches);
        if (scoredPatches.size() != ModalitySet.SETTINGS.size()) {
            throw new IllegalArgumentException(
                    "scoredPatches: "
                            + scoredPatches.size()
                            + " values, expected "
                            + ModalitySet.SETTINGS.size());
        }
    }

    static UsageReference of(PreparedSample sample, List<Integer> scoredPatches) {
        int side = Math.max(sample.transform().sensorWidth(), sample.transform().sensorHeight());
        return new UsageReference(
                sum(sample.rgbAvailability()),
                sum(sample.xyzAvailability()),
                scoredPatches,
                side,
                side);
    }

    /** The smallest of both, where 0 (the part lacked it) tells nothing. */
    UsageReference merge(UsageReference other) {
        List<Integer> scored = new ArrayList<>();
        for (int i = 0; i < scoredPatches.size(); i++) {
            scored.add((int) smallest(scoredPatches.get(i), other.scoredPatches.get(i)));
        }
        return new UsageReference(
                smallest(rgbPatches, other.rgbPatches),
                smallest(xyzPatches, other.xyzPatches),
                scored,
                Math.min(shortestSidePx, other.shortestSidePx),
                Math.max(longestSidePx, other.longestSidePx));
    }

    /** Usable data of the sample relative to the reference, cut at 1; 0 without reference. */
    double usableFraction(PreparedSample sample, Modality modality) {
        double reference = modality == Modality.RGB ? rgbPatches : xyzPatches;
        return reference == 0 ? 0 : Math.min(1, sum(sample.availability(modality)) / reference);
    }

    /**
     * Number of scored patches relative to the reference of the pattern, cut at 1; 1 without
     * reference.
     */
    double coverage(ModalitySet pattern, int scored) {
        int reference = scoredPatches.get(ModalitySet.SETTINGS.indexOf(pattern));
        return reference == 0 ? 1 : Math.min(1, (double) scored / reference);
    }

    private static double smallest(double a, double b) {
        return a == 0 ? b : b == 0 ? a : Math.min(a, b);
    }

    private static double sum(Availability availability) {
        double sum = 0;
        for (float f : availability.fraction()) {
            sum += f;
        }
        return sum;
    }
}
