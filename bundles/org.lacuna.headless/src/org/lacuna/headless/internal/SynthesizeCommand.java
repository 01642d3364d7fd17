package org.lacuna.headless.internal;

import org.lacuna.core.LacunaException;
import org.lacuna.core.Workers;
import org.lacuna.headless.ExitCode;
import org.lacuna.synthesis.PartKind;
import org.lacuna.synthesis.SynthesisParameters;
import org.lacuna.workflow.RunRecord;
import org.lacuna.workflow.StagedOutput;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;
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
    /** Kind of folder, see {@link StagedOutput}. */
    static final String KIND = "data";

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
        SynthesisParameters parameters = options.parameters();
        List<PartKind> kinds = options.kinds();
        int scans;
        try (StagedOutput output = Outputs.folder(session, command, out, KIND, force);
                Workers workers = common.workers();
                ConsoleProgress progress = common.progress(session)) {
            RunRecord run = record("synthesize", session, parameters, kinds);
            scans = Synthesis.write(output.staging(), parameters, kinds, progress, workers);
            output.commit(KIND, run.json());
        }
        session.console()
                .result(
                        scans
                                + " scans of "
                                + kinds.size()
                                + (kinds.size() == 1 ? " category in " : " categories in ")
                                + out);
        return ExitCode.OK.code();
    }

    static RunRecord record(
            String command, Session session, SynthesisParameters parameters, List<PartKind> kinds) {
        return new RunRecord(command, session.arguments())
                .put("seed", parameters.seed())
                .put("fingerprint", SynthesisOptions.fingerprint(parameters, kinds));
    }
}
