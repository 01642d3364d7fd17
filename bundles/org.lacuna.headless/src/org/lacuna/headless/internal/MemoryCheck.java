package org.lacuna.headless.internal;

import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.inspection.MemoryEstimate;

import java.util.Optional;

/** Says how much memory training takes before it starts, and refuses what cannot end well. */
final class MemoryCheck {
    private final Session session;
    private final InstalledExtractors extractors;
    private final int threads;

    MemoryCheck(Session session, InstalledExtractors extractors, int threads) {
        this.session = session;
        this.extractors = extractors;
        this.threads = threads;
    }

    /**
     * @throws DataException when training would need more than the program may use
     */
    void run(DataSet data, InspectionParameters parameters, boolean quiet) throws LacunaException {
        Optional<SampleSource> first = data.samples(Split.TRAIN).stream().findFirst();
        if (first.isEmpty()) {
            // The trainer says what is missing.
            return;
        }
        Sample sample = first.get().load(first.get().modalities());
        long pixels =
                sample.rgb()
                        .map(i -> (long) i.width() * i.height())
                        .or(() -> sample.cloud().map(c -> (long) c.size()))
                        .orElse(0L);
        long needed =
                MemoryEstimate.of(data, parameters, extractors.all(), pixels, threads).totalBytes();
        long available = Runtime.getRuntime().maxMemory();
        if (needed > available) {
            throw new DataException(
                    data.category()
                            + ": training needs about "
                            + mebibytes(needed)
                            + ", expected at most the "
                            + mebibytes(available)
                            + " that the program may use; raise it with the Java option -Xmx, or"
                            + " use fewer --threads");
        }
        if (!quiet) {
            session.console()
                    .note(
                            "lacuna: training "
                                    + data.category()
                                    + " needs about "
                                    + mebibytes(needed)
                                    + " of the "
                                    + mebibytes(available)
                                    + " that the program may use");
        }
    }

    private static String mebibytes(long bytes) {
        return Math.ceilDiv(bytes, 1L << 20) + " MiB";
    }
}
