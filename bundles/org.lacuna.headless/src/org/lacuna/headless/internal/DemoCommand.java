package org.lacuna.headless.internal;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import org.lacuna.core.DataSet;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
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
import org.lacuna.workflow.SynthesisRequest;
import org.lacuna.workflow.SynthesisTask;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code lacuna demo}. */
@Command(
        name = "demo",
        sortOptions = false,
        header = "Shows the whole way, from scans to verdicts, on synthetic parts.",
        description = {
            "%nMakes a data set under DIR/data, learns its good parts, inspects the test parts with"
                    + " both modalities, with RGB alone and with 3D alone, prints the figures and"
                    + " writes DIR/results/report.html.",
            "%nA second run uses the data set again if seed, size, parts and version are the"
                    + " same.%n"
        })
final class DemoCommand implements Callable<Integer> {
    private final Session session;

    @Spec private CommandSpec command;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for data and results (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("lacuna-demo");

    @Mixin private SynthesisOptions synthesis;

    @Option(names = "--timings", description = "At the end, show where the time went.")
    private boolean timings;

    @Mixin private NetworkSettings networks;

    @Mixin private CommonOptions common;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws LacunaException {
        SynthesisRequest scans = synthesis.request();
        Path data = out.resolve("data");
        Path results = out.resolve("results");
        StageTimings stages = new StageTimings();
        List<ConsoleProgress.TaskTime> tasks;
        List<MetricsRow> rows;
        try (InstalledExtractors installed = networks.extractors(session);
                Workers workers = common.workers();
                ConsoleProgress progress = common.progress(session);
                StagedOutput output = Outputs.folder(session, command, results, "results", false)) {
            synthesize(data, scans, progress, workers);
            RunRecord run = new RunRecord("demo", session.arguments());
            InspectionParameters parameters = TrainingOptions.defaults(installed, session);
            installed.open(parameters.extractors().values(), progress);
            List<DataSet> sets = DataFolders.all(session, data, List.of());
            EvaluationRequest request =
                    new EvaluationRequest(
                            "Lacuna demo: synthetic scans",
                            data.toString(),
                            session.commandLine(),
                            sets,
                            ModalitySet.SETTINGS,
                            parameters,
                            Optional.empty(),
                            Optional.empty());
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
        if (timings) {
            session.console().note(stages.table() + "\n\n" + TaskTimes.table(tasks));
        }
        session.console()
                .result(
                        "\nReport with heat maps:  "
                                + results.resolve("report.html")
                                + "\nOpen the workbench:     ./lacuna ui "
                                + results
                                + "\nInspect a part:         ./lacuna inspect --model "
                                + results.resolve("models").resolve(scans.kinds().getFirst().key())
                                + ".lacuna --data "
                                + data
                                + " --out verdicts");
        return ExitCode.OK.code();
    }

    private void synthesize(
            Path data, SynthesisRequest scans, ConsoleProgress progress, Workers workers)
            throws LacunaException {
        if (isThere(data, scans.fingerprint())) {
            if (!common.quiet()) {
                session.console().note("lacuna: using the data set in " + data + " again");
            }
            return;
        }
        try (StagedOutput output =
                Outputs.folder(session, command, data, SynthesisTask.KIND, false)) {
            RunRecord run = new RunRecord("demo", session.arguments());
            new SynthesisTask(scans).run(output, run, progress, workers);
        }
    }

    private static boolean isThere(Path data, String fingerprint) {
        try {
            JsonObject run =
                    JsonParser.parseString(Files.readString(data.resolve(StagedOutput.RUN_FILE)))
                            .getAsJsonObject();
            return run.has("fingerprint")
                    && run.get("fingerprint").getAsString().equals(fingerprint);
        } catch (IOException | JsonParseException | IllegalStateException e) {
            // Whatever is there is not the data set wanted; opening the output says more.
            return false;
        }
    }
}
