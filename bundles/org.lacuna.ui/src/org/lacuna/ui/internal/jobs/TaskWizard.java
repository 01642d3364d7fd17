package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.jface.wizard.IWizardPage;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.osgi.framework.FrameworkUtil;

import java.util.Objects;

/** A wizard that starts a job and remembers what was on its pages. UI thread. */
public abstract class TaskWizard extends Wizard {
    private final IWorkbenchWindow window;

    /**
     * @param section where values are kept between two wizards of this kind
     */
    TaskWizard(IWorkbenchWindow window, String section, String title) {
        this.window = Objects.requireNonNull(window, "window");
        setWindowTitle(title);
        IDialogSettings all =
                PlatformUI.getDialogSettingsProvider(FrameworkUtil.getBundle(TaskWizard.class))
                        .getDialogSettings();
        IDialogSettings own = all.getSection(section);
        setDialogSettings(own == null ? all.addNewSection(section) : own);
    }

    final IWorkbenchWindow window() {
        return window;
    }

    /** Starts the job. */
    abstract void start();

    @Override
    public boolean performFinish() {
        for (IWizardPage page : getPages()) {
            // A page that was never shown has nothing to remember.
            if (page instanceof TaskPage p && p.getControl() != null) {
                p.remember(getDialogSettings());
            }
        }
        start();
        return true;
    }

    /** The dialog around the wizard, not yet opened. */
    WizardDialog dialog() {
        return new WizardDialog(window.getShell(), this);
    }

    /** Shows the wizard; does not wait for it. */
    public final WizardDialog open() {
        WizardDialog dialog = dialog();
        dialog.setBlockOnOpen(false);
        dialog.create();
        dialog.getShell().setMinimumSize(560, 420);
        dialog.open();
        return dialog;
    }
}
