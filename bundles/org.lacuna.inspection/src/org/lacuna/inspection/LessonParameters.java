package org.lacuna.inspection;

import org.lacuna.core.PatchGrid;
import org.lacuna.distillation.DistillationParameters;

import java.util.Objects;

/**
 * What teachers and student learn from, and how.
 *
 * @param enabled whether a student is trained at all
 * @param maxParts training parts that lessons are made of at most, 2..10000; of more, a random
 *     choice. With the number of patches it bounds memory and time
 * @param defectsPerPart copies of each of these parts with a synthetic defect, 1..100
 * @param partPatches patches that are taken from a part itself at most, 1..3136
 * @param copyPatches patches without a defect that are taken from a copy, and from beside a part,
 *     at most, 0..3136
 * @param annotationWeight how often a patch with an annotated real defect counts as against one
 *     with a synthetic defect, 0..100; 0 = annotated parts are not looked at
 * @param validationShare share of the training parts that networks do not learn from; they decide
 *     when training stops and what scale the student's word is on, in (0, 0.5]
 * @param studentWeight standard deviations of a bank's patch scores that one of the student's
 *     log-odds is worth, 0..10; 0 = the student is not heard
 * @param residualWeight the same of how far a modality lies from what the other one lets expect; 0
 *     = not heard
 * @param generatedWeight the same of how unusual the features are that are generated where a
 *     modality is missing; 0 = not heard. With {@code residualWeight} 0, too, no generator is
 *     trained
 * @param networks how networks are trained
 */
public record LessonParameters(
        boolean enabled,
        int maxParts,
        int defectsPerPart,
        int partPatches,
        int copyPatches,
        int annotationWeight,
        double validationShare,
        double studentWeight,
        double residualWeight,
        double generatedWeight,
        DistillationParameters networks) {
    /** Patches with a defect that are taken from a copy at most. */
    static final int DEFECT_PATCHES = 300;

    /**
     * Weight of the residual stream where it is asked for. It is off by default: on development
     * parts it took more than it gave (docs/method.md).
     */
    public static final double RESIDUAL_WEIGHT = 0.3;

    public LessonParameters {
        Objects.requireNonNull(networks, "networks");
        range("maxParts", maxParts, 2, 10_000);
        range("defectsPerPart", defectsPerPart, 1, 100);
        range("partPatches", partPatches, 1, PatchGrid.PATCHES);
        range("copyPatches", copyPatches, 0, PatchGrid.PATCHES);
        range("annotationWeight", annotationWeight, 0, 100);
        if (!(validationShare > 0 && validationShare <= 0.5)) {
            throw new IllegalArgumentException(
                    "validationShare: " + validationShare + ", expected in (0, 0.5]");
        }
        weight("studentWeight", studentWeight);
        weight("residualWeight", residualWeight);
        weight("generatedWeight", generatedWeight);
    }

    private static void weight(String name, double value) {
        if (!(value >= 0 && value <= 10)) {
            throw new IllegalArgumentException(name + ": " + value + ", expected 0..10");
        }
    }

    private static void range(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(
                    name + ": " + value + ", expected " + low + ".." + high);
        }
    }

    public static LessonParameters defaults(long seed) {
        return new LessonParameters(
                true, 48, 6, 1500, 100, 1, 0.25, 1, 0, 0.3, DistillationParameters.defaults(seed));
    }

    /** The same, with a student or without one. */
    public LessonParameters withEnabled(boolean on) {
        return new LessonParameters(
                on,
                maxParts,
                defectsPerPart,
                partPatches,
                copyPatches,
                annotationWeight,
                validationShare,
                studentWeight,
                residualWeight,
                generatedWeight,
                networks);
    }

    /** The same with other weights of what networks say; 0 = not heard. */
    public LessonParameters withWeights(double student, double residual, double generated) {
        return new LessonParameters(
                enabled,
                maxParts,
                defectsPerPart,
                partPatches,
                copyPatches,
                annotationWeight,
                validationShare,
                student,
                residual,
                generated,
                networks);
    }

    /** The same with another weight of annotated defects. */
    public LessonParameters withAnnotationWeight(int weight) {
        return new LessonParameters(
                enabled,
                maxParts,
                defectsPerPart,
                partPatches,
                copyPatches,
                weight,
                validationShare,
                studentWeight,
                residualWeight,
                generatedWeight,
                networks);
    }

    /** Whether annotated parts are learned from. */
    boolean learnsAnnotations() {
        return enabled && annotationWeight > 0;
    }

    /** Whether generators are of use. */
    boolean generators() {
        return residualWeight > 0 || generatedWeight > 0;
    }

    double weight(EvidenceStream stream) {
        return switch (stream) {
            case STUDENT -> studentWeight;
            case RESIDUAL_RGB, RESIDUAL_XYZ -> residualWeight;
            case GENERATED_RGB, GENERATED_XYZ -> generatedWeight;
        };
    }

    /** Most patches that lessons from so many parts can have. */
    long maxPatches(int parts) {
        long each =
                partPatches + copyPatches + defectsPerPart * (long) (copyPatches + DEFECT_PATCHES);
        return Math.min(parts, maxParts) * each;
    }

    /** The same with networks trained in another way. */
    public LessonParameters withNetworks(DistillationParameters other) {
        return new LessonParameters(
                enabled,
                maxParts,
                defectsPerPart,
                partPatches,
                copyPatches,
                annotationWeight,
                validationShare,
                studentWeight,
                residualWeight,
                generatedWeight,
                other);
    }

    LessonParameters withSeed(long seed) {
        return withNetworks(networks.withSeed(seed));
    }
}
