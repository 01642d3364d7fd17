package org.lacuna.ui.projects.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IMarkerResolution;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.views.properties.IPropertySource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.ui.PartItem;
import org.lacuna.ui.PartsView;
import org.lacuna.ui.projects.LacunaProject;
import org.lacuna.workflow.LeaveOut;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What a check of a project finds, as markers in the running workbench. */
class CheckTest {
    @TempDir Path folder;

    private Path data;
    private LacunaProject project;

    @BeforeEach
    void project() throws Exception {
        Stage.set();
        data = Stage.data(folder.resolve("parts"));
        project = ProjectMaker.make("Brackets", List.of(data), new NullProgressMonitor());
        project.project().refreshLocal(IResource.DEPTH_INFINITE, new NullProgressMonitor());
    }

    @AfterEach
    void close() throws Exception {
        Stage.closeDialogs();
        for (IProject p : ResourcesPlugin.getWorkspace().getRoot().getProjects()) {
            p.delete(true, true, new NullProgressMonitor());
        }
    }

    private void check() {
        CheckJob job = CheckJob.all(project);
        job.schedule();
        Stage.await("the check", () -> job.getResult() != null);
        assertTrue(job.getResult().isOK(), job.getResult()::toString);
    }

    private List<IMarker> markers() throws CoreException {
        return ProblemMarkers.of(project.project());
    }

    private Path damage(String part) throws Exception {
        Path file = data.resolve(Stage.CATEGORY).resolve(part);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        return file;
    }

    @Test
    void cleanProject_hasNoMarkers() throws Exception {
        check();
        assertEquals(List.of(), markers());
    }

    @Test
    void damagedFile_isAnErrorAtTheFile_andGoesWhenItIsRepaired() throws Exception {
        byte[] whole =
                Files.readAllBytes(data.resolve(Stage.CATEGORY).resolve("test/good/rgb/000.png"));
        Path file = damage("test/good/rgb/000.png");
        check();
        assertEquals(1, markers().size(), markers()::toString);
        IMarker marker = markers().getFirst();
        assertEquals(
                "data/parts/" + Stage.CATEGORY + "/test/good/rgb/000.png",
                marker.getResource().getProjectRelativePath().toString());
        assertEquals(IMarker.SEVERITY_ERROR, marker.getAttribute(IMarker.SEVERITY, -1));
        assertFalse(
                marker.getAttribute(IMarker.MESSAGE, "").contains(data.toString()),
                "the path has a column of its own");
        assertEquals(Stage.CATEGORY + "/test/good/000", marker.getAttribute(IMarker.LOCATION, ""));
        assertTrue(marker.isSubtypeOf(IMarker.PROBLEM), "shown in Problems");
        Files.write(file, whole);
        check();
        assertEquals(List.of(), markers());
    }

