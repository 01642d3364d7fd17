package org.lacuna.distillation;

/**
 * The values of {@link DistillationParameters} that are worth a search: those that the paper
 * searched (Xu et al. 2025, 4.1.3), and how often the student goes without a modality.
 *
 * @param teacherWidth units of a hidden layer of the teachers, {@value #MIN_WIDTH}..{@value
 *     #MAX_WIDTH}
 * @param studentWidth units of a hidden layer of the student, the same range
 * @param alpha weight of what the teachers say, 0..{@value #MAX_ALPHA}
 * @param temperature of both softmaxes in the distillation loss, {@value #MIN_TEMPERATURE}..{@value
 *     #MAX_TEMPERATURE}
 * @param modalityDropout share of complete patches that the student sees without RGB, and share
 *     that it sees without 3D, 0..{@value #MAX_DROPOUT}
 */
public record Hyperparameters(
        int teacherWidth,
        int studentWidth,
        double alpha,
        double temperature,
        double modalityDropout) {
    public static final int MIN_WIDTH = 4;
    public static final int MAX_WIDTH = 1024;
    public static final double MAX_ALPHA = 10;
    public static final double MIN_TEMPERATURE = 0.1;
    public static final double MAX_TEMPERATURE = 100;
    public static final double MAX_DROPOUT = 0.5;

    public Hyperparameters {
        range("teacherWidth", teacherWidth, MIN_WIDTH, MAX_WIDTH);
        range("studentWidth", studentWidth, MIN_WIDTH, MAX_WIDTH);
        range("alpha", alpha, 0, MAX_ALPHA);
        range("temperature", temperature, MIN_TEMPERATURE, MAX_TEMPERATURE);
        range("modalityDropout", modalityDropout, 0, MAX_DROPOUT);
    }

    static void range(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    name + ": " + value + ", expected " + low + ".." + high);
        }
    }

    /** The same with another share of patches without a modality. */
    public Hyperparameters withModalityDropout(double share) {
        return new Hyperparameters(teacherWidth, studentWidth, alpha, temperature, share);
    }
}
