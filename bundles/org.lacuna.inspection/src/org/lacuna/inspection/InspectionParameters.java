package org.lacuna.inspection;

import org.lacuna.acquisition.PreprocessParameters;
import org.lacuna.core.Modality;
import org.lacuna.fusion.FusionParameters;
import org.lacuna.memorybank.BankParameters;
import org.lacuna.memorybank.Metric;

import java.util.Map;
import java.util.Objects;

/**
 * Everything that decides what a model becomes, apart from the data. Stored in the model file:
 * inspection uses these values, never the defaults of the day.
 *
 * @param preprocess background removal and resampling
 * @param rgb extractor and memory bank for RGB
 * @param xyz extractor and memory bank for 3D
 * @param lessons teachers and student
 * @param fusion scores, thresholds and map
 * @param scoring status and evidence
 * @param holdOutShare share of the training parts that is held out for calibration when the data
 *     set has no validation split, in (0, 1)
 * @param seed of every random choice; parts derive their own from it
 */
public record InspectionParameters(
        PreprocessParameters preprocess,
        ModalityParameters rgb,
        ModalityParameters xyz,
        LessonParameters lessons,
        FusionParameters fusion,
        ScoringParameters scoring,
        double holdOutShare,
        long seed) {
    /** Seed used when the user names none. */
    public static final long DEFAULT_SEED = 20_25_10_23L;

    /**
     * Colour images get a greedy coreset. Clusters follow the bulk of the texture and leave out the
     * rare place that is normal too: the part that has one then gets a false peak. The WCSS curve
     * of texture falls almost evenly besides, so its elbow means little.
     */
    private static final int RGB_ENTRIES = 4096;

    /**
     * On parts that were made to decide this, 256 and 724 are no better than 128 beyond chance
     * (docs/method.md): so the smallest bank.
     */
    private static final int XYZ_ENTRIES = 128;

    private static final int RGB_TRAINING_VECTORS = 160_000;

    public InspectionParameters {
        Objects.requireNonNull(preprocess, "preprocess");
        Objects.requireNonNull(rgb, "rgb");
        Objects.requireNonNull(xyz, "xyz");
        Objects.requireNonNull(lessons, "lessons");
        Objects.requireNonNull(fusion, "fusion");
        Objects.requireNonNull(scoring, "scoring");
        if (!(holdOutShare > 0 && holdOutShare < 1)) {
            throw new IllegalArgumentException(
                    "holdOutShare: " + holdOutShare + ", expected in (0, 1)");
        }
    }

    public static InspectionParameters defaults() {
        return new InspectionParameters(
                PreprocessParameters.defaults(),
                new ModalityParameters(
                        "filter-bank-1",
                        BankParameters.defaults(DEFAULT_SEED)
                                .withMaxTrainingVectors(RGB_TRAINING_VECTORS)
                                .withElbow(RGB_ENTRIES / 4, RGB_ENTRIES)
                                .withMethod(BankParameters.Method.CORESET)
                                .withFixedEntries(RGB_ENTRIES)),
                new ModalityParameters(
                        "fpfh-shape-1",
                        BankParameters.defaults(DEFAULT_SEED)
                                .withElbow(XYZ_ENTRIES / 4, XYZ_ENTRIES)),
                LessonParameters.defaults(DEFAULT_SEED),
                FusionParameters.defaults(DEFAULT_SEED),
                ScoringParameters.defaults(),
                0.25,
                DEFAULT_SEED);
    }

    /** The same with this seed everywhere. */
    public InspectionParameters withSeed(long newSeed) {
        return new InspectionParameters(
                preprocess,
                rgb.withSeed(newSeed),
                xyz.withSeed(newSeed),
                lessons.withSeed(newSeed),
                fusion.withSeed(newSeed),
                scoring,
                holdOutShare,
                newSeed);
    }

    /** The same with another extractor for one modality. */
    public InspectionParameters withExtractor(Modality modality, String id) {
        ModalityParameters changed = new ModalityParameters(id, of(modality).bank());
        return new InspectionParameters(
                preprocess,
                modality == Modality.RGB ? changed : rgb,
                modality == Modality.XYZ ? changed : xyz,
                lessons,
                fusion,
                scoring,
                holdOutShare,
                seed);
    }

    /** The same with another memory bank for one modality. */
    public InspectionParameters withBank(Modality modality, BankParameters bank) {
        ModalityParameters changed = new ModalityParameters(of(modality).extractor(), bank);
        return new InspectionParameters(
                preprocess,
                modality == Modality.RGB ? changed : rgb,
                modality == Modality.XYZ ? changed : xyz,
                lessons,
                fusion,
                scoring,
                holdOutShare,
                seed);
    }

    /** The same with another metric of the memory banks. */
    public InspectionParameters withMetric(Metric metric) {
        return new InspectionParameters(
                preprocess,
                rgb.withMetric(metric),
                xyz.withMetric(metric),
                lessons,
                fusion,
                scoring,
                holdOutShare,
                seed);
    }

    /** The same with other scoring. */
    public InspectionParameters withScoring(ScoringParameters other) {
        return new InspectionParameters(
                preprocess, rgb, xyz, lessons, fusion, other, holdOutShare, seed);
    }

    /** The same with other teachers and student. */
    public InspectionParameters withLessons(LessonParameters other) {
        return new InspectionParameters(
                preprocess, rgb, xyz, other, fusion, scoring, holdOutShare, seed);
    }

    /** The same with memory banks alone. */
    public InspectionParameters withoutStudent() {
        return withLessons(lessons.withEnabled(false));
    }

    public ModalityParameters of(Modality modality) {
        return modality == Modality.RGB ? rgb : xyz;
    }

    /** Extractor id by modality. */
    public Map<Modality, String> extractors() {
        return Map.of(Modality.RGB, rgb.extractor(), Modality.XYZ, xyz.extractor());
    }
}
