package org.lacuna.headless.internal;

import org.lacuna.core.LacunaException;
import org.lacuna.core.ModelException;
import org.lacuna.headless.ExitCode;
import org.lacuna.inspection.ModelFolder;
import org.lacuna.inspection.ModelRegistry;
import org.lacuna.inspection.ModelStanding;
import org.lacuna.inspection.Promotion;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;

/** {@code lacuna registry}: which inspection model of a folder is the current one. */
@Command(
        name = "registry",
        sortOptions = false,
        header =
                "Says which inspection model of a folder is the current one; promotes, rolls back.",
        description =
                "%nA folder of models has one current model, the one that 'lacuna inspect --model"
                        + " DIR' uses. Who promoted which model when and why is kept in the file"
                        + " models.registry in the folder (docs/formats.md).%n")
final class RegistryCommand implements Callable<Integer> {
    @Spec private CommandSpec command;

    @SuppressWarnings("unused") // read by picocli
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    private RegistryCommand() {}

    /** The command with what it can do. */
    static CommandLine commandLine(Session session) {
        return new CommandLine(new RegistryCommand())
                .addSubcommand(new ListCommand(session))
                .addSubcommand(new CurrentCommand(session))
                .addSubcommand(new PromoteCommand(session))
                .addSubcommand(new RollBackCommand(session));
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                command.commandLine(), "Say what to do: list, current, promote or rollback");
    }

    /** What the subcommands have in common. */
    private abstract static class Part implements Callable<Integer> {
        final Session session;

        @Spec CommandSpec command;

        @SuppressWarnings("unused") // read by picocli
        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Show this help and exit.")
        private boolean help;

        Part(Session session) {
            this.session = session;
        }

        static ModelFolder folder(Path path) throws ModelException {
            if (!Files.isDirectory(path)) {
                throw new ModelException(path + ": no such folder, expected one with models");
            }
            return new ModelFolder(path);
        }

        String reason(String text) {
            if (text.isBlank()) {
                throw new ParameterException(
                        command.commandLine(), "--reason: nothing, expected a reason");
            }
            return text;
        }

        static String user() {
            return System.getProperty("user.name", "?");
        }

        int told(Promotion p) {
            session.console().result(p.number() + "  " + RegistryText.line(p));
            return ExitCode.OK.code();
        }
    }

    /** {@code lacuna registry list}. */
    @Command(
            name = "list",
            sortOptions = false,
            header = "Lists the models of a folder; the current one has a star.",
            description = "%n")
    private static final class ListCommand extends Part {
        @Parameters(paramLabel = "DIR", description = "Folder of models.")
        private Path folder;

        ListCommand(Session session) {
            super(session);
        }

        @Override
        public Integer call() throws LacunaException {
            ModelFolder models = folder(folder);
            ModelRegistry registry = models.registry();
            TextTable table = new TextTable("model", "current", "category", "good parts", "id");
            boolean found = registry.current().isEmpty();
            for (ModelFolder.Entry entry : models.list()) {
                String name = entry.file().getFileName().toString();
                if (entry.facts().isEmpty()) {
                    session.console().warning("cannot be used: " + entry.problem());
                    continue;
                }
                ModelFolder.Facts model = entry.facts().get();
                String id = model.id();
                boolean current = registry.standing(name, id) == ModelStanding.CURRENT;
                found |= current;
                table.row(
                        name,
                        current ? "*" : "",
                        model.category(),
                        Integer.toString(model.goodParts()),
                        id.substring(0, 12));
            }
            session.console().result(table.toString());
            if (!found) {
                Promotion missing = registry.current().orElseThrow();
                session.console()
                        .warning(
                                folder
                                        + ": the current model "
                                        + missing.file()
                                        + " "
                                        + missing.modelId()
                                        + " is not there any more");
            }
            return ExitCode.OK.code();
        }
    }

    /** {@code lacuna registry current}. */
    @Command(
            name = "current",
            sortOptions = false,
            header = "Checks the current model and shows how it came to be.",
            description = "%n")
    private static final class CurrentCommand extends Part {
        @Parameters(paramLabel = "DIR", description = "Folder of models.")
        private Path folder;

        CurrentCommand(Session session) {
            super(session);
        }

        @Override
        public Integer call() throws LacunaException {
            ModelFolder models = folder(folder);
            models.current();
            session.console().result(RegistryText.of(models.registry()));
            return ExitCode.OK.code();
        }
    }

    /** {@code lacuna registry promote}. */
    @Command(
            name = "promote",
            sortOptions = false,
            header = "Makes a model the current one of its folder.",
            description = "%n")
    private static final class PromoteCommand extends Part {
        @Parameters(paramLabel = "MODEL", description = "Inspection model from 'lacuna train'.")
        private Path model;

        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                required = true,
                description = "Why, for those who look at the history.")
        private String reason;

        PromoteCommand(Session session) {
            super(session);
        }

        @Override
        public Integer call() throws LacunaException {
            String why = reason(reason);
            if (!Files.isRegularFile(model)) {
                throw new ModelException(model + ": no such file, expected an inspection model");
            }
            return told(
                    ModelFolder.of(model)
                            .promote(model.getFileName().toString(), why, user(), Instant.now()));
        }
    }

    /** {@code lacuna registry rollback}. */
    @Command(
            name = "rollback",
            sortOptions = false,
            header = "Makes the model before the current one the current one again.",
            description = "%n")
    private static final class RollBackCommand extends Part {
        @Parameters(paramLabel = "DIR", description = "Folder of models.")
        private Path folder;

        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                required = true,
                description = "Why, for those who look at the history.")
        private String reason;

        RollBackCommand(Session session) {
            super(session);
        }

        @Override
        public Integer call() throws LacunaException {
            String why = reason(reason);
            return told(folder(folder).rollBack(why, user(), Instant.now()));
        }
    }
}
