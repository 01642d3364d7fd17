package org.lacuna.memorybank;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * To how many dimensions features are projected before they are compared. As text, which {@link
 * #parse} reads and {@link #toString} gives: {@code default}, {@code none}, {@code dim:64}, {@code
 * ratio:3.5} or {@code distortion:0.05}.
 *
 * @param kind of rule
 * @param value dimension 1..{@link MemoryBank#MAX_DIM}, a whole number; ratio 1..{@link
 *     MemoryBank#MAX_DIM}; distortion in (0, 1); 0 for the others
 */
public record ProjectionRule(Kind kind, double value) {
    /** What decides the dimension. */
    public enum Kind {
        /** {@link OrthogonalProjection#defaultTarget}. */
        DEFAULT,
        /** Nothing is projected. */
        NONE,
        /** So many dimensions; features of no more are not projected. */
        DIM,
        /** The dimension of the features over the value, rounded up; the paper's is 3.5. */
        RATIO,
        /**
         * The fewest dimensions that keep {@link OrthogonalProjection#measuredDistortion} on the
         * training vectors at or below the value. All are kept where no vectors differ: nothing can
         * be measured then.
         */
        DISTORTION;

        private boolean isValued() {
            return this != DEFAULT && this != NONE;
        }

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What {@link #parse} takes, for messages. */
    public static final String EXPECTED =
            "default, none, dim:N or ratio:X with N and X from 1 to "
                    + MemoryBank.MAX_DIM
                    + ", or distortion:X with X between 0 and 1";

    public ProjectionRule {
        Objects.requireNonNull(kind, "kind");
        boolean fits =
                switch (kind) {
                    case DEFAULT, NONE -> value == 0;
                    case DIM ->
                            value >= 1 && value <= MemoryBank.MAX_DIM && value == Math.rint(value);
                    case RATIO -> value >= 1 && value <= MemoryBank.MAX_DIM;
                    case DISTORTION -> value > 0 && value < 1;
                };
        if (!fits) {
            throw new IllegalArgumentException(
                    "projection: " + text(kind, value) + ", expected " + EXPECTED);
        }
    }

    public static ProjectionRule defaultRule() {
        return new ProjectionRule(Kind.DEFAULT, 0);
    }

    public static ProjectionRule none() {
        return new ProjectionRule(Kind.NONE, 0);
    }

    /**
     * @param target 1..{@link MemoryBank#MAX_DIM}
     */
    public static ProjectionRule dim(int target) {
        return new ProjectionRule(Kind.DIM, target);
    }

    /**
     * @param ratio 1..{@link MemoryBank#MAX_DIM}
     */
    public static ProjectionRule ratio(double ratio) {
        return new ProjectionRule(Kind.RATIO, ratio);
    }

    /**
     * @param bound in (0, 1)
     */
    public static ProjectionRule distortion(double bound) {
        return new ProjectionRule(Kind.DISTORTION, bound);
    }

    /**
     * Reads a rule, in capitals or not.
     *
     * @throws IllegalArgumentException for another text; names it and what is expected
     */
    public static ProjectionRule parse(String text) {
        String[] fields = text.toLowerCase(Locale.ROOT).split(":", -1);
        try {
            Kind kind =
                    Arrays.stream(Kind.values())
                            .filter(k -> k.text().equals(fields[0]))
                            .findFirst()
                            .orElseThrow(IllegalArgumentException::new);
            if (fields.length != (kind.isValued() ? 2 : 1)) {
                throw new IllegalArgumentException();
            }
            return new ProjectionRule(kind, kind.isValued() ? number(fields[1]) : 0);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "', expected " + EXPECTED, e);
        }
    }

    /** Decimal digits alone: Java's own reader would also take {@code 64f} and {@code NaN}. */
    private static double number(String text) {
        return new BigDecimal(text).doubleValue();
    }

    @Override
    public String toString() {
        return text(kind, value);
    }

    private static String text(Kind kind, double value) {
        if (!kind.isValued() && value == 0) {
            return kind.text();
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e9;
        return kind.text() + ":" + (whole ? Long.toString((long) value) : Double.toString(value));
    }

    /** Whether the training vectors decide the dimension. */
    boolean isMeasured() {
        return kind == Kind.DISTORTION;
    }

    /** Whether features of so many dimensions are not projected, whatever the training vectors. */
    boolean keepsAll(int dim) {
        return !isMeasured() && mostDims(dim) == dim;
    }

    /**
     * Dimension after projection, or the most it may be where the training vectors decide it.
     *
     * @param dim of the features
     */
    int mostDims(int dim) {
        return switch (kind) {
            case DEFAULT -> OrthogonalProjection.defaultTarget(dim);
            case NONE, DISTORTION -> dim;
            case DIM -> Math.min(dim, (int) value);
            case RATIO -> (int) Math.ceil(dim / value);
        };
    }
}
