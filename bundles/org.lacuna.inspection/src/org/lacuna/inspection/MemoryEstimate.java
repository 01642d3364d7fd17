package org.lacuna.inspection;

import org.lacuna.core.DataSet;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.Modality;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Split;

import java.util.List;

/**
 * Heap that training will take, known before it starts.
 *
 * @param trainingVectorBytes vectors kept for the banks, with the builder's working copies
 * @param lessonBytes what teachers and student learn from, and parts with synthetic defects; 0
 *     without a student
 * @param samplesInFlightBytes parts that are loaded at the same time
 */
public record MemoryEstimate(
        long trainingVectorBytes, long lessonBytes, long samplesInFlightBytes) {
    /**
     * The builder holds the raw and the whitened, projected vectors and one assignment a vector.
     */
    private static final int COPIES = 3;

    /** Of descriptions of patches: as they are collected, and scaled. */
    private static final int LESSON_COPIES = 2;

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
        long channels = 0;
        long views = 0;
        for (FeatureExtractor x : extractors) {
            Modality m = x.modality();
            if (data.modalities().contains(m) && x.id().equals(parameters.extractors().get(m))) {
                channels += x.channels();
                views += PatchViews.width(x.channels());
                vectors +=
                        (long) COPIES
                                * Float.BYTES
                                * x.channels()
                                * parameters.of(m).bank().maxTrainingVectors();
            }
        }
        LessonParameters lessons = parameters.lessons();
        long patches = lessons.maxPatches(data.samples(Split.TRAIN).size());
        long pairs =
                lessons.generators()
                        ? Math.min(data.samples(Split.TRAIN).size(), lessons.maxParts())
                                * (long) lessons.partPatches()
                        : 0;
        // Of each pair the context of both modalities, and their features.
        long pairFloats = pairs * (PatchContext.width(1) + 1) * channels;
        long copies = StudentTrainer.BLOCK * (1L + lessons.defectsPerPart());
        long inHand = (copies + StudentTrainer.MAX_DEFECTIVE) * PatchGrid.PATCHES * channels;
        long taught = Float.BYTES * (LESSON_COPIES * (patches * views + pairFloats) + inHand);
        return new MemoryEstimate(
                vectors, lessons.enabled() ? taught : 0, threads * sensorPixels * BYTES_A_PIXEL);
    }

    public long totalBytes() {
        return trainingVectorBytes + lessonBytes + samplesInFlightBytes;
    }
}
