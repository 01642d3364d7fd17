package org.lacuna.ui;

import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.commands.ICommandService;

/** Runs a {@link CloudAction} in the cloud view of the window. */
public final class CloudHandler extends ViewActionHandler<CloudView, CloudAction> {
    public CloudHandler() {
        super(CloudView.ID, CloudView.class, CloudAction.class);
    }

    @Override
    void ran(IWorkbenchWindow window) {
        refresh(window);
    }

    /** Shows what is on: what one command turns on, another one may have turned off. */
    static void refresh(IWorkbenchWindow window) {
        ICommandService commands = window.getService(ICommandService.class);
        for (CloudAction a : CloudAction.values()) {
            commands.refreshElements(a.command(), null);
        }
    }
}
