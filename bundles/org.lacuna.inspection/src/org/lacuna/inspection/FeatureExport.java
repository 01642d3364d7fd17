package org.lacuna.inspection;

import org.lacuna.acquisition.Preprocessor;
import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Modality;
import org.lacuna.core.ModelException;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.memorybank.FeatureFile;
import org.lacuna.memorybank.FeatureFileWriter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes the features of good training parts to a {@link FeatureFile}: the vectors that {@link
 * Trainer} makes a memory bank of, all of them, in the order of parts and patches. Where a vector
 * comes from is not kept, since the format has no room for it.
 *
 * <p>Deterministic for any number of workers. Memory does not grow with the number of parts.
 */
public final class FeatureExport {
    private final InspectionParameters parameters;
    private final FeatureExtractor extractor;

    /**
     * @param modality whose features are wanted
     * @throws ModelException when the extractor that the parameters name is not among {@code
     *     extractors}
     */
    public FeatureExport(
            InspectionParameters parameters, Modality modality, List<FeatureExtractor> extractors)
            throws ModelException {
        this.parameters = parameters;
        this.extractor =
                Extractors.select(Map.of(modality, parameters.of(modality).extractor()), extractors)
                        .get(modality);
    }

    /**
     * Writes the file wholly or not at all.
     *
     * @return number of parts
     * @throws DataException when there is no good training part with the modality, or one is
     *     damaged
     * @throws StorageException when a part cannot be read or the file cannot be written
     * @throws CancelledException when the user asked to stop; nothing is left behind
     */
    public int write(DataSet data, Path file, Progress progress, Workers workers)
            throws LacunaException {
        Modality modality = extractor.modality();
        List<SampleSource> parts =
                Trainer.good(data, Split.TRAIN).stream()
                        .filter(s -> s.modalities().contains(modality))
                        .toList();
        if (parts.isEmpty()) {
            throw new DataException(
                    data.category()
                            + ": no good training part with "
                            + modality.label()
                            + ", expected at least one");
        }
        progress.begin(
                data.category() + ": features of " + parts.size() + " good parts", parts.size());
        FeatureFile.write(
                file, extractor.channels(), writer -> write(parts, writer, progress, workers));
        return parts.size();
    }

    private void write(
            List<SampleSource> parts, FeatureFileWriter writer, Progress progress, Workers workers)
            throws IOException, LacunaException {
        Perception perception =
                new Perception(
                        new Preprocessor(parameters.preprocess()),
                        Map.of(extractor.modality(), extractor));
        try {
            // With all modalities, since the scan tells the part from its background.
            Trainer.forEach(
                    parts,
                    Trainer.union(parts),
                    perception,
                    progress,
                    workers,
                    (source, percept) -> add(writer, percept.features().get(extractor.modality())));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The patches that training takes. */
    private void add(FeatureFileWriter writer, FeatureMap map) {
        int channels = map.channels();
        float[] rows = new float[PatchGrid.PATCHES * channels];
        double least = parameters.scoring().minPatchAvailability();
        int n = 0;
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            float a = map.availability().at(p);
            if (a > 0 && a >= least) {
                System.arraycopy(map.values(), p * channels, rows, n++ * channels, channels);
            }
        }
        try {
            writer.add(rows, n);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
