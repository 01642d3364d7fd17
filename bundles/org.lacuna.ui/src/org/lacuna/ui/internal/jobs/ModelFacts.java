package org.lacuna.ui.internal.jobs;

import org.eclipse.osgi.util.NLS;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.ModelFolder;
import org.lacuna.inspection.ModelRegistry;
import org.lacuna.inspection.ModelRegistryFile;
import org.lacuna.inspection.Promotion;
import org.lacuna.inspection.ThresholdBookFile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a page has to know of a model.
 *
 * @param file of the model
 * @param parts good parts that it learned from
 * @param thresholds the file of its thresholds; empty when there is none beside the model
 * @param standing what is to be said about it as the current model of its folder
 * @param current whether it is that
 */
record ModelFacts(
        Path file,
        String category,
        ModalitySet modalities,
        int parts,
        Optional<Path> thresholds,
        Check standing,
        boolean current) {
    /**
     * Reads the whole file, so that a damaged one is told at once: not for the UI thread.
     *
     * @param path of a model, or of a folder of models, which stands for its current one
     * @throws LacunaException when it is no model, or damaged, or the folder has no current one
     */
    static ModelFacts read(Path path) throws LacunaException {
        if (Files.isDirectory(path)) {
            ModelFolder.Current current = new ModelFolder(path).current();
            return of(current.file(), current.model(), Check.OK, true);
        }
        InspectionModel model = ModelFile.read(path);
        String name = String.valueOf(path.getFileName());
        String id = model.sha256();
        ModelRegistry registry;
        try {
            registry = ModelFolder.of(path).registry();
        } catch (LacunaException e) {
            return of(path, model, Check.warning(e.getMessage()), false);
        }
        return switch (registry.standing(name, id)) {
            case UNREGISTERED -> of(path, model, Check.OK, false);
            case CURRENT -> of(path, model, Check.OK, true);
            case OTHER ->
                    of(
                            path,
                            model,
                            Check.warning(
                                    NLS.bind(
                                            Messages.Inspect_notCurrent,
                                            name,
                                            current(registry).file())),
                            false);
            case ALTERED ->
                    of(
                            path,
                            model,
                            Check.problem(
                                    NLS.bind(
                                            Messages.Inspect_altered,
                                            new Object[] {name, id, current(registry).modelId()})),
                            false);
        };
    }

    private static Promotion current(ModelRegistry registry) {
        return registry.current().orElseThrow();
    }

    private static ModelFacts of(
            Path file, InspectionModel model, Check standing, boolean current) {
        return new ModelFacts(
                file,
                model.category(),
                model.modalities(),
                model.provenance().trainParts(),
                Optional.of(ThresholdBookFile.beside(file)).filter(Files::isRegularFile),
                standing,
                current);
    }

    /**
     * The current model of a folder: not for the UI thread.
     *
     * @param last folder, or a file in it
     * @return empty when no model was promoted there
     * @throws LacunaException when the registry is damaged
     */
    static Optional<Path> currentBeside(Path last) throws LacunaException {
        Path folder = Files.isDirectory(last) ? last : last.toAbsolutePath().getParent();
        if (folder == null || !Files.isRegularFile(ModelRegistryFile.in(folder))) {
            return Optional.empty();
        }
        return new ModelFolder(folder).registry().current().map(p -> folder.resolve(p.file()));
    }

    String text() {
        String text =
                NLS.bind(
                        Messages.Inspect_modelFacts,
                        new Object[] {category, modalities.label(), parts});
        return current ? text + " " + NLS.bind(Messages.Inspect_current, file.getFileName()) : text;
    }
}
