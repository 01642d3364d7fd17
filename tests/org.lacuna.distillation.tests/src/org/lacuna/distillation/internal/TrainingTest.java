package org.lacuna.distillation.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;

/** Everything together: what is learned, and to which bits. */
class TrainingTest {
    /** Rows of two spirals that wind around each other once, and which one each lies on. */
    private record Spirals(Batch rows, int[] labels) {
        static Spirals of(int count, long seed) {
            SeededRandom random = new SeededRandom(seed);
            Batch rows = Batch.allocate(count, 2);
            int[] labels = new int[count];
            for (int r = 0; r < count; r++) {
                labels[r] = r % 2;
                double turn = random.uniform(0.25, 1.5);
                double angle = 2 * Math.PI * turn + Math.PI * labels[r];
                rows.values()[2 * r] =
                        (float) (turn * Math.cos(angle) + random.nextGaussian() * .02);
                rows.values()[2 * r + 1] =
                        (float) (turn * Math.sin(angle) + random.nextGaussian() * .02);
            }
            return new Spirals(rows, labels);
        }
    }

    /** Minibatches with Adam, warm-up, cosine, clipping and cross-entropy; the last loss. */
    private static double train(
            Network network,
            float[] p,
            Spirals data,
            int batchRows,
            int steps,
            SeededRandom random,
            Workers workers) {
        Tape tape = new Tape(network, batchRows);
        Adam adam = new Adam(Adam.Settings.STANDARD.withWeightDecay(1e-3), network.decayFactors());
        LearningRate rate = LearningRate.cosine(0.01, 10, steps);
        int[] order = new int[data.labels.length];
        Arrays.setAll(order, i -> i);
        Batch x = Batch.allocate(batchRows, network.inputs());
        int[] labels = new int[batchRows];
        Batch g = Batch.allocate(batchRows, network.outputs());
        float[] dp = new float[p.length];
        RowWeights weights = RowWeights.equal(batchRows);
        int perEpoch = order.length / batchRows;
        double loss = 0;
        for (int s = 0; s < steps; s++) {
            if (s % perEpoch == 0) {
                random.fork(-1 - s).shuffle(order);
            }
            int from = s % perEpoch * batchRows;
            x.gather(data.rows, order, from);
            Arrays.setAll(labels, i -> data.labels[order[from + i]]);
            Batch y = tape.forward(p, x, random.fork(s), workers);
            loss = Losses.crossEntropy(y, labels, weights, g, workers);
            Arrays.fill(dp, 0f);
            tape.backward(p, g, dp, workers);
            Gradients.clip(1, dp);
            adam.step(p, dp, rate.at(s), workers);
        }
        return loss;
    }

    private static double accuracy(Network network, float[] p, Spirals data) {
        Batch y = network.apply(p, data.rows, Workers.sequential());
        int right = 0;
        for (int r = 0; r < y.rows(); r++) {
            int found = y.get(r, 0) > y.get(r, 1) ? 0 : 1;
            right += found == data.labels[r] ? 1 : 0;
        }
        return (double) right / y.rows();
    }

    @Test
    void spirals_areLearned_permutedLabelsAreNot() {
        Network network =
                Network.input(2).dense(32).layerNorm().gelu().dense(32).relu().dense(2).build();
        Spirals data = Spirals.of(2000, 1);
        Spirals heldOut = Spirals.of(1000, 2);
        SeededRandom random = new SeededRandom(3);
        float[] p = network.initialParameters(random);
        double before = accuracy(network, p, heldOut);
        assertTrue(before < 0.8, "accuracy before training " + before);
        train(network, p, data, 250, 400, random, Workers.sequential());
        double after = accuracy(network, p, heldOut);
        assertTrue(after > 0.98, "accuracy " + after);

        new SeededRandom(4).shuffle(data.labels);
        float[] q = network.initialParameters(random);
        train(network, q, data, 250, 400, random, Workers.sequential());
        assertEquals(0.5, accuracy(network, q, heldOut), 0.1, "accuracy with permuted labels");
    }

