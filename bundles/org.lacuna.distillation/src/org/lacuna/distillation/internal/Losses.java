package org.lacuna.distillation.internal;

import org.lacuna.core.Workers;

/**
 * Losses and their gradients. Each returns the weighted mean over the rows, summed in double, and
 * sets {@code gradient}, a batch of the shape of the prediction, to its derivative by the
 * prediction. The bits do not depend on the number of threads.
 *
 * <p>All throw {@link IllegalArgumentException} when shapes do not fit or a number of the
 * prediction or target is not finite; rows of weight 0 are not looked at.
 */
public final class Losses {
    /** Shorter vectors have no direction. */
    private static final double SHORTEST = 1e-6;

    /** How far the sum of target probabilities may be from 1. */
    private static final double SUM_TOLERANCE = 1e-3;

    private Losses() {}

    /**
     * Cross-entropy {@code -log softmax(logits)[label]}.
     *
     * @param labels one for each row, 0..columns-1
     */
    public static double crossEntropy(
            Batch logits, int[] labels, RowWeights weights, Batch gradient, Workers workers) {
        requireShapes(logits, logits, gradient);
        Check.equal("labels", labels.length, logits.rows());
        int classes = logits.columns();
        float[] x = logits.values();
        float[] g = gradient.values();
        return RowMean.of(
                gradient,
                weights,
                workers,
                (row, at, share) -> {
                    int label = labels[row];
                    Check.range("label of row " + row, label, 0, classes - 1L);
                    double logSum = Softmax.logSum("logits", logits, row, 1);
                    for (int i = 0; i < classes; i++) {
                        double p = StrictExp.exp(Math.min(0, x[at + i] - logSum));
                        g[at + i] = (float) (share * (i == label ? p - 1 : p));
                    }
                    return logSum - x[at + label];
                });
    }

    /**
     * Cross-entropy {@code -sum over i of target[i] log softmax(logits)[i]}.
     *
     * @param targets for each row probabilities, at least 0, with sum 1
     */
    public static double crossEntropy(
            Batch logits, Batch targets, RowWeights weights, Batch gradient, Workers workers) {
        requireShapes(logits, targets, gradient);
        int classes = logits.columns();
        float[] x = logits.values();
        float[] t = targets.values();
        float[] g = gradient.values();
        return RowMean.of(
                gradient,
                weights,
                workers,
                (row, at, share) -> {
                    double total = probabilitySum(targets, row);
                    double logSum = Softmax.logSum("logits", logits, row, 1);
                    double loss = 0;
                    for (int i = 0; i < classes; i++) {
                        double logP = x[at + i] - logSum;
                        loss -= t[at + i] * logP;
                        double p = StrictExp.exp(Math.min(0, logP));
                        g[at + i] = (float) (share * (total * p - t[at + i]));
                    }
                    return loss;
                });
    }

    private static double probabilitySum(Batch targets, int row) {
        double total = 0;
        for (int i = 0; i < targets.columns(); i++) {
            float p = targets.get(row, i);
            if (!(p >= 0 && p <= 1 + SUM_TOLERANCE)) {
                throw new IllegalArgumentException(
                        "targets: row "
                                + row
                                + ", column "
                                + i
                                + ": "
                                + p
                                + ", expected a probability of 0..1");
            }
            total += p;
        }
        if (Math.abs(total - 1) > SUM_TOLERANCE) {
            throw new IllegalArgumentException(
                    "targets: row " + row + ": sum " + total + ", expected 1");
        }
        return total;
    }

