package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.e4.ui.css.swt.theme.ITheme;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.help.HelpSystem;
import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.ui.internal.parts.ManyParts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Views and preference pages in the workbench's dark theme. */
class DarkViewsTest {
    private static final String DARK = "org.eclipse.e4.ui.css.theme.e4_dark";

    @TempDir Path folder;

    private IThemeEngine engine;
    private ITheme before;

    @BeforeEach
    void darken() {
        engine = PlatformUI.getWorkbench().getService(IThemeEngine.class);
        before = engine.getActiveTheme();
        engine.setTheme(DARK, false);
    }

    @AfterEach
    void lighten() {
        engine.setTheme(before, false);
    }

    /** Brightness of a pixel of the window that shows the control, from 0 to 255. */
    private static int brightness(ImageData shot, Shell shell, Control control, int x, int y) {
        Point at = shell.toControl(control.toDisplay(x, y));
        RGB rgb = shot.palette.getRGB(shot.getPixel(at.x, at.y));
        return (rgb.red + rgb.green + rgb.blue) / 3;
    }

    @Test
    void viewsOfAPart_areDark_withTheLegend() throws Exception {
        Stage stage = Stage.open();
        PartsView parts = (PartsView) stage.page.showView(PartsView.ID);
        PartItem item = DentedDome.item(folder, "000");
        List<PartItem> shown = new ArrayList<>(List.of(item));
        shown.addAll(ManyParts.list(30, Optional.empty()));
        parts.pane().show(shown, "for a test", "");
        parts.reveal(item);
        stage.show(item);
        Shell shell = parts.getSite().getShell();
        ImageData shot = Screen.shot(shell, "dark-views.png");
        PictureCanvas canvas = stage.image.canvas();
        Point size = canvas.getSize();
        assertTrue(brightness(shot, shell, canvas, 4, size.y - 4) < 100, "paper beside the legend");
        int lightest = 0;
        for (int x = 0; x < size.x; x++) {
            lightest = Math.max(lightest, brightness(shot, shell, canvas, x, size.y - 14));
        }
        assertTrue(lightest > 150, "light text below the bar: " + lightest);
        stage.page.showView(IPageLayout.ID_PROP_SHEET);
        stage.page.activate(parts);
        Screen.shot(shell, "dark-properties.png");
        stage.page.hideView(stage.page.findView(IPageLayout.ID_PROP_SHEET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".networks", ".cloud"})
    void preferencePages_areDark(String page) throws Exception {
        Stage stage = Stage.open();
        PreferenceDialog dialog =
                PreferencesUtil.createPreferenceDialogOn(
                        stage.page.getWorkbenchWindow().getShell(),
                        LacunaPreferencePage.ID + page,
                        null,
                        null);
        dialog.setBlockOnOpen(false);
        dialog.open();
        Shell shell = dialog.getShell();
        ImageData shot = Screen.shot(shell, "dark-preferences" + page + ".png");
        RGB paper = shot.palette.getRGB(shot.getPixel(shot.width / 2, shot.height - 5));
        dialog.close();
        assertTrue(paper.red + paper.green + paper.blue < 300, paper.toString());
    }

    @Test
    void help_isDark() throws Exception {
        Stage stage = Stage.open();
        stage.page.activate(stage.image);
        PlatformUI.getWorkbench()
                .getHelpSystem()
                .displayContext(HelpSystem.getContext("org.lacuna.ui.image"), 200, 200);
        Shell popup = Display.getCurrent().getActiveShell();
        for (Shell s : Display.getCurrent().getShells()) {
            popup = s.getParent() != null && s.isVisible() ? s : popup;
        }
        ImageData shot = Screen.shot(popup, "dark-help.png");
        RGB paper = shot.palette.getRGB(shot.getPixel(shot.width - 4, shot.height - 4));
        popup.close();
        assertTrue(paper.red + paper.green + paper.blue < 300, paper.toString());
    }
}
