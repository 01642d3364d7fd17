package org.lacuna.workflow;

import org.lacuna.core.CancelledException;
import org.lacuna.core.DataSet;
import org.lacuna.core.Inspection;
import org.lacuna.core.InspectionSink;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Software;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.evaluation.DecisionTally;
import org.lacuna.evaluation.Evaluation;
import org.lacuna.evaluation.EvaluationListener;
import org.lacuna.evaluation.MetricsRow;
import org.lacuna.evaluation.Resilience;
import org.lacuna.evaluation.ResilienceStudy;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.ModelFile;
import org.lacuna.report.HtmlReport;
import org.lacuna.report.LearningCurvesCsv;
import org.lacuna.report.MetricsJson;
import org.lacuna.report.ModelSummary;
import org.lacuna.report.ReportOrigin;
import org.lacuna.report.ReportParameters;
import org.lacuna.report.ResilienceCsv;
import org.lacuna.report.ResultFolder;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluates data sets and writes all that an evaluation promises into a folder: models, one result
 * folder a setting, figures, report. Not thread-safe.
 */
public final class EvaluationTask {
    private final EvaluationRequest request;
    private final InstalledExtractors extractors;
    private final MemoryGate memory;

    /**
     * @param extractors open, and the caller's to close
     * @param memory asked for each category
     */
    public EvaluationTask(
            EvaluationRequest request, InstalledExtractors extractors, MemoryGate memory) {
        this.request = request;
        this.extractors = extractors;
        this.memory = memory;
    }

    /**
     * @param output receives the results and is committed
     * @param run said in {@code run.json}; completed here
     * @param sink told of each inspected part, on the calling thread
     * @return rows as {@link Evaluation#run} gives them
     * @throws CancelledException when the user asked to stop
     */
    public List<MetricsRow> run(
            StagedOutput output,
            RunRecord run,
            InspectionSink sink,
            Progress progress,
            Workers workers)
            throws LacunaException {
        List<MetricsRow> rows = write(output.staging(), sink, progress, workers);
        progress.throwIfCancelled();
        request.alteration().ifPresent(d -> run.put("degradation", d));
        output.commit("results", run.put("seed", request.parameters().seed()).json());
        return rows;
    }

    private List<MetricsRow> write(
            Path folder, InspectionSink sink, Progress progress, Workers workers)
            throws LacunaException {
        for (DataSet set : request.sets()) {
            Optional<MemoryNeed> need =
                    MemoryNeed.of(set, request.parameters(), extractors.all(), workers.threads());
            if (need.isPresent()) {
                memory.pass(need.get());
            }
        }
        HtmlReport report =
                new HtmlReport(
                        request.title(),
                        new ReportOrigin(
                                request.command(),
                                request.data(),
                                Software.VERSION,
                                Instant.now().truncatedTo(ChronoUnit.SECONDS)),
                        ReportParameters.forEvaluation());
        try (Writer writer = new Writer(folder, report, sink)) {
            List<MetricsRow> rows =
                    new Evaluation(request.parameters(), extractors.all())
                            .run(request.sets(), request.settings(), writer, progress, workers);
            writer.commit();
            Resilience resilience =
                    request.resilienceSeed().isEmpty()
                            ? Resilience.NONE
                            : resilience(rows, writer, progress, workers);
            MetricsJson.write(
                    folder.resolve("metrics.json"), rows, request.alteration(), resilience);
            LearningCurvesCsv.write(folder.resolve("learning-curves.csv"), writer.models());
            if (!resilience.isEmpty()) {
                ResilienceCsv.write(folder.resolve("resilience.csv"), resilience);
            }
            report.setMetrics(rows);
            report.setResilience(resilience);
            report.write(folder.resolve("report.html"), progress, workers);
            return rows;
        }
    }

    private Resilience resilience(
            List<MetricsRow> rows, Writer writer, Progress progress, Workers workers)
            throws LacunaException {
        return new ResilienceStudy(
                        request.parameters(),
                        extractors.all(),
                        request.resilienceSeed().orElseThrow())
                .run(request.sets(), rows, writer.tally(), writer::model, progress, workers);
    }

    /** Writes what the evaluation tells. */
    private static final class Writer implements EvaluationListener, AutoCloseable {
        private final Path folder;
        private final HtmlReport report;
        private final InspectionSink sink;
        private final Map<ModalitySet, ResultFolder> results = new LinkedHashMap<>();
        private final Map<String, ModelSummary> models = new LinkedHashMap<>();
        private final DecisionTally tally = new DecisionTally();
        private String modelId = "";

        Writer(Path folder, HtmlReport report, InspectionSink sink) {
            this.folder = folder;
            this.report = report;
            this.sink = sink;
        }

        @Override
        public void trained(InspectionModel model) throws StorageException {
            ModelFile.write(file(model.category()), model);
            modelId = model.sha256();
            ModelSummary summary = ModelSummary.of(model, modelId);
            models.put(model.category(), summary);
            report.addModel(summary);
        }

        private Path file(String category) {
            return folder.resolve("models").resolve(category + ".lacuna");
        }

        List<ModelSummary> models() {
            return List.copyOf(models.values());
        }

        /** From its file: all of them at once would take memory for nothing. */
        Optional<InspectionModel> model(String category) throws LacunaException {
            return models.containsKey(category)
                    ? Optional.of(ModelFile.read(file(category)))
                    : Optional.empty();
        }

        DecisionTally tally() {
            return tally;
        }

        @Override
        public void inspected(ModalitySet setting, SampleSource source, Inspection inspection)
                throws StorageException {
            ResultFolder result = results.get(setting);
            if (result == null) {
                result = new ResultFolder(folder.resolve(setting.key()), Software.VERSION);
                results.put(setting, result);
            }
            result.useModel(modelId);
            result.accept(source, inspection);
            report.add(setting, source, inspection);
            sink.accept(source, inspection);
            tally.inspected(setting, source, inspection);
        }

        void commit() throws StorageException {
            for (ResultFolder result : results.values()) {
                result.commit();
            }
        }

        @Override
        public void close() {
            results.values().forEach(ResultFolder::close);
        }
    }
}
