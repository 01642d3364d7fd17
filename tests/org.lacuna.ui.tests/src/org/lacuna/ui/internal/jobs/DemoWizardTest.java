package org.lacuna.ui.internal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.ui.LacunaPerspective;
import org.lacuna.ui.PartsView;
import org.lacuna.ui.Screen;
import org.lacuna.workflow.StagedOutput;
import org.lacuna.workflow.SynthesisRequest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The wizard and its job in the running workbench. */
class DemoWizardTest {
    @TempDir Path folder;

    private WizardDialog dialog;
    private DemoPage page;

    @BeforeEach
    void open() throws Exception {
        PlatformUI.getWorkbench().showPerspective(LacunaPerspective.ID, Hand.window());
        DemoWizard wizard = new DemoWizard(Hand.window());
        dialog = wizard.open();
        page = wizard.page();
    }

    @AfterEach
    void close() {
        dialog.close();
        Hand.closeDialogs();
    }

    @Test
    void finish_makesPartsAndShowsThem() throws Exception {
        Path out = folder.resolve("demo");
        page.folderField().set(out.toString());
        page.parts().setSelection(4);
        Hand.complete(page);
        Screen.shot(dialog.getShell(), "demo.png");
        int scans = page.choice().orElseThrow().request().scans();
        Hand.finish(dialog);
        Shell message = Hand.message(Messages.Demo_job);
        assertTrue(
                Hand.text(message).contains(NLS.bind(Messages.Demo_done, scans, out)),
                Hand.text(message));
        assertTrue(Files.isRegularFile(out.resolve(StagedOutput.RUN_FILE)));
        Hand.await(
                "parts of the new data set",
                () -> PartsView.shownData(Hand.window()).equals(Optional.of(out)));
    }

    @Test
    void cancel_leavesNothing() throws Exception {
        Path out = folder.resolve("much");
        DemoJob job = new DemoJob(new DemoChoice(SynthesisRequest.of(500, List.of()), out));
        job.schedule();
        Hand.await("first scans", () -> hasScans(out));
        long asked = System.nanoTime();
        job.cancel();
        Hand.await("end of the job", () -> job.getState() == Job.NONE);
        long millis = (System.nanoTime() - asked) / 1_000_000;
        assertTrue(millis < 2000, "cancelled after " + millis + " ms");
        assertFalse(Files.exists(out));
    }

    private static boolean hasScans(Path out) {
        String[] staged = out.toFile().list();
        return staged != null
                && Arrays.stream(staged)
                        .map(name -> out.resolve(name).toFile().list())
                        .anyMatch(inside -> inside != null && inside.length > 0);
    }

    @Test
    void folderWithOtherFiles_isAnError() throws Exception {
        Files.writeString(folder.resolve("letter.txt"), "mine");
        page.folderField().set(folder.toString());
        assertEquals(NLS.bind(Messages.Common_resultsForeign, folder), Hand.error(page));
    }
}
