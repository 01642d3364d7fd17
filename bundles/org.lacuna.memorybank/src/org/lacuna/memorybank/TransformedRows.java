package org.lacuna.memorybank;

import org.lacuna.core.LacunaException;
import org.lacuna.core.Workers;

/**
 * Rows of a source as a bank sees them: whitened, projected, scaled. Computed anew each time they
 * are read, since keeping them would take as much room as the source. Thread-safe.
 */
record TransformedRows(RowSource raw, FeatureTransform transform) implements RowSource {
    /** Rows that are transformed at once. */
    static final int STEP = FeatureTransform.ROWS;

    @Override
    public int count() {
        return raw.count();
    }

    @Override
    public int dim() {
        return transform.outputDim();
    }

    @Override
    public void read(int first, int n, float[] out, int at) throws LacunaException {
        Rows.checkRange(first, n, count(), dim(), out, at);
        float[] rows = new float[Math.min(STEP, n) * raw.dim()];
        for (int i = 0; i < n; i += STEP) {
            int some = Math.min(STEP, n - i);
            raw.read(first + i, some, rows, 0);
            float[] vectors = transform.apply(rows, some, Workers.sequential());
            System.arraycopy(vectors, 0, out, at + i * dim(), some * dim());
        }
    }

    /** Bytes that one thread takes for a read. */
    static long bytes(int dim, int target) {
        // The rows and the results, and those side by side.
        return 4L * STEP * ((long) dim + target) + LaneTransform.bytes(dim);
    }
}
