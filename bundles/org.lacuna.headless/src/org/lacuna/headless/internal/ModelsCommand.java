package org.lacuna.headless.internal;

import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModelException;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.features.NetworkExtractor;
import org.lacuna.headless.ExitCode;
import org.lacuna.inference.ModelCheck;
import org.lacuna.inference.ModelLibrary;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code lacuna models}: the networks that can be used as extractors. */
@Command(
        name = "models",
        sortOptions = false,
        header = "Lists, checks and adds networks.",
        description =
                "%nA network is an ONNX file (or a TorchScript file, where that is allowed) with a"
                        + " descriptor, a JSON file beside it that says what goes in and what comes"
                        + " out (docs/models.md).%n")
final class ModelsCommand implements Callable<Integer> {
    @Spec private CommandSpec command;

    @SuppressWarnings("unused") // read by picocli
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    private ModelsCommand() {}

    /** The command with what it can do. */
    static CommandLine commandLine(Session session) {
        return new CommandLine(new ModelsCommand())
                .addSubcommand(new ListCommand(session))
                .addSubcommand(new CheckCommand(session))
                .addSubcommand(new AddCommand(session));
    }

    @Override
    public Integer call() {
        throw new ParameterException(command.commandLine(), "Say what to do: list, check or add");
    }

    /** What the subcommands have in common. */
    private abstract static class NetworksCommand implements Callable<Integer> {
        final Session session;

        @Mixin NetworkSettings networks;

        @Mixin QuietOptions common;

        NetworksCommand(Session session) {
            this.session = session;
        }
    }

    /** {@code lacuna models list}. */
    @Command(
            name = "list",
            sortOptions = false,
            header = "Lists all extractors, and the networks that cannot be used, with the reason.",
            description = "%n")
    private static final class ListCommand extends NetworksCommand {
        ListCommand(Session session) {
            super(session);
        }

        @Override
        public Integer call() throws LacunaException {
            TextTable table = new TextTable("extractor", "for", "features", "licence", "source");
            try (InstalledExtractors installed = networks.extractors(session)) {
                for (FeatureExtractor x : installed.all()) {
                    boolean network = x instanceof NetworkExtractor;
                    table.row(
                            x.id(),
                            x.modality().label(),
                            Integer.toString(x.channels()),
                            network ? ((NetworkExtractor) x).descriptor().licence() : "-",
                            network ? ((NetworkExtractor) x).descriptor().source() : "no network");
                }
                session.console().result(table.toString());
                session.console()
                        .result("\nfolder for your own: " + networks.library().userFolder());
                for (ModelLibrary.Entry entry : installed.broken()) {
                    session.console().warning("cannot be used: " + entry.problem());
                }
            }
            return ExitCode.OK.code();
        }
    }

    /** {@code lacuna models check}. */
    @Command(
            name = "check",
            sortOptions = false,
            header =
                    "Holds a network against its descriptor: hash, shapes, a trial run, the golden"
                            + " output.",
            description = "%n")
    private static final class CheckCommand extends NetworksCommand {
        @Parameters(
                paramLabel = "MODEL",
                arity = "1..*",
                description = "Descriptor (a .json file), or the id of a network in the folder.")
        private List<String> models = new ArrayList<>();

        CheckCommand(Session session) {
            super(session);
        }

        @Override
        public Integer call() throws LacunaException {
            boolean first = true;
            for (String model : models) {
                try (NetworkExtractor network = networks.network(model);
                        ConsoleProgress progress = common.progress(session)) {
                    List<String> report = network.open(progress).report();
                    progress.finish();
                    session.console()
                            .result(
                                    (first ? "" : "\n")
                                            + network.descriptor().id()
                                            + "\n"
                                            + String.join("\n", report).indent(2).stripTrailing());
                }
                first = false;
            }
            return ExitCode.OK.code();
        }
    }

    /** {@code lacuna models add}. */
    @Command(
            name = "add",
            sortOptions = false,
            header = "Checks a network and copies it into the folder for your own.",
            description = "%nAfterwards --rgb-extractor or --points-extractor takes its id.%n")
    private static final class AddCommand extends NetworksCommand {
        @Parameters(
                paramLabel = "DESCRIPTOR",
                description = "The .json file; the network is beside it.")
        private Path descriptor;

        AddCommand(Session session) {
            super(session);
        }

        @Override
        public Integer call() throws LacunaException {
            if (!Files.isRegularFile(descriptor)) {
                throw new ModelException(descriptor + ": no such file, expected a descriptor");
            }
            ModelLibrary.Entry added;
            try (ConsoleProgress progress = common.progress(session)) {
                added =
                        networks.library()
                                .add(descriptor, new ModelCheck(networks.options()), progress);
                progress.finish();
            }
            session.console()
                    .result(
                            added.id()
                                    + " is in "
                                    + added.file().getParent()
                                    + "\nextractor "
                                    + added.descriptor().orElseThrow().extractorId());
            return ExitCode.OK.code();
        }
    }
}
