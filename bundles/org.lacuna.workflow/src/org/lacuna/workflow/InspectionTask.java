package org.lacuna.workflow;

import org.lacuna.core.CancelledException;
import org.lacuna.core.InspectionSink;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Progress;
import org.lacuna.core.Software;
import org.lacuna.core.Workers;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inspection.BatchInspection;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.Inspector;
import org.lacuna.inspection.ThresholdBook;
import org.lacuna.inspection.TrainedBank;
import org.lacuna.report.ResultFolder;

import java.util.Optional;

/**
 * Inspects parts and writes a result folder. A part whose files are damaged is NOT_INSPECTED, with
 * the reason, and the run goes on. Not thread-safe.
 */
public final class InspectionTask {
    private final InspectionRequest request;
    private final InstalledExtractors extractors;

    /**
     * @param extractors stays open, and the caller's to close
     */
    public InspectionTask(InspectionRequest request, InstalledExtractors extractors) {
        this.request = request;
        this.extractors = extractors;
    }

    /**
     * @param output receives the results and is committed
     * @param run said in {@code run.json}; completed here
     * @param sink told of each part after it is written, on the calling thread
     * @throws LacunaException when model and extractors do not fit, or the disk fails
     * @throws CancelledException when the user asked to stop; nothing is committed
     */
    public InspectionResult run(
            StagedOutput output,
            RunRecord run,
            InspectionSink sink,
            Progress progress,
            Workers workers)
            throws LacunaException {
        InspectionModel model = request.model();
        VerdictTally tally = new VerdictTally(model.modalities());
        BatchInspection.Summary summary;
        try (ResultFolder results = new ResultFolder(output.staging(), Software.VERSION)) {
            extractors.open(
                    model.banks().values().stream().map(TrainedBank::extractorId).toList(),
                    progress);
            String modelId = model.sha256();
            if (request.thresholds().isPresent()) {
                request.thresholds().get().requireModel("thresholds", modelId);
            }
            Inspector inspector = new Inspector(model, extractors.all(), request.thresholds());
            Optional<String> book = request.thresholds().map(ThresholdBook::sha256);
            results.useModel(modelId, book);
            progress.begin("inspect " + model.category(), request.parts().size());
            InspectionSink all =
                    (source, inspection) -> {
                        results.accept(source, inspection);
                        sink.accept(source, inspection);
                        tally.add(inspection);
                    };
            summary =
                    new BatchInspection(inspector, BatchInspection.DamagedPart.REPORT)
                            .run(request.parts(), request.modalities(), all, progress, workers);
            results.commit();
            run.put("model", request.modelName())
                    .put("model_id", modelId)
                    .put("modalities", request.modalities().key())
                    .put("summary", tally.summary());
            book.ifPresent(b -> run.put("threshold_book", b));
            request.degradation().ifPresent(d -> run.put("degradation", d));
            output.commit("results", run.json());
        }
        return new InspectionResult(tally, summary);
    }
}
