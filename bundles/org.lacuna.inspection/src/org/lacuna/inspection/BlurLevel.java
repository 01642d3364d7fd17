package org.lacuna.inspection;

import org.lacuna.core.ModelException;
import org.lacuna.fusion.FusionModel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/**
 * Weights and thresholds for images that are blurred about that much, from copies of the held-out
 * good parts.
 *
 * @param lengthPx motion blur of the copies, working pixels, above 0
 * @param leastSharpness images less sharp than this belong to the next level, relative to the least
 *     sharp good part, in (0, 1)
 * @param fusion as that of a model, for patterns with RGB and without
 * @param detection share of synthetic defects that such parts are stopped for; empty when that was
 *     not tried
 */
public record BlurLevel(
        double lengthPx,
        double leastSharpness,
        FusionModel fusion,
        Optional<DetectionRates> detection) {
    public BlurLevel {
        Objects.requireNonNull(fusion, "fusion");
        Objects.requireNonNull(detection, "detection");
        if (!(lengthPx > 0 && Double.isFinite(lengthPx))) {
            throw new IllegalArgumentException(
                    "blur level: length of " + lengthPx + " pixels, expected above 0");
        }
        if (!(leastSharpness > 0 && leastSharpness < 1)) {
            throw new IllegalArgumentException(
                    "blur level: sharpness " + leastSharpness + ", expected in (0, 1)");
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(lengthPx);
        out.writeDouble(leastSharpness);
        fusion.write(out);
        out.writeBoolean(detection.isPresent());
        if (detection.isPresent()) {
            detection.get().write(out);
        }
    }

    static BlurLevel read(DataInput in, long maxBytes) throws IOException, ModelException {
        double length = in.readDouble();
        double least = in.readDouble();
        FusionModel fusion = FusionModel.read(in, maxBytes);
        return new BlurLevel(
                length,
                least,
                fusion,
                in.readBoolean() ? Optional.of(DetectionRates.read(in)) : Optional.empty());
    }
}
