package org.lacuna.ui.internal.jobs;

import org.eclipse.osgi.util.NLS;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.ThresholdBookFile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a page has to know of a model.
 *
 * @param parts good parts that it learned from
 * @param thresholds the file of its thresholds; empty when there is none beside the model
 */
record ModelFacts(String category, ModalitySet modalities, int parts, Optional<Path> thresholds) {
    /**
     * Reads the whole file, so that a damaged one is told at once: not for the UI thread.
     *
     * @throws LacunaException when it is no model, or damaged
     */
    static ModelFacts read(Path file) throws LacunaException {
        InspectionModel model = ModelFile.read(file);
        return new ModelFacts(
                model.category(),
                model.modalities(),
                model.provenance().trainParts(),
                Optional.of(ThresholdBookFile.beside(file)).filter(Files::isRegularFile));
    }

    String text() {
        return NLS.bind(
                Messages.Inspect_modelFacts, new Object[] {category, modalities.label(), parts});
    }
}
