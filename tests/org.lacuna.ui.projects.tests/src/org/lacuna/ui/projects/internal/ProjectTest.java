package org.lacuna.ui.projects.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.commands.Command;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.bindings.Binding;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IViewReference;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.keys.IBindingService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.ui.NetworkPreferences;
import org.lacuna.ui.OutputPlaces;
import org.lacuna.ui.PartsView;
import org.lacuna.ui.TaskWizards;
import org.lacuna.ui.projects.LacunaProject;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Projects in the running workbench, by the hands of a user. */
class ProjectTest {
    /** A button of the workbench's message after an inspection. */
    private static final String EXPORT = "E&xport...";

    @TempDir Path folder;

    @BeforeEach
    void emptyWorkspace() throws Exception {
        Stage.set();
        Stage.quickExtractors(folder);
    }

    @AfterEach
    void close() throws Exception {
        Stage.closeDialogs();
        NetworkPreferences.defaults().write();
        for (IProject p : ResourcesPlugin.getWorkspace().getRoot().getProjects()) {
            p.delete(true, true, new NullProgressMonitor());
        }
    }

    private static LacunaProject make(String name, Path... data) throws Exception {
        return ProjectMaker.make(name, List.of(data), new NullProgressMonitor());
    }

    private static ProjectsView view() throws Exception {
        return (ProjectsView) Stage.page().showView(ProjectsView.ID);
    }

    private static List<String> texts(TreeItem[] items) {
        List<String> all = new ArrayList<>();
        for (TreeItem item : items) {
            all.add(item.getText());
            all.addAll(texts(item.getItems()));
        }
        return all;
    }

    private static boolean shows(ProjectsView view, String part) {
        return texts(view.getCommonViewer().getTree().getItems()).stream()
                .anyMatch(t -> t.contains(part));
    }

    private static void select(ProjectsView view, IResource resource) {
        view.getCommonViewer().setSelection(new StructuredSelection(resource), true);
        assertEquals(resource, view.getCommonViewer().getStructuredSelection().getFirstElement());
    }

    @Test
    void wizard_makesAProjectThatRefersToTheData_andShowsIt() throws Exception {
        Path data = Stage.data(folder.resolve("parts"));
        Files.createDirectories(data.resolve(Stage.CATEGORY + "-annotations"));
        ProjectsView view = view();
        Stage.await("the way to a first project", view::invites);
        Stage.shot(Stage.window().getShell(), "projects-empty.png");
        Link link = Stage.controls(Stage.window().getShell(), Link.class).getFirst();
        link.notifyListeners(SWT.Selection, new Event());
        Shell shell = Stage.shell(Messages.New_title).orElseThrow();
        WizardDialog dialog = (WizardDialog) shell.getData();
        NewProjectPage page = (NewProjectPage) dialog.getCurrentPage();
        assertFalse(page.isPageComplete(), "no name yet");
        page.addDataSet(data);
        assertEquals("parts", page.projectName());
        page.nameField().setText("a/b");
        assertFalse(page.isPageComplete());
        assertNotNull(page.getErrorMessage());
        page.nameField().setText("Brackets");
        assertTrue(page.isPageComplete(), page.getErrorMessage());
        Stage.shot(shell, "projects-new.png");
        Stage.controls(shell, Button.class).stream()
                .filter(b -> Integer.valueOf(IDialogConstants.FINISH_ID).equals(b.getData()))
                .findFirst()
                .orElseThrow()
                .notifyListeners(SWT.Selection, null);
        IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("Brackets");
        Stage.await("the project", () -> LacunaProject.of(project).isPresent());
        IFolder link2 = project.getFolder("data/parts");
        Stage.await("the link", link2::exists);
        assertTrue(link2.isLinked());
        assertEquals(data, link2.getLocation().toFile().toPath());
        Stage.await(
                "its folders in their order",
                () ->
                        Arrays.stream(view.getCommonViewer().getTree().getItems())
                                .flatMap(i -> Arrays.stream(i.getItems()))
                                .map(TreeItem::getText)
                                .toList()
                                .equals(
                                        List.of(
                                                Messages.Folder_data,
                                                Messages.Folder_models,
                                                Messages.Folder_results,
                                                Messages.Folder_annotations,
                                                Messages.Folder_reports)));
        IFolder annotations = project.getFolder("annotations/" + Stage.CATEGORY + "-annotations");
        Stage.await("the reference to annotations", annotations::isLinked);
        assertEquals(
                data.resolve(Stage.CATEGORY + "-annotations"),
                annotations.getLocation().toFile().toPath());
        Stage.await(
                "what is in the data set",
                () -> shows(view, NLS.bind(Messages.Summary_oneCategory, Stage.CATEGORY, 16)));
        assertFalse(view.invites());
        Stage.shot(Stage.window().getShell(), "projects-made.png");
    }

