package org.lacuna.headless.internal;

import org.lacuna.memorybank.MemoryBank;
import org.lacuna.memorybank.UpdateParameters;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that say how much a model learns from one part. */
final class LearnLimits {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            description =
                    "A patch is new when it lies farther from its nearest entry than is usual there"
                            + " by more than X mean spreads (default: "
                            + UpdateParameters.DEFAULT_TOLERANCE
                            + ").")
    private double tolerance = UpdateParameters.DEFAULT_TOLERANCE;

    @Option(
            names = "--max-entries",
            paramLabel = "N",
            description =
                    "Entries that one part may add to each memory bank at most (default: "
                            + UpdateParameters.DEFAULT_MAX_ADDED
                            + ").")
    private int maxEntries = UpdateParameters.DEFAULT_MAX_ADDED;

    UpdateParameters parameters() {
        if (!(tolerance >= 0 && tolerance <= UpdateParameters.MAX_TOLERANCE)) {
            throw wrong(
                    "--tolerance",
                    Double.toString(tolerance),
                    "0.." + (int) UpdateParameters.MAX_TOLERANCE);
        }
        if (maxEntries < 0 || maxEntries > MemoryBank.MAX_ENTRIES) {
            throw wrong(
                    "--max-entries", Integer.toString(maxEntries), "0.." + MemoryBank.MAX_ENTRIES);
        }
        return new UpdateParameters(tolerance, maxEntries);
    }

    private ParameterException wrong(String option, String found, String expected) {
        return new ParameterException(
                command.commandLine(),
                "Invalid value for option '" + option + "': " + found + ", expected " + expected);
    }
}
