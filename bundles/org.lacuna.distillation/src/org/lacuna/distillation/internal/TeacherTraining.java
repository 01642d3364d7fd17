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

import java.util.List;
import java.util.stream.IntStream;

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
            PatchTable training,
            PatchTable validation,
            Checkpoint checkpoint,
            Progress progress,
            Workers workers)
            throws DataException, StorageException {
        SeededRandom random = new SeededRandom(parameters.seed()).fork(1 + modality.ordinal());
        int width = parameters.teacherWidth();
        Network network =
                Network.input(training.views().get(modality).columns())
                        .dense(width)
                        .layerNorm()
                        .gelu()
                        .dropout(parameters.dropout())
                        .dense(width)
                        .gelu()
                        .dropout(parameters.dropout())
                        .dense(2)
                        .build();
        boolean[] has = training.available()[modality.ordinal()];
        int[] rows = IntStream.range(0, training.rows()).filter(r -> has[r]).toArray();
        Teacher teacher =
                new Teacher(
                        network,
                        network.initialParameters(random),
                        EpochLoop.batch(parameters, rows.length),
                        training,
                        validation);
        String name = "teacher " + modality.label();
        StateStore store =
                new StateStore(
                        checkpoint,
                        name,
                        () -> new StateKey().add(parameters).add(training).add(validation));
        EpochLoop.Trained trained =
                new EpochLoop(parameters, name, "AUROC")
                        .run(teacher, rows, random, store, progress, workers);
        return new Taught(new TrainedNetwork(network, trained.parameters()[0]), trained.epochs());
    }

    private final class Teacher implements Trainee {
        private final Network network;
        private final float[] weights;
        private final NetworkTape tape;
        private final PatchTable training;
        private final PatchTable validation;
        private final Batch input;
        private final Batch outputGradient;
        private final RowWeights equal;

        Teacher(
                Network network,
                float[] weights,
                int batch,
                PatchTable training,
                PatchTable validation) {
            this.network = network;
            this.weights = weights;
            this.training = training;
            this.validation = validation;
            tape = new NetworkTape(network, weights, batch, parameters.weightDecay());
            input = Batch.allocate(batch, network.inputs());
            outputGradient = Batch.allocate(batch, 2);
            equal = RowWeights.equal(batch);
        }

        @Override
        public float[][] parameters() {
            return new float[][] {weights};
        }

        @Override
        public List<Adam> optimizers() {
            return List.of(tape.optimizer());
        }

        @Override
        public double step(
                int[] rows, int from, SeededRandom random, double rate, Workers workers) {
            input.gather(training.views().get(modality), rows, from);
            boolean[] defect = new boolean[input.rows()];
            int[] labels = new int[input.rows()];
            for (int i = 0; i < labels.length; i++) {
                defect[i] = training.defect()[modality.ordinal()][rows[from + i]];
                labels[i] = defect[i] ? 1 : 0;
            }
            Batch logits = tape.forward(input, random, workers);
            double loss = Losses.crossEntropy(logits, labels, equal, outputGradient, workers);
            loss += RankingTail.add(logits, defect, parameters.tailWeight(), outputGradient);
            tape.step(outputGradient, rate, workers);
            return loss;
        }

        @Override
        public double validate(Workers workers) {
            if (validation.rows() == 0) {
                return Double.NaN;
            }
            Batch logits = network.apply(weights, validation.views().get(modality), workers);
            int m = modality.ordinal();
            return PatchAuroc.of(logits, validation.defect()[m], validation.available()[m]);
        }
    }
}
