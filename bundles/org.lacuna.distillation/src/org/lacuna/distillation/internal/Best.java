package org.lacuna.distillation.internal;

import org.lacuna.distillation.Epoch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Remembers the parameters of the best epoch, and when to stop. Not thread-safe. */
final class Best {
    private final String network;
    private final int patience;
    private final List<Epoch> epochs = new ArrayList<>();
    private float[][] parameters;
    private double highest = Double.NEGATIVE_INFINITY;
    private int epochsWithoutGain;

    /**
     * @param initial what is kept when no epoch follows; copied
     */
    Best(String network, int patience, float[]... initial) {
        this.network = network;
        this.patience = patience;
        this.parameters = copy(initial);
    }

    /**
     * @param auroc on validation; NaN when there is none, then the last epoch is the best
     */
    void after(double loss, double auroc, float[]... now) {
        epochs.add(new Epoch(network, epochs.size() + 1, loss, auroc));
        if (Double.isNaN(auroc) || auroc > highest) {
            highest = Double.isNaN(auroc) ? highest : auroc;
            parameters = copy(now);
            epochsWithoutGain = 0;
        } else {
            epochsWithoutGain++;
        }
    }

    /** Goes on where another one was. */
    void restore(NetworkState state) {
        epochs.clear();
        epochs.addAll(state.epochs());
        parameters = state.members().stream().map(m -> m.best().clone()).toArray(float[][]::new);
        highest = state.highest();
        epochsWithoutGain = state.epochsWithoutGain();
    }

    /** With what the trainee has come to. */
    NetworkState state(Trainee trainee) {
        List<NetworkState.Member> members = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            members.add(
                    new NetworkState.Member(
                            trainee.parameters()[i].clone(),
                            parameters[i],
                            trainee.optimizers().get(i).moments()));
        }
        return new NetworkState(epochs, highest, epochsWithoutGain, members);
    }

    boolean goesOn() {
        return epochsWithoutGain < patience;
    }

    float[][] parameters() {
        return parameters;
    }

    List<Epoch> epochs() {
        return epochs;
    }

    private static float[][] copy(float[][] arrays) {
        return Arrays.stream(arrays).map(float[]::clone).toArray(float[][]::new);
    }
}
