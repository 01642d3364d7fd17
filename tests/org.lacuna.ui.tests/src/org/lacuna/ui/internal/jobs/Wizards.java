package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.ui.IWorkbenchWindow;

/** Wizards for tests of other packages. */
public final class Wizards {
    private Wizards() {}

    /** The wizard for demo data, opened. */
    public static WizardDialog demo(IWorkbenchWindow window) {
        return new DemoWizard(window).open();
    }
}
