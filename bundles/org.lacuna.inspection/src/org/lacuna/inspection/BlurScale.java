package org.lacuna.inspection;

import org.lacuna.core.ModelException;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How sharp good images are, and by what blurred ones are judged. A blurred part looks unlike any
 * sharp one everywhere: by the thresholds of sharp parts all would be stopped. Immutable.
 *
 * @param reference {@link Sharpness} of the least sharp held-out good part, above 0
 * @param leastSharp images less sharp than this, relative to the reference, count as blurred, in
 *     (0, 1]
 * @param levels from the least blurred to the most, not empty; of an image less sharp than the last
 *     one's colours are not used
 */
public record BlurScale(double reference, double leastSharp, List<BlurLevel> levels) {
    private static final int MAX_LEVELS = 100;

    public BlurScale {
        levels = List.copyOf(levels);
        if (!(reference > 0 && Double.isFinite(reference))) {
            throw new IllegalArgumentException(
                    "blur scale: reference " + reference + ", expected above 0");
        }
        if (!(leastSharp > 0 && leastSharp <= 1)) {
            throw new IllegalArgumentException(
                    "blur scale: sharp from " + leastSharp + ", expected in (0, 1]");
        }
        if (levels.isEmpty() || levels.size() > MAX_LEVELS) {
            throw new IllegalArgumentException(
                    "blur scale: " + levels.size() + " levels, expected 1.." + MAX_LEVELS);
        }
        double before = leastSharp;
        for (BlurLevel level : levels) {
            if (!(level.leastSharpness() < before)) {
                throw new IllegalArgumentException(
                        "blur scale: sharpness "
                                + level.leastSharpness()
                                + " after "
                                + before
                                + ", expected less");
            }
            before = level.leastSharpness();
        }
    }

    /**
     * Relative to good parts; 1 for an image as sharp as they are, and for one of which nothing can
     * be said: it is then judged by the strictest thresholds.
     *
     * @param measured {@link Sharpness} of the image
     */
    double relative(double measured) {
        double relative = measured / reference;
        return relative < leastSharp ? relative : 1;
    }

    /**
     * @param relative as {@link #relative} gives it; NaN when there is no image
     * @return 0 for a sharp image, 1 for the first level, and so on; one more than there are levels
     *     when it is too blurred for any
     */
    int level(double relative) {
        if (!(relative < leastSharp)) {
            return 0;
        }
        int k = 0;
        while (k < levels.size() && relative < levels.get(k).leastSharpness()) {
            k++;
        }
        return k + 1;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(reference);
        out.writeDouble(leastSharp);
        out.writeInt(levels.size());
        for (BlurLevel level : levels) {
            level.write(out);
        }
    }

    static BlurScale read(DataInputStream in) throws IOException, ModelException {
        double reference = in.readDouble();
        double leastSharp = in.readDouble();
        int count = in.readInt();
        if (count < 1 || count > MAX_LEVELS) {
            throw new ModelException("blur scale: " + count + " levels, expected 1.." + MAX_LEVELS);
        }
        List<BlurLevel> levels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            levels.add(BlurLevel.read(in, in.available()));
        }
        return new BlurScale(reference, leastSharp, levels);
    }
}
