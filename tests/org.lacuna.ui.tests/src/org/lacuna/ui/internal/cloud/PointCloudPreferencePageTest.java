package org.lacuna.ui.internal.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lacuna.ui.Screen;

/** The page that says what draws point clouds, on this machine, whatever it has. */
class PointCloudPreferencePageTest {
    private PreferenceDialog dialog;
    private PointCloudPreferencePage page;

    @BeforeEach
    void open() {
        Shell shell = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell();
        dialog =
                PreferencesUtil.createPreferenceDialogOn(
                        shell, PointCloudPreferencePage.ID, null, null);
        dialog.setBlockOnOpen(false);
        dialog.open();
        page = (PointCloudPreferencePage) dialog.getSelectedPage();
    }

    @AfterEach
    void close() {
        dialog.close();
        Renderers.all().want(RendererPreference.AUTOMATIC);
    }

    private void choose(RendererPreference value) {
        for (RendererPreference v : RendererPreference.values()) {
            page.button(v).setSelection(v == value);
        }
        page.performOk();
    }

    @Test
    void automatic_isTheDefault_andGivesItsReason() throws Exception {
        assertTrue(page.button(RendererPreference.AUTOMATIC).getSelection());
        Screen.waitFor("what was found", () -> !page.inUse().contains("being looked for"));
        String text = page.inUse();
        assertTrue(text.startsWith("Java. ") || text.startsWith("OpenGL. "), text);
        Screen.shot(dialog.getShell(), "preferences-cloud.png");
    }

    @Test
    void java_isStored_andSaidAtOnce() {
        choose(RendererPreference.JAVA);
        assertEquals(RendererPreference.JAVA, RendererPreference.read());
        Screen.waitFor("the text", () -> page.inUse().equals("Java. You chose it."));
        assertEquals(false, Renderers.all().choice().openGl());
    }

    @Test
    void cardThatFailed_isGivenUpWithItsReason_untilChosenAgain() {
        Renderers.all().failed(new IllegalStateException("the driver is gone"));
        Screen.waitFor("the reason", () -> page.inUse().contains("the driver is gone"));
        assertTrue(page.inUse().startsWith("Java. "));
        choose(RendererPreference.OPENGL);
        Screen.waitFor("another chance", () -> !page.inUse().contains("the driver is gone"));
    }
}
