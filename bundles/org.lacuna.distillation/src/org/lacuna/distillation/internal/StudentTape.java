package org.lacuna.distillation.internal;

import org.lacuna.core.Modality;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Steps of training a {@link StudentNetwork}. Not thread-safe. */
final class StudentTape {
    /** Of all gradients together; labels of patches at borders are noisy. */
    static final double LARGEST_NORM = 5;

    private final StudentNetwork network;
    private final float[][] parameters;
    private final float[][] gradients;
    private final List<Tape> tapes = new ArrayList<>();
    private final List<Adam> optimizers = new ArrayList<>();
    private final Batch joined;
    private final Batch joinedGradient;
    private final List<Batch> branchGradients = new ArrayList<>();

    /**
     * @param parameters changed by every step
     */
    StudentTape(StudentNetwork network, float[][] parameters, int maxRows, double weightDecay) {
        this.network = network;
        this.parameters = parameters;
        this.gradients = new float[parameters.length][];
        Adam.Settings settings = Adam.Settings.STANDARD.withWeightDecay(weightDecay);
        List<Network> members = network.members();
        for (int i = 0; i < members.size(); i++) {
            gradients[i] = new float[parameters[i].length];
            tapes.add(new Tape(members.get(i), maxRows));
            optimizers.add(new Adam(settings, members.get(i).decayFactors()));
        }
        joined = Batch.allocate(maxRows, network.head().inputs());
        joinedGradient = Batch.allocate(maxRows, network.head().inputs());
        for (Modality m : network.modalities()) {
            branchGradients.add(Batch.allocate(maxRows, network.branch(m).outputs()));
        }
    }

    /** Two logits a row; belongs to the tape and holds until the next forward. */
    Batch forward(
            Map<Modality, Batch> views,
            boolean[][] available,
            int rows,
            SeededRandom step,
            Workers workers) {
        List<Batch> outputs = new ArrayList<>();
        List<Modality> order = network.modalities();
        for (int b = 0; b < order.size(); b++) {
            outputs.add(
                    tapes.get(b)
                            .forward(
                                    parameters[b], views.get(order.get(b)), step.fork(b), workers));
        }
        Batch input = joined.head(rows);
        network.join(outputs, available, input);
        int head = order.size();
        return tapes.get(head).forward(parameters[head], input, step.fork(head), workers);
    }

    /** Sets {@link #gradients} from the derivative of the loss by the last output. */
    void backward(Batch outputGradient, boolean[][] available, Workers workers) {
        int rows = outputGradient.rows();
        for (float[] g : gradients) {
            Arrays.fill(g, 0f);
        }
        int head = network.modalities().size();
        Batch input = joinedGradient.head(rows);
        tapes.get(head).backward(parameters[head], outputGradient, gradients[head], input, workers);
        for (int b = 0; b < head; b++) {
            Batch out = branchGradients.get(b).head(rows);
            network.cut(input, b, available, out);
            tapes.get(b).backward(parameters[b], out, gradients[b], workers);
        }
    }

    /** In the order of {@link StudentNetwork#members}. */
    List<Adam> optimizers() {
        return optimizers;
    }

    float[][] gradients() {
        return gradients;
    }

    void step(double rate, Workers workers) {
        Gradients.clip(LARGEST_NORM, gradients);
        for (int i = 0; i < parameters.length; i++) {
            optimizers.get(i).step(parameters[i], gradients[i], rate, workers);
        }
    }
}
