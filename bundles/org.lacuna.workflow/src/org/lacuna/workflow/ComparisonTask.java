package org.lacuna.workflow;

import org.lacuna.core.CancelledException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.features.InstalledExtractors;

import java.util.List;

/**
 * Inspects the same parts with two models and writes both results, each into a folder of its own,
 * or neither. Not thread-safe.
 */
public final class ComparisonTask {
    /** Of what {@link StagedOutput} writes here. */
    public static final String KIND = "comparison";

    /**
     * One of the two inspections.
     *
     * @param folder name of the folder of its results, within those of the comparison
     * @param request what to inspect with what
     * @param arguments of the command line that does the same
     * @param progress told of this inspection
     */
    public record Side(
            String folder, InspectionRequest request, List<String> arguments, Progress progress) {
        public Side {
            arguments = List.copyOf(arguments);
        }
    }

    /** What the two came to. */
    public record Result(InspectionResult a, InspectionResult b) {}

    private final Side a;
    private final Side b;
    private final InstalledExtractors extractors;

    /**
     * @param a inspects first
     * @param b with another folder
     * @param extractors stays open, and the caller's to close
     */
    public ComparisonTask(Side a, Side b, InstalledExtractors extractors) {
        if (a.folder().equals(b.folder())) {
            throw new IllegalArgumentException(
                    "folder: both '" + a.folder() + "', expected one for each");
        }
        this.a = a;
        this.b = b;
        this.extractors = extractors;
    }

    /**
     * @param output receives both results and is committed
     * @param run said in {@code run.json}; completed here
     * @throws LacunaException when a model and the extractors do not fit, or the disk fails
     * @throws CancelledException when the user asked to stop; nothing is committed
     */
    public Result run(StagedOutput output, RunRecord run, Workers workers) throws LacunaException {
        InspectionResult first = inspect(a, output, workers);
        InspectionResult second = inspect(b, output, workers);
        run.put("model_a", a.request().modelName())
                .put("model_b", b.request().modelName())
                .put("summary_a", first.tally().summary())
                .put("summary_b", second.tally().summary());
        output.commit(KIND, run.json());
        return new Result(first, second);
    }

    private InspectionResult inspect(Side side, StagedOutput output, Workers workers)
            throws LacunaException {
        try (StagedOutput own =
                StagedOutput.open(output.staging().resolve(side.folder()), "results", false)) {
            InspectionResult result =
                    new InspectionTask(side.request(), extractors)
                            .run(
                                    own,
                                    new RunRecord("inspect", side.arguments()),
                                    (source, inspection) -> {},
                                    side.progress(),
                                    workers);
            side.progress().throwIfCancelled();
            return result;
        } catch (StagedOutput.ForeignFolderException e) {
            throw new IllegalStateException("a folder that was just made", e);
        }
    }
}
