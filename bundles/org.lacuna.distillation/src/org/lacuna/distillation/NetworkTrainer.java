package org.lacuna.distillation;

import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.Modality;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;

import java.util.List;

/**
 * Where the networks of distillation are trained: {@link #JAVA} on the processor, always there; an
 * implementation for a graphics card may take its place. What comes out are the same kinds of
 * networks, which run in plain Java wherever the model goes; their bits are the implementation's
 * own.
 *
 * <p>Implementations are thread-safe, deterministic for a seed and any number of workers, and hear
 * a cancellation within a second.
 */
public interface NetworkTrainer {
    /** In plain Java; see {@link Distiller} and {@link GeneratorTrainer}. */
    NetworkTrainer JAVA =
            new NetworkTrainer() {
                @Override
                public Distilled distil(
                        DistillationParameters parameters,
                        List<LabelledPatch> training,
                        List<LabelledPatch> validation,
                        Checkpoint checkpoint,
                        Progress progress,
                        Workers workers)
                        throws DataException, StorageException {
                    return new Distiller(parameters)
                            .train(training, validation, checkpoint, progress, workers);
                }

                @Override
                public GeneratorTrainer.Trained generator(
                        DistillationParameters parameters,
                        Modality to,
                        List<PatchPair> training,
                        List<PatchPair> validation,
                        Checkpoint checkpoint,
                        Progress progress,
                        Workers workers)
                        throws DataException, StorageException {
                    return new GeneratorTrainer(parameters)
                            .train(to, training, validation, checkpoint, progress, workers);
                }
            };

    /**
     * Teachers and student; arguments, result and errors as of {@link Distiller#train}.
     *
     * @throws CancelledException when the user asked to stop
     */
    Distilled distil(
            DistillationParameters parameters,
            List<LabelledPatch> training,
            List<LabelledPatch> validation,
            Checkpoint checkpoint,
            Progress progress,
            Workers workers)
            throws DataException, StorageException;

    /**
     * A generator; arguments, result and errors as of {@link GeneratorTrainer#train}.
     *
     * @param to what is to be generated, from the other modality
     * @throws CancelledException when the user asked to stop
     */
    GeneratorTrainer.Trained generator(
            DistillationParameters parameters,
            Modality to,
            List<PatchPair> training,
            List<PatchPair> validation,
            Checkpoint checkpoint,
            Progress progress,
            Workers workers)
            throws DataException, StorageException;
}
