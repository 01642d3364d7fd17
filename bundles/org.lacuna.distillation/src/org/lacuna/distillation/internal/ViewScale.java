package org.lacuna.distillation.internal;

import org.lacuna.core.ModelException;
import org.lacuna.core.Workers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Brings descriptions of patches to what networks take: each column to mean 0 and deviation 1 on
 * normal patches, and no farther than {@value #FARTHEST} from 0, since defects can be anything.
 * Patches that are not available become zeros. Immutable and thread-safe.
 */
public final class ViewScale {
    static final float FARTHEST = 8;

    private final Standardizer standardizer;

    private ViewScale(Standardizer standardizer) {
        this.standardizer = standardizer;
    }

    /**
     * @param normal descriptions of normal patches
     */
    public static ViewScale fit(Batch normal, Workers workers) {
        return new ViewScale(Standardizer.fit(normal, workers));
    }

    public int columns() {
        return standardizer.columns();
    }

    /**
     * @param raw {@code count * columns} numbers, or an empty array when no row is available
     * @param available for each row whether it is
     * @throws IllegalArgumentException when an available row is not there or not finite
     */
    public Batch apply(float[] raw, int count, boolean[] available) {
        Batch out = Batch.allocate(count, columns());
        float[] values = out.values();
        int columns = columns();
        for (int r = 0; r < count; r++) {
            if (available[r]) {
                Check.range("numbers of the view", raw.length, (r + 1L) * columns, Long.MAX_VALUE);
                System.arraycopy(raw, r * columns, values, r * columns, columns);
            }
        }
        standardizer.apply(out, out);
        for (int r = 0; r < count; r++) {
            for (int i = r * columns; i < (r + 1) * columns; i++) {
                if (!available[r]) {
                    values[i] = 0;
                } else if (Float.isNaN(values[i])) {
                    throw Check.notFinite("view", r, i - r * columns, values[i]);
                } else {
                    values[i] = Math.clamp(values[i], -FARTHEST, FARTHEST);
                }
            }
        }
        return out;
    }

    public void write(DataOutput out) throws IOException {
        standardizer.write(out);
    }

    public static ViewScale read(DataInput in) throws IOException, ModelException {
        return new ViewScale(Standardizer.read(in));
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ViewScale v && standardizer.equals(v.standardizer);
    }

    @Override
    public int hashCode() {
        return standardizer.hashCode();
    }
}
