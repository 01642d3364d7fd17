package org.lacuna.headless.internal;

import org.lacuna.acquisition.DataSets;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.StorageException;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.nio.file.Path;
import java.util.List;

/** Opens what {@code --data} names. */
final class DataFolders {
    private DataFolders() {}

    /**
     * @param categories the categories wanted, all if empty
     */
    static List<DataSet> all(Session session, Path data, List<String> categories)
            throws DataException, StorageException {
        return new DataSets(session.services().formats()).open(data, categories);
    }

    /**
     * One category.
     *
     * @param category the category wanted, or null
     * @param must whether it has to be that one; else a folder that is a single category will do
     */
    static DataSet one(
            Session session, CommandSpec command, Path data, String category, boolean must)
            throws DataException, StorageException {
        if (must) {
            return all(session, data, List.of(category)).getFirst();
        }
        List<DataSet> all = all(session, data, List.of());
        if (all.size() == 1) {
            return all.getFirst();
        }
        for (DataSet set : all) {
            if (set.category().equals(category)) {
                return set;
            }
        }
        throw new ParameterException(
                command.commandLine(),
                data
                        + " holds the categories "
                        + String.join(", ", all.stream().map(DataSet::category).toList())
                        + ": name one with --category");
    }
}
