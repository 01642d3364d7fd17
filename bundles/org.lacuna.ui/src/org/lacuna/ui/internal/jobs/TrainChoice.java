package org.lacuna.ui.internal.jobs;

import org.lacuna.core.DataSet;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.inspection.LessonParameters;
import org.lacuna.memorybank.BankParameters;
import org.lacuna.memorybank.ProjectionRule;
import org.lacuna.workflow.ModalityChoice;

import java.nio.file.Path;
import java.util.List;

/**
 * What the user chose to train.
 *
 * @param set the category
 * @param modalities to learn from
 * @param model file to write
 * @param learning how
 */
record TrainChoice(DataSet set, ModalitySet modalities, Path model, Learning learning) {
    /**
     * What decides what a model becomes, as far as pages show it.
     *
     * @param distillation whether a student is trained
     * @param generators whether features of a missing modality are generated
     * @param blur whether blurred images have thresholds of their own
     * @param annotationWeight weight of annotated defects, 0..100
     * @param entries entries of the memory bank of colour images
     * @param vectors most vectors that each bank is chosen from; the default leaves each bank its
     *     own
     * @param projection of the features of both modalities
     * @param seed of every random choice
     * @param threads to work with
     */
    record Learning(
            boolean distillation,
            boolean generators,
            boolean blur,
            int annotationWeight,
            int entries,
            int vectors,
            ProjectionRule projection,
            long seed,
            int threads) {
        static final int DEFAULT_ENTRIES = 4096;
        static final int DEFAULT_VECTORS = 160_000;

        static Learning defaults() {
            return new Learning(
                    true,
                    true,
                    true,
                    1,
                    DEFAULT_ENTRIES,
                    DEFAULT_VECTORS,
                    ProjectionRule.defaultRule(),
                    InspectionParameters.DEFAULT_SEED,
                    Runtime.getRuntime().availableProcessors());
        }

        Learning with(boolean withDistillation, long newSeed, int newThreads) {
            return new Learning(
                    withDistillation,
                    generators,
                    blur,
                    annotationWeight,
                    entries,
                    vectors,
                    projection,
                    newSeed,
                    newThreads);
        }

        /**
         * @param base with the extractors
         */
        InspectionParameters parameters(InspectionParameters base) {
            InspectionParameters p = base.withSeed(seed);
            LessonParameters lessons = p.lessons();
            p =
                    p.withLessons(
                            lessons.withEnabled(distillation)
                                    .withAnnotationWeight(annotationWeight)
                                    .withWeights(
                                            lessons.studentWeight(),
                                            0,
                                            generators ? lessons.generatedWeight() : 0));
            if (entries != DEFAULT_ENTRIES) {
                p =
                        p.withBank(
                                Modality.RGB,
                                p.rgb()
                                        .bank()
                                        .withMethod(BankParameters.Method.CORESET)
                                        .withFixedEntries(entries));
            }
            for (Modality m : Modality.values()) {
                BankParameters bank = p.of(m).bank().withProjection(projection);
                p =
                        p.withBank(
                                m,
                                vectors == DEFAULT_VECTORS
                                        ? bank
                                        : bank.withMaxTrainingVectors(vectors));
            }
            return p.withScoring(p.scoring().withBlur(blur ? p.scoring().blurPx() : List.of()));
        }
    }

    /** The parts to learn from. */
    DataSet data() {
        return ModalityChoice.of(set, modalities);
    }
}
