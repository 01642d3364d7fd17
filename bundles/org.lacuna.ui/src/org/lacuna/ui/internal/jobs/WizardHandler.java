package org.lacuna.ui.internal.jobs;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.lacuna.ui.PartsView;
import org.lacuna.ui.TaskProposal;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens a wizard; the extension says which, after the colon of its class: {@code demo}, {@code
 * import}, {@code train}, {@code inspect}, {@code learn}, {@code compareModels}, {@code evaluate}
 * or {@code export}.
 */
public final class WizardHandler extends AbstractHandler implements IExecutableExtension {
    private String task = "";

    @Override
    public void setInitializationData(IConfigurationElement element, String property, Object data) {
        task = String.valueOf(data);
    }

    @Override
    public Object execute(ExecutionEvent event) {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindow(event);
        if (window != null) {
            wizard(task, window).open();
        }
        return null;
    }

    private static TaskWizard wizard(String task, IWorkbenchWindow window) {
        Optional<Path> data = PartsView.shownData(window);
        return task.equals("export")
                ? new ExportWizard(window, Proposals.export(PartsView.shownResults(window)))
                : wizard(task, window, TaskProposal.data(data));
    }

    /** The wizard of a task with its fields filled as far as the proposal goes. */
    public static TaskWizard wizard(String task, IWorkbenchWindow window, TaskProposal proposal) {
        return switch (task) {
            case "demo" -> new DemoWizard(window);
            case "import" -> new ImportWizard(window, proposal.data());
            case "train" -> new TrainWizard(window, proposal);
            case "inspect" -> new InspectWizard(window, proposal);
            case "learn" -> new LearnWizard(window, proposal);
            case "compareModels" -> new CompareWizard(window, proposal.data());
            case "evaluate" -> new EvaluateWizard(window, proposal);
            case "export" -> new ExportWizard(window, proposal);
            default -> throw new IllegalArgumentException("task: " + task);
        };
    }
}
