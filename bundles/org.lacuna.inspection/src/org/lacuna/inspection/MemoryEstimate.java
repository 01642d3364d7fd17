package org.lacuna.inspection;

import org.lacuna.core.DataSet;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.Modality;

import java.util.List;

/**
 * Heap that training will take, known before it starts.
 *
 * @param trainingVectorBytes vectors kept for the banks, with the builder's working copies
 * @param samplesInFlightBytes parts that are loaded at the same time
 */
public record MemoryEstimate(long trainingVectorBytes, long samplesInFlightBytes) {
    /**
     * The builder holds the raw and the whitened, projected vectors and one assignment a vector.
     */
    private static final int COPIES = 3;

    /**
     * Bytes a sensor pixel takes while a part is prepared: three floats and three bytes twice,
     * masks, image sums.
     */
    private static final int BYTES_A_PIXEL = 160;

    /**
     * @param sensorPixels pixels of one sensor grid
     * @param threads number of workers
     */
    public static MemoryEstimate of(
            DataSet data,
            InspectionParameters parameters,
            List<FeatureExtractor> extractors,
            long sensorPixels,
            int threads) {
        long vectors = 0;
        for (FeatureExtractor x : extractors) {
            Modality m = x.modality();
            if (data.modalities().contains(m) && x.id().equals(parameters.extractors().get(m))) {
                vectors +=
                        (long) COPIES
                                * Float.BYTES
                                * x.channels()
                                * parameters.of(m).bank().maxTrainingVectors();
            }
        }
        return new MemoryEstimate(vectors, threads * sensorPixels * BYTES_A_PIXEL);
    }

    public long totalBytes() {
        return trainingVectorBytes + samplesInFlightBytes;
    }
}