    @Test
    void nameThatIsTaken_isSaid() throws Exception {
        make("Brackets");
        WizardDialog dialog = NewProjectHandler.open(Stage.window());
        NewProjectPage page = (NewProjectPage) dialog.getCurrentPage();
        page.nameField().setText("brackets");
        assertEquals(NLS.bind(Messages.New_nameTaken, "brackets"), page.getErrorMessage());
        assertFalse(page.isPageComplete());
    }

    @Test
    void cancelledCreation_leavesNoProject() throws Exception {
        NullProgressMonitor cancelled = new NullProgressMonitor();
        cancelled.setCanceled(true);
        try {
            ProjectMaker.make("Brackets", List.of(folder), cancelled);
            throw new AssertionError("was not cancelled");
        } catch (OperationCanceledException e) {
            IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("Brackets");
            assertFalse(project.exists());
            assertFalse(
                    Files.exists(
                            ResourcesPlugin.getWorkspace()
                                    .getRoot()
                                    .getLocation()
                                    .toFile()
                                    .toPath()
                                    .resolve("Brackets")));
        }
    }

    @Test
    void deletingAReference_leavesTheData() throws Exception {
        Path data = Stage.data(folder.resolve("parts"));
        LacunaProject project = make("Brackets", data);
        project.project().getFolder("data/parts").delete(true, new NullProgressMonitor());
        project.project().delete(true, true, new NullProgressMonitor());
        assertTrue(Files.isDirectory(data.resolve(Stage.CATEGORY).resolve("train/good")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "check", "addData"})
    void command_hasANameAndAKey(String name) {
        String id = "org.lacuna.ui.projects." + name;
        Command command =
                PlatformUI.getWorkbench().getService(ICommandService.class).getCommand(id);
        assertTrue(command.isDefined() && command.isHandled(), id);
        IBindingService bindings = PlatformUI.getWorkbench().getService(IBindingService.class);
        List<Binding> ours =
                Arrays.stream(bindings.getBindings())
                        .filter(
                                b ->
                                        b.getParameterizedCommand() != null
                                                && id.equals(
                                                        b.getParameterizedCommand()
                                                                .getCommand()
                                                                .getId()))
                        .toList();
        assertEquals(1, ours.size());
        long same =
                Arrays.stream(bindings.getBindings())
                        .filter(b -> b.getParameterizedCommand() != null)
                        .filter(
                                b ->
                                        b.getTriggerSequence()
                                                .equals(ours.getFirst().getTriggerSequence()))
                        .filter(b -> b.getContextId().equals(ours.getFirst().getContextId()))
                        .count();
        assertEquals(1, same, "the key belongs to nobody else");
    }

    @Test
    void perspective_hasPropertiesInSightBesideDefects_andProblemsBehindThem() throws Exception {
        List<String> ids =
                Arrays.stream(Stage.page().getViewReferences()).map(IViewReference::getId).toList();
        assertTrue(
                ids.containsAll(
                        List.of(
                                ProjectsView.ID,
                                IPageLayout.ID_PROBLEM_VIEW,
                                IPageLayout.ID_PROP_SHEET)),
                ids.toString());
        assertTrue(Stage.page().isPartVisible(Stage.page().findView(PartsView.ID)));
        IViewPart defects = Stage.page().showView("org.lacuna.ui.evidence");
        IViewPart properties = Stage.page().findView(IPageLayout.ID_PROP_SHEET);
        assertTrue(Stage.page().isPartVisible(defects));
        assertTrue(Stage.page().isPartVisible(properties), "in sight while Defects is used");
        IViewPart problems = Stage.page().showView(IPageLayout.ID_PROBLEM_VIEW);
        assertTrue(Stage.page().isPartVisible(problems));
        assertFalse(Stage.page().isPartVisible(properties), "behind Problems now");
        assertTrue(Stage.page().isPartVisible(defects));
        assertTrue(Stage.page().isPartVisible(Stage.page().findView(PartsView.ID)));
    }

    @Test
    void inspection_startsFilledFromTheProject_andItsResultsComeIntoIt() throws Exception {
        Path data = Stage.data(folder.resolve("parts"));
        LacunaProject project = make("Brackets", data);
        Path model =
                Stage.train(data, project.path(LacunaProject.MODELS).resolve("bracket.lacuna"), 1);
        project.project()
                .getFolder(LacunaProject.MODELS)
                .refreshLocal(IResource.DEPTH_INFINITE, new NullProgressMonitor());
        ProjectsView view = view();
        view.reveal(project);
        Stage.await(
                "the model's facts",
                () ->
                        shows(
                                view,
                                NLS.bind(
                                        Messages.Summary_model,
                                        new Object[] {
                                            Stage.CATEGORY, "RGB+3D", Stage.TRAIN_PARTS
                                        })));
        select(view, project.project().getFile("models/bracket.lacuna"));
        Stage.window()
                .getService(IHandlerService.class)
                .executeCommand("org.lacuna.ui.inspect", null);
        Shell wizard = wizard(model);
        Path results = project.path(LacunaProject.RESULTS).resolve("parts");
        List<String> fields =
                Stage.controls(wizard, Text.class).stream().map(Text::getText).toList();
        assertTrue(fields.contains(data.toString()), fields.toString());
        assertTrue(fields.contains(results.toString()), fields.toString());
        Button finish =
                Stage.controls(wizard, Button.class).stream()
                        .filter(
                                b ->
                                        Integer.valueOf(IDialogConstants.FINISH_ID)
                                                .equals(b.getData()))
                        .findFirst()
                        .orElseThrow();
        Stage.await("a complete page", finish::isEnabled);
        Stage.shot(wizard, "projects-inspect.png");
        finish.notifyListeners(SWT.Selection, null);
        IResource verdicts = project.project().getFile("results/parts/verdicts.jsonl");
        Stage.await("the results in the project", verdicts::exists);
        view.reveal(project);
        view.getCommonViewer().expandAll();
        Stage.await("their verdicts", () -> shows(view, " NOK"));
        assertEquals(List.of(), ProblemMarkers.of(project.project()), "all is well");
        Path report = project.path(LacunaProject.REPORTS).resolve("parts");
        press(finished(EXPORT));
        Shell export = wizard(report);
        assertTrue(
                Stage.controls(export, Text.class).stream()
                        .anyMatch(t -> t.getText().equals(results.toString())),
                "the results that were made");
        Stage.closeDialogs();
        view();
        Stage.shot(Stage.window().getShell(), "projects-results.png");

        select(view, project.project().getFolder("results/parts"));
        view.getCommonViewer().getTree().notifyListeners(SWT.DefaultSelection, new Event());
        Stage.await(
                "the results in Parts",
                () -> PartsView.shownResults(Stage.window()).equals(Optional.of(results)));

        Stage.train(data, model, 2);
        CheckJob check = CheckJob.outputs(project);
        check.schedule();
        Stage.await("the check", () -> check.found().isPresent());
        assertEquals(
                List.of(NLS.bind(Messages.Problem_modelChanged, "parts", "bracket.lacuna")),
                ProblemMarkers.of(project.project()).stream()
                        .map(m -> m.getAttribute("message", ""))
                        .toList());
    }

    /** The button of the message that a task is done; the wizards have none of these labels. */
    private static Button finished(String label) {
        List<Button> found = new ArrayList<>();
        Stage.await(
                "the message with " + label,
                () -> {
                    for (Shell s : Stage.window().getShell().getDisplay().getShells()) {
                        if (!s.isDisposed() && s.getParent() != null) {
                            Stage.controls(s, Button.class).stream()
                                    .filter(b -> b.getText().equals(label))
                                    .forEach(found::add);
                        }
                    }
                    return !found.isEmpty();
                });
        return found.getFirst();
    }

    private static void press(Button button) {
        button.notifyListeners(SWT.Selection, new Event());
    }

    /** The wizard that has the file or folder in one of its fields. */
    private static Shell wizard(Path model) {
        List<Shell> found = new ArrayList<>();
        Stage.await(
                "the wizard",
                () -> {
                    for (Shell s : Stage.window().getShell().getDisplay().getShells()) {
                        if (!s.isDisposed()
                                && s.isVisible()
                                && Stage.controls(s, Text.class).stream()
                                        .anyMatch(t -> t.getText().equals(model.toString()))) {
                            found.add(s);
                        }
                    }
                    return !found.isEmpty();
                });
        return found.getFirst();
    }

    @Test
    void proposals_takeWhatIsSelected_elseWhatTheProjectHas() throws Exception {
        Path one = Stage.data(folder.resolve("one"));
        Path two = Stage.data(folder.resolve("two"));
        LacunaProject project = make("Brackets", one, two);
        assertEquals(
                Optional.of(two),
                ProjectTaskHandler.proposal(
                                TaskWizards.Task.TRAIN, project.project().getFolder("data/two"))
                        .data());
        assertEquals(
                Optional.of(one),
                ProjectTaskHandler.proposal(TaskWizards.Task.TRAIN, project.project()).data());
        Files.createDirectories(project.path(LacunaProject.RESULTS).resolve("one"));
        project.project()
                .getFolder(LacunaProject.RESULTS)
                .refreshLocal(IResource.DEPTH_INFINITE, new NullProgressMonitor());
        assertEquals(
                Optional.of(project.path(LacunaProject.RESULTS).resolve("one-2")),
                ProjectTaskHandler.proposal(TaskWizards.Task.INSPECT, project.project()).results(),
                "nothing is replaced unasked");
        Files.writeString(project.path(LacunaProject.MODELS).resolve("a.lacuna"), "m");
        project.project()
                .getFolder(LacunaProject.MODELS)
                .refreshLocal(IResource.DEPTH_INFINITE, new NullProgressMonitor());
        assertEquals(
                Optional.of(project.path(LacunaProject.MODELS).resolve("a.lacuna")),
                ProjectTaskHandler.proposal(
                                TaskWizards.Task.LEARN, project.project().getFolder("results/one"))
                        .model());
        assertEquals(
                Optional.of(project.path(LacunaProject.REPORTS).resolve("one")),
                ProjectTaskHandler.proposal(
                                TaskWizards.Task.EXPORT, project.project().getFolder("results/one"))
                        .reports());
    }

    @Test
    void outputThatFollows_isProposedInTheSameProject_whereNothingIsYet() throws Exception {
        Path data = Stage.data(folder.resolve("parts"));
        LacunaProject project = make("Brackets", data);
        Path model = project.path(LacunaProject.MODELS).resolve("new.lacuna");
        Path results = project.path(LacunaProject.RESULTS).resolve("parts");
        ServiceReference<OutputPlaces> service =
                FrameworkUtil.getBundle(ProjectsPlugin.class)
                        .getBundleContext()
                        .getServiceReference(OutputPlaces.class);
        OutputPlaces places =
                FrameworkUtil.getBundle(ProjectsPlugin.class)
                        .getBundleContext()
                        .getService(service);
        assertEquals(Optional.of(results), places.resultsOf(model, Optional.of(data)));
        assertEquals(
                Optional.of(project.path(LacunaProject.RESULTS).resolve("results")),
                places.resultsOf(model, Optional.empty()));
        Files.createDirectories(results);
        Files.createDirectories(project.path(LacunaProject.REPORTS).resolve("parts"));
        project.project().refreshLocal(IResource.DEPTH_INFINITE, new NullProgressMonitor());
        assertEquals(
                Optional.of(project.path(LacunaProject.RESULTS).resolve("parts-2")),
                places.resultsOf(model, Optional.of(data)));
        assertEquals(
                Optional.of(project.path(LacunaProject.REPORTS).resolve("parts-2")),
                places.reportOf(results));
        assertEquals(
                Optional.empty(),
                places.resultsOf(folder.resolve("elsewhere/new.lacuna"), Optional.of(data)));
        assertEquals(Optional.empty(), places.reportOf(folder.resolve("elsewhere/parts")));
    }

    @Test
    void whatOtherProgramsWrote_isThereWhenTheViewComesUp() throws Exception {
        LacunaProject project = make("Brackets");
        Files.createDirectories(project.path(LacunaProject.RESULTS).resolve("by-command-line"));
        ProjectsView view = view();
        Stage.await(
                "the folder in the project",
                () -> project.project().getFolder("results/by-command-line").exists());
        view.getCommonViewer().expandAll();
        Stage.await("the folder in the view", () -> shows(view, "by-command-line"));
    }

    @Test
    void deleteAndRefresh_haveTheirKeys() throws Exception {
        LacunaProject project = make("Brackets");
        ProjectsView view = view();
        view.reveal(project);
        select(view, project.project().getFolder(LacunaProject.RESULTS));
        for (ActionFactory action : List.of(ActionFactory.DELETE, ActionFactory.REFRESH)) {
            IAction handler =
                    view.getViewSite().getActionBars().getGlobalActionHandler(action.getId());
            assertNotNull(handler, action.getId());
            assertEquals(action.getCommandId(), handler.getActionDefinitionId());
            assertTrue(handler.isEnabled(), action.getId());
        }
    }

    /** Nothing may run on when a test is over. */
    @AfterEach
    void noChecksLeft() {
        Stage.await(
                "the end of checks",
                () ->
                        Arrays.stream(Job.getJobManager().find(null))
                                .noneMatch(j -> j instanceof CheckJob || j instanceof MakeJob));
    }
}
