package org.lacuna.headless.internal;

import org.lacuna.core.DataSet;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Split;
import org.lacuna.core.Workers;
import org.lacuna.evaluation.MetricsRow;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.headless.ExitCode;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.report.MetricsTable;
import org.lacuna.workflow.EvaluationRequest;
import org.lacuna.workflow.EvaluationTask;
import org.lacuna.workflow.RunRecord;
import org.lacuna.workflow.StagedOutput;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code lacuna evaluate}. */
@Command(
        name = "evaluate",
        sortOptions = false,
        header = "Trains, inspects the test parts and compares with the ground truth.",
        description = {
            "%nEach category is trained once, with all modalities its data have, and inspected in"
                    + " each setting: with both modalities, with RGB alone and with 3D alone, as if"
                    + " a sensor had failed.",
            "%nPrints the table of figures and writes report.html, metrics.json, the models and,"
                    + " for each setting, verdicts, scores and anomaly maps into the folder"
                    + " RESULTS.%n"
        })
final class EvaluateCommand implements Callable<Integer> {
    private final Session session;

    @Spec private CommandSpec command;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Data set: one category, or a folder of categories.")
    private Path data;

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description = "Only this category; may be given several times (default: all).")
    private List<String> categories = new ArrayList<>();

    @Option(
            names = "--modalities",
            paramLabel = "LIST",
            converter = ModalityConverter.class,
            description =
                    "Only this setting: rgb,xyz, rgb or xyz (default: all that the data allow).")
    private ModalitySet modalities;

    @Mixin private TrainingOptions training;

    @Mixin private DegradationOptions degrading;

    @Option(
            names = "--resilience",
            description =
                    "Also measure what missing data cost: every setting without distillation, and"
                            + " test parts that lose more and more of points and image. Takes a"
                            + " second training and 20 further inspections of the test parts.")
    private boolean resilience;

    @Option(
            names = "--out",
            paramLabel = "RESULTS",
            required = true,
            description = "Folder for the results; results of an earlier run are replaced.")
    private Path out;

    @Option(names = "--force", description = "Write into a folder that holds other files, too.")
    private boolean force;

    @Option(names = "--timings", description = "At the end, show where the time went.")
    private boolean timings;

    @Mixin private NetworkSettings networks;

    @Mixin private CommonOptions common;

    EvaluateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws LacunaException {
        checkUsage();
        try (InstalledExtractors installed = networks.extractors(session)) {
            evaluate(installed, training.parameters(installed, session));
        }
        return ExitCode.OK.code();
    }

    private void checkUsage() {
        if (resilience && modalities != null) {
            throw new ParameterException(
                    command.commandLine(),
                    "--resilience compares all settings: leave --modalities out");
        }
        if (resilience && degrading.text().isPresent()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--resilience degrades parts step by step itself: leave --drop-points, --blur"
                            + " and --overexpose out");
        }
    }

    private void evaluate(InstalledExtractors installed, InspectionParameters parameters)
            throws LacunaException {
        RunRecord run = new RunRecord("evaluate", session.arguments());
        Optional<String> degradation = degrading.text();
        List<DataSet> sets =
                DataFolders.all(session, data, categories).stream()
                        .map(s -> degrading.applyTo(s, EnumSet.of(Split.TEST)))
                        .toList();
        StageTimings stages = new StageTimings();
        List<ConsoleProgress.TaskTime> tasks;
        List<MetricsRow> rows;
        try (StagedOutput output = Outputs.folder(session, command, out, "results", force);
                Workers workers = common.workers();
                ConsoleProgress progress = common.progress(session)) {
            installed.open(parameters.extractors().values(), progress);
            EvaluationRequest request =
                    new EvaluationRequest(
                            title(degradation),
                            data.toString(),
                            session.commandLine(),
                            sets,
                            modalities == null ? ModalitySet.SETTINGS : List.of(modalities),
                            parameters,
                            degradation,
                            resilience ? Optional.of(degrading.seed()) : Optional.empty());
            rows =
                    new EvaluationTask(
                                    request,
                                    installed,
                                    new ConsoleMemory(
                                            session.console(), common.quiet() || sets.size() > 1))
                            .run(output, run, stages, progress, workers);
            progress.finish();
            tasks = progress.times();
        }
        session.console().result(MetricsTable.text(rows).stripTrailing());
        degradation.ifPresent(
                d -> session.console().result("\nthe test parts were degraded: " + d));
        session.console().result("\nreport: " + out.resolve("report.html"));
        if (timings) {
            session.console().note(stages.table() + "\n\n" + TaskTimes.table(tasks));
        }
    }

    private String title(Optional<String> degradation) {
        Path name = data.toAbsolutePath().normalize().getFileName();
        return (degradation.isPresent() ? "Evaluation on degraded parts of " : "Evaluation of ")
                + (name == null ? data : name);
    }
}
