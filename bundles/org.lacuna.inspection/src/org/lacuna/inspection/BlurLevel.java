package org.lacuna.inspection;

import org.lacuna.core.ModelException;
import org.lacuna.fusion.FusionModel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/**
 * Thresholds for images that are blurred that much, from copies of the held-out good parts.
 *
 * @param lengthPx motion blur of the copies, working pixels, above 0
 * @param sharpness of the median copy, relative to the least sharp good part, in (0, 1)
 * @param fusion the weights of sharp images with thresholds of the copies
 * @param detection share of synthetic defects that such parts are stopped for; empty when that was
 *     not tried
 */
public record BlurLevel(
        double lengthPx, double sharpness, FusionModel fusion, Optional<DetectionRates> detection) {
    public BlurLevel {
        Objects.requireNonNull(fusion, "fusion");
        Objects.requireNonNull(detection, "detection");
        if (!(lengthPx > 0 && Double.isFinite(lengthPx))) {
            throw new IllegalArgumentException(
                    "blur level: length of " + lengthPx + " pixels, expected above 0");
        }
        if (!(sharpness > 0 && sharpness < 1)) {
            throw new IllegalArgumentException(
                    "blur level: sharpness " + sharpness + ", expected in (0, 1)");
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(lengthPx);
        out.writeDouble(sharpness);
        fusion.write(out);
        out.writeBoolean(detection.isPresent());
        if (detection.isPresent()) {
            detection.get().write(out);
        }
    }

    static BlurLevel read(DataInput in, long maxBytes) throws IOException, ModelException {
        double length = in.readDouble();
        double sharpness = in.readDouble();
        FusionModel fusion = FusionModel.read(in, maxBytes);
        return new BlurLevel(
                length,
                sharpness,
                fusion,
                in.readBoolean() ? Optional.of(DetectionRates.read(in)) : Optional.empty());
    }
}
