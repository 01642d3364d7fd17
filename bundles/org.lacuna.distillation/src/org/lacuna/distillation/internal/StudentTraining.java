package org.lacuna.distillation.internal;

import org.lacuna.core.DataException;
import org.lacuna.core.Modality;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.distillation.Checkpoint;
import org.lacuna.distillation.DistillationParameters;
import org.lacuna.distillation.Epoch;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
            PatchTable training,
            PatchTable validation,
            Checkpoint checkpoint,
            Progress progress,
            Workers workers)
            throws DataException, StorageException {
        SeededRandom random = new SeededRandom(parameters.seed()).fork(0);
        Map<Modality, Integer> widths = new EnumMap<>(Modality.class);
        training.views().forEach((m, v) -> widths.put(m, v.columns()));
        StudentNetwork network =
                StudentNetwork.of(widths, parameters.studentWidth(), parameters.dropout());
        int[] rows = IntStream.range(0, training.rows()).toArray();
        Pupil pupil =
                new Pupil(
                        network,
                        network.initialParameters(random),
                        EpochLoop.batch(parameters, rows.length),
                        training,
                        validation);
        StateStore store =
                new StateStore(
                        checkpoint,
                        "student",
                        () ->
                                new StateKey()
                                        .add(parameters)
                                        .add(training)
                                        .add(validation)
                                        .add(teacherLogits));
        EpochLoop.Trained trained =
                new EpochLoop(parameters, "student", "AUROC")
                        .run(pupil, rows, random, store, progress, workers);
        return new Learned(network, trained.parameters(), trained.epochs());
    }

    private final class Pupil implements Trainee {
        private final StudentNetwork network;
        private final float[][] weights;
        private final StudentTape tape;
        private final Lesson lesson;
        private final int batch;
        private final PatchTable training;
        private final PatchTable validation;

        Pupil(
                StudentNetwork network,
                float[][] weights,
                int batch,
                PatchTable training,
                PatchTable validation) {
            this.network = network;
            this.weights = weights;
            this.batch = batch;
            this.training = training;
            this.validation = validation;
            tape = new StudentTape(network, weights, batch, parameters.weightDecay());
            lesson = new Lesson(training, batch);
        }

        @Override
        public float[][] parameters() {
            return weights;
        }

        @Override
        public List<Adam> optimizers() {
            return tape.optimizers();
        }

        @Override
        public double step(
                int[] rows, int from, SeededRandom random, double rate, Workers workers) {
            lesson.take(training, rows, from, from + batch);
            boolean[][] seen = dropModalities(lesson.available(), random.fork(1));
            Map<Modality, Batch> views = new EnumMap<>(Modality.class);
            teacherLogits.keySet().forEach(m -> views.put(m, lesson.view(m)));
            Batch logits = tape.forward(views, seen, batch, random.fork(2), workers);
            boolean[] defect = PatchTable.visible(seen, lesson.defect());
            int[] labels = new int[batch];
            Arrays.setAll(labels, i -> defect[i] ? 1 : 0);
            Batch gradient = Batch.allocate(batch, 2);
            double loss =
                    Losses.crossEntropy(logits, labels, RowWeights.equal(batch), gradient, workers);
            loss += RankingTail.add(logits, defect, parameters.tailWeight(), gradient);
            if (parameters.alpha() > 0) {
                for (Modality m : teacherLogits.keySet()) {
                    loss += distil(m, logits, lesson, rows, from, gradient, workers);
                }
            }
            tape.backward(gradient, seen, workers);
            tape.step(rate, workers);
            return loss;
        }

        @Override
        public double validate(Workers workers) {
            return auroc(network, weights, validation, workers);
        }
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
