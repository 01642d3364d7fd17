package org.lacuna.headless.internal;

import org.lacuna.core.LacunaException;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.ModelFolder;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The model that {@code --model} names.
 *
 * @param file that it was read from
 * @param fromFolder whether a folder was named, which stands for its current model
 */
record ChosenModel(Path file, InspectionModel model, boolean fromFolder) {
    /**
     * @param path of a model, or of a folder of models
     * @throws LacunaException when the file is no model, or the folder has no current one
     */
    static ChosenModel read(Path path) throws LacunaException {
        if (!Files.isDirectory(path)) {
            return new ChosenModel(path, ModelFile.read(path), false);
        }
        ModelFolder.Current current = new ModelFolder(path).current();
        return new ChosenModel(current.file(), current.model(), true);
    }
}
