package org.lacuna.workflow;

import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.inspection.MemoryEstimate;

import java.util.List;
import java.util.Optional;

/**
 * Memory that training takes, and what there is, known before it starts.
 *
 * @param category what is trained
 * @param neededBytes heap that training takes, about
 * @param availableBytes heap that the program may use
 */
public record MemoryNeed(String category, long neededBytes, long availableBytes) {
    /**
     * Loads one part to know the size of all.
     *
     * @param threads number of workers
     * @return empty without training parts: the trainer says what is missing
     * @throws DataException when the part is damaged
     * @throws StorageException when it cannot be read
     */
    public static Optional<MemoryNeed> of(
            DataSet data,
            InspectionParameters parameters,
            List<FeatureExtractor> extractors,
            int threads)
            throws DataException, StorageException {
        Optional<SampleSource> first = data.samples(Split.TRAIN).stream().findFirst();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Sample sample = first.get().load(first.get().modalities());
        long pixels =
                sample.rgb()
                        .map(i -> (long) i.width() * i.height())
                        .or(() -> sample.cloud().map(c -> (long) c.size()))
                        .orElse(0L);
        return Optional.of(
                new MemoryNeed(
                        data.category(),
                        MemoryEstimate.of(data, parameters, extractors, pixels, threads)
                                .totalBytes(),
                        Runtime.getRuntime().maxMemory()));
    }

    public boolean fits() {
        return neededBytes <= availableBytes;
    }

    /**
     * @param advice what the user can do about it
     * @throws DataException when it does not fit
     */
    public void requireFits(String advice) throws DataException {
        if (!fits()) {
            throw new DataException(
                    category
                            + ": training needs about "
                            + mebibytes(neededBytes)
                            + ", expected at most the "
                            + mebibytes(availableBytes)
                            + " that the program may use; "
                            + advice);
        }
    }

    /** E.g. {@code training bagel needs about 300 MiB of the 2048 MiB that the program may use}. */
    public String describe() {
        return "training "
                + category
                + " needs about "
                + mebibytes(neededBytes)
                + " of the "
                + mebibytes(availableBytes)
                + " that the program may use";
    }

    private static String mebibytes(long bytes) {
        return Math.ceilDiv(bytes, 1L << 20) + " MiB";
    }
}