    @Test
    void problems_areShownInTheView_andAQuickFixLeavesThePartOut() throws Exception {
        Path file = damage("test/good/rgb/000.png");
        Files.copy(
                data.resolve(Stage.CATEGORY).resolve("train/good/xyz/000.tiff"),
                data.resolve(Stage.CATEGORY).resolve("train/good/xyz/077.tiff"));
        Files.writeString(project.path(LacunaProject.MODELS).resolve("old.lacuna"), "no model");
        Path strange =
                Files.createDirectories(project.path(LacunaProject.RESULTS).resolve("notes"));
        Files.writeString(strange.resolve("notes.txt"), "n");
        project.project().refreshLocal(IResource.DEPTH_INFINITE, new NullProgressMonitor());
        // In use, and in the stack of Problems.
        Stage.page().showView(IPageLayout.ID_PROP_SHEET);
        CheckJob job = CheckHandler.check(Stage.window(), project);
        Stage.await(
                "Problems to come up",
                () ->
                        job.found().isPresent()
                                && Stage.page()
                                        .isPartVisible(
                                                Stage.page()
                                                        .findView(IPageLayout.ID_PROBLEM_VIEW)));
        TreeSet<String> places = new TreeSet<>();
        for (IMarker m : markers()) {
            places.add(m.getResource().getName());
        }
        assertTrue(
                places.containsAll(List.of("000.png", "077.tiff", "notes", "old.lacuna")),
                places.toString());
        ProjectsView view = (ProjectsView) Stage.page().showView(ProjectsView.ID);
        view.reveal(project);
        view.getCommonViewer()
                .setSelection(
                        new StructuredSelection(project.project().getFolder("data/parts")), true);
        Stage.shot(Stage.window().getShell(), "problems.png");

        IMarker image =
                markers().stream()
                        .filter(m -> m.getResource().getName().equals("000.png"))
                        .findFirst()
                        .orElseThrow();
        IDE.openEditor(Stage.page(), image);
        Stage.await(
                "the data set of the problem in Parts",
                () -> PartsView.shownData(Stage.window()).equals(Optional.of(data)));

        List<IMarker> damaged = new ArrayList<>(markers());
        damaged.removeIf(m -> !m.getResource().getName().equals("000.png") || severity(m) < 2);
        IMarker marker = damaged.getFirst();
        assertTrue(IDE.getMarkerHelpRegistry().hasResolutions(marker));
        IMarkerResolution[] fixes = IDE.getMarkerHelpRegistry().getResolutions(marker);
        assertEquals(Messages.LeaveOut_label, fixes[0].getLabel());
        fixes[0].run(marker);
        Stage.await("the part to leave", () -> !Files.exists(file));
        Stage.await("its marker to go", () -> !marker.exists());
        assertTrue(
                Files.exists(
                        data.resolve(Stage.CATEGORY)
                                .resolve(LeaveOut.FOLDER)
                                .resolve("test/good/rgb/000.png")));
        Stage.await(
                "the other markers of the last check",
                () -> project.project().isAccessible() && count() == places.size() - 1);
    }

    /** The list of problems, whose rows belong to their groups. */
    private static Tree problems(IViewPart view) {
        Composite all = view.getSite().getShell();
        List<Tree> trees = new ArrayList<>(Stage.controls(all, Tree.class));
        trees.removeIf(t -> !t.isVisible() || t.getColumnCount() < 3);
        assertEquals(1, trees.size(), trees::toString);
        return trees.getFirst();
    }

    private static List<TreeItem> rows(TreeItem[] items) {
        List<TreeItem> all = new ArrayList<>();
        for (TreeItem item : items) {
            all.add(item);
            all.addAll(rows(item.getItems()));
        }
        return all;
    }

    private static Optional<TreeItem> row(Tree tree, String resource) {
        for (TreeItem group : tree.getItems()) {
            if (!group.getExpanded()) {
                // Its rows are made when somebody opens it.
                Event open = new Event();
                open.item = group;
                tree.notifyListeners(SWT.Expand, open);
                group.setExpanded(true);
            }
        }
        return rows(tree.getItems()).stream()
                .filter(r -> Adapters.adapt(r.getData(), IMarker.class) != null)
                .filter(
                        r ->
                                Adapters.adapt(r.getData(), IMarker.class)
                                        .getResource()
                                        .getName()
                                        .equals(resource))
                .findFirst();
    }

    private static Optional<PartItem> selectedPart() {
        return Stage.window().getSelectionService().getSelection(PartsView.ID)
                                instanceof IStructuredSelection s
                        && s.getFirstElement() instanceof PartItem part
                ? Optional.of(part)
                : Optional.empty();
    }

    @Test
    void doubleClickOnAProblem_selectsItsPart_alsoInADataSetThatIsShown() throws Exception {
        damage("test/good/rgb/001.png");
        damage("train/good/xyz/004.tiff");
        project.project().refreshLocal(IResource.DEPTH_INFINITE, new NullProgressMonitor());
        check();
        IViewPart view = Stage.page().showView(IPageLayout.ID_PROBLEM_VIEW);
        Tree tree = problems(view);
        for (String file : List.of("001.png", "004.tiff")) {
            Stage.await(file + " in Problems", () -> row(tree, file).isPresent());
            Stage.page().activate(view);
            tree.setSelection(row(tree, file).orElseThrow());
            Event click = new Event();
            click.item = row(tree, file).orElseThrow();
            tree.notifyListeners(SWT.Selection, click);
            tree.notifyListeners(SWT.DefaultSelection, click);
            Stage.await(
                    "the part of " + file,
                    () ->
                            selectedPart()
                                    .filter(
                                            p ->
                                                    p.files().values().stream()
                                                            .anyMatch(f -> f.endsWith(file)))
                                    .isPresent());
            assertEquals(Optional.of(data), PartsView.shownData(Stage.window()));
        }
        assertEquals(
                List.of("train", "004"),
                List.of(
                        selectedPart().orElseThrow().group(),
                        selectedPart().orElseThrow().id().name()));
    }

