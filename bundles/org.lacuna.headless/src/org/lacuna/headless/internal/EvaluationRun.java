package org.lacuna.headless.internal;

import org.lacuna.core.DataSet;
import org.lacuna.core.Inspection;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Software;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.evaluation.Evaluation;
import org.lacuna.evaluation.EvaluationListener;
import org.lacuna.evaluation.MetricsRow;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.inspection.ModelFile;
import org.lacuna.report.HtmlReport;
import org.lacuna.report.MetricsJson;
import org.lacuna.report.ModelSummary;
import org.lacuna.report.ReportOrigin;
import org.lacuna.report.ReportParameters;
import org.lacuna.report.ResultFolder;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluates data sets and writes all that {@code evaluate} promises into a folder: models, one
 * result folder a setting, figures, report. Not thread-safe.
 */
final class EvaluationRun {
    private final Session session;
    private final InstalledExtractors extractors;
    private final InspectionParameters parameters;
    private final boolean quiet;

    EvaluationRun(
            Session session,
            InstalledExtractors extractors,
            InspectionParameters parameters,
            boolean quiet) {
        this.session = session;
        this.extractors = extractors;
        this.parameters = parameters;
        this.quiet = quiet;
    }

    /**
     * @param title heading of the report
     * @param data what the user named as data, for the report
     * @param folder receives the files
     * @param stages receives the stage times of each part
     * @return rows as {@link Evaluation#run} gives them
     */
    List<MetricsRow> run(
            String title,
            String data,
            List<DataSet> sets,
            List<ModalitySet> settings,
            Path folder,
            StageTimings stages,
            ConsoleProgress progress,
            Workers workers)
            throws LacunaException {
        MemoryCheck memory = new MemoryCheck(session, extractors, workers.threads());
        for (DataSet set : sets) {
            memory.run(set, parameters, quiet || sets.size() > 1);
        }
        HtmlReport report =
                new HtmlReport(
                        title,
                        new ReportOrigin(
                                "lacuna " + String.join(" ", session.arguments()),
                                data,
                                Software.VERSION,
                                Instant.now().truncatedTo(ChronoUnit.SECONDS)),
                        ReportParameters.forEvaluation());
        try (Writer writer = new Writer(folder, report, stages)) {
            List<MetricsRow> rows =
                    new Evaluation(parameters, extractors.all())
                            .run(sets, settings, writer, progress, workers);
            writer.commit();
            MetricsJson.write(folder.resolve("metrics.json"), rows);
            report.setMetrics(rows);
            report.write(folder.resolve("report.html"), progress, workers);
            return rows;
        }
    }

    /** Writes what the evaluation tells. */
    private static final class Writer implements EvaluationListener, AutoCloseable {
        private final Path folder;
        private final HtmlReport report;
        private final StageTimings stages;
        private final Map<ModalitySet, ResultFolder> results = new LinkedHashMap<>();
        private String modelId = "";

        Writer(Path folder, HtmlReport report, StageTimings stages) {
            this.folder = folder;
            this.report = report;
            this.stages = stages;
        }

        @Override
        public void trained(InspectionModel model) throws StorageException {
            ModelFile.write(folder.resolve("models").resolve(model.category() + ".lacuna"), model);
            modelId = model.sha256();
            report.addModel(ModelSummary.of(model, modelId));
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
            stages.add(inspection.stageMillis());
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
