package org.lacuna.headless.internal;

import org.lacuna.core.Workers;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that every working command has. */
final class CommonOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Threads to work with (default: one for each processor). Results do not depend"
                            + " on it.")
    private Integer threads;

    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    @SuppressWarnings("unused") // read by picocli
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    boolean quiet() {
        return quiet;
    }

    /** Whether the user chose the threads. */
    boolean hasThreads() {
        return threads != null;
    }

    /** The threads asked for; to be closed by the caller. */
    Workers workers() {
        if (threads == null) {
            return Workers.allProcessors();
        }
        if (threads < 1 || threads > 1024) {
            throw new ParameterException(
                    command.commandLine(),
                    "Invalid value for option '--threads': " + threads + ", expected 1..1024");
        }
        return Workers.of(threads);
    }

    ConsoleProgress progress(Session session) {
        return new ConsoleProgress(session.console(), session.cancellation(), quiet);
    }
}
