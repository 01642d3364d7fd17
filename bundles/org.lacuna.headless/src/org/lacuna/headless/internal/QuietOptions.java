package org.lacuna.headless.internal;

import picocli.CommandLine.Option;

/** Options of every command that shows progress. */
class QuietOptions {
    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    @SuppressWarnings("unused") // read by picocli
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    final boolean quiet() {
        return quiet;
    }

    final ConsoleProgress progress(Session session) {
        return new ConsoleProgress(session.console(), session.cancellation(), quiet);
    }
}
