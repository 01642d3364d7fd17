package org.lacuna.ui;

import org.eclipse.core.runtime.QualifiedName;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.lacuna.ui.internal.jobs.Results;
import org.lacuna.ui.internal.jobs.SurveyTable;
import org.lacuna.ui.internal.jobs.WizardHandler;
import org.lacuna.ui.internal.models.OpenModelHandler;
import org.lacuna.workflow.Finding;

import java.nio.file.Path;

/** What other plug-ins may ask the workbench for: its wizards, and to show their output. */
public final class TaskWizards {
    /** A job of Lacuna's has this property: the file or folder that it writes, a {@link Path}. */
    public static final QualifiedName OUTPUT = new QualifiedName("org.lacuna.ui", "output");

    /** The wizards, in the order in which they are used; names are those of the commands. */
    public enum Task {
        IMPORT,
        TRAIN,
        INSPECT,
        LEARN,
        EVALUATE,
        EXPORT
    }

    private TaskWizards() {}

    /** Shows the wizard of a task; does not wait for it. UI thread. */
    public static void open(IWorkbenchWindow window, Task task, TaskProposal proposal) {
        String name =
                switch (task) {
                    case IMPORT -> "import";
                    case TRAIN -> "train";
                    case INSPECT -> "inspect";
                    case LEARN -> "learn";
                    case EVALUATE -> "evaluate";
                    case EXPORT -> "export";
                };
        WizardHandler.wizard(name, window, proposal).open();
    }

    /**
     * Shows a model in a view of its own, which reads it in a job. UI thread.
     *
     * @throws PartInitException when the view cannot be made
     */
    public static void openModel(IWorkbenchPage page, Path model) throws PartInitException {
        OpenModelHandler.open(page, model);
    }

    /** Shows a report, an HTML file, in the browser that the workbench is set to. UI thread. */
    public static void openReport(IWorkbenchWindow window, Path report) {
        Results.open(window, report);
    }

    /** A finding of a survey in the language of the workbench. */
    public static String text(Finding finding) {
        return SurveyTable.text(finding);
    }
}
