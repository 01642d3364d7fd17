package org.lacuna.inspection;

import org.lacuna.core.Availability;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.ModalityStatus.State;
import org.lacuna.core.PreparedSample;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what the data of a part are worth, by what good parts have: whether a modality lacks
 * pieces, and how sharp the image is. Immutable.
 */
final class DataStatus {
    private final UsageReference usage;
    private final Optional<BlurScale> blur;
    private final ScoringParameters parameters;

    DataStatus(InspectionModel model) {
        this.usage = model.usage();
        this.blur = model.blur();
        this.parameters = model.parameters().scoring();
    }

    /** Of each modality, without scores. */
    Map<Modality, ModalityStatus> of(PreparedSample sample) {
        Map<Modality, ModalityStatus> status = new EnumMap<>(Modality.class);
        for (Modality m : Modality.values()) {
            status.put(m, status(sample, m));
        }
        return status;
    }

    /** What can be used of a modality that lacks pieces: nothing beside them. */
    Availability besideHoles(Availability availability, Modality modality) {
        return modality == Modality.RGB
                ? HoleMargin.leaveOut(
                        availability,
                        parameters.minPatchAvailability(),
                        parameters.glareMarginPatches(),
                        HoleMargin.GLARE)
                : HoleMargin.leaveOut(
                        availability,
                        parameters.minPatchAvailability(),
                        parameters.holeMarginPatches(),
                        HoleMargin.SHARP);
    }

    boolean lacksPieces(Modality modality, Map<Modality, ModalityStatus> status) {
        return lacksPieces(modality, status.get(modality).usableFraction());
    }

    private boolean lacksPieces(Modality modality, double usable) {
        return usable
                < (modality == Modality.RGB
                        ? parameters.imageDegradedBelow()
                        : parameters.degradedBelow());
    }

    /** The modalities of the pattern that lack nothing. */
    ModalitySet whole(ModalitySet pattern, Map<Modality, ModalityStatus> status) {
        return new ModalitySet(
                pattern.rgb() && !lacksPieces(Modality.RGB, status),
                pattern.xyz() && !lacksPieces(Modality.XYZ, status));
    }

    private ModalityStatus status(PreparedSample sample, Modality modality) {
        if (!sample.modalities().contains(modality)) {
            return ModalityStatus.absent();
        }
        double usable = usage.usableFraction(sample, modality);
        boolean lost = usable < parameters.unusableBelow() || usable == 0;
        double sharpness =
                lost || modality != Modality.RGB ? Double.NaN : sharpness(sample, usable);
        boolean tooBlurred = blur.filter(b -> sharpness < b.leastUsable()).isPresent();
        boolean blurred = blur.filter(b -> sharpness < b.leastSharp()).isPresent();
        State state =
                lost || tooBlurred
                        ? State.UNUSABLE
                        : blurred || lacksPieces(modality, usable) ? State.DEGRADED : State.USED;
        return new ModalityStatus(state, usable, sharpness, Double.NaN);
    }

    /** Relative to good parts; a highlight's glare is no blur. */
    private double sharpness(PreparedSample sample, double usable) {
        Availability counts =
                lacksPieces(Modality.RGB, usable)
                        ? besideHoles(sample.rgbAvailability(), Modality.RGB)
                        : sample.rgbAvailability();
        return blur.map(b -> b.relative(Sharpness.of(sample.workingRgb().orElseThrow(), counts)))
                .orElse(Double.NaN);
    }

    static String describe(Map<Modality, ModalityStatus> status) {
        StringBuilder text = new StringBuilder();
        for (Modality m : Modality.values()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(m.label())
                    .append(' ')
                    .append(status.get(m).describe());
        }
        return text.toString();
    }
}
