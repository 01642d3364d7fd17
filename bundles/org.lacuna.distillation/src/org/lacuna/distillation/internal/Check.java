package org.lacuna.distillation.internal;

/** Refuses arguments: what, what was found, what was expected. */
final class Check {
    private Check() {}

    static void range(String what, long found, long low, long high) {
        if (found < low || found > high) {
            throw new IllegalArgumentException(
                    what + ": " + found + ", expected " + low + ".." + high);
        }
    }

    static void equal(String what, long found, long expected) {
        if (found != expected) {
            throw new IllegalArgumentException(what + ": " + found + ", expected " + expected);
        }
    }

    /** Refuses NaN, infinite numbers and what is not in {@code low..high}. */
    static void number(String what, double found, double low, double high) {
        if (!(found >= low && found <= high && Double.isFinite(found))) {
            throw new IllegalArgumentException(
                    what + ": " + found + ", expected " + low + ".." + high);
        }
    }

    static IllegalArgumentException notFinite(String what, int row, int column, double found) {
        return new IllegalArgumentException(
                what
                        + ": row "
                        + row
                        + ", column "
                        + column
                        + ": "
                        + found
                        + ", expected a finite number");
    }

    static void finite(String what, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        what + "[" + i + "]: " + values[i] + ", expected a finite number");
            }
        }
    }
}
