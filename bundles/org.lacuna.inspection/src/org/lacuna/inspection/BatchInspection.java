package org.lacuna.inspection;

import org.lacuna.core.DataException;
import org.lacuna.core.Inspection;
import org.lacuna.core.InspectionSink;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;

import java.util.List;

/**
 * Inspects many parts, several at a time, and delivers the results in the order of the parts.
 *
 * <p>One part runs on one thread (no synchronization inside a part), so throughput grows with the
 * threads and the bits do not depend on them. At most {@link #BLOCK} results wait for delivery:
 * memory does not grow with the number of parts.
 */
public final class BatchInspection {
    /** Parts inspected between two deliveries. */
    public static final int BLOCK = 16;

    /** What to do with a part whose files cannot be used. */
    public enum DamagedPart {
        /**
         * The run stops with the part's error: for experiments, where a hole would falsify the
         * figures.
         */
        STOP,
        /**
         * The part is delivered as NOT_INSPECTED with the error as reason, and the run goes on: for
         * a line.
         */
        REPORT
    }

    /**
     * @param parts number of parts delivered
     * @param damaged how many of them could not be read
     * @param seconds wall time, loading included, delivery to the sink excluded
     */
    public record Summary(int parts, int damaged, double seconds) {
        /** Parts per second of wall time, loading included; NaN without parts. */
        public double partsPerSecond() {
            return parts == 0 ? Double.NaN : parts / seconds;
        }
    }

    private final Inspector inspector;
    private final DamagedPart damagedPart;

    public BatchInspection(Inspector inspector, DamagedPart damagedPart) {
        this.inspector = inspector;
        this.damagedPart = damagedPart;
    }

    /**
     * @param sources parts in the order of delivery
     * @param wanted modalities to use; others are treated as lost
     * @param sink called on the calling thread, one part after the other
     * @param progress one step a part; cancellation is seen between parts
     * @throws DataException when a part cannot be used and the policy is {@link DamagedPart#STOP}
     * @throws StorageException as above, or from the sink
     */
    public Summary run(
            List<SampleSource> sources,
            ModalitySet wanted,
            InspectionSink sink,
            Progress progress,
            Workers workers)
            throws DataException, StorageException {
        int damaged = 0;
        long nanos = 0;
        for (int start = 0; start < sources.size(); start += BLOCK) {
            List<SampleSource> block =
                    sources.subList(start, Math.min(sources.size(), start + BLOCK));
            Inspection[] results = new Inspection[block.size()];
            LacunaException[] failures = new LacunaException[block.size()];
            long begin = System.nanoTime();
            workers.forEachChunk(
                    block.size(),
                    1,
                    (chunk, from, to) -> {
                        progress.throwIfCancelled();
                        try {
                            results[from] =
                                    inspector.inspect(
                                            block.get(from), wanted, Workers.sequential());
                        } catch (DataException | StorageException e) {
                            failures[from] = e;
                        }
                        progress.advance(1);
                    });
            nanos += System.nanoTime() - begin;
            for (int i = 0; i < results.length; i++) {
                if (failures[i] != null) {
                    damaged++;
                    results[i] = notInspected(block.get(i), failures[i]);
                }
                sink.accept(block.get(i), results[i]);
            }
        }
        return new Summary(sources.size(), damaged, nanos / 1e9);
    }

    private Inspection notInspected(SampleSource source, LacunaException failure)
            throws DataException, StorageException {
        if (damagedPart == DamagedPart.REPORT) {
            return inspector.notInspected(source.id(), failure.getMessage());
        }
        switch (failure) {
            case DataException e -> throw e;
            case StorageException e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }
}
