package org.lacuna.distillation.internal;

import org.lacuna.distillation.Epoch;

import java.util.List;

/**
 * How far the training of a network is after an epoch. With the numbers of epoch and step, which
 * give the random numbers, it is all that the next epoch depends on. Arrays are not to be changed.
 *
 * @param epochs learning curve so far, at least one
 * @param highest validation value of the best epoch; negative infinity without any
 * @param epochsWithoutGain epochs since the best one
 * @param members one for each network that is trained
 */
record NetworkState(
        List<Epoch> epochs, double highest, int epochsWithoutGain, List<Member> members) {
    NetworkState {
        epochs = List.copyOf(epochs);
        members = List.copyOf(members);
    }

    /**
     * State of one network; all arrays have one length.
     *
     * @param parameters as they are now
     * @param best those of the best epoch
     * @param moments of the optimizer
     */
    record Member(float[] parameters, float[] best, Adam.Moments moments) {}
}
