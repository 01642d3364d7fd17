package org.lacuna.ui.internal.jobs;

import org.eclipse.swt.widgets.Composite;
import org.lacuna.acquisition.DataSets;
import org.lacuna.core.DataSet;

import java.util.List;
import java.util.Optional;

/** A data set's folder and the categories in it. UI thread. */
final class DataField {
    private final LookedUp<List<DataSet>> folder;

    /**
     * @param changed told after each change of the text
     * @param told told when the folder is listed
     */
    DataField(Composite area, Runnable changed, Runnable told) {
        folder =
                new LookedUp<>(
                        area,
                        Messages.Common_dataFolder,
                        PathField.Kind.FOLDER,
                        Messages.Common_dataFolderMissing,
                        path -> DataSets.standard().open(path, List.of()),
                        changed,
                        told);
    }

    Check check() {
        return folder.check();
    }

    /** The categories; none until the folder is listed. */
    List<DataSet> sets() {
        return folder.found().orElse(List.of());
    }

    List<String> names() {
        return sets().stream().map(DataSet::category).toList();
    }

    Optional<DataSet> set(String category) {
        return sets().stream().filter(s -> s.category().equals(category)).findFirst();
    }

    PathField field() {
        return folder.field();
    }
}
