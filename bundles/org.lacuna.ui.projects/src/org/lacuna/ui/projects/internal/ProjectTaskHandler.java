package org.lacuna.ui.projects.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.lacuna.ui.TaskProposal;
import org.lacuna.ui.TaskWizards;
import org.lacuna.ui.projects.LacunaProject;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The commands for tasks while something of a project is selected: the wizard comes up filled from
 * the project, and output goes into it. The extension says which task after the colon of its class.
 */
public final class ProjectTaskHandler extends AbstractHandler implements IExecutableExtension {
    private TaskWizards.Task task = TaskWizards.Task.INSPECT;

    @Override
    public void setInitializationData(IConfigurationElement element, String property, Object data) {
        task = TaskWizards.Task.valueOf(String.valueOf(data).toUpperCase(Locale.ROOT));
    }

    @Override
    public Object execute(ExecutionEvent event) {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindow(event);
        Optional<IResource> selected = Selected.resource(HandlerUtil.getCurrentSelection(event));
        if (window != null && selected.isPresent()) {
            TaskWizards.open(window, task, proposal(task, selected.get()));
        }
        return null;
    }

    /** What the project has for the task: what is selected, else the newest of its kind. */
    static TaskProposal proposal(TaskWizards.Task task, IResource selected) {
        LacunaProject project = LacunaProject.of(selected).orElseThrow();
        ResourceKind kind = ResourceKind.of(selected);
        Optional<Path> chosen = LacunaProject.path(selected);
        Optional<Path> data =
                chosen.filter(p -> kind == ResourceKind.DATA_SET).or(() -> firstDataSet(project));
        Optional<Path> model =
                chosen.filter(p -> kind == ResourceKind.MODEL)
                        .or(() -> newest(project, LacunaProject.MODELS, ResourceKind.MODEL));
        if (task == TaskWizards.Task.EXPORT) {
            Optional<Path> results =
                    chosen.filter(p -> kind == ResourceKind.RESULT)
                            .or(() -> newest(project, LacunaProject.RESULTS, ResourceKind.RESULT));
            String name = results.map(p -> p.getFileName().toString()).orElse("report");
            return new TaskProposal(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    results,
                    Optional.of(project.free(LacunaProject.REPORTS, name, "")));
        }
        String name = data.map(p -> p.getFileName().toString()).orElse("results");
        String output = task == TaskWizards.Task.EVALUATE ? name + "-evaluation" : name;
        return new TaskProposal(
                data,
                model,
                Optional.of(project.path(LacunaProject.MODELS)),
                Optional.of(project.free(LacunaProject.RESULTS, output, "")),
                Optional.empty());
    }

    private static Optional<Path> firstDataSet(LacunaProject project) {
        List<IFolder> sets = project.dataSets();
        return sets.isEmpty() ? Optional.empty() : LacunaProject.path(sets.getFirst());
    }

    private static Optional<Path> newest(LacunaProject project, String folder, ResourceKind kind) {
        return LacunaProject.members(project.project().getFolder(folder)).stream()
                .filter(r -> ResourceKind.of(r) == kind && !r.getName().startsWith("."))
                .max(Comparator.comparingLong(IResource::getLocalTimeStamp))
                .flatMap(LacunaProject::path);
    }
}
