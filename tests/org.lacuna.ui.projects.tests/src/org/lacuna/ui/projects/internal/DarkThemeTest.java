package org.lacuna.ui.projects.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.e4.ui.css.swt.theme.ITheme;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.ui.projects.LacunaProject;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Projects, their problems and their wizard in the workbench's dark theme. */
class DarkThemeTest {
    private static final String DARK = "org.eclipse.e4.ui.css.theme.e4_dark";

    @TempDir Path folder;

    private IThemeEngine engine;
    private ITheme before;

    @BeforeEach
    void darken() throws Exception {
        Stage.set();
        engine = PlatformUI.getWorkbench().getService(IThemeEngine.class);
        before = engine.getActiveTheme();
        engine.setTheme(DARK, false);
    }

    @AfterEach
    void lighten() throws Exception {
        Stage.closeDialogs();
        engine.setTheme(before, false);
        for (IProject p : ResourcesPlugin.getWorkspace().getRoot().getProjects()) {
            p.delete(true, true, new NullProgressMonitor());
        }
    }

    /** Light text on dark paper, as the screen has it. */
    private static void assertReadable(ImageData shot, Shell shell, Control control) {
        Point origin = shell.toControl(control.toDisplay(0, 0));
        // What of it is in the window: a tree can be as long as its lines.
        Point size =
                new Point(
                        Math.min(control.getSize().x, shot.width - origin.x),
                        Math.min(control.getSize().y, shot.height - origin.y));
        assertTrue(size.x > 0 && size.y > 0, control + " is in the window");
        long sum = 0;
        int lightest = 0;
        for (int y = 0; y < size.y; y++) {
            for (int x = 0; x < size.x; x++) {
                RGB rgb = shot.palette.getRGB(shot.getPixel(origin.x + x, origin.y + y));
                int brightness = (rgb.red + rgb.green + rgb.blue) / 3;
                sum += brightness;
                lightest = Math.max(lightest, brightness);
            }
        }
        String found = control + ": mean " + sum / (size.x * size.y) + ", lightest " + lightest;
        assertTrue(sum / (size.x * size.y) < 100, found);
        assertTrue(lightest > 150, found);
    }

    @Test
    void projectsAndProblems_areReadable() throws Exception {
        Path data = Stage.data(folder.resolve("parts"));
        LacunaProject project =
                ProjectMaker.make("Brackets", List.of(data), new NullProgressMonitor());
        Files.writeString(project.path(LacunaProject.MODELS).resolve("old.lacuna"), "no model");
        project.project().refreshLocal(IResource.DEPTH_INFINITE, new NullProgressMonitor());
        ProjectsView view = (ProjectsView) Stage.page().showView(ProjectsView.ID);
        view.reveal(project);
        CheckJob job = CheckHandler.check(Stage.window(), project);
        Stage.await(
                "Problems to come up",
                () ->
                        job.found().isPresent()
                                && Stage.page()
                                        .isPartVisible(
                                                Stage.page()
                                                        .findView(IPageLayout.ID_PROBLEM_VIEW)));
        Shell shell = Stage.window().getShell();
        List<Tree> trees = Stage.controls(shell, Tree.class);
        trees.removeIf(t -> !t.isVisible());
        assertTrue(trees.size() >= 2, trees::toString);
        Stage.await("lines in both", () -> trees.stream().allMatch(t -> t.getItemCount() > 0));
        ImageData shot = Stage.shot(shell, "dark-projects.png");
        trees.forEach(t -> assertReadable(shot, shell, t));
    }

    @Test
    void wizard_isReadable() throws Exception {
        Stage.window()
                .getService(IHandlerService.class)
                .executeCommand("org.lacuna.ui.projects.new", null);
        Shell shell = Stage.shell(Messages.New_title).orElseThrow();
        assertReadable(Stage.shot(shell, "dark-projects-new.png"), shell, shell.getChildren()[0]);
    }
}
