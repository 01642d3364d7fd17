package org.lacuna.headless.internal;

import org.lacuna.core.Workers;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every command that works on several threads. */
final class CommonOptions extends QuietOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Threads to work with (default: one for each processor). Results do not depend"
                            + " on it.")
    private Integer threads;

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
}
