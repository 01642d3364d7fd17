package org.lacuna.headless.internal;

import org.lacuna.core.LacunaException;
import org.lacuna.core.Modality;
import org.lacuna.core.ModelException;
import org.lacuna.headless.ExitCode;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.TrainedBank;
import org.lacuna.memorybank.BankFile;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code lacuna bank}: memory banks as files of their own. */
@Command(
        name = "bank",
        sortOptions = false,
        header = "Makes memory banks, takes them out of models and shows them.",
        description =
                "%nA memory bank holds what good looks like for one modality, in a layout that"
                        + " other programs can read (docs/formats.md).%n")
final class BankCommand implements Callable<Integer> {
    @Spec private CommandSpec command;

    @SuppressWarnings("unused") // read by picocli
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    private BankCommand() {}

    /** The command with what it can do. */
    static CommandLine commandLine(Session session) {
        return new CommandLine(new BankCommand())
                .addSubcommand(new ExportCommand(session))
                .addSubcommand(new ShowCommand(session))
                .addSubcommand(new BankFeaturesCommand(session))
                .addSubcommand(new BankBuildCommand(session));
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                command.commandLine(), "Say what to do: export, info, features or build");
    }

    /** {@code lacuna bank export}. */
    @Command(
            name = "export",
            sortOptions = false,
            header = "Writes the memory bank of one modality to a file.",
            description = "%n")
    private static final class ExportCommand implements Callable<Integer> {
        private final Session session;

        @Spec private CommandSpec command;

        @Option(
                names = "--model",
                paramLabel = "MODEL",
                required = true,
                description = "Inspection model from 'lacuna train'.")
        private Path model;

        @Option(
                names = "--modality",
                paramLabel = "NAME",
                required = true,
                converter = OneModalityConverter.class,
                description = "rgb or xyz.")
        private Modality modality;

        @Option(
                names = "--out",
                paramLabel = "FILE",
                required = true,
                description = "File to write; an older memory bank there is replaced.")
        private Path out;

        @Option(names = "--force", description = "Replace FILE even if it is no memory bank.")
        private boolean force;

        @SuppressWarnings("unused") // read by picocli
        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Show this help and exit.")
        private boolean help;

        ExportCommand(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() throws LacunaException {
            Outputs.checkBank(command, out, force);
            InspectionModel read = ModelFile.read(model);
            TrainedBank bank = read.banks().get(modality);
            if (bank == null) {
                throw new ModelException(
                        model
                                + ": no memory bank of "
                                + modality.label()
                                + ", expected a model that knows it; this one knows "
                                + read.modalities().label());
            }
            BankFile.write(out, bank.bank());
            session.console().result(BankText.of(bank.bank()) + "\n\nwritten to " + out);
            return ExitCode.OK.code();
        }
    }

    /** {@code lacuna bank info}. */
    @Command(
            name = "info",
            sortOptions = false,
            header = "Checks the file of a memory bank and says what is in it.",
            description = "%n")
    private static final class ShowCommand implements Callable<Integer> {
        private final Session session;

        @Parameters(paramLabel = "FILE", description = "File from 'lacuna bank export'.")
        private Path file;

        @SuppressWarnings("unused") // read by picocli
        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Show this help and exit.")
        private boolean help;

        ShowCommand(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() throws LacunaException {
            session.console().result(BankText.of(BankFile.open(file)));
            return ExitCode.OK.code();
        }
    }
}
