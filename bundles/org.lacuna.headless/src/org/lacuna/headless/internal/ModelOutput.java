package org.lacuna.headless.internal;

import org.lacuna.core.LacunaException;
import org.lacuna.core.StorageException;
import org.lacuna.workflow.OutputFiles;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;

/** The model that a command reads and the one that it writes. */
final class ModelOutput {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            required = true,
            description = "Inspection model from 'lacuna train'; it stays as it is.")
    private Path model;

    @Option(
            names = "--out",
            paramLabel = "MODEL2",
            description = "File for the changed model; an older model there is replaced.")
    private Path out;

    @Option(names = "--force", description = "Replace MODEL2 even if it is no inspection model.")
    private boolean force;

    Path model() {
        return model;
    }

    Path out() {
        return out;
    }

    /**
     * Checks that the changed model can be written later.
     *
     * @param needed whether it will be; else it need not be named
     */
    void check(boolean needed) throws StorageException {
        if (out == null) {
            if (needed) {
                throw new ParameterException(
                        command.commandLine(), "Missing required option: '--out=MODEL2'");
            }
            return;
        }
        OutputFiles.check(out);
        if (!force && OutputFiles.isForeignToModels(out)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--out: "
                            + out
                            + " is there and is no inspection model; choose another file, or add"
                            + " --force to replace it");
        }
    }

    /** Says so when a model is about to be replaced that a line inspects with. */
    static void warnOfCurrent(Path out, Console console) throws LacunaException {
        if (out != null && OutputFiles.isCurrentModel(out)) {
            console.warning(
                    out
                            + ": the current model of its folder is replaced, and is refused there"
                            + " until it is promoted again");
        }
    }
}
