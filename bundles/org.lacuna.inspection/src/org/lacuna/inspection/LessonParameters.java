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
 * @param validationShare share of the training parts that networks do not learn from; they decide
 *     when training stops and what scale the student's word is on, in (0, 0.5]
 * @param weight standard deviations of a bank's patch scores that one of the student's log-odds is
 *     worth, 0..10; 0 = the student is not heard
 * @param networks how networks are trained
 */
public record LessonParameters(
        boolean enabled,
        int maxParts,
        int defectsPerPart,
        int partPatches,
        int copyPatches,
        double validationShare,
        double weight,
        DistillationParameters networks) {
    /** Patches with a defect that are taken from a copy at most. */
    static final int DEFECT_PATCHES = 300;

    public LessonParameters {
        Objects.requireNonNull(networks, "networks");
        range("maxParts", maxParts, 2, 10_000);
        range("defectsPerPart", defectsPerPart, 1, 100);
        range("partPatches", partPatches, 1, PatchGrid.PATCHES);
        range("copyPatches", copyPatches, 0, PatchGrid.PATCHES);
        if (!(validationShare > 0 && validationShare <= 0.5)) {
            throw new IllegalArgumentException(
                    "validationShare: " + validationShare + ", expected in (0, 0.5]");
        }
        if (!(weight >= 0 && weight <= 10)) {
            throw new IllegalArgumentException("weight: " + weight + ", expected 0..10");
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
                true, 48, 6, 1500, 100, 0.25, 1, DistillationParameters.defaults(seed));
    }

    /** The same, with a student or without one. */
    public LessonParameters withEnabled(boolean on) {
        return new LessonParameters(
                on,
                maxParts,
                defectsPerPart,
                partPatches,
                copyPatches,
                validationShare,
                weight,
                networks);
    }

    /** Most patches that lessons from so many parts can have. */
    long maxPatches(int parts) {
        long each =
                partPatches + copyPatches + defectsPerPart * (long) (copyPatches + DEFECT_PATCHES);
        return Math.min(parts, maxParts) * each;
    }

    LessonParameters withSeed(long seed) {
        return new LessonParameters(
                enabled,
                maxParts,
                defectsPerPart,
                partPatches,
                copyPatches,
                validationShare,
                weight,
                networks.withSeed(seed));
    }
}