    private int count() {
        try {
            TreeSet<String> places = new TreeSet<>();
            for (IMarker m : markers()) {
                places.add(m.getResource().getName());
            }
            return places.size();
        } catch (CoreException e) {
            return -1;
        }
    }

    private static int severity(IMarker marker) {
        return marker.getAttribute(IMarker.SEVERITY, -1);
    }

    @Test
    void problemOfAModel_hasNoQuickFix() throws Exception {
        Files.writeString(project.path(LacunaProject.MODELS).resolve("old.lacuna"), "no model");
        project.project().refreshLocal(IResource.DEPTH_INFINITE, new NullProgressMonitor());
        check();
        assertEquals(1, markers().size());
        assertEquals("old.lacuna", markers().getFirst().getResource().getName());
        assertFalse(IDE.getMarkerHelpRegistry().hasResolutions(markers().getFirst()));
    }

    @Test
    void missingDataFolder_isSaidWithItsPath() throws Exception {
        Files.move(data, folder.resolve("elsewhere"));
        check();
        assertEquals(
                List.of(NLS.bind(Messages.Problem_noFolder, data)),
                markers().stream().map(m -> m.getAttribute(IMarker.MESSAGE, "")).toList());
    }

    @Test
    void cancelledCheck_leavesTheMarkersAsTheyWere() throws Exception {
        damage("test/good/rgb/000.png");
        check();
        List<IMarker> before = markers();
        damage("test/good/rgb/001.png");
        CheckJob job = CheckJob.all(project);
        job.schedule();
        long asked = System.nanoTime();
        job.cancel();
        // Before it ran, a cancelled job has no result.
        Stage.await("the end", () -> job.getState() == Job.NONE);
        assertTrue(System.nanoTime() - asked < 1_000_000_000L, "within a second");
        assertTrue(job.getResult() == null || job.getResult().getSeverity() == IStatus.CANCEL);
        assertEquals(before, markers());
        assertTrue(job.found().isEmpty());
    }

    @Test
    void manyProblems_haveABound_andALastMarkerThatCounts() throws Exception {
        List<Problem> many = new ArrayList<>();
        for (int i = 0; i < ProblemMarkers.LIMIT + 50; i++) {
            many.add(Problem.warning(data, "warning " + i));
        }
        many.add(Problem.error(data, "the error"));
        new ProblemMarkers(project).replace(CheckJob.Source.DATA, many, new NullProgressMonitor());
        List<IMarker> all = markers();
        assertEquals(ProblemMarkers.LIMIT + 1, all.size());
        assertTrue(
                all.stream().anyMatch(m -> m.getAttribute(IMarker.MESSAGE, "").equals("the error")),
                "errors first");
        List<String> last =
                all.stream()
                        .filter(m -> m.getResource().equals(project.project()))
                        .map(m -> m.getAttribute(IMarker.MESSAGE, ""))
                        .toList();
        assertEquals(List.of(NLS.bind(Messages.Problem_more, 51)), last);
        new ProblemMarkers(project)
                .replace(CheckJob.Source.OUTPUTS, List.of(), new NullProgressMonitor());
        assertEquals(ProblemMarkers.LIMIT + 1, markers().size(), "of the other source");
    }

    @Test
    void resources_haveProperties() {
        IResource model = project.project().getFolder(LacunaProject.MODELS);
        assertTrue(
                Adapters.adapt(model, IPropertySource.class).getPropertyDescriptors().length > 0);
    }
}
