package org.lacuna.inspection;

import org.lacuna.distillation.DistillationParameters;

import java.util.Objects;

/**
 * What teachers and student learn from, and how.
 *
 * @param enabled whether a student is trained at all
 * @param defectsPerPart copies of each training part with a synthetic defect, 1..100
 * @param normalPatches patches without a defect that are taken from such a copy, 0..3136; a part
 *     without a defect gives all that it has
 * @param validationShare share of the training parts that networks do not learn from; they decide
 *     when training stops and what scale the student's word is on, in (0, 0.5]
 * @param weight standard deviations of a bank's patch scores that one of the student's log-odds is
 *     worth, 0..10; 0 = the student is not heard
 * @param networks how networks are trained
 */
public record LessonParameters(
        boolean enabled,
        int defectsPerPart,
        int normalPatches,
        double validationShare,
        double weight,
        DistillationParameters networks) {
    public LessonParameters {
        Objects.requireNonNull(networks, "networks");
        range("defectsPerPart", defectsPerPart, 1, 100);
        range("normalPatches", normalPatches, 0, 3136);
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
        return new LessonParameters(true, 6, 100, 0.25, 1, DistillationParameters.defaults(seed));
    }

    /** The same, with a student or without one. */
    public LessonParameters withEnabled(boolean on) {
        return new LessonParameters(
                on, defectsPerPart, normalPatches, validationShare, weight, networks);
    }

    LessonParameters withSeed(long seed) {
        return new LessonParameters(
                enabled,
                defectsPerPart,
                normalPatches,
                validationShare,
                weight,
                networks.withSeed(seed));
    }
}
