package org.lacuna.headless.internal;

import org.lacuna.core.StorageException;
import org.lacuna.workflow.FileSignature;
import org.lacuna.workflow.OutputFiles;
import org.lacuna.workflow.StagedOutput;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.nio.file.Files;
import java.nio.file.Path;

/** Checks where output goes before the work starts, not after it. */
final class Outputs {
    private Outputs() {}

    /**
     * {@link StagedOutput#open}, with a refusal as an error of the command line, and taken back
     * when the command is cancelled.
     */
    static StagedOutput folder(
            Session session, CommandSpec command, Path target, String kind, boolean force)
            throws StorageException {
        try {
            StagedOutput output = StagedOutput.open(target, kind, force);
            session.cancellation().onAbandon(output::close);
            return output;
        } catch (StagedOutput.ForeignFolderException e) {
            throw new ParameterException(
                    command.commandLine(),
                    "--out: " + e.getMessage() + ", or add --force to write into this one");
        }
    }

    /** Checks that a memory bank can be written later. */
    static void checkBank(CommandSpec command, Path target, boolean force) throws StorageException {
        OutputFiles.check(target);
        if (!force && Files.exists(target) && !FileSignature.isBank(target)) {
            throw foreign(command, target, "memory bank");
        }
    }

    /** Checks that a feature file can be written later. */
    static void checkFeatures(CommandSpec command, Path target, boolean force)
            throws StorageException {
        OutputFiles.check(target);
        if (!force && Files.exists(target) && !FileSignature.isFeatures(target)) {
            throw foreign(command, target, "feature file");
        }
    }

    private static ParameterException foreign(CommandSpec command, Path target, String kind) {
        return new ParameterException(
                command.commandLine(),
                "--out: "
                        + target
                        + " is there and is no "
                        + kind
                        + "; choose another file, or add --force to replace it");
    }
}
