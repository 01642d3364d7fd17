package org.lacuna.distillation.internal;

import org.lacuna.core.DataException;
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
 * Trains the network of a generator: two hidden layers, cosine loss plus squared error, on normal
 * patches that have both modalities.
 */
public final class GeneratorTraining {
    private final DistillationParameters parameters;
    private final String name;
    private final int fork;

    /**
     * @param name of the learning curve
     * @param fork keeps the random numbers of networks apart
     */
    public GeneratorTraining(DistillationParameters parameters, String name, int fork) {
        this.parameters = parameters;
        this.name = name;
        this.fork = fork;
    }

    /** A network, its parameters, and its learning curve. */
    public record Learned(Network network, float[] parameters, List<Epoch> epochs) {}

    /**
     * What a generator is given, and what it is to make of it; a row for each pair.
     *
     * @param contexts scaled
     * @param features what is to be generated
     */
    public record Pairs(Batch contexts, Batch features) {}

    /**
     * @param held of parts that are not learned from; may have no rows
     */
    public Learned train(
            Pairs training, Pairs held, Checkpoint checkpoint, Progress progress, Workers workers)
            throws DataException, StorageException {
        SeededRandom random = new SeededRandom(parameters.seed()).fork(fork);
        int width = parameters.generatorWidth();
        Network network =
                Network.input(training.contexts().columns())
                        .dense(width)
                        .layerNorm()
                        .gelu()
                        .dense(width)
                        .gelu()
                        .dense(training.features().columns())
                        .build();
        int[] rows = IntStream.range(0, training.contexts().rows()).toArray();
        Maker maker =
                new Maker(
                        network,
                        network.initialParameters(random),
                        EpochLoop.batch(parameters, rows.length),
                        training,
                        held);
        StateStore store =
                new StateStore(
                        checkpoint,
                        name,
                        () ->
                                new StateKey()
                                        .add(parameters)
                                        .add(training.contexts())
                                        .add(training.features())
                                        .add(held.contexts())
                                        .add(held.features()));
        EpochLoop.Trained trained =
                new EpochLoop(parameters, name, "cosine")
                        .run(maker, rows, random, store, progress, workers);
        return new Learned(network, trained.parameters()[0], trained.epochs());
    }

    private final class Maker implements Trainee {
        private final Network network;
        private final float[] weights;
        private final NetworkTape tape;
        private final Pairs training;
        private final Pairs held;
        private final Batch input;
        private final Batch target;
        private final Batch outputGradient;
        private final Batch second;
        private final RowWeights equal;

        Maker(Network network, float[] weights, int batch, Pairs training, Pairs held) {
            this.network = network;
            this.weights = weights;
            this.training = training;
            this.held = held;
            tape = new NetworkTape(network, weights, batch, parameters.weightDecay());
            input = Batch.allocate(batch, network.inputs());
            target = Batch.allocate(batch, network.outputs());
            outputGradient = Batch.allocate(batch, network.outputs());
            second = Batch.allocate(batch, network.outputs());
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
            input.gather(training.contexts(), rows, from);
            target.gather(training.features(), rows, from);
            Batch generated = tape.forward(input, random, workers);
            double loss = Losses.cosine(generated, target, equal, outputGradient, workers);
            loss += Losses.squaredError(generated, target, equal, second, workers);
            float[] sum = outputGradient.values();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += second.values()[i];
            }
            tape.step(outputGradient, rate, workers);
            return loss;
        }

        /** Mean cosine of generated and real features. */
        @Override
        public double validate(Workers workers) {
            int count = held.contexts().rows();
            if (count == 0) {
                return Double.NaN;
            }
            Batch generated = network.apply(weights, held.contexts(), workers);
            Batch ignored = Batch.allocate(count, held.features().columns());
            RowWeights each = RowWeights.equal(count);
            return 1 - Losses.cosine(generated, held.features(), each, ignored, workers);
        }
    }
}
