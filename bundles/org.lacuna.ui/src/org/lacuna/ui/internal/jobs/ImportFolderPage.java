package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Composite;
import org.lacuna.core.DataException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which folder to import. UI thread. */
final class ImportFolderPage extends TaskPage {
    private static final String FOLDER = "folder";

    private final Optional<Path> shown;
    private LookedUp<Path> folder;

    /**
     * @param shown folder of the data set that is shown now
     */
    ImportFolderPage(Optional<Path> shown) {
        super("folder", Messages.Import_folderPage, Messages.Import_folderText);
        this.shown = shown;
    }

    @Override
    public void createControl(Composite parent) {
        initializeDialogUnits(parent);
        Composite area = area(parent);
        folder =
                new LookedUp<>(
                        area,
                        Messages.Common_dataFolder,
                        PathField.Kind.FOLDER,
                        Messages.Common_dataFolderMissing,
                        ImportFolderPage::existing,
                        this::touched,
                        this::changed);
        setControl(area);
        folder.field()
                .set(
                        shown.map(Path::toString)
                                .orElse(get(getWizard().getDialogSettings(), FOLDER, "")));
        filled();
        folder.field().setFocus();
    }

    private static Path existing(Path path) throws DataException {
        if (!Files.isDirectory(path)) {
            throw new DataException(NLS.bind(Messages.Common_noFolder, path));
        }
        return path;
    }

    @Override
    Check check() {
        return folder.check();
    }

    @Override
    void remember(IDialogSettings settings) {
        settings.put(FOLDER, folder.field().text());
    }

    Optional<Path> folder() {
        return folder.found();
    }

    /** For tests. */
    PathField field() {
        return folder.field();
    }
}
