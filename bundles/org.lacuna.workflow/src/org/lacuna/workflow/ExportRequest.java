package org.lacuna.workflow;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What of a result folder is to be passed on, and where to.
 *
 * @param results folder of an inspection or evaluation
 * @param target folder, or a file whose name ends with {@code .zip}
 * @param report whether the HTML report goes with it; one is made where there is none
 * @param csv whether tables do
 * @param json whether verdicts and figures as JSON do
 * @param maps whether anomaly maps do: the largest part by far
 */
public record ExportRequest(
        Path results, Path target, boolean report, boolean csv, boolean json, boolean maps) {
    public ExportRequest {
        Objects.requireNonNull(results, "results");
        Objects.requireNonNull(target, "target");
        if (!(report || csv || json || maps)) {
            throw new IllegalArgumentException("nothing chosen, expected at least one");
        }
    }

    /** Whether the target is a ZIP file. */
    public boolean isZip() {
        return SurveyListing.extension(target).equals("zip");
    }
}
