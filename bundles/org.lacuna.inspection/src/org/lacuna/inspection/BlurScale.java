package org.lacuna.inspection;

import org.lacuna.core.ModelException;
import org.lacuna.fusion.FusionModel;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How sharp good images are, and by what blurred ones are judged. A blurred part looks unlike any
 * sharp one everywhere: by the thresholds of sharp parts all would be stopped. Between two levels
 * thresholds are in proportion. Immutable.
 *
 * @param reference {@link Sharpness} of the least sharp held-out good part, above 0
 * @param leastUsable colours of images less sharp than this, relative to the reference, are not
 *     used, above 0
 * @param levels from the least blurred to the most, not empty; all sharper than {@code leastUsable}
 */
public record BlurScale(double reference, double leastUsable, List<BlurLevel> levels) {
    private static final int MAX_LEVELS = 100;

    public BlurScale {
        levels = List.copyOf(levels);
        if (!(reference > 0 && Double.isFinite(reference))) {
            throw new IllegalArgumentException(
                    "blur scale: reference " + reference + ", expected above 0");
        }
        if (levels.isEmpty() || levels.size() > MAX_LEVELS) {
            throw new IllegalArgumentException(
                    "blur scale: " + levels.size() + " levels, expected 1.." + MAX_LEVELS);
        }
        double before = 1;
        for (BlurLevel level : levels) {
            if (!(level.sharpness() < before)) {
                throw new IllegalArgumentException(
                        "blur scale: sharpness "
                                + level.sharpness()
                                + " after "
                                + before
                                + ", expected less");
            }
            before = level.sharpness();
        }
        if (!(leastUsable > 0 && leastUsable <= before)) {
            throw new IllegalArgumentException(
                    "blur scale: usable from " + leastUsable + ", expected in (0, " + before + "]");
        }
    }

    /**
     * Relative to good parts, 1 for an image as sharp as they are. One of which nothing can be said
     * counts as sharp: it is then judged by the strictest thresholds.
     *
     * @param measured {@link Sharpness} of the image
     */
    double relative(double measured) {
        return Double.isNaN(measured) ? 1 : Math.min(1, measured / reference);
    }

    /**
     * Images less sharp than this count as blurred, half way to the first level: good parts differ,
     * too, and must not be judged more mildly for that.
     */
    public double leastSharp() {
        return Math.sqrt(levels.getFirst().sharpness());
    }

    /**
     * Thresholds for an image.
     *
     * @param sharp those of sharp images
     * @param relative as {@link #relative} gives it
     */
    FusionModel fusion(FusionModel sharp, double relative) {
        if (relative >= leastSharp()) {
            return sharp;
        }
        FusionModel above = sharp;
        double from = leastSharp();
        for (BlurLevel level : levels) {
            if (relative > level.sharpness()) {
                double share = (from - relative) / (from - level.sharpness());
                return share == 0 ? above : above.towards(level.fusion(), share);
            }
            above = level.fusion();
            from = level.sharpness();
        }
        return above;
    }

    /**
     * What is known of the defects that such parts are stopped for: that of the next level, which
     * is not better.
     *
     * @param sharp that of sharp images
     * @param relative as {@link #relative} gives it
     */
    Optional<DetectionRates> detection(Optional<DetectionRates> sharp, double relative) {
        if (relative >= leastSharp()) {
            return sharp;
        }
        return levels.stream()
                .filter(l -> l.sharpness() <= relative)
                .findFirst()
                .orElse(levels.getLast())
                .detection();
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(reference);
        out.writeDouble(leastUsable);
        out.writeInt(levels.size());
        for (BlurLevel level : levels) {
            level.write(out);
        }
    }

    static BlurScale read(DataInputStream in) throws IOException, ModelException {
        double reference = in.readDouble();
        double leastUsable = in.readDouble();
        int count = in.readInt();
        if (count < 1 || count > MAX_LEVELS) {
            throw new ModelException("blur scale: " + count + " levels, expected 1.." + MAX_LEVELS);
        }
        List<BlurLevel> levels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            levels.add(BlurLevel.read(in, in.available()));
        }
        return new BlurScale(reference, leastUsable, levels);
    }
}
