package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.IPageChangingListener;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.ui.IWorkbenchWindow;
import org.lacuna.ui.OpenFolderHandler;
import org.lacuna.workflow.SurveyedPart;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks at a data set, leaves out what is wrong with it, and shows it. UI thread. */
final class ImportWizard extends TaskWizard {
    private final ImportFolderPage folder;
    private final ImportTablePage table = new ImportTablePage();
    private Optional<Path> looked = Optional.empty();

    /**
     * @param shown folder of the data set that is shown now
     */
    ImportWizard(IWorkbenchWindow window, Optional<Path> shown) {
        super(window, "import", Messages.Import_title);
        setNeedsProgressMonitor(true);
        folder = new ImportFolderPage(shown);
    }

    @Override
    public void addPages() {
        addPage(folder);
        addPage(table);
    }

    /** The second page comes up with what was found, or not at all. */
    @Override
    WizardDialog dialog() {
        WizardDialog dialog = super.dialog();
        IPageChangingListener looks =
                e -> {
                    if (e.getTargetPage() == table) {
                        e.doit = look();
                    }
                };
        dialog.addPageChangingListener(looks);
        return dialog;
    }

    private boolean look() {
        Optional<Path> now = folder.folder();
        if (now.isEmpty()) {
            return false;
        }
        if (looked.equals(now)) {
            return true;
        }
        looked = table.look(now.get()) ? now : Optional.empty();
        if (looked.isEmpty()) {
            folder.setErrorMessage(table.failure());
        }
        return looked.isPresent();
    }

    @Override
    public boolean canFinish() {
        return looked.isPresent() && looked.equals(folder.folder()) && super.canFinish();
    }

    @Override
    void start() {
        Path data = looked.orElseThrow();
        List<SurveyedPart> out = table.leftOut();
        if (out.isEmpty()) {
            OpenFolderHandler.open(window(), data);
        } else {
            new LeaveOutJob(data, out).schedule();
        }
    }

    /** For tests. */
    ImportFolderPage folderPage() {
        return folder;
    }

    ImportTablePage tablePage() {
        return table;
    }
}
