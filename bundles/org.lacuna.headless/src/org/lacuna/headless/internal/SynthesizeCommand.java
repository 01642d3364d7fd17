package org.lacuna.headless.internal;

import org.lacuna.core.LacunaException;
import org.lacuna.core.Workers;
import org.lacuna.headless.ExitCode;
import org.lacuna.workflow.RunRecord;
import org.lacuna.workflow.StagedOutput;
import org.lacuna.workflow.SynthesisRequest;
import org.lacuna.workflow.SynthesisTask;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code lacuna synthesize}. */
@Command(
        name = "synthesize",
        sortOptions = false,
        header = "Writes the demo data set: synthetic scans with exact ground truth.",
        description =
                "%nMVTec 3D-AD layout, one folder a category. The same options give the same files"
                        + " on every machine.%n")
final class SynthesizeCommand implements Callable<Integer> {
    private final Session session;

    @Spec private CommandSpec command;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder for the data set; a synthetic data set there is replaced.")
    private Path out;

    @Mixin private SynthesisOptions options;

    @Option(names = "--force", description = "Write into a folder that holds other files, too.")
    private boolean force;

    @Mixin private CommonOptions common;

    SynthesizeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws LacunaException {
        SynthesisRequest request = options.request();
        int scans;
        try (StagedOutput output =
                        Outputs.folder(session, command, out, SynthesisTask.KIND, force);
                Workers workers = common.workers();
                ConsoleProgress progress = common.progress(session)) {
            RunRecord run = new RunRecord("synthesize", session.arguments());
            scans = new SynthesisTask(request).run(output, run, progress, workers);
        }
        session.console()
                .result(
                        scans
                                + " scans of "
                                + request.kinds().size()
                                + (request.kinds().size() == 1
                                        ? " category in "
                                        : " categories in ")
                                + out);
        return ExitCode.OK.code();
    }
}
