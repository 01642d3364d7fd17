package org.lacuna.distillation.internal;

import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.distillation.DistillationParameters;
import org.lacuna.distillation.Epoch;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Trains a network: goes through all patches in a new order each epoch, keeps what was best on
 * validation, and stops when that gets no better. Random numbers depend on the numbers of epoch and
 * step alone, not on what was drawn before, so a run that goes on after an interruption has the
 * same.
 */
final class EpochLoop {
    private final DistillationParameters parameters;
    private final String network;
    private final String measure;

    /**
     * @param network who learns, for people and learning curves
     * @param measure what validation gives, for people
     */
    EpochLoop(DistillationParameters parameters, String network, String measure) {
        this.parameters = parameters;
        this.network = network;
        this.measure = measure;
    }

    /**
     * What came out.
     *
     * @param parameters of the best epoch, one array for each network
     * @param epochs learning curve
     */
    record Trained(float[][] parameters, List<Epoch> epochs) {}

    /** Rows of a step, where there are so many rows in all. */
    static int batch(DistillationParameters parameters, int rows) {
        return Math.min(parameters.batchRows(), rows);
    }

    /**
     * @param rows numbers of the patches to learn from, at least one; put in another order
     * @param random of this network
     * @param store what an earlier run has come to, and where it is kept after each epoch
     * @param progress one step for each epoch that is left
     * @throws CancelledException when the user asked to stop
     * @throws DataException when what the store holds is damaged, or of another training
     * @throws StorageException when the store cannot be written
     */
    Trained run(
            Trainee trainee,
            int[] rows,
            SeededRandom random,
            StateStore store,
            Progress progress,
            Workers workers)
            throws DataException, StorageException {
        int batch = batch(parameters, rows.length);
        int steps = rows.length / batch;
        LearningRate rate = Schedule.of(parameters, steps);
        Best best = new Best(network, parameters.patience(), trainee.parameters());
        int done = goOn(trainee, best, store);
        // What an earlier run has come to belongs to the curve.
        best.epochs().forEach(e -> tell(progress, e));
        for (int e = 0; e < done; e++) {
            random.fork(1000 + e).shuffle(rows);
        }
        progress.begin(network + ": " + rows.length + " patches", parameters.epochs() - done);
        for (int e = done; e < parameters.epochs() && best.goesOn(); e++) {
            random.fork(1000 + e).shuffle(rows);
            double loss = 0;
            for (int s = 0; s < steps; s++) {
                progress.throwIfCancelled();
                int number = e * steps + s;
                loss +=
                        trainee.step(
                                rows,
                                s * batch,
                                random.fork(1_000_000L + number),
                                rate.at(number),
                                workers);
            }
            best.after(loss / steps, trainee.validate(workers), trainee.parameters());
            store.save(best.state(trainee));
            progress.detail(text(best.epochs().getLast()));
            tell(progress, best.epochs().getLast());
            progress.advance(1);
        }
        return new Trained(best.parameters(), best.epochs());
    }

    /** Takes over what an earlier run has come to; returns how many epochs that are. */
    private int goOn(Trainee trainee, Best best, StateStore store) throws DataException {
        float[][] now = trainee.parameters();
        int[] lengths = Arrays.stream(now).mapToInt(p -> p.length).toArray();
        Optional<NetworkState> state = store.load(lengths, parameters.epochs());
        if (state.isEmpty()) {
            return 0;
        }
        List<NetworkState.Member> members = state.get().members();
        for (int i = 0; i < now.length; i++) {
            System.arraycopy(members.get(i).parameters(), 0, now[i], 0, now[i].length);
            trainee.optimizers().get(i).restore(members.get(i).moments());
        }
        best.restore(state.get());
        return state.get().epochs().size();
    }

    private static void tell(Progress progress, Epoch epoch) {
        progress.epoch(epoch.network(), epoch.number(), epoch.loss(), epoch.validation());
    }

    private String text(Epoch epoch) {
        String text =
                String.format(Locale.ROOT, "epoch %d, loss %.3f", epoch.number(), epoch.loss());
        return Double.isNaN(epoch.validation())
                ? text
                : text + String.format(Locale.ROOT, ", %s %.3f", measure, epoch.validation());
    }
}
