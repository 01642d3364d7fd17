package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.program.Program;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.browser.IWebBrowser;
import org.lacuna.ui.OpenFolderHandler;

import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What can be done with results. */
public final class Results {
    private static final String REPORT = "report.html";

    private Results() {}

    static FollowUp show(Path folder) {
        return new FollowUp(
                Messages.Common_openResults, window -> OpenFolderHandler.open(window, folder));
    }

    /** From any thread: shows the folder as soon as the UI thread comes to it. */
    static void showNow(Path folder) {
        PlatformUI.getWorkbench()
                .getDisplay()
                .asyncExec(
                        () -> {
                            IWorkbenchWindow window =
                                    PlatformUI.getWorkbench().getActiveWorkbenchWindow();
                            if (window != null) {
                                OpenFolderHandler.open(window, folder);
                            }
                        });
    }

    /** In the browser that the workbench is set to. */
    static FollowUp report(Path folder) {
        return new FollowUp(
                Messages.Common_openReport, window -> open(window, folder.resolve(REPORT)));
    }

    /** In the file manager. */
    static FollowUp openFolder(Path folder) {
        return new FollowUp(
                Messages.Common_openFolder, window -> launch(window, folder.toString()));
    }

    static void launch(IWorkbenchWindow window, String path) {
        if (!Program.launch(path)) {
            fail(window, path, "");
        }
    }

    /** Shows a report in the browser that the workbench is set to. UI thread. */
    public static void open(IWorkbenchWindow window, Path file) {
        if (!Files.isRegularFile(file)) {
            fail(window, file.toString(), "");
            return;
        }
        try {
            IWebBrowser browser =
                    PlatformUI.getWorkbench()
                            .getBrowserSupport()
                            .createBrowser("org.lacuna.report");
            browser.openURL(file.toUri().toURL());
        } catch (PartInitException | MalformedURLException e) {
            fail(window, file.toString(), e.getMessage());
        }
    }

    private static void fail(IWorkbenchWindow window, String what, String why) {
        MessageDialog.openError(
                window.getShell(),
                Messages.Common_openReport.replace("&", ""),
                NLS.bind(Messages.Common_openFailed, what, why));
    }
}
