package org.lacuna.inspection;

import org.lacuna.core.ModelException;
import org.lacuna.distillation.Generator;
import org.lacuna.memorybank.MemoryBank;
import org.lacuna.memorybank.Origin;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A generator and how far it errs: Euclidean distance of generated and real features, mean over
 * normal patches of parts that it did not learn from, for each entry of the source's memory bank
 * that lies nearest to what the generator was given.
 */
public final class TrainedGenerator {
    /** A mean of few patches is drawn towards the mean of all, as if it had so many of these. */
    private static final double PRIOR = 8;

    private final Generator generator;
    private final float[] errors;
    private final double meanError;

    /**
     * @param errors for each entry of the source's bank, finite, at least 0; not copied
     * @param meanError above 0
     */
    TrainedGenerator(Generator generator, float[] errors, double meanError) {
        this.generator = Objects.requireNonNull(generator, "generator");
        this.errors = errors;
        this.meanError = meanError;
        if (!(meanError > 0 && Double.isFinite(meanError))) {
            throw new IllegalArgumentException(
                    "generator: mean error " + meanError + ", expected a finite number above 0");
        }
        for (int e = 0; e < errors.length; e++) {
            if (!(errors[e] >= 0 && errors[e] <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "generator: error "
                                + errors[e]
                                + " at entry "
                                + e
                                + ", expected a finite number of at least 0");
            }
        }
    }

    /** Collects errors. Not thread-safe. */
    static final class Errors {
        private final double[] sums;
        private final int[] counts;

        Errors(int entries) {
            sums = new double[entries];
            counts = new int[entries];
        }

        void add(int entry, double error) {
            sums[entry] += error;
            counts[entry]++;
        }

        TrainedGenerator of(Generator generator) {
            double sum = Arrays.stream(sums).sum();
            long n = Arrays.stream(counts).asLongStream().sum();
            double mean = n == 0 || sum == 0 ? 1 : sum / n;
            float[] errors = new float[sums.length];
            for (int e = 0; e < errors.length; e++) {
                errors[e] = (float) ((sums[e] + PRIOR * mean) / (counts[e] + PRIOR));
            }
            return new TrainedGenerator(generator, errors, mean);
        }
    }

    public Generator generator() {
        return generator;
    }

    /**
     * Error to be expected, in units of the generated features.
     *
     * @param entry of the source's bank
     */
    public double error(int entry) {
        return errors[entry];
    }

    /** Mean of the errors over patches. */
    public double meanError() {
        return meanError;
    }

    int entries() {
        return errors.length;
    }

    /** The same for a bank that learned or forgot parts: entries are known by their origin. */
    TrainedGenerator carriedOver(MemoryBank from, MemoryBank to) {
        Map<Origin, Float> known = new HashMap<>();
        for (int e = 0; e < errors.length; e++) {
            float error = errors[e];
            from.origin(e).ifPresent(o -> known.put(o, error));
        }
        float[] carried = new float[to.entries()];
        for (int e = 0; e < carried.length; e++) {
            carried[e] = to.origin(e).map(known::get).orElse((float) meanError);
        }
        return new TrainedGenerator(generator, carried, meanError);
    }

    void write(DataOutput out) throws IOException {
        generator.write(out);
        out.writeDouble(meanError);
        out.writeInt(errors.length);
        for (float e : errors) {
            out.writeFloat(e);
        }
    }

    /**
     * @param maxBytes bytes that the input can hold at most; nothing larger is allocated
     * @throws IllegalArgumentException when the values make no sense
     * @throws ModelException the same
     */
    static TrainedGenerator read(DataInput in, long maxBytes) throws IOException, ModelException {
        Generator generator = Generator.read(in, maxBytes);
        double mean = in.readDouble();
        int count = in.readInt();
        if (count < 1 || (long) count * Float.BYTES > maxBytes) {
            throw new ModelException(
                    "generator: " + count + " errors, expected 1.." + maxBytes / Float.BYTES);
        }
        float[] errors = new float[count];
        for (int e = 0; e < count; e++) {
            errors[e] = in.readFloat();
        }
        return new TrainedGenerator(generator, errors, mean);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof TrainedGenerator g
                && generator.equals(g.generator)
                && Arrays.equals(errors, g.errors)
                && meanError == g.meanError;
    }

    @Override
    public int hashCode() {
        return Objects.hash(generator, Arrays.hashCode(errors), meanError);
    }
}
