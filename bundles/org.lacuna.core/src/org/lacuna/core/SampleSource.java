package org.lacuna.core;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One sample that can be loaded: files on disk, or whatever a source offers. Immutable and
 * thread-safe.
 */
public interface SampleSource {
    SampleId id();

    /** The modalities that {@link #load} can deliver. */
    ModalitySet modalities();

    /**
     * The files behind the sample, for provenance, messages and views; empty for a source without
     * files.
     */
    Map<Modality, Path> files();

    /**
     * What is done to the sample on loading that its files do not show, for people and for
     * fingerprints; empty for a sample that is as its files are. Whoever reports on a sample
     * reports this, too: altered data must not pass for real ones.
     */
    default Optional<String> alteration() {
        return Optional.empty();
    }

    /**
     * Loads the sample.
     *
     * @param wanted modalities to load; those that are not there are left out silently
     * @throws DataException when a file is damaged or the modalities do not fit each other
     * @throws StorageException when a file cannot be read
     */
    Sample load(ModalitySet wanted) throws DataException, StorageException;

    /**
     * Ground truth on the sensor grid; empty when the source has none for this sample.
     *
     * @throws DataException when the mask is damaged
     * @throws StorageException when the mask cannot be read
     */
    Optional<PixelMask> loadGroundTruth() throws DataException, StorageException;
}
