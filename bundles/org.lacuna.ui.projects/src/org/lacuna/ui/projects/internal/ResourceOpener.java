package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.swt.program.Program;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.lacuna.ui.OpenFolderHandler;
import org.lacuna.ui.TaskWizards;
import org.lacuna.ui.projects.LacunaProject;

import java.nio.file.Path;

/** Shows a resource of a project where it belongs. UI thread. */
final class ResourceOpener {
    private static final String REPORT = "report.html";

    private ResourceOpener() {}

    static boolean canOpen(IResource resource) {
        return switch (ResourceKind.of(resource)) {
            case DATA_SET, MODEL, RESULT, REPORT -> LacunaProject.of(resource).isPresent();
            default -> false;
        };
    }

    /** Whether it is shown in Parts. */
    static boolean isForParts(IResource resource) {
        return switch (ResourceKind.of(resource)) {
            case DATA_SET, RESULT -> true;
            default -> false;
        };
    }

    /** A data set or results in Parts, a model on its page, a report in the browser. */
    static void open(IWorkbenchWindow window, IResource resource) {
        Path path = LacunaProject.path(resource).orElse(null);
        if (path == null || window.getActivePage() == null) {
            return;
        }
        switch (ResourceKind.of(resource)) {
            case DATA_SET, RESULT -> OpenFolderHandler.open(window, path);
            case MODEL -> openModel(window, path);
            case REPORT -> openReport(window, resource, path);
            default -> {
                // Opens by its children.
            }
        }
    }

    private static void openModel(IWorkbenchWindow window, Path path) {
        try {
            TaskWizards.openModel(window.getActivePage(), path);
        } catch (PartInitException e) {
            ILog.get().log(e.getStatus());
            ErrorDialog.openError(window.getShell(), "Lacuna", null, e.getStatus());
        }
    }

    private static void openReport(IWorkbenchWindow window, IResource resource, Path path) {
        if (resource instanceof IContainer folder && folder.findMember(REPORT) != null) {
            TaskWizards.openReport(window, path.resolve(REPORT));
        } else if (path.toString().endsWith(".html")) {
            TaskWizards.openReport(window, path);
        } else {
            // Archives and exports without a report: the file manager knows what to do.
            Program.launch(path.toString());
        }
    }
}
