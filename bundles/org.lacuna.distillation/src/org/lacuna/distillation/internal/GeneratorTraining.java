package org.lacuna.distillation.internal;

import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;
import org.lacuna.distillation.DistillationParameters;
import org.lacuna.distillation.Epoch;

import java.util.Arrays;
import java.util.List;

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
     * @param contexts scaled, a row for each pair
     * @param features what is to be generated
     * @param heldContexts of parts that are not learned from; may have no rows
     * @param heldFeatures belong to these
     */
    public Learned train(
            Batch contexts,
            Batch features,
            Batch heldContexts,
            Batch heldFeatures,
            Progress progress,
            Workers workers) {
        SeededRandom random = new SeededRandom(parameters.seed()).fork(fork);
        int width = parameters.generatorWidth();
        Network network =
                Network.input(contexts.columns())
                        .dense(width)
                        .layerNorm()
                        .gelu()
                        .dense(width)
                        .gelu()
                        .dense(features.columns())
                        .build();
        float[] weights = network.initialParameters(random);
        int batch = Math.min(parameters.batchRows(), contexts.rows());
        int steps = contexts.rows() / batch;
        LearningRate rate = Schedule.of(parameters, steps);
        Step step = new Step(network, weights, batch, features.columns());
        int[] order = new int[contexts.rows()];
        Arrays.setAll(order, i -> i);
        Best best = new Best(name, parameters.patience(), weights);
        for (int e = 0; e < parameters.epochs() && best.goesOn(); e++) {
            random.fork(1000 + e).shuffle(order);
            double loss = 0;
            for (int s = 0; s < steps; s++) {
                progress.throwIfCancelled();
                step.input.gather(contexts, order, s * batch);
                step.target.gather(features, order, s * batch);
                loss += step.run(rate.at(e * steps + s), workers);
            }
            double cosine = cosine(network, weights, heldContexts, heldFeatures, workers);
            best.after(loss / steps, cosine, weights);
            progress.advance(1);
        }
        return new Learned(network, best.parameters()[0], best.epochs());
    }

    /** Mean cosine of generated and real features; NaN without rows. */
    private static double cosine(
            Network network, float[] weights, Batch contexts, Batch features, Workers workers) {
        if (contexts.rows() == 0) {
            return Double.NaN;
        }
        Batch generated = network.apply(weights, contexts, workers);
        return 1
                - Losses.cosine(
                        generated,
                        features,
                        RowWeights.equal(contexts.rows()),
                        Batch.allocate(contexts.rows(), features.columns()),
                        workers);
    }

    /** One step of training. */
    private final class Step {
        private final float[] weights;
        private final Tape tape;
        private final Adam adam;
        private final float[] gradient;
        private final Batch input;
        private final Batch target;
        private final Batch outputGradient;
        private final Batch second;
        private final RowWeights equal;

        Step(Network network, float[] weights, int rows, int outputs) {
            this.weights = weights;
            tape = new Tape(network, rows);
            adam =
                    new Adam(
                            Adam.Settings.STANDARD.withWeightDecay(parameters.weightDecay()),
                            network.decayFactors());
            gradient = new float[weights.length];
            input = Batch.allocate(rows, network.inputs());
            target = Batch.allocate(rows, outputs);
            outputGradient = Batch.allocate(rows, outputs);
            second = Batch.allocate(rows, outputs);
            equal = RowWeights.equal(rows);
        }

        double run(double rate, Workers workers) {
            Batch generated = tape.forward(weights, input, workers);
            double loss = Losses.cosine(generated, target, equal, outputGradient, workers);
            loss += Losses.squaredError(generated, target, equal, second, workers);
            float[] sum = outputGradient.values();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += second.values()[i];
            }
            Arrays.fill(gradient, 0f);
            tape.backward(weights, outputGradient, gradient, workers);
            Gradients.clip(StudentTape.LARGEST_NORM, gradient);
            adam.step(weights, gradient, rate, workers);
            return loss;
        }
    }
}
