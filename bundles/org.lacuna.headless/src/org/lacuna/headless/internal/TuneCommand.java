package org.lacuna.headless.internal;

import org.lacuna.core.AtomicFile;
import org.lacuna.core.DataSet;
import org.lacuna.core.LacunaException;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.headless.ExitCode;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.inspection.Tuner;
import org.lacuna.inspection.Tuning;
import org.lacuna.inspection.TuningGrid;
import org.lacuna.workflow.FileSignature;
import org.lacuna.workflow.MemoryNeed;
import org.lacuna.workflow.OutputFiles;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code lacuna tune}. */
@Command(
        name = "tune",
        sortOptions = false,
        header =
                "Searches widths, alpha, temperature and modality dropout of teachers and student.",
        description = {
            "%nTrains teachers and student with many values, on one set of patches of the training"
                    + " parts, and compares them by the AUROC of patches of training parts that"
                    + " they do not learn from. Test parts are not touched.",
            "%nThe best values are trained again with other seeds, which shows whether they are"
                    + " better than those given by more than chance.%n"
        })
final class TuneCommand implements Callable<Integer> {
    private static final String TRIALS = "24";

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
            paramLabel = "FILE.csv",
            required = true,
            description = "Table of all trials to write; an older one there is replaced.")
    private Path out;

    @Option(
            names = "--trials",
            paramLabel = "N",
            defaultValue = TRIALS,
            converter = Trials.class,
            description =
                    "Points of the grid to try, a random choice, or 'all' of its "
                            + TuningGrid.SIZE
                            + " (default: "
                            + TRIALS
                            + ").")
    private int trials;

    @Mixin private TrainingOptions training;

    @Option(names = "--force", description = "Replace FILE.csv even if it is no such table.")
    private boolean force;

    @Mixin private NetworkSettings networks;

    @Mixin private CommonOptions common;

    TuneCommand(Session session) {
        this.session = session;
    }

    /** A number of trials, or all. */
    static final class Trials implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (text.equals("all")) {
                return TuningGrid.SIZE;
            }
            try {
                int n = Integer.parseInt(text);
                if (n >= 1 && n <= TuningGrid.SIZE) {
                    return n;
                }
            } catch (NumberFormatException e) {
                // Told below.
            }
            throw new TypeConversionException(
                    "'" + text + "', expected 1.." + TuningGrid.SIZE + " or 'all'");
        }
    }

    @Override
    public Integer call() throws LacunaException {
        checkOut();
        try (InstalledExtractors installed = networks.extractors(session);
                Workers workers = common.workers();
                ConsoleProgress progress = common.progress(session)) {
            InspectionParameters parameters = training.parameters(installed, session);
            if (!parameters.lessons().enabled()) {
                throw new ParameterException(
                        command.commandLine(), "--no-distillation leaves nothing to tune");
            }
            DataSet set = DataFolders.one(session, command, data, category, category != null);
            Tuner tuner = new Tuner(parameters, installed.all());
            installed.open(parameters.extractors().values(), progress);
            Optional<MemoryNeed> need =
                    MemoryNeed.of(set, parameters, installed.all(), workers.threads());
            if (need.isPresent()) {
                new ConsoleMemory(session.console(), common.quiet()).pass(need.get());
            }
            session.console().result(TuningText.LINE_HEADER);
            Tuning tuning =
                    tuner.run(
                            set,
                            trials,
                            trial -> session.console().result(TuningText.line(trial)),
                            progress,
                            workers);
            progress.throwIfCancelled();
            String csv = TuningText.csv(tuning);
            AtomicFile.writeAlone(out, to -> to.write(csv.getBytes(StandardCharsets.UTF_8)));
            progress.finish();
            session.console().result("\n" + TuningText.summary(tuning));
            session.console().result("\nwritten to " + out);
        }
        return ExitCode.OK.code();
    }

    private void checkOut() throws StorageException {
        OutputFiles.check(out);
        if (!force && Files.exists(out) && !FileSignature.begins(out, TuningText.CSV_HEADER)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--out: "
                            + out
                            + " is there and is no table of trials; choose another file, or add"
                            + " --force to replace it");
        }
    }
}
