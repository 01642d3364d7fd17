package org.lacuna.distillation.internal;

import org.lacuna.core.Modality;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;
import org.lacuna.distillation.DistillationParameters;
import org.lacuna.distillation.Epoch;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Trains the student (Xu et al. 2025, eq. 15 to 18, Algorithm 1): cross-entropy on what it sees,
 * and for each modality that a patch has, seen by the student or not, the divergence from what that
 * modality's teacher says. That is how knowledge of a modality reaches a student that lacks it.
 */
public final class StudentTraining {
    private final DistillationParameters parameters;
    private final Map<Modality, Batch> teacherLogits;

    /**
     * @param teacherLogits two logits of each teacher for every training patch
     */
    public StudentTraining(DistillationParameters parameters, Map<Modality, Batch> teacherLogits) {
        this.parameters = parameters;
        this.teacherLogits = new EnumMap<>(teacherLogits);
    }

    /** A student's network, its parameters, and its learning curve. */
    public record Learned(StudentNetwork network, float[][] parameters, List<Epoch> epochs) {}

    public Learned train(
            PatchTable training, PatchTable validation, Progress progress, Workers workers) {
        SeededRandom random = new SeededRandom(parameters.seed()).fork(0);
        Map<Modality, Integer> widths = new EnumMap<>(Modality.class);
        training.views().forEach((m, v) -> widths.put(m, v.columns()));
        StudentNetwork network =
                StudentNetwork.of(widths, parameters.studentWidth(), parameters.dropout());
        float[][] weights = network.initialParameters(random);
        int batch = Math.min(parameters.batchRows(), training.rows());
        StudentTape tape = new StudentTape(network, weights, batch, parameters.weightDecay());
        Lesson lesson = new Lesson(training, batch);
        int steps = training.rows() / batch;
        LearningRate rate = Schedule.of(parameters, steps);
        int[] order = new int[training.rows()];
        Arrays.setAll(order, i -> i);
        Best best = new Best("student", parameters.patience(), weights);
        for (int e = 0; e < parameters.epochs() && best.goesOn(); e++) {
            random.fork(1000 + e).shuffle(order);
            double loss = 0;
            for (int s = 0; s < steps; s++) {
                progress.throwIfCancelled();
                int number = e * steps + s;
                lesson.take(training, order, s * batch, (s + 1) * batch);
                loss +=
                        step(
                                tape,
                                lesson,
                                order,
                                s * batch,
                                random.fork(1_000_000L + number),
                                workers);
                tape.step(rate.at(number), workers);
            }
            best.after(loss / steps, auroc(network, weights, validation, workers), weights);
            progress.advance(1);
        }
        return new Learned(network, best.parameters(), best.epochs());
    }

    private double step(
            StudentTape tape,
            Lesson lesson,
            int[] order,
            int from,
            SeededRandom random,
            Workers workers) {
        int rows = lesson.rows();
        boolean[][] seen = dropModalities(lesson.available(), random.fork(1));
        Map<Modality, Batch> views = new EnumMap<>(Modality.class);
        teacherLogits.keySet().forEach(m -> views.put(m, lesson.view(m)));
        Batch logits = tape.forward(views, seen, rows, random.fork(2), workers);
        boolean[] defect = PatchTable.visible(seen, lesson.defect());
        int[] labels = new int[rows];
        Arrays.setAll(labels, i -> defect[i] ? 1 : 0);
        Batch gradient = Batch.allocate(rows, 2);
        double loss =
                Losses.crossEntropy(logits, labels, RowWeights.equal(rows), gradient, workers);
        loss += RankingTail.add(logits, defect, parameters.tailWeight(), gradient);
        if (parameters.alpha() > 0) {
            for (Modality m : teacherLogits.keySet()) {
                loss += distil(m, logits, lesson, order, from, gradient, workers);
            }
        }
        tape.backward(gradient, seen, workers);
        return loss;
    }

    /** Eq. 17 and 18 for one teacher; adds to the gradient. */
    private double distil(
            Modality modality,
            Batch logits,
            Lesson lesson,
            int[] order,
            int from,
            Batch gradient,
            Workers workers) {
        int rows = lesson.rows();
        boolean[] has = lesson.available()[modality.ordinal()];
        float[] weight = new float[rows];
        int count = 0;
        for (int i = 0; i < rows; i++) {
            weight[i] = has[i] ? 1 : 0;
            count += has[i] ? 1 : 0;
        }
        if (count == 0) {
            return 0;
        }
        Batch teacher = Batch.allocate(rows, 2);
        teacher.gather(teacherLogits.get(modality), order, from);
        Batch own = Batch.allocate(rows, 2);
        double loss =
                Losses.distillation(
                        logits,
                        teacher,
                        parameters.temperature(),
                        RowWeights.of(weight),
                        own,
                        workers);
        // The mean of eq. 15 is over all patches, not over those that have the modality.
        float scale = (float) (parameters.alpha() * count / rows);
        for (int i = 0; i < 2 * rows; i++) {
            gradient.values()[i] += scale * own.values()[i];
        }
        return scale * loss;
    }

    /** Takes a modality away from a share of the complete patches (paper 4.1.3). */
    private boolean[][] dropModalities(boolean[][] available, SeededRandom random) {
        boolean[] rgb = available[Modality.RGB.ordinal()];
        boolean[] xyz = available[Modality.XYZ.ordinal()];
        for (int i = 0; i < rgb.length; i++) {
            double u = random.nextDouble();
            if (rgb[i] && xyz[i]) {
                rgb[i] = u >= parameters.withoutRgb();
                xyz[i] = u < 1 - parameters.withoutXyz() || !rgb[i];
            }
        }
        return available;
    }

    /** Mean over the settings that validation patches can be seen in: complete, and one alone. */
    private static double auroc(
            StudentNetwork network, float[][] weights, PatchTable validation, Workers workers) {
        if (validation.rows() == 0) {
            return Double.NaN;
        }
        double sum = 0;
        int settings = 0;
        for (int bits = 1; bits < 1 << Modality.values().length; bits++) {
            boolean[][] seen = new boolean[Modality.values().length][];
            boolean[] use = new boolean[validation.rows()];
            for (int m = 0; m < seen.length; m++) {
                boolean[] has = validation.available()[m];
                seen[m] = (bits >> m & 1) == 1 ? has : new boolean[validation.rows()];
                for (int r = 0; r < use.length; r++) {
                    use[r] |= seen[m][r];
                }
            }
            Batch logits =
                    network.apply(weights, validation.views(), seen, validation.rows(), workers);
            double auroc =
                    PatchAuroc.of(logits, PatchTable.visible(seen, validation.defect()), use);
            if (!Double.isNaN(auroc)) {
                sum += auroc;
                settings++;
            }
        }
        return settings == 0 ? Double.NaN : sum / settings;
    }
}
