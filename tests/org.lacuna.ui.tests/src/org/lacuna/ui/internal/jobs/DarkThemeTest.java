package org.lacuna.ui.internal.jobs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.e4.ui.css.swt.theme.ITheme;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.ui.LacunaPerspective;
import org.lacuna.ui.NetworkPreferences;
import org.lacuna.ui.Screen;

import java.nio.file.Path;
import java.util.Optional;

/** Pages and charts in the workbench's dark theme. */
class DarkThemeTest {
    private static final String DARK = "org.eclipse.e4.ui.css.theme.e4_dark";

    @TempDir Path folder;

    private IThemeEngine engine;
    private ITheme before;

    @BeforeEach
    void darken() throws Exception {
        PlatformUI.getWorkbench().showPerspective(LacunaPerspective.ID, Hand.window());
        TestParts.quick(folder).write();
        engine = PlatformUI.getWorkbench().getService(IThemeEngine.class);
        before = engine.getActiveTheme();
        engine.setTheme(DARK, false);
    }

    @AfterEach
    void lighten() {
        Hand.closeDialogs();
        engine.setTheme(before, false);
        NetworkPreferences.defaults().write();
    }

    private static double lightness(Color colour) {
        return (colour.getRed() + colour.getGreen() + colour.getBlue()) / 3.0;
    }

    @Test
    void charts_takeTheThemesColours() throws Exception {
        Job job = Job.create("Training bracket", (ICoreRunnable) monitor -> {});
        TrainingFeed feed = TrainingFeed.instance();
        feed.start(job);
        feed.task(job, "student: 12000 patches", 40);
        for (int e = 1; e <= 25; e++) {
            for (String network : new String[] {"teacher RGB", "teacher 3D", "student"}) {
                double rate = network.length() / 10.0;
                feed.epoch(
                        job,
                        network,
                        new TrainingFeed.Point(
                                e, 0.7 * Math.exp(-e / (8 * rate)), 1 - 0.4 / (e * rate)));
            }
            feed.advance(job, 1);
        }
        TrainingView view = (TrainingView) Hand.window().getActivePage().showView(TrainingView.ID);
        Screen.waitFor("the curves", () -> view.shownCurves() == 3);
        Screen.shot(Hand.window().getShell(), "training-dark.png");
        assertTrue(lightness(view.chart().getBackground()) < 100, "dark paper");
        assertTrue(
                lightness(view.chart().getAxisSet().getXAxis(0).getTick().getForeground()) > 150,
                "light ticks");
        feed.end(job, TrainingFeed.State.FINISHED);
    }

    @Test
    void pages_areDark() throws Exception {
        Path data = TestParts.write(folder.resolve("data"), 4);
        for (TaskWizard wizard :
                new TaskWizard[] {
                    new DemoWizard(Hand.window()),
                    new ImportWizard(Hand.window(), Optional.of(data)),
                    new TrainWizard(Hand.window(), Optional.of(data)),
                    new EvaluateWizard(Hand.window(), Optional.of(data)),
                    new InspectWizard(Hand.window(), Optional.of(data), Optional.empty()),
                    new ExportWizard(Hand.window(), Optional.empty()),
                    new LearnWizard(Hand.window()),
                    new CompareWizard(Hand.window(), Optional.of(data))
                }) {
            WizardDialog dialog = wizard.open();
            String name = wizard.getStartingPage().getName();
            ImageData shot = Screen.shot(dialog.getShell(), "dark-" + name + ".png");
            RGB paper = shot.palette.getRGB(shot.getPixel(shot.width / 2, shot.height - 5));
            assertTrue(paper.red + paper.green + paper.blue < 300, name + " " + paper);
            dialog.close();
        }
    }
}
