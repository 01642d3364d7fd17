package org.lacuna.distillation;

import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.Modality;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.distillation.internal.Batch;
import org.lacuna.distillation.internal.GeneratorTraining;
import org.lacuna.distillation.internal.TrainedNetwork;
import org.lacuna.distillation.internal.ViewScale;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Trains a {@link Generator} on normal patches that have both modalities: cosine loss, as in the
 * paper (3.3), plus the squared error, since a direction alone says nothing about distances.
 *
 * <p>Deterministic for a seed and any number of workers. Memory: the patches once more, plus a few
 * megabytes.
 */
public final class GeneratorTrainer {
    private final DistillationParameters parameters;

    public GeneratorTrainer(DistillationParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * A generator and how it learned.
     *
     * @param epochs learning curve; its validation is the mean cosine of generated and real
     *     features
     */
    public record Trained(Generator generator, List<Epoch> epochs) {
        public Trained {
            epochs = List.copyOf(epochs);
        }
    }

    /**
     * @param to what is to be generated, from the other modality
     * @param training at least {@link Distiller#MIN_PATCHES} pairs; arrays of one kind have one
     *     length
     * @param validation pairs of other parts, which decide when to stop; may be empty, then all
     *     epochs are run
     * @param checkpoint what an earlier run has come to, and where to keep it
     * @param progress one step for each epoch
     * @throws IllegalArgumentException when there are too few pairs, lengths differ, or a number is
     *     not finite
     * @throws CancelledException when the user asked to stop
     * @throws DataException when the checkpoint is damaged, or of another training
     * @throws StorageException when the checkpoint cannot be written
     */
    public Trained train(
            Modality to,
            List<PatchPair> training,
            List<PatchPair> validation,
            Checkpoint checkpoint,
            Progress progress,
            Workers workers)
            throws DataException, StorageException {
        if (training.size() < Distiller.MIN_PATCHES) {
            throw new IllegalArgumentException(
                    "training: "
                            + training.size()
                            + " pairs, expected at least "
                            + Distiller.MIN_PATCHES);
        }
        Modality from = to.other();
        int inputs = training.getFirst().context(from).length;
        int outputs = training.getFirst().features(to).length;
        ViewScale scale =
                ViewScale.fit(
                        table("training contexts", training, p -> p.context(from), inputs),
                        workers);
        String name = Epoch.GENERATOR + from.label() + " to " + to.label();
        GeneratorTraining.Learned learned =
                new GeneratorTraining(parameters, name, 10 + to.ordinal())
                        .train(
                                pairs("training", training, to, scale, outputs),
                                pairs("validation", validation, to, scale, outputs),
                                checkpoint,
                                progress,
                                workers);
        return new Trained(
                new Generator(scale, new TrainedNetwork(learned.network(), learned.parameters())),
                learned.epochs());
    }

    private static GeneratorTraining.Pairs pairs(
            String what, List<PatchPair> pairs, Modality to, ViewScale scale, int outputs) {
        Modality from = to.other();
        return new GeneratorTraining.Pairs(
                scaled(
                        scale,
                        table(what + " contexts", pairs, p -> p.context(from), scale.columns())),
                table(what + " features", pairs, p -> p.features(to), outputs));
    }

    private static Batch scaled(ViewScale scale, Batch raw) {
        boolean[] all = new boolean[raw.rows()];
        Arrays.fill(all, true);
        return scale.apply(raw.values(), raw.rows(), all);
    }

    private static Batch table(
            String what, List<PatchPair> pairs, Function<PatchPair, float[]> rows, int columns) {
        Batch batch = Batch.allocate(pairs.size(), columns);
        for (int r = 0; r < pairs.size(); r++) {
            float[] row = rows.apply(pairs.get(r));
            if (row.length != columns) {
                throw new IllegalArgumentException(
                        what
                                + ": "
                                + row.length
                                + " numbers of pair "
                                + r
                                + ", expected "
                                + columns);
            }
            System.arraycopy(row, 0, batch.values(), r * columns, columns);
        }
        return batch;
    }
}
