package org.lacuna.ui.internal.jobs;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.lacuna.ui.PartsView;

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
        return switch (task) {
            case "demo" -> new DemoWizard(window);
            case "import" -> new ImportWizard(window, data);
            case "train" -> new TrainWizard(window, data);
            case "inspect" -> new InspectWizard(window, data, Optional.empty());
            case "learn" -> new LearnWizard(window);
            case "compareModels" -> new CompareWizard(window, data);
            case "evaluate" -> new EvaluateWizard(window, data);
            case "export" -> new ExportWizard(window, PartsView.shownResults(window));
            default -> throw new IllegalArgumentException("task: " + task);
        };
    }
}
