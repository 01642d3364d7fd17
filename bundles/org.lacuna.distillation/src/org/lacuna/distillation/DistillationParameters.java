package org.lacuna.distillation;

/**
 * How teachers, student and generators are trained (Xu et al. 2025, 3.3 and 4.1.3).
 *
 * @param teacherWidth units of a hidden layer of the teachers, 4..1024 (paper: 16..256)
 * @param studentWidth units of a hidden layer of the student, 4..1024
 * @param generatorWidth units of a hidden layer of the generators, 4..1024
 * @param alpha weight of what the teachers say, the same for both (alpha = beta), 0..10; 0 = the
 *     student learns from labels alone
 * @param temperature T of both softmaxes in the distillation loss, 0.1..100
 * @param withoutRgb share of complete patches that the student sees without RGB, in [0, 1]
 * @param withoutXyz share of complete patches that it sees without 3D; both together at most 1
 * @param tailWeight weight of the ranking loss against the worst normal patches, 0..10; not in the
 *     paper: a part is judged by its worst patch, so one normal patch among a thousand counts
 * @param dropout share of hidden units left out in a step, in [0, 0.9]
 * @param learningRate largest learning rate, above 0, at most 1
 * @param weightDecay of the weights, 0..1
 * @param batchRows patches of a step, 16..65536
 * @param epochs how often all patches are gone through at most, 1..1000
 * @param patience epochs without gain on validation after which training stops, at least 1
 * @param seed of every random choice
 */
public record DistillationParameters(
        int teacherWidth,
        int studentWidth,
        int generatorWidth,
        double alpha,
        double temperature,
        double withoutRgb,
        double withoutXyz,
        double tailWeight,
        double dropout,
        double learningRate,
        double weightDecay,
        int batchRows,
        int epochs,
        int patience,
        long seed) {
    public DistillationParameters {
        range("teacherWidth", teacherWidth, 4, 1024);
        range("studentWidth", studentWidth, 4, 1024);
        range("generatorWidth", generatorWidth, 4, 1024);
        range("alpha", alpha, 0, 10);
        range("temperature", temperature, 0.1, 100);
        range("withoutRgb", withoutRgb, 0, 1);
        range("withoutXyz", withoutXyz, 0, 1);
        range("withoutRgb + withoutXyz", withoutRgb + withoutXyz, 0, 1);
        range("tailWeight", tailWeight, 0, 10);
        range("dropout", dropout, 0, 0.9);
        range("learningRate", learningRate, 1e-9, 1);
        range("weightDecay", weightDecay, 0, 1);
        range("batchRows", batchRows, 16, 65536);
        range("epochs", epochs, 1, 1000);
        range("patience", patience, 1, 1000);
    }

    private static void range(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    name + ": " + value + ", expected " + low + ".." + high);
        }
    }

    public static DistillationParameters defaults(long seed) {
        return new DistillationParameters(
                32, 32, 64, 0.3, 5, 0.3, 0.3, 0.3, 0.3, 2e-3, 1e-2, 512, 12, 4, seed);
    }

    /** The same with another seed. */
    public DistillationParameters withSeed(long other) {
        return new DistillationParameters(
                teacherWidth,
                studentWidth,
                generatorWidth,
                alpha,
                temperature,
                withoutRgb,
                withoutXyz,
                tailWeight,
                dropout,
                learningRate,
                weightDecay,
                batchRows,
                epochs,
                patience,
                other);
    }
}
