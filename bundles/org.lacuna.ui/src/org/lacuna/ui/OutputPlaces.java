package org.lacuna.ui;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Knows where output belongs that is made of other output. A plug-in that keeps things in order, as
 * in projects, registers one as an OSGi service; wizards that follow a task propose what it says.
 * Called on the UI thread, so it must not look at the disk.
 */
public interface OutputPlaces {
    /**
     * A folder, not there yet, for the results of an inspection.
     *
     * @param model the model that inspects
     * @param data the parts that are inspected, where they are known
     * @return empty when the model is not in one of its places
     */
    Optional<Path> resultsOf(Path model, Optional<Path> data);

    /**
     * A folder, not there yet, for a report.
     *
     * @param results what it reports
     * @return empty when they are not in one of its places
     */
    Optional<Path> reportOf(Path results);
}
