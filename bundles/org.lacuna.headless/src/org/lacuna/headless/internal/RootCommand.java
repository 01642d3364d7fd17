package org.lacuna.headless.internal;

import org.lacuna.core.Software;
import org.lacuna.headless.ExitCode;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

import java.util.concurrent.Callable;

/** {@code lacuna} itself: explains the program to whoever calls it without a command. */
@Command(
        name = "lacuna",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        header = "Finds defects on parts from RGB images and 3D scans.",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footer = {"", "'lacuna COMMAND --help' explains a command, its options and exit codes."})
public final class RootCommand implements Callable<Integer> {
    private static final String WELCOME =
            """
            Lacuna learns what good parts look like, from RGB images and 3D scans, and finds
            what is different. It keeps working when one of the two, or a piece of it, is missing.

              lacuna demo                               see it work: makes scans, learns, inspects,
                                                        and writes a report to lacuna-demo/results
              lacuna info FILE                          what is in an image, scan, model or folder
              lacuna train --data DIR --out MODEL       learn the good parts of a data set
              lacuna inspect --model MODEL --data DIR --out RESULTS
                                                        verdicts, anomaly maps, scores
              lacuna evaluate --data DIR --out RESULTS  how well it works on labelled parts

            A data set is a folder as MVTec 3D-AD or Eyecandies have it: train, validation and test
            parts with rgb and xyz files; one of the two is enough. For example:

              lacuna synthesize --out scans
              lacuna train --data scans --category rubber-ring --out ring.lacuna --seed 1
              lacuna inspect --model ring.lacuna --data scans --out results
              lacuna inspect --model ring.lacuna part.png part.tiff --out results

            'lacuna --help' lists all commands, 'lacuna COMMAND --help' explains one.
            """;

    private final Session session;

    private RootCommand(Session session) {
        this.session = session;
    }

    /** The parser with all commands. */
    public static CommandLine commandLine(Session session) {
        return new CommandLine(new RootCommand(session))
                .addSubcommand(new DemoCommand(session))
                .addSubcommand(new TrainCommand(session))
                .addSubcommand(new TuneCommand(session))
                .addSubcommand(new InspectCommand(session))
                .addSubcommand(new EvaluateCommand(session))
                .addSubcommand(new SynthesizeCommand(session))
                .addSubcommand(new InfoCommand(session))
                .addSubcommand(RegistryCommand.commandLine(session))
                .addSubcommand(ModelsCommand.commandLine(session))
                .addSubcommand(new LearnCommand(session))
                .addSubcommand(new ForgetCommand(session))
                .addSubcommand(new ThresholdsCommand(session))
                .addSubcommand(BankCommand.commandLine(session))
                .addSubcommand(AnnotationsCommand.commandLine(session))
                .addSubcommand(new BenchCommand(session));
    }

    /** Explains, and fails: a script whose command went missing must not read success. */
    @Override
    public Integer call() {
        session.console().result(WELCOME.stripTrailing());
        return ExitCode.USAGE.code();
    }

    /** Text of {@code --version}. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "lacuna " + Software.VERSION,
                "Java "
                        + Runtime.version()
                        + ", "
                        + System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.arch")
            };
        }
    }
}
