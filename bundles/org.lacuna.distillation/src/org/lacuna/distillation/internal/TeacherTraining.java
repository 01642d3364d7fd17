package org.lacuna.distillation.internal;

import org.lacuna.core.Modality;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;
import org.lacuna.distillation.DistillationParameters;
import org.lacuna.distillation.Epoch;

import java.util.ArrayList;
import java.util.List;

/**
 * Trains the teacher of one modality (Xu et al. 2025, eq. 13): three dense layers and
 * cross-entropy, on all patches that have the modality, whatever else they have or lack.
 */
public final class TeacherTraining {
    private final DistillationParameters parameters;
    private final Modality modality;

    public TeacherTraining(DistillationParameters parameters, Modality modality) {
        this.parameters = parameters;
        this.modality = modality;
    }

    /** What the teacher says to every patch; only those that have the modality mean something. */
    public record Taught(TrainedNetwork teacher, List<Epoch> epochs) {}

    /**
     * @param training has the modality
     * @param validation has it, too, or no rows
     */
    public Taught train(
            PatchTable training, PatchTable validation, Progress progress, Workers workers) {
        SeededRandom random = new SeededRandom(parameters.seed()).fork(1 + modality.ordinal());
        Batch views = training.views().get(modality);
        int[] rows = rows(training);
        int width = parameters.teacherWidth();
        Network network =
                Network.input(views.columns())
                        .dense(width)
                        .layerNorm()
                        .gelu()
                        .dropout(parameters.dropout())
                        .dense(width)
                        .gelu()
                        .dropout(parameters.dropout())
                        .dense(2)
                        .build();
        float[] weights = network.initialParameters(random);
        int batch = Math.min(parameters.batchRows(), rows.length);
        Step step = new Step(network, weights, batch);
        int steps = rows.length / batch;
        LearningRate rate = Schedule.of(parameters, steps);
        String name = "teacher " + modality.label();
        Best best = new Best(name, parameters.patience(), weights);
        for (int e = 0; e < parameters.epochs() && best.goesOn(); e++) {
            random.fork(1000 + e).shuffle(rows);
            double loss = 0;
            for (int s = 0; s < steps; s++) {
                progress.throwIfCancelled();
                int number = e * steps + s;
                loss +=
                        step.run(
                                training,
                                rows,
                                s * batch,
                                random.fork(1_000_000L + number),
                                rate.at(number),
                                workers);
            }
            best.after(loss / steps, auroc(network, weights, validation, workers), weights);
            progress.advance(1);
        }
        return new Taught(new TrainedNetwork(network, best.parameters()[0]), best.epochs());
    }

    private int[] rows(PatchTable table) {
        List<Integer> rows = new ArrayList<>();
        for (int r = 0; r < table.rows(); r++) {
            if (table.available()[modality.ordinal()][r]) {
                rows.add(r);
            }
        }
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    private double auroc(Network network, float[] weights, PatchTable validation, Workers workers) {
        if (validation.rows() == 0) {
            return Double.NaN;
        }
        Batch logits = network.apply(weights, validation.views().get(modality), workers);
        int m = modality.ordinal();
        return PatchAuroc.of(logits, validation.defect()[m], validation.available()[m]);
    }

    /** One step of training. */
    private final class Step {
        private final float[] weights;
        private final Tape tape;
        private final Adam adam;
        private final float[] gradient;
        private final Batch input;
        private final Batch outputGradient;
        private final int[] labels;
        private final RowWeights equal;

        Step(Network network, float[] weights, int rows) {
            this.weights = weights;
            tape = new Tape(network, rows);
            adam =
                    new Adam(
                            Adam.Settings.STANDARD.withWeightDecay(parameters.weightDecay()),
                            network.decayFactors());
            gradient = new float[weights.length];
            input = Batch.allocate(rows, network.inputs());
            outputGradient = Batch.allocate(rows, 2);
            labels = new int[rows];
            equal = RowWeights.equal(rows);
        }

        double run(
                PatchTable table,
                int[] order,
                int from,
                SeededRandom random,
                double rate,
                Workers workers) {
            input.gather(table.views().get(modality), order, from);
            boolean[] defect = new boolean[labels.length];
            for (int i = 0; i < labels.length; i++) {
                defect[i] = table.defect()[modality.ordinal()][order[from + i]];
                labels[i] = defect[i] ? 1 : 0;
            }
            Batch logits = tape.forward(weights, input, random, workers);
            double loss = Losses.crossEntropy(logits, labels, equal, outputGradient, workers);
            loss += RankingTail.add(logits, defect, parameters.tailWeight(), outputGradient);
            java.util.Arrays.fill(gradient, 0f);
            tape.backward(weights, outputGradient, gradient, workers);
            Gradients.clip(StudentTape.LARGEST_NORM, gradient);
            adam.step(weights, gradient, rate, workers);
            return loss;
        }
    }
}
