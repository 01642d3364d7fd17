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
        Hyperparameters.range(
                "teacherWidth", teacherWidth, Hyperparameters.MIN_WIDTH, Hyperparameters.MAX_WIDTH);
        Hyperparameters.range(
                "studentWidth", studentWidth, Hyperparameters.MIN_WIDTH, Hyperparameters.MAX_WIDTH);
        Hyperparameters.range(
                "generatorWidth",
                generatorWidth,
                Hyperparameters.MIN_WIDTH,
                Hyperparameters.MAX_WIDTH);
        Hyperparameters.range("alpha", alpha, 0, Hyperparameters.MAX_ALPHA);
        Hyperparameters.range(
                "temperature",
                temperature,
                Hyperparameters.MIN_TEMPERATURE,
                Hyperparameters.MAX_TEMPERATURE);
        Hyperparameters.range("withoutRgb", withoutRgb, 0, 1);
        Hyperparameters.range("withoutXyz", withoutXyz, 0, 1);
        Hyperparameters.range("withoutRgb + withoutXyz", withoutRgb + withoutXyz, 0, 1);
        Hyperparameters.range("tailWeight", tailWeight, 0, 10);
        Hyperparameters.range("dropout", dropout, 0, 0.9);
        Hyperparameters.range("learningRate", learningRate, 1e-9, 1);
        Hyperparameters.range("weightDecay", weightDecay, 0, 1);
        Hyperparameters.range("batchRows", batchRows, 16, 65536);
        Hyperparameters.range("epochs", epochs, 1, 1000);
        Hyperparameters.range("patience", patience, 1, 1000);
    }

    public static DistillationParameters defaults(long seed) {
        return new DistillationParameters(
                32, 32, 64, 0.3, 5, 0.3, 0.3, 0.3, 0.3, 2e-3, 1e-2, 512, 12, 4, seed);
    }

    /**
     * Those that a search may change. Where the shares without RGB and without 3D differ, the
     * larger one, as far as it may be.
     */
    public Hyperparameters hyperparameters() {
        return new Hyperparameters(
                teacherWidth,
                studentWidth,
                alpha,
                temperature,
                Math.min(Math.max(withoutRgb, withoutXyz), Hyperparameters.MAX_DROPOUT));
    }

    /** The same with other ones; neither modality goes missing more often than the other. */
    public DistillationParameters with(Hyperparameters other) {
        return new DistillationParameters(
                other.teacherWidth(),
                other.studentWidth(),
                generatorWidth,
                other.alpha(),
                other.temperature(),
                other.modalityDropout(),
                other.modalityDropout(),
                tailWeight,
                dropout,
                learningRate,
                weightDecay,
                batchRows,
                epochs,
                patience,
                seed);
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
