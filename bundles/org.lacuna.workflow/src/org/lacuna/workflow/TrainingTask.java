package org.lacuna.workflow;

import org.lacuna.core.CancelledException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.Trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Trains a model and writes it; the file appears only when it is whole. Not thread-safe. */
public final class TrainingTask {
    private final TrainingRequest request;
    private final InstalledExtractors extractors;
    private final MemoryGate memory;

    /**
     * @param extractors stays open, and the caller's to close
     */
    public TrainingTask(
            TrainingRequest request, InstalledExtractors extractors, MemoryGate memory) {
        this.request = request;
        this.extractors = extractors;
        this.memory = memory;
    }

    /**
     * @return the model as it was written
     * @throws LacunaException when parts, an extractor, memory or the disk do not allow it; names
     *     what was found and what was expected
     * @throws CancelledException when the user asked to stop; no file is left but the checkpoint
     */
    public InspectionModel run(Progress progress, Workers workers) throws LacunaException {
        Path out = request.out();
        OutputFiles.check(out);
        if (!request.replaceForeign() && OutputFiles.isForeignToModels(out)) {
            throw new StorageException(
                    out + ": is no inspection model, expected a model or a new file", null);
        }
        Trainer trainer = new Trainer(request.parameters(), extractors.all());
        extractors.open(request.parameters().extractors().values(), progress);
        Optional<MemoryNeed> need =
                MemoryNeed.of(
                        request.data(), request.parameters(), extractors.all(), workers.threads());
        if (need.isPresent()) {
            memory.pass(need.get());
        }
        InspectionModel trained =
                trainer.train(request.data(), request.checkpoint(), progress, workers);
        InspectionModel model = request.note().map(trained::withNote).orElse(trained);
        progress.throwIfCancelled();
        ModelFile.write(out, model);
        if (request.checkpoint().isPresent()) {
            remove(request.checkpoint().get());
        }
        return model;
    }

    private static void remove(Path checkpoint) throws StorageException {
        try {
            Files.deleteIfExists(checkpoint);
        } catch (IOException e) {
            throw StorageException.of(checkpoint, "removed", e);
        }
    }
}
