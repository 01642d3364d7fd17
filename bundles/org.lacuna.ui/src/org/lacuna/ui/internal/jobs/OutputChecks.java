package org.lacuna.ui.internal.jobs;

import org.eclipse.osgi.util.NLS;
import org.lacuna.core.LacunaException;
import org.lacuna.core.StorageException;
import org.lacuna.workflow.OutputFiles;
import org.lacuna.workflow.StagedOutput;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Checks where output goes before the work starts. Looks at the disk: not for the UI thread. */
final class OutputChecks {
    private OutputChecks() {}

    /** A file for an inspection model. */
    static Check model(Path file) {
        try {
            if (Files.isDirectory(file)) {
                return Check.problem(NLS.bind(Messages.Train_modelIsFolder, file));
            }
            OutputFiles.check(file);
            if (OutputFiles.isForeignToModels(file)) {
                return Check.problem(NLS.bind(Messages.Train_modelForeign, file));
            }
            if (OutputFiles.isCurrentModel(file)) {
                return Check.warning(NLS.bind(Messages.Train_currentReplaced, file));
            }
            return Files.exists(file)
                    ? Check.warning(NLS.bind(Messages.Train_modelReplaced, file))
                    : Check.OK;
        } catch (LacunaException e) {
            return Check.problem(e.getMessage());
        }
    }

    /**
     * A folder for results.
     *
     * @param data folder of a data set, in which it must not lie
     * @param kind see {@link StagedOutput}
     */
    static Check folder(Path folder, Optional<Path> data, String kind) {
        try {
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                return Check.problem(NLS.bind(Messages.Common_resultsIsFile, folder));
            }
            if (data.isPresent() && folder.startsWith(data.get())) {
                return Check.problem(Messages.Common_resultsInsideData);
            }
            OutputFiles.check(folder.resolve(StagedOutput.RUN_FILE));
            if (!StagedOutput.accepts(folder, kind)) {
                return Check.problem(NLS.bind(Messages.Common_resultsForeign, folder));
            }
            return Files.exists(folder.resolve(StagedOutput.RUN_FILE))
                    ? Check.warning(NLS.bind(Messages.Common_resultsReplaced, folder))
                    : Check.OK;
        } catch (StorageException e) {
            return Check.problem(e.getMessage());
        }
    }
}