    /** XOR, which no network without a hidden layer learns. */
    @Test
    void exclusiveOr_needsTheHiddenLayer() {
        Batch x = Batch.of(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 4, 2);
        Spirals xor = new Spirals(x, new int[] {0, 1, 1, 0});
        for (boolean hidden : new boolean[] {true, false}) {
            Network.Builder builder = Network.input(2);
            Network network = (hidden ? builder.dense(8).relu() : builder).dense(2).build();
            SeededRandom random = new SeededRandom(5);
            float[] p = network.initialParameters(random);
            double loss = train(network, p, xor, 4, 1500, random, Workers.sequential());
            if (hidden) {
                assertTrue(loss < 0.02, "loss " + loss);
                assertEquals(1, accuracy(network, p, xor));
            } else {
                assertEquals(Math.log(2), loss, 0.01);
            }
        }
    }

    /** A handful of rows with labels at random: learned by heart. */
    @Test
    void fewRows_areLearnedByHeart() {
        Network network = Network.input(20).dense(64).gelu().dense(64).gelu().dense(2).build();
        int[] labels = {0, 1, 1, 0, 1, 0, 0, 0, 1, 1, 1};
        Spirals few = new Spirals(Reference.normal(11, 20, 1), labels);
        SeededRandom random = new SeededRandom(2);
        float[] p = network.initialParameters(random);
        double loss = train(network, p, few, 11, 300, random, Workers.sequential());
        assertTrue(loss < 2e-3, "loss " + loss);
    }

    /** Regression through the other losses: a student becomes its teacher. */
    @Test
    void student_becomesItsTeacher() {
        Network network = Network.input(6).dense(24).gelu().dense(4).build();
        float[] teacher = Reference.parameters(network, 1);
        Batch x = Reference.normal(300, 6, 2);
        Batch target = network.apply(teacher, x, Workers.sequential());
        for (int kind = 0; kind < 3; kind++) {
            float[] p = network.initialParameters(new SeededRandom(3));
            Tape tape = new Tape(network, 300);
            Adam adam = new Adam(Adam.Settings.STANDARD, network.decayFactors());
            Batch g = Batch.allocate(300, 4);
            double first = -1;
            double last = -1;
            for (int s = 0; s < 300; s++) {
                Batch y = tape.forward(p, x, Workers.sequential());
                last = loss(kind, y, target, g);
                first = first < 0 ? last : first;
                float[] dp = new float[p.length];
                tape.backward(p, g, dp, Workers.sequential());
                adam.step(p, dp, 0.01, Workers.sequential());
            }
            assertTrue(last < 0.02 * first, "loss " + kind + ": from " + first + " to " + last);
        }
    }

    private static double loss(int kind, Batch y, Batch target, Batch g) {
        RowWeights weights = RowWeights.equal(y.rows());
        Workers w = Workers.sequential();
        return switch (kind) {
            case 0 -> Losses.squaredError(y, target, weights, g, w);
            case 1 -> Losses.cosine(y, target, weights, g, w);
            default -> Losses.distillation(y, target, 2, weights, g, w);
        };
    }

    private static float[] fiftySteps(long seed, int batchRows, Workers workers) {
        Network network =
                Network.input(2)
                        .dense(40)
                        .layerNorm()
                        .gelu()
                        .dropout(0.2)
                        .dense(17)
                        .relu()
                        .dropout(0.1)
                        .dense(2)
                        .build();
        SeededRandom random = new SeededRandom(seed);
        float[] p = network.initialParameters(random);
        train(network, p, Spirals.of(1500, 1), batchRows, 50, random, workers);
        return p;
    }

    @Test
    void threads_sameBits_withDropout() {
        for (int batchRows : new int[] {1, 77, 128, 500, 1024}) {
            float[] one = fiftySteps(1, batchRows, Workers.sequential());
            try (Workers two = Workers.of(2);
                    Workers three = Workers.of(3)) {
                assertArrayEquals(one, fiftySteps(1, batchRows, two), "rows: " + batchRows);
                assertArrayEquals(one, fiftySteps(1, batchRows, three), "rows: " + batchRows);
            }
        }
    }

    @Test
    void seeds_sameTwice_differentOtherwise() {
        float[] one = fiftySteps(1, 200, Workers.sequential());
        assertArrayEquals(one, fiftySteps(1, 200, Workers.sequential()));
        assertFalse(Arrays.equals(one, fiftySteps(2, 200, Workers.sequential())));
    }
}