    /**
     * Distillation: {@code T^2 KL(softmax(teacher / T) || softmax(student / T))} (Xu et al. 2025,
     * equations 17 and 18, with the teacher's distribution as the one the expectation is taken
     * over). The factor T^2 keeps the size of gradients when T changes (Hinton, Vinyals and Dean,
     * 2015). Never below 0 but for rounding, exactly 0 for equal rows. The gradient is that of the
     * student; the teacher is taken as given.
     *
     * @param temperature T, 0.01..1000
     */
    public static double distillation(
            Batch student,
            Batch teacher,
            double temperature,
            RowWeights weights,
            Batch gradient,
            Workers workers) {
        requireShapes(student, teacher, gradient);
        Check.number("temperature", temperature, 0.01, 1000);
        int classes = student.columns();
        double inverse = 1 / temperature;
        float[] s = student.values();
        float[] t = teacher.values();
        float[] g = gradient.values();
        return RowMean.of(
                gradient,
                weights,
                workers,
                (row, at, share) -> {
                    double sum = Softmax.logSum("student", student, row, inverse);
                    double teacherSum = Softmax.logSum("teacher", teacher, row, inverse);
                    double scale = share * temperature;
                    double divergence = 0;
                    for (int i = 0; i < classes; i++) {
                        double logQ = s[at + i] * inverse - sum;
                        double logP = t[at + i] * inverse - teacherSum;
                        double p = StrictExp.exp(Math.min(0, logP));
                        divergence += p * (logP - logQ);
                        double q = StrictExp.exp(Math.min(0, logQ));
                        g[at + i] = (float) (scale * (q - p));
                    }
                    return temperature * temperature * divergence;
                });
    }

    /**
     * {@code 1 - cos} of the angle between prediction and target, in 0..2. Where one of the two is
     * shorter than 1e-6 there is no angle: the loss is 1 and the gradient 0.
     */
    public static double cosine(
            Batch prediction, Batch target, RowWeights weights, Batch gradient, Workers workers) {
        requireShapes(prediction, target, gradient);
        return RowMean.of(
                gradient,
                weights,
                workers,
                (row, at, share) -> cosine(prediction, target, row, gradient, share));
    }

    private static double cosine(
            Batch prediction, Batch target, int row, Batch gradient, double share) {
        int columns = prediction.columns();
        int at = row * columns;
        float[] a = prediction.values();
        float[] b = target.values();
        double dot = 0;
        double squareA = 0;
        double squareB = 0;
        for (int i = at; i < at + columns; i++) {
            dot += (double) a[i] * b[i];
            squareA += (double) a[i] * a[i];
            squareB += (double) b[i] * b[i];
        }
        requireFinite("prediction", prediction, row, squareA);
        requireFinite("target", target, row, squareB);
        double lengthA = Math.sqrt(squareA);
        double lengthB = Math.sqrt(squareB);
        boolean angle = lengthA >= SHORTEST && lengthB >= SHORTEST;
        double inverse = angle ? 1 / (lengthA * lengthB) : 0;
        double cos = dot * inverse;
        double back = angle ? cos / squareA : 0;
        float[] g = gradient.values();
        for (int i = at; i < at + columns; i++) {
            g[i] = (float) (share * (a[i] * back - b[i] * inverse));
        }
        return Math.max(0, 1 - cos);
    }

    /** Mean over the columns, too, of {@code (prediction - target)^2}. */
    public static double squaredError(
            Batch prediction, Batch target, RowWeights weights, Batch gradient, Workers workers) {
        requireShapes(prediction, target, gradient);
        int columns = prediction.columns();
        float[] a = prediction.values();
        float[] b = target.values();
        float[] g = gradient.values();
        return RowMean.of(
                gradient,
                weights,
                workers,
                (row, at, share) -> {
                    double sum = 0;
                    for (int i = at; i < at + columns; i++) {
                        double d = (double) a[i] - b[i];
                        sum += d * d;
                        g[i] = (float) (2 * share / columns * d);
                    }
                    if (!Double.isFinite(sum)) {
                        requireFinite("prediction", prediction, row, sum);
                        requireFinite("target", target, row, sum);
                    }
                    return sum / columns;
                });
    }

    /** Names the number that made a sum of squares not finite, if there is one. */
    private static void requireFinite(String what, Batch batch, int row, double sum) {
        for (int i = 0; !Double.isFinite(sum) && i < batch.columns(); i++) {
            if (!Float.isFinite(batch.get(row, i))) {
                throw Check.notFinite(what, row, i, batch.get(row, i));
            }
        }
    }

    private static void requireShapes(Batch prediction, Batch target, Batch gradient) {
        Check.range("rows of the prediction", prediction.rows(), 1, Tape.MAX_ROWS);
        target.requireShape("target", prediction.rows(), prediction.columns());
        gradient.requireShape("gradient", prediction.rows(), prediction.columns());
    }
}
