package org.lacuna.headless.internal;

import org.lacuna.core.CancelledException;
import org.lacuna.core.DataSet;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.headless.ExitCode;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.workflow.OutputFiles;
import org.lacuna.workflow.TrainingRequest;
import org.lacuna.workflow.TrainingTask;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code lacuna train}. */
@Command(
        name = "train",
        sortOptions = false,
        header = "Learns the good parts of a data set and writes an inspection model.",
        description =
                "%nLearns from train/good; thresholds come from validation/good or, without that"
                        + " folder, from training parts held out.%n")
final class TrainCommand implements Callable<Integer> {
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
            description = "Category to learn, where DIR holds several.")
    private String category;

    @Option(
            names = "--out",
            paramLabel = "MODEL",
            required = true,
            description = "File to write, e.g. bagel.lacuna; an older model there is replaced.")
    private Path out;

    @Mixin private TrainingOptions training;

    @Mixin private DegradationOptions degrading;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description =
                    "Keep in FILE, after every epoch, what networks have learned. After an"
                            + " interruption the same command goes on from there. Removed when"
                            + " MODEL is written.")
    private Path checkpoint;

    @Option(names = "--force", description = "Replace MODEL even if it is no inspection model.")
    private boolean force;

    @Option(names = "--timings", description = "At the end, show where the time went.")
    private boolean timings;

    @Mixin private NetworkSettings networks;

    @Mixin private CommonOptions common;

    TrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws LacunaException {
        checkOut();
        ModelOutput.warnOfCurrent(out, session.console());
        Optional<String> degradation = degrading.text();
        try (InstalledExtractors installed = networks.extractors(session);
                Workers workers = common.workers();
                ConsoleProgress progress = common.progress(session)) {
            InspectionParameters parameters = training.parameters(installed, session);
            if (checkpoint != null && !parameters.lessons().enabled()) {
                session.console()
                        .note(
                                "--checkpoint: nothing to keep, since --no-distillation trains no"
                                        + " network");
            }
            DataSet set =
                    degrading.applyTo(
                            DataFolders.one(session, command, data, category, category != null),
                            EnumSet.of(Split.TRAIN, Split.VALIDATION));
            TrainingTask task =
                    new TrainingTask(
                            new TrainingRequest(
                                    set,
                                    parameters,
                                    out,
                                    force,
                                    Optional.ofNullable(checkpoint),
                                    degradation.map(d -> "trained on degraded parts: " + d)),
                            installed,
                            new ConsoleMemory(session.console(), common.quiet()));
            InspectionModel model = run(task, progress, workers);
            progress.finish();
            session.console().result(ModelText.of(model));
            session.console().result("\nwritten to " + out + " (" + size(out) + ")");
            if (timings) {
                session.console().note(TaskTimes.table(progress.times()));
            }
        }
        return ExitCode.OK.code();
    }

    private InspectionModel run(TrainingTask task, ConsoleProgress progress, Workers workers)
            throws LacunaException {
        try {
            return task.run(progress, workers);
        } catch (CancelledException e) {
            if (checkpoint != null && Files.exists(checkpoint)) {
                session.console()
                        .note(
                                "lacuna: "
                                        + checkpoint
                                        + " keeps what networks have learned; the same command"
                                        + " goes on from there");
            }
            throw e;
        }
    }

    private void checkOut() throws StorageException {
        OutputFiles.check(out);
        if (checkpoint != null) {
            OutputFiles.check(checkpoint);
            if (absolute(checkpoint).equals(absolute(out))) {
                throw new ParameterException(
                        command.commandLine(),
                        "--checkpoint: " + checkpoint + " is MODEL, expected another file");
            }
        }
        if (!force && OutputFiles.isForeignToModels(out)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--out: "
                            + out
                            + " is there and is no inspection model; choose another file, or add"
                            + " --force to replace it");
        }
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private static String size(Path file) throws StorageException {
        try {
            return String.format(Locale.ROOT, "%,d kB", (Files.size(file) + 999) / 1000);
        } catch (IOException e) {
            throw StorageException.of(file, "read", e);
        }
    }
}
